"""The lenient parser of last resort, feedparser, in a process of its own with limits on time and memory.

It reads what is hardly XML any more, but takes 20 s for some inputs, and opens a file or an address where it is given a
string that names one; so it is given bytes, and is ended when it takes too long.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from reader.bounded_process import limit_resources, run_bounded_json
from reader.sources.feeds.dates import parse_feed_date
from reader.sources.feeds.model import FeedItem, ParsedFeed
from reader.sources.feeds.plain_text import to_plain_line
from reader.sources.feeds.xml_feed import ITEMS_MAX, is_chinese_feed, resolve_link

TIMEOUT_SECONDS = 4
"""Seconds that the other process may take."""
_MEMORY_MAX = 1 << 30
"""Bytes of memory that it may have."""


def parse_leniently(text: str, url: str) -> ParsedFeed | None:
    """The feed that can be found in a document; None where there is none, or not in time.

    Args:
        text: The document, decoded, without a prolog.
        url: Its address, which links are resolved with.
    """
    document = b'<?xml version="1.0" encoding="utf-8"?>\n' + text.encode("utf-8", "replace")
    answer = run_bounded_json(__name__, document, TIMEOUT_SECONDS)
    if answer is None:
        return None
    items = answer["items"]
    if not items:
        return None
    title = to_plain_line(answer["title"])
    is_chinese = is_chinese_feed(answer["language"], url, [title, *(item["title"] for item in items)])
    return ParsedFeed(
        title=title,
        link=resolve_link(answer["link"], url),
        language=answer["language"][:40],
        items=tuple(_read_item(item, url, is_chinese=is_chinese) for item in items),
        is_fallback=True,
    )


def _read_item(item: dict[str, Any], base: str, *, is_chinese: bool) -> FeedItem:
    return FeedItem(
        guid=item["guid"][:2_000],
        link=resolve_link(item["link"], base),
        title=to_plain_line(item["title"]),
        authors=tuple(filter(None, [to_plain_line(item["author"], 100)])),
        categories=tuple(to_plain_line(each, 100) for each in item["categories"]),
        date_text=item["date"],
        date=parse_feed_date(item["date"], is_chinese=is_chinese),
        content=item["content"],
        summary=item["summary"],
    )


def _parse_in_this_process(data: bytes) -> dict[str, Any]:
    """The answer of the other process."""
    import feedparser

    found = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    return {
        "title": _get(found.feed, "title"),
        "link": _get(found.feed, "link"),
        "language": _get(found.feed, "language"),
        "items": [
            {
                "guid": _get(entry, "id"),
                "link": _get(entry, "link"),
                "title": _get(entry, "title"),
                "author": _get(entry, "author"),
                "categories": [str(tag.get("term") or "") for tag in entry.get("tags") or ()][:50],
                "date": _get(entry, "published") or _get(entry, "updated"),
                "content": max(
                    (str(each.get("value") or "") for each in entry.get("content") or ()), key=len, default=""
                ),
                "summary": _get(entry, "summary"),
            }
            for entry in found.entries[:ITEMS_MAX]
        ],
    }


def _get(values: Any, name: str) -> str:
    return str(values.get(name) or "")


if __name__ == "__main__":
    limit_resources(_MEMORY_MAX, TIMEOUT_SECONDS)
    sys.stdout.buffer.write(json.dumps(_parse_in_this_process(sys.stdin.buffer.read())).encode("ascii"))
