"""Sections of numerals: what stands before a scale, read character by character.

A section is digits with groups and decimals (1,353.83), words up to thousands (二百零五), a range of two digits
(五六百), or digits in Han spelled one by one (二〇二四).
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from reader.figures.numeral_signs import (
    ASCII_DIGITS,
    COUNTED,
    DECIMALS,
    DIGITS,
    LONGEST,
    SCALES,
    STEPS,
    TENS,
    UNIT_HEADS,
    Exact,
    skip_blanks,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_MAX_DECIMALS = 20
_MAX_SIGNS = LONGEST + _MAX_DECIMALS
"""Code points of digits whose number is made; a numeral of more is none."""
_MAX_SECTION = 4 * LONGEST
_MAX_SCALES = 6
DIGITS_PATTERN = re.compile(r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3})++(?![0-9])|[0-9]++)(?:[.·][0-9]++)?")
_HAN_RUN_PATTERN = re.compile(
    "[〇零○一二三四五六七八九壹贰叁参肆伍陆柒捌玖两俩][〇零○一二三四五六七八九壹贰叁参肆伍陆柒捌玖]*+"
)
_POINT, _DIGIT_SIGNS, _INFIXES = frozenset("点"), frozenset(DIGITS), frozenset("多余来几")
_SCALE_SIGNS = frozenset(SCALES)
_AFTER_DIGITS = frozenset(STEPS.keys() | SCALES.keys() | DIGITS.keys() | set("点余多几") | ASCII_DIGITS)
_AFTER_ONE_OR_TWO = tuple("天个年月日周次人家百千万位名块元成句件岁点小分层间种项场")
"""What behind 一两 says that it is one or two, not a weight."""
_AFTER_ZERO = frozenset(DIGITS.keys() | STEPS.keys() | TENS.keys() | ASCII_DIGITS | {"几"})


class Section:
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
        """Read digits 0 to 9 with their groups and decimals.

        Args:
            text: Folded.
            at: Where the character stands, code points.

        Returns:
            The offset behind what was read; None where it is not part of the section.
        """
        found = DIGITS_PATTERN.match(text, at)
        if self.digit is not None or found is None or (self.step and not _follows_step(found[0], self.step)):
            return None
        self.digit, self.end = parse_digits(found[0]), found.end()
        return skip_blanks(text, self.end, _AFTER_DIGITS)

    def add_han(self, text: str, at: int) -> int | None:
        """Read digits in Han: one, a pair that is a range (五六百), or a number spelled digit by digit.

        Args:
            text: Folded.
            at: Where the character stands, code points.

        Returns:
            The offset behind what was read; None where it is not part of the section.
        """
        found = _HAN_RUN_PATTERN.match(text, at)
        if self.digit is not None or found is None:
            return None
        run, end = found[0], found.end()
        if run == "一" and text[end : end + 1] == "两" and text[end + 1 : end + 2] in _AFTER_ONE_OR_TWO:
            run, end = "一二", end + 1
        following = text[end : end + 1]
        if run[0] in "零〇" and (self.step or self.after_scale) and not self.after_zero:
            return self._add_zero(text, at, run)
        if run == "两" and (self.after_scale or at > self.start) and following not in COUNTED:
            return None
        if len(run) == 1:
            self.digit = DIGITS[run]
        elif _is_pair(run) and (not self.after_zero or following in STEPS):
            self.closed = following not in STEPS
            place = self.step // 10 if self.closed and self.step >= 100 else 1  # 一百五六 is 150 to 160
            self.digit = DIGITS[run[0]] * place
            self.high = DIGITS[run[1]] * place + (self.part if self.closed else 0)
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
        """Read 廿 or 卅.

        Args:
            text: Folded.
            at: Where the character stands, code points.

        Returns:
            The offset behind what was read; None where it is not part of the section.
        """
        if self.digit is not None or 0 < self.step <= 10:
            return None
        self.part, self.step, self.end = self.part + TENS[text[at]], 10, at + 1
        return self.end

    def add_step(self, text: str, at: int) -> int | None:
        """Read 十, 百 or 千; without a coefficient only 十, and any at the beginning of a section.

        Args:
            text: Folded.
            at: Where the character stands, code points.

        Returns:
            The offset behind what was read; None where it is not part of the section.
        """
        size = STEPS[text[at]]
        if begins_unit(text, at, begun=at > self.start):
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
        """Read 几 or 数 before a step or scale (几十万), or 几 behind one (三十几).

        Args:
            text: Folded.
            at: Where the character stands, code points.

        Returns:
            The offset behind what was read; None where it is not part of the section.
        """
        following = text[at + 1 : at + 2]
        if at == self.start:
            if following not in COUNTED or text[at + 1 : at + 3] == "百分":
                return None
            self.more = self.few = True
            return at + 1
        if text[at] != "几" or self.digit is not None or following in STEPS:
            return None
        self.more, self.end, self.closed = True, at + 1, True
        return at + 1

    def add_decimals(self, text: str) -> bool:
        """Add 点五, or .五 behind Han digits (二.二八億), where it follows; whether it did."""
        at = skip_blanks(text, self.end, _POINT)
        is_dot = text[at : at + 1] == "." and text[at + 1 : at + 2] in DIGITS and text[at - 1] in DIGITS
        if is_dot and self.high is not None:  # 三四.五 is no range
            self.digit, self.high = DIGITS[text[at - 2]] * 10 + DIGITS[text[at - 1]], None
        if not is_dot and (text[at : at + 1] != "点" or self.high is not None or self.spelled):
            return False
        start = end = skip_blanks(text, at + 1, _DIGIT_SIGNS)
        while end - start < _MAX_DECIMALS and text[end : end + 1] in DECIMALS:
            end += 1
        behind = text[end : end + 2]
        if end == start or behind[:1] in ("十", "半") or (behind[:1] == "分" and behind != "分钟"):
            return False
        digits = "".join(str(DECIMALS[sign]) for sign in text[start:end])
        self.spelled = False
        self.part, self.digit = self.value + Fraction(int(digits), 10 ** len(digits)), None
        self.end, self.closed = end, True
        return True


_ADDERS: dict[str, Callable[[Section, str, int], int | None]] = {
    **dict.fromkeys(ASCII_DIGITS, Section.add_digits),
    **dict.fromkeys(DIGITS, Section.add_han),
    **dict.fromkeys(TENS, Section.add_tens),
    **dict.fromkeys(STEPS, Section.add_step),
    **dict.fromkeys("几数", Section.add_few),
}


def section_at(text: str, start: int, *, after_scale: bool) -> Section | None:
    """The section that begins there; None where there is none.

    Args:
        text: Folded.
        start: Code points.
        after_scale: Whether a scale stands before it.
    """
    section, at = Section(start, after_scale=after_scale), start
    while not section.closed and (adder := _ADDERS.get(text[at : at + 1])) is not None:
        after = adder(section, text, at)
        if after is None or after - start > _MAX_SECTION:
            break
        at = after
    if section.end > start:
        section.add_decimals(text)
        return section
    return section if section.few else None


def scale_at(text: str, at: int, *, empty: bool) -> tuple[int, int, int, bool]:
    """The scales behind a section, 万亿 multiplied: size (0 where there is none), start, end, whether 多 is before.

    Args:
        text: Folded.
        at: The end of the section, code points.
        empty: Whether the section has no number.
    """
    start, more = at, False
    if not empty:
        infix = skip_blanks(text, at, _INFIXES)
        if text[infix : infix + 1] in _INFIXES:
            behind = infix + 1
            behind = skip_blanks(text, behind, _SCALE_SIGNS)
            more = text[behind : behind + 1] in _SCALE_SIGNS
            start = behind if more else at
        start = start if more else skip_blanks(text, at, _SCALE_SIGNS)
    if not empty and not more and text.startswith("个亿", at) and text[at + 2 : at + 3] != "万":
        return 10**8, at, at + 2, False  # 20个亿
    size, end = 0, start
    while end - start < _MAX_SCALES:
        sign, following = text[end : end + 1], text[end + 1 : end + 2]
        if sign in SCALES and not (sign == "兆" and following in UNIT_HEADS["兆"]):
            size = (size or 1) * SCALES[sign]
            end += 1
        elif size and sign in {"多", "余"} and following in _SCALE_SIGNS:
            more, end = True, end + 1  # 三十万多亿
        else:
            break
    return size, start, end, more


def parse_digits(digits: str) -> Exact:
    """The number of digits with groups and decimals: 1,353.83."""
    whole, point, decimals = digits.replace(",", "").replace("·", ".").partition(".")
    if len(digits) > _MAX_SIGNS:
        return 0
    if not point:
        return int(whole)
    return Fraction(int(whole + decimals), 10 ** len(decimals))


def _follows_step(digits: str, step: int) -> bool:
    """Whether digits may stand behind a step: 1千零1, 3千5."""
    return digits.isdigit() and len(digits) < len(str(step))


def _is_pair(run: str) -> bool:
    """Whether two digits are a range: 五六, and 三五."""
    if len(run) != 2 or not DIGITS[run[0]]:
        return False
    difference = DIGITS[run[1]] - DIGITS[run[0]]
    return difference == 1 or (difference == 2 and run[0] == "三")


def begins_unit(text: str, at: int, *, begun: bool) -> bool:
    """Whether the step there is the beginning of a unit (千瓦), or of 百分之 or 百分点.

    Args:
        text: Folded.
        at: Where the step stands, code points.
        begun: Whether something of the number stands before it.
    """
    following = text[at + 1 : at + 2]
    if following not in UNIT_HEADS.get(text[at], ()):
        return False
    if text[at] != "百":
        return begun
    behind = text[at + 2 : at + 3]
    return following == "帕" or behind in ("点", "比", "百") or (not begun and behind == "之")
