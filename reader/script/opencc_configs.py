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
from reader.script.opencc_package import REINSTALL_HINT, get_data_folder, list_shipped_configs, read_dictionary
from reader.text.tsv import read_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator

    DictionaryNode = dict[str, Any]
    ConfigDict = dict[str, Any]

PHRASE_TAG = "\U000f0000"
"""Stands before every vocabulary phrase in the output of a tagged config; a length sign follows it, then the phrase.
A text that brings one of its own must not get to OpenCC; other signs mean something only behind a tag."""

_LENGTH_SIGN_BASE = 0xF0001
_MAX_LENGTH = 63
"""The longest key or value a length sign can tell of; no entry of OpenCC 1.4 has more than 20 code points."""


def decode_lengths(sign: str) -> tuple[int, int]:
    """How long a phrase was and how long it is now, from the sign behind its tag."""
    return divmod(ord(sign) - _LENGTH_SIGN_BASE, _MAX_LENGTH + 1)


@cache
def load_derived_configs() -> dict[str, str]:
    """The configs that OpenCC does not have, each with the stages of its own that it is made of."""
    return dict(read_rows(__file__, "derived"))


def list_configs() -> list[str]:
    """The names of all configs, shipped and derived."""
    return sorted(list_shipped_configs() | load_derived_configs().keys())


def require_config(name: str) -> str:
    """The name of a config, if there is such a one.

    Raises:
        ReaderError: There is not.
    """
    if name not in load_derived_configs() and name not in list_shipped_configs():
        raise ReaderError(repr(name), "there is no such config", "use one of " + " ".join(list_configs()))
    return name


def load_config(name: str) -> ConfigDict:
    """A config as a value, all file names absolute.

    Raises:
        ReaderError: There is no such config, or it cannot be read.
    """
    if require_config(name) not in load_derived_configs():
        return _load_shipped_config(name)
    parts = [part.split(":") for part in load_derived_configs()[name].split()]
    sources = [_load_shipped_config(config) for config, _ in parts]
    chain = [source["conversion_chain"][int(at)] for source, (_, at) in zip(sources, parts, strict=True)]
    return {"normalization": sources[0].get("normalization", []), "conversion_chain": chain}


def _load_shipped_config(name: str) -> ConfigDict:
    try:
        value = json.loads((get_data_folder() / f"{name}.json").read_text(encoding="utf-8"))
        stages: ConfigDict = {
            key: [_make_paths_absolute(stage) for stage in value[key]] for key in _STAGE_KEYS if key in value
        }
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReaderError("OpenCC", f"its config {name} cannot be read ({error})", REINSTALL_HINT) from error
    if "segmentation" in value:
        stages["segmentation"] = _make_paths_absolute(value["segmentation"])
    return stages


_STAGE_KEYS = ("normalization", "conversion_chain")


def _make_paths_absolute(stage: DictionaryNode) -> DictionaryNode:
    folder = str(get_data_folder())
    return {**stage, "dict": _map_leaves(stage["dict"], lambda node: {**node, "file": f"{folder}/{node['file']}"})}


def _map_leaves(node: DictionaryNode, change: Callable[[DictionaryNode], DictionaryNode]) -> DictionaryNode:
    """A dictionary with every member changed that is no group."""
    if "dicts" in node:
        return {**node, "dicts": [_map_leaves(part, change) for part in node["dicts"]]}
    return change(node)


def _iter_files(node: DictionaryNode) -> Iterator[str]:
    if "file" in node:
        yield node["file"]
    for part in node.get("dicts", ()):
        yield from _iter_files(part)


def has_vocabulary(name: str) -> bool:
    """Whether a config rewrites vocabulary; OpenCC names those with a p, and all others keep the length."""
    return name.endswith("p") and name != "t2jp"


def get_character_config(name: str) -> str:
    """The config that does the same to characters only."""
    return name.removesuffix("p") if has_vocabulary(name) else name


def is_vocabulary_last(name: str) -> bool:
    """Whether the stage of a vocabulary config that rewrites phrases is its last."""
    config = load_config(name)
    return _find_vocabulary_stage(name, config)[0] == len(config["conversion_chain"]) - 1


def build_tagged_config(name: str) -> ConfigDict:
    """A vocabulary config that marks its phrases, cut behind the stage that rewrites them.

    Every entry of the vocabulary dictionaries that changes anything gets a twin: TAG, the lengths, the value. In a
    union with the dictionary itself the same matches are found, the twins first. Later stages keep the length; they
    would only trip over the tags.

    Raises:
        ReaderError: The config or one of its dictionaries cannot be read.
    """
    config = load_config(name)
    at, files = _find_vocabulary_stage(name, config)
    chain = config["conversion_chain"][: at + 1]
    chain[at] = {"dict": add_tagged_entries(chain[at]["dict"], _build_tagged_entries, files)}
    return {**config, "conversion_chain": chain}


def _find_vocabulary_stage(name: str, config: ConfigDict) -> tuple[int, set[str]]:
    """The stage of a config that rewrites vocabulary, and the files of it: what the same config without p lacks."""
    plain = {
        file
        for stage in load_config(get_character_config(name))["conversion_chain"]
        for file in _iter_files(stage["dict"])
    }
    stages = [set(_iter_files(stage["dict"])) - plain for stage in config["conversion_chain"]]
    return next((at, files) for at, files in enumerate(stages) if files)


def _build_tagged_entries(file: str) -> dict[str, str]:
    return {
        key: PHRASE_TAG + chr(_LENGTH_SIGN_BASE + (_MAX_LENGTH + 1) * len(key) + len(values[0])) + values[0]
        for key, values in read_dictionary(file).items()
        if values[0] != key and len(key) <= _MAX_LENGTH and len(values[0]) <= _MAX_LENGTH
    }


def add_tagged_entries(
    node: DictionaryNode, build_entries: Callable[[str], dict[str, str]], files: Container[str] | None = None
) -> DictionaryNode:
    """A stage's dictionary with tagged twins of its entries, for each file or for some; the same matches are found.

    Args:
        node: The dictionary, its file names absolute.
        build_entries: The tagged entries for a file, by the name of the dictionary.
        files: Which files get them.
    """

    def add_to_leaf(leaf: DictionaryNode) -> DictionaryNode:
        entries = build_entries(Path(leaf["file"]).name) if files is None or leaf["file"] in files else None
        if not entries or leaf.get("may_output_tofu"):
            return leaf
        # In a union the longest match counts, and of equals the first.
        return {"type": "group", "match_policy": "union", "dicts": [{"type": "inline", "entries": entries}, leaf]}

    return _map_leaves(node, add_to_leaf)
