"""The visible part of the list of articles, and its selection; numbers only, so that long lists are cheap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.rows.position_window import PositionWindow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.tui.state.reading_list import ReadingList


class ListWindow:
    """A window over a list of articles, with a selected one.

    Articles are known by their numbers, which never change; positions count from 0 in what the list shows.

    Args:
        reading_list: The articles.
    """

    def __init__(self, reading_list: ReadingList) -> None:
        self._reading_list = reading_list
        self._window = PositionWindow(lambda: len(reading_list.visible_numbers))
        self.selected_number = reading_list.open_number
        """The number of the selected article."""
        self._selected_position = reading_list.find_position(self.selected_number) or 0
        """Its position, or the one it had when it was last shown."""
        self._range_number: int | None = None
        """The number of the article that a range of selected ones begins at; None without one."""

    @property
    def first_position(self) -> int:
        """The position of the first visible article."""
        return self._window.first

    @property
    def capacity(self) -> int:
        """Articles that fit into the window as a whole."""
        return self._window.capacity

    @property
    def visible_numbers(self) -> Sequence[int]:
        """The numbers of the articles that are visible, also the one that is cut off at the lower edge."""
        return self._reading_list.visible_numbers[self.first_position : self.first_position + self.capacity + 1]

    def set_capacity(self, capacity: int) -> None:
        """Set how many articles fit into the window; the selected one stays visible if it was."""
        if capacity != self.capacity:
            was_visible = self.first_position <= self._selected_position < self.first_position + self.capacity
            self._window.set_capacity(capacity)
            if was_visible:
                self._window.reveal(self._selected_position)
            self._window.scroll(0)

    def find_step(self, places: int) -> int | None:
        """The number of the article so many positions below the selected one, or above; None in an empty list.

        Where the selected article is no longer shown, it is the article in its place.
        """
        shown = self._reading_list.visible_numbers
        if not shown:
            return None
        is_shown = self._reading_list.find_position(self.selected_number) is not None
        return shown[max(0, min(self._selected_position + (places if is_shown else 0), len(shown) - 1))]

    def select(self, number: int) -> bool:
        """Select an article by its number and scroll to it, if the list shows it; return whether the list scrolled."""
        place = self._reading_list.find_position(number)
        if place is None:
            return False
        self.selected_number, self._selected_position = number, place
        return self._window.reveal(place)

    @property
    def is_range(self) -> bool:
        """Whether several articles may be selected."""
        return self._range_number is not None

    @property
    def selected_positions(self) -> range:
        """The positions of the selected articles; none while the selected one is not shown."""
        position = self._reading_list.find_position(self.selected_number)
        if position is None:
            return range(0)
        start = position if self._range_number is None else self._reading_list.find_position(self._range_number)
        start = position if start is None else start
        return range(min(start, position), max(start, position) + 1)

    def toggle_range(self) -> bool:
        """Begin a range of selected articles at the selected one, or end it; return whether it was begun."""
        self._range_number = None if self.is_range else self.selected_number
        return self.is_range

    def clear_range(self) -> bool:
        """Select one article again; return whether there was a range."""
        was_range, self._range_number = self.is_range, None
        return was_range

    def scroll(self, places: int) -> bool:
        """Scroll by so many positions without selecting; return whether that was possible."""
        return self._window.scroll(places)

    def sync_with_list(self) -> None:
        """Follow a list that has changed.

        The selected article keeps its row in the window; if it is gone, the one in its place is selected.
        """
        shown = self._reading_list.visible_numbers
        place = self._reading_list.find_position(self.selected_number)
        if place is None and shown:
            place = min(self._selected_position, len(shown) - 1)
            self.selected_number = shown[place]
        moved = 0 if place is None else place - self._selected_position
        if place is not None:
            self._selected_position = place
        self._window.scroll(moved)
