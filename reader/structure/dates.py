"""Dates as outlets print them: ISO, 年月日 in Arabic and Chinese numerals, years of the Republic (民國), with times."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from reader.structure.lexicon import lazy_pattern
from reader.structure.lines import SHORT_LINE_MAX, normalize_chars

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

_ROC_YEAR_ZERO = 1911
_DIGIT_TABLE = str.maketrans("〇零○Ｏ一二三四五六七八九", "0000123456789")

_NUMERIC_DATE = (
    r"(?<![\d.])(?:"
    r"(?:中华)?(?P<roc>民国)? ?(?P<y>\d{1,4}) ?(?P<s>[-/.年]) ?(?P<m>\d{1,2}) ?(?P<t>[-/.月])"
    r" ?(?P<d>\d{1,2})(?!\d) ?[日号]?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH_MONTH = "(?:" + "|".join(f"[{name[0].upper()}{name[0]}]{name[1:]}" for name in _MONTHS) + ")[a-z]{0,6}"
_COMMON_DATE = lazy_pattern(_NUMERIC_DATE + ")")
_ANY_DATE = lazy_pattern(
    _NUMERIC_DATE + r"|(?P<cy>[〇零○一二三四五六七八九百十]{3,6})年(?P<cm>[一二三四五六七八九十]{1,2})月"
    r"(?P<cd>[一二三四五六七八九十]{1,3})[日号]?"
    r"|(?P<py>20\d\d|1[01]\d)(?P<pm>0[1-9]|1[0-2])(?P<pd>0[1-9]|[12]\d|3[01])(?!\d)"  # 20240510, and CNA's 1130510
    r"|(?P<ld>\d{1,2})/(?P<lm>\d{1,2})/(?P<ly>(?:19|20)\d\d)(?!\d)"  # as Hong Kong writes it
    rf"|(?P<ed>\d{{1,2}})(?:st|nd|rd|th)?[ -](?P<em>{_ENGLISH_MONTH})[., -]{{1,2}}(?P<ey>(?:19|20)\d\d)(?!\d)"
    rf"|(?P<fm>{_ENGLISH_MONTH})[. ]{{1,2}}(?P<fd>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<fy>(?:19|20)\d\d)(?!\d)"
    r")"
)
_DAY_PART = r"(?:上午|早上|早|凌晨|清晨|中午|下午|傍晚|晚上|晚间|晚|深夜|[AaPp]\.?[Mm]\.?)"
_TIME_SOURCE = (
    rf"(?P<half>{_DAY_PART})? ?(?P<h>\d{{1,2}})(?:[:时点] ?(?P<min>\d\d?)(?!\d)(?: ?:\d\d| ?分(?:\d\d?秒)?)?|[时点])"
    r" ?(?P<pm2>[AaPp]\.?[Mm]\b)?"
)
_ZONE = r"(?:(?:北京|香港|台北|台湾|当地|东京|格林尼治(?:标准)?|世界协调|国际标准)时间|HKT|GMT|UTC|CST)"
_TIME_AFTER = lazy_pattern(
    r"(?:T|[ ,|]{0,4}(?:\(?(?:星期|周|礼拜)[一二三四五六日天]\)?)?[ ,|]{0,4}(?:- ?)?"
    + _ZONE
    + r"? ?)"
    + _TIME_SOURCE
    + r"(?:\.\d+)?(?:Z|\+0?8:?00)?"
)
_TIME_BEFORE = lazy_pattern(_TIME_SOURCE + r"[ ,|]{1,4}$")
_TIME_ALONE = lazy_pattern(_ZONE + r"? ?" + _TIME_SOURCE)
_WEEKDAY = lazy_pattern(r"[ ,]{0,2}\(?(?:星期|周|礼拜)[一二三四五六日天]\)?")
_DAYS_IN_MONTH = (
    31,
    28,
    31,
    30,
    31,
    30,
    31,
    31,
    30,
    31,
    30,
    31,
)  # importing datetime takes longer than reading an article
_DATE_SIGNS, _DATE_LINE_SIGNS = frozenset("0123456789年"), frozenset("年月日时:-/点")
"""Of which one is in every date, and in every line with a date or a time alone."""
_HAN_NUMERALS = "〇零○一二三四五六七八九百十"
_SEVEN_DIGITS = lazy_pattern(r"\d{7}")
_PLAYER_TIME_MAX = 4
"""Code points of a time such as 0:00, which belongs to a video player, not to an article."""
_AFTERNOON_WORDS = ("下午", "傍晚", "晚", "深夜", "p", "P")


class PrintedDate:
    """A printed date: its range in the line and its value, YYYY-MM-DD or YYYY-MM-DDTHH:MM.

    Args:
        start: Its start in the line, in code points.
        end: Its end.
        value: YYYY-MM-DD or YYYY-MM-DDTHH:MM.
    """

    __slots__ = ("end", "start", "value")

    def __init__(self, start: int, end: int, value: str) -> None:
        self.start = start
        self.end = end
        self.value = value


def parse_date(text: str) -> str | None:
    """Return the first complete date of a text as YYYY-MM-DD, with THH:MM if a time is beside it; None without one."""
    return next((printed.value for printed in find_dates(normalize_chars(text[:SHORT_LINE_MAX]))), None)


def _choose_pattern(normalized: str) -> re.Pattern[str]:
    """The pattern of all dates, or that of the common ones, which compiles three times faster, where it is enough."""
    han = "年" in normalized and any(numeral + "年" in normalized for numeral in _HAN_NUMERALS)
    if han or normalized.count("/") > 1 or _SEVEN_DIGITS().search(normalized):
        return _ANY_DATE()
    english = any(name in normalized.lower() for name in _MONTHS)
    return _ANY_DATE() if english else _COMMON_DATE()


def find_dates(normalized: str) -> Iterable[PrintedDate]:
    """The complete dates of a normalized text, in order; month and day without a year are not complete."""
    if _DATE_SIGNS.isdisjoint(normalized):
        return ()
    if len(normalized) <= SHORT_LINE_MAX:
        return _find_dates_of_line(normalized)
    return _iter_dates(normalized)


@lru_cache(64)
def _find_dates_of_line(normalized: str) -> tuple[PrintedDate, ...]:
    """The dates of a short line, which is asked again as the neighbour of others."""
    return tuple(_iter_dates(normalized))


def _iter_dates(normalized: str) -> Iterator[PrintedDate]:
    for match in _choose_pattern(normalized).finditer(normalized):
        day = _format_day(match)
        if day is None:
            continue
        start, end = match.span()
        if normalized[start] == " ":
            start += 1
        time = _TIME_AFTER().match(normalized, end) if _has_time_sign(normalized[end:]) else None
        clock = _format_time(time) if time else ""
        if time and clock:
            end = time.end()
        else:
            if any(sign in normalized[end : end + 6] for sign in "期周拜") and (
                week := _WEEKDAY().match(normalized, end)
            ):
                end = week.end()
            before = normalized[max(0, start - 14) : start]
            time = _TIME_BEFORE().search(before) if start > 3 and _has_time_sign(before) else None
            clock = _format_time(time) if time else ""
            if time and clock:
                start -= time.end() - time.start()
        yield PrintedDate(start, end, day + clock)


def _has_time_sign(text: str) -> bool:
    """Whether a text may contain a time: a fast pre-check."""
    return ":" in text or "时" in text or "点" in text


def is_date(normalized: str) -> bool:
    """Whether a normalized line is nothing but a date, a time, or both."""
    if not (normalized[0].isdigit() or normalized[0] in "民中一二香北上下早晚") or _DATE_LINE_SIGNS.isdisjoint(
        normalized
    ):
        return False
    for printed in find_dates(normalized):
        return not (normalized[: printed.start] + normalized[printed.end :]).strip(" ()")
    return len(normalized) > _PLAYER_TIME_MAX and _TIME_ALONE().fullmatch(normalized) is not None


def _format_day(match: re.Match[str]) -> str | None:
    part = match.groupdict()
    if part.get("em") or part.get("fm"):
        year, day = int(part["ey"] or part["fy"]), int(part["ed"] or part["fd"])
        month = _MONTHS.index((part["em"] or part["fm"])[:3].lower()) + 1
    elif part.get("cy"):
        year, month, day = _parse_numeral(part["cy"]), _parse_numeral(part["cm"]), _parse_numeral(part["cd"])
    else:
        if part["s"] and (part["s"] == "年") != (part["t"] == "月"):
            return None  # 2018年1-9月
        year, month, day = (int(part[k] or part["p" + k] or part["l" + k]) for k in "ymd")
    if part["roc"] or 100 <= year < 200:
        year += _ROC_YEAR_ZERO
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    if not (
        1900 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= _DAYS_IN_MONTH[month - 1] + (leap and month == 2)
    ):
        return None
    return f"{year}-{month:02}-{day:02}"


def _parse_numeral(text: str) -> int:
    """A year digit by digit (二〇一八) or a number below 1000 (一百一十三, 廿 is not printed in dates)."""
    if not set(text) & set("十百"):
        return int(text.translate(_DIGIT_TABLE))
    total = digit = 0
    for char in text:
        if char in "十百":
            total += (digit or 1) * (100 if char == "百" else 10)
            digit = 0
        else:
            digit = int(char.translate(_DIGIT_TABLE))
    return total + digit


def _format_time(match: re.Match[str]) -> str:
    hour, minute = int(match["h"]), int(match["min"] or 0)
    half = match["half"] or match["pm2"] or ""
    if half.startswith(_AFTERNOON_WORDS) and hour < 12:
        hour += 12
    elif hour == 12 and half.startswith(("凌晨", "a", "A")):
        hour = 0
    return f"T{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""
