"""Dates and times as they are printed, made whole with the article's date."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.figures.numerals import DIGITS, numeral_at
from reader.figures.tables import Endings, guards

if TYPE_CHECKING:
    from reader.figures.context import Context

_ROC = 1911
_LEFT_YEARS = Endings(
    {"今年": 0, "本年": 0, "去年": -1, "昨年": -1, "上年": -1, "明年": 1, "来年": 1, "前年": -2, "后年": 2}
    | {"同年": 10, "当年": 10, "次年": 11, "翌年": 11}
)
_LEFT_MONTHS = Endings({"本月": 0, "这个月": 0, "当月": 0, "上月": -1, "上个月": -1, "下月": 1, "下个月": 1})
_PARTS = ("上旬", "中旬", "下旬", "初", "底", "末", "中")
_HALVES = {"上半年": ("01", "06"), "下半年": ("07", "12")}
_JOINS = "-—~至到"
_DAYTIMES = Endings(
    dict.fromkeys(("凌晨", "清晨", "早上", "上午", "早", "晨", "今早", "今晨"), 0)
    | dict.fromkeys(("中午", "正午"), 1)
    | dict.fromkeys(("下午", "午后", "傍晚", "晚上", "晚间", "晚", "夜间", "深夜", "当晚", "昨晚", "今晚", "入夜"), 12)
)
_SPAN_DAYTIMES = frozenset(("凌晨", "清晨", "早上", "上午", "中午", "正午", "下午", "午后", "傍晚", "晚上", "晚间", "深夜"))
_LONG_BEFORE = ("为期", "连续", "隔离", "一连", "历时", "持续", "经过", "长达", "足足", "每隔", "多达", "最多", "满", "达")
_LONG_AFTER = ("内", "之内", "隔离", "免费", "间", "以上", "以内", "左右", "检疫", "无", "没", "行程", "之久")
_NUMBER_AFTER = "线楼院馆机闸风球干公员码门车井案文令药矿法星店仓舱站礁台塔厅室铺位艇种桥"


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


def date_at(text: str, at: int, floor: int, context: Context) -> Printed | None:
    """The date or time whose first numeral is at an offset of a folded text; it may begin before, with 今年."""
    if text[at] == "半":
        return _half_year(text, at, floor, context)
    number = _small(text, at)
    if number is None:
        return None
    value, end = number
    sign = text[end : end + 1]
    if sign == "":
        return None
    if sign in "-/.至到—~":
        found = _iso(text, at, value, end, context) or _years(text, at, value, end)
        if found:
            return _with_day(found, text, context) if found.kind == "date" and not found.high else found
    if sign == "年":
        return _year(text, at, value, end, floor, context)
    if sign == "月" or (sign in _JOINS and sign and _month_after(text, end)):
        return _month(text, at, value, end, floor, context)
    if sign in "季" or text.startswith("季度", end):
        return _quarter(text, at, value, end, floor, context)
    if sign in "日号":
        return _day_alone(text, at, value, end, floor, context)
    if sign == ")" and text[at - 1 : at] == "(":
        return _bracketed(text, at, value, end, floor, context)
    if sign == "(" and text[end + 1 : end + 4] in ("今)日", "昨)日", "明)日"):
        return _stamp(context, at, end + 4, value, 0)
    return time_at(text, at, floor)


def _small(text: str, at: int) -> tuple[int, int] | None:
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


def _year(text: str, at: int, value: int, end: int, floor: int, context: Context) -> Printed | None:
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
    joined = _joined(text, end, "年")
    if joined and joined[0] > value and (later := _year_of(text, joined[1], joined[0], joined[2], floor, context)):
        return Printed(start, joined[2] + 1, "year", f"{year:04}", f"{later:04}", "年")
    if text[end : end + 1] == "度" and text[end + 1 : end + 2] not in ("假", "过"):
        return Printed(start, end + 1, "year", f"{year:04}", "", "年度")
    found = _inside_year(text, start, end, year, context)
    if found:
        return found
    if text[end : end + 1] in guards().get("年", "") and text[end : end + 1] and text[end] not in "第终夜":
        return None if value < 1000 else Printed(start, end, "year", f"{year:04}", "", "年")
    if text[end : end + 1] in ("底", "初", "末", "中") and text[end : end + 2] not in ("中国", "中央", "初步", "初中", "中共", "中华"):
        return Printed(start, end + 1, "date", f"{year:04}", "", "年", True, text[end])
    return Printed(start, end, "year", f"{year:04}", "", "年")


def _year_of(text: str, at: int, value: int, end: int, floor: int, context: Context) -> int | None:
    """What year 2018年, 民國107年 or Taiwan's 107年 is; None for a length of time."""
    if 1000 <= value < 3000 and (end - at == 4):
        return value
    if text[max(floor, at - 2) : at] == "民国":
        return value + _ROC
    if text[max(floor, at - 2) : at] == "公元":
        return value
    if context.region == "TW" and 90 <= value < 200 and end - at >= 2 and text[at : at + 1].isdecimal():
        after = text[end + 1 : end + 2]
        if after in tuple("0123456789度底初第前上下起") or value == context.year - _ROC or text[at - 1 : at] in "从自至到于在(":
            return value + _ROC
    return None


def _inside_year(text: str, start: int, end: int, year: int, context: Context) -> Printed | None:
    """What follows a year: a month, a quarter, a half."""
    for name, (first, last) in _HALVES.items():
        if text.startswith(name, end):
            return Printed(start, end + 3, "date", f"{year}-{first}", f"{year}-{last}", name[1:])
    for skip in ("第", "前", ""):
        if text.startswith(skip, end) and end + len(skip) < len(text):
            number = _small(text, end + len(skip))
            if number and text[number[1] : number[1] + 1] == "季":
                quarter = _quarter_of(text, number[0], number[1], skip == "前", year)
                return quarter and quarter._replace(start=start)
    number = _small(text, end) if end < len(text) else None
    if number and (text[number[1] : number[1] + 1] == "月" or _month_after(text, number[1])):
        return _months(text, start, end, number[0], number[1], year, context)
    return None


def _month_after(text: str, end: int) -> bool:
    """1-9月: a second month follows."""
    if text[end : end + 1] not in _JOINS or end + 1 >= len(text):
        return False
    number = _small(text, end + 1)
    return bool(number and 1 <= number[0] <= 12 and text[number[1] : number[1] + 1] == "月" and not _guarded(text, number[1]))


def _guarded(text: str, at: int) -> bool:
    return text[at + 1 : at + 2] != "" and text[at + 1] in guards().get("月", "")


def _month(text: str, at: int, value: int, end: int, floor: int, context: Context) -> Printed | None:
    if not 1 <= value <= 12 or (text[end] == "月" and _guarded(text, end)):
        return None
    start, year = at, None
    if before := _LEFT_YEARS.before(text, at):
        if at - len(before[0]) >= floor:
            start = at - len(before[0])
            year = (context.last_year if before[1] >= 10 else context.year) + before[1] % 10
            if before[1] < 0:
                year = context.year + before[1]
    if year is None:
        year = context.year_of(value)
    return _months(text, start, at, value, end, year, context)


def _months(text: str, start: int, at: int, month: int, end: int, year: int, context: Context) -> Printed | None:
    """From a month on: its day and time, or a second month."""
    if not 1 <= month <= 12:
        return None
    if text[end] != "月":  # 1-9月
        second = _small(text, end + 1)
        if second is None or not month < second[0] <= 12:
            return None
        end = second[1] + 1 + (text[second[1] + 1 : second[1] + 2] == "份")
        return Printed(start, end, "date", f"{year}-{month:02}", f"{year}-{second[0]:02}", "月")
    end += 1
    joined = _joined(text, end, "月")
    if joined and month < joined[0] <= 12:
        rest = _small(text, joined[2] + 1) if joined[2] + 1 < len(text) else None
        if not (rest and text[rest[1] : rest[1] + 1] in ("日", "号")):
            return Printed(start, joined[2] + 1, "date", f"{year}-{month:02}", f"{year}-{joined[0]:02}", "月")
    day = _small(text, end) if end < len(text) else None
    if day and 1 <= day[0] <= 31:
        sign = text[day[1] : day[1] + 1]
        if sign in ("日", "号") and text[day[1] + 1 : day[1] + 2] not in ("元", "圆"):
            return _days(text, start, day[1] + 1, year, month, day[0], sign)
        if sign in _JOINS and sign and (later := _small(text, day[1] + 1)) and text[later[1] : later[1] + 1] in ("日", "号"):
            last = later[1] + 1
            return Printed(start, last, "date", _iso_day(year, month, day[0]), _iso_day(year, month, later[0]), "日")
        if text[end].isdecimal() and not sign.isalnum() and sign not in ("%", ".", "/", ":"):
            return Printed(start, day[1], "date", _iso_day(year, month, day[0]), "", "日")
    for part in _PARTS:
        if text.startswith(part, end) and text[end : end + 2] not in ("中国", "中央", "初步", "中共", "中华", "中小"):
            return Printed(start, end + len(part), "date", f"{year}-{month:02}", "", "月", True, part)
    if text[end : end + 1] == "份":
        end += 1
    return Printed(start, end, "date", f"{year}-{month:02}", "", "月")


def _days(text: str, start: int, end: int, year: int, month: int, day: int, unit: str) -> Printed:
    """From a day on: a last day, or a time."""
    first = _iso_day(year, month, day)
    if text[end : end + 1] in _JOINS and end + 1 < len(text):
        later = _small(text, end + 1)
        if later and text[later[1] : later[1] + 1] in ("日", "号") and later[0] <= 31:
            return Printed(start, later[1] + 1, "date", first, _iso_day(year, month, later[0]), unit)
        if later and text[later[1] : later[1] + 1] == "月" and later[0] <= 12 and later[1] + 1 < len(text):
            other = _small(text, later[1] + 1)
            if other and text[other[1] : other[1] + 1] in ("日", "号"):
                ending = _iso_day(year + (later[0] < month), later[0], other[0])
                return Printed(start, other[1] + 1, "date", first, ending, unit)
    return _with_time(text, Printed(start, end, "date", first, "", unit))


def _with_time(text: str, found: Printed) -> Printed:
    """The date with the time that is printed behind it."""
    at = found.end
    for word in ("凌晨", "清晨", "早上", "上午", "中午", "下午", "午后", "傍晚", "晚上", "晚间", "深夜", "晚", "早", "夜"):
        if text.startswith(word, at):
            at += len(word)
            break
    if at >= len(text) or _small(text, at) is None:
        return found
    time = time_at(text, at, found.end)
    if time is None or time.high or time.end == at:
        return found
    return found._replace(end=time.end, low=f"{found.low}T{time.low}", unit=time.unit)


def _with_day(found: Printed, text: str, context: Context) -> Printed:
    return found


def _iso_day(year: int, month: int, day: int) -> str:
    return f"{year}-{month:02}-{day:02}"


def _joined(text: str, end: int, unit: str) -> tuple[int, int, int] | None:
    """A second number with the same unit behind a dash: value, start, end of its digits."""
    if text[end : end + 1] not in _JOINS or end + 1 >= len(text):
        return None
    number = _small(text, end + 1)
    return (number[0], end + 1, number[1]) if number and text[number[1] : number[1] + 1] == unit else None


def _years(text: str, at: int, value: int, end: int) -> Printed | None:
    """2016-2018年, 2015/16年度."""
    if not (1800 <= value < 2200 and end - at == 4) or text[end] in "." or end + 1 >= len(text):
        return None
    number = _small(text, end + 1)
    if number is None or text[number[1] : number[1] + 1] not in ("年", "学") or not text[end + 1].isdecimal():
        return None
    later = number[0] if number[0] > 1000 else value // 100 * 100 + number[0]
    if later <= value or later > value + 200:
        return None
    last = number[1] + (2 if text[number[1] : number[1] + 2] in ("年度", "学年") else 1)
    return Printed(at, last, "year", f"{value}", f"{later}", text[number[1] : last])


def _iso(text: str, at: int, year: int, end: int, context: Context) -> Printed | None:
    """2018-12-21, 2018/12/21, 2018.12.21."""
    sign = text[end]
    if not (1800 <= year < 2200 and end - at == 4) or sign not in "-/." or end + 1 >= len(text):
        return None
    month = _small(text, end + 1)
    if month is None or not 1 <= month[0] <= 12 or text[month[1] : month[1] + 1] != sign or month[1] + 1 >= len(text):
        return None
    day = _small(text, month[1] + 1)
    if day is None or not 1 <= day[0] <= 31 or text[day[1] : day[1] + 1] == sign:
        return None
    return Printed(at, day[1], "date", _iso_day(year, month[0], day[0]), "", "日")


def _quarter(text: str, at: int, value: int, end: int, floor: int, context: Context) -> Printed | None:
    start, year, first = at, context.year, False
    if text[max(floor, at - 1) : at] in ("第", "前", "首"):
        start -= 1
        first = text[start] != "第"
    elif not text.startswith("季度", end) or value > 4:
        return None
    found = _quarter_of(text, value, end, first, year)
    if found is None:
        return None
    if (before := _LEFT_YEARS.before(text, start)) and start - len(before[0]) >= floor and before[1] < 10:
        found = _quarter_of(text, value, end, first, context.year + before[1]) or found
        start -= len(before[0])
    return found._replace(start=start)


def _quarter_of(text: str, value: int, end: int, first: bool, year: int) -> Printed | None:
    """第三季, 前三季度: months of a year. The start is set by the caller."""
    if not 1 <= value <= 4:
        return None
    end += 2 if text.startswith("季度", end) else 1
    begin = 1 if first else value * 3 - 2
    return Printed(0, end, "date", f"{year}-{begin:02}", f"{year}-{value * 3:02}", text[end - 2 : end].strip("一二三四1234"))


def _half_year(text: str, at: int, floor: int, context: Context) -> Printed | None:
    name = text[at - 1 : at + 2] if at > floor else ""
    if name not in _HALVES:
        return None
    start, year = at - 1, context.year
    if (before := _LEFT_YEARS.before(text, start)) and start - len(before[0]) >= floor:
        start -= len(before[0])
        year = context.year + before[1] if before[1] < 10 else context.last_year + before[1] - 10
    return Printed(start, at + 2, "date", f"{year}-{_HALVES[name][0]}", f"{year}-{_HALVES[name][1]}", "半年")


def _day_alone(text: str, at: int, value: int, end: int, floor: int, context: Context) -> Printed | None:
    """25日 of the article's month; a length of time and a house number are none."""
    if not 1 <= value <= 31 or text[end + 1 : end + 2] in tuple("元圆本"):
        return None
    after = text[end + 1 : end + 3]
    left = text[max(floor, at - 3) : at]
    if text[end] == "号":
        if after[:1] in tuple(_NUMBER_AFTER) or left[-1:] in tuple("第路街道巷弄村楼线里段区座") or left[-1:].isascii():
            if left[-1:] != "" and left[-1:] not in " ,(" or after[:1] in tuple(_NUMBER_AFTER):
                return None
    elif left.endswith(_LONG_BEFORE) or after.startswith(_LONG_AFTER) or left[-1:] in ("第", "每", "近", "逾", "约"):
        return None
    shift, start = 0, at
    if (month := _LEFT_MONTHS.before(text, at)) and at - len(month[0]) >= floor:
        shift, start = month[1], at - len(month[0])
    elif context.day and value > context.day + 15:
        shift = -1
    found = _stamp(context, start, end + 1, value, shift)
    later = _joined(text, end + 1, text[end])
    if later and later[0] > value:
        year, month_number = context.month(shift)
        return Printed(start, later[2] + 1, "date", found.low, _iso_day(year, month_number, later[0]), text[end])
    return _with_time(text, found)


def _bracketed(text: str, at: int, value: int, end: int, floor: int, context: Context) -> Printed | None:
    """今(7)日, 昨日(6日)."""
    if text[at - 2 : at - 1] in ("今", "昨", "明", "前") and 1 <= value <= 31 and text[end + 1 : end + 2] in ("日", "天", "早", "晚"):
        if at - 2 < floor:
            return None
        return _stamp(context, at - 2, end + 1 + (text[end + 1] in "日天"), value, -1 if context.day and value > context.day + 15 else 0)
    return None


def _stamp(context: Context, start: int, end: int, day: int, shift: int) -> Printed:
    year, month = context.month(shift)
    return Printed(start, end, "date", _iso_day(year, month, day), "", "日")


def time_at(text: str, at: int, floor: int) -> Printed | None:
    """14时14分, 下午1時, 晚上9點半, 8:30. A result such as 4:41:50 is none, nor is 三點 without a word of the day."""
    number = _small(text, at)
    if number is None or number[0] > 24:
        return None
    hour, end = number
    sign = text[end : end + 1]
    before = _DAYTIMES.before(text, at)
    if before and at - len(before[0]) < floor:
        before = None
    minute = 0
    if sign == ":":
        if end + 3 > len(text) or not text[end + 1 : end + 3].isdecimal() or text[end + 3 : end + 4] in tuple("0123456789:.%"):
            return None
        if end - at > 2 or not text[at].isdecimal() or int(text[end + 1 : end + 3]) > 59:
            return None
        minute, end, unit = int(text[end + 1 : end + 3]), end + 3, ":"
    elif sign in ("时", "点") and not text.startswith(("时间", "时期", "时代", "时速", "时装", "点评", "点击"), end):
        later = _small(text, end + 1) if end + 1 < len(text) else None
        tail = text[end + 1 : end + 2]
        sure = sign == "时" or bool(before) or tail in ("半", "整", "钟", "许", "正") or text.startswith("左右", end + 1)
        unit, end = sign, end + 1
        if later and later[0] < 60 and text[later[1] : later[1] + 1] == "分" and text[later[1] : later[1] + 2] not in ("分之", "分钟"):
            minute, end, unit = later[0], later[1] + 1, "分"
            second = _small(text, end) if end < len(text) else None
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
