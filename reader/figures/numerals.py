"""Numerals: digits, Chinese numerals, scales and what stands between them, read from left to right as one number.

numeral = section {scale section} [tail]. Every alphabet mixes: 25萬6千, 二00九, 1萬1,353.83. Nothing is read twice, so
a text of nothing but numerals costs what any other costs.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from reader.figures.lexicon import fold
from reader.figures.numeral_sections import DIGITS_PATTERN, Section, begins_unit, scale_at, section_at
from reader.figures.numeral_signs import (
    ASCII_DIGITS,
    BLANK_SIGNS,
    COUNTED_STEPS,
    DECIMALS,
    DIGITS,
    LONGEST,
    NUMERAL_STARTS,
    SCALES,
    STEPS,
    Exact,
    skip_blanks,
)

_MIXED_PATTERN = re.compile("[0-9〇零一二三四五六七八九]{4,8}+")
_TAILS_OF_BARE = frozenset("二三四五六七八九")
_AFTER_SCALE = frozenset(ASCII_DIGITS | DIGITS.keys())


class Numeral(NamedTuple):
    """A numeral that was read, with its value. Offsets are code points of the folded text."""

    start: int
    end: int
    value: Exact
    """The lower end where it is approximate."""
    high: Exact | None = None
    """The upper end of 五六百."""
    more: bool = False
    """With 多, 余 or 几 inside: value is a lower bound."""
    bare: bool = False
    """Without a coefficient of its own: 百, 亿."""
    ascii: bool = False
    """Begins with a digit 0 to 9."""
    magnitude: int = 0
    """Where the scale that is shown as part of the unit begins; the end where there is none."""
    spelled: bool = False
    """Read digit by digit: 二〇一八."""

    @property
    def has_magnitude(self) -> bool:
        """Whether it ends in 万, 亿 or 兆."""
        return self.magnitude < self.end


def exact(value: Exact) -> int | Decimal:
    """The value as it is written in JSON: an int, or a Decimal, of 15 significant digits if it never ends."""
    if isinstance(value, int):
        return value
    if value.denominator == 1:
        return value.numerator
    rest, places = value.denominator, 0
    for factor in (10, 5, 2):
        while rest % factor == 0:
            rest, places = rest // factor, places + 1
    if rest == 1 and places < LONGEST:
        digits = value.numerator * 10**places // value.denominator
        number = Decimal(f"{digits}e-{places}")
        return number.normalize() if abs(digits) < 10**27 else number
    number = Decimal(value.numerator) / Decimal(value.denominator)
    return +Decimal(f"{number:.14e}").normalize()


def numerals(text: str) -> list[Numeral]:
    """Every numeral of a text in order, whatever it counts: 212 of 212個. For tests and tools; figures need a unit."""
    folded = fold(text)
    found: list[Numeral] = []
    at = 0
    while at < len(folded):
        numeral = numeral_at(folded, at)
        at = at + 1 if numeral is None else numeral.end
        if numeral is not None:
            found.append(numeral)
    return found


def numeral_at(text: str, start: int) -> Numeral | None:
    """The numeral that begins at an offset of a folded text; None where there is none.

    Args:
        text: Folded.
        start: Code points.
    """
    first = text[start]
    if first not in NUMERAL_STARTS:
        return None
    if first == "半":
        end = start + 2 if text.startswith("半百", start) else start + 1
        return Numeral(start, end, 50 if end > start + 1 else Fraction(1, 2), magnitude=end)
    mixed = _MIXED_PATTERN.match(text, start)
    if mixed and _is_mixed_year(text, mixed):
        digits = "".join(str(DECIMALS[sign]) for sign in mixed[0])
        return Numeral(
            start, mixed.end(), int(digits), magnitude=mixed.end(), ascii=first in ASCII_DIGITS, spelled=True
        )
    reader = _Total(text, start)
    while reader.add_section():
        if reader.end - start > LONGEST:
            return None
    return reader.numeral()


def _is_mixed_year(text: str, found: re.Match[str]) -> bool:
    """Whether digits of both alphabets are one number: 二00九. Steps or scales behind would make it another one."""
    digits = found[0]
    if text[found.end() : found.end() + 1] in NUMERAL_STARTS:
        return False
    han = sum(sign not in ASCII_DIGITS for sign in digits)
    return 0 < han < len(digits) and (digits[0] not in ASCII_DIGITS or len(digits) == 4)


class _Total:
    """What was read of a numeral so far: its sections with their scales."""

    _least: int
    """The last scale, where there is one."""

    def __init__(self, text: str, start: int) -> None:
        self._text, self._start = text, start
        self.end = self._magnitude = start
        self._low: Exact = 0
        self._high: Exact | None = None
        self._biggest = 0
        """The biggest scale."""
        self._more = self._bare = self._spelled = False

    def add_section(self) -> bool:
        """Read one more section with its scale; whether another one may follow."""
        text, at = self._text, self.end
        begun = at > self._start
        if begun and not self._may_continue(at):
            return False
        if begun and self._add_decimals():
            return False
        at = skip_blanks(text, at, _AFTER_SCALE) if begun else at
        section = section_at(text, at, after_scale=begun)
        if section is None:
            if begun or text[at] not in SCALES:
                return False
            section, self._bare = Section(at, after_scale=False), True
        empty = section.end == at and not section.few
        scale, start, end, more = scale_at(
            text, section.end if not section.few or section.end > at else at + 1, empty=empty
        )
        if scale == 0:
            if section.end > at:
                self._add_tail(section, begun=begun)
            return False
        value, high = section.value, section.high
        if section.end == at:
            value = 1
        if begun and self._least <= scale <= self._biggest:
            return False
        self._add_scaled(value, high, scale)
        self._more = self._more or more or section.more
        self._bare = self._bare or (section.is_bare and not begun)
        self.end, self._magnitude = end, start
        return True

    def _add_decimals(self) -> bool:
        """Add 点五 of 四百亿点五; whether it is there."""
        section = Section(self.end, after_scale=True)
        if not section.add_decimals(self._text):
            return False
        self._low += section.value
        self.end = self._magnitude = section.end
        return True

    def _may_continue(self, at: int) -> bool:
        """Whether what stands behind a scale may belong to the number: 3万4000, 1千零1; behind a blank only 5 千."""
        text = self._text
        sign = text[at : at + 1]
        if sign in BLANK_SIGNS:
            behind_blanks = skip_blanks(text, at, _AFTER_SCALE)
            if text[behind_blanks : behind_blanks + 1] not in ASCII_DIGITS:
                return behind_blanks > at
            found = DIGITS_PATTERN.match(text, behind_blanks)
            behind = found and skip_blanks(text, found.end(), COUNTED_STEPS)
            return bool(found and behind and found.end() - at <= 4 and text[behind : behind + 1] in STEPS)
        if sign not in ASCII_DIGITS:
            return sign not in {"几", "数", "半", ""}
        found = DIGITS_PATTERN.match(text, at)
        assert found is not None
        return text[found.end() : found.end() + 1] not in {"年", "/", "-", ":"} and not (
            found[0].isdigit() and text[found.end() : found.end() + 1] in {"月", "日", "时"}
        )

    def _add_scaled(self, value: Exact, high: Exact | None, scale: int) -> None:
        if scale > self._biggest and self._biggest:
            value += self._low
            high = None if high is None else high + self._low
            self._low = 0
        self._high = None if high is None else self._low + high * scale
        self._low += value * scale
        self._least, self._biggest = scale, max(self._biggest, scale)

    def _add_tail(self, section: Section, *, begun: bool) -> None:
        """The last section: 4000 of 3万4000; a single digit counts the next lower place (13万2)."""
        value = section.value
        printed = self._text[section.start : section.end]
        if begun and len(printed) == 1 and (printed in ASCII_DIGITS or printed in DIGITS) and printed not in "0零〇两":
            value = value * (self._least // 10)
        if begun and (section.bare or section.spelled or self._high is not None):
            return  # 兩三萬一平: a range has no tail
        if section.high is not None:
            self._high = self._low + section.high
        self._low += value
        self._more = self._more or section.more
        if begun and printed in _TAILS_OF_BARE and self._text[section.start - 1] == "万" and self._bare:
            self._bare = False  # 萬七 is 17,000
        self._bare = self._bare or (section.is_bare and not begun)
        self._spelled = section.spelled and not begun
        self.end = self._magnitude = section.end
        is_thousands = self._text[section.end : section.end + 1] == "千"
        if begun and section.value >= 10 and is_thousands and not begins_unit(self._text, section.end, begun=True):
            self._low *= 1000  # 1萬1,353.83千瓩: the whole number counts thousands
            self.end += 1

    def numeral(self) -> Numeral | None:
        """What was read; None where nothing was."""
        if self.end == self._start:
            return None
        high = self._high if self._high is not None and self._high > self._low else None
        first = self._text[self._start]
        return Numeral(
            self._start,
            self.end,
            self._low,
            high,
            self._more,
            self._bare,
            first in ASCII_DIGITS,
            self._magnitude,
            self._spelled,
        )
