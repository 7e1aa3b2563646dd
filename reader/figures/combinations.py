"""Quantities made of several numbers: ranges, lists that share a unit, ratios and scores."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from reader.figures.amounts import Amount, amount_at
from reader.figures.bare_numbers import FIRST_HAN, is_rank
from reader.figures.candidate import Candidate
from reader.figures.interpretation import interpret, tenths_scale
from reader.figures.numeral_signs import ASCII_DIGITS, BLANK_SIGNS, SCALES, Exact
from reader.figures.terms import Term, prefix_at, prefix_before, term_of, unit_size

if TYPE_CHECKING:
    from reader.figures.block_text import BlockText
    from reader.figures.numerals import Numeral

JOINS = frozenset("-—~至到")
_RANGE_JOINS = JOINS | set("、与和")
_LIST_JOINS = tuple("、及和与或")
_AFTER_RANGE = frozenset("人名个年月日岁元万亿%℃度米公千小分天周次家件项例宗级层号楼")
"""What stands behind 5-10 where it is a range of something and no score."""
_MAX_RATIO, _MAX_LIST = 8, 20
_MAX_BLANKS = 2
"""Blanks before the sign of a range."""
_MAX_SCORE = 200
_MOST_PARTS = 100
"""Of a scale that the second number of a range may be printed in: 3至5.25萬, with two decimals."""
_CARRIED_STEPS = (10**12, 10**8, 10**4, 1000, 100, 10)


def quantity_at(block: BlockText, at: int, previous_end: int) -> list[Candidate] | None:
    """The quantities whose first numeral is at an offset: one, or several of a list; their kind is "" for no figure.

    Args:
        block: The text.
        at: Where a numeral begins, code points.
        previous_end: The end of the last figure.

    Returns:
        None where no numeral can be read there.
    """
    amount = amount_at(block, at, previous_end)
    if amount is None:
        return None
    if ratio := _ratio(block, amount):
        return [ratio]
    term = term_of(block, amount)
    second = _range_end(block, term)
    if second is not None:
        return [_range(block, term, second, previous_end)]
    return _list(block, term, previous_end) or [interpret(block, term, previous_end)]


# -- ratios and scores


def _ratio(block: BlockText, amount: Amount) -> Candidate | None:
    """1.1:50.3:48.6, 77比73, 4:41:50."""
    text, sign = block.text, block.text[amount.end : amount.end + 1]
    if sign not in (":", "比", "-") or amount.high is not None:
        return None
    sport = block.has_cue("sport", amount.start) and not text.endswith("比", 0, amount.start)
    if sign == "-" and not sport:
        return None
    values, end = _ratio_values(block, amount, sign, sport=sport)
    if len(values) == 1 or not _is_ratio(block, amount, sign, values, end, sport=sport):
        return None
    if sign == ":" and len(values) == 3 and _is_clock(text[amount.start : end], values):
        seconds = values[0] * 3600 + values[1] * 60 + values[2]
        return Candidate(amount.start, end, "duration", seconds, unit=":", canonical="s")
    if text[end : end + 1] == "分" and sport:
        end += 1
    if not sport and (period := _ratio_range(block, amount, sign, values, end)):
        return period
    kind = "other" if sport else "ratio"
    return Candidate(amount.start, end, kind, values=tuple(values), unit=sign, subkind="score" if sport else "")


def _ratio_range(block: BlockText, amount: Amount, sign: str, values: list[Exact], end: int) -> Candidate | None:
    """1:4至1:5: a ratio between two; None where no second one of the same shape follows."""
    at = end + 1
    second = amount_at(block, at, end) if block.text[end : end + 1] in JOINS else None
    if second is None or len(values) != 2 or not values[1] or block.text[second.end : second.end + 1] != sign:
        return None
    others, last = _ratio_values(block, second, sign)
    if len(others) != 2 or not others[1]:
        return None
    candidate = Candidate(amount.start, last, "ratio", unit=sign)
    candidate.make_range(Fraction(values[0]) / values[1], Fraction(others[0]) / others[1])
    return candidate


def _ratio_values(block: BlockText, amount: Amount, sign: str, *, sport: bool = False) -> tuple[list[Exact], int]:
    text, values, end = block.text, [amount.value], amount.end
    while text[end : end + 1] == sign and len(values) < _MAX_RATIO:
        numeral = block.numeral_at(end + 1 + (text[end + 1 : end + 2] in BLANK_SIGNS))
        if numeral is None or (sign == "比" and numeral.bare):
            break
        if sign == ":" and not _are_of_one_ratio(block, end, numeral, sport=sport):
            break
        values.append(numeral.value)
        end = numeral.end
    return values, end


def _are_of_one_ratio(block: BlockText, end: int, second: Numeral, *, sport: bool) -> bool:
    """Whether the numerals around a colon are written alike; else it stands before what is said: 三十八億：一家公司.

    Args:
        block: The block.
        end: The end of the first numeral.
        second: The second one.
        sport: Whether the text is about sport, where words stand behind scores: 以三：一取勝.
    """
    is_ascii = block.text[end - 1].isascii()
    if second.ascii != is_ascii or second.has_magnitude or block.text[end - 1] in "万亿兆":
        return False
    return is_ascii or sport or block.text[second.end : second.end + 1] < FIRST_HAN


def _is_ratio(block: BlockText, amount: Amount, sign: str, values: list[Exact], end: int, *, sport: bool) -> bool:
    if sign == "-":
        behind = block.text[end : end + 1]
        whole = all(isinstance(value, int) for value in values)
        return len(values) == 2 and not amount.form and whole and max(values) <= _MAX_SCORE and not _has_unit(behind)
    return not (sign == ":" and not sport and min(values) >= 1000)  # a pair of ports or codes


def _has_unit(behind: str) -> bool:
    """Whether the sign behind 3-2 makes it a range of something: 3-2结束 is a score, 5-10人 is none."""
    return behind in _AFTER_RANGE


def _is_clock(printed: str, values: list[Exact]) -> bool:
    return all(isinstance(value, int) and value < 60 for value in values[1:]) and len(printed.rpartition(":")[2]) == 2


# -- ranges


def _range_end(block: BlockText, first: Term) -> Term | None:
    """The other end of a range that begins with a term."""
    text, at = block.text, first.end
    while text[at : at + 1] in BLANK_SIGNS and at - first.end < _MAX_BLANKS:
        at += 1
    sign = text[at : at + 1]
    if sign not in _RANGE_JOINS:
        return None
    at += 1
    while text[at : at + 1] in BLANK_SIGNS:
        at += 1
    if text[at : at + 1] == "第" and sign in "至到-和与":
        at += 1
    prefix = prefix_at(block, at)
    begin = prefix.end if prefix else at
    negative = text[begin : begin + 1] in ("-", "负")
    amount = amount_at(block, begin + negative, begin - 1)
    if amount is None or amount.start != begin or (amount.form == "fraction" and first.match):
        return None
    second = term_of(block, amount)
    second.sign_prefix = prefix.sign if prefix else 0
    return second if _joins(block, sign, first, second) else None


def _joins(block: BlockText, sign: str, first: Term, second: Term) -> bool:
    """Whether a sign between two terms makes them the ends of one range."""
    text, one, other = block.text, first.unit, second.unit
    if sign in "与和":
        if text.startswith("之间", second.end) or (text.startswith("间", second.amount.end) and not one):
            return one is None or (other is not None and _same_kind(first, second))
        return False
    if sign == "、":
        return _are_neighbours(block, first, second)
    if first.amount.form == "percent" and second.amount.form != "percent":
        return other is None
    if one and (other is None or not _same_kind(first, second)):
        return False
    if one or other:
        return True
    if first.numeral.ascii != second.numeral.ascii and not first.amount.form:
        return False
    if sign in "到至" and first.amount.value == 1:
        return False  # 一到周末
    return not (sign == "-" and second.amount.value <= first.amount.value)


def _same_kind(first: Term, second: Term) -> bool:
    one, other = first.unit, second.unit
    assert one is not None
    assert other is not None
    if one.kind == "count":
        return one.form == other.form
    if one.kind == "percent" and one.canonical != other.canonical:
        return False  # 25个基点至3.35%
    return one.kind == other.kind and one.subkind == other.subkind


def _are_neighbours(block: BlockText, first: Term, second: Term) -> bool:
    """六、七百; 1、2%: two numbers that follow each other mean either."""
    one, other = first.amount.value, second.amount.value
    if first.match or first.amount.form or second.amount.form or not isinstance(one, int) or not isinstance(other, int):
        return False
    if not 0 < one < 10 or (second.match is None and other < 10) or first.numeral.end - first.numeral.start > 1:
        return False
    if block.text[first.amount.start - 1 : first.amount.start] == "、":
        return False
    while other >= 10 and other % 10 == 0:
        other //= 10
    return other - one == 1


def _range(block: BlockText, first: Term, second: Term, previous_end: int) -> Candidate:
    """The candidate of a range: what one end lacks it takes from the other."""
    begin = first.amount.start
    prefix = prefix_before(block, begin, previous_end, second.unit or first.unit)
    candidate = interpret(block, second, previous_end, start=begin, prefix=prefix)
    low, high = _ends(first, second)
    if second.unit is None and first.amount.form == "percent":
        candidate = interpret(block, first, previous_end)
        candidate.end = second.end
        high = second.amount.value * _percent_scale(first)
    elif second.unit is None and candidate.kind in ("", "count", "rank"):
        candidate.kind = _bare_range_kind(block, first, second, previous_end)
    if candidate.form == "名" and candidate.kind == "count" and block.text[first.end] in "-—~":
        candidate.kind = "rank"  # 17-32名, but 10至20名學生
    low, high = _signed(low, high, first, second, prefix.sign if prefix else 1)
    candidate.make_range(low, high)
    candidate.approx = candidate.approx or second.more
    if begin > previous_end and block.text[begin - 1] == "第":
        candidate.start = begin - 1
        candidate.kind = "rank" if candidate.kind in ("range", "count") else candidate.kind
    return candidate


def _ends(first: Term, second: Term) -> tuple[Exact, Exact]:
    low, high = first.value, second.high if second.high is not None else second.value
    if first.unit is None:
        low *= _carried_scale(first.amount, second.amount)
    elif second.unit is not None and unit_size(first.unit) != unit_size(second.unit):
        low = Fraction(low) * unit_size(first.unit) / unit_size(second.unit)
    return low * tenths_scale(second), high * tenths_scale(second)


def _signed(low: Exact, high: Exact, first: Term, second: Term, sign: int) -> tuple[Exact, Exact]:
    """A sign before the first number applies to both ends, unless each has its own unit."""
    if second.sign_prefix:
        return low * sign, high * second.sign_prefix
    return low * sign, high * sign if first.unit is None else high


def _percent_scale(first: Term) -> Exact:
    """What a number behind 百分之 is multiplied by to be percent: 1, and 0.1 behind 千分之."""
    printed = first.numeral.value
    return Fraction(first.amount.value) / printed if printed else 1


def _bare_range_kind(block: BlockText, first: Term, second: Term, previous_end: int) -> str:
    """What a range of two numbers without a unit is."""
    begin, text = first.amount.start, block.text
    if is_rank(block, begin, previous_end):
        return "rank"
    if first.amount.form == "fraction":
        return "ratio"
    single_signs = first.numeral.end - begin == 1 and second.numeral.end - second.numeral.start == 1
    if single_signs and not first.numeral.ascii:
        return ""
    if second.numeral.has_magnitude or first.numeral.has_magnitude:
        whole = interpret(block, second, previous_end, start=begin)
        return whole.kind or "range"
    behind, left = text[second.end : second.end + 1], text[begin - 1 : begin]
    is_code = behind.isalpha() and behind.isascii()
    return "" if is_code or left in {"#", "."} else "range"


def _carried_scale(first: Amount, second: Amount) -> int:
    """What the first number of 3至5億 or 六、七百 leaves to the second."""
    if first.form or first.numeral.has_magnitude or first.value <= 0:
        return 1
    if not second.numeral.has_magnitude and second.numeral.ascii:
        return 1
    value = Fraction(second.value)
    for step in _CARRIED_STEPS:
        usable = not second.numeral.ascii or (second.numeral.has_magnitude and step in SCALES.values())
        if usable and value >= step and _MOST_PARTS % (value / step).denominator == 0 and _prints(second, step):
            return step if first.value <= value / step else 1
    return 1


def _prints(amount: Amount, step: int) -> bool:
    """Whether a scale that a number may be divided by is one that it is printed with."""
    return amount.value % step == 0 or amount.numeral.has_magnitude


# -- lists


def _list(block: BlockText, first: Term, previous_end: int) -> list[Candidate] | None:
    """每小時170、165及145公里: numbers that share the unit of the last and the prefix of the first."""
    numeral = first.numeral
    if first.match or first.amount.form or not numeral.ascii or numeral.spelled or first.amount.high is not None:
        return None
    if first.end < block.no_list_until or block.text[numeral.start - 1 : numeral.start] == "第":
        return None
    terms = _list_terms(block, first)
    last = terms[-1]
    if last.match is None or last.match.unit.form in ("日", "号", "月", "年"):
        block.no_list_until = last.end
        return None
    prefix = prefix_before(block, first.amount.start, previous_end, last.unit)
    found = []
    for term in terms:
        scale = 1 if term is last else _carried_scale(term.amount, last.amount)
        whole = Term(term.amount, last.match, term.end, term.value * scale, unit=last.unit)
        member = interpret(block, whole if term is not last else last, previous_end, prefix=prefix)
        if term is not terms[0]:
            member.start = term.amount.start
        if term is not last:
            member.end = term.amount.end
            member.unit_start, member.unit_end = last.match.start, last.match.end
        found.append(member)
    return found


def _list_terms(block: BlockText, first: Term) -> list[Term]:
    """The numbers of a list up to the first that has a unit."""
    terms, text = [first], block.text
    while len(terms) < _MAX_LIST and terms[-1].match is None:
        at = terms[-1].end
        if text[at : at + 1] not in _LIST_JOINS:
            break
        at += 1
        at += text[at : at + 1] in BLANK_SIGNS
        if text[at : at + 1] not in ASCII_DIGITS:
            break
        amount = amount_at(block, at, at)
        if amount is None or amount.form or amount.high is not None:
            break
        terms.append(term_of(block, amount))
    return terms
