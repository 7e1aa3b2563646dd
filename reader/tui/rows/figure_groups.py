"""Figures in the list: their groups, their sizes, what bars compare, and the words they are described with."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, get_args

from reader.i18n import Messages
from reader.model import FigureKind
from reader.text.folding import fold_script
from reader.text.tsv import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.model import Figure, Script

_FIRST_KINDS: tuple[FigureKind, ...] = ("money", "percent", "count")
"""The kinds that come first, since news has most of them; the others follow in the order of the model."""
_KIND_RANKS = {kind: n for n, kind in enumerate(dict.fromkeys((*_FIRST_KINDS, *get_args(FigureKind))))}
_COMPARABLE_KINDS = frozenset({"area", "length", "mass", "volume", "energy"})
_SIGNS_BY_BOUND = {"lower": "more", "upper": "less"}
_BOUND_SIGNS = frozenset(("least", "most"))
_VAGUE_NUMERALS = frozenset("多余几数")
"""Characters that leave a number open: with one of them it needs no sign that says so, too."""
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


def format_sign(figure: Figure, messages: Messages, script: Script = "Und") -> str:
    """How a figure is qualified: more than, at least, less than, at most, to, up, down, added, a total, or about.

    A value that was reached (升至6.5元) is "to", a change (升6.5元) "up" or "down".

    Of several the first of these is given; "" where there is none, or where the number says it itself (五十多).

    Args:
        figure: The figure as written.
        messages: The messages of the screen.
        script: That of the text beside the sign, which a Chinese sign is written in, too.
    """
    is_vague = not _VAGUE_NUMERALS.isdisjoint(fold_script(figure.text))
    sign = (
        ("" if is_vague else _find_bound_sign(figure))
        or _find_change_sign(figure)
        or _find_qualifier_sign(figure.qualifiers)
        or ("about" if figure.is_approximate and not is_vague else "")
    )
    if sign and messages.language != "en" and script in ("Hans", "Hant"):
        is_simplified = script == "Hans"
        if is_simplified != (messages.language == "hans"):
            messages = Messages("hans" if is_simplified else "hant")
    return messages("figure.sign." + sign) if sign else ""


def _find_bound_sign(figure: Figure) -> str:
    """`more` (超過) or `least` (至少), `less` (不到) or `most` (至多); "" for a figure without a bound."""
    if figure.bound is None:
        return ""
    folded = {fold_script(word) for word in figure.qualifiers}
    listed = (sign for word, sign in _load_qualifier_signs() if word in folded and sign in _BOUND_SIGNS)
    return next(listed, _SIGNS_BY_BOUND[figure.bound])


def _find_change_sign(figure: Figure) -> str:
    """`to` for a value that was reached, `up` or `down` for a change; "" for a figure without a direction."""
    return "to" if figure.is_reached else figure.direction or ""


def _find_qualifier_sign(qualifiers: Iterable[str]) -> str:
    """The sign of the first word of figure_signs.tsv that is among the qualifiers of a figure."""
    folded = [fold_script(word) for word in qualifiers]
    listed = (sign for word, sign in _load_qualifier_signs() if word in folded and sign not in _BOUND_SIGNS)
    return next(listed, "")


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
