"""Slots of dates: a number with its mark (6月, 1-9月, 11 月), and the relative word before one (今年)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reader.figures.lexicon import EndingTable, borders, rows
from reader.figures.numeral_signs import BLANK_SIGNS

if TYPE_CHECKING:
    from reader.figures.block_text import BlockText
    from reader.figures.date_parts import DateParts

JOINS = frozenset("-—~至到")
"""Signs between the two ends of a period."""
_MAX_YEAR = 3000
_MAX_DIGITS = 4
_DIGITS = re.compile("[0-9]+")
_HAN_DIGITS = frozenset("〇零一二三四五六七八九")
_YEAR_MARKS = ("学年度", "年度", "学年", "财年", "年")


class Slot(NamedTuple):
    """A number with its mark: 6月, 1-9月, 11 月."""

    value: int
    other: int | None
    """The second number of 1-9月."""
    mark: int
    """Where the mark begins."""
    start: int


def small_number(block: BlockText, at: int) -> tuple[int, int] | None:
    """An unsigned number of a date, digits or Chinese: value, end; None where there is none.

    Args:
        block: The text.
        at: Code points.
    """
    found = _DIGITS.match(block.text, at)
    if found and block.text[found.end() : found.end() + 1] not in _HAN_DIGITS:
        return (int(found[0]), found.end()) if len(found[0]) <= _MAX_DIGITS else None
    numeral = block.numeral_at(at)
    if numeral is None or numeral.more or numeral.high is not None or numeral.bare:
        return None
    is_small = isinstance(numeral.value, int) and numeral.value < _MAX_YEAR
    return (int(numeral.value), numeral.end) if is_small else None


def slot_at(block: BlockText, at: int) -> Slot | None:
    """The number there, a second one behind a joining sign, and the mark behind; None where there is no number.

    Args:
        block: The text.
        at: Code points.
    """
    first = small_number(block, at)
    if first is None:
        return None
    text, (value, end), other = block.text, first, None
    second = small_number(block, end + 1) if text[end : end + 1] in JOINS else None
    if second is not None and text.startswith(("年", "月", "日", "号", "学"), _over(text, second[1])):
        other, end = second
    return Slot(value, other, _over(text, end), at)


def _over(text: str, at: int) -> int:
    """The offset behind one blank, where a mark of a date follows it; else the offset itself."""
    if text[at : at + 1] in BLANK_SIGNS and text[at + 1 : at + 2] in {"年", "月", "日", "号", "季", "时"}:
        return at + 1
    return at


def is_inside_word(text: str, mark: int) -> bool:
    """Whether the mark of a date is part of a word: 月 of 月球.

    Args:
        text: Folded.
        mark: Where it stands, code points.
    """
    border = borders().get(text[mark])
    following = text[mark + 1 : mark + 2]
    return bool(border and following and (following in border.signs or text.startswith(border.words, mark + 1)))


@cache
def _relative_words() -> EndingTable[tuple[str, str, int]]:
    return EndingTable({word: (slot, anchor, int(shift)) for word, slot, anchor, shift in rows("relative_dates")})


def relate(block: BlockText, parts: DateParts, previous_end: int, slot: str) -> DateParts:
    """The date with the relative word before it: 今年6月.

    Args:
        block: The text.
        parts: The date.
        previous_end: The end of the last figure.
        slot: What the word has to shift: `year` or `month`.
    """
    found = _relative_words().before(block.text, parts.start, previous_end)
    if found is None or found[1][0] != slot:
        return parts
    word, (_, anchor, shift) = found
    return parts.copy(start=parts.start - len(word), anchor=anchor, anchor_slot=slot, shift=shift)


def year_mark(text: str, at: int) -> tuple[int, str]:
    """The end of the mark of a year that begins there, and the mark: 年, 年度, 学年.

    Args:
        text: Folded.
        at: Code points.
    """
    mark = next((mark for mark in _YEAR_MARKS if text.startswith(mark, at)), "年")
    if mark == "年度" and text[at + 2 : at + 3] in ("假", "过"):
        mark = "年"
    return at + len(mark), mark
