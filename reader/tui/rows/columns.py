"""Texts in columns of so many cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.typeset import cell_len, to_display_text
from reader.typeset.graphemes import find_boundary_at_or_before
from reader.typeset.widths import find_fitting_end

if TYPE_CHECKING:
    from reader.typeset import AmbiguousWidth


def cut_to_width(text: str, cells: int, ambiguous: AmbiguousWidth = 1) -> str:
    """As much of a text as goes into so many cells; no character is cut in two."""
    end = find_fitting_end(text, 0, max(0, cells), ambiguous)
    return text if end == len(text) else text[: find_boundary_at_or_before(text, end)]


def truncate(text: str, cells: int, ambiguous: AmbiguousWidth = 1) -> str:
    """The text as it is shown, in at most so many cells; two full stops stand for what is missing."""
    text = to_display_text(text)
    if cut_to_width(text, cells, ambiguous) == text:
        return text
    return cut_to_width(text, cells - 2, ambiguous).rstrip() + ".." if cells >= 2 else ""


def align_left(text: str, cells: int, ambiguous: AmbiguousWidth = 1) -> str:
    """The text cut and filled with spaces to exactly so many cells."""
    text = truncate(text, cells, ambiguous)
    return text + " " * (cells - cell_len(text, ambiguous))


def align_right(text: str, cells: int, ambiguous: AmbiguousWidth = 1) -> str:
    """The same, at the right of its column."""
    text = truncate(text, cells, ambiguous)
    return " " * (cells - cell_len(text, ambiguous)) + text
