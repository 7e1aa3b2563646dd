"""The mouse on the page: dragging selects, over rows and pages; two clicks take a phrase, three a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from reader.tui.widgets.margin import MarginedArticle

if TYPE_CHECKING:
    from textual import events
    from textual.timer import Timer

    from reader.tui.cursor.positions import Position
    from reader.typeset.page_layout import PageStyle

_LEFT = 1
_TICK = 0.05
"""Seconds between two rows of a selection that is dragged beyond the window."""
_MOST_A_TICK = 4


class PointedArticle(MarginedArticle):
    """The page, told by the mouse where to select."""

    @dataclass
    class Dragged(Message):
        """The mouse was pressed at one place and is now at another."""

        anchor: Position
        point: Position

    @dataclass
    class Clicked(Message):
        """The mouse was pressed and released at a place, for the so-many-th time in a row."""

        point: Position
        chain: int

    def __init__(self, style: PageStyle) -> None:
        super().__init__(style)
        self._pressed: Position | None = None
        """Where, while it is."""
        self._released: Position | None = None
        """Where it had been pressed: a click comes behind the release."""
        self._point: Position | None = None
        self._outside = 0
        """Rows above (negative) or below the window that the mouse is dragged to."""
        self._timer: Timer | None = None
        self._chain = 0

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A selection may begin."""
        if event.button == _LEFT and self.page.items:
            self._pressed = self._point = self.position_at(event.x, event.y)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """It goes on, as long as a button is held."""
        if self._pressed is None or not event.button:
            return
        height = self.size.height
        self._outside = min(0, event.y) or max(0, event.y - height + 1)
        if self._outside and self._timer is None:
            self._timer = self.set_interval(_TICK, self._scroll_on)
        self._drag_to(self.position_at(event.x, max(0, min(event.y, height - 1))))

    def _scroll_on(self) -> None:
        """While the mouse is outside the window, the page scrolls under it."""
        if self._outside and self._pressed is not None:
            step = max(-_MOST_A_TICK, min(self._outside, _MOST_A_TICK))
            self.move(step)
            self._drag_to(self.position_at(self.size.width if step > 0 else 0, self.size.height - 1 if step > 0 else 0))

    def _drag_to(self, point: Position) -> None:
        if self._pressed is not None and point != self._point:
            self._point = point
            self.post_message(self.Dragged(self._pressed, point))

    def on_mouse_up(self, _event: events.MouseUp) -> None:
        """It ends here, or wherever the mouse is."""
        self.release_mouse()
        self._released, self._pressed = self._pressed, None
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._outside = 0

    def on_click(self, event: events.Click) -> None:
        """Once, twice or three times, without having moved."""
        pressed, self._released = self._released, None
        # A chain that began elsewhere, on a row of a list that opened this page, is none here.
        self._chain = event.chain if event.chain == self._chain + 1 else 1
        if pressed is not None and pressed == self._point:
            self.post_message(self.Clicked(pressed, self._chain))
