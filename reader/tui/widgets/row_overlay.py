"""Labels that lie over a row of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.style import Style


def overlay_labels(strip: Strip, labels: Iterable[tuple[int, str]], style: Style) -> Strip:
    """A row with labels over some of its cells; a wide character that a label half covers becomes a blank.

    Args:
        strip: The row.
        labels: The first cell of each label, and its text, which is ASCII.
        style: The style of the labels.
    """
    width = strip.cell_length
    for first, text in labels:
        end = min(width, first + len(text))
        segments = [*strip.crop(0, first), Segment(text[: end - first], style), *strip.crop(end, width)]
        strip = Strip(segments, width)
    return strip
