"""Numerals: one left-to-right scan that reads digits, Chinese numerals, magnitudes and what is between them.

No step looks back, so that a text of nothing but numerals costs what any other costs.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from reader.figures.lexicon import fold

DIGITS = {
    **dict(zip("〇一二三四五六七八九", range(10), strict=True)),
    **dict(zip("零壹贰叁肆伍陆柒捌玖", range(10), strict=True)),
    "两": 2,
    "俩": 2,
    "参": 3,
    "○": 0,
}
STEPS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
TENS = {"廿": 20, "卅": 30, "卌": 40}
MAGNITUDES = {"万": 10**4, "亿": 10**8, "兆": 10**12}
FINANCIAL = frozenset("壹贰叁参肆伍陆柒捌玖拾佰仟")
_ASCII = frozenset("0123456789")
_BLANK = " \u3000\u00a0\t"
_PREFIXED = {"千": "瓦克米卡帕伏赫焦字", "兆": "瓦赫字比像帕焦位", "百": "帕分"}
"""A magnitude before these is the first half of a unit, or of 百分之."""
_BEFORE_STEP = "零多余几来 \u3000"
LONGEST = 60
"""Signs of a numeral; what is longer counts nothing."""


class Numeral(NamedTuple):
    """What a numeral says. Offsets are code points."""

    start: int
    end: int
    value: Fraction | int
    """The lower end where it is approximate."""
    high: Fraction | int | None = None
    """The upper end of 五六百."""
    more: bool = False
    """With 多, 余, 几 inside: value is a lower bound."""
    bare: bool = False
    """Without a coefficient of its own: 百, 亿."""
    ascii: bool = False
    """Begins with a digit 0 to 9."""
    magnitude: int = 0
    """Where the magnitude that is shown as part of the unit begins; the end where there is none."""
    spelled: bool = False
    """Read digit by digit: 二〇一八."""

    @property
    def has_magnitude(self) -> bool:
        """It ends in 万, 亿 or 兆."""
        return self.magnitude < self.end


def exact(value: Fraction | int) -> int | Decimal:
    """The value as it is written in JSON: an int, or a Decimal, of 15 significant digits if it never ends."""
    if isinstance(value, int):
        return value
    if value.denominator == 1:
        return value.numerator
    rest, places = value.denominator, 0
    while rest % 10 == 0:
        rest, places = rest // 10, places + 1
    while rest % 5 == 0:
        rest, places = rest // 5, places + 1
    while rest % 2 == 0:
        rest, places = rest // 2, places + 1
    if rest == 1 and places < LONGEST:
        digits = value.numerator * 10**places // value.denominator
        return Decimal(f"{digits}e-{places}").normalize() if digits < 10**27 else Decimal(f"{digits}e-{places}")
    number = Decimal(value.numerator) / Decimal(value.denominator)
    return +Decimal(f"{number:.14e}").normalize()


def numerals(text: str) -> list[Numeral]:
    """Every numeral of a text in order, whatever it counts: 212 of 212個. For tests and tools; figures need a unit."""
    folded = fold(text)
    found: list[Numeral] = []
    at = 0
    while at < len(folded):
        numeral = numeral_at(folded, at)
        if numeral is None:
            at += 1
        else:
            found.append(numeral)
            at = numeral.end
    return found


def ascii_at(text: str, at: int) -> tuple[Fraction | int, int, bool]:
    """Digits with their groups and decimals from there: value, end, whether there are decimals."""
    size = len(text)
    end = at
    while end < size and text[end] in _ASCII:
        end += 1
    head = end - at
    digits = text[at:end]
    if head <= 3 and text[at] != "0":
        while end + 3 < size and text[end] == "," and text[end + 1 : end + 4].isdecimal():
            group = text[end + 1 : end + 4]
            if not group.isascii() or text[end + 4 : end + 5] in _ASCII:
                break
            digits += group
            end += 4
    if end - at > LONGEST:
        return 0, end, False
    whole = int(digits)
    if end + 1 < size and text[end] in ".·" and text[end + 1] in _ASCII:
        last = end + 1
        while last < size and text[last] in _ASCII:
            last += 1
        if last - end <= 20:
            places = last - end - 1
            return Fraction(whole * 10**places + int(text[end + 1 : last]), 10**places), last, True
    return whole, end, False


class _Sum:
    """What was read of a numeral so far."""

    __slots__ = ("big", "high", "last", "now", "part", "total")

    def __init__(self) -> None:
        self.total: Fraction | int = 0
        self.part: Fraction | int = 0
        """Since the last of 万, 亿, 兆."""
        self.now: Fraction | int | None = None
        """The digit that waits for its step."""
        self.high: Fraction | int | None = None
        self.last = 0
        """The last step or magnitude, for 一万三."""
        self.big = 0

    def step(self, size: int) -> None:
        coefficient = 1 if self.now is None else self.now
        if self.high is not None:
            self.high *= size
        self.part += coefficient * size
        self.now, self.last = None, size

    def magnitude(self, size: int) -> None:
        section = self.part + (self.now or 0)
        if self.high is not None:
            self.high = (self.part + self.high if self.now is not None else self.high) * size
        if size > self.big and self.total:
            self.total = (self.total + section) * size
        elif not section and self.total:
            self.total *= size
        else:
            self.total += (section or 1) * size
        self.part, self.now, self.last = 0, None, size
        self.big = max(self.big, size)

    @property
    def value(self) -> Fraction | int:
        return self.total + self.part + (self.now or 0)


def numeral_at(text: str, start: int) -> Numeral | None:
    """The numeral that begins at an offset of a folded text; None where there is none."""
    first = text[start]
    if first not in _STARTS:
        return None
    size = min(len(text), start + LONGEST + 20)
    if first == "半":
        return _half(text, start)
    sums = _Sum()
    at, more, unit, bare, begun, spelled = start, False, -1, False, False, False
    sure = start
    """The end of what certainly belongs to it."""
    ended = False
    if first in "几数" and (at + 1 >= size or text[at + 1] not in "十百千万亿" or text[at + 1 : at + 3] == "百分"):
        return None
    while at < size and not ended:
        sign = text[at]
        if sign in _ASCII:
            if begun and (sums.now is not None or not _joins(text, at, sums)):
                break
            value, at, decimals = ascii_at(text, at)
            if begun and decimals:
                at = sure
                break
            if at - start > LONGEST:
                return None
            sums.now = value
            begun, sure, unit = True, at, -1
            at = _over_blanks(text, at, _AFTER)
        elif sign in DIGITS or sign in TENS:
            end = at
            while end < size and text[end] in DIGITS and (end == at or text[end] not in "两俩"):
                end += 1
            run = end - at
            if sign in TENS:
                if sums.now is not None:
                    break
                sums.part += TENS[sign]
                sums.last, at, begun, sure, unit = 10, at + 1, True, at + 1, -1
                continue
            if begun and (sums.now is not None or (sign == "两" and text[at + 1 : at + 2] not in _COUNTED)):
                break
            if sign in "零〇" and begun and sums.last:
                at += 1
                if run == 1 and text[at : at + 1] not in _AFTER_ZERO:
                    break
                sums.last = 0
                if run == 1:
                    continue
                run, sign = run - 1, text[at]
            if run > 1:
                pair = DIGITS[text[at + 1]] - DIGITS[sign]
                following = text[end : end + 1]
                if (
                    run == 2
                    and DIGITS[sign]
                    and (pair == 1 or (pair == 2 and sign == "三"))
                    and (not (begun and sums.last == 0) or following in STEPS)
                ):
                    sums.now = DIGITS[sign]
                    sums.high = DIGITS[text[at + 1]]
                    if following not in STEPS and following not in MAGNITUDES:
                        sums.high += sums.total + sums.part
                        ended = True
                elif begun:
                    break
                else:
                    if run > LONGEST:
                        return None
                    sums.now = int("".join(str(DIGITS[digit]) for digit in text[at:end]))
                    spelled = True
            else:
                sums.now = DIGITS[sign]
            at, begun, sure, unit = end, True, end, -1
            at = _over_blanks(text, at, _AFTER)
        elif sign in STEPS:
            if _is_prefix(text, at, begun):
                break
            if begun and sums.now is None and STEPS[sign] >= (sums.last or 10**6) and sums.high is None:
                break
            after_step = begun and sums.now is None and sums.last and unit < 0 and text[at - 1] not in _BEFORE_STEP
            if after_step and (sign not in "十拾" or text[at - 1] not in "万亿"):
                break
            bare = bare or (not begun and sign not in "十拾")
            sums.step(STEPS[sign])
            at += 1
            begun, sure = True, at
            at = _over_blanks(text, at, _AFTER)
        elif sign in MAGNITUDES:
            if sign == "兆" and text[at + 1 : at + 2] in _PREFIXED["兆"] and text[at + 1 : at + 2]:
                break
            bare = bare or not begun
            if sums.total > 10**40:
                return None
            if unit < 0 or at != sure:
                unit = at
            sums.magnitude(MAGNITUDES[sign])
            at += 1
            begun, sure = True, at
            at = _over_blanks(text, at, _AFTER)
        elif sign in "几数":
            following = text[at + 1 : at + 2]
            if (
                begun
                and sign == "几"
                and (sums.now is None or following in MAGNITUDES)
                and (following in MAGNITUDES or following not in STEPS)
            ):
                more, at, sure = True, at + 1, at + 1
                if following not in MAGNITUDES:
                    ended = True
            elif not begun and (following in STEPS or following in MAGNITUDES):
                at, begun, more = at + 1, True, True
            else:
                break
        elif sign in "多余来" and begun:
            behind = _over_blanks(text, at + 1, _BIG)
            if text[behind : behind + 1] in MAGNITUDES:
                more, at = True, behind
            else:
                break
        elif (sign == "点" and begun and at == sure) or (sign == "点" and begun and text[sure:at].isspace()):
            done = _decimals(text, at, sums)
            if done is None:
                break
            at = sure = done
            at = _over_blanks(text, at, _BIG)
            if text[at : at + 1] not in MAGNITUDES:
                ended = True
            unit = -1
        elif sign == "零" and begun:
            break
        else:
            break
    if not begun or sure == start:
        return None
    if (
        sums.now is not None
        and 0 < sums.now < 10
        and sums.last >= 100
        and sums.high is None
        and text[sure - 1] in DIGITS
    ):
        sums.now = sums.now * (sums.last // 10)  # 一万三
    value = sums.value
    high = sums.high
    if high is not None:
        high = high if high > value else None
    return Numeral(start, sure, value, high, more, bare, first in _ASCII, unit if unit >= 0 else sure, spelled)


def _is_prefix(text: str, at: int, begun: bool) -> bool:
    """The step there is the first half of a unit (千瓦), or of 百分之, 百分点."""
    following = text[at + 1 : at + 2]
    if not following or following not in _PREFIXED.get(text[at], ""):
        return False
    if text[at] != "百":
        return begun
    return (
        following == "帕"
        or text[at + 2 : at + 3] in ("点", "比", "百")
        or (not begun and text[at + 2 : at + 3] == "之")
    )


def _joins(text: str, at: int, sums: _Sum) -> bool:
    """Digits may follow a magnitude: 3万4000, 25万6千, 1千零1; behind a blank only with a step of their own."""
    end = at
    while text[end : end + 1] in _ASCII and text[end : end + 1]:
        end += 1
    if text[at - 1] not in _BLANK:
        return text[end : end + 1] not in ("年", "/", "-", ":")
    end = _over_blanks(text, end, frozenset(STEPS))
    step = STEPS.get(text[end : end + 1], 0)
    return end - at <= 2 and 0 < step < sums.last


def _over_blanks(text: str, at: int, wanted: frozenset[str]) -> int:
    """Behind the blanks there, if one of the wanted signs follows; else where it was."""
    end = at
    while end < len(text) and end - at < 3 and text[end] in _BLANK:
        end += 1
    return end if end > at and text[end : end + 1] in wanted and end < len(text) else at


def _decimals(text: str, at: int, sums: _Sum) -> int | None:
    """Read 点五 into the sum; the offset behind it, None where the 点 is none of a decimal."""
    start = end = _over_blanks(text, at + 1, frozenset(DIGITS))
    value = 0
    while end < len(text) and end - start < 20:
        if text[end] not in _DECIMALS:
            break
        value = value * 10 + _DECIMALS[text[end]]
        end += 1
    if (
        end == start
        or text[end : end + 1] == "十"
        or (text[end : end + 1] == "分" and text[end : end + 2] != "分钟")
        or text[end : end + 1] == "半"
    ):
        return None
    if sums.now is not None and sums.last >= 100 and 0 < sums.now < 10:
        sums.now *= sums.last // 10
    whole = sums.part + (sums.now or 0)
    sums.part, sums.now = whole + Fraction(value, 10 ** (end - start)), None
    return end


def _half(text: str, start: int) -> Numeral:
    """半: a half, or 半百."""
    if text.startswith("半百", start):
        return Numeral(start, start + 2, 50, magnitude=start + 2)
    return Numeral(start, start + 1, Fraction(1, 2), magnitude=start + 1)


_DECIMALS = {sign: digit for sign, digit in DIGITS.items() if sign not in "两俩"} | {str(n): n for n in range(10)}
_STARTS = frozenset(_ASCII | DIGITS.keys() | STEPS.keys() | TENS.keys() | MAGNITUDES.keys() | set("半几数"))
_BIG = frozenset(MAGNITUDES)
_AFTER = frozenset(STEPS.keys() | MAGNITUDES.keys() | DIGITS.keys() | set("点余多几") | _ASCII)
_COUNTED = frozenset(STEPS.keys() | MAGNITUDES.keys())
_AFTER_ZERO = frozenset(DIGITS.keys() | STEPS.keys() | TENS.keys() | _ASCII | {"几"})
