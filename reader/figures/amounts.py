"""Amounts: a numeral with its sign, or the fraction that several numerals make."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from reader.figures.numerals import Numeral, numeral_at

_BLANK = " \u3000\u00a0\t"


class Amount(NamedTuple):
    """A numeral or fraction, without its unit. Offsets are code points."""

    start: int
    end: int
    value: Fraction | int
    high: Fraction | int | None
    numeral: Numeral
    """Its last numeral."""
    form: str = ""
    """percent (百分之, 千分之: value is in %), fraction, or nothing."""
    part: Fraction | int = 0
    """What stands behind 百分之, as printed."""


def amount_at(text: str, at: int, floor: int = 0) -> Amount | None:
    """The amount whose first numeral is at an offset of a folded text.

    Args:
        text: Folded.
        at: Where a numeral may begin.
        floor: Nothing before it belongs to the amount (the end of the last one).
    """
    share = _share(text, at)
    if share is not None:
        return share
    numeral = numeral_at(text, at)
    if numeral is None:
        return None
    start = at
    if (at - 1 >= floor and text[at - 1] in "负") or (
        at - 2 >= floor and text[at - 1 : at] in tuple(_BLANK) and text[at - 2] == "负"
    ):
        start = text.rindex("负", floor, at)
    sign = -1 if start < at else 1
    after = _over(text, numeral.end)
    second = _numeral(text, _over(text, after + 1)) if text[after : after + 1] == "又" else None
    if second is not None and (mixed := _fraction(text, second)) is not None:
        return Amount(start, mixed[1].end, sign * (numeral.value + mixed[0]), None, mixed[1], "fraction")
    fraction = _fraction(text, numeral)
    if fraction is not None:
        return Amount(start, fraction[1].end, sign * fraction[0], None, fraction[1], "fraction")
    return Amount(start, numeral.end, sign * numeral.value, numeral.high and sign * numeral.high, numeral)


def _over(text: str, at: int) -> int:
    end = at
    while end < len(text) and end - at < 3 and text[end] in _BLANK:
        end += 1
    return end


def _numeral(text: str, at: int) -> Numeral | None:
    return numeral_at(text, at) if at < len(text) else None


def _of(text: str, at: int) -> int | None:
    """Behind 分之, with or without blanks in it."""
    at = _over(text, at)
    if text[at : at + 1] != "分":
        return None
    at = _over(text, at + 1)
    if text[at : at + 1] != "之":
        return None
    return _over(text, at + 1)


def _share(text: str, at: int) -> Amount | None:
    """百分之五, 千分之三, 万分之二."""
    base, end = 1, at
    while end - at < 4 and text[end : end + 1] in _BASES and end < len(text):
        base *= _BASES[text[end]]
        end += 1
    if base == 1 or (end := _of(text, end) or 0) == 0 or not (numeral := _numeral(text, end)):
        return None
    scale = Fraction(100, base)
    high = None if numeral.high is None else numeral.high * scale
    return Amount(at, numeral.end, numeral.value * scale, high, numeral, "percent", numeral.value)


_BASES = {"百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10**4, "亿": 10**8}


def _fraction(text: str, numeral: Numeral) -> tuple[Fraction, Numeral] | None:
    """三分之二 and 2/3, from the numeral that comes first."""
    at = _of(text, numeral.end)
    if at is not None:
        negative = text[at : at + 1] == "负"
        upper = _numeral(text, at + negative)
        if upper is None or not numeral.value:
            return None
        return Fraction(upper.value) / numeral.value * (-1 if negative else 1), upper
    end = numeral.end
    if numeral.ascii and text[end : end + 1] == "/" and text[end + 1 : end + 2].isdecimal():
        under = _numeral(text, end + 1)
        whole = under and under.ascii and isinstance(numeral.value, int) and isinstance(under.value, int)
        if under and whole and 0 < under.value < 10**6 and text[under.end : under.end + 1] not in ("/", "-"):
            return Fraction(numeral.value) / under.value, under
    return None
