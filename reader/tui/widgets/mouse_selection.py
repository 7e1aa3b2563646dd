"""Computes what the mouse selects on the page, from its presses and moves. Imports no Textual."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reader.tui.cursor.positions import Position

_MAX_ROWS_PER_TICK = 4


class Drag(NamedTuple):
    """The mouse was pressed at one position and is now at another."""

    anchor: Position
    point: Position


class Click(NamedTuple):
    """The mouse was pressed and released at one position."""

    point: Position
    click_count: int
    """1 for a single click, 2 for a double one, and so on."""


class MouseSelection:
    """Distinguishes dragging from clicking. Positions are (block, offset)."""

    def __init__(self) -> None:
        self._press_position: Position | None = None
        """Where the button was pressed, while it is."""
        self._release_position: Position | None = None
        """Where it had been pressed: a click comes behind the release."""
        self._drag_position: Position | None = None
        self._rows_outside = 0
        """Rows above (negative) or below the window that the mouse is dragged to."""
        self._click_count = 0

    @property
    def is_pressed(self) -> bool:
        """Whether a selection may be dragged."""
        return self._press_position is not None

    @property
    def scroll_step(self) -> int:
        """Rows to scroll with each tick while the mouse is dragged outside the window; negative for up."""
        if not self.is_pressed:
            return 0
        return max(-_MAX_ROWS_PER_TICK, min(self._rows_outside, _MAX_ROWS_PER_TICK))

    def press(self, position: Position) -> None:
        """The button was pressed: a selection may begin."""
        self._press_position = self._drag_position = position

    def set_row(self, row: int, height: int) -> int:
        """Note the row the mouse is dragged to; return the row of the window that is nearest to it.

        Args:
            row: From the top of the window; negative above it.
            height: Rows of the window.
        """
        self._rows_outside = min(0, row) or max(0, row - height + 1)
        return max(0, min(row, height - 1))

    def drag_to(self, position: Position) -> Drag | None:
        """The mouse is over a position, or the page scrolled under it; return the drag if there is a new one."""
        if self._press_position is None or position == self._drag_position:
            return None
        self._drag_position = position
        return Drag(self._press_position, position)

    def release(self) -> None:
        """The button was released."""
        self._release_position, self._press_position = self._press_position, None
        self._rows_outside = 0

    def click(self, chain: int) -> Click | None:
        """A click came behind a release; return it if the mouse had not moved.

        Args:
            chain: Clicks in a row, as the terminal's driver counts them. A chain that began elsewhere, on a row of a
                list that opened this page, is none here.
        """
        pressed, self._release_position = self._release_position, None
        self._click_count = chain if chain == self._click_count + 1 else 1
        if pressed is None or pressed != self._drag_position:
            return None
        return Click(pressed, self._click_count)
