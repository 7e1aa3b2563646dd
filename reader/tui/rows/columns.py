"""Texts in columns of so many cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.typeset import cell_len, shown
from reader.typeset.graphemes import boundary_at_or_before
from reader.typeset.widths import fit

if TYPE_CHECKING:
    from reader.typeset import Ambiguous


def fitting(text: str, cells: int, ambiguous: Ambiguous = 1) -> str:
    """As much of a text as goes into so many cells; no character is cut in two."""
    end = fit(text, 0, max(0, cells), ambiguous)
    return text if end == len(text) else text[: boundary_at_or_before(text, end)]


def cut(text: str, cells: int, ambiguous: Ambiguous = 1) -> str:
    """The text as it is shown, in at most so many cells; two full stops stand for what is missing."""
    text = shown(text)
    if fitting(text, cells, ambiguous) == text:
        return text
    return fitting(text, cells - 2, ambiguous).rstrip() + ".." if cells >= 2 else ""


def left(text: str, cells: int, ambiguous: Ambiguous = 1) -> str:
    """The text cut and filled with spaces to exactly so many cells."""
    text = cut(text, cells, ambiguous)
    return text + " " * (cells - cell_len(text, ambiguous))


def right(text: str, cells: int, ambiguous: Ambiguous = 1) -> str:
    """The same, at the right of its column."""
    text = cut(text, cells, ambiguous)
    return " " * (cells - cell_len(text, ambiguous)) + text
