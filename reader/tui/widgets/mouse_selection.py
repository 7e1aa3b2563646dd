"""The mouse on the page: dragging selects, over rows and pages; two clicks take a phrase, three a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from reader.tui.widgets.margin import Margin

if TYPE_CHECKING:
    from textual import events
    from textual.timer import Timer

    from reader.tui.cursor.positions import Position
    from reader.typeset.page_layout import PageStyle

_LEFT_BUTTON = 1
_TICK_SECONDS = 0.05
"""Seconds between two rows of a selection that is dragged beyond the window."""
_MAX_ROWS_PER_TICK = 4


class MouseSelection(Margin):
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
        click_count: int

    def __init__(self, style: PageStyle) -> None:
        super().__init__(style)
        self._press_position: Position | None = None
        """Where, while it is."""
        self._release_position: Position | None = None
        """Where it had been pressed: a click comes behind the release."""
        self._drag_position: Position | None = None
        self._rows_outside = 0
        """Rows above (negative) or below the window that the mouse is dragged to."""
        self._timer: Timer | None = None
        self._click_count = 0

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A selection may begin."""
        if event.button == _LEFT_BUTTON and self.page.items:
            self._press_position = self._drag_position = self.position_at(event.x, event.y)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """It goes on, as long as a button is held."""
        if self._press_position is None or not event.button:
            return
        height = self.size.height
        self._rows_outside = min(0, event.y) or max(0, event.y - height + 1)
        if self._rows_outside and self._timer is None:
            self._timer = self.set_interval(_TICK_SECONDS, self._scroll_while_dragging)
        self._drag_to(self.position_at(event.x, max(0, min(event.y, height - 1))))

    def _scroll_while_dragging(self) -> None:
        """While the mouse is outside the window, the page scrolls under it."""
        if self._rows_outside and self._press_position is not None:
            step = max(-_MAX_ROWS_PER_TICK, min(self._rows_outside, _MAX_ROWS_PER_TICK))
            self.move(step)
            self._drag_to(self.position_at(self.size.width if step > 0 else 0, self.size.height - 1 if step > 0 else 0))

    def _drag_to(self, point: Position) -> None:
        if self._press_position is not None and point != self._drag_position:
            self._drag_position = point
            self.post_message(self.Dragged(self._press_position, point))

    def on_mouse_up(self, _event: events.MouseUp) -> None:
        """It ends here, or wherever the mouse is."""
        self.release_mouse()
        self._release_position, self._press_position = self._press_position, None
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._rows_outside = 0

    def on_click(self, event: events.Click) -> None:
        """Once, twice or three times, without having moved."""
        pressed, self._release_position = self._release_position, None
        # A chain that began elsewhere, on a row of a list that opened this page, is none here.
        self._click_count = event.chain if event.chain == self._click_count + 1 else 1
        if pressed is not None and pressed == self._drag_position:
            self.post_message(self.Clicked(pressed, self._click_count))
