"""The unit behind a numeral: the longest form that fits, in the sense that what stands around it speaks for."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from reader.figures.lexicon import Sense, Unit, borders, senses, units
from reader.figures.numeral_signs import BLANK_SIGNS, Exact
from reader.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.figures.block_text import BlockText
    from reader.figures.numerals import Numeral

_MAX_BLANKS = 5
"""Blanks between a number and its unit."""
_MAX_PARTED = 4
"""Code points behind an infix in which the rest of a unit is looked for."""
_SMALL = 10
"""Han numerals up to it are often part of a word: 三國, 兩省."""
_ROUND = (1, 2, 3, 10, 100, 1000, 10000)
_PAIR = lazy_pattern("[0-9一二三四五六七八九十百两]{1,4}[死伤亡男女]")
_POINT_SPACED = lazy_pattern("个[ \u3000\u00a0]?百[ \u3000\u00a0]?分[ \u3000\u00a0]?点")
_POINTS = Unit("个百分点", "percent", "", "pp", Fraction(1))
_PARTED = {"个多": "多", "分多": "多", "个余": "余", "个半": "半", "分半": "半"}
"""A unit with an infix: 8分多鐘, 一個半小時, 三分半鐘."""


class UnitMatch(NamedTuple):
    """A unit in a text. Offsets are code points."""

    unit: Unit
    start: int
    end: int
    more: bool = False
    """With 多, 余 or 几 before it or inside: 50多公里, 8分多钟."""
    half: bool = False
    """With 半 inside: 一个半小时."""
    pieces: tuple[tuple[int, int], ...] = ()
    """Where it stands, if an infix parts it: 分 and 钟 of 8分多钟."""


def unit_after(block: BlockText, numeral: Numeral, value: Exact) -> UnitMatch | None:
    """The unit of a numeral; None where none follows it.

    Args:
        block: The text.
        numeral: The numeral before the unit.
        value: What it is with its sign or as a fraction.
    """
    text, at = block.text, numeral.end
    start, more = at, False
    if text[at : at + 1] in {"多", "余", "几"} or (text[at : at + 1] == "来" and text[at - 1] in "十百千"):
        start, more = at + 1, True
    else:
        while start - at < _MAX_BLANKS and text[start : start + 1] in BLANK_SIGNS:
            start += 1
        if text[start - 1] == "\u3000":
            return None
    if found := _POINT_SPACED().match(text, start):
        return UnitMatch(_POINTS, start, found.end(), more)
    if parted := _parted(block, start, numeral, value):
        return parted
    unit = _unit_at(block, text, start, numeral, value)
    if unit is None:
        return None
    if start > at and not more and unit.kind == "count" and len(unit.form) == 1 and not numeral.ascii:
        return None
    return UnitMatch(unit, start, start + len(unit.form), more)


def _parted(block: BlockText, start: int, numeral: Numeral, value: Exact) -> UnitMatch | None:
    """A length of time with an infix: 一个多月, 8分多钟, 一个半小时."""
    text = block.text
    infix = _PARTED.get(text[start : start + 2])
    if infix is None:
        return None
    behind = start + 2
    unit = _unit_at(block, text[start] + text[behind : behind + _MAX_PARTED], 0, numeral, value)
    if unit is None or len(unit.form) == 1 or unit.kind != "duration":
        return None
    end = start + len(unit.form) + 1
    half = infix == "半"
    return UnitMatch(unit, start, end, not half, half, ((start, start + 1), (behind, end)))


def _unit_at(block: BlockText, text: str, at: int, numeral: Numeral, value: Exact) -> Unit | None:
    for form, many in units(block.context.region).all_at(text, at):
        end = at + len(form)
        if _is_inside_word(text, form, end, numeral):
            continue
        if form in senses() and (unit := _sense(block, form, numeral, value)) is not None:
            return unit if unit.kind else None
        for unit in many:
            if _fits_number(text, unit, at, numeral, value):
                return unit
    return None


def _is_inside_word(text: str, form: str, end: int, numeral: Numeral) -> bool:
    """Whether what follows makes the form part of another word: 元 of 元旦, m of mm."""
    following = text[end : end + 1]
    if form[-1].isascii() and form[-1].isalpha() and following.isascii() and following.isalnum():
        return True
    border = borders().get(form)
    if border is None or not following:
        return False
    if following in border.unless_digits:
        return not numeral.ascii
    return following in border.signs or text.startswith(border.words, end)


def _fits_number(text: str, unit: Unit, at: int, numeral: Numeral, value: Exact) -> bool:
    if not unit.flag or numeral.ascii or value > _SMALL:
        return True
    if unit.flag != "pair":
        return False
    return bool(_PAIR().match(text, at + 1)) or bool(_PAIR().search(text, max(0, numeral.start - 5), numeral.start))


def _sense(block: BlockText, form: str, numeral: Numeral, value: Exact) -> Unit | None:
    """The sense of a form whose cue stands nearest; without any the first that needs none."""
    best: tuple[int, Unit] | None = None
    default: Unit | None = None
    for sense in senses()[form]:
        if not all(_holds(block, need, numeral, value) for need in sense.needs):
            continue
        if not sense.cue:
            default = default or sense.unit
        elif (distance := _cue_distance(block, sense, numeral)) is not None and (best is None or distance < best[0]):
            best = distance, sense.unit
    return best[1] if best else default


def _cue_distance(block: BlockText, sense: Sense, numeral: Numeral) -> int | None:
    return block.cue_distance(sense.cue, numeral.start, sense.where)


def _holds(block: BlockText, need: str, numeral: Numeral, value: Exact) -> bool:
    """Whether a condition of unit_senses.tsv holds."""
    if need.startswith("!"):
        return not _holds(block, need[1:], numeral, value)
    if need in _NUMBER_CONDITIONS:
        return _NUMBER_CONDITIONS[need](numeral, value)
    if need in ("TW", "HK", "CN"):
        return block.context.region in ((need, "MO") if need == "HK" else (need,))
    return block.has_cue(need, numeral.start, "left")


_NUMBER_CONDITIONS: dict[str, Callable[[Numeral, Exact], bool]] = {
    "digits": lambda numeral, value: numeral.ascii,
    "decimal": lambda numeral, value: not isinstance(value, int),
    "over10": lambda numeral, value: value > _SMALL,
    "over24": lambda numeral, value: value > 24,
    "over1900": lambda numeral, value: value > 1900,
    "not_small": lambda numeral, value: numeral.ascii or value > 3,
    "not_round": lambda numeral, value: value not in _ROUND,
}
