"""Amounts: a numeral with its sign, or the fraction that several numerals make, still without a unit."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from reader.figures.numeral_signs import ASCII_DIGITS, BLANK_SIGNS, DIGITS, NUMERAL_STARTS, Exact

if TYPE_CHECKING:
    from reader.figures.block_text import BlockText
    from reader.figures.numerals import Numeral

_MAX_DENOMINATOR = 10**6
_MAX_BLANKS = 3
"""Blanks in a row within an amount."""
_MAX_BASE = 4
"""Characters of the number before 分之 in a percentage."""
_BASES = {"百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10**4, "亿": 10**8}
_NO_SHORT_FRACTION = frozenset("分秒钟球之半多几点成个")
"""What behind 三分二 makes it minutes or points."""


class Amount(NamedTuple):
    """A numeral or fraction, without its unit. Offsets are code points."""

    start: int
    end: int
    value: Exact
    high: Exact | None
    numeral: Numeral
    """Its last numeral."""
    form: str = ""
    """percent (百分之, 千分之: value is in %), fraction, or nothing."""


def amount_at(block: BlockText, at: int, previous_end: int = 0) -> Amount | None:
    """The amount whose first numeral is at an offset; None where there is none.

    Args:
        block: The text.
        at: Where a numeral may begin, code points.
        previous_end: Nothing before it belongs to the amount (the end of the last figure).
    """
    share = _share(block, at)
    if share is not None:
        return share
    numeral = block.numeral_at(at)
    if numeral is None:
        return None
    start = _sign_start(block, numeral, previous_end)
    sign = -1 if start < at else 1
    after = _skip(block.text, numeral.end)
    second = block.numeral_at(_skip(block.text, after + 1)) if block.text[after : after + 1] == "又" else None
    if second is not None and (mixed := _fraction(block, second)) is not None:
        return Amount(start, mixed[1].end, sign * (numeral.value + mixed[0]), None, mixed[1], "fraction")
    fraction = _fraction(block, numeral) or _short_fraction(block, numeral)
    if fraction is not None:
        return Amount(start, fraction[1].end, sign * fraction[0], None, fraction[1], "fraction")
    high = None if numeral.high is None else sign * numeral.high
    return Amount(start, numeral.end, sign * numeral.value, high, numeral)


def _sign_start(block: BlockText, numeral: Numeral, previous_end: int) -> int:
    """Where the number begins with its sign: 负, or a minus that joins nothing."""
    text, at = block.text, numeral.start
    before = at - 1 - (text[at - 1 : at] in BLANK_SIGNS)
    if before >= previous_end and text[before] == "负":
        return before
    if not numeral.ascii or text[at - 1 : at] != "-" or at - 1 <= previous_end > 0:
        return at
    left, after = text[at - 2 : at - 1], text[numeral.end : numeral.end + 1]
    if left in ("-", ")") or (left.isascii() and left.isalnum()):
        return at
    return at if left in NUMERAL_STARTS and after not in {"%", "℃", "°", "度", "摄"} else at - 1


def _skip(text: str, at: int) -> int:
    end = at
    while end - at < _MAX_BLANKS and text[end : end + 1] in BLANK_SIGNS:
        end += 1
    return end


def _behind_of(text: str, at: int) -> int | None:
    """The offset behind 分之, with or without blanks in it; None where it does not follow."""
    at = _skip(text, at)
    if text[at : at + 1] != "分":
        return None
    at = _skip(text, at + 1)
    return _skip(text, at + 1) if text[at : at + 1] == "之" else None


def _share(block: BlockText, at: int) -> Amount | None:
    """百分之五, 千分之三, 万分之二; the value is in %."""
    text, base, end = block.text, 1, at
    while end - at < _MAX_BASE and text[end : end + 1] in _BASES:
        base *= _BASES[text[end]]
        end += 1
    if base == 1 or (behind := _behind_of(text, end)) is None:
        return None
    negative = text[behind : behind + 1] in ("负", "-")
    numeral = block.numeral_at(behind + negative)
    if numeral is None:
        return None
    scale = Fraction(-100 if negative else 100, base)
    high = None if numeral.high is None else numeral.high * scale
    return Amount(at, numeral.end, numeral.value * scale, high, numeral, "percent")


def _fraction(block: BlockText, numeral: Numeral) -> tuple[Fraction, Numeral] | None:
    """三分之二 and 2/3, from the numeral that comes first."""
    text, end = block.text, numeral.end
    at = _behind_of(text, end)
    if at is not None:
        negative = text[at : at + 1] == "负"
        upper = block.numeral_at(at + negative)
        if upper is None or not numeral.value:
            return None
        return Fraction(upper.value) / numeral.value * (-1 if negative else 1), upper
    under = block.numeral_at(end + 1) if numeral.ascii and text[end : end + 1] == "/" else None
    if under is None or not under.ascii or text[under.end : under.end + 1] in ("/", "-"):
        return None
    is_whole = isinstance(numeral.value, int) and isinstance(under.value, int)
    return (Fraction(numeral.value) / under.value, under) if is_whole and 0 < under.value < _MAX_DENOMINATOR else None


def _short_fraction(block: BlockText, numeral: Numeral) -> tuple[Fraction, Numeral] | None:
    """三分二 and 4分1, as Hong Kong says two thirds and a quarter; not 三分二十秒."""
    text, end = block.text, numeral.end
    if text[end : end + 1] != "分" or not isinstance(numeral.value, int) or not 2 <= numeral.value <= 10:
        return None
    if end - numeral.start > 1 and numeral.value != 10:
        return None
    sign = text[end + 1 : end + 2]
    same_alphabet = sign in ASCII_DIGITS if numeral.ascii else sign in DIGITS and sign not in "零〇两俩"
    upper = block.numeral_at(end + 1) if same_alphabet else None
    if upper is None or upper.end > end + 2 or not 0 < upper.value < numeral.value:
        return None
    if text[upper.end : upper.end + 1] in _NO_SHORT_FRACTION or block.has_cue("clock", numeral.start, "close"):
        return None
    return Fraction(upper.value) / numeral.value, upper
