"""Grapheme clusters (UAX #29): what users see as one character; no line break or cursor position is inside one.

Han, ASCII and their punctuation are graphemes by themselves; the table of properties is read only for text that has
other characters.

Letters of the properties: C control, E extend, e extend but no part of a conjunct, N linker of a conjunct (extends
too), K consonant of a conjunct, Z joiner, S spacing mark, P prepend, R regional indicator, L V T jamo, H syllable of
Hangul, X pictograph.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reader.text.patterns import lazy_pattern
from reader.typeset.char_ranges import RangeTable

if TYPE_CHECKING:
    from collections.abc import Iterator

EXTENDING_PROPERTIES = frozenset("EeNZS")
"""Properties of characters that belong to the grapheme before them."""
_HANGUL_CONTINUATIONS = {
    "L": ("L", "V", "LV", "LVT"),
    "V": ("V", "T"),
    "LV": ("V", "T"),
    "T": ("T",),
    "LVT": ("T",),
}
_FIRST_SYLLABLE, _FINAL_FORMS = 0xAC00, 28
"""The syllables of Hangul stand in groups: one without a final consonant, and one with each."""
_SIMPLE = r"[ -~\u00a0\u00b0-\u02ff\u2010-\u2027\u3001-\u3029\u4e00-\u9fff\uff01-\uff60]"
_SIMPLE_PAIR = lazy_pattern(_SIMPLE + _SIMPLE)
"""Two characters that are common and have no property, so that there is a boundary between them."""


class _Properties(dict[str, str]):
    """The properties of the characters that were looked up so far."""

    def __init__(self) -> None:
        super().__init__()
        self._ranges = RangeTable("graphemes")

    def __missing__(self, char: str) -> str:
        code = ord(char)
        value = self._ranges[code]
        if value == "H":
            value = "LVT" if (code - _FIRST_SYLLABLE) % _FINAL_FORMS else "LV"
        self[char] = value
        return value


@cache
def get_properties() -> dict[str, str]:
    """The table of the property of a character, by indexing: a letter, for most characters ""."""
    return _Properties()


def find_boundary_after(text: str, offset: int) -> int:
    """The end of the grapheme that begins at an offset; at the end of the text, that end.

    Args:
        text: Any text.
        offset: Offset in code points, which is a boundary.
    """
    length = len(text)
    if offset >= length:
        return length
    if offset + 1 == length or _SIMPLE_PAIR().match(text, offset):
        return offset + 1
    property_of = get_properties()
    before = property_of[text[offset]]
    pictograph = before == "X"  # X E* so far
    conjunct = "K" if before == "K" else ""  # K, or KN once a linker came
    flags = before == "R"
    for end in range(offset + 1, length):
        here = property_of[text[end]]
        if before == "C" or here == "C":  # GB4, GB5
            if text[end - 1 : end + 1] == "\r\n":  # GB3
                continue
            return end
        if here in EXTENDING_PROPERTIES:  # GB9, GB9a
            pictograph = pictograph and here != "S"
            if here == "N" and conjunct:
                conjunct = "KN"
            elif here in "eS":
                conjunct = ""
        elif (
            before == "P"  # GB9b
            or (here == "K" and conjunct == "KN")  # GB9c
            or (here == "X" and before == "Z" and pictograph)  # GB11
            or (here == "R" and before == "R" and flags)  # GB12, GB13
            or here in _HANGUL_CONTINUATIONS.get(before, ())  # GB6-GB8
        ):
            flags = here == "R" and before == "P"  # the second of a pair ends it
            pictograph = here == "X"
            conjunct = "K" if here == "K" else ""
        else:
            return end
        before = here
    return length


def find_boundary_at_or_before(text: str, offset: int, start: int = 0) -> int:
    """The last grapheme boundary that is not behind an offset.

    Args:
        text: Any text.
        offset: Offset in code points.
        start: Offset of a boundary that is not searched beyond.
    """
    if offset <= start:
        return start
    if offset >= len(text):
        return len(text)
    safe = offset
    while safe > start and not _SIMPLE_PAIR().match(text, safe - 1):
        safe -= 1
    while (end := find_boundary_after(text, safe)) <= offset:
        safe = end
    return safe


def iter_graphemes(text: str) -> Iterator[tuple[int, int]]:
    """The (start, end) of every grapheme, in code points."""
    start = 0
    while start < len(text):
        end = find_boundary_after(text, start)
        yield start, end
        start = end
