"""Which articles are shown, in what order, and what stands beside what."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Literal

from reader.tui.state.article import folded
from reader.tui.state.list_entry import ORDERS, Order, ordered

if TYPE_CHECKING:
    from reader.tui.state.list_entry import Entry


class Arranged:
    """Articles in a list, by their numbers, which never change.

    Args:
        entries: In the order they were given.
    """

    def __init__(self, entries: list[Entry]) -> None:
        self.entries = entries
        self.shown: list[int] = list(range(len(entries)))
        """The articles of the list from top to bottom, by their numbers."""
        self.total = len(entries)
        """Those that were not removed."""
        self.order: Order = "given"
        self.query = ""
        self.hides_read = False
        self.current = 0
        """The open one."""
        self._unsettled = False
        """Whether the order has to be found again when all heads are there."""
        self._places: dict[int, int] | None = None
        self._words = ""

    @property
    def done(self) -> bool:
        """Whether all is known that an order needs."""
        raise NotImplementedError

    def next_order(self) -> Order:
        """Put the list in the next order: by date, by source, by length, as given."""
        self.order = ORDERS[(ORDERS.index(self.order) + 1) % len(ORDERS)]
        self._arrange()
        return self.order

    def filter(self, query: str) -> None:
        """Show only what has the words in its title, outlet or file name, in either script; all for none."""
        self.query = query
        self._words = folded(unicodedata.normalize("NFC", query.strip()))
        self._arrange()

    def toggle_hidden(self) -> int:
        """Show or hide those that are read, except the open one; how many of them there are."""
        self.hides_read = not self.hides_read
        self._arrange()
        return self.read_count

    @property
    def read_count(self) -> int:
        """How many were read, of those that were not removed; without the open one."""
        return sum(entry.read and not entry.removed and entry.number != self.current for entry in self.entries)

    def _arrange(self) -> None:
        self._unsettled = not self.done and (self.order != "given" or bool(self._words))
        self._show([entry.number for entry in ordered(filter(self._belongs, self.entries), self.order)])

    def _show(self, numbers: list[int]) -> None:
        self.shown = numbers
        self.total = sum(not entry.removed for entry in self.entries)
        self._places = None

    def _belongs(self, entry: Entry) -> bool:
        if entry.removed or (self.hides_read and entry.read and entry.number != self.current):
            return False
        return not self._words or self._words in entry.folded

    # -- going through the list

    def place(self, number: int) -> int | None:
        """Where an article stands in the list, from 0; None where it is not shown."""
        return self._placed().get(number)

    def beside(self, number: int, step: Literal[1, -1]) -> int | None:
        """The next or previous article in the list; None at its end. One that is not shown has neighbours too."""
        place = self._start(number, step)
        return self.shown[place] if 0 <= place < len(self.shown) else None

    def unread(self, number: int, step: Literal[1, -1]) -> tuple[int, bool] | None:
        """The next or previous unread article, and whether it was found from the other end; None: there is none."""
        start = self._start(number, step)
        ahead = range(start, len(self.shown)) if step > 0 else range(start, -1, -1)
        round_again = range(len(self.shown)) if step > 0 else range(len(self.shown) - 1, -1, -1)
        for places, again in ((ahead, False), (round_again, True)):
            for place in places:
                if not self.entries[found := self.shown[place]].read and found != number:
                    return found, again
        return None

    def _start(self, number: int, step: int) -> int:
        """The place beside an article; of one that is not shown beside where it would stand."""
        if (place := self.place(number)) is not None:
            return place + step
        others = [self.entries[other] for other in self.shown]
        place = ordered([*others, self.entries[number]], self.order).index(self.entries[number])
        return place if step > 0 else place - 1

    def _placed(self) -> dict[int, int]:
        if self._places is None:
            self._places = {number: place for place, number in enumerate(self.shown)}
        return self._places
