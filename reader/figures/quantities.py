"""Quantities: an amount with its unit, and what several of them make: ranges, ratios, two-part units."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from reader.figures import filters
from reader.figures.amounts import Amount, amount_at
from reader.figures.draft import Draft, Exact
from reader.figures.money import bare_is_money, prefix_before
from reader.figures.numerals import DIGITS, FINANCIAL, STEPS, numeral_at
from reader.figures.unit_at import Found, unit_after

if TYPE_CHECKING:
    from reader.figures.context import Context

_CONNECT = "-—~至到"
_BLANK = " \u3000\u00a0"
_SPORT = tuple("胜负败击赢平队赛局罚淘")


class Term(NamedTuple):
    """An amount and the unit behind it."""

    amount: Amount
    found: Found | None
    end: int

    @property
    def kind(self) -> str:
        return self.found.unit.kind if self.found else ""


def quantity_at(text: str, at: int, floor: int, context: Context) -> Draft | None:
    """The quantity whose first numeral is at an offset; its kind is "" where it is read and no figure."""
    amount = amount_at(text, at, floor)
    if amount is None:
        return None
    amount = _signed(text, amount, floor)
    colon = _score(text, amount)
    if colon:
        return colon
    term = _term(text, amount, context)
    second = _second(text, term, context)
    if second:
        return _ranged(text, term, second, floor, context)
    draft = _single(text, term, floor, context)
    if draft.end > term.end:
        _long_range(text, draft, context)
    return draft


def _long_range(text: str, draft: Draft, context: Context) -> None:
    """一成半至三成半, 五元六角-五元七毛八分: a range of two quantities that are each of several parts."""
    at = draft.end
    if text[at : at + 1] not in _CONNECT or at + 1 >= len(text) or draft.kind in ("", "count"):
        return
    amount = amount_at(text, at + 1)
    if amount is None:
        return
    other = _single(text, _term(text, amount, context), at, context)
    if other.kind == draft.kind and not other.ranged and isinstance(other.value, int | Fraction):
        if isinstance(draft.value, int | Fraction):
            draft.low, draft.high, draft.ranged, draft.value = draft.value, other.value, True, None
            draft.end = other.end


def _signed(text: str, amount: Amount, floor: int) -> Amount:
    start = amount.start
    if start > floor and text[start - 1] == "-" and amount.numeral.ascii and text[start - 2 : start - 1] not in ("-", ")"):
        before = text[start - 2 : start - 1]
        after = text[amount.end : amount.end + 1]
        if not (before.isascii() and before.isalnum()) and (after in ("%", "℃", "°", "度", "摄") or not before.isalnum()):
            return amount._replace(start=start - 1, value=-amount.value)
    return amount


def _term(text: str, amount: Amount, context: Context) -> Term:
    if amount.form == "percent":
        return Term(amount, None, amount.end)
    found = unit_after(text, amount.end, context, amount.value, ascii_digits=amount.numeral.ascii)
    return Term(amount, found, found.end if found else amount.end)


# -- A:B:C


def _score(text: str, amount: Amount) -> Draft | None:
    """1.1:50.3:48.6, 77比73, 4:41:50."""
    sign = text[amount.end : amount.end + 1]
    sport = any(word in text[max(0, amount.start - 40) : amount.end + 30] for word in _SPORT)
    if sign not in (":", "比") and not (sign == "-" and sport):
        return None
    values, end = [amount.value], amount.end
    while text[end : end + 1] == sign and end + 1 < len(text) and len(values) < 8:
        after = end + 1 + (text[end + 1] in _BLANK)
        numeral = numeral_at(text, after) if after < len(text) else None
        if numeral is None or (sign == "比" and numeral.bare):
            break
        values.append(numeral.value)
        end = numeral.end
    if len(values) < 2:
        return None
    if sign == "-" and (len(values) > 2 or amount.form or max(values) > 200 or text[end : end + 1].isalnum()):
        return None
    if sign == ":" and len(values) == 3 and all(isinstance(value, int) and value < 60 for value in values[1:]):
        if len(text[amount.start : end].rpartition(":")[2]) == 2:
            seconds = values[0] * 3600 + values[1] * 60 + values[2]
            return Draft(amount.start, end, "duration", seconds, unit=":", canonical="s")
    if text[end : end + 1] == "分" and sport:
        end += 1
    draft = Draft(amount.start, end, "other" if sport else "ratio", values=tuple(values), unit=sign)
    draft.subkind = "score" if sport else ""
    return draft


# -- ranges


def _second(text: str, term: Term, context: Context) -> Term | None:
    """The other end of a range."""
    at = term.end
    while text[at : at + 1] in tuple(_BLANK) and at - term.end < 2:
        at += 1
    sign = text[at : at + 1]
    between = sign in ("与", "和")
    if not sign or (sign not in _CONNECT and sign != "、" and not between):
        return None
    at += 1
    while text[at : at + 1] in tuple(_BLANK):
        at += 1
    if text[at : at + 1] == "第" and sign in "至到-和与":
        at += 1
    for prefix in ("HK$", "US$", "NT$", "$"):
        if text.startswith(prefix, at):
            at += len(prefix)
            break
    amount = amount_at(text, at) if at < len(text) else None
    if amount is None or amount.start != at or (amount.form == "fraction" and term.found):
        return None
    second = _term(text, amount, context)
    first = term.found
    if between:
        if text[amount.end : amount.end + 2] == "之间" or (text[amount.end : amount.end + 1] == "间" and not first):
            return Term(amount, None, amount.end)
        return second if first and text[second.end : second.end + 2] == "之间" and second.found and _same_unit(first, second.found) else None
    if sign == "、":
        return second if _neighbours(term, second, text) else None
    if first and (second.found is None or not _same_unit(first, second.found)):
        return None
    if term.amount.form == "percent" and amount.form != "percent" and second.found:
        return None
    if not first and not second.found and not (term.amount.numeral.ascii == amount.numeral.ascii):
        return None
    if sign in "到至" and not first and second.found is None and term.amount.value == 1:
        return None
    if sign in "-" and second.found is None and not first and amount.value <= term.amount.value:
        return None
    return second


def _same_unit(first: Found, second: Found) -> bool:
    if first.unit.kind == "count":
        return first.unit.form == second.unit.form
    return first.unit.kind == second.unit.kind


def _neighbours(first: Term, second: Term, text: str) -> bool:
    """六、七百; 1、2%: two numbers that follow each other mean either."""
    if first.found or first.amount.form or second.amount.form:
        return False
    a, b = first.amount.value, second.amount.value
    if not isinstance(a, int) or not isinstance(b, int) or not 0 < a < 10 or (second.found is None and b < 10):
        return False
    if first.amount.numeral.end - first.amount.numeral.start > 1 or text[first.amount.start - 1 : first.amount.start] == "、":
        return False
    while b >= 10 and b % 10 == 0:
        b //= 10
    return b - a == 1


def _ranged(text: str, first: Term, second: Term, floor: int, context: Context) -> Draft | None:
    low, high = first.amount.value, second.amount.high or second.amount.value
    if first.found is None:
        low *= _carried(first.amount, second.amount)
    if first.found and second.found and first.found.unit.factor != second.found.unit.factor:
        low = low * first.found.unit.factor / second.found.unit.factor
    low += Fraction(1, 2) * bool(first.found and first.found.half)
    draft = _draft(text, second, floor, context, start=first.amount.start)
    if second.found is None and not second.amount.form and draft.kind in ("", "count"):
        draft.kind = "range" if not filters.ranks(text, first.amount.start, floor) else "rank"
        numeral = first.amount.numeral
        spelled = numeral.end - numeral.start == 1 and not numeral.ascii and second.amount.end - second.amount.start == 1
        if spelled or (text[first.amount.start : second.amount.end].isascii() and low > 1900 and not draft.unit_end):
            draft.kind = ""
    scale = _scale(draft, second)
    draft.value, draft.low, draft.high, draft.ranged = None, low * scale, high * scale, True
    if isinstance(draft.low, int | Fraction) and isinstance(draft.high, int | Fraction) and draft.low > draft.high:
        draft.low, draft.high = draft.high, draft.low
    if second.found and second.found.more:
        draft.approx = True
    if first.amount.start > floor and text[first.amount.start - 1] == "第":
        draft.start -= 1
        draft.kind = "rank" if draft.kind in ("range", "count") else draft.kind
    return draft


def _carried(first: Amount, second: Amount) -> int:
    """What the first number of 3至5億 or 六、七百 leaves to the second."""
    if first.form or first.numeral.has_magnitude or not isinstance(second.value, int) or first.value <= 0:
        return 1
    scale, rest = 1, second.value
    if second.numeral.has_magnitude or not second.numeral.ascii:
        for step in (10**12, 10**8, 10**4, 1000, 100, 10):
            if (second.numeral.has_magnitude and step >= 10**4 or not second.numeral.ascii) and rest % step == 0 and rest >= step:
                scale, rest = scale * step, rest // step
                break
    return scale if first.value <= rest and first.value < 10 * rest else 1


# -- one amount


def _single(text: str, term: Term, floor: int, context: Context) -> Draft:
    draft = _draft(text, term, floor, context)
    amount = term.amount
    if draft.kind == "":
        return draft
    if amount.high is not None:
        scale = _scale(draft, term)
        draft.low, draft.high, draft.ranged, draft.value = amount.value * scale, amount.high * scale, True, None
        return draft
    if term.found and not amount.form:
        _tail(text, term, draft, context)
    return draft


def _scale(draft: Draft, term: Term) -> int:
    """三成 is 30, 九折 is 90 and 95折 95."""
    if draft.kind != "percent" or draft.form not in ("成", "折"):
        return 1
    if draft.form == "折" and (term.amount.value > 10 or term.amount.value == Fraction(1, 2)):
        return 100 if term.amount.value == Fraction(1, 2) else 1
    return 10


def _tail(text: str, term: Term, draft: Draft, context: Context) -> None:
    """What may follow a unit: 半, a smaller unit, the decimals of 三米九."""
    found = term.found
    assert found is not None
    value = draft.value
    if not isinstance(value, int | Fraction):
        return
    unit, end = found.unit, draft.end
    if text[end : end + 1] == "半" and unit.kind not in ("count", "money", "date") and text[end + 1 : end + 2] not in ("年", "天", "夜", "径", "决", "价", "山"):
        draft.value = value + Fraction(_scale(draft, term), 2)
        draft.end = end + 1
        if unit.form == "分" and text[end + 1 : end + 2] == "钟":
            draft.end += 1
        if unit.form == "分":
            draft.kind, draft.subkind, draft.canonical, draft.factor = "duration", "", "min", 1
        return
    factor, total = unit.factor, Fraction(value)
    if unit.form == "成":
        _tenth(text, draft, value)
        return
    if unit.kind not in ("money", "duration", "mass", "length", "other", "age") or (unit.kind == "other" and unit.form != "分"):
        return
    if unit.kind == "other":
        factor = Fraction(60)
    parts = 0
    while parts < 3:
        at = end + (text[end : end + 1] in ("零", "又", "余"))
        if text[at : at + 1] == "" or text[at] not in "0123456789〇零一二三四五六七八九十两廿卅卌半":
            break
        numeral = numeral_at(text, at)
        if numeral is None or numeral.more or numeral.has_magnitude:
            break
        small = unit_after(text, numeral.end, context, numeral.value, ascii_digits=numeral.ascii)
        size = _seconds(small) if unit.kind in ("duration", "other") else small.unit.factor if small and small.unit.kind == unit.kind else None
        own = _seconds(found) if unit.kind in ("duration", "other") else unit.factor
        if small is not None and size and own and size < (factor if parts == 0 and unit.kind not in ("duration", "other") else own) and not small.more:
            if small.unit.canonical not in (unit.canonical, "?") and unit.kind == "money":
                break
            total += Fraction(numeral.value) * size / own
            end = small.end
            parts += 1
            factor = size
            if unit.kind in ("duration", "other"):
                draft.subkind = ""
                draft.kind = "duration"
                draft.unit = text[found.start : found.end] + text[small.start : small.end]
            continue
        if small is None and parts == 0 and at == end and unit.form in ("米", "公尺", "块", "秒", "小时", "斤", "毛", "角"):
            digits = numeral.end - numeral.start
            if numeral.value < (10 if not numeral.ascii else 100) and digits <= 2 and unit.form != "小时" and not text[numeral.end : numeral.end + 1].isalnum() or (
                unit.form == "公尺" and digits <= 2 or unit.form in ("米", "秒") and numeral.ascii and digits <= 2 and not text[numeral.end : numeral.end + 1].isdecimal()
            ):
                total += Fraction(numeral.value, 10**digits if numeral.ascii else 10)
                end = numeral.end
                parts += 1
            elif unit.form == "小时" and numeral.value < 60 and text[numeral.end : numeral.end + 1] == "分":
                total += Fraction(numeral.value, 60)
                end = numeral.end + 1
                parts += 1
        if small is None and unit.kind == "money" and at > end and parts == 0 and numeral.value < 10:
            total += Fraction(numeral.value, 100)
            end = numeral.end
            parts += 1
        elif small is None and unit.form == "毛" and parts == 0 and numeral.value < 10 and numeral.end - numeral.start == 1:
            total += Fraction(numeral.value, 10)
            end = numeral.end
            parts += 1
        break
    if parts:
        draft.value, draft.end = total, end
        if unit.kind in ("duration", "other") and unit.form == "分":
            draft.canonical, draft.factor = "min", 1
        if unit.kind in ("duration", "other"):
            own = _seconds(found) or Fraction(1)
            smallest = factor
            draft.value = total * own / smallest
            draft.canonical = {1: "s", 60: "min", 3600: "h", 86400: "d"}.get(int(smallest), draft.canonical)
            if draft.canonical in ("s", "min", "h", "d") and smallest < own:
                draft.factor = 1
            else:
                draft.value = total
        elif not draft.unit:
            draft.unit_end = end


def _tenth(text: str, draft: Draft, value: Exact) -> None:
    """七成六 is 76 %."""
    at = draft.end + (text[draft.end : draft.end + 1] in tuple(_BLANK))
    digit = DIGITS.get(text[at : at + 1])
    following = text[at + 1 : at + 2]
    if digit and (not following.isalnum() or following in "的以"):
        draft.value, draft.end = value + digit, at + 1


_SECONDS = {"s": 1, "min": 60, "h": 3600, "d": 86400, "wk": 604800, "mo": 2629800, "a": 31557600}


def _seconds(found: Found | None) -> Fraction | None:
    if found is None:
        return None
    if found.unit.form == "分":
        return Fraction(60)
    if found.unit.kind != "duration":
        return None
    return found.unit.factor * _SECONDS[found.unit.canonical]


def _draft(text: str, term: Term, floor: int, context: Context, start: int | None = None) -> Draft:
    """The draft of one amount with its unit, its prefixes, and the rules that make it none."""
    amount, found = term.amount, term.found
    numeral = amount.numeral
    begin = amount.start if start is None else start
    draft = Draft(begin, term.end, "", amount.value, unit_start=numeral.magnitude, unit_end=term.end)
    if amount.form == "percent":
        draft.kind, draft.canonical, draft.value = "percent", "%", amount.value
        draft.unit_start, draft.unit_end = amount.start, text.index("之", amount.start) + 1
        return draft
    prefix = prefix_before(text, begin, floor, found)
    if found is not None and not (prefix and prefix.canonical and found.unit.kind not in ("money",)):
        _with_unit(text, term, draft, begin, floor)
    if prefix:
        draft.start = prefix.start
        if prefix.kind == "money":
            draft.kind, draft.canonical, draft.factor = "money", prefix.canonical, found.unit.factor if found and found.unit.kind == "money" else 1
            draft.subkind = ""
            if found is None or found.unit.kind != "money":
                draft.end, draft.unit = numeral.end, text[prefix.start : prefix.end].strip()
        elif prefix.kind == "speed" and draft.kind == "length":
            draft.kind, draft.canonical, draft.factor = "speed", "km/h", draft.factor * Fraction(1, 1000)
        elif prefix.kind == "temperature":
            draft.kind, draft.canonical = "temperature", prefix.canonical
            if prefix.value < 0:
                draft.value = -amount.value
        elif prefix.kind == "other" and found is None:
            draft.kind, draft.subkind, draft.unit = "other", prefix.subkind, text[prefix.start : prefix.end]
            draft.start = begin
        else:
            draft.start = begin
    if draft.kind == "" and found is None:
        _without_unit(text, term, draft, begin, floor, context)
    if numeral.more or (found and found.more):
        draft.approx, draft.bound = True, "lower"
        if numeral.bare and numeral.more and text[begin] in "数几":
            draft.low, draft.ranged, draft.value = draft.value, True, None
    if found and found.half:
        draft.value = amount.value + Fraction(1, 2)
    if draft.kind == "percent" and draft.form in ("成", "折") and isinstance(draft.value, int | Fraction):
        draft.value = draft.value * _scale(draft, term)
    _coefficient(text, term, draft, floor)
    _ordinal(text, term, draft, begin, floor)
    if draft.kind and not draft.ranged and filters.is_article(text, amount.start, numeral.end, draft.kind, draft.form):
        draft.kind = ""
    if draft.kind and text[begin:numeral.end] in FINANCIAL and draft.kind != "money":
        draft.kind = ""
    return draft


def _with_unit(text: str, term: Term, draft: Draft, begin: int, floor: int) -> None:
    found = term.found
    assert found is not None
    unit = found.unit
    draft.kind, draft.subkind, draft.canonical = unit.kind, unit.subkind, unit.canonical
    draft.factor, draft.form = unit.factor, unit.form
    if found.split:
        draft.unit = found.split
    elif found.more:
        draft.unit_start = found.start
    if unit.form == "倍":
        draft.kind = "ratio"
    if text[begin : term.amount.end] == "半" and unit.kind in ("count",):
        draft.kind = "ratio" if unit.form == "数" else ""
    if unit.kind in ("money", "mass", "volume") and text[term.end : term.end + 1] in ("/", "╱"):
        _per(text, draft, term.end + 1)


def _per(text: str, draft: Draft, at: int) -> None:
    """元/平方米."""
    end = at
    while end < len(text) and end - at < 6 and (text[end].isalnum() and not text[end].isdecimal()):
        end += 1
    for name in ("平方米", "平方公尺", "平方呎", "平方英尺", "平方公里", "人次", "公斤", "千克", "小时", "千瓦时", "平米", "公顷", "加仑", "盎司", "立方米", "公升", "吨", "桶", "斤", "亩", "坪", "呎", "股", "月", "年", "日", "天", "人", "度", "升", "㎡", "件", "公里", "张", "只", "枚"):
        if text.startswith(name, at):
            draft.per = (at, at + len(name))
            draft.end = draft.unit_end = at + len(name)
            return


def _without_unit(text: str, term: Term, draft: Draft, begin: int, floor: int, context: Context) -> None:
    """A number that names no unit: money, a count, a share, or nothing."""
    amount = term.amount
    numeral = amount.numeral
    end = amount.end
    draft.unit_end = numeral.end
    if amount.form == "fraction":
        whole = text[amount.start : end]
        if "/" in whole and not (0 < abs(amount.value) < 1 and int(whole.partition("/")[2] or 0) <= 10):
            return
        draft.kind, draft.unit_start, draft.unit_end = "ratio", end, end
    elif text[begin:end] == "一" and text[end : end + 1] == "半" and text[end + 1 : end + 2] not in tuple("是会天导"):
        draft.kind, draft.value, draft.end = "ratio", Fraction(1, 2), end + 1
        draft.unit_start, draft.unit_end = end, end + 1
    elif text[begin:end] == "半" and text[end : end + 1] == "数":
        draft.kind, draft.end, draft.unit_start, draft.unit_end = "ratio", end + 1, begin, end + 1
    elif text[begin:end] == "半":
        return
    elif numeral.has_magnitude or (numeral.bare and numeral.end - numeral.start > 1):
        if numeral.bare and numeral.end - numeral.start == 1 and text[begin - 1 : begin] not in ("上", "近", "逾", "超", "过"):
            return
        draft.kind = "count"
        if bare_is_money(text, begin, end) and isinstance(amount.value, int | Fraction) and amount.value >= 10000:
            draft.kind, draft.canonical, draft.assumed = "money", "?", True
    elif filters.ranks(text, begin, floor) or (text[begin - 1 : begin] == "前" and begin > floor and text[begin - 2 : begin - 1] not in ("之", "年", "以")):
        if amount.value <= 1000 and text[end : end + 1] not in ("强", "期", "后", "大"):
            draft.kind = "rank" if isinstance(amount.value, int) else ""
    elif _stands_alone(text, amount, begin, floor):
        draft.kind = "count"


def _stands_alone(text: str, amount: Amount, begin: int, floor: int) -> bool:
    """A number without a unit that still says how many: 確診1234, 3,358,228, 收報23132.45."""
    numeral = amount.numeral
    printed = text[begin : amount.end]
    if numeral.spelled or begin == 0:
        return False
    after, before = text[amount.end : amount.end + 1], text[begin - 1 : begin]
    if before == "第" or (before == "(" and after == ")"):
        return False
    if numeral.ascii:
        if printed[0] == "0" and "." not in printed:
            return False
        if "," in printed:
            return True
        if "." in printed:
            return before not in "v#" and len(printed) < 12 and not (before in " \u3000" and text[max(0, begin - 2) : begin - 1].isascii())
        return len(printed) < 8 and any(
            text.endswith(word, 0, begin)
            for word in ("大于", "小于", "等于", "或等于", "最多为", "至少是", "至少有", "最多", "达", "达到", "增至", "升至", "降至", "跌至", "减至", "约", "逾", "共", "超过", "总数为", "人数为", "报", "确诊", "死亡", "累计", "合计", "至少", "≥", "超过了", "低于", "高于", "多于", "少于", "不足", "突破", "至", "为", "收报", "涨至")
        ) and (len(printed) >= 2 or text.endswith(("至少是", "最多为", "最多"), 0, begin))
    return False if numeral.bare else numeral.end - numeral.start >= 2 and any(sign in STEPS for sign in printed) and amount.value >= 100 and (
        not after.isalnum() or after in "以左的多之或"
    )


def _coefficient(text: str, term: Term, draft: Draft, floor: int) -> None:
    """上億元, 近百家: a numeral without a coefficient takes the word before it; alone it is a name (百姓, 千家)."""
    numeral = term.amount.numeral
    if not numeral.bare or draft.kind == "" or term.amount.form:
        return
    before = text[draft.start - 1 : draft.start] if draft.start > floor else ""
    if before in ("上", "成") and before:
        draft.start -= 1
        draft.low, draft.ranged, draft.value, draft.approx, draft.bound = draft.value, True, None, True, "lower"
        draft.qualifiers.append(before)
    elif before in ("近", "逾", "超", "过") and before:
        draft.start -= 1
        draft.approx = before == "近"
        draft.bound = "" if before == "近" else "lower"
        draft.qualifiers.append(before)
    elif not numeral.more and draft.kind not in ("money", "area", "mass", "energy") and not (numeral.end - numeral.start > 1 and numeral.has_magnitude):
        if not (draft.ranged or (draft.kind == "length" and numeral.end - numeral.start > 1)):
            draft.kind = ""


def _ordinal(text: str, term: Term, draft: Draft, begin: int, floor: int) -> None:
    """第三屆, 第17名, 排名第一."""
    amount, found = term.amount, term.found
    rank = filters.ranks(text, begin, floor)
    if not filters.is_ordinal_prefix(text, begin, floor):
        if draft.kind in ("count",) and draft.form in ("名", "位") and rank:
            draft.kind = "rank"
        elif draft.kind == "count" and draft.form in ("名", "位") and text[begin - 1 : begin] == "前" and begin > floor:
            draft.kind, draft.bound = "rank", "upper"
        elif draft.form in ("届", "期") and draft.kind == "count":
            draft.kind = "ordinal" if draft.form == "届" else "count"
        return
    draft.start = begin - 1
    draft.subkind, draft.canonical, draft.factor = "", "1", 1
    form = found.unit.form if found else ""
    first = amount.value == 1
    if form in ("名", "位") or (rank and form == ""):
        draft.kind = "rank"
    elif form in ("条", "款", "章", "页", "号", "版", "类", "种", "股", "部", "手", "桶", "段", "方面", "头", "线", "级", "口", "集团", "环", "产"):
        draft.kind = ""
    elif form in ("届", "轮", "期", "季", "批", "场", "局", "盘", "班", "集", "任", "代", "年", "周", "天", "日", "次", "个", "座", "家", "间", "例", "宗", "起", "节", "阶段", "组", "波", "分钟", "回", "度", "城", "棒", "冠", "金", "枚", "颗", "片", "架", "艘", "台", "人", "层", "杆", "局", "步"):
        draft.kind = "ordinal"
        if first and form not in ("届", "期", "季", "轮", "批", "场", "局", "盘", "周", "任", "集", "节", "阶段", "组", "枚", "金"):
            draft.kind = ""
    elif form == "":
        after = text[amount.end : amount.end + 1]
        draft.end, draft.unit_start, draft.unit_end = amount.end, amount.end, amount.end
        draft.kind = "" if first or after in tuple("者方产线条款号章页版类种手二三大") else "ordinal"
        if amount.value != 1 and text[amount.end : amount.end + 1] in tuple("任棒波梯"):
            draft.end = draft.unit_end = amount.end + 1
    else:
        draft.kind = "" if first else "ordinal"
    if not isinstance(draft.value, int | Fraction) or draft.value != amount.value:
        draft.value = amount.value
    draft.assumed = False
