"""The visible part of a list whose entries have the same height; positions only, so that long lists are cheap."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class PositionWindow:
    """A window over positions, which count from 0.

    Args:
        get_count: Gives how many there are.
        capacity: How many fit into the window.
    """

    def __init__(self, get_count: Callable[[], int], capacity: int = 1) -> None:
        self._get_count = get_count
        self.first = 0
        """The first visible position."""
        self.capacity = capacity

    @property
    def positions(self) -> range:
        """The positions that are visible as a whole."""
        return range(self.first, min(self.first + self.capacity, self._get_count()))

    def set_capacity(self, capacity: int) -> None:
        """Set how many fit into the window, at least one."""
        self.capacity = max(1, capacity)

    def scroll(self, count: int) -> bool:
        """Scroll by so many positions, as far as there are any; return whether that was possible."""
        return self.scroll_to(self.first + count)

    def scroll_to(self, first: int) -> bool:
        """Have a position first, as far as no position is hidden above while there is room below.

        Returns:
            Whether the window has moved.
        """
        before = self.first
        self.first = max(0, min(first, self._get_count() - self.capacity))
        return self.first != before

    def reveal(self, position: int) -> bool:
        """Scroll as little as it takes to have a position visible; return whether the window has moved."""
        before = self.first
        self.first = max(position - self.capacity + 1, min(self.first, position), 0)
        return self.first != before
