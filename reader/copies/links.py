"""Decides which addresses a copy may link to."""

from __future__ import annotations

import re

from reader.model.clean import UNSAFE_CHARACTER

_WEB_ADDRESS = re.compile(r"https?://[^\s<>\\/][^\s<>\\]*")
"""A URL with a host, without characters that browsers drop or replace, or that end a Markdown link."""


def is_safe_link(href: str) -> bool:
    """Whether an address may become a link: a URL of the web that all programs read alike."""
    return _WEB_ADDRESS.fullmatch(href) is not None and not UNSAFE_CHARACTER.search(href)
