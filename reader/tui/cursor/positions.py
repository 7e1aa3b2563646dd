"""Positions in an article, and the characters they stand on. A position is a (block, offset in its text as written).

Every step looks at most LONGEST code points around, so that a block of ten megabytes costs what a short one costs.
"""

from __future__ import annotations

from typing import Protocol

from reader.typeset.graphemes import boundary_after, boundary_at_or_before, properties

Position = tuple[int, int]
"""A block, and a code point of its text as written."""

LONGEST = 512
"""Code points of the longest grapheme that is believed in. Longer ones exist only to do harm, and are cut."""


class Texts(Protocol):
    """The blocks of an article, as far as a cursor has to know them."""

    @property
    def count(self) -> int:
        """Blocks read so far."""
        ...

    def text(self, block: int) -> str:
        """The text of a block as written."""
        ...

    def shown(self, block: int) -> bool:
        """Whether a block is on the page."""
        ...


def grapheme_start(text: str, offset: int) -> int:
    """Where the grapheme begins that an offset is in; a boundary is its own start, and so is the end of the text."""
    if offset <= 0 or offset >= len(text):
        return max(0, min(offset, len(text)))
    property_of = properties()
    last = max(0, offset - LONGEST)
    safe = offset
    # Before a character without property there is always a boundary, unless one stands there that joins to the next.
    while safe > last and (property_of[text[safe]] or property_of[text[safe - 1]] == "P"):
        safe -= 1
    return safe + boundary_at_or_before(text[safe : offset + 1], offset - safe)


def grapheme_end(text: str, offset: int) -> int:
    """The end of the grapheme that begins at an offset; at the end of the text, the end."""
    return offset + boundary_after(text[offset : offset + LONGEST], 0)


def grapheme_end_at_or_after(text: str, offset: int) -> int:
    """The nearest boundary that is not before an offset."""
    start = grapheme_start(text, offset)
    return start if start >= offset else grapheme_end(text, start)


def last_grapheme(text: str, end: int) -> int:
    """Where the last grapheme begins before an end, which is a boundary; 0 where there is none."""
    return grapheme_start(text, end - 1) if end > 0 else 0
