"""The cells that a text takes in a terminal.

Textual places text by Rich's widths, so these are the same (a test compares all code points); Rich itself is not
imported. Han, full-width forms and their punctuation, which make up nearly all of the text, are told apart from other
characters by one regular expression: iterating over a str makes an object for each Han, and takes five times as long.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal, TypeVar

from reader.text.patterns import lazy_pattern
from reader.typeset.char_ranges import RangeTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

AmbiguousWidth = Literal[1, 2]
"""Cells of a character of East Asian Width "A" (— … “ ” · and others), which depends on the terminal (UAX #11)."""

ZWJ = "\u200d"
VS16 = "\ufe0f"

_MAX_COMBINING_MARKS = 4
"""Combining marks that are shown on one base; more of them reach into the neighbouring rows."""

_LONG_ROW = 1_000
"""Code points of a row that has most of them as marks on one base."""

# Characters that may not take two cells. The ranges are few, since compiling 20,000 Han takes a millisecond.
_WIDE_RANGES = r"\u3001-\u3029\u4e00-\u9fff\uff01-\uff60"
_UNSURE_RUN = f"[^{_WIDE_RANGES}]+"
_WIDE = lazy_pattern(f"[{_WIDE_RANGES}]")

# A joiner between two pictographs makes one sign of both; Rich counts it so.
_PICTOGRAPH = r"[\u2190-\u2bff\U0001f000-\U0001faff]"
_STRAY_ZWJ = lazy_pattern(rf"(?<!{_PICTOGRAPH})(?<!{_PICTOGRAPH}{VS16}){ZWJ}|{ZWJ}(?!{_PICTOGRAPH})")

_INVISIBLE = "\u00ad\u200b\u2060\ufeff"

_SEQUENCE_SURPLUS = 1 << 40
"""Stands for a run whose width depends on sequences; no sum of real surpluses is as large."""

_SMALL_ROOM = 8
"""Cells for which counting single characters is faster than searching for runs."""

_MAX_CACHED_RUNS = 4096
_MAX_CACHED_RUN_LENGTH = 7

_Answer = TypeVar("_Answer", int, bool)


class _CellWidths(dict[str, int]):
    """The cells of the single characters that were looked up so far."""

    def __init__(self, ambiguous: AmbiguousWidth) -> None:
        super().__init__({"\t": 1, **dict.fromkeys(_INVISIBLE, 0)})
        self._ambiguous = ambiguous

    def __missing__(self, char: str) -> int:
        if char.isascii() and char.isprintable():
            width = 1
        elif _WIDE().match(char):
            width = 2
        else:
            value = _load_ranges()[ord(char)]
            width = int(value) if value in ("0", "2") else 1
            if width == 1 and self._ambiguous == 2:
                width = 2 if _is_ambiguous(char) else 1
        self[char] = width
        return width


def _remember(answers: dict[str, _Answer], run: str, answer: _Answer) -> _Answer:
    """The answer for a run, which is kept where the run is short and there is room."""
    if len(run) <= _MAX_CACHED_RUN_LENGTH and len(answers) < _MAX_CACHED_RUNS:
        answers[run] = answer
    return answer


class _Surpluses(dict[str, int]):
    """How many cells narrower a run is than two cells for each character; those of short runs are kept."""

    def __init__(self, ambiguous: AmbiguousWidth) -> None:
        super().__init__()
        self._widths = get_cell_widths(ambiguous)

    def __missing__(self, run: str) -> int:
        if ZWJ in run or VS16 in run:
            return _SEQUENCE_SURPLUS
        if run.isascii() and run.isprintable():
            return len(run)
        surplus = 2 * len(run) - sum(map(self._widths.__getitem__, run))
        return _remember(self, run, surplus)


class _UndisplayableRuns(dict[str, bool]):
    """Whether a run has characters that are not drawn as they are; the answers for short runs are kept."""

    def __missing__(self, run: str) -> bool:
        if run.isascii() and run.isprintable():
            return False
        widths = get_cell_widths()
        found = any(char == "\t" or (widths[char] == 0 and not _is_variation_selector(char)) for char in run)
        return _remember(self, run, found)


@cache
def _load_ranges() -> RangeTable:
    return RangeTable("widths")


@cache
def get_cell_widths(ambiguous_width: AmbiguousWidth = 1) -> dict[str, int]:
    """The table of the cells (0, 1 or 2) that a single character takes, by indexing."""
    return _CellWidths(ambiguous_width)


@cache
def _get_surplus_functions(
    ambiguous_width: AmbiguousWidth,
) -> tuple[Callable[[str, int, int], list[str]], Callable[[str], int]]:
    """Two functions: one that finds the runs of characters that may not take two cells, one for their surplus."""
    return re.compile(_UNSURE_RUN).findall, _Surpluses(ambiguous_width).__getitem__


@cache
def _get_undisplayable_check() -> tuple[Callable[[str], list[str]], Callable[[str], bool]]:
    """Two functions: one that finds such runs, one that says whether a run has to be changed for display."""
    return re.compile(_UNSURE_RUN).findall, _UndisplayableRuns().__getitem__


def _is_variation_selector(char: str) -> bool:
    return "\ufe00" <= char <= VS16 or "\U000e0100" <= char <= "\U000e01ef"


def _is_ambiguous(char: str) -> bool:
    from unicodedata import east_asian_width  # needed for this setting only

    return east_asian_width(char) == "A"


def cell_len(text: str, ambiguous_width: AmbiguousWidth = 1) -> int:
    """The cells that a text takes when it is drawn by `to_display_text`.

    Args:
        text: One line of text.
        ambiguous_width: Cells of a character of ambiguous width. For 1 the result is that of `rich.cells.cell_len`.
    """
    if text.isascii() and text.isprintable():
        return len(text)
    others_in, surplus_of = _get_surplus_functions(ambiguous_width)
    cells = 2 * len(text) - sum(map(surplus_of, others_in(text, 0, len(text))))
    return cells if cells >= 0 else sum(_iter_sequence_cells(text, 0, ambiguous_width))


def to_display_text(text: str) -> str:
    """The text as it is sent to the screen; for most text the text itself.

    TAB becomes a space. Zero width space, byte order mark, word joiner and soft hyphen are left out, and so are joiners
    that join no pictographs (a terminal draws what follows them, which Rich does not count). At most four combining
    marks stay on a base; variation selectors do not count.
    """
    others_in, must_change = _get_undisplayable_check()
    if not any(map(must_change, others_in(text))):
        return text
    if len(text) > _LONG_ROW:  # of a hundred thousand marks
        text = _compile_mark_run().sub(lambda run: run[0][:_MAX_COMBINING_MARKS], text)
    text = _STRAY_ZWJ().sub("", text).replace("\t", " ")
    return _limit_combining_marks(text.translate(str.maketrans("", "", _INVISIBLE)))


@cache
def _compile_mark_run() -> re.Pattern[str]:
    codes = (code for first, last in _load_ranges().iter_ranges("0") for code in range(max(first, 0x80), last + 1))
    marks = "".join(mark for mark in map(chr, codes) if mark != ZWJ and not _is_variation_selector(mark))
    return re.compile(f"[{marks}]{{{_MAX_COMBINING_MARKS + 1},}}")


def _limit_combining_marks(text: str) -> str:
    widths = get_cell_widths()
    kept = []
    marks = 0
    for char in text:
        if widths[char]:
            marks = 0
        elif char != ZWJ and not _is_variation_selector(char):
            marks += 1
            if marks > _MAX_COMBINING_MARKS:
                continue
        kept.append(char)
    return "".join(kept)


def _iter_sequence_cells(text: str, start: int, ambiguous_width: AmbiguousWidth) -> Iterator[int]:
    """The cells that each character from an offset on adds to a row, taking sequences of VS16 and ZWJ into account."""
    widths = get_cell_widths(ambiguous_width)
    base = ""  # the last character that took cells
    joined = False
    for offset in range(start, len(text)):
        char = text[offset]
        if joined:  # part of the pictograph before it
            joined = False
            yield 0
        elif char == ZWJ:
            joined = _STRAY_ZWJ().match(text, offset) is None
            yield 0
        elif char == VS16:
            widened = bool(base) and widths[base] == 1 and _load_ranges()[ord(base)] == "V"
            base = ""
            yield int(widened)
        else:
            if width := widths[char]:
                base = char
            yield width


def find_fitting_end(text: str, start: int, cells: int, ambiguous_width: AmbiguousWidth = 1) -> int:
    """The greatest offset up to which the text from another offset takes at most so many cells.

    It may be inside a grapheme. The cost depends on the cells, not on the length of the text.

    Args:
        text: One line of text.
        start: Offset to begin at.
        cells: Cells.
        ambiguous_width: Cells of a character of ambiguous width.
    """
    others_in, surplus_of = _get_surplus_functions(ambiguous_width)
    length = len(text)
    if 2 * (length - start) <= cells:
        return length
    end = start
    room = cells
    while room > _SMALL_ROOM:  # no character takes more than two cells, so half as many characters always fit
        stop = end + (room >> 1)
        if stop > length:
            stop = length
        room -= 2 * (stop - end)
        if others := others_in(text, end, stop):
            room += sum(map(surplus_of, others))
            if room > cells:
                return _find_sequence_end(text, start, cells, ambiguous_width)
        if stop == length:
            return length
        end = stop
    widths = get_cell_widths(ambiguous_width)
    while end < length:
        for char in text[end : end + _SMALL_ROOM]:
            if width := widths[char]:
                room -= width
                if room < 0:
                    return end
            elif char in (ZWJ, VS16):
                return _find_sequence_end(text, start, cells, ambiguous_width)
            end += 1
    return end


def _find_sequence_end(text: str, start: int, cells: int, ambiguous_width: AmbiguousWidth) -> int:
    end = start
    for width in _iter_sequence_cells(text, start, ambiguous_width):
        cells -= width
        if cells < 0:
            break
        end += 1
    return end
