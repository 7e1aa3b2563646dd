"""The cache.db of newsboat: the articles it has, with what was read, flagged and deleted."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import ReaderError
from reader.library.database_file import open_file
from reader.library.sqlite_errors import translate_errors

if TYPE_CHECKING:
    from pathlib import Path

_COLUMNS = ("guid", "title", "author", "url", "feedurl", "pubDate", "content", "unread", "flags", "deleted")


class CachedItem(NamedTuple):
    """An item of a feed in newsboat's cache; its fields are newsboat's."""

    guid: str
    title: str
    author: str
    url: str
    feed_url: str
    published: int
    """Seconds since 1970; 0 where there is none."""
    content: str
    """HTML."""
    is_unread: bool
    flags: str
    """Letters that the reader chose."""
    is_deleted: bool


class NewsboatCache(NamedTuple):
    """What is in the cache."""

    titles: dict[str, str]
    """Of feeds, by their addresses."""
    items: dict[str, list[CachedItem]]
    """Of feeds, by their addresses; the newest first."""


def load_newsboat_cache(path: Path) -> NewsboatCache:
    """What newsboat has in its cache, which is only read.

    Args:
        path: The file cache.db.

    Raises:
        ReaderError: It is no cache of newsboat, or cannot be read.
    """
    if not path.is_file():
        raise ReaderError(str(path), "there is no such file", "check the path")
    with translate_errors(path), closing(open_file(path.absolute(), "mode=ro")) as connection:
        connection.text_factory = lambda data: data.decode("utf-8", "replace")
        columns = {row[1] for row in connection.execute("PRAGMA table_info(rss_item)")}
        if not {"guid", "feedurl", "unread"} <= columns:
            raise ReaderError(str(path), "it is no cache of newsboat", "name the file cache.db")
        names = ", ".join(name if name in columns else "NULL" for name in _COLUMNS)
        titles = {str(url): str(title or "") for url, title in connection.execute("SELECT rssurl, title FROM rss_feed")}
        items: dict[str, list[CachedItem]] = {}
        for row in connection.execute(f"SELECT {names} FROM rss_item ORDER BY pubDate DESC, id"):
            item = _parse_row(row)
            items.setdefault(item.feed_url, []).append(item)
    return NewsboatCache(titles, items)


def _parse_row(row: tuple[object, ...]) -> CachedItem:
    guid, title, author, url, feed_url, published, content, unread, flags, deleted = row
    return CachedItem(
        str(guid or ""),
        str(title or ""),
        str(author or ""),
        str(url or ""),
        str(feed_url or ""),
        published if isinstance(published, int) else 0,
        str(content or ""),
        unread != 0,
        str(flags or ""),
        deleted in (1, "1"),
    )
