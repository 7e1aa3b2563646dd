"""Following feeds: what an address holds, and which feed a name means."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from reader.config.feed_list import FeedList, FeedSettings, load_feed_list
from reader.errors import ReaderError
from reader.services.feeds.subscriptions import edit_feed, find_feed, follow_feeds, inspect_address, remove_feeds
from reader.sources.web import WebFetcher
from tests.services.feeds.refreshing import answer, serve
from tests.sources.feeds.documents import rss, rss_item

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web_server import Server

TWO = FeedList((FeedSettings("https://a.example/rss", "海角日報"), FeedSettings("https://b.example/rss", "海線時報")))


def test_feed_address_is_distinguished_from_a_page_that_names_feeds(server: Server) -> None:
    feed_url = serve(server, "/rss", rss(rss_item(1)))
    page = f'<html><head><title>報</title><link rel="alternate" type="application/rss+xml" href="{feed_url}"></head></html>'
    page_url = answer(server, "/", lambda each: each.answer(page.encode(), Content_Type="text/html; charset=utf-8"))
    feed = asyncio.run(inspect_address(WebFetcher(), feed_url))
    assert (feed.feed_title, feed.links, feed.is_private) == ("海角日報", (), True)
    front = asyncio.run(inspect_address(WebFetcher(), page_url))
    assert front.feed_title is None
    assert [link.url for link in front.links] == [feed_url]


@pytest.mark.parametrize("name", ["https://a.example/rss", "海角日報", "海角日报", "海角", "a.example"])
def test_a_feed_is_found_by_its_address_its_title_or_a_part_in_either_script(name: str) -> None:
    assert find_feed(TWO, None, name).url == "https://a.example/rss"


@pytest.mark.parametrize(
    ("name", "why"), [("沒有", "no feed"), ("", "no feed"), ("海", "2 feeds"), ("example", "2 feeds")]
)
def test_a_name_of_no_feed_or_of_several_is_an_error(name: str, why: str) -> None:
    with pytest.raises(ReaderError, match=why):
        find_feed(TWO, None, name)


def test_feeds_are_followed_once_changed_and_left(tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    assert follow_feeds(path, TWO.feeds) == TWO.feeds
    assert follow_feeds(path, TWO.feeds) == ()
    changed = edit_feed(path, TWO.feeds[0], {"script": "hk", "title": "海角"})
    assert (changed.title, changed.script) == ("海角", "hk")
    with pytest.raises(ReaderError):
        edit_feed(path, changed, {"script": "latin"})
    remove_feeds(path, [changed])
    assert [feed.url for feed in load_feed_list(path).feeds] == ["https://b.example/rss"]
