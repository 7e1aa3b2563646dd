"""The entries of the list beside the page as rows of styled text, in the script of the view.

An entry is wrapped when it is first shown, so that a list of any length costs what its visible part does.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple
from weakref import proxy

from reader.text.folding import fold_for_search, fold_query
from reader.tui.rows.columns import StyledText
from reader.tui.rows.row_window import RowWindow
from reader.typeset import cell_len, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from reader.annotations.model import Annotation
    from reader.i18n import Messages
    from reader.tui.state.article import OpenArticle
    from reader.tui.state.navigation import NavigationCategory, NavigationTarget
    from reader.typeset import AmbiguousWidth

MARKER_CELLS = 2
"""Cells before an entry, for the marker of the selected one."""
_CREDIT_SEPARATOR = "  "
_MAX_ENTRY_ROWS = 4
"""Rows of the text of one entry; a longer one is cut, since Enter shows it on the page."""
_MAX_ADDRESS_ROWS = 40
_MAX_CACHED = 1000
"""Entries whose rows are kept."""


class SideListRow(NamedTuple):
    """One row of an entry."""

    indent_cells: int
    parts: tuple[StyledText, ...]
    is_group_title: bool = False
    """Whether it is the title of a group, which stands over the first entry of it."""


class SideListRows:
    """The targets of one category as the entries of a list that scrolls and has a selected entry.

    Entries are known by the indexes of their targets, which stay when a filter hides some of them. Positions count in
    what is listed.

    Args:
        open_article: The article.
        category: The category to list.
        ambiguous: Cells of a character of ambiguous width.
    """

    def __init__(self, open_article: OpenArticle, category: NavigationCategory, ambiguous: AmbiguousWidth) -> None:
        self.open_article = open_article
        self.category: NavigationCategory = category
        self.selected_index = -1
        """The index of the selected entry; -1 before the first."""
        self._ambiguous: AmbiguousWidth = ambiguous
        self._width = 0
        this = proxy(self)  # no cycle of references, so that an article that is closed is freed at once
        self._window = RowWindow(lambda position: len(this.get_rows(this.listed_indexes[position])))
        self._row_cache: dict[tuple[str, int], list[SideListRow]] = {}
        self._visible_rows: list[tuple[int, int]] = []
        self._query = ""
        self.filter_text = ""
        """The filter as it was typed."""
        self.order_message_id = ""
        """The id of the message that names the order; "" for that of the text."""
        self._collapsed: set[int] = set()
        """The indexes of the headings whose run-in heads are hidden."""
        self._listed_indexes: Sequence[int] = ()
        self.version = 0
        """A number that goes up when entries that are shown may look different."""

    @property
    def all_targets(self) -> list[NavigationTarget]:
        """All targets of the category, also those that are not listed."""
        return self.open_article.all_targets[self.category]

    @property
    def listed_indexes(self) -> Sequence[int]:
        """The indexes of the listed entries, in the order of the list."""
        if not self._query and not self._collapsed:
            return range(len(self.all_targets))
        return self._listed_indexes

    @property
    def selected_position(self) -> int:
        """The position of the selected entry in the list; -1 where none is selected, or it is not listed."""
        return self.listed_indexes.index(self.selected_index) if self.selected_index in self.listed_indexes else -1

    @property
    def is_in_text_order(self) -> bool:
        """Whether the entries stand in the order of the text."""
        return all(one < other for one, other in pairwise(self.listed_indexes))

    def find_next(self, targets: Collection[NavigationTarget], step: Literal[1, -1]) -> tuple[int, bool] | None:
        """The index of the next listed entry that has one of some targets, in the order of the list.

        Args:
            targets: The targets to go through.
            step: 1 for the next behind the selected entry, -1 for the one before it.

        Returns:
            The index, and whether the search went around the end of the list; None where no such entry is listed.
        """
        order = list(self.listed_indexes)
        places = [place for place, index in enumerate(order) if self.all_targets[index] in targets]
        if not places:
            return None
        here = order.index(self.selected_index) if self.selected_index in order else -1
        if step > 0:
            found = next((place for place in places if place > here), None)
        else:
            found = next((place for place in reversed(places) if place < here), None)
        return order[places[0 if step > 0 else -1] if found is None else found], found is None

    @property
    def selected_annotation(self) -> Annotation | None:
        """The annotation of the selected entry; None in a list of another category."""
        return None

    def select_annotation(self, annotation_id: str) -> None:
        """Select the entry of an annotation, in a list that has annotations."""

    def get_group_indexes(self, index: int) -> list[int]:
        """All listed entries that stand under the same title as one; without titles all there are."""
        return list(self.listed_indexes)

    def rebuild(self) -> None:
        """Find out anew what is listed: the options have changed."""
        self._arrange()

    def cycle_order(self) -> str | None:
        """Put the entries into their next order; return the id of the message that names it, None without orders."""
        return None

    # -- filter and groups

    def set_filter(self, query: str) -> int:
        """List only the entries that have a text in them, in either script; return how many there are."""
        self._query, self.filter_text = fold_query(query), query.strip()
        self._arrange()
        return len(self.listed_indexes)

    @property
    def is_filtered(self) -> bool:
        """Whether a filter is set."""
        return bool(self._query)

    def collapse(self, *, hide: bool) -> bool:
        """Hide or show the run-in heads under the heading of the selected entry; return whether that changed anything.

        Args:
            hide: Whether to hide them.
        """
        # The selected entry may be gone: in another script there are other changes.
        last = min(self.selected_index, len(self.all_targets) - 1)
        heading = next((n for n in range(last, -1, -1) if not self.all_targets[n].level), -1)
        has_some = 0 <= heading < len(self.all_targets) - 1 and self.all_targets[heading + 1].level > 0
        if not has_some or hide == (heading in self._collapsed):
            return False
        self._collapsed ^= {heading}
        self._arrange()
        self.selected_index = heading
        self.refresh()
        return True

    def _arrange(self) -> None:
        """Work out which entries are listed."""
        listed: list[int] = []
        is_hidden = False
        for index, target in enumerate(self.all_targets):
            is_hidden = index in self._collapsed if not target.level else is_hidden
            if (not target.level or not is_hidden) and self._matches(index):
                listed.append(index)
        self._listed_indexes = listed
        self.refresh()

    def _matches(self, index: int) -> bool:
        """Whether the filter lets an entry through."""
        return not self._query or self._query in self._search_text(index)

    def _search_text(self, index: int) -> str:
        """The folded text of an entry that a filter looks in."""
        block, start, end, _ = self.all_targets[index]
        return fold_for_search(self.open_article.blocks[block].text[start:end])

    def find_listed(self, index: int) -> int:
        """The index of the entry itself or of the last one before it, whichever is listed; -1 if there is none."""
        at = self._find_position(index)
        return self.listed_indexes[at] if at >= 0 else -1

    def _find_position(self, index: int) -> int:
        """The position of the entry that `find_listed` finds; -1 if there is none."""
        return bisect_right(self.listed_indexes, index) - 1

    def step_from_selected(self, lines: int) -> int:
        """The index of the entry so many lines below the selected one, or above; -1 in an empty list."""
        order = self.listed_indexes
        if not order:
            return -1
        at = self._find_position(self.selected_index)
        if lines < 0 and (at < 0 or order[at] != self.selected_index):
            at += 1  # the selected entry is hidden: the one found is the one above it already
        return order[max(0, min(at + lines, len(order) - 1))]

    # -- rows

    def set_size(self, width: int, height: int) -> None:
        """Set the size of the list.

        Args:
            width: Cells of a row.
            height: Rows that are visible.
        """
        if (width, height) != (self._width, self._window.height):
            self._width, self._window.height = width, height
            self._row_cache.clear()
            self.refresh()

    def set_ambiguous_width(self, ambiguous: AmbiguousWidth) -> None:
        """Set the cells of a character of ambiguous width."""
        if ambiguous != self._ambiguous:
            self._ambiguous = ambiguous
            self._rewrap()

    def _rewrap(self) -> None:
        """Make all rows anew."""
        self._row_cache.clear()
        self.version += 1
        self.refresh()

    def set_messages(self, messages: Messages) -> None:
        """Use the messages of another language; nothing here depends on it."""

    def refresh(self) -> None:
        """Work out anew which rows are visible: there are more entries, or they take other rows in another script."""
        self._visible_rows.clear()
        self._scroll_to_selected()

    def select_index(self, index: int) -> bool:
        """Select an entry and scroll it into view; return whether the list had to scroll."""
        first, self.selected_index = self._window.first_position, index
        self._scroll_to_selected()
        has_scrolled = self._window.first_position != first
        if has_scrolled:
            self._visible_rows.clear()
        return has_scrolled

    def get_rows(self, index: int) -> list[SideListRow]:
        """The rows of one entry."""
        key = (self.open_article.view_name, index)
        if key not in self._row_cache:
            if len(self._row_cache) > _MAX_CACHED:
                self._row_cache.clear()
            self._row_cache[key] = self._make_rows(index)
        return self._row_cache[key]

    def get_visible_rows(self) -> list[tuple[int, int]]:
        """The index of the entry and the number of its row, for each visible row from the top."""
        if not self._visible_rows:
            listed = self.listed_indexes
            self._visible_rows = [(listed[position], n) for position, n in self._window.iter_rows(len(listed))]
        return self._visible_rows

    def _scroll_to_selected(self) -> None:
        """Scroll if the selected entry is not visible as a whole."""
        self._window.reveal(max(0, self._find_position(self.selected_index)), len(self.listed_indexes))

    def _make_rows(self, index: int) -> list[SideListRow]:
        """Make the rows of one entry: its text, wrapped, and behind or below it its credit or its address."""
        target = self.all_targets[index]
        indent = MARKER_CELLS * (target.level + 1)
        room = max(2, self._width - indent - 1)
        describe = _DESCRIBE_BY_CATEGORY.get(self.category, _describe_section)
        entry = describe(self.open_article, target, min(target.end, target.start + room * _MAX_ENTRY_ROWS))
        lines = [entry.text[start:end] for start, end in self._wrap_text(entry.text, room)[:_MAX_ENTRY_ROWS]]
        rows = [SideListRow(indent, (StyledText(line, entry.style_name),)) for line in lines]
        if not entry.detail:
            return rows
        if entry.has_unbreakable_detail:
            return rows + [SideListRow(indent, (StyledText(line, "credit"),)) for line in _cut(entry.detail, room)]
        if cell_len(lines[-1] + _CREDIT_SEPARATOR + entry.detail, self._ambiguous) <= room:
            credit = StyledText(_CREDIT_SEPARATOR + entry.detail, "credit")
            rows[-1] = SideListRow(indent, (StyledText(lines[-1], entry.style_name), credit))
            return rows
        wrapped = self._wrap_text(entry.detail, room)[:1]
        return rows + [SideListRow(indent, (StyledText(entry.detail[s:e], "credit"),)) for s, e in wrapped]

    def _wrap_text(self, text: str, room: int) -> list[tuple[int, int]]:
        return wrap(text, room, ambiguous_width=self._ambiguous)


class _Entry(NamedTuple):
    """What an entry of the list consists of."""

    text: str
    style_name: str
    detail: str = ""
    """A credit or an address."""
    has_unbreakable_detail: bool = False
    """Whether the detail is cut into rows anywhere, since it has no places where a line may be broken."""


def _describe_section(open_article: OpenArticle, target: NavigationTarget, end: int) -> _Entry:
    """The entry of a heading or a run-in head; `end` is where it is cut, as written."""
    style_name = "run_in" if target.level else "heading"
    return _Entry(open_article.convert_range(target.block, target.start, end), style_name)


def _describe_caption(open_article: OpenArticle, target: NavigationTarget, end: int) -> _Entry:
    """The entry of a caption, with its credit apart."""
    text = open_article.convert_range(target.block, target.start, end)
    credit = open_article.blocks[target.block].find_span("credit")
    if credit is None or credit.start >= end:
        return _Entry(text, "caption")
    return _Entry(text[: credit.start].rstrip(), "caption", text[credit.start :])


def _describe_change(open_article: OpenArticle, target: NavigationTarget, end: int) -> _Entry:
    """The entry of a change of the conversion: as written, as shown, its other candidates, and how often it is there.

    One that is in doubt has a sign before it.
    """
    shown = open_article.convert_range(target.block, target.start, end)
    written = open_article.blocks[target.block].text[target.start : end]
    changes = open_article.converted.get_changes(target.block)
    change = next((each for each in changes if each.start == target.start), None)
    others = [each for each in change.candidates if each != change.replacement] if change else []
    places = len(open_article.get_change_places(target))
    sign = "~ " if change and change.is_doubtful else ""
    text = f"{sign}{written} > {shown}" + (f" ({' '.join(others)})" if others else "")
    return _Entry(text + (f" ×{places}" if places > 1 else ""), "heading")


def _describe_link(open_article: OpenArticle, target: NavigationTarget, end: int) -> _Entry:
    """The entry of a link, with its address."""
    from reader.sources.urls import format_url_without_login

    entry = _describe_section(open_article, target, end)
    return entry._replace(
        detail=format_url_without_login(open_article.resolve_link(target)), has_unbreakable_detail=True
    )


_DESCRIBE_BY_CATEGORY: dict[NavigationCategory, Callable[[OpenArticle, NavigationTarget, int], _Entry]] = {
    "captions": _describe_caption,
    "changes": _describe_change,
    "links": _describe_link,
}
"""How the entries of a category are described, where they are not the text of their targets."""


def _cut(text: str, room: int) -> Iterator[str]:
    """A text without places to break it, cut into rows of so many cells."""
    step = room if text.isascii() else room // 2
    for start in range(0, min(len(text), step * _MAX_ADDRESS_ROWS), step):
        yield text[start : start + step]


def describe_arrangement(rows: SideListRows, messages: Messages) -> str:
    """How many entries of a list `n` goes through, their order where there are several, and the filter.

    Args:
        rows: The list.
        messages: The messages of the screen.
    """
    order = messages(rows.order_message_id) if rows.order_message_id and rows.all_targets else ""
    number = len(rows.listed_indexes)
    if rows.category == "sections" and (headings := rows.open_article.heading_indexes):
        number = len(set(headings).intersection(rows.listed_indexes))
    count = messages("count." + rows.category, n=number) if rows.all_targets else ""
    return "  ".join(filter(None, (count, order, f"/{rows.filter_text}" if rows.is_filtered else "")))


def make_side_list_rows(
    open_article: OpenArticle,
    category: NavigationCategory,
    messages: Messages,
    ambiguous: AmbiguousWidth,
    *,
    has_colours: bool,
) -> SideListRows:
    """Make the list of a category.

    Args:
        open_article: The article.
        category: The category to list.
        messages: The messages of the screen.
        ambiguous: Cells of a character of ambiguous width.
        has_colours: Whether the terminal shows colours, and with them block elements (U+2588 and its like).
    """
    if category == "figures":
        from reader.tui.rows.figure_list import FigureListRows

        return FigureListRows(open_article, messages, ambiguous, block_elements=has_colours)
    if category == "notes":
        from reader.tui.rows.note_list import NoteListRows

        return NoteListRows(open_article, messages, ambiguous, has_colours=has_colours)
    return SideListRows(open_article, category, ambiguous)
