"""The feeds that a page names: in its head, as it should, or as links that look like feeds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reader.sources.feeds.plain_text import to_plain_line
from reader.sources.feeds.xml_feed import resolve_link
from reader.structure.html.parse import parse_html

if TYPE_CHECKING:
    from lxml.etree import _Element

FEEDS_MAX = 50
"""Feeds of one page that are offered."""
_FEED_TYPES = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
        "application/x.atom+xml",
        "application/x-atom+xml",
        "text/rss+xml",
        "application/rss",
    }
)
_COMMENTS_FEED = re.compile(r"/comments/feed/?\Z|[?&]feed=comments-rss2", re.IGNORECASE)
_FEED_PATH = re.compile(
    r"(?:/(?:feed|feeds|rss|atom)/?|/(?:feed|rss|atom|index)\.(?:xml|rss|rdf|atom|json)|\.(?:rss|rdf|atom))(?:\?[^#]*)?\Z"
    r"|/rss/[^?#]+\.xml(?:\?[^#]*)?\Z",
    re.IGNORECASE,
)


class FeedLink(NamedTuple):
    """A feed that a page names."""

    url: str
    title: str
    """As the page has it; empty where it has none."""


def find_feed_links(text: str, url: str) -> list[FeedLink]:
    """The feeds that a page names, each once, those of its head first; feeds of comments are left out.

    Args:
        text: The page, decoded.
        url: Its address, which links are resolved with.
    """
    root = parse_html(text)
    if root is None:
        return []
    base = next((resolve_link(each.get("href") or "", url) for each in root.iter("base")), "") or url
    found: dict[str, str] = {}
    for element in root.iter("link"):
        if _is_feed_link(element):
            _add(found, element.get("href"), element.get("title") or "", base)
    if not found:
        for element in root.iter("a"):
            if _FEED_PATH.search(element.get("href") or ""):
                name = element.get("title") or "".join(element.itertext())
                _add(found, element.get("href"), name, base)
    return [FeedLink(address, title) for address, title in found.items()][:FEEDS_MAX]


def _is_feed_link(element: _Element) -> bool:
    relation = (element.get("rel") or "").lower().split()
    kind = (element.get("type") or "").partition(";")[0].strip().lower()
    href = element.get("href") or ""
    return "alternate" in relation and (
        kind in _FEED_TYPES
        or (kind in ("application/json", "application/xml", "text/xml") and bool(_FEED_PATH.search(href)))
    )


def _add(found: dict[str, str], href: str | None, title: str, base: str) -> None:
    address = resolve_link(href or "", base)
    if address and not _COMMENTS_FEED.search(address):
        found.setdefault(address, to_plain_line(title, 200))
