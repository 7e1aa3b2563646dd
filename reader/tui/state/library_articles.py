"""The library's articles as a list shows them: numbers in order, and entries that are loaded when they are shown."""

from __future__ import annotations

import os
from array import array
from bisect import bisect_left
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from operator import neg
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.tui.state.list_entry import ListEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from reader.library.listing import ArticleListing, ListChoice, ListOrderName
    from reader.library.search import Hit
    from reader.library.search_query import Word
    from reader.library.search_sql import SearchOrder
    from reader.model import ViewName

FIRST_LIBRARY_NUMBER = 1 << 32
"""From here on numbers are sequences of the library; smaller ones are those of the session."""
_FIRST_COUNT = 200
"""Articles that a list has at once; the others follow between the keys."""
_SLICE_COUNT = 10_000
"""Articles that are added to a list at once where more are needed: 10 ms."""
_BACKGROUND_COUNT = 2_000
"""Articles that a list has soon after it is shown; the others are added when they are scrolled to."""
_BATCH = 60
"""Entries that are loaded at once: more than a window shows."""
_MAX_ENTRIES = 2_000
"""Entries that are kept; each takes about a kilobyte."""
_MAX_HITS = 2_000
"""Articles that a search lists; it still counts them all."""


@dataclass(slots=True)
class LibrarySearch:
    """A search of the library."""

    query: str
    words: tuple[Word, ...]
    total: int
    """Articles that match."""
    order: SearchOrder
    hits: dict[int, Hit]
    """The best place of each article that was shown, by its number."""
    variants: tuple[str, ...] = ()
    """The words of other regions that were searched, too."""


class LibraryArticles:
    """The articles of a library, by their sequences, which serve as their numbers.

    All methods raise ReaderError where the library cannot be read.

    Args:
        listing: The lists of the library.
    """

    def __init__(self, listing: ArticleListing) -> None:
        self.listing = listing
        self._entries: dict[int, ListEntry] = {}
        self.numbers: array[int] = array("q")
        """The articles of the list that is shown, in order; it may grow while `is_partial`."""
        self.is_partial = False
        """Whether more articles of the list are to follow."""
        self._list_name = "all"
        self._is_unread = False
        self._is_by_date = True
        self._is_search = False
        self._positions: dict[int, int] | None = None
        self._data_version = listing.read_data_version()

    # -- lists

    def list_choices(self) -> list[ListChoice]:
        """The lists that can be shown."""
        return self.listing.list_choices()

    def find_feed_view(self, article_id: str, feeds_path: Path | None) -> ViewName:
        """The view that the user wants the articles of a feed in; that of the source for all others.

        Args:
            article_id: An article; "" for one that is not in the library.
            feeds_path: The list of feeds; None where it is not looked at.
        """
        if not article_id or feeds_path is None:
            return "source"
        if not self.listing.followed_feeds and feeds_path.exists():
            with suppress(ReaderError):  # whoever refreshes the feeds or lists them is told of it
                self.load_followed_feeds(feeds_path)
        views = {feed.id: feed.script for feed in self.listing.followed_feeds if feed.script != "source"}
        found = self.listing.find_feeds(article_id) if views else []
        return next((views[feed] for feed in found if feed in views), "source")

    def load_followed_feeds(self, feeds_path: Path) -> None:
        """Let the lists of feeds have the names and folders that the user gave them.

        Args:
            feeds_path: The list of feeds; it need not exist.

        Raises:
            ReaderError: It cannot be used.
        """
        from reader.config.feed_list import load_feed_list
        from reader.library.feed_store import make_feed_id
        from reader.library.listing import FollowedFeed

        feeds = load_feed_list(feeds_path).feeds
        self.listing.followed_feeds = [
            FollowedFeed(make_feed_id(each.url), each.url, each.title, each.folder, each.script) for each in feeds
        ]

    def is_followed(self, feed_id: str) -> bool:
        """Whether a feed was among those that the user follows when their names were loaded last."""
        return any(feed.id == feed_id for feed in self.listing.followed_feeds)

    def show_list(self, name: str, order: ListOrderName, *, is_unread: bool) -> array[int]:
        """The numbers of a list; by date only the first ones, which `extend` continues in place.

        Args:
            name: Of the list.
            order: Its order.
            is_unread: Without those that were read.
        """
        self._list_name, self._is_unread, self._is_search = name, is_unread, False
        is_by_date = order == "date"
        limit = _FIRST_COUNT if is_by_date else -1
        self._set_numbers(
            self.listing.find_sequences(name, order, is_unread=is_unread, limit=limit), is_by_date=is_by_date
        )
        self.is_partial = len(self.numbers) == limit
        return self.numbers

    def extend(self, count: int = _SLICE_COUNT) -> bool:
        """Add more articles of the list that is shown; return whether there are more to follow."""
        if self.is_partial:
            last = self.numbers[-1]
            more = self.listing.find_sequences(self._list_name, is_unread=self._is_unread, before=last, limit=count)
            self.numbers.extend(more)
            self.is_partial = len(more) == count
        return self.is_partial

    @property
    def has_background_work(self) -> bool:
        """Whether more articles are to be listed before anybody scrolls to them."""
        return self.is_partial and len(self.numbers) < _BACKGROUND_COUNT

    def complete(self) -> None:
        """Add all articles of the list that is shown."""
        while self.extend(10 * _SLICE_COUNT):
            pass

    def search(self, query: str, order: SearchOrder) -> LibrarySearch | None:
        """Search the library, and list what is found; None for an empty query, which changes nothing.

        Args:
            query: As search_query.py describes it.
            order: Newest first, or best first.

        Raises:
            ReaderError: The query cannot be understood.
        """
        from reader.library.search import find_articles
        from reader.library.search_query import parse_query

        node = parse_query(query)
        if node is None:
            return None
        found = find_articles(self.listing.connection, node, _MAX_HITS, order=order)
        total = len(found.sequences) if len(found.sequences) < _MAX_HITS else found.query.count()
        self._set_numbers(array("q", found.sequences), is_by_date=order == "newest")
        self.is_partial, self._is_search = False, True
        return LibrarySearch(query, tuple(found.words), total, order, {}, found.variants)

    def find_hit(self, search: LibrarySearch, number: int) -> Hit | None:
        """The best place of a search in an article; None where the article is not there any more."""
        if number not in search.hits:
            from reader.library.search import find_article_hits

            for each in find_article_hits(self.listing.connection, number, search.words):
                search.hits[number] = each
                break
        return search.hits.get(number)

    def _set_numbers(self, numbers: array[int], *, is_by_date: bool) -> None:
        self.numbers, self._is_by_date, self._positions = numbers, is_by_date, None

    # -- positions

    def find_position(self, number: int) -> int | None:
        """The position of an article in the list that is shown; None where it is not in it."""
        if not self._is_by_date:
            if self._positions is None:
                self._positions = {other: position for position, other in enumerate(self.numbers)}
            return self._positions.get(number)
        while self.is_partial and number < self.numbers[-1]:
            self.extend()
        position = bisect_left(self.numbers, -number, key=neg)
        return position if position < len(self.numbers) and self.numbers[position] == number else None

    def find_start(self, number: int) -> int:
        """The position that an article has, or would have, in the list that is shown."""
        position = self.find_position(number)
        if position is not None:
            return position
        return bisect_left(self.numbers, -number, key=neg) if self._is_by_date else 0

    def find_unread_beside(self, number: int, step: int) -> tuple[int, bool] | None:
        """The next or the previous unread article of a list by date, and whether the search wrapped around.

        Args:
            number: Of an article, which need not be in the list.
            step: 1 for the next, which is older, -1 for the previous.
        """
        for start, has_wrapped in ((number, False), (None, True)):
            if step > 0:
                found = self.listing.find_sequences(self._list_name, is_unread=True, before=start, limit=1)
            else:
                found = array("q", self.listing.find_newer_unread(self._list_name, start))
            if found and found[0] != number:
                return found[0], has_wrapped
        return None

    @property
    def is_list_by_date(self) -> bool:
        """Whether a list by date is shown, and not the hits of a search."""
        return self._is_by_date and not self._is_search

    def find_first_unread(self, numbers: Iterable[int]) -> int | None:
        """The first of some articles that was not read."""
        remaining = iter(numbers)
        while batch := list(islice(remaining, _BATCH)):
            if unread := self.listing.filter_read(batch, read=False):
                return unread[0]
        return None

    # -- entries

    def get_entry(self, number: int) -> ListEntry:
        """The entry of an article; an empty one where it is not there any more."""
        entry = self._entries.get(number)
        if entry is None:
            position = self.find_position(number) or 0
            around = self.numbers[max(0, position - _BATCH // 2) : position + _BATCH]
            self._load([*around, number])
            entry = self._entries.setdefault(number, ListEntry("", number))
        return entry

    def get_loaded_entries(self, numbers: Iterable[int]) -> list[ListEntry]:
        """The entries of some articles, of those that are loaded."""
        return [self._entries[number] for number in numbers if number in self._entries]

    def reload(self) -> None:
        """Load all entries anew when they are shown, but for those with unsaved state."""
        self._entries = {number: entry for number, entry in self._entries.items() if _has_session_state(entry)}

    def take_change(self) -> bool:
        """Whether another program has written to the library since the last call."""
        before, self._data_version = self._data_version, self.listing.read_data_version()
        return before != self._data_version

    def find_number(self, source: str) -> int | None:
        """The number of the article of a source: its id, its URL or the path of its file."""
        return self.listing.find_sequence(source)

    def _load(self, numbers: Sequence[int]) -> None:
        if len(self._entries) > _MAX_ENTRIES:
            self.reload()
        wanted = [number for number in dict.fromkeys(numbers) if number not in self._entries]
        for number, listed in self.listing.load(wanted).items():
            path = listed.entry.origin.path
            source = path if path and os.path.isfile(path) else listed.entry.id
            entry = ListEntry(source, number, is_head_read=True, note_count=listed.note_count)
            entry.load_record(listed.entry)
            entry.duplicate_count, entry.progress = listed.duplicate_count, listed.progress
            self._entries[number] = entry


def _has_session_state(entry: ListEntry) -> bool:
    """Whether an entry knows what the library does not."""
    return bool(entry.error or entry.pins or entry.overrides or entry.position != (0, 0))
