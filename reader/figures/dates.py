"""Dates and times as they are printed, made whole with the article's date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.figures.calendar_terms import (
    JOINS,
    LEFT_YEARS,
    bracketed,
    day_alone,
    iso_date,
    joined_number,
    month_after,
    month_at,
    months,
    stamp,
    years,
)
from reader.figures.lexicon import guards
from reader.figures.times import Printed, small, time_at

if TYPE_CHECKING:
    from reader.figures.context import FigureContext

_ROC = 1911
_HALVES = {"上半年": ("01", "06"), "下半年": ("07", "12")}


def date_at(text: str, at: int, floor: int, context: FigureContext) -> Printed | None:
    """The date or time whose first numeral is at an offset of a folded text; it may begin before, with 今年."""
    if text[at] == "半":
        return _half_year(text, at, floor, context)
    number = small(text, at)
    if number is None:
        return None
    value, end = number
    sign = text[end : end + 1]
    if sign == "":
        return None
    if sign in "-/.至到—~":
        found = iso_date(text, at, value, end, context) or years(text, at, value, end)
        if found:
            return found
    if text.startswith("世纪", end):
        return _century(text, at, value, end + 2)
    if sign == "年":
        return _year(text, at, value, end, floor, context)
    if (
        text[max(floor, at - 1) : at] in ("前", "首")
        and (sign == "月" or text.startswith("个月", end))
        and 1 < value <= 12
    ):
        start, year = at - 1, context.year
        if (before := LEFT_YEARS.before(text, start)) and start - len(before[0]) >= floor and before[1] < 10:
            start, year = start - len(before[0]), year + before[1]
        last = end + (1 if sign == "月" else 2)
        return Printed(start, last, "date", f"{year}-01", f"{year}-{value:02}", text[end:last])
    if sign == "月" or (sign in JOINS and sign and month_after(text, end)):
        return month_at(text, at, value, end, floor, context)
    if sign in "季" or text.startswith("季度", end):
        return _quarter(text, at, value, end, floor, context)
    if sign in "日号":
        return day_alone(text, at, value, end, floor, context)
    if sign == ")" and text[at - 1 : at] == "(":
        return bracketed(text, at, value, end, floor, context)
    if sign == "(" and text[end + 1 : end + 4] in ("今)日", "昨)日", "明)日"):
        return stamp(context, at, end + 4, value, 0)
    return time_at(text, at, floor)


def joined(text: str, first: Printed, context: FigureContext) -> Printed:
    """2010年8月~2015年7月: one period, where a second date of the same kind follows."""
    at = first.end + 1
    if (
        first.high
        or first.approx
        or text[first.end : at] not in JOINS
        or at >= len(text)
        or first.kind not in ("date", "year")
    ):
        return first
    second = date_at(text, at, at, context) if small(text, at) else None
    if second is None or second.high or second.kind != first.kind or second.start != at or second.low <= first.low:
        return first
    return first._replace(end=second.end, high=second.low, unit=second.unit)


def _century(text: str, at: int, value: int, end: int) -> Printed | None:
    """20世纪90年代, and a century alone."""
    first = value * 100 - 100
    decade = small(text, end) if end < len(text) else None
    if decade and text.startswith("年代", decade[1]) and decade[0] < 100:
        year = first + decade[0]
        return Printed(at, decade[1] + 2, "date", f"{year}", f"{year + 9}", "年代")
    return Printed(at, end, "date", f"{first + 1:04}", f"{first + 100:04}", "世纪") if 1 <= value <= 30 else None


def _year(text: str, at: int, value: int, end: int, floor: int, context: FigureContext) -> Printed | None:
    start, year = at, _year_of(text, at, value, end, floor, context)
    if text[end : end + 2] == "年代" and value < 100 and value % 10 == 0:
        century = 1900 if value >= 20 else 2000
        begin = at
        if text[max(floor, at - 4) : at] == "20世纪" or text[max(floor, at - 4) : at] == "上世纪":
            begin = at - 4
        if text[max(floor, at - 3) : at] == "上世纪":
            begin = at - 3
        return Printed(begin, end + 2, "date", f"{century + value}", f"{century + value + 9}", "年代")
    if year is None:
        return None
    if text[max(floor, at - 2) : at] in ("民国", "公元"):
        start = at - 2
    end += 1
    joined = joined_number(text, end, "年")
    if joined and joined[0] > value and (later := _year_of(text, joined[1], joined[0], joined[2], floor, context)):
        return Printed(start, joined[2] + 1, "year", f"{year:04}", f"{later:04}", "年")
    if text[end : end + 1] == "度" and text[end + 1 : end + 2] not in ("假", "过"):
        return Printed(start, end + 1, "year", f"{year:04}", "", "年度")
    found = _inside_year(text, start, end, year, context)
    if found:
        return found
    if text[end : end + 1] in guards().get("年", "") and text[end : end + 1] and text[end] not in "第终夜":
        return None if value < 1000 else Printed(start, end, "year", f"{year:04}", "", "年")
    if text[end : end + 1] in ("底", "初", "末", "中") and text[end : end + 2] not in (
        "中国",
        "中央",
        "初步",
        "初中",
        "中共",
        "中华",
    ):
        return Printed(start, end + 1, "date", f"{year:04}", "", "年", True, text[end])
    return Printed(start, end, "year", f"{year:04}", "", "年")


def _year_of(text: str, at: int, value: int, end: int, floor: int, context: FigureContext) -> int | None:
    """What year 2018年, 民國107年 or Taiwan's 107年 is; None for a length of time."""
    if 1000 <= value < 3000 and (end - at == 4):
        return value
    if text[max(floor, at - 2) : at] == "民国":
        return value + _ROC
    if text[max(floor, at - 2) : at] == "公元":
        return value
    if context.region == "TW" and 90 <= value < 200 and end - at >= 2 and text[at : at + 1].isdecimal():
        after = text[end + 1 : end + 2]
        if (
            after in tuple("0123456789度底初第前上下起")
            or value == context.year - _ROC
            or text[at - 1 : at] in "从自至到于在("
        ):
            return value + _ROC
    return None


def _inside_year(text: str, start: int, end: int, year: int, context: FigureContext) -> Printed | None:
    """What follows a year: a month, a quarter, a half."""
    for name, (first, last) in _HALVES.items():
        if text.startswith(name, end):
            return Printed(start, end + 3, "date", f"{year}-{first}", f"{year}-{last}", name[1:])
    for skip in ("第", "前", ""):
        if text.startswith(skip, end) and end + len(skip) < len(text):
            number = small(text, end + len(skip))
            if number and text[number[1] : number[1] + 1] == "季":
                quarter = _quarter_of(text, number[0], number[1], skip == "前", year)
                return quarter and quarter._replace(start=start)
    number = small(text, end) if end < len(text) else None
    if number and (text[number[1] : number[1] + 1] == "月" or month_after(text, number[1])):
        return months(text, start, end, number[0], number[1], year, context)
    return None


def _quarter(text: str, at: int, value: int, end: int, floor: int, context: FigureContext) -> Printed | None:
    start, year, first = at, context.year, False
    if text[max(floor, at - 1) : at] in ("第", "前", "首"):
        start -= 1
        first = text[start] != "第"
    elif not text.startswith("季度", end) or value > 4:
        return None
    found = _quarter_of(text, value, end, first, year)
    if found is None:
        return None
    if (before := LEFT_YEARS.before(text, start)) and start - len(before[0]) >= floor and before[1] < 10:
        found = _quarter_of(text, value, end, first, context.year + before[1]) or found
        start -= len(before[0])
    return found._replace(start=start)


def _quarter_of(text: str, value: int, end: int, first: bool, year: int) -> Printed | None:
    """第三季, 前三季度: months of a year. The start is set by the caller."""
    if not 1 <= value <= 4:
        return None
    end += 2 if text.startswith("季度", end) else 1
    begin = 1 if first else value * 3 - 2
    return Printed(
        0, end, "date", f"{year}-{begin:02}", f"{year}-{value * 3:02}", text[end - 2 : end].strip("一二三四1234")
    )


def _half_year(text: str, at: int, floor: int, context: FigureContext) -> Printed | None:
    name = text[at - 1 : at + 2] if at > floor else ""
    if name not in _HALVES:
        return None
    start, year = at - 1, context.year
    if (before := LEFT_YEARS.before(text, start)) and start - len(before[0]) >= floor:
        start -= len(before[0])
        year = context.year + before[1] if before[1] < 10 else context.referenced_year + before[1] - 10
    return Printed(start, at + 2, "date", f"{year}-{_HALVES[name][0]}", f"{year}-{_HALVES[name][1]}", "半年")
