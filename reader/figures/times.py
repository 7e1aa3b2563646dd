"""Times of the day, alone and behind a date."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reader.figures.date_parts import DateParts
from reader.figures.lexicon import EndingTable, WordTable, rows
from reader.figures.numeral_signs import BLANK_SIGNS
from reader.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from reader.figures.block_text import BlockText

_NO_HOUR = ("时间", "时期", "时代", "时速", "时装", "点评", "点击", "时候", "时尚", "时段", "时政", "点名", "点赞")
_SURE_BEHIND = tuple("半整钟许正")
_NO_TIME_BEHIND = frozenset("0123456789:.%")
"""What follows 4:41 where it is no time."""
_BEFORE_SCORE = frozenset("以局盘")
_SCORES = lazy_pattern(
    r"(?:[、,和][0-9]{1,2}:[0-9]{1,2})*+(?:落后|领先|落败|击败|不敌|[大小险惜完]?[胜负败]|取胜|扳回|逆转|打和|战平|逼平)"
)
"""What follows a result that looks like a time: 21:18扳回一局."""
_NOON = 12
_MINUTE = lazy_pattern("[0-5][0-9]")


class Daytime(NamedTuple):
    """A word for a part of the day: hours in which it is said, and whether it belongs to the span of a time."""

    start: int
    end: int
    in_span: bool


@cache
def _daytime_rows() -> dict[str, Daytime]:
    return {word: Daytime(int(start), int(end), in_span == "yes") for word, start, end, in_span in rows("daytimes")}


@cache
def _endings() -> EndingTable[Daytime]:
    return EndingTable(_daytime_rows())


@cache
def _words() -> WordTable[Daytime]:
    return WordTable(_daytime_rows())


def hour_of_day(hour: int, daytime: Daytime | None) -> int:
    """The hour of 24 that an hour and a word of the day say: 下午1時 is 13, 晚上十二時 24, 凌晨12時 0.

    Args:
        hour: As printed.
        daytime: The word before it, None where there is none.
    """
    if daytime is None or hour > _NOON:
        return hour
    if hour == _NOON:
        return 0 if daytime.end <= 6 else 24 if daytime.start >= 18 else hour
    if daytime.start >= _NOON or (daytime.start == 11 and hour <= 3):
        return hour + _NOON
    return hour


def time_behind(block: BlockText, parts: DateParts) -> DateParts:
    """The date with the time that is printed behind it, if one is.

    Args:
        block: The text.
        parts: The date.
    """
    text, at = block.text, parts.end
    at += text[at : at + 1] in BLANK_SIGNS
    word = _words().word_at(text, at)
    at += len(word)
    if not (word or text[at : at + 1].isdecimal() or at == parts.end):
        return parts
    time = time_at(block, at, parts.end)
    if time is None:
        return parts
    if at > parts.end and not word and time.unit != ":":
        return parts
    return parts.copy(end=time.end, time=time.time, unit=time.unit)


def time_at(block: BlockText, at: int, previous_end: int) -> DateParts | None:
    """The time whose hour is at an offset: 14时14分, 下午1時, 晚上9點半, 8:30; None where there is none.

    A result such as 4:41:50 is none, nor is 三點 without a word of the day.

    Args:
        block: The text.
        at: Code points.
        previous_end: The end of the last figure; a word of the day before it does not belong to the time.
    """
    text, numeral = block.text, block.numeral_at(at)
    if numeral is None or numeral.high is not None or numeral.more or numeral.bare or numeral.end - at > 3:
        return None
    if not isinstance(numeral.value, int) or not 0 <= numeral.value <= 24:
        return None
    approx = text[at - 1 : at] == "约" and at > previous_end
    word, daytime = _endings().before(text, at - approx, previous_end) or ("", None)
    end = numeral.end
    end += text[end : end + 1] in BLANK_SIGNS and text[end + 1 : end + 2] == "时"
    read = _colon(text, at, end) if text[end : end + 1] == ":" else _spoken(block, end, sure=daytime is not None)
    if read is None:
        return None
    minute, end, unit = read
    start = at - approx - len(word) if daytime and daytime.in_span else at
    hour = hour_of_day(numeral.value, daytime)
    return DateParts(start, end, "time", unit, time=f"{hour:02}:{minute:02}", approx=approx and start < at)


def _colon(text: str, at: int, end: int) -> tuple[int, int, str] | None:
    """The minute of 8:30, its end and the sign."""
    minute = _MINUTE().match(text, end + 1)
    if minute is None or end - at > 2 or not text[at].isdecimal() or text[end + 3 : end + 4] in _NO_TIME_BEHIND:
        return None
    if text[at - 1 : at] in _BEFORE_SCORE or _SCORES().match(text, end + 3):
        return None
    return int(minute[0]), minute.end(), ":"


def _spoken(block: BlockText, end: int, *, sure: bool) -> tuple[int, int, str] | None:
    """What follows the hour of 14时14分 or 9點半: minute, end, the last mark."""
    text, sign = block.text, block.text[end : end + 1]
    if sign not in ("时", "点") or text.startswith(_NO_HOUR, end):
        return None
    tail, end = text[end + 1 : end + 2], end + 1
    minute = block.numeral_at(end) if tail != "半" else None
    if minute is not None and isinstance(minute.value, int) and 0 <= minute.value < 60 and minute.high is None:
        behind = text[minute.end : minute.end + 2]
        is_share = behind == "分之" and not text.startswith("分之间", minute.end)
        if behind[:1] == "分" and not is_share and behind != "分钟":
            return minute.value, _over_seconds(block, minute.end + 1), "分"
        if sign == "点" and sure and not behind[:1].isalnum():
            return minute.value, minute.end, sign
    if not (sure or sign == "时" or tail in _SURE_BEHIND or text.startswith("左右", end)):
        return None
    if tail == "半" and text[end + 1 : end + 2] not in ("年", "天"):
        return 30, end + 1, sign
    return 0, end + (tail in ("整", "钟", "正")), sign


def _over_seconds(block: BlockText, at: int) -> int:
    numeral = block.numeral_at(at)
    return numeral.end + 1 if numeral and block.text[numeral.end : numeral.end + 1] == "秒" else at
