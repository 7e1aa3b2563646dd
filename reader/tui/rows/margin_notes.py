"""Notes in the margin of a wide window, each beside the first row of its quote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.annotations.model import COLOURS
from reader.model import clean
from reader.tui.rows.columns import StyledText, cut_with_ellipsis
from reader.typeset import cell_len, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.annotations.model import Annotation, Colour
    from reader.typeset import AmbiguousWidth

MIN_MARGIN_CELLS = 24
"""Cells that a margin needs to have notes."""
MARGIN_GAP_CELLS = 4
"""Cells between the page and its notes."""
_INDENT_CELLS = 4
"""Cells of the bar and the plus before a note; its other rows are indented by as many."""
_MAX_NOTE_ROWS = 8
"""Rows of one note at most."""


NOTE_SIGN = "+"
"""Stands before a note, and beside the text where a highlight with a note ends."""
_EDGE_BAR = "▌"
"""U+258C, of ambiguous width."""


def make_mark_sign(colour: Colour, ambiguous: AmbiguousWidth, *, has_colours: bool) -> StyledText:
    """The sign of a highlight in one cell: a bar in its colour; the number of the colour where there are no colours.

    Args:
        colour: The colour of the highlight.
        ambiguous: Cells of a character of ambiguous width.
        has_colours: Whether the terminal shows colours.
    """
    number = COLOURS.index(colour) + 1
    if not has_colours:
        return StyledText(str(number), f"mark{number}")
    return StyledText(_EDGE_BAR, f"edge{number}") if ambiguous == 1 else StyledText(" ", f"mark{number}")


def layout_margin(
    starts: Sequence[tuple[int, Annotation]],
    height: int,
    room: int,
    ambiguous: AmbiguousWidth,
    *,
    has_colours: bool = True,
) -> dict[int, list[StyledText]]:
    """The rows of a margin, by their numbers in the window.

    A note that does not fit above the next one is cut. A highlight without a note and tags has none.

    Args:
        starts: The annotations that begin in the window, each with the row it begins in; in the order of the rows.
        height: Rows of the window.
        room: Cells of the margin.
        ambiguous: Cells of a character of ambiguous width.
        has_colours: Whether the terminal shows colours.
    """
    rows: dict[int, list[StyledText]] = {}
    first_free = 0
    starts = [(row, annotation) for row, annotation in starts if annotation.note or annotation.tags]
    for at, (row, annotation) in enumerate(starts):
        first = max(row, first_free)
        if first >= height:
            break
        next_start = starts[at + 1][0] if at + 1 < len(starts) else height
        max_rows = max(1, min(_MAX_NOTE_ROWS, max(next_start, first + 1) - first, height - first))
        lines = _wrap_note(annotation, room - _INDENT_CELLS, ambiguous)
        if len(lines) > max_rows:
            last = cut_with_ellipsis(lines[max_rows - 1], room - _INDENT_CELLS, ambiguous)
            lines = [*lines[: max_rows - 1], last]
        mark = make_mark_sign(annotation.colour, ambiguous, has_colours=has_colours)
        sign = StyledText(f" {NOTE_SIGN} " if annotation.note else "   ", "sign")
        for line, text in enumerate(lines):
            lead = [mark, sign]
            rows[first + line] = [*(lead if line == 0 else [StyledText(" " * _INDENT_CELLS, "")]), StyledText(text, "")]
        first_free = first + len(lines)
    return rows


def _wrap_note(annotation: Annotation, room: int, ambiguous: AmbiguousWidth) -> list[str]:
    """The lines of a note with its tags behind it, wrapped to so many cells."""
    tags = "  ".join(f"#{tag}" for tag in annotation.tags)
    paragraphs = annotation.note.split("\n")
    if tags and cell_len(paragraphs[-1] + "  " + tags, ambiguous) <= room:
        paragraphs[-1] = f"{paragraphs[-1]}  {tags}".lstrip()
    elif tags:
        paragraphs.append(tags)
    texts = (clean(paragraph) for paragraph in paragraphs)
    return [text[start:end] for text in texts for start, end in wrap(text, room, ambiguous_width=ambiguous) or [(0, 0)]]
