"""The keys that move by rows, pages and to the ends, for whatever can be moved in."""

from __future__ import annotations

_OVERLAP_ROWS = 2
"""Rows of the old page that stay in sight on the new one."""


class Scrolling:
    """How far a move goes; what moves is the business of who inherits this."""

    def move(self, lines: int) -> None:
        """Go so many lines on, or back."""
        raise NotImplementedError

    def move_to(self, *, end: bool) -> None:
        """Go to the first or the last line."""
        raise NotImplementedError

    def page_height(self) -> int:
        """Rows in sight."""
        raise NotImplementedError

    def action_move_down(self) -> None:
        """One row down."""
        self.move(1)

    def action_move_up(self) -> None:
        """One row up."""
        self.move(-1)

    def action_page_down(self) -> None:
        """A page down."""
        self.move(max(1, self.page_height() - _OVERLAP_ROWS))

    def action_page_up(self) -> None:
        """A page up."""
        self.move(-max(1, self.page_height() - _OVERLAP_ROWS))

    def action_half_down(self) -> None:
        """Half a page down."""
        self.move(max(1, self.page_height() // 2))

    def action_half_up(self) -> None:
        """Half a page up."""
        self.move(-max(1, self.page_height() // 2))

    def action_top(self) -> None:
        """To the first line."""
        self.move_to(end=False)

    def action_bottom(self) -> None:
        """To the last line."""
        self.move_to(end=True)
