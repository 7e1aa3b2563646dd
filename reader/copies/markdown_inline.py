"""Parses the inline Markdown of a paragraph: its text, and the offsets of highlights and footnote references in it.

Markdown libraries give no offsets in the resulting text, so this parser does. It knows what markdown_writer writes and
users of Obsidian type: escapes, character references, ==highlights==, [^references] and links.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, NamedTuple

from reader.copies.markdown_writer import LINK_GUARD
from reader.model.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.model import CleanText

_INLINE_TOKEN = re.compile(
    r"\\([!-/:-@\[-`{-~])"  # an escaped character
    r"|&#(\d{1,7});"
    r"|(==)"
    r"|\[\^([^\[\]\s]+)\]"  # a footnote reference
    r"|\[((?:[^\[\]\\]|\\.)*)\]\((?:<[^<>\n]*>|[^()\s]*)\)"  # a link: its text
    r"|(\\?\n[ \t]*)"
)
_NOTE_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])|&#(\d{1,7});|(\\\n)")


class InlineText(NamedTuple):
    """The text of a paragraph without its markup; all offsets are code points of it."""

    text: CleanText
    highlights: tuple[tuple[int, int], ...] = ()
    """The start and end of each; of two that overlap, each part is one."""
    footnote_references: tuple[tuple[str, int], ...] = ()
    """The label and the offset of each."""


def parse_inline(source: str) -> InlineText:
    """Return the text of a paragraph, given without the markup of its block."""
    parts: list[str] = []
    highlights: list[tuple[int, int]] = []
    references: list[tuple[str, int]] = []
    at = length = 0
    opened: int | None = None

    def add(text: str) -> None:
        nonlocal length
        parts.append(text)
        length += len(text)

    for found in _INLINE_TOKEN.finditer(source):
        add(source[at : found.start()])
        at = found.end()
        escaped, code, delimiter, label, link_text, line_end = found.groups()
        if escaped:
            add(escaped)
        elif code:
            add(_decode_character(found[0], code))
        elif label:
            references.append((label, length))
        elif link_text is not None:
            add(parse_inline(link_text).text)
        elif line_end:
            add("\n")
        elif delimiter and opened is not None:
            highlights.append((opened, length))
            opened = None
        elif delimiter and source.find("==", at) != -1:
            opened = length
        elif delimiter:
            add(delimiter)
    add(source[at:])
    return InlineText(clean("".join(parts)), tuple(highlights), tuple(references))


def parse_note(paragraphs: Iterable[str]) -> str:
    """Return the note in the paragraphs of a footnote; highlights and links in it stay as they are."""
    return "\n\n".join(_NOTE_ESCAPE.sub(_unescape, part.removeprefix(LINK_GUARD)) for part in paragraphs)


def _unescape(found: re.Match[str]) -> str:
    escaped, code, _ = found.groups()
    return escaped or (_decode_character(found[0], code) if code else "\n")


def _decode_character(reference: str, code: str) -> str:
    """The character of a numeric character reference; the reference itself where the number is invalid."""
    return chr(int(code)) if int(code) <= sys.maxunicode else reference
