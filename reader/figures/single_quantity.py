"""One amount with its unit, and what makes it a figure or none."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from reader.figures import rejections
from reader.figures.candidate import Draft
from reader.figures.lexicon import cues
from reader.figures.numerals import FINANCIAL, STEPS
from reader.figures.unit_matching import Found, unit_after
from reader.figures.unit_prefixes import bare_is_money, prefix_before

if TYPE_CHECKING:
    from reader.figures.amounts import Amount
    from reader.figures.context import FigureContext


class Term(NamedTuple):
    """An amount and the unit behind it."""

    amount: Amount
    found: Found | None
    end: int

    @property
    def kind(self) -> str:
        """Of its unit."""
        return self.found.unit.kind if self.found else ""


def term_at(text: str, amount: Amount, context: FigureContext) -> Term:
    """The amount with the unit that follows it in a folded text."""
    if amount.form == "percent":
        return Term(amount, None, amount.end)
    found = unit_after(text, amount.end, context, amount.value, ascii_digits=amount.numeral.ascii)
    return Term(amount, found, found.end if found else amount.end)


def scale_of(draft: Draft, term: Term) -> int:
    """三成 is 30, 九折 is 90 and 95折 95."""
    if draft.kind != "percent" or draft.form not in ("成", "折"):
        return 1
    value = term.amount.value
    if draft.form == "折" and value == Fraction(1, 2) and not term.amount.numeral.ascii:
        return 100  # 半折 is half the price
    if draft.form == "折" and value > 10:
        return 1
    return 10


def draft_of(text: str, term: Term, floor: int, context: FigureContext, start: int | None = None) -> Draft:
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
    if found is not None and not (prefix and prefix.kind == "money" and found.unit.kind != "money"):
        _with_unit(text, term, draft, begin, floor)
    if prefix:
        draft.start = prefix.start
        if prefix.kind == "money":
            draft.kind, draft.canonical, draft.factor = (
                "money",
                prefix.canonical,
                found.unit.factor if found and found.unit.kind == "money" else 1,
            )
            draft.subkind = ""
            if found is None or found.unit.kind != "money":
                draft.end, draft.pieces = numeral.end, ((prefix.start, prefix.end),)
        elif prefix.kind == "speed" and draft.kind == "length":
            draft.kind, draft.canonical, draft.factor = "speed", "km/h", draft.factor * Fraction(1, 1000)
        elif prefix.kind == "temperature":
            draft.kind, draft.canonical = "temperature", prefix.canonical
            if prefix.value < 0:
                draft.value = -amount.value
        elif prefix.kind == "other" and found is None:
            draft.kind, draft.subkind, draft.pieces = "other", prefix.subkind, ((prefix.start, prefix.end),)
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
        draft.value = draft.value * scale_of(draft, term)
    _coefficient(text, term, draft, floor)
    _ordinal(text, term, draft, begin, floor)
    if (
        draft.kind
        and not draft.ranged
        and rejections.is_article(text, amount.start, numeral.end, draft.kind, draft.form)
    ):
        draft.kind = ""
    if draft.kind and text[begin : numeral.end] in FINANCIAL and draft.kind != "money":
        draft.kind = ""
    return draft


def _with_unit(text: str, term: Term, draft: Draft, begin: int, floor: int) -> None:
    found = term.found
    assert found is not None
    unit = found.unit
    draft.kind, draft.subkind, draft.canonical = unit.kind, unit.subkind, unit.canonical
    draft.factor, draft.form = unit.factor, unit.form
    if found.split:
        draft.pieces = ((found.start, found.start + 1), (found.start + 2, found.end))
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
    for name in cues("per"):
        if text.startswith(name, at):
            draft.per = (at, at + len(name))
            draft.end = draft.unit_end = at + len(name)
            return


def _without_unit(text: str, term: Term, draft: Draft, begin: int, floor: int, context: FigureContext) -> None:
    """A number that names no unit: money, a count, a share, or nothing."""
    amount = term.amount
    numeral = amount.numeral
    end = amount.end
    draft.unit_end = numeral.end
    if amount.form == "fraction":
        whole = text[amount.start : end]
        if "/" in whole and not (0 < abs(Fraction(amount.value)) < 1 and int(whole.partition("/")[2] or 0) <= 10):
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
        if (
            numeral.bare
            and numeral.end - numeral.start == 1
            and text[begin - 1 : begin] not in ("上", "近", "逾", "超", "过")
        ):
            return
        draft.kind = "count"
        if bare_is_money(text, begin, end) and isinstance(amount.value, int | Fraction) and amount.value >= 10000:
            draft.kind, draft.canonical, draft.assumed = "money", "?", True
    elif rejections.ranks(text, begin, floor) or (
        text[begin - 1 : begin] == "前" and begin > floor and text[begin - 2 : begin - 1] not in ("之", "年", "以")
    ):
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
            return (
                before not in "v#"
                and len(printed) < 12
                and not (before in " \u3000" and text[max(0, begin - 2) : begin - 1].isascii())
            )
        return (
            len(printed) < 8
            and any(text.endswith(word, 0, begin) for word in cues("says a number"))
            and (len(printed) >= 2 or text.endswith(("至少是", "最多为", "最多"), 0, begin))
        )
    return (
        False
        if numeral.bare
        else numeral.end - numeral.start >= 2
        and any(sign in STEPS for sign in printed)
        and amount.value >= 100
        and (not after.isalnum() or after in "以左的多之或")
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
    elif (
        not draft.approx
        and draft.kind not in ("money", "area", "mass", "energy")
        and not (numeral.end - numeral.start > 1 and numeral.has_magnitude)
    ) and not (draft.ranged or (draft.kind == "length" and numeral.end - numeral.start > 1)):
        draft.kind = ""


def _ordinal(text: str, term: Term, draft: Draft, begin: int, floor: int) -> None:
    """第三屆, 第17名, 排名第一."""
    amount, found = term.amount, term.found
    rank = rejections.ranks(text, begin, floor)
    if not rejections.is_ordinal_prefix(text, begin, floor):
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
    elif form in cues("no ordinal"):
        draft.kind = ""
    elif form in cues("ordinal"):
        draft.kind = "ordinal"
        if first and form not in cues("ordinal first"):
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
