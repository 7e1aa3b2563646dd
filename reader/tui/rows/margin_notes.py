"""Notes in the margin of a wide window, each beside the first row of its quote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.annotations.model import COLOURS
from reader.model import clean
from reader.tui.rows.columns import StyledText, truncate
from reader.typeset import cell_len, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.annotations.model import Annotation
    from reader.typeset import AmbiguousWidth

MIN_MARGIN_CELLS = 24
"""Cells that a margin needs to have notes."""
MARGIN_GAP_CELLS = 4
"""Cells between the page and its notes."""
_INDENT_CELLS = 4
"""Cells of the number and the star before a note; its other rows are indented by as many."""
_MAX_NOTE_ROWS = 8
"""Rows of one note at most."""


def layout_margin(
    starts: Sequence[tuple[int, Annotation]], height: int, room: int, label_without_note: str, ambiguous: AmbiguousWidth
) -> dict[int, list[StyledText]]:
    """The rows of a margin, by their numbers in the window.

    A note that does not fit above the next one is cut, and ends in `+`.

    Args:
        starts: The annotations that begin in the window, each with the row it begins in; in the order of the rows.
        height: Rows of the window.
        room: Cells of the margin.
        label_without_note: What is shown of a highlight without a note.
        ambiguous: Cells of a character of ambiguous width.
    """
    rows: dict[int, list[StyledText]] = {}
    first_free = 0
    for at, (row, annotation) in enumerate(starts):
        first = max(row, first_free)
        if first >= height:
            break
        next_start = starts[at + 1][0] if at + 1 < len(starts) else height
        max_rows = max(1, min(_MAX_NOTE_ROWS, max(next_start, first + 1) - first, height - first))
        lines = _wrap_note(annotation, room - _INDENT_CELLS, label_without_note, ambiguous)
        if len(lines) > max_rows:
            last = truncate(lines[max_rows - 1], room - _INDENT_CELLS - 2, ambiguous).removesuffix("..") + " +"
            lines = [*lines[: max_rows - 1], last]
        number = COLOURS.index(annotation.colour) + 1
        for line, text in enumerate(lines):
            lead = [StyledText(f"{number} ", f"mark{number}"), StyledText("* " if annotation.note else "  ", "sign")]
            rows[first + line] = [*(lead if line == 0 else [StyledText(" " * _INDENT_CELLS, "")]), StyledText(text, "")]
        first_free = first + len(lines)
    return rows


def _wrap_note(annotation: Annotation, room: int, label_without_note: str, ambiguous: AmbiguousWidth) -> list[str]:
    """The lines of a note with its tags behind it, wrapped to so many cells."""
    tags = "  ".join(f"#{tag}" for tag in annotation.tags)
    paragraphs = (annotation.note or label_without_note).split("\n")
    if tags and cell_len(paragraphs[-1] + "  " + tags, ambiguous) <= room:
        paragraphs[-1] += "  " + tags
    elif tags:
        paragraphs.append(tags)
    texts = (clean(paragraph) for paragraph in paragraphs)
    return [text[start:end] for text in texts for start, end in wrap(text, room, ambiguous_width=ambiguous) or [(0, 0)]]
