"""Which figures stand together in the list, in which order, and which can be compared by a bar."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, get_args

from reader.model import FigureKind
from reader.text.folding import fold_script

if TYPE_CHECKING:
    from reader.i18n import Messages
    from reader.model import Figure

_FIRST_KINDS: tuple[FigureKind, ...] = ("money", "percent", "count")
"""The kinds that news is made of; the others follow in the order of the model."""
_KIND_RANKS = {kind: n for n, kind in enumerate(dict.fromkeys((*_FIRST_KINDS, *get_args(FigureKind))))}
_COMPARABLE_KINDS = frozenset({"area", "length", "mass", "volume", "energy"})
_TOTAL_WORDS = ("累计", "合计", "总计", "共计", "共")
_ADDED_WORDS = ("新增", "增加", "添加")
_BLOCK_ELEMENTS = " ▏▎▍▌▋▊▉"


class FigureGroup(NamedTuple):
    """What figures of a kind stand under; money of one currency only."""

    rank: int
    kind: FigureKind
    currency: str = ""
    """ISO 4217."""


def get_group(figure: Figure) -> FigureGroup:
    """The group of a figure."""
    return FigureGroup(_KIND_RANKS[figure.kind], figure.kind, figure.canonical_unit if figure.kind == "money" else "")


def get_size(figure: Figure) -> Decimal | None:
    """How much it is, in the unit that all of its kind have; the upper end of a range; None where that says nothing."""
    value = figure.canonical_value
    if isinstance(value, tuple) and figure.is_range:
        value = next((end for end in reversed(value) if end is not None), None)
    return Decimal(value) if isinstance(value, int | Decimal) else None


def get_scale(figure: Figure) -> tuple[str, ...] | None:
    """What a bar may compare it with: amounts of one currency, areas, counts of the same thing; None: with nothing.

    A price for each of something is no amount, and a range has no one length.
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
    """A bar as long as the part of so many cells: in eighths, or in whole signs where blocks are of ambiguous width.

    Args:
        part: 0 to 1; whatever there is has at least a sign.
        cells: Of a whole bar.
        block_elements: Whether U+2588 and its like can be drawn in one cell each.
    """
    if not block_elements:
        return "#" * max(1, round(part * cells))
    eighths = max(1, round(part * cells * 8))
    whole, rest = divmod(eighths, 8)
    return "█" * whole + (_BLOCK_ELEMENTS[rest] if rest else "")


def format_sign(figure: Figure, messages: Messages) -> str:
    """The one thing that is said of a figure: more than, less than, up, down, a total, added, about; or nothing."""
    said = [fold_script(word) for word in figure.qualifiers]
    if figure.bound:
        name = "more" if figure.bound == "lower" else "less"
    elif figure.direction:
        name = figure.direction
    elif any(word in said for word in _ADDED_WORDS):
        name = "added"
    elif any(word in said for word in _TOTAL_WORDS):
        name = "total"
    else:
        name = "about" if figure.is_approximate else ""
    return messages("figure.sign." + name) if name else ""


def format_short(figure: Figure, messages: Messages) -> str:
    """The value in a few cells, in the way of the reader's region."""
    from reader.figures.formatting import format_compact

    return format_compact(figure, messages.language)


def get_currency_name(code: str, messages: Messages) -> str:
    """The name of a currency; its ISO 4217 code where the screen has no word for it."""
    name = "currency." + code
    return messages(name) if name in messages else code
