"""The formats of copies, and a fast test which one a text has, because every text that is opened is tested."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from reader.copies.checksum import CHECKSUM_VERSION

CopyFormat = Literal["md", "html", "json", "txt", "csv", "org", "epub"]
"""A format by the extension of its files."""


class FormatTraits(NamedTuple):
    """What a format can do."""

    is_text: bool = True
    """Whether its files are UTF-8 text."""
    opens_again: bool = False
    """Whether the article and its annotations are read from the text of a copy."""
    holds_several: bool = False
    """Whether a file may have several articles."""
    other_extensions: tuple[str, ...] = ()
    """Extensions of its files besides its name."""


FORMAT_TRAITS: dict[CopyFormat, FormatTraits] = {
    "md": FormatTraits(opens_again=True, other_extensions=("markdown",)),
    "html": FormatTraits(opens_again=True, other_extensions=("htm",)),
    "json": FormatTraits(opens_again=True),
    "txt": FormatTraits(other_extensions=("text",)),
    "csv": FormatTraits(),
    "org": FormatTraits(),
    "epub": FormatTraits(is_text=False, holds_several=True),
}
"""All formats, in the order in which they are offered."""
COPY_FORMATS: tuple[CopyFormat, ...] = tuple(FORMAT_TRAITS)
TEXT_FORMATS: tuple[CopyFormat, ...] = tuple(name for name, traits in FORMAT_TRAITS.items() if traits.is_text)
"""The formats whose files are text."""
READABLE_FORMATS: tuple[CopyFormat, ...] = tuple(name for name, traits in FORMAT_TRAITS.items() if traits.opens_again)
"""The formats that open again."""
_HEAD_LENGTH = 4_096
_BLANK = "\ufeff \t\r\n"
_FRONT_MATTER = re.compile(rf"(?s)---[ \t]*\r?\n.*?^dubao: .?{CHECKSUM_VERSION}:", re.MULTILINE)
_HTML_COPY = re.compile(rf'(?i)<!doctype html>\s*<html\b[^>]*data-dubao="{CHECKSUM_VERSION}:')
_PAYLOAD_COMMENT = f"<!-- {CHECKSUM_VERSION} H4sI"
"""The start of a comment with a payload; H4sI is the base64 of the first bytes of gzip."""


def detect_format(text: str) -> CopyFormat | None:
    """Return the format of an annotated copy; None for any other text."""
    head = text[:_HEAD_LENGTH].lstrip(_BLANK)
    if head.startswith("{"):
        return "json" if f'"{CHECKSUM_VERSION}:' in head or '"dubao:article"' in text else None
    if _HTML_COPY.match(head):
        return "html"
    if _FRONT_MATTER.match(head) or _PAYLOAD_COMMENT in text:
        return "md"
    return None


_TITLE_PATTERNS: dict[CopyFormat, re.Pattern[str]] = {
    "md": re.compile(r'(?m)^title: ("[^\n]*")$'),
    "html": re.compile(r"<title>([^<]*)</title>"),
    "json": re.compile(r'(?m)^ "label": ("[^\n]*"),?$'),
}


def read_title(head: str) -> str | None:
    """Return the title of the article in a copy; None where the text is no copy, or has no title.

    Args:
        head: The text, or its start.
    """
    kind = detect_format(head)
    found = _TITLE_PATTERNS[kind].search(head[:_HEAD_LENGTH]) if kind else None
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
