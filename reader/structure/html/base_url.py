"""Finds the base URL of a page for its relative links, also of a page that was saved to a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_COMMENTS_SIZE = 4_000
"""Code points at the beginning of a saved page in which a browser writes its URL as a comment."""
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d{1,6}\)(https?://[^\s<>]{1,2000})\s*-->", re.I)
_SINGLE_FILE = re.compile(r"<!--\s*Page saved with SingleFile\s{1,20}url:\s{0,20}(https?://[^\s<>]{1,2000})", re.I)
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"']{3,2000}", re.I)


def find_saved_url(text: str) -> str | None:
    """Return the URL that a browser wrote into a page when it saved it; None for other pages.

    Args:
        text: The page, decoded.
    """
    head = text[:_COMMENTS_SIZE]
    if "saved " not in head:
        return None
    match = _SAVED_FROM.search(head) or _SINGLE_FILE.search(head)
    return match[1] if match else None


def find_base_url(root: _Element, text: str, url: str | None, canonical_url: str | None) -> str | None:
    """Return the base URL for relative links; None where it is unknown.

    Args:
        root: The tree of the page.
        text: The page, decoded, for the URL that a browser wrote into it.
        url: Where it was fetched; None for a file.
        canonical_url: The canonical URL that the page names.
    """
    own = url or find_saved_url(text) or canonical_url
    for element in root.iter("base"):
        href = (element.get("href") or "").strip()
        if _WEB_ADDRESS.fullmatch(href):
            return href
        if href and own and _WEB_ADDRESS.fullmatch(own):
            from urllib.parse import urljoin

            try:
                return urljoin(own, href)
            except ValueError:
                break
    return own if own and _WEB_ADDRESS.fullmatch(own) else None
