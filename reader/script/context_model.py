"""A model that chooses the traditional form of a simplified character by the characters around it.

The model of a region is log-linear. A context is a run of simplified text around a character, or one character a fixed
distance away; every known context has a weight for each form of the character, and the form with the highest sum of
weights is chosen. The distance to the second highest sum says how certain the choice is. tests/script/context_table
builds the table of weights from counts in newspapers and other text of the region.

The table is one file, mapped into memory and never parsed as a whole: MAGIC; then, little-endian, the CRC-32 of all
that follows (4 bytes), the length of the header in bytes (4) and the number of slots (4); the header in UTF-8; padding
to an even offset; the slots, 2 bytes each. A slot holds a weight in its low byte (ZERO is no weight, one unit is
1/SCALE) and 8 bits of the hash of its context in the high byte, so that few unknown contexts are taken for known ones.
"""

from __future__ import annotations

import mmap
import os.path
import re
import struct
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAGIC = b"DBCTX\0\0\1"
"""The last byte is the version of the format."""

WINDOW = 4
"""Code points on either side of a character that its form may depend on."""

SHAPES: tuple[tuple[int, int], ...] = (
    (1, 0), (0, 1), (1, 1), (2, 0), (0, 2), (2, 1), (1, 2), (3, 0), (0, 3), (2, 2), (4, 0), (0, 4),
)  # fmt: skip
"""The runs that are contexts: how many code points before the character and after it."""

SKIPS = (-2, 2)
"""The distances from the character of the single code points that are contexts."""

SCALE = 16
ZERO = 128
NEXT_FORM = 0x9E3779B1
"""Added to a hash for the third and each further form of a character."""

DOUBTFUL_MARGIN = 2.0
"""A choice with a smaller margin is wrong about one time in four; with a larger one about once in 300."""
UNCERTAIN_MARGIN = 4.0
"""A choice with a larger margin is wrong about once in 1,000: its other candidates are not worth showing."""

_FIRST_SHAPES = 3
"""The contexts nearest to the character: where they decide by more than UNCERTAIN_MARGIN, the others are not read."""
_CLEAR = round(UNCERTAIN_MARGIN * SCALE)
_HEAD = struct.Struct("<8sIII")
_WIDTH = 4  # bytes of a code point in UTF-32
_REINSTALL_HINT = "install dubao again"


def make_seed(region: int, shape: int) -> int:
    """The initial value of the hash of a context.

    Args:
        region: The number of the region.
        shape: The number of the shape; those of SKIPS follow those of SHAPES.
    """
    return crc32(bytes((region, shape)))


class FormChoice(NamedTuple):
    """A character of a text that has more than one traditional form."""

    start: int
    """Offset in the text, in code points."""
    forms: tuple[str, ...]
    """The likeliest first."""
    margin: float
    """How far the first is ahead of the second: the natural logarithm of the odds between them."""


class DamagedTableError(ReaderError):
    """The table of contexts is missing, damaged, or of another version."""


class ContextTable:
    """The table in a file, mapped into memory.

    Args:
        path: The path of the file.

    Raises:
        DamagedTableError: It cannot be opened, is cut short or changed, or is of another version.
    """

    def __init__(self, path: str) -> None:
        try:
            with open(path, "rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:  # an empty file is a ValueError
            raise DamagedTableError(path, f"cannot be read ({error})", _REINSTALL_HINT) from error
        data = memoryview(self._map)
        try:
            magic, checksum, length, count = _HEAD.unpack_from(data)
        except struct.error as error:
            raise DamagedTableError(path, "is cut short", _REINSTALL_HINT) from error
        if magic != MAGIC:
            raise DamagedTableError(path, "is no table of contexts of this version", _REINSTALL_HINT)
        start = _HEAD.size + length + (_HEAD.size + length) % 2
        if len(data) != start + 2 * count or crc32(data[len(MAGIC) + 4 :]) != checksum:
            raise DamagedTableError(path, "is damaged: its checksum is wrong", _REINSTALL_HINT)
        self.slots = data[start:].cast("H")
        header = bytes(data[_HEAD.size : _HEAD.size + length]).decode()
        self.regions: dict[str, list[list[str]]] = {}
        for line in header.splitlines():
            name, *cells = line.split("\t")
            self.regions.setdefault(name, []).append(cells)


@cache
def load_table() -> ContextTable:
    """The table that comes with the program.

    Raises:
        DamagedTableError: It cannot be used.
    """
    return ContextTable(os.path.join(os.path.dirname(__file__), "context_table.bin"))


@cache
def load_model(region: str) -> ContextModel:
    """The model of a region, hk or tw, from the table that comes with the program.

    Raises:
        DamagedTableError: The table cannot be used.
    """
    return ContextModel(load_table(), region)


class ContextModel:
    """Chooses the traditional forms of one region.

    Args:
        table: Where its weights are.
        region: hk or tw.
    """

    def __init__(self, table: ContextTable, region: str) -> None:
        (simplified, traditional), *ambiguous = table.regions[region]
        self.defaults = dict(zip(simplified, traditional, strict=True))
        """The commonest form of every simplified character that has another."""
        self._default = _CharacterTable(str.maketrans(simplified, traditional))
        self._slots = table.slots
        self._count = len(table.slots)
        number = sorted(table.regions).index(region)
        self.forms: dict[str, tuple[str, ...]] = {character: tuple(forms) for character, forms, _ in ambiguous}
        """The traditional forms of each ambiguous simplified character, the commonest first."""
        self._biases = {character: tuple(map(float, biases.split(" "))) for character, _, biases in ambiguous}
        self._shapes = {character: _list_shapes(number, character) for character in self.forms}
        self._iter_ambiguous = re.compile(f"[{re.escape(''.join(self.forms))}]").finditer

    def convert(self, text: str) -> tuple[str, list[tuple[int, float]]]:
        """The text with the likeliest form of every character, and the offsets and margins of the uncertain choices.

        The length stays. A choice is uncertain whose margin is below UNCERTAIN_MARGIN.

        Args:
            text: Simplified; characters that have no traditional form stay as they are.
        """
        shown = text.translate(self._default)
        changed = None
        uncertain = []
        data = _encode_padded(text)
        all_forms, score = self.forms, self._score
        for found in self._iter_ambiguous(text):
            at, character = found.start(), found[0]
            scores = score(data, at, character)
            if len(scores) == 1:
                total = scores[0]
                best = 1 if total > 0 else 0
                if -_CLEAR < total < _CLEAR:
                    uncertain.append((at, abs(total) / SCALE))
            else:
                top = max(scores)
                best = scores.index(top) + 1 if top > 0 else 0
                if (margin := _margin(scores)) < _CLEAR:
                    uncertain.append((at, margin / SCALE))
            if best:
                if changed is None:
                    changed = list(shown)
                changed[at] = all_forms[character][best]
        return "".join(changed) if changed else shown, uncertain

    def find_choices(self, text: str, offsets: Iterable[int] | None = None) -> Iterator[FormChoice]:
        """The characters of a text that have several forms, in order, each with its forms by likelihood.

        Args:
            text: Simplified.
            offsets: Where to look, in code points; the whole text when None.
        """
        data = _encode_padded(text)
        if offsets is None:
            offsets = (found.start() for found in self._iter_ambiguous(text))
        for at in offsets:
            character = text[at]
            if character not in self.forms:
                continue
            scores = (0, *self._score(data, at, character))
            order = sorted(range(len(scores)), key=scores.__getitem__, reverse=True)
            forms = self.forms[character]
            margin = (scores[order[0]] - scores[order[1]]) / SCALE
            yield FormChoice(at, tuple(forms[each] for each in order), margin)

    def _score(self, data: bytes, at: int, character: str) -> list[float]:
        """The scores of all forms of a character but the first, whose score is 0, in units of 1/SCALE.

        Args:
            data: The padded text in UTF-32.
            at: The offset of the character in the text, in code points.
            character: The ambiguous character.
        """
        slots, count, crc = self._slots, self._count, crc32
        biases, shapes = self._biases[character], self._shapes[character]
        place = _WIDTH * (at + WINDOW)
        if len(biases) == 1:
            total = biases[0] * SCALE
            for first, last, seed in shapes[:_FIRST_SHAPES]:
                key = crc(data[place + first : place + last], seed)
                slot = slots[key % count]
                if slot >> 8 == key >> 24:
                    total += (slot & 255) - ZERO
            if not -_CLEAR < total < _CLEAR:
                return [total]
            for first, last, seed in shapes[_FIRST_SHAPES:]:
                key = crc(data[place + first : place + last], seed)
                slot = slots[key % count]
                if slot >> 8 == key >> 24:
                    total += (slot & 255) - ZERO
            return [total]
        totals = [bias * SCALE for bias in biases]
        for first, last, seed in shapes:
            key = crc(data[place + first : place + last], seed)
            for form in range(len(totals)):
                slot = slots[key % count]
                if slot >> 8 == key >> 24:
                    totals[form] += (slot & 255) - ZERO
                key = (key + NEXT_FORM) & 0xFFFFFFFF
        return totals


def _margin(scores: list[float]) -> float:
    """How far the highest of the scores, and 0 for the first form, is ahead of the second highest."""
    second, first = sorted((0, *scores))[-2:]
    return first - second


def _list_shapes(region: int, character: str) -> list[tuple[int, int, int]]:
    """The contexts of a character: the bytes of UTF-32 each begins and ends at, from the character, and its seed.

    A run includes the character; a single code point does not, so the hash of the character is part of its seed.
    """
    runs = [
        (-_WIDTH * before, _WIDTH * (after + 1), make_seed(region, number))
        for number, (before, after) in enumerate(SHAPES)
    ]
    own = character.encode("utf-32-le")
    singles = [
        (_WIDTH * skip, _WIDTH * (skip + 1), crc32(own, make_seed(region, len(SHAPES) + number)))
        for number, skip in enumerate(SKIPS)
    ]
    return runs + singles


def _encode_padded(text: str) -> bytes:
    return ("\n" * WINDOW + text + "\n" * WINDOW).encode("utf-32-le", "surrogatepass")


class _CharacterTable(dict[int, str | int]):
    """A translation by code point that remembers characters which stay: a miss in str.translate costs most."""

    max_entries = 20_000
    """As many characters as any text has; a hostile one with every code point must not fill the memory."""

    def __missing__(self, code: int) -> int:
        if len(self) < self.max_entries:
            self[code] = code
        return code
