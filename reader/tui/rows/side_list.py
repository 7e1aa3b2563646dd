"""The entries of the list beside the page, as rows: wrapped when they are seen, in the script of the view."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from reader.text.folding import fold_for_search, fold_query
from reader.typeset import cell_len, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.annotations.model import Annotation
    from reader.i18n import Messages
    from reader.tui.state.article import OpenArticle
    from reader.tui.state.navigation import NavigationCategory, NavigationTarget
    from reader.typeset import AmbiguousWidth

MARKER_CELLS = 2
"""Cells before an entry, for the sign of the selected one."""
_CREDIT_SEPARATOR = "  "
_MAX_ENTRY_ROWS = 4
"""Rows of one entry; a longer one is cut, Enter shows it on the page."""
_MAX_ADDRESS_ROWS = 40
_MAX_CACHED = 1000


class SideListRow(NamedTuple):
    """One row of an entry."""

    indent_cells: int
    parts: tuple[tuple[str, str], ...]
    """Texts, each with its look."""
    is_group_title: bool = False
    """Whether it is the title of a group, over its first entry."""


class SideListRows:
    """The stops of one kind in rows of so many cells; which entry is first in sight, which is selected."""

    def __init__(self, open_article: OpenArticle, category: NavigationCategory, ambiguous: AmbiguousWidth) -> None:
        self.open_article = open_article
        self.category: NavigationCategory = category
        self.selected_index = -1
        """The entry that is marked; -1 before the first."""
        self._ambiguous: AmbiguousWidth = ambiguous
        self._width = 0
        self._height = 0
        self._first_position = 0
        self._row_cache: dict[tuple[str, int], list[SideListRow]] = {}
        self._visible_rows: list[tuple[int, int]] = []
        self._query = ""
        self._collapsed: set[int] = set()
        """Headings whose run-in heads are hidden, by their indexes."""
        self._listed_indexes: Sequence[int] = ()
        self.version = 0
        """Goes up when rows of entries look different from before."""

    @property
    def all_targets(self) -> list[NavigationTarget]:
        """All of the kind, hidden ones too."""
        return self.open_article.all_targets[self.category]

    @property
    def listed_indexes(self) -> Sequence[int]:
        """The entries that are listed, by their indexes among the stops."""
        if not self._query and not self._collapsed:
            return range(len(self.all_targets))
        return self._listed_indexes

    @property
    def selected_annotation(self) -> Annotation | None:
        """The annotation of the selected entry; None in a list of another category."""
        return None

    def cycle_order(self) -> str | None:
        """Put the entries into their next order; return the id of the message that names it, None without orders."""
        return None

    # -- which are listed

    def set_filter(self, query: str) -> int:
        """List only what has these words, in either script; how many that are."""
        self._query = fold_query(query)
        self._arrange()
        return len(self.listed_indexes)

    @property
    def is_filtered(self) -> bool:
        """Whether a filter hides some."""
        return bool(self._query)

    def collapse(self, *, hide: bool) -> bool:
        """Hide or show the run-in heads of the selected entry's heading; whether it has any to hide or show."""
        last = min(
            self.selected_index, len(self.all_targets) - 1
        )  # the selected one may be gone: changes are, in another script
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
        """Find out anew what is listed."""
        self._listed_indexes, hidden = [], False
        for index, stop in enumerate(self.all_targets):
            hidden = index in self._collapsed if not stop.level else hidden
            if (not stop.level or not hidden) and (not self._query or self._query in self._search_text(stop)):
                self._listed_indexes.append(index)
        self.refresh()

    def _search_text(self, navigation_target: NavigationTarget) -> str:
        return fold_for_search(
            self.open_article.blocks[navigation_target.block].text[navigation_target.start : navigation_target.end]
        )

    def find_listed(self, index: int) -> int:
        """The entry that stands for a stop: itself, or the one before it that is listed; -1 before the first."""
        at = self._find_position(index)
        return self.listed_indexes[at] if at >= 0 else -1

    def _find_position(self, index: int) -> int:
        """The place in the list of the entry that stands for a stop; -1 before the first."""
        return bisect_right(self.listed_indexes, index) - 1

    def step_from_selected(self, lines: int) -> int:
        """The entry so many further on, or back; -1 where nothing is listed."""
        order = self.listed_indexes
        if not order:
            return -1
        at = self._find_position(self.selected_index)
        if lines < 0 and (at < 0 or order[at] != self.selected_index):
            at += 1  # the selected one is hidden: the previous is the one that stands before it
        return order[max(0, min(at + lines, len(order) - 1))]

    # -- rows

    def set_size(self, width: int, height: int) -> None:
        """Rows are so many cells wide, and so many of them are in sight."""
        if (width, height) != (self._width, self._height):
            self._width, self._height = width, height
            self._row_cache.clear()
            self.refresh()

    def set_ambiguous_width(self, ambiguous: AmbiguousWidth) -> None:
        """The terminal gives so many cells to characters of ambiguous width."""
        if ambiguous != self._ambiguous:
            self._ambiguous = ambiguous
            self._rewrap()

    def _rewrap(self) -> None:
        """Other rows of the same entries."""
        self._row_cache.clear()
        self.version += 1
        self.refresh()

    def set_messages(self, messages: Messages) -> None:
        """The screen speaks another language."""

    def refresh(self) -> None:
        """More entries, or another script, in which an entry may take more rows."""
        self._visible_rows.clear()
        self._scroll_to_selected()

    def select_index(self, index: int) -> bool:
        """Mark an entry and bring it into sight; whether the list had to scroll."""
        first, self.selected_index = self._first_position, index
        self._scroll_to_selected()
        if self._first_position != first:
            self._visible_rows.clear()
        return self._first_position != first

    def get_rows(self, index: int) -> list[SideListRow]:
        """The rows of one entry."""
        key = (self.open_article.view_name, index)
        if key not in self._row_cache:
            if len(self._row_cache) > _MAX_CACHED:
                self._row_cache.clear()
            self._row_cache[key] = self._make_rows(index)
        return self._row_cache[key]

    def get_visible_rows(self) -> list[tuple[int, int]]:
        """The entry and the number of its row, for each row in sight."""
        if not self._visible_rows:
            for index in self.listed_indexes[self._first_position :]:
                self._visible_rows += [(index, number) for number in range(len(self.get_rows(index)))]
                if len(self._visible_rows) >= self._height:
                    break
        return self._visible_rows

    def _scroll_to_selected(self) -> None:
        """Show the selected entry whole; a list that must scroll brings it to the middle, so that it scrolls rarely."""
        if self._height <= 0:
            return
        selected = max(0, self._find_position(self.selected_index))
        if (
            not self._first_position
            <= selected
            <= self._last_fitting_from(self._first_position, selected, self._height)
        ):
            self._first_position = self._first_fitting_before(selected, self._height // 2)
        if (
            len(self.listed_indexes) - self._first_position < self._height
        ):  # nothing above may be hidden while there is room below
            self._first_position = min(
                self._first_position, self._first_fitting_before(len(self.listed_indexes), self._height)
            )

    def _first_fitting_before(self, place: int, room: int) -> int:
        """The first of the places before one whose entries are whole in so many rows."""
        while place > 0 and len(self.get_rows(self.listed_indexes[place - 1])) <= room:
            place -= 1
            room -= len(self.get_rows(self.listed_indexes[place]))
        return place

    def _last_fitting_from(self, first: int, selected: int, room: int) -> int:
        """The last place whose entry is whole in so many rows, from a first one on; no further than the selected."""
        place = first
        while (
            place < len(self.listed_indexes)
            and place <= selected
            and len(self.get_rows(self.listed_indexes[place])) <= room
        ):
            room -= len(self.get_rows(self.listed_indexes[place]))
            place += 1
        return place - 1

    def _make_rows(self, index: int) -> list[SideListRow]:
        """Wrap one entry; a credit goes behind its caption where it fits."""
        stop = self.all_targets[index]
        indent = MARKER_CELLS * (stop.level + 1)
        room = max(2, self._width - indent - 1)
        captions = self.category == "captions"
        credit = self.open_article.blocks[stop.block].find_span("credit") if captions else None
        end = min(stop.end, stop.start + room * _MAX_ENTRY_ROWS)
        text, by = self.open_article.convert_range(stop.block, stop.start, end), ""
        if self.category == "changes":
            written = self.open_article.blocks[stop.block].text[stop.start : end]
            change = next(
                (each for each in self.open_article.converted.get_changes(stop.block) if each.start == stop.start), None
            )
            others = [each for each in change.candidates if each != change.replacement] if change else []
            text = f"{written} > {text}" + (f" ({' '.join(others)})" if others else "")
        if credit and credit.start < end:
            text, by = text[: credit.start].rstrip(), text[credit.start :]
        address = self.open_article.resolve_link(stop) if self.category == "links" else ""
        look = "caption" if captions else "run_in" if stop.level else "heading"
        lines = [text[s:e] for s, e in self._wrap_text(text, room)[:_MAX_ENTRY_ROWS]]
        rows = [SideListRow(indent, ((line, look),)) for line in lines]
        if by and cell_len(lines[-1] + _CREDIT_SEPARATOR + by, self._ambiguous) <= room:
            rows[-1] = SideListRow(indent, ((lines[-1], look), (_CREDIT_SEPARATOR + by, "credit")))
        elif address:
            rows += [SideListRow(indent, ((line, "credit"),)) for line in self._split_address(address, room)]
        elif by:
            rows += [SideListRow(indent, ((by[s:e], "credit"),)) for s, e in self._wrap_text(by, room)[:1]]
        return rows

    def _split_address(self, address: str, room: int) -> Iterator[str]:
        """An address in as many rows as it takes: it has no places where it may be broken."""
        from reader.sources.urls import format_url

        shown = format_url(address)
        step = room if shown.isascii() else room // 2
        for start in range(0, min(len(shown), step * _MAX_ADDRESS_ROWS), step):
            yield shown[start : start + step]

    def _wrap_text(self, text: str, room: int) -> list[tuple[int, int]]:
        return wrap(text, room, ambiguous_width=self._ambiguous)


def make_side_list_rows(
    open_article: OpenArticle,
    category: NavigationCategory,
    messages: Messages,
    ambiguous: AmbiguousWidth,
    *,
    block_elements: bool,
) -> SideListRows:
    """The entries of a kind; the list of figures may draw its bars with blocks of colour."""
    if category == "figures":
        from reader.tui.rows.figure_list import FigureListRows

        return FigureListRows(open_article, messages, ambiguous, block_elements=block_elements)
    if category == "notes":
        from reader.tui.rows.note_list import NoteListRows

        return NoteListRows(open_article, messages, ambiguous)
    return SideListRows(open_article, category, ambiguous)
