"""Years, months and days as they are printed, made whole with the article's date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.figures.lexicon import Endings, cues, guards
from reader.figures.times import Printed, iso_day, small, with_time

if TYPE_CHECKING:
    from reader.figures.context import FigureContext


LEFT_YEARS = Endings(
    {"今年": 0, "本年": 0, "去年": -1, "昨年": -1, "上年": -1, "明年": 1, "来年": 1, "前年": -2, "后年": 2}
    | {"同年": 10, "当年": 10, "次年": 11, "翌年": 11}
)


_LEFT_MONTHS = Endings({"本月": 0, "这个月": 0, "当月": 0, "上月": -1, "上个月": -1, "下月": 1, "下个月": 1})


_PARTS = ("上旬", "中旬", "下旬", "初", "底", "末", "中")


JOINS = "-—~至到"


_ADDRESS = tuple("第路街道巷弄村楼线里段区座")
_NUMBER_AFTER = "线楼院馆机闸风球干公员码门车井案文令药矿法星店仓舱站礁台塔厅室铺位艇种桥"


def month_after(text: str, end: int) -> bool:
    """1-9月: a second month follows."""
    if text[end : end + 1] not in JOINS or end + 1 >= len(text):
        return False
    number = small(text, end + 1)
    return bool(
        number and 1 <= number[0] <= 12 and text[number[1] : number[1] + 1] == "月" and not _guarded(text, number[1])
    )


def _guarded(text: str, at: int) -> bool:
    return text[at + 1 : at + 2] != "" and text[at + 1] in guards().get("月", "")


def month_at(text: str, at: int, value: int, end: int, floor: int, context: FigureContext) -> Printed | None:
    """The date that a month begins."""
    if not 1 <= value <= 12 or (text[end] == "月" and _guarded(text, end)):
        return None
    start, year = at, None
    if (before := LEFT_YEARS.before(text, at)) and at - len(before[0]) >= floor:
        start = at - len(before[0])
        year = (context.referenced_year if before[1] >= 10 else context.year) + before[1] % 10
        if before[1] < 0:
            year = context.year + before[1]
    if year is None:
        year = context.infer_year(value)
    return months(text, start, at, value, end, year, context)


def months(text: str, start: int, at: int, month: int, end: int, year: int, context: FigureContext) -> Printed | None:
    """From a month on: its day and time, or a second month."""
    if not 1 <= month <= 12:
        return None
    if text[end] != "月":  # 1-9月
        second = small(text, end + 1)
        if second is None or not month < second[0] <= 12:
            return None
        end = second[1] + 1 + (text[second[1] + 1 : second[1] + 2] == "份")
        return Printed(start, end, "date", f"{year}-{month:02}", f"{year}-{second[0]:02}", "月")
    end += 1
    joined = joined_number(text, end, "月")
    if joined and month < joined[0] <= 12:
        rest = small(text, joined[2] + 1) if joined[2] + 1 < len(text) else None
        if not (rest and text[rest[1] : rest[1] + 1] in ("日", "号")):
            return Printed(start, joined[2] + 1, "date", f"{year}-{month:02}", f"{year}-{joined[0]:02}", "月")
    day = small(text, end) if end < len(text) else None
    if day and 1 <= day[0] <= 31:
        sign = text[day[1] : day[1] + 1]
        if sign in ("日", "号") and text[day[1] + 1 : day[1] + 2] not in ("元", "圆"):
            return _days(text, start, day[1] + 1, year, month, day[0], sign)
        if (
            sign in JOINS
            and sign
            and (later := small(text, day[1] + 1))
            and text[later[1] : later[1] + 1] in ("日", "号")
        ):
            last = later[1] + 1
            return Printed(start, last, "date", iso_day(year, month, day[0]), iso_day(year, month, later[0]), "日")
        if text[end].isdecimal() and not sign.isalnum() and sign not in ("%", ".", "/", ":"):
            return Printed(start, day[1], "date", iso_day(year, month, day[0]), "", "日")
    for part in _PARTS:
        if text.startswith(part, end) and text[end : end + 2] not in ("中国", "中央", "初步", "中共", "中华", "中小"):
            return Printed(start, end + len(part), "date", f"{year}-{month:02}", "", "月", True, part)
    if text[end : end + 1] == "份":
        end += 1
    return Printed(start, end, "date", f"{year}-{month:02}", "", "月")


def _days(text: str, start: int, end: int, year: int, month: int, day: int, unit: str) -> Printed:
    """From a day on: a last day, or a time."""
    first = iso_day(year, month, day)
    if text[end : end + 1] in JOINS and end + 1 < len(text):
        later = small(text, end + 1)
        if later and text[later[1] : later[1] + 1] in ("日", "号") and later[0] <= 31:
            return Printed(start, later[1] + 1, "date", first, iso_day(year, month, later[0]), unit)
        if later and text[later[1] : later[1] + 1] == "月" and later[0] <= 12 and later[1] + 1 < len(text):
            other = small(text, later[1] + 1)
            if other and text[other[1] : other[1] + 1] in ("日", "号"):
                ending = iso_day(year + (later[0] < month), later[0], other[0])
                return Printed(start, other[1] + 1, "date", first, ending, unit)
    return with_time(text, Printed(start, end, "date", first, "", unit))


def joined_number(text: str, end: int, unit: str) -> tuple[int, int, int] | None:
    """A second number with the same unit behind a dash: value, start, end of its digits."""
    if text[end : end + 1] not in JOINS or end + 1 >= len(text):
        return None
    number = small(text, end + 1)
    return (number[0], end + 1, number[1]) if number and text[number[1] : number[1] + 1] == unit else None


def years(text: str, at: int, value: int, end: int) -> Printed | None:
    """2016-2018年, 2015/16年度."""
    if not (1800 <= value < 2200 and end - at == 4) or text[end] in "." or end + 1 >= len(text):
        return None
    number = small(text, end + 1)
    if number is None or text[number[1] : number[1] + 1] not in ("年", "学") or not text[end + 1].isdecimal():
        return None
    later = number[0] if number[0] > 1000 else value // 100 * 100 + number[0]
    if later <= value or later > value + 200:
        return None
    last = number[1] + (2 if text[number[1] : number[1] + 2] in ("年度", "学年") else 1)
    return Printed(at, last, "year", f"{value}", f"{later}", text[number[1] : last])


def iso_date(text: str, at: int, year: int, end: int, context: FigureContext) -> Printed | None:
    """2018-12-21, 2018/12/21, 2018.12.21."""
    sign = text[end]
    if not (1800 <= year < 2200 and end - at == 4) or sign not in "-/." or end + 1 >= len(text):
        return None
    month = small(text, end + 1)
    if month is None or not 1 <= month[0] <= 12 or text[month[1] : month[1] + 1] != sign or month[1] + 1 >= len(text):
        return None
    day = small(text, month[1] + 1)
    if day is None or not 1 <= day[0] <= 31 or text[day[1] : day[1] + 1] == sign:
        return None
    return Printed(at, day[1], "date", iso_day(year, month[0], day[0]), "", "日")


def day_alone(text: str, at: int, value: int, end: int, floor: int, context: FigureContext) -> Printed | None:
    """25日 of the article's month; a length of time and a house number are none."""
    if not 1 <= value <= 31 or text[end + 1 : end + 2] in tuple("元圆本"):
        return None
    after = text[end + 1 : end + 3]
    left = text[max(floor, at - 3) : at]
    if text[end] == "号":
        address = left[-1:] in tuple("第路街道巷弄村楼线里段区座") or (
            left[-1:].isascii() and left[-1:] not in tuple(" ,(")
        )
        if after[:1] in tuple(_NUMBER_AFTER) or (left and address):
            return None
    elif (
        left.endswith(cues("length of time before"))
        or after.startswith(cues("length of time behind"))
        or left[-1:] in ("第", "每", "近", "逾", "约")
    ):
        return None
    shift, start = 0, at
    if (month := _LEFT_MONTHS.before(text, at)) and at - len(month[0]) >= floor:
        shift, start = month[1], at - len(month[0])
    elif context.day and value > context.day + 15:
        shift = -1
    found = stamp(context, start, end + 1, value, shift)
    later = joined_number(text, end + 1, text[end])
    if later and later[0] > value:
        year, month_number = context.shift_month(shift)
        return Printed(start, later[2] + 1, "date", found.low, iso_day(year, month_number, later[0]), text[end])
    return with_time(text, found)


def bracketed(text: str, at: int, value: int, end: int, floor: int, context: FigureContext) -> Printed | None:
    """今(7)日, 昨日(6日)."""
    if (
        text[at - 2 : at - 1] in ("今", "昨", "明", "前")
        and 1 <= value <= 31
        and text[end + 1 : end + 2] in ("日", "天", "早", "晚")
    ):
        if at - 2 < floor:
            return None
        return stamp(
            context,
            at - 2,
            end + 1 + (text[end + 1] in "日天"),
            value,
            -1 if context.day and value > context.day + 15 else 0,
        )
    return None


def stamp(context: FigureContext, start: int, end: int, day: int, shift: int) -> Printed:
    """A day of the article's month, or of months before and after it."""
    year, month = context.shift_month(shift)
    return Printed(start, end, "date", iso_day(year, month, day), "", "日")
