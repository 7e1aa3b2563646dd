"""The base of the page and the lists: rows drawn on demand, moved by the same keys and the mouse wheel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.widgets.painted import PaintedWidget
from reader.tui.widgets.scrolling import Scrolling

if TYPE_CHECKING:
    from textual import events

WHEEL_ROWS = 3
"""Rows that a notch of the mouse wheel moves."""


class ScrollingWidget(Scrolling, PaintedWidget, can_focus=True, inherit_bindings=False):
    """A widget that is moved by the keys of `Scrolling` and by the mouse wheel."""

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Keep the styles, where Textual works out those of all parts anew: no rule depends on the focus.

        The widgets choose the style of what is selected themselves, and are drawn again with every change of the focus.
        """

    def page_height(self) -> int:
        """Rows in sight."""
        return self.size.height

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Move by three rows."""
        event.stop()
        self.move(WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Move by three rows."""
        event.stop()
        self.move(-WHEEL_ROWS)
