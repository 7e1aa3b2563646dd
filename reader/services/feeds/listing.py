"""The feeds that are followed, with what the library knows of each, for lists of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from reader.library.feed_store import ArticleCount, FeedState
from reader.model import CleanText, clean
from reader.sources.feeds.opml import ListedFeed
from reader.sources.urls import format_url_without_login

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.config.feed_list import FeedList, FeedSettings
    from reader.library.library import Library
    from reader.library.records import LibraryEntry


class FeedOverview(NamedTuple):
    """A feed, as a list of feeds shows it."""

    settings: FeedSettings
    state: FeedState
    articles: ArticleCount

    @property
    def name(self) -> CleanText:
        """The name that the reader gave it, else its own, else its address."""
        return clean(self.settings.title or self.state.title or format_url_without_login(self.settings.url))


class ArticleWithFeeds(NamedTuple):
    """An article of a list, with the feeds that it is from."""

    entry: LibraryEntry
    feed_names: tuple[str, ...] = ()
    """Of its feeds and those of its duplicates, the first one first."""
    duplicate_ids: tuple[str, ...] = ()
    """Articles of the list that tell the same story, and are not listed themselves."""


def list_articles(library: Library, feed_list: FeedList, entries: Iterable[LibraryEntry]) -> list[ArticleWithFeeds]:
    """Articles with their feeds, one of each story, which is the first one of the list.

    Args:
        library: It has them.
        feed_list: The feeds that are followed, for their names.
        entries: In the order of the list.
    """
    names = {feed.url: feed.title for feed in feed_list.feeds}
    by_id = {
        feed_id: (url, names.get(url) or title or url)
        for feed_id, (url, title) in library.feeds.load_ids_with_titles().items()
    }
    feeds = library.feeds.find_feeds_of_articles()
    story_of = {article: story for story, group in library.stories.load_groups().items() for article in group}
    groups: dict[str, list[LibraryEntry]] = {}
    for entry in entries:
        groups.setdefault(story_of.get(entry.id, entry.id), []).append(entry)
    listed = []
    for group in groups.values():
        found = dict.fromkeys(
            by_id[feed_id] for entry in group for feed_id in feeds.get(entry.id, ()) if feed_id in by_id
        )
        titles = tuple(title for _, title in found)  # two feeds may have one title
        listed.append(ArticleWithFeeds(group[0], titles, tuple(entry.id for entry in group[1:])))
    return listed


def list_feeds(feed_list: FeedList, library: Library | None) -> list[FeedOverview]:
    """The feeds that are followed, in the order of their list.

    Args:
        feed_list: The feeds.
        library: Which has their articles; None where there is none.
    """
    urls = [feed.url for feed in feed_list.feeds]
    if library is None:
        from reader.library.feed_store import make_feed_id

        states = {url: FeedState(make_feed_id(url), url, url) for url in urls}
        counts: dict[str, ArticleCount] = {}
    else:
        states, counts = library.feeds.load_states(urls), library.feeds.count_articles()
    return [
        FeedOverview(feed, states[feed.url], counts.get(states[feed.url].id, ArticleCount(0, 0)))
        for feed in feed_list.feeds
    ]


def feed_json(feed: FeedOverview) -> dict[str, Any]:
    """A feed as plain values, for `dubao feeds --json`."""
    settings, state = feed.settings, feed.state
    return {
        "id": state.id,
        "url": settings.url,
        "title": feed.name,
        "folder": settings.folder,
        "script": settings.script,
        "full_text": settings.full_text,
        "keep_days": settings.keep_days,
        "private_host": settings.private_host,
        "tags": list(settings.tags),
        "rules": len(settings.rules),
        "site": state.link or None,
        "articles": feed.articles.total,
        "unread": feed.articles.unread,
        "fetched": state.answered or None,
        "due": state.due or None,
        "failures": state.failures,
        "error": state.error or None,
        "gone": state.gone,
    }


def make_listed_feeds(feeds: list[FeedOverview]) -> list[ListedFeed]:
    """Feeds as another reader's list has them."""
    return [
        ListedFeed(each.settings.url, each.name, each.settings.folder, each.settings.tags, each.state.link)
        for each in feeds
    ]
