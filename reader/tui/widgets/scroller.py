"""What the page and the lists beside it share: rows drawn on demand, moved by the same keys and the wheel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.widgets.painted import PaintedWidget
from reader.tui.widgets.scrolling import Scrolling

if TYPE_CHECKING:
    from textual import events

_WHEEL_ROWS = 3


class ScrollingWidget(Scrolling, PaintedWidget, can_focus=True, inherit_bindings=False):
    """A widget that knows how to move by rows, pages and to its ends."""

    def page_height(self) -> int:
        """Rows in sight."""
        return self.size.height

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Three rows a notch."""
        event.stop()
        self.move(_WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Three rows a notch."""
        event.stop()
        self.move(-_WHEEL_ROWS)
