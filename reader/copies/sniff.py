"""Whether a text is an annotated copy. Costs next to nothing, for it is asked of every text."""

from __future__ import annotations

import re
from typing import Literal, get_args

from reader.copies.seal import VERSION

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
