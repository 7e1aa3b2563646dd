"""Which articles of a list are in sight, and which is selected: numbers only, so that its length costs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.tui.state.reading_list import ReadingList


class ListWindow:
    """A window on a shelf in which as many articles have room as it was told.

    Args:
        reading_list: The articles. Places are those of its list, from 0; numbers are the articles' own.
    """

    def __init__(self, reading_list: ReadingList) -> None:
        self._reading_list = reading_list
        self.first_position = 0
        """The place of the first article in sight."""
        self.capacity = 1
        """Articles that are whole in sight."""
        self.selected_number = reading_list.open_number
        """The number of the selected article."""
        self._selected_position = reading_list.find_position(self.selected_number) or 0
        """Where it stands, or stood when it was last shown."""

    @property
    def visible_numbers(self) -> list[int]:
        """The articles of which anything is in sight."""
        return self._reading_list.visible_numbers[self.first_position : self.first_position + self.capacity + 1]

    def set_capacity(self, capacity: int) -> None:
        """So many articles have room; the selected one stays in sight, unless the reader scrolled it away."""
        if capacity != self.capacity:
            was_in_sight = self.first_position <= self._selected_position < self.first_position + self.capacity
            self.capacity = max(1, capacity)
            if was_in_sight:
                self._scroll_to_selected()
            self._clamp_first()

    def find_step(self, places: int) -> int | None:
        """The article so many places further on than the selected one, or back; None where there is none at all."""
        shown = self._reading_list.visible_numbers
        if not shown:
            return None
        gone = self._reading_list.find_position(self.selected_number) is None
        return shown[max(0, min(self._selected_position + (0 if gone else places), len(shown) - 1))]

    def select(self, number: int) -> bool:
        """Select an article and bring it into sight; whether the list had to scroll. Nothing for one not shown."""
        place = self._reading_list.find_position(number)
        if place is None:
            return False
        before = self.first_position
        self.selected_number, self._selected_position = number, place
        self._scroll_to_selected()
        return self.first_position != before

    def scroll(self, places: int) -> bool:
        """Go on or back and leave the selection; whether that was possible."""
        before = self.first_position
        self.first_position += places
        self._clamp_first()
        return self.first_position != before

    def sync_with_list(self) -> None:
        """The list is another one: the selected article stays where it is in the window; for one that is gone the one
        in its place is selected.
        """
        shown = self._reading_list.visible_numbers
        place = self._reading_list.find_position(self.selected_number)
        if place is None and shown:
            place = min(self._selected_position, len(shown) - 1)
            self.selected_number = shown[place]
        if place is not None:
            self.first_position += place - self._selected_position
            self._selected_position = place
        self._clamp_first()

    def _scroll_to_selected(self) -> None:
        """Scroll no further than it takes to have the selected article whole in sight."""
        self.first_position = max(
            self._selected_position - self.capacity + 1, min(self.first_position, self._selected_position)
        )

    def _clamp_first(self) -> None:
        """Nothing above may be hidden while there is room below."""
        self.first_position = max(0, min(self.first_position, len(self._reading_list.visible_numbers) - self.capacity))
