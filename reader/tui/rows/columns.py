"""Text cut, filled and shortened to columns of so many cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.model import to_single_line
from reader.typeset import cell_len, to_display_text
from reader.typeset.graphemes import find_boundary_at_or_before
from reader.typeset.widths import find_fitting_end

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.typeset import AmbiguousWidth

_MAX_MESSAGE_LENGTH = 240
"""Code points of a message: in Chinese as much as its rows hold in a window of 80 columns."""
_ELLIPSIS = "…"
"""What stands for text that is cut off; of ambiguous width."""
_OMISSION = f" {_ELLIPSIS} "


class StyledText(NamedTuple):
    """A part of a row in a style of its own."""

    text: str
    style_name: str = ""
    """Name of a component style of the widget that paints the row; "" is the plain style."""


def cut_to_width(text: str, cells: int, ambiguous: AmbiguousWidth = 1) -> str:
    """The longest beginning of a text that fits into so many cells, cut between graphemes.

    Args:
        text: Text as it is drawn.
        cells: Cells; a negative number counts as 0.
        ambiguous: Cells of a character of ambiguous width.
    """
    end = find_fitting_end(text, 0, max(0, cells), ambiguous)
    return text if end == len(text) else text[: find_boundary_at_or_before(text, end)]


class FrameCharacters(NamedTuple):
    """The characters of lines between parts of the screen."""

    horizontal: str
    vertical: str


def get_frame_characters(ambiguous: AmbiguousWidth) -> FrameCharacters:
    """Box drawing, which is of ambiguous width; ASCII where the terminal draws that in two cells."""
    return FrameCharacters("-", "|") if ambiguous == 2 else FrameCharacters("─", "│")


def fit_texts(texts: Iterable[str], width: int, ambiguous: AmbiguousWidth) -> tuple[list[str], int]:
    """The texts of a row that fit into so many cells, the last one cut at a character, and how many cells are left.

    Args:
        texts: From left to right.
        width: Cells.
        ambiguous: Cells of a character of ambiguous width.
    """
    fitted, room = [], width
    for text in texts:
        fitted.append(cut_to_width(text, room, ambiguous))
        room -= cell_len(fitted[-1], ambiguous)
        if fitted[-1] != text:
            break
    return fitted, room


def fit_parts(parts: Sequence[StyledText], width: int, ambiguous: AmbiguousWidth) -> list[StyledText]:
    """Parts of a row cut, or filled up with blanks in the plain style, to exactly so many cells; see `fit_texts`."""
    texts, room = fit_texts((part.text for part in parts), width, ambiguous)
    fitted = [StyledText(text, part.style_name) for text, part in zip(texts, parts, strict=False)]
    return [*fitted, StyledText(" " * room)] if room else fitted


def truncate(text: str, cells: int, ambiguous: AmbiguousWidth = 1) -> str:
    """The text as it is drawn, in at most so many cells; an ellipsis stands for what is cut off.

    Args:
        text: One line of text.
        cells: Cells of the column.
        ambiguous: Cells of a character of ambiguous width.
    """
    text = to_display_text(text)
    if cut_to_width(text, cells, ambiguous) == text:
        return text
    room = cells - cell_len(_ELLIPSIS, ambiguous)
    return cut_to_width(text, room, ambiguous).rstrip() + _ELLIPSIS if room >= 0 else ""


def cut_with_ellipsis(text: str, cells: int, ambiguous: AmbiguousWidth = 1) -> str:
    """The text with an ellipsis behind it, cut to so many cells where both do not fit; arguments as of `truncate`."""
    room = max(0, cells - cell_len(_ELLIPSIS, ambiguous))
    return cut_to_width(to_display_text(text), room, ambiguous).rstrip() + _ELLIPSIS


def align_left(text: str, cells: int, ambiguous: AmbiguousWidth = 1) -> str:
    """The text, cut or filled with spaces at its right to exactly so many cells; arguments as of `truncate`.

    Args:
        text: Any text.
        cells: The width.
        ambiguous: Cells of a character of ambiguous width.
    """
    text = truncate(text, cells, ambiguous)
    return text + " " * (cells - cell_len(text, ambiguous))


def shorten_message(message: str) -> str:
    """A message made safe to print in one row; the middle of a long one is left out.

    What makes a message long is a value in its middle, such as a path: before it stands what happened, behind it why,
    and what to do.
    """
    if len(message) > _MAX_MESSAGE_LENGTH:
        half = (_MAX_MESSAGE_LENGTH - len(_OMISSION)) // 2
        message = message[:half] + _OMISSION + message[-half:]
    return to_single_line(message)
