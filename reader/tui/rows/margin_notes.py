"""Notes in the margin of a wide window, each beside the first row of its words. No textual here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.annotations.model import COLOURS
from reader.model import clean
from reader.tui.rows.columns import cut
from reader.typeset import cell_len, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.annotations.model import Annotation
    from reader.typeset import Ambiguous

LEAST = 24
"""Cells that a margin needs for notes."""
GAP = 4
"""Cells between the page and its notes."""
_HANG = 4
"""Cells of the number and the star, under which nothing stands."""
_MOST = 8
"""Rows of one note."""


class Part(NamedTuple):
    """Part of a row of the margin, in a look."""

    text: str
    look: str


def margin(
    starts: Sequence[tuple[int, Annotation]], height: int, room: int, marked: str, ambiguous: Ambiguous
) -> dict[int, list[Part]]:
    """The rows of a margin, by their numbers in the window.

    A note that is longer than its room, which the next one ends, ends in `+`.

    Args:
        starts: The annotations whose words begin in the window, each with the row they begin in; in their order.
        height: Rows of the window.
        room: Cells of the margin.
        marked: What to say of a mark without a note.
        ambiguous: Cells of characters of ambiguous width.
    """
    rows: dict[int, list[Part]] = {}
    free = 0
    for at, (row, annotation) in enumerate(starts):
        first = max(row, free)
        following = starts[at + 1][0] if at + 1 < len(starts) else height
        most = max(1, min(_MOST, max(following, first + 1) - first, height - first))
        lines = _lines(annotation, room - _HANG, marked, ambiguous)
        if first >= height:
            break
        if len(lines) > most:
            lines = [*lines[: most - 1], cut(lines[most - 1], room - _HANG - 2, ambiguous).removesuffix("..") + " +"]
        number = COLOURS.index(annotation.colour) + 1
        for line, text in enumerate(lines):
            lead = [Part(f"{number} ", f"mark{number}"), Part("* " if annotation.note else "  ", "sign")]
            rows[first + line] = [*(lead if line == 0 else [Part(" " * _HANG, "")]), Part(text, "")]
        free = first + len(lines)
    return rows


def _lines(annotation: Annotation, room: int, marked: str, ambiguous: Ambiguous) -> list[str]:
    """The note, its tags behind it, wrapped."""
    tags = "  ".join(f"#{tag}" for tag in annotation.tags)
    paragraphs = (annotation.note or marked).split("\n")
    if tags and cell_len(paragraphs[-1] + "  " + tags, ambiguous) <= room:
        paragraphs[-1] += "  " + tags
    elif tags:
        paragraphs.append(tags)
    texts = (clean(paragraph) for paragraph in paragraphs)
    return [text[start:end] for text in texts for start, end in wrap(text, room, ambiguous=ambiguous) or [(0, 0)]]
