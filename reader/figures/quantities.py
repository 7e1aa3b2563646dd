"""Quantities: an amount with its unit, a range of them, or the numbers of a score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.figures.amounts import Amount, amount_at
from reader.figures.candidate import Draft
from reader.figures.compound_units import single
from reader.figures.numerals import numeral_at
from reader.figures.ranges import long_range, ranged, second_term
from reader.figures.single_quantity import term_at

if TYPE_CHECKING:
    from reader.figures.context import FigureContext

_BLANK = " \u3000\u00a0"
_NUMERAL_SIGNS = "〇零一二三四五六七八九十百千万亿兆两半"
_SPORT = tuple("胜负败击赢平队赛局罚淘")


def quantity_at(text: str, at: int, floor: int, context: FigureContext) -> Draft | None:
    """The quantity whose first numeral is at an offset; its kind is "" where it is read and no figure."""
    amount = amount_at(text, at, floor)
    if amount is None:
        return None
    amount = _signed(text, amount, floor)
    colon = _score(text, amount)
    if colon:
        return colon
    term = term_at(text, amount, context)
    second = second_term(text, term, context)
    if second:
        return ranged(text, term, second, floor, context)
    draft = single(text, term, floor, context)
    if draft.end > term.end:
        long_range(text, draft, context)
    return draft


def _signed(text: str, amount: Amount, floor: int) -> Amount:
    start = amount.start
    if (
        start > floor
        and text[start - 1] == "-"
        and amount.numeral.ascii
        and text[start - 2 : start - 1] not in ("-", ")")
    ):
        before = text[start - 2 : start - 1]
        after = text[amount.end : amount.end + 1]
        if not (before.isascii() and before.isalnum()) and (
            after in ("%", "℃", "°", "度", "摄") or not before.isalnum() or before not in _NUMERAL_SIGNS
        ):
            return amount._replace(start=start - 1, value=-amount.value)
    return amount


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
    if sign == ":" and not sport and min(values) >= 1000:
        return None  # a pair of ports or codes
    sexagesimal = all(isinstance(value, int) and value < 60 for value in values[1:])
    if sign == ":" and len(values) == 3 and sexagesimal and len(text[amount.start : end].rpartition(":")[2]) == 2:
        seconds = values[0] * 3600 + values[1] * 60 + values[2]
        return Draft(amount.start, end, "duration", seconds, unit=":", canonical="s")
    if text[end : end + 1] == "分" and sport:
        end += 1
    draft = Draft(amount.start, end, "other" if sport else "ratio", values=tuple(values), unit=sign)
    draft.subkind = "score" if sport else ""
    return draft
