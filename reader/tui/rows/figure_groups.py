"""Figures in the list: their groups, their sizes, what bars compare, and the words they are described with."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, get_args

from reader.model import FigureKind
from reader.text.folding import fold_script
from reader.text.tsv import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.i18n import Messages
    from reader.model import Figure

_FIRST_KINDS: tuple[FigureKind, ...] = ("money", "percent", "count")
"""The kinds that come first, since news has most of them; the others follow in the order of the model."""
_KIND_RANKS = {kind: n for n, kind in enumerate(dict.fromkeys((*_FIRST_KINDS, *get_args(FigureKind))))}
_COMPARABLE_KINDS = frozenset({"area", "length", "mass", "volume", "energy"})
_SIGNS_BY_BOUND = {"lower": "more", "upper": "less"}
_BLOCK_ELEMENTS = " ▏▎▍▌▋▊▉"


class FigureGroup(NamedTuple):
    """The group of all figures of a kind; amounts of money have one for each currency. Groups sort in their order."""

    rank: int
    kind: FigureKind
    currency: str = ""
    """ISO 4217 code; "" for other kinds than money."""


def get_group(figure: Figure) -> FigureGroup:
    """The group of a figure."""
    return FigureGroup(_KIND_RANKS[figure.kind], figure.kind, figure.canonical_unit if figure.kind == "money" else "")


def get_size(figure: Figure) -> Decimal | None:
    """The value of a figure in the canonical unit of its kind; that of the upper end of a range.

    None where the value is no number, as of a date.
    """
    value = figure.canonical_value
    if isinstance(value, tuple) and figure.is_range:
        value = next((end for end in reversed(value) if end is not None), None)
    return Decimal(value) if isinstance(value, int | Decimal) else None


def get_scale(figure: Figure) -> tuple[str, ...] | None:
    """The scale of a figure: bars may compare figures of the same scale. None where it is comparable with nothing.

    Amounts of one currency have a scale, measurements of one kind and unit, and counts of the same subject. A price per
    unit and a range have none.
    """
    size = get_size(figure)
    if size is None or size <= 0 or figure.is_range or figure.per:
        return None
    if figure.kind == "money" or figure.kind in _COMPARABLE_KINDS:
        return figure.kind, figure.canonical_unit
    if figure.kind == "count" and figure.subject:
        return "count", fold_script(figure.subject), fold_script(figure.unit)[-1:]
    return None


def draw_bar(part: Decimal, cells: int, *, block_elements: bool) -> str:
    """A bar as long as a part of so many cells.

    Args:
        part: 0 to 1; the shortest bar is one character.
        cells: Cells of a whole bar.
        block_elements: Whether to draw in block elements (U+2588 and its like), in steps of an eighth of a cell; else
            in `#`.
    """
    if not block_elements:
        return "#" * max(1, round(part * cells))
    eighths = max(1, round(part * cells * 8))
    whole, rest = divmod(eighths, 8)
    return "█" * whole + (_BLOCK_ELEMENTS[rest] if rest else "")


def format_sign(figure: Figure, messages: Messages) -> str:
    """How a figure is qualified: more than, less than, to, up, down, added, a total, or about; "" where it is not.

    A value that was reached (升至6.5元) is "to", a change (升6.5元) "up" or "down".

    Of several the first of these is given.

    Args:
        figure: The figure as written.
        messages: The messages of the screen.
    """
    sign = (
        (_SIGNS_BY_BOUND[figure.bound] if figure.bound else "")
        or _find_change_sign(figure)
        or _find_qualifier_sign(figure.qualifiers)
        or ("about" if figure.is_approximate else "")
    )
    return messages("figure.sign." + sign) if sign else ""


def _find_change_sign(figure: Figure) -> str:
    """`to` for a value that was reached, `up` or `down` for a change; "" for a figure without a direction."""
    return "to" if figure.is_reached else figure.direction or ""


def _find_qualifier_sign(qualifiers: Iterable[str]) -> str:
    """The sign of the first word of figure_signs.tsv that is among the qualifiers of a figure."""
    folded = [fold_script(word) for word in qualifiers]
    return next((sign for word, sign in _load_qualifier_signs() if word in folded), "")


@cache
def _load_qualifier_signs() -> list[list[str]]:
    return read_rows(__file__, "figure_signs")


def format_short(figure: Figure, messages: Messages) -> str:
    """The value of a figure in a few cells, in the way of the language of the screen.

    Args:
        figure: The figure as written.
        messages: The messages of the screen.
    """
    from reader.figures.formatting import format_compact

    return format_compact(figure, messages.language)


def get_currency_name(code: str, messages: Messages) -> str:
    """The name of a currency in the language of the screen; its code where there is none.

    Args:
        code: ISO 4217 code.
        messages: The messages of the screen.
    """
    name = "currency." + code
    return messages(name) if name in messages else code
