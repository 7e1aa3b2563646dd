"""Plain text out of the titles and names of feeds, some of which are HTML, escaped once or twice."""

from __future__ import annotations

import html
import re

_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|big|br|cite|code|del|div|em|font|i|img|ins|mark|p|q|s|small|span|strong|sub|sup|u|wbr)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_TITLE_SIZE_MAX = 1_000
"""Code points of a title; a longer one is a mistake of the feed."""


def to_plain_line(text: str, size_max: int = _TITLE_SIZE_MAX) -> str:
    """A title or a name as plain text in one line: without tags of inline elements, with entities as characters.

    A title may hold < and > of its own, as in 《<標題>》, so only tags that titles have are taken away.

    Args:
        text: As the feed has it, unescaped once.
        size_max: Code points that are kept.
    """
    text = text[: 20 * size_max]
    if "<" in text:
        text = _INLINE_TAG.sub("", text)
    if "&" in text and _ENTITY.search(text):
        text = html.unescape(text)
        if "<" in text:
            text = _INLINE_TAG.sub("", text)
    return " ".join(text.split())[:size_max].rstrip()
