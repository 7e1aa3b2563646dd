"""Moving from newsboat: its articles with what was read, flagged and deleted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from reader.library.removal import delete_articles
from reader.services.feeds.ingestion import FeedDocument, store_feeds
from reader.services.feeds.preparation import prepare_items
from reader.sources.feeds.dates import parse_feed_date
from reader.sources.feeds.model import FeedItem, ParsedFeed
from reader.sources.feeds.plain_text import to_plain_line
from reader.sources.feeds.xml_feed import is_chinese_feed, resolve_link

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.config.feed_list import FeedSettings
    from reader.library.library import Library
    from reader.library.newsboat_cache import CachedItem, NewsboatCache


class NewsboatCounts(NamedTuple):
    """How many articles were taken over, and what was known of them."""

    new: int
    read: int
    flagged: int
    deleted: int


class NewsboatImport(NamedTuple):
    """The result of an import: its counts, and the feeds that were left out."""

    counts: NewsboatCounts
    left_out: tuple[str, ...]
    """Addresses of feeds that are in the cache and not followed."""


def import_newsboat_cache(library: Library, cache: NewsboatCache, feeds: Iterable[FeedSettings]) -> NewsboatImport:
    """Take over the articles of newsboat's cache; those that are in the library already get its marks.

    A flagged article gets a star, and each letter of its flags as a tag.

    Args:
        library: Open for writing.
        cache: What newsboat has.
        feeds: Those that are followed.

    Raises:
        ReaderError: The library cannot be written.
    """
    counts = NewsboatCounts(0, 0, 0, 0)
    followed = {feed.url: feed for feed in feeds}
    for url, feed in followed.items():
        if items := cache.items.get(url):
            with library.transaction():
                found = _import_feed(library, feed, cache.titles.get(url, ""), items)
            counts = NewsboatCounts(*(count + new for count, new in zip(counts, found, strict=True)))
    left_out = tuple(url for url in cache.items if url not in followed)
    return NewsboatImport(counts, left_out)


def _import_feed(library: Library, feed: FeedSettings, title: str, cached: list[CachedItem]) -> NewsboatCounts:
    state = library.feeds.load_states([feed.url])[feed.url]
    is_chinese = is_chinese_feed("", feed.url, [title, *(item.title for item in cached)])
    items = [_make_item(each, is_chinese=is_chinese) for each in cached]
    parsed = ParsedFeed(title=to_plain_line(title), items=tuple(items))
    before = library.feeds.load_items(state.id)
    prepared = prepare_items(parsed, feed.title, state.id, before)
    if not state.title:
        state = replace(state, title=parsed.title)
    (result,) = store_feeds(library, [FeedDocument(state, prepared, feed)], datetime.now(UTC))
    articles = {record.guid: record.article for record in library.feeds.load_items(state.id)}
    read = flagged = 0
    deleted: list[str] = []
    for each in cached:
        article_id = articles.get(each.guid)
        if article_id is None:
            continue
        read += not each.is_unread
        flagged += bool(each.flags)
        library.update_entry(
            article_id,
            read=not each.is_unread or None,
            starred=bool(each.flags) or None,
            add_tags=sorted(set(each.flags)),
        )
        if each.is_deleted:
            deleted.append(article_id)
    return NewsboatCounts(result.new_count, read, flagged, delete_articles(library.connection, deleted))


def _make_item(cached: CachedItem, *, is_chinese: bool) -> FeedItem:
    date = None
    if cached.published > 0:
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=min(cached.published, 4 * 10**9))
        date = parse_feed_date(moment.isoformat(), is_chinese=is_chinese)
    author = to_plain_line(cached.author, 100)
    return FeedItem(
        guid=cached.guid[:2_000],
        link=resolve_link(cached.url, cached.feed_url),
        title=to_plain_line(cached.title),
        authors=(author,) if author else (),
        date_text=date.printed if date else "",
        date=date,
        content=cached.content,
    )
