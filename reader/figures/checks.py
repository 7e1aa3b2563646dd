"""The article checks itself: growth between two numbers, and a part of a whole. Never on dates, and only when sure."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.figures.lexicon import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model.figure import Figure

_FAR = 30
"""Code points between two figures that speak of each other."""
_BEFORE_FROM = ("由", "从", "自")
_TO = (
    "增至",
    "升至",
    "增加到",
    "增加至",
    "增长到",
    "增长至",
    "上升至",
    "上升到",
    "上涨至",
    "提高到",
    "提高至",
    "降至",
    "跌至",
    "减至",
    "减少到",
    "减少至",
    "下降至",
    "下降到",
    "下跌至",
)
_GROWTH = (
    "增长",
    "增加",
    "上升",
    "上涨",
    "升幅",
    "增幅",
    "涨幅",
    "升",
    "涨",
    "增",
    "下降",
    "下跌",
    "减少",
    "降幅",
    "跌幅",
    "减幅",
    "跌",
    "降",
    "减",
)
_DOWN = ("下降", "下跌", "减少", "降幅", "跌幅", "减幅", "跌", "降", "减")
_STOPS = "。;!?\n"


class FigureCheck(NamedTuple):
    """Two or three figures of a text that say something of each other."""

    kind: Literal["growth", "share"]
    figure_indices: tuple[int, ...]
    """Indices in the figures that were given, in the order of the text; the last one is what was checked."""
    printed_percent: Decimal | int
    """What the text says, in %."""
    computed_percent: Decimal
    """What its other figures give, in %, to two decimals."""
    is_consistent: bool


def check_figures(text: str, figures: Sequence[Figure]) -> tuple[FigureCheck, ...]:
    """What can be computed again in a block: the text says 21.5 %, its numbers give 21.5 %.

    A pair is checked only where the text joins it itself: 由A增至B,增長C% (growth), 共A個,其中B個,佔C% (share), all in
    one sentence, of one unit, no range and nothing approximate in it. Rounding as printed is allowed for.

    Args:
        text: The block's.
        figures: Its figures, in order.
    """
    folded = fold(text)
    found: list[FigureCheck] = []
    for index in range(2, len(figures)):
        first, second, third = figures[index - 2 : index + 1]
        if third.kind != "percent" or third.canonical_unit != "%" or not _comparable(first, second):
            continue
        if not isinstance(third.value, int | Decimal) or third.is_approximate or third.bound:
            continue
        between = folded[first.end : second.start]
        after = folded[second.end : third.start]
        if len(between) > _FAR or len(after) > _FAR or any(stop in between + after for stop in _STOPS):
            continue
        check = _growth(folded, index, first, second, third, between, after) or _share(
            index, first, second, third, between, after
        )
        if check:
            found.append(check)
    return tuple(found)


def _comparable(first: Figure, second: Figure) -> bool:
    """Two exact amounts of the same thing."""
    if first.kind != second.kind or first.canonical_unit != second.canonical_unit:
        return False
    if first.kind not in ("money", "count", "area", "length", "mass", "volume", "energy"):
        return False
    sure = (figure for figure in (first, second) if isinstance(figure.canonical_value, int | Decimal))
    return len([1 for figure in sure if not (figure.is_approximate or figure.bound or figure.is_range)]) == 2


def _growth(
    text: str, index: int, first: Figure, second: Figure, third: Figure, between: str, after: str
) -> FigureCheck | None:
    """由2073.5億元增至2519.3億元,增長21.5%."""
    before = text[max(0, first.start - 8) : first.start]
    if not any(word in before for word in _BEFORE_FROM) or not between.endswith(_TO) or len(between) > 10:
        return None
    word = next((word for word in _GROWTH if after.rstrip("了约 ").endswith(word)), "")
    if not word or len(after) > 10 or _number(first) <= 0:
        return None
    change = (Fraction(_number(second)) - Fraction(_number(first))) / Fraction(_number(first)) * 100
    if word in _DOWN:
        change = -change
    return _check("growth", index, third, change, _slack(first, second))


def _share(index: int, first: Figure, second: Figure, third: Figure, between: str, after: str) -> FigureCheck | None:
    """共14個項目,其中12個,佔85.7%."""
    if first.kind != "count" or "其中" not in between or _last_unit(first) != _last_unit(second):
        return None
    if not after.strip(" ,").endswith(("占", "占比", "占总数的", "占比为", "占比达")) or len(after) > 12:
        return None
    if _number(first) <= 0 or _number(second) > _number(first):
        return None
    share = Fraction(_number(second)) / Fraction(_number(first)) * 100
    return _check("share", index, third, share, _slack(first, second))


def _last_unit(figure: Figure) -> str:
    return fold(figure.unit)[-1:]


def _number(figure: Figure) -> Decimal:
    value = figure.canonical_value
    return Decimal(value) if isinstance(value, int | Decimal) else Decimal(0)


def _slack(first: Figure, second: Figure) -> Fraction:
    """How far rounding of the two printed numbers may move the result, in points."""
    slack = Fraction(0)
    for figure in (first, second):
        if figure.kind == "count" and isinstance(figure.value, int) and figure.value < 10_000:
            continue  # what was counted one by one is exact
        digits = figure.text.partition(".")[2]
        places = sum(1 for sign in digits if sign.isdecimal())
        size = Fraction(_number(figure))
        value = Fraction(Decimal(figure.value)) if isinstance(figure.value, int | Decimal) else Fraction(1)
        unit = max(
            (
                10**power
                for power in (0, 4, 8, 12)
                if value >= 10**power and any(s in fold(figure.unit) for s in _MAGNITUDE[power])
            ),
            default=1,
        )
        slack += Fraction(unit, 2 * 10**places) * (size / value if value else 1) / (size or 1) * 100
    return slack * 2


_MAGNITUDE = {0: ("",), 4: ("万",), 8: ("亿",), 12: ("兆", "万亿")}


def _check(
    kind: Literal["growth", "share"], index: int, third: Figure, computed: Fraction, slack: Fraction
) -> FigureCheck:
    told = third.value
    assert isinstance(told, int | Decimal)
    places = len(f"{told:f}".partition(".")[2]) if isinstance(told, Decimal) else 0
    allowed = Fraction(1, 10**places) + slack
    holds = abs(Fraction(told) - computed) <= allowed
    rounded = Decimal(round(computed * 100)) / 100
    return FigureCheck(kind, (index - 2, index - 1, index), told, rounded, holds)
