"""The unit behind a numeral: the longest form that fits what stands around it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from reader.figures.lexicon import Unit, guards, units

if TYPE_CHECKING:
    from reader.figures.context import FigureContext

_BLANK = " \u3000\u00a0"
_SPORT = tuple("胜负败击赢平队赛局罚")
_NEAR = 14


class Found(NamedTuple):
    """A unit in a text."""

    unit: Unit
    start: int
    end: int
    more: bool = False
    """With 多 before it or inside: 50多公里, 8分多钟."""
    half: bool = False
    """With 半 inside: 一个半小时."""
    split: str = ""
    """The unit without 多, where it was inside."""


def unit_after(
    text: str, at: int, context: FigureContext, value: Fraction | int, *, ascii_digits: bool
) -> Found | None:
    """The unit that a numeral which ends there has; None where none follows.

    Args:
        text: Folded.
        at: The end of the numeral.
        context: For the units of a region.
        value: Of the numeral, since 27国 is a count and 两国 is not.
        ascii_digits: The numeral is written in digits.
    """
    start, more, half = at, False, False
    if text[at : at + 1] in ("多", "余", "几") or (text[at : at + 1] == "来" and text[at - 1] in "十百千"):
        start, more = at + 1, True
    elif text[at : at + 1] in tuple(_BLANK) and text[at + 1 : at + 2]:
        start = at + 1
        while start - at < 5 and text[start : start + 1] in tuple(_BLANK):
            start += 1
        if text[start - 1] == "\u3000":
            return None
    if start > at and (end := _spaced(text, start)):
        return Found(_POINTS, start, end)
    found = _best(text, start, context, value, ascii_digits)
    if text[start : start + 2] in ("个多", "分多", "个余") or (
        text[start : start + 2] == "个半" and text[start + 2 : start + 3] not in ("", "圆")
    ):
        whole = text[start] + text[start + 2 : start + 6]
        inner = _best(whole, 0, context, value, ascii_digits)
        if inner and len(inner.form) > 1 and inner.kind == "duration":
            half = text[start + 1] == "半"
            return Found(inner, start, start + len(inner.form) + 1, not half, half, inner.form)
    if found is None:
        return None
    if start > at and not more and found.kind == "count" and len(found.form) == 1 and not ascii_digits:
        return None
    return Found(found, start, start + len(found.form), more, half)


_POINTS = Unit("个百分点", "percent", "", "pp", Fraction(1))


def _spaced(text: str, start: int) -> int | None:
    """Behind 个 百 分 点, with a blank after any of its signs."""
    at = start
    for sign in "个百分点":
        if text[at : at + 1] != sign:
            return None
        at += 1
        if sign != "点":
            while text[at : at + 1] in tuple(_BLANK) and at - start < 12:
                at += 1
    return at


def _best(text: str, at: int, context: FigureContext, value: Fraction | int, ascii_digits: bool) -> Unit | None:
    for form, many in units(context.region).all_at(text, at):
        following = text[at + len(form) : at + len(form) + 1]
        if following and following in guards().get(form, ""):
            continue
        if form[-1].isascii() and form[-1].isalpha() and following.isascii() and following.isalnum():
            continue
        for unit in many:
            if unit.flag == "digits" and not (ascii_digits or value > 10):
                continue
            chosen = _meant(text, at, form, unit, context, value, ascii_digits)
            if chosen:
                return chosen
    return None


def _meant(
    text: str, at: int, form: str, unit: Unit, context: FigureContext, value: Fraction | int, ascii_digits: bool
) -> Unit | None:
    """The sense of a form that has several; None where it is no unit here."""
    sense = _SENSES.get(form)
    return sense(text, at, unit, context, value, ascii_digits) if sense else unit


def _left(text: str, at: int, *words: str, far: int = _NEAR) -> bool:
    left = text[max(0, at - far) : at]
    return any(word in left for word in words)


def _near(text: str, at: int, *words: str) -> bool:
    around = text[max(0, at - 20) : at + 12]
    return any(word in around for word in words)


def _degree(text: str, at: int, unit: Unit, context: FigureContext, value: Fraction | int, digits: bool) -> Unit | None:
    if _left(text, at, "华氏", far=8):
        return unit._replace(canonical="[degF]")
    if _left(text, at, "电", "千瓦", far=8) and not _left(text, at, "温"):
        return Unit("度", "energy", "", "kW.h", Fraction(1))
    if _left(text, at, "东经", "西经", "北纬", "南纬", far=9):
        return Unit("度", "other", "latitude", "deg", Fraction(1))
    if _left(text, at, "旋转", "转身", "倾斜", "角", "转体", "360", "180", far=8) and not _left(text, at, "温", "气"):
        return Unit("度", "other", "angle", "deg", Fraction(1))
    if (
        not digits
        and value <= 10
        and not _left(text, at, "温", "摄氏", "零下", "热", "冷", "烧", "℃", "至", "到", "低", "高")
    ):
        return None
    return unit


def _grade(text: str, at: int, unit: Unit, context: FigureContext, value: Fraction | int, digits: bool) -> Unit | None:
    if _near(text, at, "地震", "里氏", "芮氏", "黎克特", "余震", "震级", "矩震"):
        return Unit("级", "other", "magnitude", "1", Fraction(1))
    if _near(text, at, "风", "台风", "阵风", "风力"):
        return Unit("级", "other", "wind force", "1", Fraction(1))
    if value > 1900 or text[at + 1 : at + 3] in ("医院", "景区", "保护", "联赛", "市场", "伤残"):
        return None
    return Unit("级", "other", "grade", "1", Fraction(1)) if digits or _near(text, at, "震度", "警报", "响应") else None


def _money_part(text: str, at: int) -> bool:
    """一元五角: the unit before the last numeral is one of money."""
    return at >= 2 and text[at - 2] in "元角毛块毫"


def _minute(text: str, at: int, unit: Unit, context: FigureContext, value: Fraction | int, digits: bool) -> Unit | None:
    if _money_part(text, at) or (
        _left(text, at, "每股", "派息", "股息", "收报", "报价", "利息", "股价", "票面", far=9)
        and not _near(text, at, "得分", "比分")
    ):
        return Unit("分", "money", "", "?", Fraction(1, 100))
    if text[at + 1 : at + 2] == "半" or _near(text, at, "小时", "历时", "用时", "耗时", "秒"):
        return Unit("分", "duration", "", "min", Fraction(60))
    if (
        not digits
        and value in (10, 100, 1000, 10000, 3, 2, 1)
        and not _near(text, at, "得", "扣", "满", "领先", "落后", "胜", "比赛", "砍", "篮板")
    ):
        return None
    return Unit("分", "other", "score", "1", Fraction(1))


def _point(text: str, at: int, unit: Unit, context: FigureContext, value: Fraction | int, digits: bool) -> Unit | None:
    index = _near(text, at, "指", "收报", "大市", "跌", "升", "涨", "夜期", "期货", "股")
    if digits and (index or value > 24 or not isinstance(value, int)):
        return unit
    return None if digits or not _left(text, at, "以下", "下列", "这", "有", far=4) else unit


def _day(text: str, at: int, unit: Unit, context: FigureContext, value: Fraction | int, digits: bool) -> Unit | None:
    return unit


def _rate(text: str, at: int, unit: Unit, context: FigureContext, value: Fraction | int, digits: bool) -> Unit | None:
    if unit.kind != "percent" and context.region != "TW":
        return unit
    if unit.kind == "percent":
        return unit if _near(text, at, "升息", "降息", "利率", "央行", "联准", "Fed", "升", "降", "调") else None
    return unit


def _knot(text: str, at: int, unit: Unit, context: FigureContext, value: Fraction | int, digits: bool) -> Unit | None:
    if unit.kind == "speed":
        return unit if _left(text, at, "航速", "风速", "时速", "船速", far=9) else None
    return unit


def _calorie(
    text: str, at: int, unit: Unit, context: FigureContext, value: Fraction | int, digits: bool
) -> Unit | None:
    return unit if unit.kind != "energy" or _near(text, at, "热量", "摄取", "消耗", "卡路") else None


def _place(text: str, at: int, unit: Unit, context: FigureContext, value: Fraction | int, digits: bool) -> Unit | None:
    if unit.kind == "area":
        return unit if digits or context.region == "TW" else None
    return unit


def _rank(text: str, at: int, unit: Unit, context: FigureContext, value: Fraction | int, digits: bool) -> Unit | None:
    return unit


def _tael(text: str, at: int, unit: Unit, context: FigureContext, value: Fraction | int, digits: bool) -> Unit | None:
    return unit if text[at + 1 : at + 2] not in tuple("三四五六七八九十百千万亿") else None


def _foot(text: str, at: int, unit: Unit, context: FigureContext, value: Fraction | int, digits: bool) -> Unit | None:
    if unit.kind == "area" and _near(text, at, "高", "长", "宽", "深", "水位", "浪"):
        return None
    return unit


def _only_money(
    text: str, at: int, unit: Unit, context: FigureContext, value: Fraction | int, digits: bool
) -> Unit | None:
    if (
        unit.kind == "money"
        and unit.form in ("块", "角", "毛", "毫")
        and text[at + 1 : at + 2] in tuple("板地牌墓石碑面形色坪蛋布田肉场头表糖")
    ):
        return None
    if unit.form == "块" and unit.kind == "money" and not digits and value == 1:
        return unit if text[at + 1 : at + 2] in tuple("零一二三四五六七八九两钱") and text[at + 1 : at + 2] else None
    return unit


_SENSES = {
    "度": _degree,
    "级": _grade,
    "分": _minute,
    "点": _point,
    "码": _rate,
    "节": _knot,
    "卡": _calorie,
    "甲": _place,
    "两": _tael,
    "呎": _foot,
    "块": _only_money,
    "角": _only_money,
    "毛": _only_money,
    "毫": _only_money,
}
