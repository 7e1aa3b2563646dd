"""Refreshes for the tests: feeds of the server of tests.web_server, fetched into a library."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from reader.config.feed_list import FeedList, FeedSettings
from reader.services.feeds.refresh import FeedOutcome, refresh_feeds
from reader.sources.web import WebFetcher

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.config.feed_list import FeedRule
    from reader.library.library import Library
    from tests.web_server import Exchange, Server


def serve(server: Server, path: str, body: bytes, **headers: Any) -> str:
    """Let the server answer a path with a feed; its address."""
    server.table[path] = lambda each: each.answer(body, Content_Type="application/rss+xml", **headers)
    return f"{server.url}{path}"


def answer(server: Server, path: str, call: Callable[[Exchange], object]) -> str:
    """Let the server answer a path in any way; its address."""
    server.table[path] = call
    return f"{server.url}{path}"


def refresh(
    library: Library,
    urls: Sequence[str],
    *,
    rules: Sequence[FeedRule] = (),
    settings: dict[str, Any] | None = None,
    deadline: float = 8.0,
    **options: Any,
) -> list[FeedOutcome]:
    """Refresh feeds that are on the local network; all at once, unless the options say otherwise."""
    feeds = tuple(FeedSettings(url, **{"private_host": True, **(settings or {})}) for url in urls)
    options = {"urgency": "now", **options}
    return asyncio.run(refresh_feeds(library, FeedList(feeds, tuple(rules)), WebFetcher(deadline=deadline), **options))


def titles(library: Library) -> list[str]:
    """The titles of all articles that are shown, the one added last first."""
    return [str(entry.title) for entry in library.list_entries()]
