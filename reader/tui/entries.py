"""The entries of the list beside the page, as rows: wrapped when they are seen, in the script of the view."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.typeset import cell_len, wrap

if TYPE_CHECKING:
    from reader.tui.opened import Opened, Stop, Walk
    from reader.typeset import Ambiguous

MARK = 2
"""Cells before an entry, for the sign of the selected one."""
_JOINT = "  "
_MOST_ROWS = 4
"""Rows of one entry; a longer one is cut, Enter shows it on the page."""
_MOST_KEPT = 1000


class EntryRow(NamedTuple):
    """One row of an entry."""

    indent: int
    text: str
    look: str
    credit: str = ""
    """Behind the text, with its own look."""


class Entries:
    """The stops of one kind in rows of so many cells; which entry is first in sight, which is selected."""

    def __init__(self, opened: Opened, walk: Walk, ambiguous: Ambiguous) -> None:
        self.opened = opened
        self.walk: Walk = walk
        self.selected = -1
        """The entry that is marked; -1 before the first."""
        self._ambiguous: Ambiguous = ambiguous
        self._width = 0
        self._height = 0
        self._first = 0
        self._made: dict[tuple[str, int], list[EntryRow]] = {}
        self._sight: list[tuple[int, int]] = []

    @property
    def stops(self) -> list[Stop]:
        """The entries."""
        return self.opened.stops[self.walk]

    def fit(self, width: int, height: int) -> None:
        """Rows are so many cells wide, and so many of them are in sight."""
        if (width, height) != (self._width, self._height):
            self._width, self._height = width, height
            self._made.clear()
            self.look_again()

    def look_again(self) -> None:
        """More entries, or another script, in which an entry may take more rows."""
        self._sight.clear()
        self._keep_in_sight()

    def select(self, index: int) -> bool:
        """Mark an entry and bring it into sight; whether the list had to scroll."""
        first, self.selected = self._first, index
        self._keep_in_sight()
        if self._first != first:
            self._sight.clear()
        return self._first != first

    def rows(self, index: int) -> list[EntryRow]:
        """The rows of one entry."""
        key = (self.opened.view, index)
        if key not in self._made:
            if len(self._made) > _MOST_KEPT:
                self._made.clear()
            self._made[key] = self._lay(self.stops[index])
        return self._made[key]

    def in_sight(self) -> list[tuple[int, int]]:
        """The entry and the number of its row, for each row in sight."""
        if not self._sight:
            index = self._first
            while index < len(self.stops) and len(self._sight) < self._height:
                self._sight += [(index, number) for number in range(len(self.rows(index)))]
                index += 1
        return self._sight

    def _keep_in_sight(self) -> None:
        """Show the selected entry whole; a list that must scroll brings it to the middle, so that it scrolls rarely."""
        if self._height <= 0:
            return
        if not self._first <= self.selected <= self._last_from(self._first, self._height):
            self._first = self._back_from(max(0, self.selected), self._height // 2)
        if len(self.stops) - self._first < self._height:  # nothing above may be hidden while there is room below
            self._first = min(self._first, self._back_from(len(self.stops), self._height))

    def _back_from(self, index: int, room: int) -> int:
        """The first of the entries before one that are whole in so many rows."""
        while index > 0 and len(self.rows(index - 1)) <= room:
            index -= 1
            room -= len(self.rows(index))
        return index

    def _last_from(self, first: int, room: int) -> int:
        """The last entry that is whole in so many rows, from a first one on."""
        index = first
        while index < len(self.stops) and index <= self.selected and len(self.rows(index)) <= room:
            room -= len(self.rows(index))
            index += 1
        return index - 1

    def _lay(self, stop: Stop) -> list[EntryRow]:
        """Wrap one entry; a credit goes behind its caption where it fits."""
        indent = MARK * (stop.level + 1)
        room = max(2, self._width - indent - 1)
        captions = self.walk == "captions"
        credit = self.opened.blocks[stop.block].span("credit") if captions else None
        end = min(stop.end, stop.start + room * _MOST_ROWS)
        text, by = self.opened.stretch(stop.block, stop.start, end), ""
        if credit and credit.start < end:
            text, by = text[: credit.start].rstrip(), text[credit.start :]
        look = "caption" if captions else "run_in" if stop.level else "heading"
        rows = [EntryRow(indent, text[s:e], look) for s, e in self._wrapped(text, room)[:_MOST_ROWS]]
        if by and cell_len(rows[-1].text + _JOINT + by, self._ambiguous) <= room:
            rows[-1] = rows[-1]._replace(credit=_JOINT + by)
        elif by:
            rows += [EntryRow(indent, by[s:e], "credit") for s, e in self._wrapped(by, room)[:1]]
        return rows

    def _wrapped(self, text: str, room: int) -> list[tuple[int, int]]:
        return wrap(text, room, ambiguous=self._ambiguous)
