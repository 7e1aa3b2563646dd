"""What OpenCC does, written out slowly from its configs and dictionaries: the oracle of the offset maps.

A config normalises, cuts the text into segments, and sends each through its chain. At every position the longest match
of a dictionary counts; a union takes the longest of its members', a short circuit the first member's. A phrase is a
match of a dictionary that has entries of unequal length, where it changes something.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import reader.script
from reader.script.opencc_package import get_data_folder, read_dictionary
from reader.text.tsv import read_rows

Node = dict[str, Any]
Tile = tuple[int, int, bool]
"""Length before, length after, whether it is a phrase."""
DERIVED = {
    name: [part.split(":") for part in stages.split()] for name, stages in read_rows(reader.script.__file__, "derived")
}


@cache
def entries(file: str) -> tuple[dict[str, str], int, bool]:
    """First values, the longest key, whether any entry changes the length."""
    first = {key: values[0] for key, values in read_dictionary(file).items()}
    return first, max(map(len, first)), any(len(key) != len(value) for key, value in first.items())


@cache
def config(name: str) -> Node:
    if name not in DERIVED:
        value: Node = json.loads((get_data_folder() / f"{name}.json").read_text(encoding="utf-8"))
        return value
    sources = [config(source) for source, _ in DERIVED[name]]
    chain = [source["conversion_chain"][int(at)] for source, (_, at) in zip(sources, DERIVED[name], strict=True)]
    return {"normalization": sources[0]["normalization"], "conversion_chain": chain}


def match(node: Node, text: str, at: int) -> tuple[int, str, bool] | None:
    if "file" in node:
        if node.get("may_output_tofu"):
            return None
        first, longest, vocabulary = entries(node["file"])
        for length in range(min(longest, len(text) - at), 0, -1):
            if (value := first.get(text[at : at + length])) is not None:
                return length, value, vocabulary
        return None
    found = [each for part in node["dicts"] if (each := match(part, text, at))]
    if not found or node["match_policy"] == "short_circuit":
        return found[0] if found else None
    return max(found, key=lambda each: each[0])  # of equals the first


def stage(node: Node, text: str) -> tuple[str, list[Tile]]:
    out: list[str] = []
    tiles: list[Tile] = []
    at = 0
    while at < len(text):
        length, value, vocabulary = match(node, text, at) or (1, text[at], False)
        if vocabulary and value != text[at : at + length]:
            tiles.append((length, len(value), True))
        else:
            tiles += [(1, 1, False)] * length
        out.append(value)
        at += length
    return "".join(out), tiles


def segments(node: Node, text: str) -> list[str]:
    found: list[str] = []
    start = at = 0
    while at < len(text):
        if matched := match(node, text, at):
            found += [text[start:at], text[at : at + matched[0]]]
            start = at = at + matched[0]
        else:
            at += 1
    return [each for each in (*found, text[start:]) if each]


def through(first: list[Tile], second: list[Tile]) -> list[Tile]:
    """Two steps as one: tiles are merged until their edges between the steps meet."""
    found: list[Tile] = []
    rest = iter(second)
    reached = before = inner = after = 0
    phrase = False
    for length, middle, changed in first:
        before, inner, phrase = before + length, inner + middle, phrase or changed
        while reached < inner:
            one, other, changed = next(rest)
            reached, after, phrase = reached + one, after + other, phrase or changed
        if reached == inner:
            found.append((before, after, phrase))
            before = after = 0
            phrase = False
    return found


def reference(name: str, text: str) -> tuple[str, list[tuple[int, int, int, int]]]:
    """The view and its phrases."""
    plan = config(name)
    tiles: list[Tile] = [(1, 1, False)] * len(text)
    for step in plan.get("normalization", ()):
        text, more = stage(step["dict"], text)
        tiles = through(tiles, more)
    cut = segments(plan["segmentation"]["dict"], text) if "segmentation" in plan else [text]
    view: list[str] = []
    converted: list[Tile] = []
    for part in cut:
        own: list[Tile] = [(1, 1, False)] * len(part)
        for step in plan["conversion_chain"]:
            part, more = stage(step["dict"], part)  # each step goes on from the last
            own = through(own, more)
        view.append(part)
        converted += own
    at = shown = 0
    phrases = []
    for before, after, phrase in through(tiles, converted):
        if phrase:
            phrases.append((at, at + before, shown, shown + after))
        at, shown = at + before, shown + after
    return "".join(view), phrases
