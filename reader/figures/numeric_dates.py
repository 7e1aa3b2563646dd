"""Dates in digits with separators or brackets: 2018-12-21, 113/06/10, 今(7)日, 今(2/24), 2015/16年度."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.figures.date_parts import DAYS, MONTHS, ROC, ROC_YEARS, DateParts
from reader.figures.date_slots import year_mark
from reader.figures.numeral_signs import BLANK_SIGNS
from reader.figures.times import time_behind
from reader.text.patterns import lazy_pattern

if TYPE_CHECKING:
    import re

    from reader.figures.block_text import BlockText

_BEFORE_BRACKET = frozenset("今昨明日天年月一二三四五六")
"""What stands before a day in brackets: 今(2/24)."""
_YEARS = range(1800, 2200)
_FULL = lazy_pattern(r"(\d{2,4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d/.-])")
_BRACKETED = lazy_pattern(r"[今昨明前翌] ?\( ?([0-9]{1,2}) ?\)")
_BRACKETED_YEAR = lazy_pattern(r"[今去前明] ?\( ?([0-9]{2,4}) ?\) ?年")
_MAX_DENOMINATOR = 10
_SLASHED_PERIOD = lazy_pattern(r"([0-9]{1,2})/([0-9]{1,2})[-~至到]([0-9]{1,2})/([0-9]{1,2})(?![0-9/])")
_SLASHED = lazy_pattern(r"(\d{1,2})/(\d{1,2})(?=\))")
_SHORT_YEARS = lazy_pattern(r"(\d{4})[-/—~](\d{2})(?=年|学年|财年|财政年|赛季|球季|乐季)")


def numeric_date_at(block: BlockText, at: int, previous_end: int) -> tuple[DateParts, DateParts | None] | None:
    """The date in digits that begins at an offset, and the end of its period; None where there is none.

    Args:
        block: The text.
        at: Where the first digit stands, code points.
        previous_end: The end of the last figure.
    """
    text = block.text
    if not "0" <= text[at] <= "9":
        return None
    left = text[at - 1 : at]
    if left in ("(", " ") and (bracketed := _in_brackets(block, at, previous_end)):
        return bracketed
    if found := _FULL().match(text, at):
        parts = _full_date(found)
        if parts is not None and not (left.isascii() and left.isalnum()):
            return time_behind(block, parts), None
    if (found := _SLASHED_PERIOD().match(text, at)) and (period := _slashed_period(found)):
        return period
    if found := _SHORT_YEARS().match(text, at):
        first = int(found[1])
        later = first // 100 * 100 + int(found[2])
        if first < later:
            end, unit = year_mark(text, found.end()) if text[found.end()] in "年学财" else (found.end(), "")
            one = DateParts(at, end, "year", unit, year=first)
            return one, one.copy(year=later)
    return None


def _bracketed_year(year: int) -> int:
    """The year of 去(2024)年 and 去(113)年; 0 for none."""
    return year if year in _YEARS else year + ROC if year in ROC_YEARS else 0


def _slashed_period(found: re.Match[str]) -> tuple[DateParts, DateParts] | None:
    """6/11至6/15: the first and the last day; None where they are none."""
    months, days = (int(found[1]), int(found[3])), (int(found[2]), int(found[4]))
    if not all(month in MONTHS for month in months) or not all(day in DAYS for day in days):
        return None
    if (months[0], days[0]) >= (months[1], days[1]):
        return None
    if all(month < day <= _MAX_DENOMINATOR for month, day in zip(months, days, strict=True)):
        return None  # 1/3至2/3
    first = DateParts(found.start(), found.end(2), "date", "日", month=months[0], day=days[0])
    return first, DateParts(found.start(3), found.end(), "date", "日", month=months[1], day=days[1])


def _full_date(found: re.Match[str]) -> DateParts | None:
    """The date of three numbers with separators; None where they are none."""
    year, month, day = _numeric_year(int(found[1]), found), int(found[3]), int(found[4])
    if not year or month not in MONTHS or day not in DAYS:
        return None
    return DateParts(found.start(), found.end(), "date", "日", year=year, month=month, day=day)


def _numeric_year(year: int, found: re.Match[str]) -> int:
    """What year a date with separators is of; 0 for none."""
    if len(found[1]) == 4:
        return year if year in _YEARS else 0
    is_roc = len(found[1]) == 3 and found[2] in "/." and len(found[3]) == len(found[4]) == 2
    return year + ROC if is_roc and year in ROC_YEARS else 0


def _in_brackets(block: BlockText, at: int, previous_end: int) -> tuple[DateParts, DateParts | None] | None:
    text = block.text
    begin = at - 1
    while begin > at - 4 and text[begin : begin + 1] not in {"今", "昨", "明", "前", "翌", "去"}:
        begin -= 1
    begin = max(begin, previous_end)
    if found := _BRACKETED().match(text, begin):
        behind = found.end()
        while text[behind : behind + 1] in BLANK_SIGNS:
            behind += 1
        sign = text[behind : behind + 1]
        if sign in {"日", "天", "早", "晚", "晨", "午"}:
            end = behind + 1 if sign in "日天" else found.end()
            parts = DateParts(begin, end, "date", "日", day=int(found[1]))
            return (time_behind(block, parts), None) if int(found[1]) in DAYS else None
    if (found := _BRACKETED_YEAR().match(text, begin)) and (year := _bracketed_year(int(found[1]))):
        return DateParts(begin, found.end(), "year", "年", year=year), None
    if (found := _SLASHED().match(text, at)) and text[at - 1] == "(":
        month, day = int(found[1]), int(found[2])
        if month in MONTHS and day in DAYS and text[at - 2 : at - 1] in _BEFORE_BRACKET:
            return DateParts(at, found.end(), "date", "日", month=month, day=day), None
    return None
