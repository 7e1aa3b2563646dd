"""Actions that scroll by rows, pages and to the ends, for all widgets that scroll."""

from __future__ import annotations

_OVERLAP_ROWS = 2
"""Rows of the old page that stay in sight on the new one."""


class Scrolling:
    """Turns keys into moves by rows, pages and to the ends; subclasses do the moving."""

    def move(self, lines: int) -> None:
        """Move down by so many lines; negative for up."""
        raise NotImplementedError

    def move_to(self, *, end: bool) -> None:
        """Move to the first or the last line."""
        raise NotImplementedError

    def page_height(self) -> int:
        """Rows in sight."""
        raise NotImplementedError

    def action_move_down(self) -> None:
        """Move down by a row."""
        self.move(1)

    def action_move_up(self) -> None:
        """Move up by a row."""
        self.move(-1)

    def action_page_down(self) -> None:
        """Move down by a page."""
        self.move(max(1, self.page_height() - _OVERLAP_ROWS))

    def action_page_up(self) -> None:
        """Move up by a page."""
        self.move(-max(1, self.page_height() - _OVERLAP_ROWS))

    def action_half_down(self) -> None:
        """Move down by half a page."""
        self.move(max(1, self.page_height() // 2))

    def action_half_up(self) -> None:
        """Move up by half a page."""
        self.move(-max(1, self.page_height() // 2))

    def action_top(self) -> None:
        """Move to the first line."""
        self.move_to(end=False)

    def action_bottom(self) -> None:
        """Move to the last line."""
        self.move_to(end=True)
