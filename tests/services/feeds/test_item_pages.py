"""Pages of items that are but summaries: fetched once, kept, and left alone where they cannot be had."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from reader.config.feed_list import FeedSettings
from reader.library.feed_store import (
    PAGE_FAILED,
    PAGE_FETCHED,
    PAGE_NOT_NEEDED,
    PAGE_WANTED,
    PAGE_WANTED_AGAIN,
    make_feed_id,
)
from reader.library.removal import delete_articles
from reader.services.feeds.item_pages import fetch_item_pages
from reader.sources.web import WebFetcher
from tests.services.feeds.refreshing import refresh, serve
from tests.sources.feeds.documents import rss, rss_item
from tests.web_server import BODY, page

if TYPE_CHECKING:
    from reader.library.library import Library
    from tests.web_server import Server

PATHS = {"good": "/good", "missing": "/status/404", "menu": "/menu", "fault": "/status/500"}


def follow(library: Library, server: Server, *names: str, **settings: Any) -> str:
    """Refresh a feed of summaries whose pages are at these paths; its address."""
    server.table["/good"] = lambda each: each.answer(page(f"<p>{BODY * 3}</p>"))
    items = [rss_item(i, link=f"{server.url}{PATHS[name]}", guid=name) for i, name in enumerate(names)]
    url = serve(server, "/rss", rss(*items))
    refresh(library, [url], settings=settings)
    return url


def fetch(library: Library, url: str, **settings: Any) -> int:
    feed = FeedSettings(url, private_host=True, **settings)
    return asyncio.run(fetch_item_pages(library, [feed], WebFetcher(deadline=5), pause=0))


def states(library: Library, url: str) -> dict[str, int]:
    return {item.guid: item.page for item in library.feeds.load_items(make_feed_id(url))}


def test_page_of_a_summary_is_fetched_and_stored(library: Library, server: Server) -> None:
    url = follow(library, server, "good", "missing", "menu")
    assert set(states(library, url).values()) == {PAGE_WANTED}
    assert fetch(library, url) == 1
    assert states(library, url) == {"good": PAGE_FETCHED, "missing": PAGE_FAILED, "menu": PAGE_WANTED}
    entry = next(entry for entry in library.list_entries() if entry.origin.url == f"{server.url}/good")
    text = library.load_text(entry.id)
    assert text
    assert BODY * 3 in text.canonical.text
    assert (entry.date, entry.outlet) == ("2018-12-21T08:01", "海角日報")
    asked = len(server.asked)
    assert fetch(library, url) == 0
    assert "/good" not in [each.path for each in server.asked[asked:]]


def test_only_a_page_that_is_fetched_again_is_a_change_of_the_paper(library: Library, server: Server) -> None:
    url = follow(library, server, "good")
    fetch(library, url)
    (entry,) = library.list_entries()
    assert (entry.changed, library.load_versions(entry.id)) == (None, [])
    (item,) = library.feeds.load_items(make_feed_id(url))
    library.feeds.store_item(item._replace(page=PAGE_WANTED_AGAIN))
    server.table["/good"] = lambda each: each.answer(page(f"<p>{BODY * 4}</p>"))
    assert fetch(library, url) == 1
    (entry,) = library.list_entries()
    assert entry.changed is not None
    assert len(library.load_versions(entry.id)) == 1


def test_failed_page_is_requested_three_times(library: Library, server: Server) -> None:
    url = follow(library, server, "fault")
    for _ in range(5):
        assert fetch(library, url) == 0
    assert states(library, url) == {"fault": PAGE_FAILED}
    assert sum(each.path == PATHS["fault"] for each in server.asked) == 3


def test_pages_are_fetched_as_the_reader_wants(library: Library, server: Server) -> None:
    assert set(states(library, follow(library, server, "good", full_text="never")).values()) == {PAGE_NOT_NEEDED}
    long = rss_item(5, description="<![CDATA[" + f"<p>{BODY}</p>" * 20 + "]]>", link=f"{server.url}/long", guid="long")
    url = serve(server, "/long.xml", rss(long))
    refresh(library, [url])
    assert states(library, url) == {"long": PAGE_NOT_NEEDED}
    other = serve(server, "/always.xml", rss(rss_item(6, description="x" * 900, link=f"{server.url}/6", guid="6")))
    refresh(library, [other], settings={"full_text": "always"})
    assert states(library, other) == {"6": PAGE_WANTED}


def test_the_page_of_a_deleted_article_is_not_fetched(library: Library, server: Server) -> None:
    url = follow(library, server, "good")
    delete_articles(library.connection, [entry.id for entry in library.list_entries()])
    assert fetch(library, url) == 0
    assert [each.path for each in server.asked] == ["/rss"]


def test_a_page_of_the_local_network_is_not_fetched_for_a_public_feed(library: Library, server: Server) -> None:
    url = follow(library, server, "good")
    feed = FeedSettings(url, private_host=False)
    assert asyncio.run(fetch_item_pages(library, [feed], WebFetcher(deadline=5), pause=0)) == 0
    assert [each.path for each in server.asked] == ["/rss"]
