"""Escapes text for Org mode, so that it is shown unchanged: characters without width part what would be syntax.

Org's manual (Escape Character) has the zero width space for that. It is put only where Org would see markup: at the
start of a line, and inside the openings of links, footnotes, timestamps, macros and the like. Emphasis needs a blank, a
bracket, a quotation mark or the start of a line before its sign, so that a sign beside a Han character is none; a zero
width space counts as a blank there, so a sign that could open emphasis has a word joiner in front of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from reader.model.clean import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

ZERO_WIDTH_SPACE, WORD_JOINER = "\u200b", "\u2060"
_LINE_START = re.compile(
    r"^[ \t]*(?:[*#:|%]|[-+](?:\s|$)|-{5}|(?:\d+|[A-Za-z])[.)](?:\s|$)|\\begin|\[fn:"
    r"|(?:CLOCK|SCHEDULED|DEADLINE|CLOSED):|$)",
    re.ASCII | re.MULTILINE,
)
"""The start of a line that Org takes for a heading, keyword, comment, drawer, table, list item, footnote or the like,
or for the end of the paragraph."""
_OPENING = re.compile(
    r"\[(?=[\[\]\dfc%/#X \-])"  # links, footnotes, citations, timestamps, cookies, check boxes
    r"|\](?=\])"
    r"|<(?=[<\w%])"  # timestamps, targets, addresses
    r"|\{(?=\{)"  # macros
    r"|@(?=@)"  # snippets for one export format
    r"|\\(?=[^\W\d]|[(\[\\]|$)"  # entities, LaTeX, line breaks; pandoc takes any letter for the name of a command
    r"|\b(?:src|call)_"
    r"|\b(?!https?:)[A-Za-z][A-Za-z+]*:(?=[!-~])",  # links of any other type, of which some run code
    re.MULTILINE,
)
_FORMULA = re.compile(r"\$(?=\S)")
_EMPHASIS = frozenset("*/_+=~")
_BEFORE_EMPHASIS = re.compile(r"[\s\-–—('\"{]")
"""A character behind which emphasis may begin."""
_HEADING_START = re.compile(r"[A-Z]+\b|\[#", re.ASCII)
"""The start of a heading that may be taken for its keyword or its priority."""
_TAG_SEPARATOR = re.compile(r"[^\w@#%]+")
_ADDRESS_CHARACTERS = "%/:?#@!$&'()*+,;=~"
"""Characters of an address that stay as they are, besides letters, digits and `_.-`."""


def normalize_lines(text: str) -> str:
    """The text with LF for CR, which Org would show; the length stays."""
    return clean(text).replace("\r", "\n")


class Guard(NamedTuple):
    """A character without width that a text needs."""

    offset: int
    """In front of which code point of the text it stands."""
    character: str


def find_guards(text: str) -> list[Guard]:
    """Return the guards that a text needs, in order.

    Args:
        text: Normalised (`normalize_lines`); it begins a line.
    """
    offsets = {found.start() for found in _LINE_START.finditer(text)}
    offsets |= {found.end() for found in _OPENING.finditer(text)}
    if text.count("$") > 1:  # a formula is between two of them
        offsets |= {found.end() for found in _FORMULA.finditer(text)}
    guards = [Guard(offset, ZERO_WIDTH_SPACE) for offset in offsets]
    for at, character in enumerate(text):
        can_open = character in _EMPHASIS and text[at + 1 : at + 2].strip()
        if can_open and (at == 0 or at in offsets or _BEFORE_EMPHASIS.match(text[at - 1])):
            guards.append(Guard(at, WORD_JOINER))
    return sorted(guards)


def insert_guards(text: str, guards: Sequence[Guard], start: int = 0, end: int | None = None) -> str:
    """Return a part of a text with its guards, and with Org's sign for each line break.

    Args:
        text: The whole text.
        guards: Those of the whole text.
        start: Where the part begins.
        end: Where it ends; None for the end of the text, with what is needed there.
    """
    last = len(text) if end is None else end
    first = bisect_left(guards, start, key=itemgetter(0))
    parts: list[str] = []
    for offset, character in guards[first : bisect_left(guards, last + (end is None), key=itemgetter(0))]:
        parts += [text[start:offset], character]
        start = offset
    return "".join([*parts, text[start:last]]).replace("\n", "\\\\\n")


def escape_org(text: str) -> str:
    """Return a text of one or more lines so that Org shows it unchanged, line breaks too."""
    normal = normalize_lines(text)
    return insert_guards(normal, find_guards(normal))


def guard_heading(text: str) -> tuple[str, str]:
    """What a text needs before it and behind it to be the title of a heading: not a keyword, a priority or tags."""
    return ZERO_WIDTH_SPACE if _HEADING_START.match(text) else "", ZERO_WIDTH_SPACE if text.endswith(":") else ""


def escape_heading(text: str) -> str:
    """Return a text as the title of a heading, on one line."""
    line = format_value(text)
    before, after = guard_heading(line)
    return f"{before}{escape_org(line)}{after}"


def format_tags(tags: Sequence[str]) -> str:
    """Return tags as they stand behind a heading, with a blank before them; other characters than Org's become _."""
    shown = dict.fromkeys(tag for text in tags if (tag := _TAG_SEPARATOR.sub("_", text).strip("_")))
    return f" :{':'.join(shown)}:" if shown else ""


def format_value(text: str) -> str:
    """Return a text as the value of a keyword or a property, which is one line."""
    return " ".join(clean(text).split())


def format_link(address: str, description: str) -> str:
    """Return a link.

    Args:
        address: One that is safe to link to.
        description: Escaped text.
    """
    target = quote(address, safe=_ADDRESS_CHARACTERS, errors="replace")
    shown = description.replace("\\\\\n", " ").replace("]", "]" + ZERO_WIDTH_SPACE)
    return f"[[{target}][{shown}]]"
