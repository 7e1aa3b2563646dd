"""The scroll bar: in the last column of the page, and only while the page moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip

from reader.tui.widgets.painted import fit_segments

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.style import Style
    from textual.timer import Timer

    from reader.tui.widgets.painted import PaintedWidget

_SHOWN_SECONDS = 0.8


class ScrollBar:
    """Shows for a moment where in the article the window is.

    Args:
        widget: The page.
        get_style: The style of the thumb.
    """

    def __init__(self, widget: PaintedWidget, get_style: Callable[[], Style]) -> None:
        self._widget = widget
        self._get_style = get_style
        self._thumb_rows = range(0)
        self._timer: Timer | None = None

    def show(self, thumb_rows: range) -> None:
        """Show the thumb in some rows of the window, until it has not moved for a moment."""
        if self._timer is not None:
            self._timer.stop()
        self._thumb_rows = thumb_rows
        self._timer = self._widget.set_timer(_SHOWN_SECONDS, self._hide) if self._widget.is_mounted else None

    def _hide(self) -> None:
        rows, self._thumb_rows, self._timer = self._thumb_rows, range(0), None
        if rows:
            self._widget.refresh(Region(self._widget.size.width - 1, rows.start, 1, len(rows)))

    def draw(self, y: int, strip: Strip) -> Strip:
        """A row of the window with the thumb in it, where that is there.

        Args:
            y: The row.
            strip: What else is in it.
        """
        if y not in self._thumb_rows:
            return strip
        width = self._widget.size.width
        left = fit_segments(strip, width - 1, self._widget.ambiguous, self._widget.get_part_style())
        return Strip([*left, Segment(" ", self._get_style())], width)
