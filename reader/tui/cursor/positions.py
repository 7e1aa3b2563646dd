"""Positions in an article, and the graphemes at them.

No function looks further than MAX_GRAPHEME_LENGTH code points, so that a block of ten megabytes costs what a short one
costs.
"""

from __future__ import annotations

from typing import Protocol

from reader.typeset.graphemes import find_boundary_after, find_boundary_at_or_before, get_properties

Position = tuple[int, int]
"""The index of a block, and an offset in its text as written, in code points."""

MAX_GRAPHEME_LENGTH = 512
"""Code points of the longest grapheme. Longer ones exist only to do harm, and are split."""


class BlockTexts(Protocol):
    """The blocks of an article, as the motions need them."""

    @property
    def block_count(self) -> int:
        """The number of blocks read so far."""
        ...

    def get_text(self, block: int) -> str:
        """The text of a block as written."""
        ...

    def is_shown(self, block: int) -> bool:
        """Whether a block is on the page."""
        ...


def find_grapheme_start(text: str, offset: int) -> int:
    """The start of the grapheme that an offset is in; a boundary is its own start, and so is the end of the text.

    Args:
        text: The text of a block.
        offset: Offset in code points.
    """
    if offset <= 0 or offset >= len(text):
        return max(0, min(offset, len(text)))
    property_of = get_properties()
    last = max(0, offset - MAX_GRAPHEME_LENGTH)
    safe = offset
    # There is always a boundary before a character without property, unless the one before it joins to what follows.
    while safe > last and (property_of[text[safe]] or property_of[text[safe - 1]] == "P"):
        safe -= 1
    return safe + find_boundary_at_or_before(text[safe : offset + 1], offset - safe)


def find_grapheme_end(text: str, offset: int) -> int:
    """The end of the grapheme that begins at an offset; at the end of the text, that end.

    Args:
        text: Any text.
        offset: Offset of a boundary, in code points.
    """
    return offset + find_boundary_after(text[offset : offset + MAX_GRAPHEME_LENGTH], 0)


def find_grapheme_end_at_or_after(text: str, offset: int) -> int:
    """The first grapheme boundary that is not before an offset.

    Args:
        text: Any text.
        offset: Offset in code points.
    """
    start = find_grapheme_start(text, offset)
    return start if start >= offset else find_grapheme_end(text, start)


def find_last_grapheme(text: str, end: int) -> int:
    """The start of the last grapheme before an end, which is a boundary; 0 where there is none.

    Args:
        text: Any text.
        end: Offset of a boundary, in code points.
    """
    return find_grapheme_start(text, end - 1) if end > 0 else 0
