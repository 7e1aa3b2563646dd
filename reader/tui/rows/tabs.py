"""The tabs over the list beside the page: the kinds of places there are, by the keys that choose them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.typeset import cell_len

if TYPE_CHECKING:
    from reader.i18n import Messages
    from reader.tui.state.navigation import NavigationCategory
    from reader.typeset import AmbiguousWidth

_CATEGORIES: tuple[NavigationCategory, ...] = ("sections", "captions", "figures", "notes", "links")


class Tab(NamedTuple):
    """One kind."""

    category: NavigationCategory
    text: str
    """What is printed, with the blank behind it."""
    first_cell: int
    """The first cell."""
    cells: int


def make_tabs(
    selected: NavigationCategory, messages: Messages, first: int, width: int, ambiguous: AmbiguousWidth
) -> list[Tab]:
    """The tabs in a row of so many cells, from a first cell on; the chosen one in brackets.

    Where they do not all fit, the others are their keys only.
    """
    kinds = (*_CATEGORIES, "changes") if selected == "changes" else _CATEGORIES
    keys = [messages.format_first_key("changes" if walk == "changes" else "pane." + walk) for walk in kinds]
    names = [_make_label(key, messages("pane." + walk)) for key, walk in zip(keys, kinds, strict=True)]
    if first + len("[]") + sum(cell_len(name, ambiguous) + 1 for name in names) > width:
        names = [
            name if walk == selected or not key else key for name, key, walk in zip(names, keys, kinds, strict=True)
        ]
    found = []
    for name, walk in zip(names, kinds, strict=True):
        text = f"[{name}] " if walk == selected else f"{name} "
        found.append(Tab(walk, text, first, cell_len(text, ambiguous)))
        first += found[-1].cells
    return found


def _make_label(key: str, name: str) -> str:
    """A kind behind its key; a digit stands close to Han characters."""
    return f"{key}{'' if key.isdecimal() and not name.isascii() else ' '}{name}".strip()
