"""Ranges: 15%至20%, 六、七百, 五元六角到五元七毛, 20与30之间."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from reader.figures import rejections
from reader.figures.amounts import Amount, amount_at
from reader.figures.compound_units import single
from reader.figures.single_quantity import Term, draft_of, scale_of, term_at

if TYPE_CHECKING:
    from reader.figures.candidate import Draft
    from reader.figures.context import FigureContext
    from reader.figures.unit_matching import Found

_CONNECT = "-—~至到"
_BLANK = " \u3000\u00a0"


def long_range(text: str, draft: Draft, context: FigureContext) -> None:
    """一成半至三成半, 五元六角-五元七毛八分: a range of two quantities that are each of several parts."""
    at = draft.end
    if text[at : at + 1] not in _CONNECT or at + 1 >= len(text) or draft.kind in ("", "count"):
        return
    amount = amount_at(text, at + 1)
    if amount is None:
        return
    other = single(text, term_at(text, amount, context), at, context)
    numbers = isinstance(draft.value, int | Fraction) and isinstance(other.value, int | Fraction)
    if other.kind == draft.kind and not other.ranged and numbers:
        draft.low, draft.high, draft.ranged, draft.value = draft.value, other.value, True, None
        draft.end = other.end


def second_term(text: str, term: Term, context: FigureContext) -> Term | None:
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
    second = term_at(text, amount, context)
    first = term.found
    if between:
        if text[amount.end : amount.end + 2] == "之间" or (text[amount.end : amount.end + 1] == "间" and not first):
            return Term(amount, None, amount.end)
        return (
            second
            if first and text[second.end : second.end + 2] == "之间" and second.found and same_unit(first, second.found)
            else None
        )
    if sign == "、":
        return second if _neighbours(term, second, text) else None
    if first and (second.found is None or not same_unit(first, second.found)):
        return None
    if term.amount.form == "percent" and amount.form != "percent" and second.found:
        return None
    if not first and not second.found and term.amount.numeral.ascii != amount.numeral.ascii:
        return None
    if sign in "到至" and not first and second.found is None and term.amount.value == 1:
        return None
    if sign in "-" and second.found is None and not first and amount.value <= term.amount.value:
        return None
    return second


def same_unit(first: Found, second: Found) -> bool:
    """Two units that may be the ends of one range."""
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
    if (
        first.amount.numeral.end - first.amount.numeral.start > 1
        or text[first.amount.start - 1 : first.amount.start] == "、"
    ):
        return False
    while b >= 10 and b % 10 == 0:
        b //= 10
    return b - a == 1


def ranged(text: str, first: Term, second: Term, floor: int, context: FigureContext) -> Draft | None:
    """The draft of a range, from its two ends."""
    low, high = first.amount.value, second.amount.high or second.amount.value
    if first.found is None:
        low *= _carried(first.amount, second.amount)
    if first.found and second.found and first.found.unit.factor != second.found.unit.factor:
        low = low * first.found.unit.factor / second.found.unit.factor
    low += Fraction(1, 2) * bool(first.found and first.found.half)
    draft = draft_of(text, second, floor, context, start=first.amount.start)
    if second.found is None and not second.amount.form and draft.kind in ("", "count"):
        draft.kind = "range" if not rejections.ranks(text, first.amount.start, floor) else "rank"
        numeral = first.amount.numeral
        spelled = (
            numeral.end - numeral.start == 1 and not numeral.ascii and second.amount.end - second.amount.start == 1
        )
        if spelled or (text[first.amount.start : second.amount.end].isascii() and low > 1900 and not draft.unit_end):
            draft.kind = ""
    if draft.form == "名" and text[first.end : first.end + 1] in "-—~" and draft.kind == "count":
        draft.kind = "rank"  # 17-32名, but 10至20名學生
    scale = scale_of(draft, second)
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
            if (
                ((second.numeral.has_magnitude and step >= 10**4) or not second.numeral.ascii)
                and rest % step == 0
                and rest >= step
            ):
                scale, rest = scale * step, rest // step
                break
    return scale if first.value <= rest and first.value < 10 * rest else 1
