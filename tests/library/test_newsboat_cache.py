"""The cache of newsboat as it is on a disk: what it has of every item, whatever its rows have."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from reader.errors import ReaderError
from reader.library.newsboat_cache import CachedItem, load_newsboat_cache

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://paper.example/rss"
COLUMNS = "id, guid, title, author, url, feedurl, pubDate, content, unread, flags, deleted"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    path = tmp_path / "cache.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE rss_feed (rssurl, title)")
        connection.execute(f"CREATE TABLE rss_item ({COLUMNS})")
        connection.executemany("INSERT INTO rss_feed VALUES (?, ?)", [(URL, "渡口日報"), ("https://b.example", None)])
        rows = [
            (1, "a", "鐘響", "罗素英", "https://paper.example/1", URL, 1_700_000_000, "<p>正文</p>", 1, "s", 0),
            (2, "b", None, None, None, URL, "bad", None, 0, None, "1"),
            (3, "c", "", "", "", URL, 1_800_000_000, "", 1, "", 1),
        ]
        connection.executemany("INSERT INTO rss_item VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        connection.commit()
    return path


def test_items_have_what_their_rows_have_and_nothing_else(cache: Path) -> None:
    found = load_newsboat_cache(cache)
    assert found.titles == {URL: "渡口日報", "https://b.example": ""}
    items = {item.guid: item for item in found.items[URL]}
    link = "https://paper.example/1"
    first = CachedItem("a", "鐘響", "罗素英", link, URL, 1_700_000_000, "<p>正文</p>", True, "s", False)
    assert items["a"] == first
    assert items["b"] == CachedItem("b", "", "", "", URL, 0, "", False, "", True)
    assert items["c"] == CachedItem("c", "", "", "", URL, 1_800_000_000, "", True, "", True)
    assert [item.guid for item in found.items[URL] if item.guid != "b"] == ["c", "a"]


def test_another_database_is_no_cache(tmp_path: Path) -> None:
    path = tmp_path / "cache.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE rss_item (guid, title)")
        connection.commit()
    with pytest.raises(ReaderError, match="no cache of newsboat"):
        load_newsboat_cache(path)


def test_a_cache_needs_no_more_than_the_columns_of_an_item(tmp_path: Path) -> None:
    path = tmp_path / "cache.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE rss_feed (rssurl, title)")
        connection.execute("CREATE TABLE rss_item (id, guid, feedurl, unread, pubDate)")
        connection.execute("INSERT INTO rss_item VALUES (1, 'a', ?, 1, 3)", (URL,))
        connection.commit()
    assert load_newsboat_cache(path).items == {URL: [CachedItem("a", "", "", "", URL, 3, "", True, "", False)]}
