"""The characters that numerals are made of, and their values."""

from __future__ import annotations

from fractions import Fraction

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
BLANK_SIGNS = frozenset(BLANKS)
ASCII_DIGITS = frozenset("0123456789")
LONGEST = 60
"""Code points of a numeral; a longer one counts nothing."""
UNIT_HEADS = {"千": frozenset("瓦克米卡帕伏赫焦字"), "兆": frozenset("瓦赫字比像帕焦位"), "百": frozenset("帕分")}
"""What a step or scale may begin a unit with (千瓦), or the word 百分之."""
DECIMALS = {sign: digit for sign, digit in DIGITS.items() if sign not in "两俩"} | {str(n): n for n in range(10)}
NUMERAL_STARTS = frozenset(ASCII_DIGITS | DIGITS.keys() | STEPS.keys() | TENS.keys() | SCALES.keys() | set("半几数"))
COUNTED_STEPS = frozenset(STEPS)
COUNTED = frozenset(STEPS.keys() | SCALES.keys())
"""Characters that a coefficient stands before."""


def skip_blanks(text: str, at: int, wanted: frozenset[str]) -> int:
    """The offset behind at most three blanks if one of the wanted signs follows them, else the offset itself.

    Args:
        text: Folded.
        at: Code points.
        wanted: The signs.
    """
    end = at
    while end - at < 3 and text[end : end + 1] in BLANK_SIGNS:
        end += 1
    return end if text[end : end + 1] in wanted else at
