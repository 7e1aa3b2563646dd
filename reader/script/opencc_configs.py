"""OpenCC's configs as values, and what we make of them: configs for the pairs it has none for, and tagged ones.

A config is `normalization` (stages), perhaps a `segmentation`, and a `conversion_chain` of stages run on each segment.
A stage's dictionary is a file, an inline one, or a group: `union` takes the longest match and of equals the first,
`short_circuit` the first member that matches at all.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.errors import ReaderError
from reader.script.opencc_package import REINSTALL, configs, dictionary, share
from reader.text.tsv import read_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator

    Node = dict[str, Any]
    Recipe = dict[str, Any]

TAG = "\U000f0000"
"""Stands before every vocabulary phrase in the output of a tagged config; a length sign follows it, then the phrase.
A text that brings one of its own must not get to OpenCC; other signs mean something only behind a tag."""

_LENGTHS = 0xF0001
_MOST = 63
"""The longest key or value a length sign can tell of; no entry of OpenCC 1.4 has more than 20 code points."""


def lengths(sign: str) -> tuple[int, int]:
    """How long a phrase was and how long it is now, from the sign behind its tag."""
    return divmod(ord(sign) - _LENGTHS, _MOST + 1)


@cache
def derived() -> dict[str, str]:
    """The configs that OpenCC does not have, each with the stages of its own that it is made of."""
    return dict(read_rows(__file__, "derived"))


def known() -> list[str]:
    """The names of all configs, shipped and derived."""
    return sorted(configs() | derived().keys())


def check(name: str) -> str:
    """The name of a config, if there is such a one.

    Raises:
        ReaderError: There is not.
    """
    if name not in derived() and name not in configs():
        raise ReaderError(repr(name), "there is no such config", "use one of " + " ".join(known()))
    return name


def recipe(name: str) -> Recipe:
    """A config as a value, all file names absolute.

    Raises:
        ReaderError: There is no such config, or it cannot be read.
    """
    if check(name) not in derived():
        return _shipped(name)
    parts = [part.split(":") for part in derived()[name].split()]
    sources = [_shipped(config) for config, _ in parts]
    chain = [source["conversion_chain"][int(at)] for source, (_, at) in zip(sources, parts, strict=True)]
    return {"normalization": sources[0].get("normalization", []), "conversion_chain": chain}


def _shipped(name: str) -> Recipe:
    try:
        value = json.loads((share() / f"{name}.json").read_text(encoding="utf-8"))
        stages: Recipe = {key: [_absolute(stage) for stage in value[key]] for key in _STAGES if key in value}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReaderError("OpenCC", f"its config {name} cannot be read ({error})", REINSTALL) from error
    if "segmentation" in value:
        stages["segmentation"] = _absolute(value["segmentation"])
    return stages


_STAGES = ("normalization", "conversion_chain")


def _absolute(stage: Node) -> Node:
    folder = str(share())
    return {**stage, "dict": _replaced(stage["dict"], lambda node: {**node, "file": f"{folder}/{node['file']}"})}


def _replaced(node: Node, change: Callable[[Node], Node]) -> Node:
    """A dictionary with every member changed that is no group."""
    if "dicts" in node:
        return {**node, "dicts": [_replaced(part, change) for part in node["dicts"]]}
    return change(node)


def _files(node: Node) -> Iterator[str]:
    if "file" in node:
        yield node["file"]
    for part in node.get("dicts", ()):
        yield from _files(part)


def has_words(name: str) -> bool:
    """Whether a config rewrites vocabulary; OpenCC names those with a p, and all others keep the length."""
    return name.endswith("p") and name != "t2jp"


def without_words(name: str) -> str:
    """The config that does the same to characters only."""
    return name.removesuffix("p") if has_words(name) else name


def words_last(name: str) -> bool:
    """Whether the stage of a vocabulary config that rewrites phrases is its last."""
    config = recipe(name)
    return _words(name, config)[0] == len(config["conversion_chain"]) - 1


def tagged(name: str) -> Recipe:
    """A vocabulary config that marks its phrases, cut behind the stage that rewrites them.

    Every entry of the vocabulary dictionaries that changes anything gets a twin: TAG, the lengths, the value. In a
    union with the dictionary itself the same matches are found, the twins first. Later stages keep the length; they
    would only trip over the tags.

    Raises:
        ReaderError: The config or one of its dictionaries cannot be read.
    """
    config = recipe(name)
    at, files = _words(name, config)
    chain = config["conversion_chain"][: at + 1]
    chain[at] = {"dict": beside(chain[at]["dict"], _twins, files)}
    return {**config, "conversion_chain": chain}


def _words(name: str, config: Recipe) -> tuple[int, set[str]]:
    """The stage of a config that rewrites vocabulary, and the files of it: what the same config without p lacks."""
    plain = {file for stage in recipe(without_words(name))["conversion_chain"] for file in _files(stage["dict"])}
    stages = [set(_files(stage["dict"])) - plain for stage in config["conversion_chain"]]
    return next((at, files) for at, files in enumerate(stages) if files)


def _twins(file: str) -> dict[str, str]:
    return {
        key: TAG + chr(_LENGTHS + (_MOST + 1) * len(key) + len(values[0])) + values[0]
        for key, values in dictionary(file).items()
        if values[0] != key and len(key) <= _MOST and len(values[0]) <= _MOST
    }


def beside(node: Node, twins: Callable[[str], dict[str, str]], files: Container[str] | None = None) -> Node:
    """A stage's dictionary with tagged twins of its entries, for each file or for some; the same matches are found.

    Args:
        node: The dictionary, its file names absolute.
        twins: The tagged entries for a file, by the name of the dictionary.
        files: Which files get them.
    """

    def change(leaf: Node) -> Node:
        entries = twins(Path(leaf["file"]).name) if files is None or leaf["file"] in files else None
        if not entries or leaf.get("may_output_tofu"):
            return leaf
        # In a union the longest match counts, and of equals the first.
        return {"type": "group", "match_policy": "union", "dicts": [{"type": "inline", "entries": entries}, leaf]}

    return _replaced(node, change)
