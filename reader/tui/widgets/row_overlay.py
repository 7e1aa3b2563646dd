"""Labels that lie over a row of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.tui.widgets.painted import drop_cells, fit_segments

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.typeset import AmbiguousWidth


def overlay_labels(
    strip: Strip, labels: Iterable[tuple[int, str]], style: Style, ambiguous: AmbiguousWidth = 1
) -> Strip:
    """A row with labels over some of its cells; a wide character that a label half covers becomes a blank.

    Args:
        strip: The row.
        labels: The first cell of each label, and its text, which is ASCII.
        style: The style of the labels.
        ambiguous: Cells of a character of ambiguous width.
    """
    width = strip.cell_length
    plain = next((segment.style for segment in strip if segment.style), Style())
    for first, text in labels:
        end = min(width, first + len(text))
        left, right = fit_segments(strip, first, ambiguous, plain), drop_cells(strip, end, ambiguous)
        segments = [*left, Segment(text[: end - first], style), *right]
        strip = Strip(segments, width)
    return strip
