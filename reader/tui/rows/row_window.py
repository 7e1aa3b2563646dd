"""The visible part of a list whose entries take different numbers of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class RowWindow:
    """A window over a list; it shows whole entries from its first position on.

    Rows are counted only of entries in and near the window, so that the length of the list costs nothing.

    Args:
        count_rows: Returns the number of rows of the entry at a position.
    """

    def __init__(self, count_rows: Callable[[int], int]) -> None:
        self._count_rows = count_rows
        self.height = 0
        """Rows of the window."""
        self.first_position = 0
        """The position of the first visible entry."""

    def reveal(self, position: int, entry_count: int) -> None:
        """Scroll if an entry is not visible as a whole; then it comes to the middle, to scroll rarely.

        Args:
            position: The position of the entry.
            entry_count: Entries of the list.
        """
        if self.height <= 0:
            return
        if not self.first_position <= position <= self._find_last_whole(position, entry_count):
            self.first_position = self._find_first_whole(position, self.height // 2)
        # No entry above may be hidden while there is room below.
        if entry_count - self.first_position < self.height:
            self.first_position = min(self.first_position, self._find_first_whole(entry_count, self.height))

    def iter_rows(self, entry_count: int) -> Iterator[tuple[int, int]]:
        """The (position, number of the row in its entry) of every row from the top, to the end of an entry.

        Args:
            entry_count: Entries of the list.
        """
        room = self.height
        for position in range(self.first_position, entry_count):
            rows = self._count_rows(position)
            yield from ((position, number) for number in range(rows))
            room -= rows
            if room <= 0:
                break

    def _find_first_whole(self, end: int, room: int) -> int:
        """The first position from which on all entries before `end` fit into so many rows."""
        while end > 0 and (rows := self._count_rows(end - 1)) <= room:
            end -= 1
            room -= rows
        return end

    def _find_last_whole(self, position: int, entry_count: int) -> int:
        """The last position, up to `position`, whose entry is visible as a whole."""
        room, at = self.height, self.first_position
        while at < entry_count and at <= position and (rows := self._count_rows(at)) <= room:
            room -= rows
            at += 1
        return at - 1
