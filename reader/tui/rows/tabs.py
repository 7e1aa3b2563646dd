"""The tabs over the list beside the page: the kinds of places there are, by the keys that choose them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.typeset import cell_len

if TYPE_CHECKING:
    from reader.i18n import Words
    from reader.tui.state.navigation import Walk
    from reader.typeset import Ambiguous

_KINDS: tuple[Walk, ...] = ("sections", "captions", "figures", "notes", "links")


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

    Where they do not all fit, the others are their keys only.
    """
    kinds = (*_KINDS, "changes") if chosen == "changes" else _KINDS
    keys = [words.key("changes" if walk == "changes" else "pane." + walk) for walk in kinds]
    names = [_named(key, words("pane." + walk)) for key, walk in zip(keys, kinds, strict=True)]
    if first + len("[]") + sum(cell_len(name, ambiguous) + 1 for name in names) > width:
        names = [name if walk == chosen or not key else key for name, key, walk in zip(names, keys, kinds, strict=True)]
    found = []
    for name, walk in zip(names, kinds, strict=True):
        text = f"[{name}] " if walk == chosen else f"{name} "
        found.append(Tab(walk, text, first, cell_len(text, ambiguous)))
        first += found[-1].cells
    return found


def _named(key: str, name: str) -> str:
    """A kind behind its key; a digit stands close to Han characters."""
    return f"{key}{'' if key.isdecimal() and not name.isascii() else ' '}{name}".strip()
