"""Feeds out of bytes, whatever kind of feed they are and however they are encoded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.sources.charsets import Charset, decode_lenient, find_charset
from reader.sources.encoding import decode_text
from reader.sources.feeds.json_feed import parse_json_feed
from reader.sources.feeds.xml_feed import parse_xml_feed
from reader.sources.feeds.xml_text import TEXT_SIZE_MAX, find_root_name, prepare_xml

if TYPE_CHECKING:
    from reader.sources.feeds.model import ParsedFeed

PARSER_VERSION = 1
"""Goes up when feeds are read in another way, so that all are fetched whole once."""
_FEED_ROOTS = frozenset({"rss", "feed", "rdf", "channel"})
_ITEM_TAG = re.compile(r"<(?:[\w.-]{1,40}:)?(?:item|entry)[\s>/]", re.IGNORECASE)
_PROLOG_SIZE = 400
"""Bytes within which a prolog ends."""
_PROLOG_ENCODING = re.compile(rb"<\?xml\b[^<>]{0,300}?\bencoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_BLANKS = "\ufeff\u200b \t\r\n"


def parse_feed(data: bytes, url: str, http_charset: str | None = None) -> ParsedFeed:
    """The feed in bytes that were received.

    Args:
        data: All of them.
        url: Their address, which links are resolved with and errors name.
        http_charset: The charset that a server named.

    Raises:
        ReaderError: They are no feed.
    """
    if len(data) > 4 * TEXT_SIZE_MAX:
        raise ReaderError(url, f"it is larger than {4 * TEXT_SIZE_MAX >> 20} MiB", "it cannot be followed")
    text = decode_feed(data, url, http_charset).strip(_BLANKS)
    if not text:
        raise ReaderError(url, "it is empty", "check the address")
    if text[0] == "{":
        return parse_json_feed(text, url)
    if not is_xml_feed(text):
        what = "a page" if "html" in find_root_name(text) else "an OPML file" if is_opml(text) else "no feed"
        raise ReaderError(
            url, f"this is {what}, and no feed" if what != "no feed" else "this is no feed", "name a feed's address"
        )
    found = parse_xml_feed(text, url)
    if not found.items and _ITEM_TAG.search(text):
        from reader.sources.feeds.fallback import parse_leniently

        return parse_leniently(prepare_xml(text), url) or found
    return found


def decode_feed(data: bytes, url: str, http_charset: str | None = None) -> str:
    """The text of a feed or of an OPML file.

    Bytes that are not Chinese are decoded as their prolog says, else as Windows-1252: a feed whose text looks odd can
    still be followed, and its articles have encodings of their own.

    Args:
        data: All of them.
        url: Their address, for errors.
        http_charset: The charset that a server named.

    Raises:
        ReaderError: They are no text.
    """
    try:
        return decode_text(data, url, http_charset=http_charset).text
    except ReaderError:
        start = data[:_PROLOG_SIZE].lstrip()
        if not start.startswith(b"<") or b"\0" in start:
            raise
        label = _PROLOG_ENCODING.match(start)
        charset = find_charset(label[1].decode("ascii")) if label else None
        return decode_lenient(data, charset or Charset("windows-1252", "cp1252"))


def is_feed(text: str) -> bool:
    """Whether a decoded document is a feed, by how it begins."""
    text = text[:65_536].strip(_BLANKS)
    if text[:1] == "{":
        return "jsonfeed.org/version" in text[:2_000] or ('"items"' in text and '"title"' in text)
    return is_xml_feed(text)


def is_xml_feed(text: str) -> bool:
    """Whether a decoded document is a feed in XML, by its first element."""
    return find_root_name(text) in _FEED_ROOTS


def is_opml(text: str) -> bool:
    """Whether a decoded document is an OPML file, by its first element."""
    return find_root_name(text) == "opml"
