"""The tabs above the side list: the categories that can be listed, each with the key that chooses it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.typeset import cell_len

if TYPE_CHECKING:
    from reader.i18n import Messages
    from reader.tui.state.navigation import NavigationCategory
    from reader.typeset import AmbiguousWidth

_CATEGORIES: tuple[NavigationCategory, ...] = ("sections", "captions", "figures", "notes", "links")


class Tab(NamedTuple):
    """The tab of a category."""

    category: NavigationCategory
    text: str
    """What is printed, with the space behind it."""
    first_cell: int
    """The cell that the tab begins in."""
    cells: int
    """The cells that the tab takes."""


def make_tabs(
    selected: NavigationCategory, messages: Messages, first: int, width: int, ambiguous: AmbiguousWidth
) -> list[Tab]:
    """The tabs of a row, from left to right; that of the selected category stands in brackets.

    Where they do not all fit, the others consist of their keys alone.

    Args:
        selected: The selected category. The changes of the conversion have a tab only while they are selected.
        messages: The messages of the screen.
        first: The cell that the first tab begins in.
        width: Cells of the row.
        ambiguous: Cells of a character of ambiguous width.
    """
    categories = (*_CATEGORIES, "changes") if selected == "changes" else _CATEGORIES
    keys = [messages.format_first_key("changes" if each == "changes" else "pane." + each) for each in categories]
    labels = [_make_label(key, messages("pane." + each)) for key, each in zip(keys, categories, strict=True)]
    if first + len("[]") + sum(cell_len(label, ambiguous) + 1 for label in labels) > width:
        labels = [
            label if each == selected or not key else key
            for label, key, each in zip(labels, keys, categories, strict=True)
        ]
    tabs = []
    for label, category in zip(labels, categories, strict=True):
        text = f"[{label}] " if category == selected else f"{label} "
        tabs.append(Tab(category, text, first, cell_len(text, ambiguous)))
        first += tabs[-1].cells
    return tabs


def _make_label(key: str, name: str) -> str:
    """The name of a category behind its key; there is no space between a digit and a Han character."""
    return f"{key}{'' if key.isdecimal() and not name.isascii() else ' '}{name}".strip()
