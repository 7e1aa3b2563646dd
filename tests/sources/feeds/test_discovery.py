from __future__ import annotations

from reader.sources.feeds.discovery import FeedLink, find_feed_links

URL = "https://paper.example/news/"


def test_the_feeds_of_the_head_are_found_by_name() -> None:
    page = """<html><head><base href="https://paper.example/zh/">
      <link rel="alternate" type="application/rss+xml" title="要聞" href="rss/1.xml">
      <link rel="Alternate" type="application/atom+xml; charset=utf-8" href="/atom">
      <link rel="alternate" type="application/feed+json" title="全部" href="//cdn.example/feed.json">
      <link rel="alternate" type="application/rss+xml" title="評論" href="/1/comments/feed/">
      <link rel="alternate" hreflang="en" href="/en/"><link rel="alternate" type="application/json" href="/wp-json/1">
      <link rel="alternate" type="application/rss+xml" href="javascript:x"></head><body><a href="/rss">x</a></body></html>"""
    assert find_feed_links(page, URL) == [
        FeedLink("https://paper.example/zh/rss/1.xml", "要聞"),
        FeedLink("https://paper.example/atom", ""),
        FeedLink("https://cdn.example/feed.json", "全部"),
    ]


def test_links_that_look_like_feeds_are_found_where_the_head_names_none() -> None:
    page = '<p><a href="/rss/hk.xml">港聞</a> <a href="/feed">全部</a> <a href="/feedback">意見</a> <a href="/rssfaq.html">?</a></p>'
    assert [link.url for link in find_feed_links(page, URL)] == [
        "https://paper.example/rss/hk.xml",
        "https://paper.example/feed",
    ]


def test_a_page_without_feeds_has_none() -> None:
    assert find_feed_links("<html><body>渡口</body></html>", URL) == []
    assert find_feed_links("", URL) == []
