"""JSON Feed (versions 1 and 1.1) as a feed; values of a wrong type count as missing."""

from __future__ import annotations

import html
from typing import Any

from reader.errors import ReaderError
from reader.model.json import loads_bounded
from reader.sources.feeds.dates import parse_feed_date
from reader.sources.feeds.model import FeedItem, ParsedFeed
from reader.sources.feeds.plain_text import to_plain_line
from reader.sources.feeds.xml_feed import ITEMS_MAX, is_chinese_feed, resolve_link


def parse_json_feed(text: str, url: str) -> ParsedFeed:
    """The feed in a document.

    Args:
        text: The document, decoded.
        url: Its address, which links are resolved with.

    Raises:
        ReaderError: It is no JSON, or no feed.
    """
    try:
        value = loads_bounded(text)
    except (ValueError, RecursionError):
        raise ReaderError(url, "it is no JSON that can be read", "check the address") from None
    if not isinstance(value, dict) or not isinstance(value.get("items"), list):
        raise ReaderError(url, "it is JSON, but no feed", "check the address")
    items = [item for item in value["items"][:ITEMS_MAX] if isinstance(item, dict)]
    title, language = to_plain_line(_get_string(value, "title")), _get_string(value, "language")
    is_chinese = is_chinese_feed(language, url, [title, *(_get_string(item, "title") for item in items)])
    return ParsedFeed(
        title=title,
        link=resolve_link(_get_string(value, "home_page_url"), url),
        language=language[:40],
        items=tuple(_read_item(item, url, is_chinese=is_chinese) for item in items),
    )


def _read_item(item: dict[str, Any], base: str, *, is_chinese: bool) -> FeedItem:
    date_texts = [text for name in ("date_published", "date_modified") if (text := _get_string(item, name))]
    dates = ((text, parse_feed_date(text, is_chinese=is_chinese)) for text in date_texts)
    date_text, date = next((each for each in dates if each[1]), (date_texts[0] if date_texts else "", None))
    authors = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    names = [to_plain_line(_get_string(each, "name") if isinstance(each, dict) else "", 100) for each in authors or ()]
    tags = item.get("tags") if isinstance(item.get("tags"), list) else []
    return FeedItem(
        guid=_get_string(item, "id")[:2_000],
        link=resolve_link(_get_string(item, "url") or _get_string(item, "external_url"), base),
        title=to_plain_line(_get_string(item, "title")),
        authors=tuple(dict.fromkeys(name for name in names if name))[:50],
        categories=tuple(dict.fromkeys(to_plain_line(tag, 100) for tag in tags or () if isinstance(tag, str)))[:50],
        date_text=date_text,
        date=date,
        content=_get_string(item, "content_html") or _to_html(_get_string(item, "content_text")),
        summary=_to_html(_get_string(item, "summary")),
    )


def _get_string(value: dict[str, Any], name: str) -> str:
    """A value that is a text, or an id that is written as a number; empty for anything else."""
    found = value.get(name)
    if isinstance(found, str):
        return found.strip()
    return (
        str(found)[:100] if isinstance(found, int | float) and not isinstance(found, bool) and abs(found) < 1e18 else ""
    )


def _to_html(text: str) -> str:
    """Plain text as HTML, a paragraph for each line."""
    return "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())
