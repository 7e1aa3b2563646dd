"""Which articles are listed, in which order, and the neighbours of an article among them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from reader.text.folding import fold_query
from reader.tui.state.cycle import cycle
from reader.tui.state.library_articles import FIRST_LIBRARY_NUMBER
from reader.tui.state.list_entry import ARTICLE_ORDERS, LIBRARY_ORDERS, ArticleOrder, sort_entries

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from reader.library.listing import ListOrderName
    from reader.tui.state.library_articles import LibraryArticles, LibrarySearch
    from reader.tui.state.list_entry import ListEntry

SESSION_LIST = "session"
"""The name of the list of the articles that were given or opened; the others are lists of the library."""


class EntryTable:
    """The entries by their numbers: those of the session, and those of the library, which are loaded when asked for.

    Its length and what it iterates over are the entries of the session alone.

    Args:
        session_entries: In the order of their numbers.
        library: The articles of the library; None where there is none.
    """

    def __init__(self, session_entries: list[ListEntry], library: LibraryArticles | None = None) -> None:
        self._session_entries = session_entries
        self.library = library

    def __len__(self) -> int:
        return len(self._session_entries)

    def __iter__(self) -> Iterator[ListEntry]:
        return iter(self._session_entries)

    def __getitem__(self, number: int) -> ListEntry:
        if number >= FIRST_LIBRARY_NUMBER and self.library is not None:
            return self.library.get_entry(number)
        return self._session_entries[number]

    def append(self, entry: ListEntry) -> None:
        """Add an entry of the session, whose number is the length so far."""
        self._session_entries.append(entry)

    def pop(self) -> ListEntry:
        """Remove the last entry of the session, and return it."""
        return self._session_entries.pop()


class ListOrder:
    """A list of articles with a filter and an order.

    Articles are known by their numbers, which never change; positions count from 0 in what is shown.

    Args:
        entries: The articles of the session, in the order they were given.
        library: The articles of the library; None where there is none.
    """

    def __init__(self, entries: list[ListEntry], library: LibraryArticles | None = None) -> None:
        self.entries = EntryTable(entries, library)
        self.list_name = SESSION_LIST
        """Which list is shown: SESSION_LIST, or one of the library's as ArticleListing names them."""
        self.search_state: LibrarySearch | None = None
        """The search of the library whose hits are listed; None without one."""
        self.visible_numbers: Sequence[int] = list(range(len(entries)))
        """The numbers of the shown articles, from top to bottom."""
        self.entry_count = len(entries)
        """How many articles there are that were not removed."""
        self.order: ArticleOrder = "given"
        self.query = ""
        self.feeds_path: Path | None = None
        """The list of feeds; None where it is not looked at."""
        self.has_first_steps = False
        """Whether the list says what to do first, where there is hardly anything in it."""
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

    @property
    def library(self) -> LibraryArticles | None:
        """The articles of the library; None where there is none."""
        return self.entries.library

    @property
    def is_library(self) -> bool:
        """Whether a list of the library is shown."""
        return self.list_name != SESSION_LIST

    @property
    def is_followed_feed(self) -> bool:
        """Whether the list of a feed is shown that the user follows."""
        kind, _, feed_id = self.list_name.partition(":")
        return kind == "feed" and self.library is not None and self.library.is_followed(feed_id)

    @property
    def listed_count(self) -> int:
        """How many articles the list shows, those that are still to be listed among them."""
        if self.library is not None and self.library.is_partial and self.is_library:
            return self.entry_count - (self.read_count if self.is_hiding_read else 0)
        return len(self.visible_numbers)

    def show_list(self, name: str) -> None:
        """Show another list, without filter or search; one of the library newest first."""
        if self.is_library != (name != SESSION_LIST):
            self.order = "given" if name == SESSION_LIST else "date"
        self.list_name, self.query, self._folded_query, self.search_state = name, "", "", None
        self.arrange()

    def search_library(self, query: str) -> None:
        """List the articles of the library that match a query; "" shows the list there was before.

        Raises:
            ReaderError: The query cannot be understood, or the library cannot be read; the list stays as it is.
        """
        if self.library is None:
            return
        self.query = query
        order = self.search_state.order if self.search_state else "newest"
        found = self.library.search(query, order)
        if found is None:
            self.search_state = None
            self.arrange()
            return
        self.search_state = found
        self._show_library_numbers(found.total)

    def cycle_order(self) -> ArticleOrder:
        """Sort the list by the next order, and return that: by date, outlet or length; as given, or as added.

        Hits of a search are newest first or best first.
        """
        if self.search_state:
            self.search_state.order = "best" if self.search_state.order == "newest" else "newest"
            self.search_library(self.query)
            return "best" if self.search_state.order == "best" else "date"
        self.order = cycle(LIBRARY_ORDERS if self.is_library else ARTICLE_ORDERS, self.order)
        self.arrange()
        return self.order

    def set_filter(self, query: str) -> None:
        """Show only articles with a text in their title, outlet or file name, in either script; "" shows all."""
        self.query = query
        self._folded_query = fold_query(query.strip())
        self.arrange()

    def toggle_hide_read(self) -> int:
        """Show or hide the articles that were read, without the open one; return how many there are."""
        self.is_hiding_read = not self.is_hiding_read
        self.arrange()
        return self.read_count

    @property
    def read_count(self) -> int:
        """How many of the articles were read, without the open one and those that were removed."""
        if self.is_library and self.library is not None:
            return self.entry_count - self.library.listing.count(self.list_name, is_unread=True)
        return sum(
            entry.is_read and not entry.is_removed and entry.number != self.open_number for entry in self.entries
        )

    def arrange(self) -> None:
        """Filter and sort the list anew."""
        if self.is_library and self.library is not None:
            order: ListOrderName = self.order if self.order in ("source", "length", "added") else "date"
            self.library.show_list(self.list_name, order, is_unread=self.is_hiding_read)
            self._show_library_numbers(self.library.listing.count(self.list_name))
            return
        self._is_order_pending = not self.is_complete and (self.order != "given" or bool(self._folded_query))
        self._set_visible([entry.number for entry in sort_entries(filter(self._is_listed, self.entries), self.order)])

    def _show_library_numbers(self, count: int) -> None:
        if self.library is not None:
            self.visible_numbers, self.entry_count, self._position_cache = self.library.numbers, count, None

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
        if self.is_library and self.library is not None:
            return self.library.find_position(number)
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
        if self.is_library and self.library is not None and self.library.is_list_by_date:
            return self.library.find_unread_beside(number, step)
        start, count = self._find_start(number, step), len(self.visible_numbers)
        rest = range(start, count) if step > 0 else range(start, -1, -1)
        whole_list = range(count) if step > 0 else range(count - 1, -1, -1)
        for positions, has_wrapped in ((rest, False), (whole_list, True)):
            others = (other for position in positions if (other := self.visible_numbers[position]) != number)
            if (found := self._find_first_unread(others)) is not None:
                return found, has_wrapped
        return None

    def _find_first_unread(self, numbers: Iterator[int]) -> int | None:
        if self.is_library and self.library is not None:
            return self.library.find_first_unread(numbers)
        return next((number for number in numbers if not self.entries[number].is_read), None)

    def _find_start(self, number: int, step: int) -> int:
        """The position beside an article; for one that is not shown, beside the position it would have."""
        if (position := self.find_position(number)) is not None:
            return position + step
        if self.is_library and self.library is not None:
            return self.library.find_start(number) - (step < 0)
        others = [self.entries[other] for other in self.visible_numbers]
        position = sort_entries([*others, self.entries[number]], self.order).index(self.entries[number])
        return position if step > 0 else position - 1

    def _positions_by_number(self) -> dict[int, int]:
        if self._position_cache is None:
            self._position_cache = {number: position for position, number in enumerate(self.visible_numbers)}
        return self._position_cache
