"""Filter and order of the list of articles, and the neighbours of an article in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from reader.text.folding import fold_query
from reader.tui.state.cycle import cycle
from reader.tui.state.list_entry import ARTICLE_ORDERS, ArticleOrder, sort_entries

if TYPE_CHECKING:
    from reader.tui.state.list_entry import ListEntry


class ListOrder:
    """A list of articles with a filter and an order.

    Articles are known by their numbers, which never change; positions count from 0 in what is shown.

    Args:
        entries: All articles, in the order they were given.
    """

    def __init__(self, entries: list[ListEntry]) -> None:
        self.entries = entries
        self.visible_numbers: list[int] = list(range(len(entries)))
        """The numbers of the shown articles, from top to bottom."""
        self.entry_count = len(entries)
        """How many articles there are that were not removed."""
        self.order: ArticleOrder = "given"
        self.query = ""
        self.is_hiding_read = False
        self.open_number = 0
        """The number of the open article."""
        self._is_order_pending = False
        """Whether to sort again when the heads of all articles were read."""
        self._position_cache: dict[int, int] | None = None
        self._folded_query = ""

    @property
    def is_complete(self) -> bool:
        """Whether everything is known that sorting needs."""
        raise NotImplementedError

    def cycle_order(self) -> ArticleOrder:
        """Sort the list by the next order: by date, by outlet, by length, as given; return that order."""
        self.order = cycle(ARTICLE_ORDERS, self.order)
        self._arrange()
        return self.order

    def set_filter(self, query: str) -> None:
        """Show only articles with a text in their title, outlet or file name, in either script; "" shows all."""
        self.query = query
        self._folded_query = fold_query(query.strip())
        self._arrange()

    def toggle_hide_read(self) -> int:
        """Show or hide the articles that were read, without the open one; return how many there are."""
        self.is_hiding_read = not self.is_hiding_read
        self._arrange()
        return self.read_count

    @property
    def read_count(self) -> int:
        """How many of the articles were read, without the open one and those that were removed."""
        return sum(
            entry.is_read and not entry.is_removed and entry.number != self.open_number for entry in self.entries
        )

    def _arrange(self) -> None:
        """Filter and sort the list anew."""
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

    # -- positions and neighbours

    def find_position(self, number: int) -> int | None:
        """The position of an article by its number; None where it is not shown."""
        return self._positions_by_number().get(number)

    def find_neighbour(self, number: int, step: Literal[1, -1]) -> int | None:
        """The number of the next or the previous article; None at the end of the list.

        Args:
            number: The number of an article, which may be one that is not shown.
            step: 1 for the next, -1 for the previous.
        """
        position = self._find_start(number, step)
        return self.visible_numbers[position] if 0 <= position < len(self.visible_numbers) else None

    def find_unread(self, number: int, step: Literal[1, -1]) -> tuple[int, bool] | None:
        """The number of the next or the previous unread article, and whether the search wrapped around.

        Args:
            number: The number of an article, which may be one that is not shown.
            step: 1 for the next, -1 for the previous.

        Returns:
            None where all others were read.
        """
        start, count = self._find_start(number, step), len(self.visible_numbers)
        rest = range(start, count) if step > 0 else range(start, -1, -1)
        whole_list = range(count) if step > 0 else range(count - 1, -1, -1)
        for positions, has_wrapped in ((rest, False), (whole_list, True)):
            for position in positions:
                if not self.entries[found := self.visible_numbers[position]].is_read and found != number:
                    return found, has_wrapped
        return None

    def _find_start(self, number: int, step: int) -> int:
        """The position beside an article; for one that is not shown, beside the position it would have."""
        if (position := self.find_position(number)) is not None:
            return position + step
        others = [self.entries[other] for other in self.visible_numbers]
        position = sort_entries([*others, self.entries[number]], self.order).index(self.entries[number])
        return position if step > 0 else position - 1

    def _positions_by_number(self) -> dict[int, int]:
        if self._position_cache is None:
            self._position_cache = {number: position for position, number in enumerate(self.visible_numbers)}
        return self._position_cache
