"""Times of the day, and the numbers that dates and times are made of."""

from __future__ import annotations

from typing import NamedTuple

from reader.figures.lexicon import Endings
from reader.figures.numerals import DIGITS, numeral_at

_DAYTIMES = Endings(
    dict.fromkeys(("凌晨", "清晨", "早上", "上午", "早", "晨", "今早", "今晨"), 0)
    | dict.fromkeys(("中午", "正午"), 1)
    | dict.fromkeys(("下午", "午后", "傍晚", "晚上", "晚间", "晚", "夜间", "深夜", "当晚", "昨晚", "今晚", "入夜"), 12)
)


_SPAN_DAYTIMES = frozenset(
    ("凌晨", "清晨", "早上", "上午", "中午", "正午", "下午", "午后", "傍晚", "晚上", "晚间", "深夜")
)


class Printed(NamedTuple):
    """A date or time in a text. Offsets are code points of the folded text."""

    start: int
    end: int
    kind: str
    low: str
    """ISO 8601, or the only value."""
    high: str = ""
    unit: str = ""
    approx: bool = False
    part: str = ""
    """初, 底."""


def small(text: str, at: int) -> tuple[int, int] | None:
    """An unsigned number of a date, digits or Chinese: value, end."""
    end = at
    while end < len(text) and end - at < 5 and "0" <= text[end] <= "9":
        end += 1
    if end > at:
        return (int(text[at:end]), end) if end - at < 5 else None
    numeral = numeral_at(text, at)
    if numeral is None or numeral.more or numeral.high or numeral.bare or not isinstance(numeral.value, int):
        spelled = text[at : at + 4]
        if len(spelled) == 4 and all(sign in DIGITS for sign in spelled) and text[at + 4 : at + 5] == "年":
            return int("".join(str(DIGITS[sign]) for sign in spelled)), at + 4
        return None
    return (numeral.value, numeral.end) if numeral.value < 3000 else None


def with_time(text: str, found: Printed) -> Printed:
    """The date with the time that is printed behind it."""
    at = found.end
    for word in (
        "凌晨",
        "清晨",
        "早上",
        "上午",
        "中午",
        "下午",
        "午后",
        "傍晚",
        "晚上",
        "晚间",
        "深夜",
        "晚",
        "早",
        "夜",
    ):
        if text.startswith(word, at):
            at += len(word)
            break
    if at >= len(text) or small(text, at) is None:
        return found
    time = time_at(text, at, found.end)
    if time is None or time.high or time.end == at:
        return found
    return found._replace(end=time.end, low=f"{found.low}T{time.low}", unit=time.unit)


def time_at(text: str, at: int, floor: int) -> Printed | None:
    """14时14分, 下午1時, 晚上9點半, 8:30. A result such as 4:41:50 is none, nor is 三點 without a word of the day."""
    number = small(text, at)
    if number is None or number[0] > 24:
        return None
    hour, end = number
    sign = text[end : end + 1]
    before = _DAYTIMES.before(text, at)
    if before and at - len(before[0]) < floor:
        before = None
    minute = 0
    if sign == ":":
        if (
            end + 3 > len(text)
            or not text[end + 1 : end + 3].isdecimal()
            or text[end + 3 : end + 4] in tuple("0123456789:.%")
        ):
            return None
        if end - at > 2 or not text[at].isdecimal() or int(text[end + 1 : end + 3]) > 59:
            return None
        minute, end, unit = int(text[end + 1 : end + 3]), end + 3, ":"
    elif sign in ("时", "点") and not text.startswith(("时间", "时期", "时代", "时速", "时装", "点评", "点击"), end):
        later = small(text, end + 1) if end + 1 < len(text) else None
        tail = text[end + 1 : end + 2]
        sure = (
            sign == "时" or bool(before) or tail in ("半", "整", "钟", "许", "正") or text.startswith("左右", end + 1)
        )
        unit, end = sign, end + 1
        if (
            later
            and later[0] < 60
            and text[later[1] : later[1] + 1] == "分"
            and text[later[1] : later[1] + 2] not in ("分之", "分钟")
        ):
            minute, end, unit = later[0], later[1] + 1, "分"
            second = small(text, end) if end < len(text) else None
            if second and text[second[1] : second[1] + 1] == "秒":
                end = second[1] + 1
        elif not sure:
            return None
        elif tail == "半" and text[end + 1 : end + 2] not in ("年", "天"):
            minute, end = 30, end + 1
        elif tail in ("整", "钟", "正"):
            end += 1
        elif sign == "点" and later and later[0] < 60 and before and later[0] > 9:
            minute, end = later[0], later[1]
    else:
        return None
    start = at
    if before:
        if before[1] == 12 and hour < 12:
            hour += 12
        if before[0] in _SPAN_DAYTIMES:
            start = at - len(before[0])
    return Printed(start, end, "time", f"{hour:02}:{minute:02}", "", unit)


def iso_day(year: int, month: int, day: int) -> str:
    """YYYY-MM-DD."""
    return f"{year}-{month:02}-{day:02}"
