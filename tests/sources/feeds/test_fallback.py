from __future__ import annotations

import time

from reader.sources.feeds import fallback
from reader.sources.feeds.fallback import parse_leniently

URL = "https://paper.example/feed"


def test_items_are_found_in_what_is_hardly_xml() -> None:
    text = "<rss><channel><title>海角</title><item><title>甲</title><link>/1</link><pubDate>2018年12月21日</pubDate></item>"
    feed = parse_leniently(text + "<item><title>乙</b></title>", URL)
    assert feed is not None
    assert feed.is_fallback
    assert feed.items[0].title == "甲"
    assert feed.items[0].link == "https://paper.example/1"


def test_document_without_items_gives_none() -> None:
    assert parse_leniently("nothing", URL) is None


def test_a_document_that_names_a_file_opens_none() -> None:
    assert parse_leniently("/etc/passwd", URL) is None


def test_lenient_parser_stops_at_its_time_limit() -> None:
    start = time.perf_counter()
    parse_leniently("<rss><channel>" + "<item>" * 300_000, URL)
    assert time.perf_counter() - start < fallback.TIMEOUT_SECONDS + 1
