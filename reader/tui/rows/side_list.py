"""The entries of the list beside the page, as rows: wrapped when they are seen, in the script of the view."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from reader.tui.state.article import folded
from reader.typeset import cell_len, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.i18n import Words
    from reader.tui.state.article import Opened
    from reader.tui.state.navigation import Stop, Walk
    from reader.typeset import Ambiguous

MARK = 2
"""Cells before an entry, for the sign of the selected one."""
_JOINT = "  "
_MOST_ROWS = 4
"""Rows of one entry; a longer one is cut, Enter shows it on the page."""
_MOST_ADDRESS_ROWS = 40
_MOST_KEPT = 1000


class EntryRow(NamedTuple):
    """One row of an entry."""

    indent: int
    parts: tuple[tuple[str, str], ...]
    """Texts, each with its look."""
    title: bool = False
    """Whether it is the title of a group, over its first entry."""


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
        self._query = ""
        self._folded: set[int] = set()
        """Headings whose run-in heads are hidden, by their indexes."""
        self._order: Sequence[int] = ()
        self.version = 0
        """Goes up when rows of entries look different from before."""

    @property
    def stops(self) -> list[Stop]:
        """All of the kind, hidden ones too."""
        return self.opened.stops[self.walk]

    @property
    def order(self) -> Sequence[int]:
        """The entries that are listed, by their indexes among the stops."""
        if not self._query and not self._folded:
            return range(len(self.stops))
        return self._order

    # -- which are listed

    def filter(self, query: str) -> int:
        """List only what has these words, in either script; how many that are."""
        self._query = folded(query)
        self._arrange()
        return len(self.order)

    @property
    def filtered(self) -> bool:
        """Whether a filter hides some."""
        return bool(self._query)

    def fold(self, *, hide: bool) -> bool:
        """Hide or show the run-in heads of the selected entry's heading; whether it has any to hide or show."""
        last = min(self.selected, len(self.stops) - 1)  # the selected one may be gone: changes are, in another script
        heading = next((n for n in range(last, -1, -1) if not self.stops[n].level), -1)
        has_some = 0 <= heading < len(self.stops) - 1 and self.stops[heading + 1].level > 0
        if not has_some or hide == (heading in self._folded):
            return False
        self._folded ^= {heading}
        self._arrange()
        self.selected = heading
        self.look_again()
        return True

    def _arrange(self) -> None:
        """Find out anew what is listed."""
        self._order, hidden = [], False
        for index, stop in enumerate(self.stops):
            hidden = index in self._folded if not stop.level else hidden
            if (not stop.level or not hidden) and (not self._query or self._query in self._words(stop)):
                self._order.append(index)
        self.look_again()

    def _words(self, stop: Stop) -> str:
        return folded(self.opened.blocks[stop.block].text[stop.start : stop.end])

    def listed(self, index: int) -> int:
        """The entry that stands for a stop: itself, or the one before it that is listed; -1 before the first."""
        at = self._at(index)
        return self.order[at] if at >= 0 else -1

    def _at(self, index: int) -> int:
        """The place in the list of the entry that stands for a stop; -1 before the first."""
        return bisect_right(self.order, index) - 1

    def beside(self, lines: int) -> int:
        """The entry so many further on, or back; -1 where nothing is listed."""
        order = self.order
        if not order:
            return -1
        at = self._at(self.selected)
        if lines < 0 and (at < 0 or order[at] != self.selected):
            at += 1  # the selected one is hidden: the previous is the one that stands before it
        return order[max(0, min(at + lines, len(order) - 1))]

    # -- rows

    def fit(self, width: int, height: int) -> None:
        """Rows are so many cells wide, and so many of them are in sight."""
        if (width, height) != (self._width, self._height):
            self._width, self._height = width, height
            self._made.clear()
            self.look_again()

    def measure(self, ambiguous: Ambiguous) -> None:
        """The terminal gives so many cells to characters of ambiguous width."""
        if ambiguous != self._ambiguous:
            self._ambiguous = ambiguous
            self._rewrap()

    def _rewrap(self) -> None:
        """Other rows of the same entries."""
        self._made.clear()
        self.version += 1
        self.look_again()

    def speak(self, words: Words) -> None:
        """The screen speaks another language."""

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
            self._made[key] = self._lay(index)
        return self._made[key]

    def in_sight(self) -> list[tuple[int, int]]:
        """The entry and the number of its row, for each row in sight."""
        if not self._sight:
            for index in self.order[self._first :]:
                self._sight += [(index, number) for number in range(len(self.rows(index)))]
                if len(self._sight) >= self._height:
                    break
        return self._sight

    def _keep_in_sight(self) -> None:
        """Show the selected entry whole; a list that must scroll brings it to the middle, so that it scrolls rarely."""
        if self._height <= 0:
            return
        selected = max(0, self._at(self.selected))
        if not self._first <= selected <= self._last_from(self._first, selected, self._height):
            self._first = self._back_from(selected, self._height // 2)
        if len(self.order) - self._first < self._height:  # nothing above may be hidden while there is room below
            self._first = min(self._first, self._back_from(len(self.order), self._height))

    def _back_from(self, place: int, room: int) -> int:
        """The first of the places before one whose entries are whole in so many rows."""
        while place > 0 and len(self.rows(self.order[place - 1])) <= room:
            place -= 1
            room -= len(self.rows(self.order[place]))
        return place

    def _last_from(self, first: int, selected: int, room: int) -> int:
        """The last place whose entry is whole in so many rows, from a first one on; no further than the selected."""
        place = first
        while place < len(self.order) and place <= selected and len(self.rows(self.order[place])) <= room:
            room -= len(self.rows(self.order[place]))
            place += 1
        return place - 1

    def _lay(self, index: int) -> list[EntryRow]:
        """Wrap one entry; a credit goes behind its caption where it fits."""
        stop = self.stops[index]
        indent = MARK * (stop.level + 1)
        room = max(2, self._width - indent - 1)
        captions = self.walk == "captions"
        credit = self.opened.blocks[stop.block].span("credit") if captions else None
        end = min(stop.end, stop.start + room * _MOST_ROWS)
        text, by = self.opened.stretch(stop.block, stop.start, end), ""
        if self.walk == "changes":
            written = self.opened.blocks[stop.block].text[stop.start : end]
            change = next((each for each in self.opened.changes(stop.block) if each.start == stop.start), None)
            others = [each for each in change.candidates if each != change.shown] if change else []
            text = f"{written} > {text}" + (f" ({' '.join(others)})" if others else "")
        if credit and credit.start < end:
            text, by = text[: credit.start].rstrip(), text[credit.start :]
        address = self.opened.target(stop) if self.walk == "links" else ""
        look = "caption" if captions else "run_in" if stop.level else "heading"
        lines = [text[s:e] for s, e in self._wrapped(text, room)[:_MOST_ROWS]]
        rows = [EntryRow(indent, ((line, look),)) for line in lines]
        if by and cell_len(lines[-1] + _JOINT + by, self._ambiguous) <= room:
            rows[-1] = EntryRow(indent, ((lines[-1], look), (_JOINT + by, "credit")))
        elif address:
            rows += [EntryRow(indent, ((line, "credit"),)) for line in self._in_full(address, room)]
        elif by:
            rows += [EntryRow(indent, ((by[s:e], "credit"),)) for s, e in self._wrapped(by, room)[:1]]
        return rows

    def _in_full(self, address: str, room: int) -> Iterator[str]:
        """An address in as many rows as it takes: it has no places where it may be broken."""
        from reader.sources.urls import printed

        shown = printed(address)
        step = room if shown.isascii() else room // 2
        for start in range(0, min(len(shown), step * _MOST_ADDRESS_ROWS), step):
            yield shown[start : start + step]

    def _wrapped(self, text: str, room: int) -> list[tuple[int, int]]:
        return wrap(text, room, ambiguous=self._ambiguous)


def entries_of(opened: Opened, walk: Walk, words: Words, ambiguous: Ambiguous, *, blocks: bool) -> Entries:
    """The entries of a kind; the list of figures may draw its bars with blocks of colour."""
    if walk == "figures":
        from reader.tui.rows.figure_list import FigureEntries

        return FigureEntries(opened, words, ambiguous, blocks=blocks)
    if walk == "notes":
        from reader.tui.rows.note_list import NoteEntries

        return NoteEntries(opened, words, ambiguous)
    return Entries(opened, walk, ambiguous)
