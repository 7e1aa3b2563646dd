"""What stands before a number and belongs to it: currencies, 攝氏, 每小時; and when a bare number is money."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reader.figures.lexicon import Endings, cues, rows

if TYPE_CHECKING:
    from reader.figures.unit_matching import Found

_BLANK = " \u3000\u00a0"


class Prefix(NamedTuple):
    """A unit that is printed before its number. Offsets are code points."""

    start: int
    end: int
    kind: str
    canonical: str = ""
    subkind: str = ""
    value: int = 1


@cache
def _prefixes() -> Endings[tuple[str, str, str, int]]:
    found: dict[str, tuple[str, str, str, int]] = {}
    for form, code, _ in rows("currencies"):
        if code != "?" or form in "$￥¥":
            found[form] = ("money", code, "", 1)
    found |= {"¥": ("money", "CNY", "", 1), "￥": ("money", "CNY", "", 1)}
    for form, canonical, value in (
        ("摄氏", "Cel", 1),
        ("华氏", "[degF]", 1),
        ("零下", "Cel", -1),
        ("摄氏零下", "Cel", -1),
        ("华氏温度", "[degF]", 1),
        ("摄氏温度", "Cel", 1),
        ("零下摄氏", "Cel", -1),
    ):
        found[form] = ("temperature", canonical, "", value)
    found |= dict.fromkeys(("每小时", "时速", "时速达", "每小时达"), ("speed", "km/h", "", 1))
    found |= dict.fromkeys(
        ("规模", "里氏", "芮氏规模", "黎克特制", "里氏震级", "地震规模", "矩震级"), ("other", "1", "magnitude", 1)
    )
    return Endings(found)


def prefix_before(text: str, start: int, floor: int, found: Found | None) -> Prefix | None:
    """The unit before a number: HK$450, 人民幣8億元, 攝氏30度, 每小時180公里, 規模5.4."""
    end = start
    while end > floor and text[end - 1] in _BLANK and start - end < 2:
        end -= 1
    word = _prefixes().before(text, end)
    if word is None or end - len(word[0]) < floor:
        return None
    form, (kind, canonical, subkind, value) = word
    begin = end - len(form)
    if kind == "money":
        if found and found.unit.kind not in ("money", "count"):
            return None
        if found and found.unit.kind == "money" and found.unit.canonical not in ("?", canonical):
            return None
        if found and found.unit.kind == "count" and not ("$" in form or form in "￥¥€£₩₹₽" or form.isascii()):
            return None
        if (
            form.isascii()
            and form.isalpha()
            and text[begin - 1 : begin].isascii()
            and text[begin - 1 : begin].isalpha()
        ):
            return None
        if len(form) == 1 and not ("$" in form or form in "￥¥€£₩₹₽"):
            return None
        return Prefix(begin, end, "money", "?" if form == "$" else canonical)
    if kind == "temperature":
        return Prefix(begin, end, kind, canonical, "", value) if found and found.unit.kind == "temperature" else None
    if kind == "speed":
        if not (found and found.unit.kind == "length"):
            return None
        return Prefix(begin if form.startswith("每") else start, end, kind, canonical)
    return Prefix(begin, end, kind, canonical, subkind) if found is None else None


def bare_is_money(text: str, start: int, end: int) -> bool:
    """Whether a magnitude without a unit (4800億) is money by the words around it."""
    left = text[max(0, start - 12) : start]
    for stop in "。;!?":
        left = left.rpartition(stop)[2]
    if any(word in text[end : end + 4] for word in cues("money behind")):
        return True
    if any(word in left or word in text[end : end + 3] for word in cues("people")):
        return False
    return any(word in left for word in cues("money before"))
