"""Dates as they are printed: date = [era | relative word] [year] [month] [day] [word of the day] [time].

Every part may be missing, in digits or in Han, with blanks before its mark (9 月); a part may be a range (1-9月), and
so may whole dates. Here only what is printed is read; date_resolution makes it whole.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reader.figures.date_parts import DAYS, MONTHS, ROC, ROC_YEARS, DateParts
from reader.figures.date_slots import JOINS, Slot, is_inside_word, relate, slot_at, small_number, year_mark
from reader.figures.lexicon import EndingTable, cues, rows
from reader.figures.numeral_signs import BLANK_SIGNS, NUMERAL_STARTS
from reader.figures.numeric_dates import numeric_date_at
from reader.figures.times import time_at, time_behind

if TYPE_CHECKING:
    from reader.figures.block_text import BlockText

_YEARS = range(1000, 3000)
_QUARTERS, _CENTURIES, _TENS = range(1, 5), range(1, 31), range(0, 100, 10)
_DATE_MARKS = frozenset("年月日号季世个时点学财分:-/.—~至到)( \u3000\u00a0\t")
"""What may stand behind the first number of a date."""
_HALVES = {"上半年": (1, 6), "下半年": (7, 12)}
_PARTS = ("上旬", "中旬", "下旬", "初", "底", "末", "中")
_NO_PART = ("中国", "中央", "初步", "中共", "中华", "中小", "初中", "中期", "中国家", "中心", "中学", "中的", "中断")
_AFTER_ROC_YEAR = frozenset("0123456789度底初第前上下起中末")
"""What stands behind a year of the Republic."""
_BEFORE_ROC_YEAR = frozenset("从自至到于在(")
"""Words before a year of the Republic."""
_BEFORE_SHORT_YEAR = frozenset(",。;、:(“「在于自从至到是")
"""What stands before a year of two digits."""
_ADDRESS_LEFT = frozenset("第路街道巷弄村楼线里段区座编型")
_NUMBERED_PLACES = (
    "月台",
    "站台",
    "登机",
    "停机",
    "看台",
    "展位",
    "窗口",
    "出口",
    "入口",
    "选手",
    "球员",
    "泳道",
    "跑道",
)
_HOUSE_NOUNS = frozenset("线楼院馆机梯闸风球干公员码门车井案文令药矿法星店仓舱站礁台塔厅室铺位艇种桥病机场房")


def may_be_date(block: BlockText, at: int) -> bool:
    """Whether what follows the numeral at an offset may be the mark of a date: False saves trying to read one.

    Args:
        block: The text.
        at: Where the numeral begins, code points.
    """
    numeral = block.numeral_at(at)
    return numeral is None or block.text[numeral.end : numeral.end + 1] in _DATE_MARKS


def date_at(block: BlockText, at: int, previous_end: int) -> tuple[DateParts, DateParts | None] | None:
    """The date or time whose first numeral is at an offset, and its last day where it is a range.

    Args:
        block: The text.
        at: Where the numeral begins; the date may begin before, with 今年. Code points.
        previous_end: The end of the last figure.
    """
    found = _date_alone(block, at, previous_end)
    if found is None:
        return None
    first, second = found
    return (first, second) if second or first.is_span else _joined(block, first)


def _joined(block: BlockText, first: DateParts) -> tuple[DateParts, DateParts | None]:
    """2010年8月~2015年7月: a second date of the same kind behind a joining sign makes it a period."""
    text, at = block.text, first.end
    if text[at : at + 1] not in JOINS or first.part:
        return first, None
    begin = at + 1
    while begin - at < 4 and begin < len(text) and text[begin] not in NUMERAL_STARTS:
        begin += 1  # 下午 of a second time, 今年
    found = _date_alone(block, begin, at + 1) if begin < len(text) else None
    if found is None or found[1] or found[0].is_span or found[0].start != at + 1:
        return first, None
    second = found[0]
    if (first.kind == "time") != (second.kind == "time") and not (first.time and second.kind == "time"):
        return first, None
    if first.kind == "year" and second.kind != "year":
        return first, None
    if second.kind == "time" and text[second.start] in NUMERAL_STARTS and second.time < first.time[-5:] < "24":
        second = second.copy(time=f"{int(second.time[:2]) + 12:02}{second.time[2:]}")  # 下午4時至6時
    return first, second


def _date_alone(block: BlockText, at: int, previous_end: int) -> tuple[DateParts, DateParts | None] | None:
    text = block.text
    if text[at] == "半":
        return _alone(_half_year(block, at, previous_end))
    if found := numeric_date_at(block, at, previous_end):
        return found
    slot = slot_at(block, at)
    if slot is None or slot.mark >= len(text):
        return None
    mark = text[slot.mark]
    if mark == "年" or text.startswith(("学年", "财年"), slot.mark):
        return _year(block, at, slot, previous_end)
    if mark == "月" or text.startswith("个月", slot.mark):
        return _month(block, at, slot, previous_end)
    if mark == "季":
        return _alone(_quarter(block, at, slot, previous_end))
    if mark in "日号":
        return _day(block, at, slot, previous_end)
    if text.startswith("世纪", slot.mark):
        return _alone(_century(block, at, slot))
    return _alone(time_at(block, at, previous_end))


def _alone(found: DateParts | None) -> tuple[DateParts, None] | None:
    return None if found is None else (found, None)


# -- years


@cache
def _eras() -> EndingTable[int]:
    return EndingTable({era: int(first) for era, first in rows("eras")})


def _year(block: BlockText, at: int, slot: Slot, previous_end: int) -> tuple[DateParts, DateParts | None] | None:
    text = block.text
    if text.startswith("年代", slot.mark):
        return _alone(_decade(block, at, slot, previous_end))
    start, year = _year_number(block, at, slot, previous_end)
    if year is None:
        return None
    end, unit = year_mark(text, slot.mark)
    parts = DateParts(start, end, "year", unit, year=year)
    if slot.other is not None:
        later = slot.other + (year - slot.value if slot.other not in _YEARS else 0)
        return (parts, parts.copy(year=later)) if later > year else None
    if unit != "年":
        return parts, None
    if found := _inside_year(block, parts):
        return found
    if is_inside_word(text, slot.mark) and text[slot.mark + 1] not in "第终夜":
        return (parts, None) if slot.value in _YEARS else None
    return _with_part(text, parts), None


def _year_number(block: BlockText, at: int, slot: Slot, previous_end: int) -> tuple[int, int | None]:
    """Where the year begins, and what year 2018年, 民國107年, or Taiwan's 107年 is; None for a length of time."""
    text, value = block.text, slot.value
    if era := _eras().before(text, at, previous_end):
        year = value + era[1] - 1 if era[1] > 0 else -value
        return at - len(era[0]), year
    digits = slot.mark - at
    if value in _YEARS and (slot.other is not None or digits in (4, 5)):
        return at, value
    left, after = text[at - 1 : at], text[slot.mark + 1 : slot.mark + 2]
    if text.startswith(("学年", "年度"), slot.mark) and value in ROC_YEARS:
        return at, value + ROC
    is_spelled = digits == 3 and all(sign in "〇零一二三四五六七八九" for sign in text[at : slot.mark])
    if block.context.region == "TW" and value in ROC_YEARS and ("0" <= text[at] <= "9" or is_spelled):
        own = value == block.context.year - ROC
        behind = text[slot.mark + 1 : slot.mark + 3]
        is_counted = behind.startswith(cues("length of years behind")) or left in cues("length of years before")
        if value >= 100 and not is_counted:
            return at, value + ROC
        if after in _AFTER_ROC_YEAR or own or left in _BEFORE_ROC_YEAR:
            return at, value + ROC
        return at, None
    return at, _short_year(text, at, slot)


def _short_year(text: str, at: int, slot: Slot) -> int | None:
    """08年, 九七年: a year of two digits; None for a length of time."""
    printed = text[at : slot.mark]
    left, after = text[at - 1 : at], text[slot.mark + 1 : slot.mark + 3]
    if len(printed) != 2 or after.startswith(cues("length of years behind")) or left in cues("length of years before"):
        return None
    if printed.isascii():
        is_year = printed[0] == "0" or (slot.value >= 70 and (not after or not left or _is_open(left, after)))
    else:
        is_year = all(sign in "〇零一二三四五六七八九" for sign in printed)
    if not is_year:
        return None
    return slot.value + (1900 if slot.value >= 30 else 2000)


def _is_open(left: str, after: str) -> bool:
    """Whether nothing around two digits and 年 says that years are counted."""
    return left in _BEFORE_SHORT_YEAR and after[:1] not in {"，", ",", "。", ";", "的"}


def _decade(block: BlockText, at: int, slot: Slot, previous_end: int) -> DateParts | None:
    """90年代, 上世紀70年代, 20世纪90年代."""
    text, value, end = block.text, slot.value, slot.mark + 2
    if value in _YEARS:
        return DateParts(at, end, "date", "年代", year=value, last_year=value + 9)
    if value not in _TENS:
        return None
    century, start = (1900 if value >= 20 else 2000), at
    for word in ("20世纪", "上个世纪", "上世纪", "本世纪", "21世纪"):
        if text.endswith(word, 0, at):  # 21世纪 is passed over as a word of many names
            start = at - len(word) if at - len(word) >= previous_end else at
            century = 2000 if word[0] in "本" or word.startswith("21") else 1900
            break
    return DateParts(start, end, "date", "年代", year=century + value, last_year=century + value + 9)


def _century(block: BlockText, at: int, slot: Slot) -> DateParts | None:
    """20世纪90年代, and a century alone."""
    first, end = slot.value * 100 - 100, slot.mark + 2
    decade = small_number(block, end)
    if decade and block.text.startswith("年代", decade[1]) and decade[0] < 100:
        year = first + decade[0]
        return DateParts(at, decade[1] + 2, "date", "年代", year=year, last_year=year + 9)
    if slot.value not in _CENTURIES:
        return None
    return DateParts(at, end, "date", "世纪", year=first + 1, last_year=first + 100)


def _inside_year(block: BlockText, parts: DateParts) -> tuple[DateParts, DateParts | None] | None:
    """What follows a year: a half, a quarter, a month."""
    text, end = block.text, parts.end
    for name, (first, last) in _HALVES.items():
        if text.startswith(name, end):
            return parts.copy(end=end + 3, kind="date", unit=name[1:], month=first, last_month=last), None
    at = end + (text[end : end + 1] in BLANK_SIGNS and text[end + 1 : end + 2].isdecimal())
    word = text[at : at + 1] if text[at : at + 1] in ("第", "前", "首") else ""
    slot = slot_at(block, at + len(word))
    if slot is None:
        return None
    if text.startswith("季", slot.mark):
        quarter = _quarter_of(text, slot, first=word in ("前", "首"))
        return None if quarter is None else _alone(quarter.copy(start=parts.start, year=parts.year))
    if word in ("前", "首") and (found := _first_months(text, slot)):
        return found.copy(start=parts.start, year=parts.year), None
    if text.startswith("月", slot.mark) and not word:
        return _months(block, parts, slot)
    return None


def _with_part(text: str, parts: DateParts) -> DateParts:
    """2018年底, 5月初: with the word for its beginning or end."""
    for part in _PARTS:
        if text.startswith(part, parts.end) and not text.startswith(_NO_PART, parts.end):
            if part == "中" and text[parts.end + 1 : parts.end + 2].isalnum():
                continue
            end = parts.end + len(part)
            return parts.copy(end=end, kind="date", approx=True, part=part)
    return parts


# -- quarters and halves


def _half_year(block: BlockText, at: int, previous_end: int) -> DateParts | None:
    name = block.text[at - 1 : at + 2] if at > previous_end else ""
    if name not in _HALVES:
        return None
    first, last = _HALVES[name]
    parts = DateParts(at - 1, at + 2, "date", "半年", month=first, last_month=last)
    return relate(block, parts, previous_end, "year")


def _quarter(block: BlockText, at: int, slot: Slot, previous_end: int) -> DateParts | None:
    word = block.text[at - 1] if at > previous_end and block.text[at - 1] in "第前首" else ""
    if word == "第" and block.text[at - 2 : at - 1] in {"》", "」", "』", "”"}:
        return None  # the season of a show
    if not word and (not block.text.startswith("季度", slot.mark) or slot.value > 4):
        return None
    found = _quarter_of(block.text, slot, first=word in ("前", "首"))
    return None if found is None else relate(block, found.copy(start=at - len(word)), previous_end, "year")


def _quarter_of(text: str, slot: Slot, *, first: bool) -> DateParts | None:
    """第三季, 前三季度: months of a year."""
    if slot.value not in _QUARTERS:
        return None
    unit = "季度" if text.startswith("季度", slot.mark) else "季"
    month = 1 if first else slot.value * 3 - 2
    end = slot.mark + len(unit)
    return DateParts(slot.start, end, "date", unit, month=month, last_month=slot.value * 3)


# -- months


def _first_months(text: str, slot: Slot) -> DateParts | None:
    """首9個月, 前 11 月."""
    if slot.value not in MONTHS[1:]:
        return None
    end = slot.mark + (2 if text.startswith("个月", slot.mark) else 1)
    return DateParts(slot.start, end, "date", text[slot.mark : end], month=1, last_month=slot.value)


def _month(block: BlockText, at: int, slot: Slot, previous_end: int) -> tuple[DateParts, DateParts | None] | None:
    text = block.text
    before = at - 1 - (text[at - 1 : at] in BLANK_SIGNS)
    if before >= previous_end and text[before : before + 1] in ("前", "首"):
        first = _first_months(text, slot) if text[before - 1 : before] not in tuple("之以此目日") else None
        return None if first is None else _alone(relate(block, first.copy(start=before), previous_end, "year"))
    if text[slot.mark] != "月" or is_inside_word(text, slot.mark):
        return None
    if text.endswith(("农历", "阴历", "旧历"), previous_end, at):
        return None
    return _months(block, relate(block, DateParts(at, slot.mark, "date", "月"), previous_end, "year"), slot)


def _months(block: BlockText, parts: DateParts, slot: Slot) -> tuple[DateParts, DateParts | None] | None:
    """From a month on: a last month, a day with its time, or a word for a part of the month."""
    if slot.value not in MONTHS:
        return None
    text, end = block.text, slot.mark + 1
    parts = parts.copy(kind="date", unit="月", month=slot.value, end=end)
    if slot.other is not None:
        if slot.other not in MONTHS or slot.other <= slot.value:
            return None
        return parts.copy(last_month=slot.other, end=end + (text[end : end + 1] == "份")), None
    begin = end + (text[end : end + 1] in BLANK_SIGNS and text[end + 1 : end + 2].isdecimal())
    day = slot_at(block, begin)
    if day and day.value in DAYS and (found := _days(block, parts, day)):
        return found
    found_part = _with_part(text, parts)
    if found_part.part:
        return found_part, None
    return parts.copy(end=end + (text[end : end + 1] == "份")), None


def _days(block: BlockText, parts: DateParts, day: Slot) -> tuple[DateParts, DateParts | None] | None:
    """The day of a month: 25日, 5-7日, and 25 of 6月25 where no other mark follows."""
    text, mark = block.text, block.text[day.mark : day.mark + 1]
    if mark in ("日", "号") and text[day.mark + 1 : day.mark + 2] not in ("元", "圆"):
        whole = parts.copy(end=day.mark + 1, unit=mark, day=day.value)
        if day.other is not None:
            return (whole, whole.copy(day=day.other)) if day.other in DAYS and day.other > day.value else None
        return time_behind(block, whole), None
    is_bare = day.other is None and text[day.start].isdecimal() and day.mark - day.start <= 2
    if is_bare and not mark.isalnum() and mark not in {"%", ".", "/", ":"}:
        return parts.copy(end=day.mark, unit="日", day=day.value), None
    return None


# -- days


def _day(block: BlockText, at: int, slot: Slot, previous_end: int) -> tuple[DateParts, DateParts | None] | None:
    """25日 of the last month that was named, or the article's; a length of time and a house number are none."""
    text = block.text
    if slot.value not in DAYS or text[slot.mark + 1 : slot.mark + 2] in {"元", "圆", "本"}:
        return None
    if (
        _is_house_number(text, at, slot, previous_end)
        if text[slot.mark] == "号"
        else _is_length(block, at, slot, previous_end)
    ):
        return None
    if text.endswith(("农历", "阴历"), previous_end, at):
        return None
    parts = DateParts(at, slot.mark + 1, "date", text[slot.mark], day=slot.value)
    parts = relate(block, parts, previous_end, "month")
    if slot.other is not None:
        return (parts, parts.copy(day=slot.other)) if slot.other in DAYS and slot.other > slot.value else None
    return time_behind(block, parts), None


def _is_house_number(text: str, at: int, slot: Slot, previous_end: int) -> bool:
    left, after = text[at - 1 : at] if at > previous_end else "", text[slot.mark + 1 : slot.mark + 2]
    if after in _HOUSE_NOUNS or text.startswith(_NUMBERED_PLACES, slot.mark + 1):
        return True
    return left in _ADDRESS_LEFT or (left.isascii() and left not in {" ", ",", "("})


def _is_length(block: BlockText, at: int, slot: Slot, previous_end: int) -> bool:
    """Whether 日 counts days: 連續6日, 14日隔離, 5日均線."""
    text = block.text
    left = text[max(previous_end, at - 3) : at]
    if left[-1:] in {"第", "每", "近", "逾", "约", "共"} or left.endswith(cues("length of time before")):
        return True
    return text.startswith(cues("length of time behind"), slot.mark + 1)
