"""Fetches the pages of items that are only summaries, slowly, and stores their articles."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import ReaderError
from reader.library.feed_store import PAGE_FAILED, PAGE_FETCHED, PAGE_WANTED_AGAIN
from reader.library.removal import find_hidden
from reader.model import count_non_blank
from reader.services.feeds.host_lanes import find_host
from reader.services.feeds.progress import RefreshProgress
from reader.sources.web_errors import WebError
from reader.text.fingerprints import make_fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from concurrent.futures import Executor

    from reader.config.feed_list import FeedSettings
    from reader.library.feed_store import ItemRecord
    from reader.library.library import Library
    from reader.model import Article, CleanText
    from reader.sources.web import FetchedPage, WebFetcher

PAGES_PER_FEED_MAX = 20
"""Pages of one feed that are fetched in one refresh; the others wait for the next."""
PAUSE_SECONDS = 0.5
"""Seconds between two pages of one server, which gives one at a time."""
_ATTEMPTS_MAX = 3
_ERRORS_MAX = 3
"""Pages of one server that cannot be fetched, in succession, before it is left alone until the next refresh."""
_GONE_STATUSES = frozenset({401, 403, 404, 410, 451})
"""Answers that will be the same the next time."""


class PageArticle(NamedTuple):
    """The article of a page, and the text of its document."""

    article: Article
    text: CleanText


class _Wanted(NamedTuple):
    item: ItemRecord
    url: str
    feed: FeedSettings


async def fetch_item_pages(
    library: Library,
    feeds: Sequence[FeedSettings],
    fetcher: WebFetcher,
    *,
    executor: Executor | None = None,
    on_progress: Callable[[RefreshProgress], None] = lambda _: None,
    pause: float = PAUSE_SECONDS,
) -> int:
    """Fetch the pages that items of feeds need, the newest first, and store their articles; how many were stored.

    Args:
        library: Open for writing, in this thread.
        feeds: Whose items are looked at.
        fetcher: Fetches the pages.
        executor: Takes pages apart; None for this thread.
        on_progress: Is called for each page.
        pause: Seconds between two pages of one server.

    Raises:
        ReaderError: The library cannot be written.
    """
    wanted = list(_find_wanted(library, feeds))
    by_host: defaultdict[str, list[_Wanted]] = defaultdict(list)
    for each in wanted:
        by_host[find_host(each.url)].append(each)
    counts = {"done": 0, "stored": 0}

    async def fetch_of_host(pages: list[_Wanted]) -> None:
        errors = 0
        for number, each in enumerate(pages):
            if number:
                await asyncio.sleep(pause)
            is_stored = False
            if errors < _ERRORS_MAX:
                error = await _fetch_page(library, each, fetcher, executor)
                errors = 0 if error is None else errors + 1
                is_stored = error is None
            counts["done"] += 1
            counts["stored"] += is_stored
            name = library_title(library, each.item.article)
            on_progress(RefreshProgress(counts["done"], len(wanted), name, counts["stored"]))

    async with asyncio.TaskGroup() as group:
        for pages in by_host.values():
            group.create_task(fetch_of_host(pages))
    return counts["stored"]


def library_title(library: Library, article_id: str) -> str:
    """The title of an article; empty where it has none.

    Args:
        library: The library.
        article_id: The id of the article.
    """
    entry = library.find_entry(article_id)
    return entry.display_name if entry else ""


def _find_wanted(library: Library, feeds: Sequence[FeedSettings]) -> Iterable[_Wanted]:
    """The items whose pages are to be fetched, those of each feed together."""
    states = library.feeds.load_states([feed.url for feed in feeds])
    for feed in feeds:
        items = library.feeds.load_wanted_pages(states[feed.url].id, PAGES_PER_FEED_MAX)
        hidden = find_hidden(library.connection, [item.article for item in items])
        for item in items:
            entry = library.find_entry(item.article)
            if entry is not None and entry.origin.url and item.article not in hidden:
                yield _Wanted(item, entry.origin.url, feed)


async def _fetch_page(
    library: Library, wanted: _Wanted, fetcher: WebFetcher, executor: Executor | None
) -> ReaderError | None:
    """Fetch one page and store its article; return the error, None where there was none."""
    try:
        page = await fetcher.fetch(wanted.url, allow_private_host=wanted.feed.private_host, max_attempts=1)
        if executor is None:
            read = read_page(page, wanted.url, wanted.item.article)
        else:
            loop = asyncio.get_running_loop()
            read = await loop.run_in_executor(executor, read_page, page, wanted.url, wanted.item.article)
        return _store_page(library, wanted.item, read)
    except ReaderError as error:
        is_final = isinstance(error, WebError) and error.http_status in _GONE_STATUSES
        attempts = wanted.item.attempts + 1
        is_final = is_final or attempts >= _ATTEMPTS_MAX
        failed = wanted.item._replace(page=PAGE_FAILED if is_final else wanted.item.page, attempts=attempts)
        library.feeds.store_item(failed)
        return error


def read_page(page: FetchedPage, url: str, article_id: str) -> PageArticle:
    """The article of a page that was fetched.

    Args:
        page: The page.
        url: The address that the feed has.
        article_id: The id that the article gets.

    Raises:
        ReaderError: It has none.
    """
    from reader.sources.files import create_document
    from reader.structure import read_article

    document = create_document(page.body, page.url, f"url:{url}", url=page.url, http_charset=page.charset)
    return PageArticle(read_article(document.text, replace(document.origin, id=article_id)), document.text)


def _store_page(library: Library, item: ItemRecord, read: PageArticle) -> ReaderError | None:
    """Store the article of a page, unless the item had more than it."""
    article = read.article
    entry = library.find_entry(item.article)
    size = sum(count_non_blank(block.text) for block in article.blocks)
    if entry is None or article.is_unstructured or size < entry.character_count:
        library.feeds.store_item(item._replace(page=PAGE_FAILED))
        return ReaderError(item.article, "its page has less than the feed")
    merged = replace(
        article,
        title=article.title or entry.title,
        date=article.date or entry.date,
        outlet=article.outlet or entry.outlet,
    )
    paragraphs = "".join(block.text for block in article.blocks if block.kind == "paragraph")
    with library.transaction():
        library.store_article(merged, read.text, is_new_state=item.page == PAGE_WANTED_AGAIN)
        library.feeds.store_item(item._replace(page=PAGE_FETCHED, attempts=0))
        library.stories.add_article(item.article, make_fingerprint(paragraphs))
    return None
