"""Terms: an amount with its unit, the smaller units and decimals behind it, and the prefix before it.

term = [prefix] amount [infix] unit {amount smaller-unit | decimals | 半}. What is a figure is decided elsewhere
(interpretation); here only what belongs together is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reader.figures.lexicon import EndingTable, Unit, WordTable, borders, rows, senses, units
from reader.figures.numeral_signs import BLANK_SIGNS, BLANKS, Exact
from reader.figures.units import UnitMatch, unit_after

if TYPE_CHECKING:
    from reader.figures.amounts import Amount
    from reader.figures.block_text import BlockText
    from reader.figures.numerals import Numeral

_SECONDS = {"s": 1, "min": 60, "h": 3600, "d": 86400, "wk": 604800, "mo": 2629800, "a": 31557600}
_UNIT_OF_SECONDS = {seconds: unit for unit, seconds in _SECONDS.items()}
_CHAIN_KINDS = frozenset(("money", "duration", "mass", "length"))
_MAX_CHAIN = 4
"""Parts of 3元5角2分 and its like."""
_NO_HALF = frozenset("年天夜径决价山场数空")
"""What makes 半 behind a unit the beginning of a word."""
CURRENCY_SIGNS = "￥¥€£₩₹₽"


class Prefix(NamedTuple):
    """A unit or sign that is printed before its number."""

    form: str
    needs: str
    """The kind of unit that has to follow the number; "" for none at all."""
    kind: str
    subkind: str
    canonical: str
    factor: Fraction = Fraction(1)
    sign: int = 1
    in_span: bool = True
    start: int = 0
    end: int = 0


@dataclass(slots=True, eq=False, repr=False)
class Term:
    """An amount with its unit and prefix. Offsets are code points."""

    amount: Amount
    match: UnitMatch | None
    """The first unit."""
    end: int
    value: Exact
    """In units as printed; in the smallest unit for lengths of time (2小時8分)."""
    high: Exact | None = None
    unit: Unit | None = None
    """What the value is in."""
    last_piece: tuple[int, int] = (0, 0)
    """The smallest unit, where it was not the first."""
    sign_prefix: int = 1

    @property
    def numeral(self) -> Numeral:
        """The last numeral of its amount."""
        return self.amount.numeral

    @property
    def more(self) -> bool:
        """Whether it means a little more than its value: 50多公里, 三十几万."""
        return self.numeral.more or bool(self.match and self.match.more)


def term_of(block: BlockText, amount: Amount) -> Term:
    """The amount with its unit and what is chained to it.

    Args:
        block: The text.
        amount: Read at its place.
    """
    if amount.form == "percent":
        return Term(amount, None, amount.end, amount.value, amount.high)
    match = unit_after(block, amount.numeral, amount.value)
    if match and amount.form == "fraction" and match.unit.kind == "count":
        match = None  # 三分二席位
    term = Term(amount, match, match.end if match else amount.end, amount.value, amount.high)
    if match is None:
        return term
    term.unit = match.unit
    if match.half:
        term.value += Fraction(1, 2)
    can_grow = amount.high is None and not amount.form
    if can_grow and not (_add_half(block, term) or _add_chain(block, term)):
        _add_decimals(block, term)
    _add_currency(block, term)
    return term


# -- behind the unit


def _add_half(block: BlockText, term: Term) -> bool:
    """三年半, 一倍半, 一成半, 五分半."""
    text, unit = block.text, term.unit
    assert unit is not None
    if text[term.end : term.end + 1] != "半" or text[term.end + 1 : term.end + 2] in _NO_HALF:
        return False
    if unit.kind in ("count", "money") and unit.form not in ("倍", "块", "打"):
        return False
    term.value += Fraction(1, 2)
    term.end += 1
    if unit.form == "分":
        term.unit = unit._replace(kind="duration", subkind="", canonical="min", factor=Fraction(1))
    return True


def _add_chain(block: BlockText, term: Term) -> bool:
    """3元5角, 2小時8分35秒, 5斤6兩: the same kind in smaller and smaller units."""
    unit = term.unit
    assert unit is not None
    kind = "duration" if unit.form == "分" and unit.kind == "other" else unit.kind
    if kind not in _CHAIN_KINDS and unit.form != "°":
        return False
    own = _size(unit, kind)
    smallest, end, total = own, term.end, Fraction(term.value)
    last: tuple[Unit, int, int] | None = None
    for _ in range(_MAX_CHAIN):
        at = end + (block.text[end : end + 1] in ("零", "又"))
        numeral = block.numeral_at(at)
        if numeral is None or numeral.more or numeral.has_magnitude or numeral.high is not None:
            break
        smaller = _smaller_unit(block, numeral.end, kind, numeral)
        if smaller is None or not 0 < _size(smaller, kind) < smallest:
            break
        smallest = _size(smaller, kind)
        total += Fraction(numeral.value) * smallest / own
        end = numeral.end + len(smaller.form)
        last = smaller, numeral.end, end
    if last is None:
        return kind == "money" and _add_cents(block, term)
    term.end, term.value, term.last_piece = end, total, (last[1], last[2])
    term.unit = unit
    if kind == "duration":
        _count_smallest(block, term, total, own, smallest)
    return True


def _count_smallest(block: BlockText, term: Term, total: Fraction, own: Fraction, smallest: Fraction) -> None:
    """A length of time in its smallest unit: 2小時8分 is 128 minutes."""
    unit = term.unit
    assert unit is not None
    total *= own
    if smallest == 1 and (decimals := _decimals_at(block, term.end, 2)) is not None:
        total += decimals[0]
        term.end = decimals[1]
    canonical = _UNIT_OF_SECONDS.get(int(smallest), "s")
    term.unit = unit._replace(kind="duration", subkind="", canonical=canonical, factor=Fraction(1))
    term.value = total / _SECONDS[canonical]


def _add_cents(block: BlockText, term: Term) -> bool:
    """五元零三: a digit behind a zero is hundredths."""
    text, end = block.text, term.end
    numeral = block.numeral_at(end + 1) if text[end : end + 1] == "零" else None
    if numeral is None or numeral.end > end + 2 or not 0 < numeral.value < 10:
        return False
    term.value, term.end = term.value + Fraction(numeral.value) / 100, numeral.end
    return True


def unit_size(unit: Unit) -> Fraction:
    """One of a unit in what all of its kind are compared in: seconds for lengths of time, else its canonical unit."""
    return _size(unit, unit.kind)


def _size(unit: Unit, kind: str) -> Fraction:
    """One of a unit in what its kind is compared in; 分 is a minute in a length of time."""
    if kind != "duration":
        return unit.factor
    return Fraction(60) if unit.form == "分" else unit.factor * _SECONDS[unit.canonical]


def _smaller_unit(block: BlockText, at: int, kind: str, numeral: Numeral) -> Unit | None:
    """The unit of a kind that begins there, whatever else its form may mean."""
    for form, many in units(block.context.region).all_at(block.text, at):
        border, following = borders().get(form), block.text[at + len(form) : at + len(form) + 1]
        if border and following and (following in border.signs or block.text.startswith(border.words, at + len(form))):
            continue
        for unit in (*many, *(sense.unit for sense in senses().get(form, ()))):
            if unit.kind == kind:
                return unit
    return None


@cache
def _decimal_tails() -> dict[str, int]:
    return {unit: int(digits) for unit, digits in rows("decimal_tails")}


def _add_decimals(block: BlockText, term: Term) -> None:
    """Digits behind a unit that are its decimals: 1米75, 三塊五, 4成8, 13秒41, 3成60."""
    unit = term.unit
    assert unit is not None
    most = _decimal_tails().get(unit.form, 0)
    at = term.end
    if unit.form == "成" and block.text[at : at + 1] in BLANK_SIGNS:
        at += 1
    found = _decimals_at(block, at, most)
    if found is not None and (unit.form != "度" or unit.kind == "temperature"):
        term.value, term.end = term.value + found[0], found[1]


def _decimals_at(block: BlockText, at: int, most: int) -> tuple[Fraction, int] | None:
    """At most so many digits that nothing else belongs to, as decimals, and their end."""
    text = block.text
    numeral = block.numeral_at(at)
    if numeral is None or numeral.more or numeral.bare or not isinstance(numeral.value, int):
        return None
    digits, following = numeral.end - at, text[numeral.end : numeral.end + 1]
    if digits > most or (not numeral.ascii and (digits > 1 or text[at] in "十百千半") and not numeral.spelled):
        return None
    if following in {"%", ":", "/", "."} or following.isdecimal() or not text[at : numeral.end].isalnum():
        return None
    if following.isalnum() and not _ends_decimals(block, numeral, after_tenths=text[at - 1] in "成 "):
        return None
    return Fraction(numeral.value, 10**digits), numeral.end


def _ends_decimals(block: BlockText, numeral: Numeral, *, after_tenths: bool) -> bool:
    """Whether a word behind digits leaves them to be decimals: 4成8市民, 1米75的, but not 3米5人."""
    following = block.text[numeral.end]
    if following in "的以高远长左或和及与至到":
        return True
    if not numeral.ascii:
        return False
    return after_tenths or unit_after(block, numeral, numeral.value) is None


def _add_currency(block: BlockText, term: Term) -> None:
    """3萬元歐元: a currency behind 元 says whose it is and joins the span."""
    unit = term.unit
    assert unit is not None
    if unit.kind != "money" or unit.canonical != "?" or unit.factor != 1:
        return
    for form, many in units(block.context.region).all_at(block.text, term.end):
        for other in many:
            if other.kind == "money" and other.canonical not in ("?", "") and other.factor == 1 and len(form) > 1:
                term.unit = unit._replace(canonical=other.canonical)
                term.end += len(form)
                return


# -- before the number


@cache
def _prefix_rows() -> dict[str, Prefix]:
    found: dict[str, Prefix] = {}
    for form, code, _ in rows("currencies"):
        if code != "?" or form in "$￥¥":
            found[form] = Prefix(form, "money", "money", "", code)
    for form in "¥￥":
        found[form] = Prefix(form, "money", "money", "", "CNY")
    for form, needs, kind, subkind, canonical, factor, sign, in_span in rows("prefixes"):
        found[form] = Prefix(form, needs, kind, subkind, canonical, Fraction(factor), int(sign), in_span == "yes")
    return found


@cache
def _prefix_endings() -> EndingTable[Prefix]:
    return EndingTable(_prefix_rows())


@cache
def _prefix_words() -> WordTable[Prefix]:
    return WordTable(_prefix_rows())


def prefix_before(block: BlockText, start: int, previous_end: int, unit: Unit | None) -> Prefix | None:
    """The prefix of a number: HK$450, 人民幣8億元, 攝氏30度, 每小時180公里, 規模5.4.

    Args:
        block: The text.
        start: Where the number begins.
        previous_end: Nothing before it belongs to the number.
        unit: What follows the number.
    """
    text, end = block.text, start
    while end > previous_end and text[end - 1] in BLANKS and start - end < 2:
        end -= 1
    word = _prefix_endings().before(text, end, previous_end)
    if word is None:
        return None
    form, prefix = word
    begin = end - len(form)
    if prefix.kind == "money":
        return _money_prefix(text, prefix, begin, end, unit)
    if prefix.needs != (unit.kind if unit else ""):
        return None
    return prefix._replace(start=begin, end=end)


def _money_prefix(text: str, prefix: Prefix, start: int, end: int, unit: Unit | None) -> Prefix | None:
    form = prefix.form
    is_sign = "$" in form or form in CURRENCY_SIGNS
    if unit and unit.kind not in ("money", "count"):
        return None
    if unit and unit.kind == "money" and unit.canonical not in ("?", prefix.canonical):
        return None
    if unit and unit.kind == "count" and not is_sign and not form.isascii():
        return None
    if len(form) == 1 and not is_sign:
        return None
    left = text[start - 1 : start]
    if form.isascii() and form.isalpha() and left.isascii() and left.isalpha():
        return None
    return prefix._replace(start=start, end=end, canonical="?" if form == "$" else prefix.canonical)


def prefix_at(block: BlockText, at: int) -> Prefix | None:
    """The prefix that begins there: HK$ of the second end of HK$4億至HK$5億.

    Args:
        block: The text.
        at: Code points.
    """
    word = _prefix_words().at(block.text, at)
    return word[1]._replace(start=at, end=at + len(word[0])) if word else None
