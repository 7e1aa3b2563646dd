"""Dates of feeds: RFC 822, ISO 8601, and those that Chinese sites write instead of them.

A general parser of dates fills in what it does not understand from the date of today, so that 2018年12月21日 becomes a
day of this year. Here a text is a date only where one of the forms fits all of its day.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from typing import NamedTuple

from reader.text.tsv import read_rows

CHINA_OFFSET = 480
"""Minutes east of UTC in Beijing, Hong Kong, Macau and Taipei, which know no summer time."""
_NORTH_AMERICAN_CENTRAL = -360
"""CST outside China."""
_LENGTH_MAX = 120
"""Code points of a text that may be a date."""
_YEARS = range(1900, 2101)
_ROC_YEARS = range(80, 200)
"""Years of the Republic of China that feeds can have; 1 is 1912."""
_ROC_EPOCH = 1911
_SECONDS, _MILLISECONDS = range(10**8, 4 * 10**9), range(10**11, 4 * 10**12)
"""Numbers that are moments of Unix time: from 1973 to 2096."""

_CLOCK = (
    r"(?:(?P<half>上午|下午|早上|晚上|凌晨|中午|晚間|晚间|晚|早|[AaPp]\.?[Mm]\.?)?\s*"
    r"(?P<hour>\d{1,2})\s*[:：时時點点]\s*(?:(?P<minute>\d{1,2})\s*分?)?(?:\s*[:：]?\s*(?P<second>\d{1,2})(?:[.,]\d+)?\s*秒?)?"
    r"(?:\s*(?P<half_after>[AaPp]\.?[Mm]\b\.?))?)?"
)
_ZONE = r"\s*(?P<zone>\(?[A-Za-z]{1,5}\)?(?:\s*[+-]\d{1,2}(?::?\d{2})?)?|[+-]\d{1,2}(?::?\d{2})?)?"
_MONTH_NAME = r"(?P<name>[A-Za-z]{3,9}|十[一二]月|[一二三四五六七八九十]月)\.?"
_WEEKDAY = r"(?:(?:[A-Za-z]{3,9}\b\.?|(?:星期|周|週|礼拜|禮拜)[一二三四五六日天])\s*[,，]?\s*)?"
_FORMS = tuple(
    re.compile(form + "(?P<rest>.*)", re.DOTALL)
    for form in (
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[Tt\s]+" + _CLOCK + ")?" + _ZONE,
        _WEEKDAY + r"(?P<day>\d{1,2})[\s-]+" + _MONTH_NAME + r"[\s,-]+(?P<year>\d{4}|\d{2})\b[\s,]*" + _CLOCK + _ZONE,
        _WEEKDAY + r"(?P<day>\d{1,2})\s+(?P<month>\d{1,2})月\s+(?P<year>\d{4})\s*" + _CLOCK + _ZONE,
        r"(?:(?P<roc>中華民國|中华民国|民國|民国)\s*)?(?P<year>\d{2,4})\s*年\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*[日號号]?"
        r"\s*(?:[(（]?(?:星期|周|週)?[一二三四五六日天][)）]?)?[\s,，]*" + _CLOCK + _ZONE,
        r"(?P<year>\d{4}|\d{3})(?P<sep>[/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})\b[\sTt]*" + _CLOCK + _ZONE,
        r"(?P<day>\d{1,2})(?P<sep>[/.-])(?P<month>\d{1,2})(?P=sep)(?P<year>\d{4})\b[\s,]*" + _CLOCK + _ZONE,
        _WEEKDAY + _MONTH_NAME + r"\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})\b[\s,]*(?:at\s+)?" + _CLOCK + _ZONE,
        _WEEKDAY + _MONTH_NAME + r"\s+(?P<day>\d{1,2})\s+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?" + _ZONE
        + r"\s+(?P<year>\d{4})",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:[Tt ]?(?P<hour>\d{2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2}))?)?"
        + _ZONE,
    )
)  # fmt: skip
_AFTERNOON = frozenset("下晚")
_RFC_822 = re.compile(
    r"\s*[A-Z][a-z]{2}, (\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d) (?:GMT|UTC|Z|([+-])(\d\d)(\d\d))\s*"
)
"""The usual form of RSS 2.0."""
_OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d{2})?\Z")


class FeedDate(NamedTuple):
    """A date of a feed."""

    moment: datetime
    """In UTC; of a day without a time its beginning."""
    printed: str
    """YYYY-MM-DD or YYYY-MM-DDTHH:MM in the zone of the paper, without zone."""
    is_zone_guessed: bool = False
    """Whether the feed names no zone."""


def parse_feed_date(text: str, *, is_chinese: bool) -> FeedDate | None:
    """The date in a text; None where it is none.

    A date without a zone is one of China for a Chinese feed, else of UTC. A Chinese feed that gives UTC is printed with
    the time of China, which its readers know the article by.

    Args:
        text: As the feed writes it.
        is_chinese: Whether the feed is in Chinese.
    """
    if (usual := _RFC_822.fullmatch(text)) and (moment := _read_rfc_822(usual)):
        if is_chinese and not moment.utcoffset():
            return _make_date(moment, CHINA_OFFSET)
        printed = f"{moment.year:04}-{moment.month:02}-{moment.day:02}T{moment.hour:02}:{moment.minute:02}"
        return FeedDate(moment.astimezone(UTC), printed)
    text = " ".join(text.split())[:_LENGTH_MAX]
    if text.isascii() and text.isdecimal() and (moment := _parse_unix_time(int(text))):
        return _make_date(moment.replace(tzinfo=UTC), CHINA_OFFSET if is_chinese else 0)
    for form in _FORMS:
        if (match := form.match(text)) and (found := _read_match(match.groupdict(), is_chinese)):
            return found
    return None


def _read_rfc_822(match: re.Match[str]) -> datetime | None:
    """The date in the form that nearly all feeds have."""
    day, month, year, hour, minute, second, sign, zone_hours, zone_minutes = match.groups()
    zone = UTC if sign is None else _make_zone(sign, int(zone_hours), int(zone_minutes))
    try:
        return datetime(
            int(year), _load_table("months")[month.lower()], int(day), int(hour), int(minute), int(second), 0, zone
        )
    except (KeyError, ValueError):
        return None


@cache
def _make_zone(sign: str, hours: int, minutes: int) -> timezone:
    offset = timedelta(hours=hours % 24, minutes=minutes % 60)
    return timezone(-offset if sign == "-" else offset)


def _parse_unix_time(number: int) -> datetime | None:
    seconds = number if number in _SECONDS else number // 1000 if number in _MILLISECONDS else None
    return None if seconds is None else datetime(1970, 1, 1) + timedelta(seconds=seconds)


def _make_date(moment: datetime, offset: int) -> FeedDate:
    local = moment.astimezone(timezone(timedelta(minutes=offset)))
    return FeedDate(moment.astimezone(UTC), local.strftime("%Y-%m-%dT%H:%M"))


def _read_match(parts: dict[str, str | None], is_chinese: bool) -> FeedDate | None:
    """The date of a form that fits; None where there is no such day or hour."""
    if "name" in parts:
        month = _load_table("months").get(
            (parts["name"] or "").lower()[: 3 if (parts["name"] or "").isascii() else None]
        )
    else:
        month = int(parts["month"] or 0)
    year = _read_year(parts["year"] or "", is_roman=bool(parts.get("roc")), has_name="name" in parts)
    day = int(parts["day"] or 0)
    if month is not None and month > 12 >= day and parts.get("sep"):
        day, month = month, day  # 12/21/2018
    if month is None or year is None:
        return None
    hour = _read_hour(parts)
    minute, second = int(parts.get("minute") or 0), int(parts.get("second") or 0)
    extra_days, hour_of_day = divmod(hour or 0, 24) if hour == 24 and not minute else (0, hour or 0)
    offset = _read_offset(parts.get("zone") or "", is_chinese)
    zone_minutes = (CHINA_OFFSET if is_chinese else 0) if offset is None else offset
    try:
        local = datetime(year, month, day, hour_of_day, minute, min(second, 59)) + timedelta(days=extra_days)
        moment = local.replace(tzinfo=timezone(timedelta(minutes=zone_minutes))).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    if hour is None:
        return FeedDate(moment, local.strftime("%Y-%m-%d"), offset is None)
    if offset == 0 and is_chinese:
        local += timedelta(minutes=CHINA_OFFSET)
    return FeedDate(moment, local.strftime("%Y-%m-%dT%H:%M"), offset is None)


def _read_year(digits: str, *, is_roman: bool, has_name: bool) -> int | None:
    """The year in the common era; None where it is none. Two digits are one only beside the name of a month."""
    year = int(digits or 0)
    if is_roman or (len(digits) == 3 and year in _ROC_YEARS):
        return year + _ROC_EPOCH
    if len(digits) == 2 and has_name:  # RFC 822
        return year + (2000 if year < 70 else 1900)
    return year if year in _YEARS else None


def _read_hour(parts: dict[str, str | None]) -> int | None:
    """The hour from 0 to 24; None where there is no time."""
    if not parts.get("hour"):
        return None
    hour = int(parts["hour"] or 0)
    half = (parts.get("half") or parts.get("half_after") or "").lower()
    if half[:1] in _AFTERNOON or half.startswith("p") or half == "中午":
        return hour + 12 if 1 <= hour < (6 if half == "中午" else 12) else hour
    if hour == 12 and (half.startswith("a") or half in ("凌晨", "上午")):
        return 0
    return hour


def _read_offset(zone: str, is_chinese: bool) -> int | None:
    """Minutes east of UTC; None where no zone is named, or none that is known."""
    zone = zone.strip("() ").lower()
    if not zone:
        return None
    if numbers := _OFFSET.search(zone):
        minutes = int(numbers[2]) * 60 + int(numbers[3] or 0)
        return (minutes if numbers[1] == "+" else -minutes) if minutes < 24 * 60 else None
    if zone == "cst" and not is_chinese:
        return _NORTH_AMERICAN_CENTRAL
    return _load_table("zones").get(zone)


@cache
def _load_table(name: str) -> dict[str, int]:
    return {key: int(value) for key, value in read_rows(__file__, name)}
