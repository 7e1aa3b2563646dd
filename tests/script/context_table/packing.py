"""Packs the weights into the file that reader.script.context_model maps into memory."""

from __future__ import annotations

import struct
import sys
from array import array
from typing import TYPE_CHECKING
from zlib import crc32

from reader.script.context_model import MAGIC, NEXT_FORM, SCALE, SHAPES, ZERO, make_seed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.script.context_table.weights import Feature, Learned

MOST_SEEN = 400
"""More sightings do not make a context more important."""


def key_of(region: int, character: str, feature: Feature) -> int:
    """The hash of a context, as the reader computes it (32 bits).

    Args:
        region: Its number.
        character: The ambiguous one.
        feature: The context.
    """
    shape, text = feature
    begin = make_seed(region, shape)
    if shape >= len(SHAPES):
        begin = crc32(character.encode("utf-32-le"), begin)
    return crc32(text.encode("utf-32-le", "surrogatepass"), begin)


def pack(
    regions: Mapping[str, tuple[Mapping[str, str], Mapping[str, Learned]]], count: int
) -> tuple[bytes, dict[str, dict[str, set[Feature]]]]:
    """The file, and the contexts that have a place in it.

    A slot has one context; of several the most important one gets it, by weight and by how often it was seen. So the
    table needs no threshold, and learning again with the contexts that have a place makes up for the others.

    Args:
        regions: For each region the default form of every character, and what was learned of the ambiguous ones.
        count: Of slots.
    """
    lines: list[str] = []
    entries = []
    for number, name in enumerate(sorted(regions)):
        defaults, learned = regions[name]
        firsts = {character: each.forms[0] for character, each in learned.items()}
        pairs = sorted((one, other) for one, other in ({**defaults, **firsts}).items() if one != other)
        lines.append("\t".join((name, "".join(one for one, _ in pairs), "".join(other for _, other in pairs))))
        for character in sorted(learned):
            each = learned[character]
            biases = " ".join(f"{bias:.2f}" for bias in each.biases[1:])
            lines.append("\t".join((name, character, "".join(each.forms), biases)))
            for feature, value, key in _entries(number, character, each):
                importance = abs(value) * min(each.seen[feature], MOST_SEEN) ** 0.5
                entries.append((-importance, key, value, name, character, feature))
    entries.sort()
    slots = array("H", [ZERO]) * count
    taken = bytearray(count)
    winners: dict[str, dict[str, set[Feature]]] = {name: {} for name in regions}
    for _, key, value, name, character, feature in entries:
        at = key % count
        if not taken[at]:
            taken[at] = 1
            slots[at] = key >> 24 << 8 | value + ZERO
            winners[name].setdefault(character, set()).add(feature)
    if sys.byteorder != "little":
        slots.byteswap()
    header = "\n".join(lines).encode()
    rest = struct.pack("<II", len(header), count) + header
    rest += b"\0" * ((len(MAGIC) + 4 + len(rest)) % 2) + slots.tobytes()
    return MAGIC + struct.pack("<I", crc32(rest)) + rest, winners


def _entries(region: int, character: str, learned: Learned) -> Iterator[tuple[Feature, int, int]]:
    for feature, weights in learned.weights.items():
        key = key_of(region, character, feature)
        for weight in weights:
            value = max(-127, min(127, round(weight * SCALE)))
            if abs(value) > 1:
                yield feature, value, key
            key = (key + NEXT_FORM) & 0xFFFFFFFF
