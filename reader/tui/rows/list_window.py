"""Which articles of a list are in sight, and which is selected: numbers only, so that its length costs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.tui.state.reading_list import Shelf


class Sight:
    """A window on a shelf in which as many articles have room as it was told.

    Args:
        shelf: The articles. Places are those of its list, from 0; numbers are the articles' own.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self.first = 0
        """The place of the first article in sight."""
        self.room = 1
        """Articles that are whole in sight."""
        self.selected = shelf.current
        """The number of the selected article."""
        self._place = shelf.place(self.selected) or 0
        """Where it stands, or stood when it was last shown."""

    @property
    def numbers(self) -> list[int]:
        """The articles of which anything is in sight."""
        return self._shelf.shown[self.first : self.first + self.room + 1]

    def fit(self, room: int) -> None:
        """So many articles have room; the selected one stays in sight, unless the reader scrolled it away."""
        if room != self.room:
            was_in_sight = self.first <= self._place < self.first + self.room
            self.room = max(1, room)
            if was_in_sight:
                self._keep_selected()
            self._keep_full()

    def step(self, places: int) -> int | None:
        """The article so many places further on than the selected one, or back; None where there is none at all."""
        shown = self._shelf.shown
        if not shown:
            return None
        gone = self._shelf.place(self.selected) is None
        return shown[max(0, min(self._place + (0 if gone else places), len(shown) - 1))]

    def select(self, number: int) -> bool:
        """Select an article and bring it into sight; whether the list had to scroll. Nothing for one not shown."""
        place = self._shelf.place(number)
        if place is None:
            return False
        before = self.first
        self.selected, self._place = number, place
        self._keep_selected()
        return self.first != before

    def scroll(self, places: int) -> bool:
        """Go on or back and leave the selection; whether that was possible."""
        before = self.first
        self.first += places
        self._keep_full()
        return self.first != before

    def settle(self) -> None:
        """The list is another one: the selected article stays where it is in the window; for one that is gone the one
        in its place is selected.
        """
        shown = self._shelf.shown
        place = self._shelf.place(self.selected)
        if place is None and shown:
            place = min(self._place, len(shown) - 1)
            self.selected = shown[place]
        if place is not None:
            self.first += place - self._place
            self._place = place
        self._keep_full()

    def _keep_selected(self) -> None:
        """Scroll no further than it takes to have the selected article whole in sight."""
        self.first = max(self._place - self.room + 1, min(self.first, self._place))

    def _keep_full(self) -> None:
        """Nothing above may be hidden while there is room below."""
        self.first = max(0, min(self.first, len(self._shelf.shown) - self.room))
