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
    """What is printed, with blanks at its sides."""
    first_cell: int
    """The cell that the tab begins in."""
    cells: int
    """The cells that the tab takes."""


def make_tabs(
    selected: NavigationCategory, messages: Messages, first: int, width: int, ambiguous: AmbiguousWidth
) -> list[Tab]:
    """The tabs of a row, from left to right.

    Each has its key and its name; where they do not all fit short names, and where these do not fit, the keys alone
    but for the selected one.

    Args:
        selected: The selected category. The changes of the conversion have a tab only while they are selected.
        messages: The messages of the screen.
        first: The cell that the first tab begins in.
        width: Cells of the row.
        ambiguous: Cells of a character of ambiguous width.
    """
    categories = (*_CATEGORIES, "changes") if selected == "changes" else _CATEGORIES
    keys = [messages.format_first_key("changes" if each == "changes" else "pane." + each) for each in categories]
    pairs = list(zip(keys, categories, strict=True))
    long = [_make_label(key, messages("pane." + each)) for key, each in pairs]
    short = [_make_label(key, messages("tab." + each)) for key, each in pairs]
    only_keys = [
        label if each == selected or not key else key for label, key, each in zip(long, keys, categories, strict=True)
    ]
    choices = [[f" {label} " for label in long]]
    choices += [[f"{label} " for label in labels] for labels in (long, short)]
    choices += [[f" {label} " for label in only_keys], [f"{label} " for label in only_keys]]
    texts = next((each for each in choices if first + cell_len("".join(each), ambiguous) <= width), choices[-2])
    tabs = []
    for text, category in zip(texts, categories, strict=True):
        tabs.append(Tab(category, text, first, cell_len(text, ambiguous)))
        first += tabs[-1].cells
    return tabs


def _make_label(key: str, name: str) -> str:
    """The name of a category behind its key; there is no space between a digit and a Han character."""
    return f"{key}{'' if key.isdecimal() and not name.isascii() else ' '}{name}".strip()
