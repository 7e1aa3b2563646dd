"""The tabs over the list beside the page: the kinds of places there are, by the digits that choose them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.typeset import cell_len

if TYPE_CHECKING:
    from reader.tui.opened import Walk
    from reader.tui.words import Words
    from reader.typeset import Ambiguous

_KINDS: tuple[tuple[str, Walk], ...] = (("1", "sections"), ("2", "captions"), ("5", "links"))


class Tab(NamedTuple):
    """One kind."""

    walk: Walk
    text: str
    """What is printed, with the blank behind it."""
    at: int
    """The first cell."""
    cells: int


def tabs(chosen: Walk, words: Words, first: int, width: int, ambiguous: Ambiguous) -> list[Tab]:
    """The tabs in a row of so many cells, from a first cell on; the chosen one in brackets.

    Where they do not all fit, the others are their digits only.
    """
    blank = " " if words.language == "en" else ""
    kinds = _KINDS + ((("c", "changes"),) if chosen == "changes" else ())
    names = [f"{digit}{blank}{words('pane.' + walk)}" for digit, walk in kinds]
    if first + len("[]") + sum(cell_len(name, ambiguous) + 1 for name in names) > width:
        names = [name if walk == chosen else name[0] for name, (_, walk) in zip(names, kinds, strict=True)]
    found = []
    for name, (_, walk) in zip(names, kinds, strict=True):
        text = f"[{name}] " if walk == chosen else f"{name} "
        found.append(Tab(walk, text, first, cell_len(text, ambiguous)))
        first += found[-1].cells
    return found
