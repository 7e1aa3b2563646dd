"""What may follow a unit and belongs to it: 半, a smaller unit, the decimals of 三米九."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from reader.figures.numerals import DIGITS, numeral_at
from reader.figures.single_quantity import Term, draft_of, scale_of
from reader.figures.unit_matching import Found, unit_after

if TYPE_CHECKING:
    from reader.figures.candidate import Draft, Exact
    from reader.figures.context import FigureContext

_BLANK = " \u3000\u00a0"


def single(text: str, term: Term, floor: int, context: FigureContext) -> Draft:
    """The draft of one amount with its unit and what belongs to it; kind "" where it is no figure."""
    draft = draft_of(text, term, floor, context)
    amount = term.amount
    if draft.kind == "":
        return draft
    if amount.high is not None:
        scale = scale_of(draft, term)
        draft.low, draft.high, draft.ranged, draft.value = amount.value * scale, amount.high * scale, True, None
        return draft
    if term.found and not amount.form:
        with_tail(text, term, draft, context)
    return draft


def with_tail(text: str, term: Term, draft: Draft, context: FigureContext) -> None:
    """What may follow a unit: 半, a smaller unit, the decimals of 三米九."""
    found = term.found
    assert found is not None
    value = draft.value
    if not isinstance(value, int | Fraction):
        return
    unit, end = found.unit, draft.end
    if (
        text[end : end + 1] == "半"
        and unit.kind not in ("count", "money", "date")
        and text[end + 1 : end + 2] not in ("年", "天", "夜", "径", "决", "价", "山")
    ):
        draft.value = value + Fraction(scale_of(draft, term), 2)
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
    if unit.kind not in ("money", "duration", "mass", "length", "other", "age") or (
        unit.kind == "other" and unit.form != "分"
    ):
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
        size = (
            _seconds(small)
            if unit.kind in ("duration", "other")
            else small.unit.factor
            if small and small.unit.kind == unit.kind
            else None
        )
        own = _seconds(found) if unit.kind in ("duration", "other") else unit.factor
        if (
            small is not None
            and size
            and own
            and size < (factor if parts == 0 and unit.kind not in ("duration", "other") else own)
            and not small.more
        ):
            if small.unit.canonical not in (unit.canonical, "?") and unit.kind == "money":
                break
            total += Fraction(numeral.value) * size / own
            end = small.end
            parts += 1
            factor = size
            if unit.kind in ("duration", "other"):
                draft.subkind = ""
                draft.kind = "duration"
                draft.pieces = ((found.start, found.end), (small.start, small.end))
            continue
        if (
            small is None
            and parts == 0
            and at == end
            and unit.form in ("米", "公尺", "块", "秒", "小时", "斤", "毛", "角")
        ):
            digits = numeral.end - numeral.start
            if (
                numeral.value < (10 if not numeral.ascii else 100)
                and digits <= 2
                and unit.form != "小时"
                and not text[numeral.end : numeral.end + 1].isalnum()
            ) or (
                (unit.form == "公尺" and digits <= 2)
                or (
                    unit.form in ("米", "秒")
                    and numeral.ascii
                    and digits <= 2
                    and not text[numeral.end : numeral.end + 1].isdecimal()
                )
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
        elif (
            small is None
            and unit.form == "毛"
            and parts == 0
            and numeral.value < 10
            and numeral.end - numeral.start == 1
        ):
            total += Fraction(numeral.value, 10)
            end = numeral.end
            parts += 1
        break
    if parts and text[end - 1] == "秒" and text[end : end + 2].isdecimal() and not text[end + 2 : end + 3].isdecimal():
        total += Fraction(int(text[end : end + 2]), 100) / (_seconds(found) or 1)  # 1分54秒12
        end += 2
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
        elif not draft.pieces:
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
