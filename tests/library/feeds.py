"""Articles of feeds in a library, for tests."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.library.feed_store import FeedState, ItemRecord, make_feed_id
from tests.library.texts import opened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.library.library import Library

FEED, OTHER = "https://paper.example/rss", "https://other.example/rss"
ONE = opened()


def store_articles(library: Library, count: int) -> None:
    """Store articles with the ids article0, article1 and so on, added in this order reversed."""
    for number in range(count):
        article = replace(ONE.article, origin=replace(ONE.article.origin, id=f"article{number}"))
        library.store_article(article, ONE.source)
        library.store_added_time(f"article{number}", f"2026-01-01T00:00:{59 - number:02}Z")


def follow(library: Library, url: str, numbers: Iterable[int] = (), *, published: str = "2026-01-01T00:00:00Z") -> str:
    """Follow a feed that has some of the articles; the id of the feed."""
    feed_id = make_feed_id(url)
    library.feeds.store_state(FeedState(feed_id, url, url, title=f"feed of {url}"))
    for number in numbers:
        item = ItemRecord(feed_id, f"article{number}", f"guid{number}", "", f"title{number}", published, published, "")
        library.feeds.store_item(item)
    return feed_id
