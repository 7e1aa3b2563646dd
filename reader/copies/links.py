"""Which addresses a copy may link to."""

from __future__ import annotations

import re

from reader.model.clean import UNSAFE_CHARACTER

_WEB_ADDRESS = re.compile(r"https?://[^\s<>\\/][^\s<>\\]*")
"""With a host, and without what browsers drop or turn into a slash and what ends a link of Markdown early."""


def is_safe_link(href: str) -> bool:
    """Whether an address may become a link: one of the web that every program reads as the same one."""
    return _WEB_ADDRESS.fullmatch(href) is not None and not UNSAFE_CHARACTER.search(href)
