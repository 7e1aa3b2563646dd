"""Which articles are shown, in what order, and what stands beside what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from reader.text.folding import fold_query
from reader.tui.state.cycle import cycle
from reader.tui.state.list_entry import ARTICLE_ORDERS, ArticleOrder, sort_entries

if TYPE_CHECKING:
    from reader.tui.state.list_entry import ListEntry


class ListOrder:
    """Articles in a list, by their numbers, which never change.

    Args:
        entries: In the order they were given.
    """

    def __init__(self, entries: list[ListEntry]) -> None:
        self.entries = entries
        self.visible_numbers: list[int] = list(range(len(entries)))
        """The articles of the list from top to bottom, by their numbers."""
        self.entry_count = len(entries)
        """Those that were not removed."""
        self.order: ArticleOrder = "given"
        self.query = ""
        self.is_hiding_read = False
        self.open_number = 0
        """The open one."""
        self._is_order_pending = False
        """Whether the order has to be found again when all heads are there."""
        self._position_cache: dict[int, int] | None = None
        self._folded_query = ""

    @property
    def is_complete(self) -> bool:
        """Whether all is known that an order needs."""
        raise NotImplementedError

    def cycle_order(self) -> ArticleOrder:
        """Put the list in the next order: by date, by source, by length, as given."""
        self.order = cycle(ARTICLE_ORDERS, self.order)
        self._arrange()
        return self.order

    def set_filter(self, query: str) -> None:
        """Show only what has the words in its title, outlet or file name, in either script; all for none."""
        self.query = query
        self._folded_query = fold_query(query.strip())
        self._arrange()

    def toggle_hide_read(self) -> int:
        """Show or hide those that are read, except the open one; how many of them there are."""
        self.is_hiding_read = not self.is_hiding_read
        self._arrange()
        return self.read_count

    @property
    def read_count(self) -> int:
        """How many were read, of those that were not removed; without the open one."""
        return sum(
            entry.is_read and not entry.is_removed and entry.number != self.open_number for entry in self.entries
        )

    def _arrange(self) -> None:
        self._is_order_pending = not self.is_complete and (self.order != "given" or bool(self._folded_query))
        self._set_visible([entry.number for entry in sort_entries(filter(self._is_listed, self.entries), self.order)])

    def _set_visible(self, entry_numbers: list[int]) -> None:
        self.visible_numbers = entry_numbers
        self.entry_count = sum(not entry.is_removed for entry in self.entries)
        self._position_cache = None

    def _is_listed(self, entry: ListEntry) -> bool:
        if entry.is_removed or (self.is_hiding_read and entry.is_read and entry.number != self.open_number):
            return False
        return not self._folded_query or self._folded_query in entry.search_text

    # -- going through the list

    def find_position(self, number: int) -> int | None:
        """Where an article stands in the list, from 0; None where it is not shown."""
        return self._positions_by_number().get(number)

    def find_neighbour(self, number: int, step: Literal[1, -1]) -> int | None:
        """The next or previous article in the list; None at its end. One that is not shown has neighbours too."""
        place = self._find_start(number, step)
        return self.visible_numbers[place] if 0 <= place < len(self.visible_numbers) else None

    def find_unread(self, number: int, step: Literal[1, -1]) -> tuple[int, bool] | None:
        """The next or previous unread article, and whether it was found from the other end; None: there is none."""
        start = self._find_start(number, step)
        ahead = range(start, len(self.visible_numbers)) if step > 0 else range(start, -1, -1)
        round_again = range(len(self.visible_numbers)) if step > 0 else range(len(self.visible_numbers) - 1, -1, -1)
        for places, again in ((ahead, False), (round_again, True)):
            for place in places:
                if not self.entries[found := self.visible_numbers[place]].is_read and found != number:
                    return found, again
        return None

    def _find_start(self, number: int, step: int) -> int:
        """The place beside an article; of one that is not shown beside where it would stand."""
        if (place := self.find_position(number)) is not None:
            return place + step
        others = [self.entries[other] for other in self.visible_numbers]
        place = sort_entries([*others, self.entries[number]], self.order).index(self.entries[number])
        return place if step > 0 else place - 1

    def _positions_by_number(self) -> dict[int, int]:
        if self._position_cache is None:
            self._position_cache = {number: place for place, number in enumerate(self.visible_numbers)}
        return self._position_cache
