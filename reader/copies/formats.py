"""Whether a text is an annotated copy. Costs next to nothing, for it is asked of every text."""

from __future__ import annotations

import re
from typing import Literal, get_args

from reader.copies.checksum import VERSION

Format = Literal["md", "html", "json", "txt", "csv"]
"""By the ending of its files."""
FORMATS: tuple[Format, ...] = get_args(Format)
OPENING: tuple[Format, ...] = ("md", "html", "json")
"""Those that open again."""
_HEAD = 4_096
_BLANK = "\ufeff \t\r\n"
_FRONT = re.compile(rf"(?s)---[ \t]*\r?\n.*?^dubao: .?{VERSION}:", re.MULTILINE)
_PAGE = re.compile(rf'(?i)<!doctype html>\s*<html\b[^>]*data-dubao="{VERSION}:')
_TRAILER = f"<!-- {VERSION} H4sI"
"""With the first bytes of gzip, as base64 has them."""


def format_of(text: str) -> Format | None:
    """Which kind of copy a text is; None where it is none."""
    head = text[:_HEAD].lstrip(_BLANK)
    if head.startswith("{"):
        return "json" if f'"{VERSION}:' in head or '"dubao:article"' in text else None
    if head.startswith("<!") and _PAGE.match(head):
        return "html"
    if (head.startswith("---") and _FRONT.match(head)) or _TRAILER in text:
        return "md"
    return None


_TITLES: dict[Format, re.Pattern[str]] = {
    "md": re.compile(r'(?m)^title: ("[^\n]*")$'),
    "html": re.compile(r"<title>([^<]*)</title>"),
    "json": re.compile(r'(?m)^ "label": ("[^\n]*"),?$'),
}


def title_in(head: str) -> str | None:
    """The title that a copy says it has, from its beginning; None where the text is no copy, or says none.

    Args:
        head: The first part of a text.
    """
    kind = format_of(head)
    found = _TITLES[kind].search(head, 0, _HEAD) if kind in _TITLES else None
    if found is None:
        return None
    if kind == "html":
        from html import unescape

        return unescape(found[1])
    import json

    try:
        return str(json.loads(found[1]))
    except ValueError:
        return None
