"""What the page and the lists beside it share: rows drawn on demand, moved by the same keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.commands import bindings
from reader.tui.widgets.painted import Painted

if TYPE_CHECKING:
    from textual import events

_WHEEL = 3
_KEPT = 2
"""Rows of the old page that stay in sight on the new one."""


class Scroller(Painted, can_focus=True):
    """A widget that knows how to move by rows, pages and to its ends; how far a move goes is its own business."""

    BINDINGS = bindings("scroller")  # type: ignore[assignment]  # a list is invariant

    def move(self, lines: int) -> None:
        """Go so many lines on, or back."""
        raise NotImplementedError

    def move_to(self, *, end: bool) -> None:
        """Go to the first or the last line."""
        raise NotImplementedError

    def action_move_down(self) -> None:
        """One row down."""
        self.move(1)

    def action_move_up(self) -> None:
        """One row up."""
        self.move(-1)

    def action_page_down(self) -> None:
        """A page down."""
        self.move(max(1, self.size.height - _KEPT))

    def action_page_up(self) -> None:
        """A page up."""
        self.move(-max(1, self.size.height - _KEPT))

    def action_half_down(self) -> None:
        """Half a page down."""
        self.move(max(1, self.size.height // 2))

    def action_half_up(self) -> None:
        """Half a page up."""
        self.move(-max(1, self.size.height // 2))

    def action_top(self) -> None:
        """To the first line."""
        self.move_to(end=False)

    def action_bottom(self) -> None:
        """To the last line."""
        self.move_to(end=True)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Three rows a notch."""
        event.stop()
        self.move(_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Three rows a notch."""
        event.stop()
        self.move(-_WHEEL)
