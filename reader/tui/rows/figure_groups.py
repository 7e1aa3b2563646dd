"""Which figures stand together in the list, in which order, and which can be compared by a bar."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, get_args

from reader.model import FigureKind
from reader.script.detect import fold

if TYPE_CHECKING:
    from reader.model import Figure

_FIRST: tuple[FigureKind, ...] = ("money", "percent", "count")
"""The kinds that news is made of; the others follow in the order of the model."""
_RANK = {kind: n for n, kind in enumerate(dict.fromkeys((*_FIRST, *get_args(FigureKind))))}
_MEASURED = frozenset({"area", "length", "mass", "volume", "energy"})
_BLOCKS = " ▏▎▍▌▋▊▉"


class Group(NamedTuple):
    """What figures of a kind stand under; money of one currency only."""

    rank: int
    kind: FigureKind
    currency: str = ""
    """ISO 4217."""


def group_of(figure: Figure) -> Group:
    """The group of a figure."""
    return Group(_RANK[figure.kind], figure.kind, figure.canonical_unit if figure.kind == "money" else "")


def size_of(figure: Figure) -> Decimal | None:
    """How much it is, in the unit that all of its kind have; the upper end of a range; None where that says nothing."""
    value = figure.canonical_value
    if isinstance(value, tuple) and figure.ranged:
        value = next((end for end in reversed(value) if end is not None), None)
    return Decimal(value) if isinstance(value, int | Decimal) else None


def scale_of(figure: Figure) -> tuple[str, ...] | None:
    """What a bar may compare it with: amounts of one currency, areas, counts of the same thing; None: with nothing.

    A price for each of something is no amount, and a range has no one length.
    """
    size = size_of(figure)
    if size is None or size <= 0 or figure.ranged or figure.per:
        return None
    if figure.kind == "money" or figure.kind in _MEASURED:
        return figure.kind, figure.canonical_unit
    if figure.kind == "count" and figure.measures:
        return "count", fold(figure.measures), fold(figure.unit)[-1:]
    return None


def bar(part: Decimal, cells: int, *, blocks: bool) -> str:
    """A bar as long as the part of so many cells: in eighths, or in whole signs where blocks are of ambiguous width.

    Args:
        part: 0 to 1; whatever there is has at least a sign.
        cells: Of a whole bar.
        blocks: Whether U+2588 and its like can be drawn in one cell each.
    """
    if not blocks:
        return "#" * max(1, round(part * cells))
    eighths = max(1, round(part * cells * 8))
    whole, rest = divmod(eighths, 8)
    return "█" * whole + (_BLOCKS[rest] if rest else "")
