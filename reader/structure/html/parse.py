"""Parses HTML with lxml, within limits; a page beyond them is read as plain text instead."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

TAGS_MAX = 100_000
"""Tags of a page that is parsed at most; a long article has two thousand, a book of a million characters 40,000."""
ATTRIBUTES_MAX = 2_000
"""Attributes of one tag at most; libxml2 compares each with all others, and takes a minute for 200,000."""
PAGE_SIZE_MAX = 12 * 1024 * 1024
"""Code points of a page that is parsed at most."""
_DATA_URL_PAGE_MIN = 200_000
"""Code points of a page from which data: URLs are removed before it is parsed."""
DEPTH_MAX = 250
"""Depth of nesting from which libxml2 loses text (its limit is 256)."""
_FEW_LINES = 10_000
"""Lines of a page that do no harm."""
_PIECE_SIZE = 100_000
"""Code points of a page whose tags are removed at once, in 5 ms."""
_PREFORMATTED = re.compile(r"<(?:pre|listing|xmp|plaintext|textarea)\b", re.IGNORECASE)
_PROLOG = re.compile(r"\s*<\?xml[^<>]{0,300}\?>")
_LONG_TAG = re.compile(r"<[^<>]{6000,}")
_QUOTED_VALUE = re.compile(r"\"[^\"]*\"|'[^']*'")
_ATTRIBUTE_SEPARATOR = re.compile(r"[\s/]+")
_TAG = re.compile(r"<[^<>]*>")
_BLOCK_TAG = re.compile(r"</?(?:p|div|br|li|tr|h[1-6]|table|section|article|ul|ol|title)\b[^<>]*>", re.I)
_INVISIBLE_ELEMENT = re.compile(r"<(?:!--|(script|style|noscript|template|svg)\b)")


def parse_html(text: str) -> _Element | None:
    """Return the root of a page's tree; None when the page is too large or empty."""
    if is_too_large(text) or (has_crowded_tag(text) and has_crowded_tag(_remove_invisible(text))):
        return None
    from lxml import etree

    text = _PROLOG.sub("", text[:400], count=1) + text[400:]  # lxml refuses text that names an encoding
    parser = etree.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, recover=True, huge_tree=False, encoding="utf-8"
    )
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        return None


_DATA_URL = re.compile(r"(data:[\w/+.;=-]{1,80},)[A-Za-z0-9+/=%_-]{200,}")


def remove_data_urls(text: str) -> str:
    """Return the page without the data of data: URLs, in which browsers store the pictures of a page saved as one file.

    They make up most of such a page, and are no part of its text.
    """
    return _DATA_URL.sub(r"\1", text) if len(text) > _DATA_URL_PAGE_MIN else text


def is_too_large(text: str) -> bool:
    """Whether a page is too long, or has too many tags or lines, to be parsed."""
    return len(text) > PAGE_SIZE_MAX or text.count("<") + count_preformatted_lines(text) > TAGS_MAX


def count_preformatted_lines(text: str) -> int:
    """The line ends of a page, where it has a <pre>, in which each begins a line of the article; else 0."""
    count = text.count("\n") + text.count("\r")
    return count if count > _FEW_LINES and _PREFORMATTED.search(text) else 0


def has_crowded_tag(text: str) -> bool:
    """Whether a tag has more attributes than ATTRIBUTES_MAX, or a script looks like such a tag (i < n).

    A picture in a data: URL is a single attribute.
    """
    return any(
        len(_ATTRIBUTE_SEPARATOR.findall(_QUOTED_VALUE.sub("", tag))) > ATTRIBUTES_MAX
        for tag in _LONG_TAG.findall(text)
    )


def strip_tags(text: str) -> str:
    """Return the text of a page that cannot be parsed, without its tags, in linear time."""
    return "".join([html.unescape(_TAG.sub("", _BLOCK_TAG.sub("\n", part))) for part in _split_at_tags(text)])


def _split_at_tags(text: str) -> Iterator[str]:
    """Yield the visible parts of a page in pieces that end behind tags: a search in one holds up no other thread."""
    text = _remove_invisible(text)
    at = 0
    while at < len(text):
        end = text.find(">", at + _PIECE_SIZE) + 1 or len(text)
        yield text[at:end]
        at = end


def _remove_invisible(text: str) -> str:
    """The page without comments and elements that show no text; one that is never closed is cut to the end."""
    low = text.lower()
    if len(low) != len(text):  # İ becomes two characters
        return text
    kept: list[str] = []
    at = 0
    while opens := _INVISIBLE_ELEMENT.search(low, at):
        kept.append(text[at : opens.start()])
        end = low.find(f"</{opens[1]}" if opens[1] else "-->", opens.end())
        if end < 0:
            return "".join(kept)
        at = low.find(">", end) + 1 or len(low)
    return "".join([*kept, text[at:]])
