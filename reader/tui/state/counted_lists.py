"""The lists of the library with how many articles each has, read with a connection of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

_LOCK_WAIT_SECONDS = 2.0
"""Seconds to wait for another program that has locked the library; nobody waits for the counts."""


class CountedList(NamedTuple):
    """A list of the library."""

    name: str
    title: str
    """Of a tag, a folder or a feed, the latter indented where it is in a folder; "" for lists every library has."""
    article_count: int
    unread_count: int


def count_lists(library_path: Path, feeds_path: Path | None) -> list[CountedList]:
    """The lists of a library; it takes a while in a large one and can be called in any thread.

    Args:
        library_path: The library.
        feeds_path: The list of feeds, which has their names and folders; None where it is not looked at.

    Raises:
        ReaderError: One of the two cannot be read.
    """
    from reader.library.connection import Connection
    from reader.library.listing import ArticleListing
    from reader.tui.state.library_articles import LibraryArticles

    connection = Connection.open(library_path, writable=False, timeout=_LOCK_WAIT_SECONDS)
    try:
        listing = ArticleListing(connection)
        if feeds_path is not None:
            LibraryArticles(listing).load_followed_feeds(feeds_path)
        return [
            CountedList(
                each.name,
                each.title,
                each.article_count,
                listing.count(each.name, is_unread=True) if each.article_count else 0,
            )
            for each in listing.list_choices()
        ]
    finally:
        connection.close()
