"""Notes in the margin of a wide window, each beside the first row of its words. No textual here."""

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
"""Cells that a margin needs for notes."""
MARGIN_GAP_CELLS = 4
"""Cells between the page and its notes."""
_INDENT_CELLS = 4
"""Cells of the number and the star, under which nothing stands."""
_MAX_NOTE_ROWS = 8
"""Rows of one note."""


def layout_margin(
    starts: Sequence[tuple[int, Annotation]], height: int, room: int, label_without_note: str, ambiguous: AmbiguousWidth
) -> dict[int, list[StyledText]]:
    """The rows of a margin, by their numbers in the window.

    A note that is longer than its room, which the next one ends, ends in `+`.

    Args:
        starts: The annotations whose words begin in the window, each with the row they begin in; in their order.
        height: Rows of the window.
        room: Cells of the margin.
        label_without_note: What to say of a mark without a note.
        ambiguous: Cells of characters of ambiguous width.
    """
    rows: dict[int, list[StyledText]] = {}
    free = 0
    for at, (row, annotation) in enumerate(starts):
        first = max(row, free)
        following = starts[at + 1][0] if at + 1 < len(starts) else height
        most = max(1, min(_MAX_NOTE_ROWS, max(following, first + 1) - first, height - first))
        lines = _wrap_note(annotation, room - _INDENT_CELLS, label_without_note, ambiguous)
        if first >= height:
            break
        if len(lines) > most:
            lines = [
                *lines[: most - 1],
                truncate(lines[most - 1], room - _INDENT_CELLS - 2, ambiguous).removesuffix("..") + " +",
            ]
        number = COLOURS.index(annotation.colour) + 1
        for line, text in enumerate(lines):
            lead = [StyledText(f"{number} ", f"mark{number}"), StyledText("* " if annotation.note else "  ", "sign")]
            rows[first + line] = [*(lead if line == 0 else [StyledText(" " * _INDENT_CELLS, "")]), StyledText(text, "")]
        free = first + len(lines)
    return rows


def _wrap_note(annotation: Annotation, room: int, label_without_note: str, ambiguous: AmbiguousWidth) -> list[str]:
    """The note, its tags behind it, wrapped."""
    tags = "  ".join(f"#{tag}" for tag in annotation.tags)
    paragraphs = (annotation.note or label_without_note).split("\n")
    if tags and cell_len(paragraphs[-1] + "  " + tags, ambiguous) <= room:
        paragraphs[-1] += "  " + tags
    elif tags:
        paragraphs.append(tags)
    texts = (clean(paragraph) for paragraph in paragraphs)
    return [text[start:end] for text in texts for start, end in wrap(text, room, ambiguous_width=ambiguous) or [(0, 0)]]
