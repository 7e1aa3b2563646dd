from __future__ import annotations

import pytest

from reader.sources.feeds.newsboat import is_newsboat_urls, parse_newsboat_urls
from reader.sources.feeds.opml import ListedFeed

URLS = """# my feeds
https://a.example/feed "~海角 日報" 香港 "要 聞"

http://b.example/rss !
https://c.example/x?a=1#b  tech
"query:未讀:unread = \\"yes\\"" x
exec:~/bin/feed.sh
"filter:~/bin/f:https://d.example/"
https://a.example/feed other
"""


def test_titles_tags_and_folders_are_taken() -> None:
    found = parse_newsboat_urls(URLS)
    assert found.feeds == (
        ListedFeed("https://a.example/feed", "海角 日報", "香港", ("香港", "要 聞")),
        ListedFeed("http://b.example/rss"),
        ListedFeed("https://c.example/x?a=1#b", "", "tech", ("tech",)),
    )


def test_lines_that_are_no_web_feeds_are_refused_with_a_reason() -> None:
    refused = parse_newsboat_urls(URLS).refused
    assert [sentence.partition(":")[0] for sentence in refused] == ["line 6", "line 7", "line 8"]
    assert "a query" in refused[0]


def test_newsboat_file_is_distinguished_from_other_texts() -> None:
    assert is_newsboat_urls(URLS)
    assert not is_newsboat_urls("渡口的鐘又響了\nhttps://a.example/")
    assert not is_newsboat_urls("")


def test_a_list_of_feeds_may_have_lines_of_any_kind() -> None:
    text = "渡口的鐘又響了\nhttps://a.example/\n"
    assert is_newsboat_urls(text, is_feed_list=True)
    found = parse_newsboat_urls(text)
    assert [feed.url for feed in found.feeds] == ["https://a.example/"]
    assert [sentence.partition(":")[0] for sentence in found.refused] == ["line 1"]
    assert not is_newsboat_urls("渡口的鐘又響了\n", is_feed_list=True)
    assert not is_newsboat_urls('{"@context": [\n"http://www.w3.org/ns/anno.jsonld"]}', is_feed_list=True)


@pytest.mark.parametrize(
    "address", ["http://", "https:///path", "http://[::1", "http://:80/", "http://a@/", "http://?x"]
)
def test_an_address_without_a_host_is_no_feed(address: str) -> None:
    found = parse_newsboat_urls(address)
    assert (found.feeds, len(found.refused)) == ((), 1)
