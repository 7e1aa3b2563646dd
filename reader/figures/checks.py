"""Figures of an article checked against each other: growth, shares, parts of a whole, and the headline.

Nothing is said where the text does not join the figures itself, and never of dates.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.figures.lexicon import cues, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.model.figure import Figure

_MAX_BETWEEN = 30
"""Code points between two figures that speak of each other."""
_MAX_JOIN = 12
"""Code points of the words that join two figures."""
_STOPS = "。;!?\n"
_AMOUNT_KINDS = frozenset(("money", "count", "area", "length", "mass", "volume", "energy"))
_PAIRS = (frozenset("男女"), frozenset("死伤"), frozenset("亡伤"))
"""Units whose counts together make a whole of people."""
_PEOPLE = frozenset("人名位")
_MAX_EXACT_COUNT = 10_000
"""What was counted one by one up to it is exact."""
_MIN_SAME_SUBJECT = 3
"""Code points of the shorter of two subjects that may be the same."""
_MAX_HEADLINE_FACTOR = 2
"""How many times larger a figure of the text may be to be the same as one of the headline told differently."""


class FigureCheck(NamedTuple):
    """A check of one figure against others of the same text."""

    kind: Literal["growth", "share", "sum", "headline"]
    figure_indices: tuple[int, ...]
    """Indices in the figures that were given, in the order of the text; the last one is what was checked."""
    printed: Decimal | int
    """The printed value of the last figure."""
    computed: Decimal
    """The value computed from its other figures, in the same unit, to two decimals."""
    is_consistent: bool
    unit: str = "%"
    """% or the unit as printed, for showing."""


def check_figures(text: str, figures: Sequence[Figure]) -> tuple[FigureCheck, ...]:
    """The checks of a block: figures that can be computed from others, such as a growth of 21.5 % from its two amounts.

    Figures are checked only where the text joins them itself, all in one sentence: 由A增至B,增長C% (growth),
    共A個,其中B個,佔C% (share), 7人包括5男2女 (sum). Rounding as printed is allowed for; nothing approximate is checked.

    Args:
        text: The block's.
        figures: Its figures, in order.
    """
    folded = fold(text)
    found: list[FigureCheck] = []
    for index in range(2, len(figures)):
        first, second, third = figures[index - 2 : index + 1]
        if not _in_one_sentence(folded, first, third):
            continue
        check = (
            _growth(folded, index, first, second, third)
            or _growth_to(folded, index, first, second, third)
            or _share(folded, index, first, second, third)
            or _sum(folded, index, first, second, third)
        )
        if check:
            found.append(check)
    return tuple(found + _rests(folded, figures))


def _in_one_sentence(text: str, first: Figure, last: Figure) -> bool:
    between = text[first.end : last.start]
    return len(between) <= 3 * _MAX_BETWEEN and not any(stop in between for stop in _STOPS)


def _is_exact(figure: Figure) -> bool:
    return not (figure.is_approximate or figure.bound or figure.is_range) and isinstance(
        figure.canonical_value, int | Decimal
    )


def _is_percent(figure: Figure) -> bool:
    return figure.kind == "percent" and figure.canonical_unit == "%" and _is_exact(figure)


def _are_comparable(first: Figure, second: Figure) -> bool:
    """Whether two figures are exact amounts of the same unit."""
    same = first.kind == second.kind and first.canonical_unit == second.canonical_unit
    return same and first.kind in _AMOUNT_KINDS and _is_exact(first) and _is_exact(second)


# -- growth and shares


def _growth(text: str, index: int, first: Figure, second: Figure, third: Figure) -> FigureCheck | None:
    """由2073.5億元增至2519.3億元,增長21.5%; 2519.3億元,比上年的2073.5億元增長21.5%."""
    if not _is_percent(third) or not _are_comparable(first, second):
        return None
    between, after = text[first.end : second.start], text[second.end : third.start]
    word = _growth_word(after)
    if not word or len(after) > _MAX_JOIN:
        return None
    before = text[max(0, first.start - 8) : first.start]
    if any(cue in before for cue in cues("check from")) and between.endswith(cues("check to")):
        return _change(index, first, second, third, word) if len(between) <= _MAX_JOIN else None
    compared = between.strip(" ,").startswith(cues("check compared")) and between.endswith("的")
    if compared and len(between) <= _MAX_JOIN and not after.strip(" ,了约").removesuffix(word):
        return _change(index, second, first, third, word)
    return None


def _growth_to(text: str, index: int, first: Figure, second: Figure, third: Figure) -> FigureCheck | None:
    """由1.2億元增長50%至1.8億元."""
    if not _is_percent(second) or not _are_comparable(first, third):
        return None
    before = text[max(0, first.start - 8) : first.start]
    word = _growth_word(text[first.end : second.start])
    if not word or not any(cue in before for cue in cues("check from")):
        return None
    if text[second.end : third.start].strip(" ,") not in ("至", "到"):
        return None
    found = _change(index, first, third, second, word)
    return found and found._replace(figure_indices=(index - 2, index, index - 1))


def _growth_word(text: str) -> str:
    """The word of change that a text before a percentage ends in."""
    ending = text.rstrip("了约 ")
    return next((word for word in cues("check growth") if ending.endswith(word)), "")


def _change(index: int, low: Figure, high: Figure, told: Figure, word: str) -> FigureCheck | None:
    if _number(low) <= 0:
        return None
    change = (Fraction(_number(high)) - Fraction(_number(low))) / Fraction(_number(low)) * 100
    if word in cues("check down"):
        change = -change
    return _percent_check("growth", index, told, change, _slack(low, high))


def _share(text: str, index: int, first: Figure, second: Figure, third: Figure) -> FigureCheck | None:
    """共14個項目,其中12個,佔85.7%."""
    if not _is_percent(third) or not _are_comparable(first, second):
        return None
    between, after = text[first.end : second.start], text[second.end : third.start]
    if first.kind != "count" or "其中" not in between or _last_unit(first) != _last_unit(second):
        return None
    if len(between) > _MAX_BETWEEN or len(after) > _MAX_JOIN or not after.strip(" ,").endswith(cues("check share")):
        return None
    if _number(first) <= 0 or _number(second) > _number(first):
        return None
    share = Fraction(_number(second)) / Fraction(_number(first)) * 100
    return _percent_check("share", index, third, share, _slack(first, second))


# -- parts of a whole


def _sum(text: str, index: int, first: Figure, second: Figure, third: Figure) -> FigureCheck | None:
    """拘捕7人,包括5男2女; 28人死傷,其中3死25傷: two counts that together are the one before."""
    units = frozenset((_last_unit(second), _last_unit(third)))
    if units not in _PAIRS or not all(map(_is_exact, (first, second, third))) or _last_unit(first) not in _PEOPLE:
        return None
    between = text[first.end : second.start]
    if text[second.end : third.start].strip("、, ") or len(between) > _MAX_JOIN:
        return None
    words = between.strip(" ,:(")
    if "另" in words or (words and not any(cue in words for cue in cues("check parts") if cue.isalnum())):
        return None
    is_toll = "死伤" in between or "伤亡" in between or text.endswith(("死伤", "伤亡"), 0, first.start)
    if "伤" in units and not is_toll:
        return None
    total = _number(second) + _number(third)
    return FigureCheck(
        "sum", (index - 1, index, index - 2), int(_number(first)), total, total == _number(first), first.unit
    )


def _rests(text: str, figures: Sequence[Figure]) -> list[FigureCheck]:
    """六成贊成,三成反對,其餘一成: shares of a whole that are all given make 100 %."""
    found = []
    for index, figure in enumerate(figures):
        if not _is_percent(figure) or not text.endswith(_rest_words(), 0, figure.start):
            continue
        parts = [index]
        while parts[0] and _is_percent(figures[parts[0] - 1]) and _in_one_sentence(text, figures[parts[0] - 1], figure):
            parts.insert(0, parts[0] - 1)
        checks = [_rest_check(figures, parts[first:]) for first in range(len(parts) - 1)]
        if checks and checks[0]:  # a share that is told twice is no second part: 10%的學生…該10%…其餘90%
            found.append(next((check for check in checks if check and check.is_consistent), checks[0]))
    return found


def _rest_check(figures: Sequence[Figure], parts: list[int]) -> FigureCheck | None:
    """Whether the last of some shares is what the others leave of 100 %; None where they leave nothing."""
    rest = Fraction(100) - sum((Fraction(_number(figures[part])) for part in parts[:-1]), Fraction(0))
    if rest <= 0:
        return None
    check = _percent_check("sum", parts[-1], figures[parts[-1]], rest, Fraction(len(parts)))
    return check._replace(figure_indices=tuple(parts))


def _rest_words() -> tuple[str, ...]:
    return tuple(word + lead for word in cues("check rest") for lead in ("", "的", "有", "为", "是"))


# -- the headline


def check_headline(headline: Sequence[Figure], texts: Iterable[Sequence[Figure]]) -> tuple[FigureCheck, ...]:
    """The figures of a headline that differ from those of the text.

    A figure is only doubted where the text has exactly one other of the same unit and of the same thing, and none that
    rounds to the one of the headline.

    Args:
        headline: The figures of the headline, in order.
        texts: The figures of the blocks below it.
    """
    below = [figure for figures in texts for figure in figures]
    found = []
    for index, figure in enumerate(headline):
        if not _is_exact(figure) or figure.kind not in _AMOUNT_KINDS | {"percent"} or not figure.subject:
            continue
        same = [other for other in below if _is_same_quantity(figure, other)]
        if not same or any(_rounds_to(other, figure) for other in same):
            continue
        values = {_number(other) for other in same if _is_exact(other)}
        if len(values) == 1 and len(same) == 1 and _is_near(_number(figure), *values):
            value, told = Decimal(same[0].value), figure.value  # type: ignore[arg-type]
            assert isinstance(told, int | Decimal)
            found.append(FigureCheck("headline", (index,), told, value, is_consistent=False, unit=figure.unit))
    return tuple(found)


def _is_same_quantity(figure: Figure, other: Figure) -> bool:
    if figure.kind != other.kind or figure.canonical_unit != other.canonical_unit or figure.per != other.per:
        return False
    if _last_unit(figure) != _last_unit(other) or figure.direction != other.direction:
        return False
    one, two = fold(figure.subject), fold(other.subject)
    short, long = sorted((one, two), key=len)
    if len(short) < _MIN_SAME_SUBJECT:
        return False
    if figure.kind != "count" and long.endswith(short):
        return True  # 公司全年營業額 is 營業額
    return 5 * len(short) >= 3 * len(long) and _is_within(short, long)


def _is_within(short: str, long: str) -> bool:
    """Whether a text has the characters of another in their order: 工廠爆炸死亡 in 工廠爆炸事故已致死亡."""
    rest = iter(long)
    return all(sign in rest for sign in short)


def _rounds_to(exact: Figure, rounded: Figure) -> bool:
    """Whether a number is the other as a headline rounds it: 12.3萬 for 123,456."""
    return abs(Fraction(_number(exact)) - Fraction(_number(rounded))) <= _printed_step(rounded)


def _is_near(one: Decimal, other: Decimal) -> bool:
    low, high = sorted((abs(one), abs(other)))
    return high <= low * _MAX_HEADLINE_FACTOR


# -- numbers


def _last_unit(figure: Figure) -> str:
    return fold(figure.unit)[-1:]


def _number(figure: Figure) -> Decimal:
    value = figure.canonical_value
    return Decimal(value) if isinstance(value, int | Decimal) else Decimal(0)


def _printed_step(figure: Figure) -> Fraction:
    """One of the last printed digit, in canonical units: 0.1億 of 2519.3億元."""
    digits = figure.text.partition(".")[2]
    places = sum(1 for sign in digits if sign.isdecimal())
    assert isinstance(figure.value, int | Decimal)
    value = Fraction(figure.value)
    scales = {10**4: "万", 10**8: "亿", 10**12: "兆"}
    unit = max((size for size, sign in scales.items() if sign in fold(figure.unit)), default=1)
    factor = Fraction(_number(figure)) / value if value else Fraction(1)
    return Fraction(unit, 10**places) * factor


def _slack(first: Figure, second: Figure) -> Fraction:
    """How far rounding of two printed numbers may move their ratio, in percentage points."""
    slack = Fraction(0)
    for figure in (first, second):
        if figure.kind == "count" and isinstance(figure.value, int) and figure.value < _MAX_EXACT_COUNT:
            continue
        size = Fraction(_number(figure)) or Fraction(1)
        slack += _printed_step(figure) / 2 / abs(size) * 100
    return slack * 2


def _percent_check(
    kind: Literal["growth", "share", "sum"], index: int, told: Figure, computed: Fraction, slack: Fraction
) -> FigureCheck:
    printed = told.value
    assert isinstance(printed, int | Decimal)
    places = len(f"{printed:f}".partition(".")[2]) if isinstance(printed, Decimal) else 0
    holds = abs(Fraction(printed) - computed) <= Fraction(1, 10**places) + slack
    return FigureCheck(kind, (index - 2, index - 1, index), printed, Decimal(round(computed * 100)) / 100, holds)
