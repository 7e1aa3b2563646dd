"""Numerals: digits, Chinese numerals, scales and what stands between them, read from left to right as one number.

numeral = section {scale section} [tail]; a section is digits (1,353.83), words up to thousands (二百零五), or
digits in Han spelled one by one (二〇二四). Every alphabet mixes: 25萬6千, 二00九, 1萬1,353.83. Nothing is read twice,
so a text of nothing but numerals costs what any other costs.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from reader.figures.lexicon import fold

if TYPE_CHECKING:
    from collections.abc import Callable

Exact = Fraction | int
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
SCALES = {"万": 10**4, "亿": 10**8, "兆": 10**12}
FINANCIAL = frozenset("壹贰叁参肆伍陆柒捌玖拾佰仟")
BLANKS = " \u3000\u00a0\t"
LONGEST = 60
"""Code points of a numeral; a longer one counts nothing."""
_ASCII = frozenset("0123456789")
_MAX_DECIMALS = 20
_UNIT_HEADS = {"千": "瓦克米卡帕伏赫焦字", "兆": "瓦赫字比像帕焦位", "百": "帕分"}
"""What a step or scale may begin a unit with (千瓦), or the word 百分之."""
_DIGITS_PATTERN = re.compile(r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3})++(?![0-9])|[0-9]++)(?:[.·][0-9]++)?")
_MIXED_PATTERN = re.compile("[0-9〇零一二三四五六七八九]{4,8}+")
_HAN_RUN_PATTERN = re.compile(
    "[〇零○一二三四五六七八九壹贰叁参肆伍陆柒捌玖两俩][〇零○一二三四五六七八九壹贰叁参肆伍陆柒捌玖]*+"
)


class Numeral(NamedTuple):
    """What a numeral says. Offsets are code points of the folded text."""

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
        digits = "".join(str(_DECIMALS[sign]) for sign in mixed[0])
        return Numeral(start, mixed.end(), int(digits), magnitude=mixed.end(), ascii=first in _ASCII, spelled=True)
    reader = _Total(text, start)
    while reader.add_section():
        if reader.end - start > LONGEST:
            return None
    return reader.numeral()


def _is_mixed_year(text: str, found: re.Match[str]) -> bool:
    """Whether digits of both alphabets are one number: 二00九. Steps or scales behind would make it another one."""
    digits = found[0]
    if text[found.end() : found.end() + 1] in NUMERAL_STARTS and found.end() < len(text):
        return False
    han = sum(sign not in _ASCII for sign in digits)
    return 0 < han < len(digits) and (digits[0] not in _ASCII or len(digits) == 4)


def skip_blanks(text: str, at: int, wanted: frozenset[str]) -> int:
    """The offset behind at most three blanks if one of the wanted signs follows them, else the offset itself."""
    end = at
    while end < len(text) and end - at < 3 and text[end] in BLANKS:
        end += 1
    return end if end > at and end < len(text) and text[end] in wanted else at


class _Section:
    """The part of a numeral before a scale; offsets are code points."""

    __slots__ = (
        "after_scale",
        "after_zero",
        "bare",
        "closed",
        "digit",
        "end",
        "few",
        "high",
        "more",
        "part",
        "spelled",
        "start",
        "step",
    )

    def __init__(self, start: int, *, after_scale: bool) -> None:
        self.start = self.end = start
        self.after_scale = after_scale
        self.part: Exact = 0
        """What the steps so far make."""
        self.digit: Exact | None = None
        """The digits that wait for their step."""
        self.high: Exact | None = None
        """The upper end of the digits or the part, of 五六百."""
        self.step = 0
        """The last step."""
        self.after_zero = False
        self.more = self.bare = self.spelled = self.few = False
        self.closed = False
        """Whether nothing more may be added but a scale."""

    @property
    def value(self) -> Exact:
        """The number, with the digit of 四百五 as tens."""
        if self.digit is None:
            return self.part
        tail = self.step >= 100 and not self.after_zero and 0 < self.digit < 10 and self.high is None
        return self.part + (self.digit * (self.step // 10) if tail and not self.closed else self.digit)

    @property
    def is_bare(self) -> bool:
        """Whether it is a step without a coefficient and nothing more: 百, but not 百八十."""
        return self.bare and self.part == self.step and self.digit is None

    def add_digits(self, text: str, at: int) -> int | None:
        """Digits 0 to 9 with their groups and decimals."""
        found = _DIGITS_PATTERN.match(text, at)
        if self.digit is not None or found is None or (self.step and not _follows_step(found[0], self.step)):
            return None
        self.digit, self.end = parse_digits(found[0]), found.end()
        return skip_blanks(text, self.end, _AFTER_DIGITS)

    def add_han(self, text: str, at: int) -> int | None:
        """Digits in Han: one, a pair that is a range (五六百), or a number spelled digit by digit."""
        found = _HAN_RUN_PATTERN.match(text, at)
        if self.digit is not None or found is None:
            return None
        run, end = found[0], found.end()
        if run == "一" and text[end : end + 1] == "两" and text[end + 1 : end + 2] in _AFTER_ONE_OR_TWO:
            run, end = "一二", end + 1
        following = text[end : end + 1]
        if run[0] in "零〇" and (self.step or self.after_scale) and not self.after_zero:
            return self._add_zero(text, at, run)
        if run == "两" and (self.after_scale or at > self.start) and following not in _COUNTED:
            return None
        if len(run) == 1:
            self.digit = DIGITS[run]
        elif _is_pair(run) and (not self.after_zero or following in STEPS):
            self.digit, self.high = DIGITS[run[0]], DIGITS[run[1]] + (0 if following in STEPS else self.part)
            self.closed = following not in STEPS
        elif self.step or len(run) > LONGEST:
            return None
        else:
            self.digit, self.spelled = int("".join(str(DIGITS[sign]) for sign in run)), True
        self.end = end
        return skip_blanks(text, end, _AFTER_DIGITS)

    def _add_zero(self, text: str, at: int, run: str) -> int | None:
        if len(run) == 1 and text[at + 1 : at + 2] not in _AFTER_ZERO:
            return None
        self.after_zero = True
        return at + 1

    def add_tens(self, text: str, at: int) -> int | None:
        """廿, 卅."""
        if self.digit is not None or 0 < self.step <= 10:
            return None
        self.part, self.step, self.end = self.part + TENS[text[at]], 10, at + 1
        return self.end

    def add_step(self, text: str, at: int) -> int | None:
        """十, 百, 千; without a coefficient only 十, and at the beginning of a section."""
        size = STEPS[text[at]]
        if _begins_unit(text, at, begun=at > self.start):
            return None
        if self.after_scale and self.part == 0 and self.digit is not None and self.digit >= 10:
            return None
        if self.digit is None and not self.few and self.step and not (self.after_zero and size == 10 < self.step):
            return None
        if self.step and size >= self.step and self.digit is not None and not self.high and not self.few:
            return None
        if at == self.start and size > 10:
            self.bare = True
        self.part += (1 if self.digit is None else self.digit) * size
        if self.high is not None:
            self.high = self.high * size + self.part - (self.digit or 0) * size
        self.digit, self.step, self.end, self.after_zero = None, size, at + 1, False
        return skip_blanks(text, self.end, _AFTER_DIGITS)

    def add_few(self, text: str, at: int) -> int | None:
        """几 or 数 before a step or scale (几十万), 几 behind one (三十几)."""
        following = text[at + 1 : at + 2]
        if at == self.start:
            if following not in _COUNTED or text[at + 1 : at + 3] == "百分" or not following:
                return None
            self.more = self.few = True
            return at + 1
        if text[at] != "几" or self.digit is not None or following in STEPS:
            return None
        self.more, self.end, self.closed = True, at + 1, True
        return at + 1

    def add_decimals(self, text: str) -> bool:
        """Add 点五 where it follows; whether it did."""
        at = skip_blanks(text, self.end, frozenset("点"))
        if text[at : at + 1] != "点" or self.high is not None or self.spelled:
            return False
        start = end = skip_blanks(text, at + 1, frozenset(DIGITS))
        while end < len(text) and end - start < _MAX_DECIMALS and text[end] in _DECIMALS:
            end += 1
        behind = text[end : end + 2]
        if end == start or behind[:1] in ("十", "半") or (behind[:1] == "分" and behind != "分钟"):
            return False
        digits = "".join(str(_DECIMALS[sign]) for sign in text[start:end])
        self.part, self.digit = self.value + Fraction(int(digits), 10 ** len(digits)), None
        self.end, self.closed = end, True
        return True


_ADDERS: dict[str, Callable[[_Section, str, int], int | None]] = {
    **dict.fromkeys(_ASCII, _Section.add_digits),
    **dict.fromkeys(DIGITS, _Section.add_han),
    **dict.fromkeys(TENS, _Section.add_tens),
    **dict.fromkeys(STEPS, _Section.add_step),
    **dict.fromkeys("几数", _Section.add_few),
}


def _section_at(text: str, start: int, *, after_scale: bool) -> _Section | None:
    """The section that begins there."""
    section, at = _Section(start, after_scale=after_scale), start
    while at < len(text) and not section.closed and (adder := _ADDERS.get(text[at])) is not None:
        after = adder(section, text, at)
        if after is None or after - start > 4 * LONGEST:
            break
        at = after
    if section.end > start:
        section.add_decimals(text)
        return section
    return section if section.few else None


class _Total:
    """What was read of a numeral so far: its sections with their scales."""

    def __init__(self, text: str, start: int) -> None:
        self._text, self._start = text, start
        self.end = self._magnitude = start
        self._low: Exact = 0
        self._high: Exact | None = None
        self._least, self._biggest = 0, 0
        """The last scale, and the biggest."""
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
        section = _section_at(text, at, after_scale=begun)
        if section is None:
            if begun or text[at] not in SCALES:
                return False
            section, self._bare = _Section(at, after_scale=False), True
        empty = section.end == at and not section.few
        scale, start, end, more = _scale_at(
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
        section = _Section(self.end, after_scale=True)
        if not section.add_decimals(self._text):
            return False
        self._low += section.value
        self.end = self._magnitude = section.end
        return True

    def _may_continue(self, at: int) -> bool:
        """Whether what stands behind a scale may belong to the number: 3万4000, 1千零1; behind a blank only 5 千."""
        text = self._text
        sign = text[at : at + 1]
        if sign in BLANKS and sign:
            behind_blanks = skip_blanks(text, at, _AFTER_SCALE)
            if text[behind_blanks : behind_blanks + 1] not in _ASCII:
                return behind_blanks > at
            found = _DIGITS_PATTERN.match(text, behind_blanks)
            behind = found and skip_blanks(text, found.end(), frozenset(STEPS))
            return bool(found and behind and found.end() - at <= 4 and text[behind : behind + 1] in STEPS)
        if sign not in _ASCII:
            return sign not in "几数半" and sign != ""
        found = _DIGITS_PATTERN.match(text, at)
        assert found is not None
        return text[found.end() : found.end() + 1] not in tuple("年/-:") and not (
            found[0].isdigit() and text[found.end() : found.end() + 1] in tuple("月日时")
        )

    def _add_scaled(self, value: Exact, high: Exact | None, scale: int) -> None:
        if scale > self._biggest and self._biggest:
            value += self._low
            high = None if high is None else high + self._low
            self._low = 0
        self._high = None if high is None else self._low + high * scale
        self._low += value * scale
        self._least, self._biggest = scale, max(self._biggest, scale)

    def _add_tail(self, section: _Section, *, begun: bool) -> None:
        """The last section: 4000 of 3万4000; a single digit counts the next lower place (13万2)."""
        value = section.value
        printed = self._text[section.start : section.end]
        if begun and len(printed) == 1 and (printed in _ASCII or printed in DIGITS) and printed not in "0零〇两":
            value = value * (self._least // 10)
        if begun and section.bare:
            return
        if begun and section.spelled:
            return
        if section.high is not None:
            self._high = self._low + section.high
        self._low += value
        self._more = self._more or section.more
        self._bare = self._bare or (section.is_bare and not begun)
        self._spelled = section.spelled and not begun
        self.end = self._magnitude = section.end
        is_thousands = self._text[section.end : section.end + 1] == "千"
        if begun and section.value >= 10 and is_thousands and not _begins_unit(self._text, section.end, begun=True):
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
            first in _ASCII,
            self._magnitude,
            self._spelled,
        )


def _scale_at(text: str, at: int, *, empty: bool) -> tuple[int, int, int, bool]:
    """The scales behind a section, 万亿 multiplied: size (0 where there is none), start, end, whether 多 is before."""
    start, more = at, False
    if not empty:
        infix = skip_blanks(text, at, frozenset("多余来几"))
        if text[infix : infix + 1] in tuple("多余来几"):
            behind = infix + 1
            behind = skip_blanks(text, behind, _SCALE_SIGNS)
            more = text[behind : behind + 1] in _SCALE_SIGNS and behind < len(text)
            start = behind if more else at
        start = start if more else skip_blanks(text, at, _SCALE_SIGNS)
    size, end = 0, start
    while end < len(text) and end - start < 6:
        if text[end] in SCALES and not (text[end] == "兆" and text[end + 1 : end + 2] in tuple(_UNIT_HEADS["兆"])):
            size = (size or 1) * SCALES[text[end]]
            end += 1
        elif size and text[end] in "多余" and text[end + 1 : end + 2] in _SCALE_SIGNS and end + 1 < len(text):
            more, end = True, end + 1  # 三十万多亿
        else:
            break
    return size, start, end, more


def parse_digits(digits: str) -> Exact:
    """The number of digits with groups and decimals: 1,353.83."""
    whole, point, decimals = digits.replace(",", "").replace("·", ".").partition(".")
    if len(whole) + len(decimals) > LONGEST + _MAX_DECIMALS:
        return 0
    if not point:
        return int(whole)
    return Fraction(int(whole + decimals), 10 ** len(decimals))


def _follows_step(digits: str, step: int) -> bool:
    """Whether digits may stand behind a step: 1千零1, 3千5."""
    return digits.isdigit() and len(digits) < len(str(step))


_AFTER_ONE_OR_TWO = tuple("天个年月日周次人家百千万位名块元成句件岁点小分层间种项场")
"""What behind 一两 says that it is one or two, not a weight."""


def _is_pair(run: str) -> bool:
    """Whether two digits are a range: 五六, and 三五."""
    if len(run) != 2 or run[0] not in DIGITS or not DIGITS[run[0]]:
        return False
    difference = DIGITS[run[1]] - DIGITS[run[0]]
    return difference == 1 or (difference == 2 and run[0] == "三")


def _begins_unit(text: str, at: int, *, begun: bool) -> bool:
    """Whether the step there is the beginning of a unit (千瓦), or of 百分之 or 百分点."""
    following = text[at + 1 : at + 2]
    if not following or following not in _UNIT_HEADS.get(text[at], ""):
        return False
    if text[at] != "百":
        return begun
    behind = text[at + 2 : at + 3]
    return following == "帕" or behind in ("点", "比", "百") or (not begun and behind == "之")


_DECIMALS = {sign: digit for sign, digit in DIGITS.items() if sign not in "两俩"} | {str(n): n for n in range(10)}
NUMERAL_STARTS = frozenset(_ASCII | DIGITS.keys() | STEPS.keys() | TENS.keys() | SCALES.keys() | set("半几数"))
_SCALE_SIGNS = frozenset(SCALES)
_AFTER_DIGITS = frozenset(STEPS.keys() | SCALES.keys() | DIGITS.keys() | set("点余多几") | _ASCII)
_AFTER_SCALE = frozenset(_ASCII | DIGITS.keys())
_COUNTED = frozenset(STEPS.keys() | SCALES.keys())
_AFTER_ZERO = frozenset(DIGITS.keys() | STEPS.keys() | TENS.keys() | _ASCII | {"几"})
