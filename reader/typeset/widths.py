"""How many cells of a terminal a text takes when it is shown.

Textual places text by rich's widths, so ours are the same (a test compares all code points); rich itself is not
imported. Han, kana, full-width forms and their punctuation, which make up nearly all of our text, are told apart from
the rest by one regular expression: iterating over a str builds an object for each Han, and costs five times as much.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from reader.typeset.char_ranges import RangeTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Ambiguous = Literal[1, 2]
"""Cells of the characters of East Asian Width "A" (— … “ ” · and others): a setting of the terminal (UAX #11)."""

ZWJ = "\u200d"
VS16 = "\ufe0f"

MARKS_SHOWN = 4
"""Combining marks shown on one base; more of them climb over the neighbouring rows."""

# Not sure to take two cells. Few and short ranges: it is compiled at the first wrap, a millisecond for 20,000 Han.
_OTHERS = r"[^\u3001-\u3029\u4e00-\u9fff\uff01-\uff60]+"

# A joiner between two pictographs makes one sign of both, and rich counts it so.
_PICTOGRAPH = r"[\u2190-\u2bff\U0001f000-\U0001faff]"
_STRAY_ZWJ = rf"(?<!{_PICTOGRAPH})(?<!{_PICTOGRAPH}{VS16}){ZWJ}|{ZWJ}(?!{_PICTOGRAPH})"

_UNSHOWN = "\u00ad\u200b\u2060\ufeff"

_SEQUENCE = 1 << 40
"""The surplus of a run whose width depends on sequences; no sum of true ones comes near."""

_FEW = 8
"""Cells that are filled faster by single characters than by searching for runs."""

_KEPT_RUNS = 4096
_KEPT_LENGTH = 8


class _CellWidths(dict[str, int]):
    """The cells of a single character, filled as they are met."""

    def __init__(self, ambiguous: Ambiguous) -> None:
        super().__init__({"\t": 1, **dict.fromkeys(_UNSHOWN, 0)})
        self._ambiguous = ambiguous

    def __missing__(self, char: str) -> int:
        code = ord(char)
        if 0x20 <= code < 0x7F:
            width = 1
        elif 0x4E00 <= code <= 0x9FFF or 0x3001 <= code <= 0x3029 or 0xFF01 <= code <= 0xFF60:
            width = 2
        else:
            value = _ranges()[code]
            width = int(value) if value in ("0", "2") else 1
            if width == 1 and self._ambiguous == 2:
                width = 2 if _is_ambiguous(char) else 1
        self[char] = width
        return width


class _Surpluses(dict[str, int]):
    """By how many cells a run is narrower than two for each character; short runs recur, and are kept."""

    def __init__(self, ambiguous: Ambiguous) -> None:
        super().__init__()
        self._widths = cell_widths(ambiguous)

    def __missing__(self, run: str) -> int:
        if ZWJ in run or VS16 in run:
            return _SEQUENCE
        if run.isascii() and run.isprintable():
            return len(run)
        surplus = 2 * len(run) - sum(map(self._widths.__getitem__, run))
        if len(run) < _KEPT_LENGTH and len(self) < _KEPT_RUNS:
            self[run] = surplus
        return surplus


class _Oddities(dict[str, bool]):
    """Whether a run holds what is not shown as it stands; short runs are kept."""

    def __missing__(self, run: str) -> bool:
        if run.isascii() and run.isprintable():
            return False
        widths = cell_widths()
        odd = any(char == "\t" or (widths[char] == 0 and not _is_selector(char)) for char in run)
        if len(run) < _KEPT_LENGTH and len(self) < _KEPT_RUNS:
            self[run] = odd
        return odd


@cache
def _ranges() -> RangeTable:
    return RangeTable("widths")


@cache
def cell_widths(ambiguous: Ambiguous = 1) -> dict[str, int]:
    """The table of the cells (0, 1 or 2) that a character takes by itself."""
    return _CellWidths(ambiguous)


@cache
def _surpluses(ambiguous: Ambiguous) -> tuple[Callable[[str, int, int], list[str]], Callable[[str], int]]:
    """What finds the runs of other characters, and what knows their surplus."""
    return re.compile(_OTHERS).findall, _Surpluses(ambiguous).__getitem__


@cache
def _oddities() -> tuple[Callable[[str], list[str]], Callable[[str], bool]]:
    return re.compile(_OTHERS).findall, _Oddities().__getitem__


@cache
def _stray_zwj() -> re.Pattern[str]:
    return re.compile(_STRAY_ZWJ)


def _is_selector(char: str) -> bool:
    return "\ufe00" <= char <= VS16 or "\U000e0100" <= char <= "\U000e01ef"


def _is_ambiguous(char: str) -> bool:
    from unicodedata import east_asian_width  # needed for this setting only

    return east_asian_width(char) == "A"


def cell_len(text: str, ambiguous: Ambiguous = 1) -> int:
    """The cells that `shown(text)` takes; equal to `rich.cells.cell_len(shown(text))` where `ambiguous` is 1."""
    if text.isascii() and text.isprintable():
        return len(text)
    others_in, surplus_of = _surpluses(ambiguous)
    cells = 2 * len(text) - sum(map(surplus_of, others_in(text, 0, len(text))))
    return cells if cells >= 0 else sum(_cells_in_sequence(text, 0, ambiguous))


def shown(text: str) -> str:
    """What of a row goes to the screen.

    TAB becomes a space. Zero width space, byte order mark, word joiner and soft hyphen are left out, and joiners that
    join no pictographs (a terminal draws what follows them; rich does not count it). At most four combining marks
    stay on a base; variation selectors are not counted.
    """
    others_in, is_odd = _oddities()
    if not any(map(is_odd, others_in(text))):
        return text
    text = _stray_zwj().sub("", text).replace("\t", " ")
    return _without_piled_marks(text.translate(str.maketrans("", "", _UNSHOWN)))


def _without_piled_marks(text: str) -> str:
    widths = cell_widths()
    kept = []
    marks = 0
    for char in text:
        if widths[char]:
            marks = 0
        elif char != ZWJ and not _is_selector(char):
            marks += 1
            if marks > MARKS_SHOWN:
                continue
        kept.append(char)
    return "".join(kept)


def _cells_in_sequence(text: str, start: int, ambiguous: Ambiguous) -> Iterator[int]:
    """The cells that each character from an offset on adds to a row, with the sequences of VS16 and ZWJ."""
    widths = cell_widths(ambiguous)
    base = ""  # the last character that took cells
    joined = False
    for offset in range(start, len(text)):
        char = text[offset]
        if joined:  # to the pictograph before it
            joined = False
            yield 0
        elif char == ZWJ:
            joined = _stray_zwj().match(text, offset) is None
            yield 0
        elif char == VS16:
            widened = bool(base) and widths[base] == 1 and _ranges()[ord(base)] == "V"
            base = ""
            yield int(widened)
        else:
            if width := widths[char]:
                base = char
            yield width


def fit(text: str, start: int, cells: int, ambiguous: Ambiguous = 1) -> int:
    """The greatest offset such that the text from `start` to it takes at most so many cells.

    May lie within a grapheme. The cost depends on the cells, not on the length of the text.
    """
    others_in, surplus_of = _surpluses(ambiguous)
    length = len(text)
    end = start
    room = cells
    while room > _FEW:  # no character takes more than two cells: as many as half the room always fit
        stop = end + (room >> 1)
        if stop > length:
            stop = length
        room -= 2 * (stop - end)
        if others := others_in(text, end, stop):
            room += sum(map(surplus_of, others))
            if room > cells:
                return _fit_in_sequence(text, start, cells, ambiguous)
        if stop == length:
            return length
        end = stop
    widths = cell_widths(ambiguous)
    while end < length:
        for char in text[end : end + _FEW]:
            if width := widths[char]:
                room -= width
                if room < 0:
                    return end
            elif char in (ZWJ, VS16):
                return _fit_in_sequence(text, start, cells, ambiguous)
            end += 1
    return end


def _fit_in_sequence(text: str, start: int, cells: int, ambiguous: Ambiguous) -> int:
    end = start
    for width in _cells_in_sequence(text, start, ambiguous):
        cells -= width
        if cells < 0:
            break
        end += 1
    return end
