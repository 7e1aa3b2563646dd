"""The rows of the column with the lists of the library: title, and how many articles are unread and in all."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.tui.rows.columns import align_left
from reader.typeset import cell_len

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.i18n import Messages
    from reader.tui.state.counted_lists import CountedList
    from reader.typeset import AmbiguousWidth

_LEAD_CELLS = 2
"""Cells before a title."""


class LibraryListRow(NamedTuple):
    """A row of the column."""

    list_name: str
    """The list that it stands for; "" for an empty row."""
    title: str = ""
    """With what stands before it, filled to the column of the counts."""
    count_text: str = ""
    has_unread: bool = False


def make_library_list_rows(
    lists: Sequence[CountedList], current_name: str, messages: Messages, width: int, ambiguous: AmbiguousWidth
) -> list[LibraryListRow]:
    """A row for each list; an empty one between those of every library, tags and editions, and feeds.

    Args:
        lists: The lists.
        current_name: The name of the list that is shown.
        messages: The messages of the screen.
        width: Cells of the column.
        ambiguous: Cells of a character of ambiguous width.
    """
    rows: list[LibraryListRow] = []
    group = ""
    for each in lists:
        kind = _name_group(each.name)
        if rows and kind != group:
            rows.append(LibraryListRow(""))
        group = kind
        count = _format_count(each)
        title = each.title or messages("list." + each.name)
        lead = ("> " if each.name == current_name else "  ").ljust(_LEAD_CELLS)
        room = width - _LEAD_CELLS - cell_len(count, ambiguous) - 2
        text = lead + align_left(title.removesuffix("/"), room, ambiguous) + " "
        rows.append(LibraryListRow(each.name, text, count + " ", bool(each.unread_count)))
    return rows


def _name_group(list_name: str) -> str:
    """The group of a list: `smart`, `tag`, or `feed` for feeds and folders."""
    kind, colon, _ = list_name.partition(":")
    return "smart" if not colon else "feed" if kind in ("feed", "folder") else "tag"


def make_library_list_head(messages: Messages, width: int, ambiguous: AmbiguousWidth) -> str:
    """The row above the lists, which says what is counted.

    Args:
        messages: The messages of the screen.
        width: Cells of the column.
        ambiguous: Cells of a character of ambiguous width.
    """
    counts = messages("lists.counts")
    room = width - _LEAD_CELLS - cell_len(counts, ambiguous) - 1
    return " " * _LEAD_CELLS + align_left(messages("list.choose"), room, ambiguous) + counts


def _format_count(each: CountedList) -> str:
    """`3/30`: how many are unread, of how many."""
    return f"{each.unread_count:,}/{each.article_count:,}"
