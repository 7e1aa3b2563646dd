"""Following and leaving feeds, and what an address holds: a feed, a page that names feeds, or an article."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from reader import atomic_files
from reader.config.feed_list import FILE_SIZE_MAX, FeedSettings, load_feed_list
from reader.config.feed_list_edit import FeedListChanges, write_feed_list
from reader.errors import NoArticleError, ReaderError
from reader.sources.detached_thread import run_in_thread
from reader.sources.feeds.plain_text import to_plain_line
from reader.sources.web_errors import WebError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from reader.config.feed_list import FeedList
    from reader.library.library import Library
    from reader.sources import Document
    from reader.sources.feeds.discovery import FeedLink
    from reader.sources.feeds.opml import ListedFeed
    from reader.sources.web import FetchedPage, WebFetcher

_FRONT_PAGE_KINDS = frozenset({"list_item", "heading", "headline"})
"""The blocks of which a list of articles consists."""


class AddressContents(NamedTuple):
    """The contents of an address: a feed, the feeds that a page names, or an article."""

    url: str
    """Where it was found in the end."""
    feed_title: str | None = None
    """Of the feed that it is; None where it is none."""
    links: tuple[FeedLink, ...] = ()
    """The feeds that the page names."""
    document: Document | None = None
    """The page, where it is one with an article."""
    is_private: bool = False
    """Whether its machine is one of the local network."""


async def inspect_address(fetcher: WebFetcher, url: str) -> AddressContents:
    """Fetch an address that the user typed, and return what it is.

    Args:
        fetcher: Fetches it.
        url: Of http or https.

    Raises:
        ReaderError: It cannot be fetched, or is neither text nor feed.
    """
    is_private = False
    try:
        page = await fetcher.fetch(url, allow_private_host=False)
    except WebError as error:
        if error.reason != "address":
            raise
        is_private = True
        page = await fetcher.fetch(url)
    return await run_in_thread(lambda: _read_contents(page, is_private=is_private))


def _read_contents(page: FetchedPage, *, is_private: bool) -> AddressContents:
    from reader.sources.feeds.discovery import find_feed_links
    from reader.sources.feeds.parse import decode_feed, is_feed, parse_feed
    from reader.sources.files import create_document

    text = decode_feed(page.body, page.url, page.charset)
    if is_feed(text):
        feed = parse_feed(page.body, page.url, page.charset)
        return AddressContents(page.url, feed_title=feed.title, is_private=is_private)
    links = tuple(find_feed_links(text, page.url))
    document = create_document(page.body, page.url, f"url:{page.url}", url=page.url, http_charset=page.charset)
    is_article = _has_article(document)
    return AddressContents(page.url, None, links, document if is_article else None, is_private)


def _has_article(document: Document) -> bool:
    """Whether a page is an article, and no list of articles."""
    from reader.structure import read_article

    try:
        article = read_article(document.text, document.origin)
    except NoArticleError:
        return False
    except ReaderError:
        return False
    return not all(block.kind in _FRONT_PAGE_KINDS for block in article.blocks)


def inspect_addresses(fetcher: WebFetcher, url: str) -> AddressContents:
    """As `inspect_address`, for a caller without an event loop.

    Args:
        fetcher: Fetches it.
        url: Of http or https.
    """
    return asyncio.run(inspect_address(fetcher, url))


def make_feed_settings(listed: Iterable[ListedFeed]) -> tuple[FeedSettings, ...]:
    """Feeds of another reader's list as they are followed here."""
    return tuple(FeedSettings(each.url, each.title, each.folder, tags=each.tags) for each in listed)


def follow_feeds(path: Path, feeds: Sequence[FeedSettings]) -> tuple[FeedSettings, ...]:
    """Follow feeds; return those that are new.

    Args:
        path: The list of feeds.
        feeds: Those that are followed already stay as they are.

    Raises:
        ReaderError: The list cannot be read or written.
    """
    known = {feed.url for feed in load_feed_list(path).feeds}
    new = tuple({feed.url: feed for feed in feeds if feed.url not in known}.values())
    if new:
        write_feed_list(path, FeedListChanges(add=new))
    return new


def import_feed_list_file(path: Path, imported: Path) -> tuple[FeedSettings, ...] | None:
    """Follow the feeds of another list of feeds, with its rules; those that are new, None where there is no such list.

    What was decided about feeds that are followed already stays.

    Args:
        path: The list of feeds; where it is missing, it gets the other one as it is, with its comments.
        imported: The other list.

    Raises:
        ReaderError: A list cannot be read or written.
    """
    found = load_feed_list(imported)
    if not found.feeds and not found.rules:
        return None
    if not path.exists():
        atomic_files.replace_file(path, None, atomic_files.read_limited(imported, FILE_SIZE_MAX))
        return found.feeds
    known = {feed.url for feed in load_feed_list(path).feeds}
    write_feed_list(path, FeedListChanges(add=found.feeds, add_rules=found.rules))
    return tuple(feed for feed in found.feeds if feed.url not in known)


def find_feed(feed_list: FeedList, library: Library | None, name: str) -> FeedSettings:
    """The feed that a name means: its address, id, title, or a part of either that no other has.

    Args:
        feed_list: The feeds that are followed.
        library: Knows the titles that the feeds give themselves; None where there is none.
        name: As it was typed.

    Raises:
        ReaderError: There is none, or several.
    """
    from reader.library.feed_store import make_feed_id
    from reader.text.folding import fold_query

    own_titles = dict(library.feeds.load_ids_with_titles().values()) if library else {}
    wanted = fold_query(to_plain_line(name))
    exact: list[FeedSettings] = []
    partial: list[FeedSettings] = []
    for feed in feed_list.feeds:
        title = fold_query(feed.title or own_titles.get(feed.url, ""))
        if name in (feed.url, make_feed_id(feed.url)) or wanted == title:
            exact.append(feed)
        elif wanted and (wanted in title or wanted in fold_query(feed.url)):
            partial.append(feed)
    found = exact or partial
    if len(found) == 1:
        return found[0]
    if not found:
        raise ReaderError(name or "the feed", "no feed of this name is followed", "dubao feeds lists them")
    names = ", ".join(own_titles.get(feed.url, "") or feed.title or feed.url for feed in found[:5])
    raise ReaderError(name, f"{len(found)} feeds have this name: {names}", "type more of it, or its address")


def remove_feeds(path: Path, feeds: Sequence[FeedSettings]) -> None:
    """Follow feeds no longer; their articles stay.

    Args:
        path: The list of feeds.
        feeds: Those to be left.

    Raises:
        ReaderError: The list cannot be read or written.
    """
    write_feed_list(path, FeedListChanges(remove=tuple(feed.url for feed in feeds)))


def edit_feed(path: Path, feed: FeedSettings, changes: dict[str, object]) -> FeedSettings:
    """Change the settings of a feed; return the changed feed.

    Args:
        path: The list of feeds.
        feed: The feed.
        changes: New values of fields of `FeedSettings`.

    Raises:
        ReaderError: The list cannot be read or written, or a value is wrong.
    """
    after = write_feed_list(path, FeedListChanges(edit={feed.url: changes}))
    return next((each for each in after.feeds if each.url == feed.url), replace(feed))
