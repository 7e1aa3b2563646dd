"""What stands before a number and belongs to it: currencies, 攝氏, 每小時; and when a bare number is money."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reader.figures.tables import Endings, rows

if TYPE_CHECKING:
    from reader.figures.unit_at import Found

_BLANK = " \u3000\u00a0"
_MONEY_BEFORE = (
    "资 金 价 款 收入 收益 利润 产值 营收 成交 售 市值 贷 基金 预算 税 费 债 亏 赚 盈利 生产总值 GDP 赔 罚 奖 薪 斥 耗 筹 营业额 销售额 总额 "
    "交易额 拨 捐 出口额 进口额 顺差 逆差 支出 投入 财富 身家 估值 补贴 存款 营业额 票房 元 融 购 卖 买 赤字 盈余 财政 存量 规模达 注资 首期 入场 楼 花 租 值 蚀 "
    "经费 花费 损失"
).split()
_MONEY_AFTER = "目标 产业 级 产值 资金 项目 投资 成交 易手 沽 售 元 市场 资产 市值 银 大关 俱乐部 规模 企业 阵营 集群 港 台币 美 预算 融资 贷款 订单 补助 财政".split()
_PEOPLE = "人口 人数 用户 游客 旅客 观众 粉丝 人次 选民 网民 会员 户 贫困".split()


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
        ("摄氏", "Cel", 1), ("华氏", "[degF]", 1), ("零下", "Cel", -1), ("摄氏零下", "Cel", -1), ("华氏温度", "[degF]", 1),
        ("摄氏温度", "Cel", 1), ("零下摄氏", "Cel", -1),
    ):
        found[form] = ("temperature", canonical, "", value)
    found |= {form: ("speed", "km/h", "", 1) for form in ("每小时", "时速", "时速达", "每小时达")}
    found |= {form: ("other", "1", "magnitude", 1) for form in ("规模", "里氏", "芮氏规模", "黎克特制", "里氏震级", "地震规模", "矩震级")}
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
        if form.isascii() and form.isalpha() and text[begin - 1 : begin].isascii() and text[begin - 1 : begin].isalpha():
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
    if any(word in text[end : end + 4] for word in _MONEY_AFTER):
        return True
    if any(word in left or word in text[end : end + 3] for word in _PEOPLE):
        return False
    return any(word in left for word in _MONEY_BEFORE)
