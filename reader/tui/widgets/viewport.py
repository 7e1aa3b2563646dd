"""The visible window of a page: computes the visible rows and scrolls. Imports no Textual."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.cursor.page_cells import find_at_cell
from reader.typeset.page_layout import LineLocation, PageLayout, PageStyle

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.tui.cursor.positions import Position
    from reader.tui.state.navigation import NavigationTarget

ROWS_ABOVE_TARGET = 3
"""Rows kept in sight above a target that is jumped to."""


class Viewport:
    """A window of some rows on a page.

    The place of the window is a location (item and line), so nothing has to know how many rows the article has: a page
    further on costs the rows of one page, in an article of a million characters too.

    Args:
        style: How the page is set.
        get_height: Gives the height of the window in rows.
    """

    def __init__(self, style: PageStyle, get_height: Callable[[], int]) -> None:
        self.page = PageLayout(style)
        self.top = LineLocation(0, 0)
        """The line in the first row of the window."""
        self._get_height = get_height
        self._top_position = (0, 0)
        """The (block, offset) the user chose to have at the top; windows of other sizes may have to show another."""
        self._top_offset_rows = 0
        """Empty rows above it that are in sight."""
        self._place_before_jump: tuple[Position, int] | None = None
        """The position that was at the top before the last jump, and the empty rows above it."""
        self._followed_top: LineLocation | None = None
        """The top where the end of what was read so far is in sight, if the window follows it."""
        self._visible_places: list[LineLocation | None] = []
        """The locations of the rows in sight, once they were asked for."""

    def show_page(self, page: PageLayout) -> None:
        """Show another page, from its beginning."""
        self.page = page
        self._top_position = (0, 0)
        self.top = LineLocation(0, 0)
        self._place_before_jump = self._followed_top = None
        self.clear_visible_places()

    # -- what is in sight

    @property
    def height(self) -> int:
        """Rows of the window."""
        return self._get_height()

    @property
    def position(self) -> Position:
        """The (block, offset) of the first character in sight."""
        return self.page.find_line_start(self.top) if self.page.items else (0, 0)

    @property
    def reading_position(self) -> Position:
        """The (block, offset) of the row that a jump brings its target to."""
        return self.page.find_line_start(
            self.page.offset_location(self.top, min(ROWS_ABOVE_TARGET, max(0, self.height - 1)))
        )

    @property
    def last_position(self) -> Position:
        """The (block, offset) behind the last character in sight."""
        if not self.page.items:
            return 0, 0
        last = self.page.offset_location(self.top, self.height - 1)
        block, _ = self.page.find_line_start(last)
        return self.page.find_line_end(last) if self.page.get_row(last) else (block, 0)

    @property
    def is_at_end(self) -> bool:
        """Whether the last row of all that has been read is in sight."""
        return not self.page.items or self._is_last_line(self.page.offset_location(self.top, max(0, self.height - 1)))

    @property
    def rows_above_top(self) -> int:
        """Empty rows in sight above the first character."""
        line = self.find_line(*self.position)
        return line.line - self.top.line if line.item == self.top.item else 0

    def is_in_view(self, navigation_target: NavigationTarget) -> bool:
        """Whether the beginning of a target is in sight."""
        place = self.page.locate(navigation_target.block, navigation_target.start)
        return place is not None and self.top <= place <= self.page.offset_location(self.top, max(0, self.height - 1))

    def get_visible_places(self) -> list[LineLocation | None]:
        """The locations of the rows in sight; None below the end."""
        height = self.height
        if len(self._visible_places) != height:
            places: list[LineLocation | None] = []
            place: LineLocation | None = self.top
            while len(places) < height:
                places.append(place)
                following = self.page.offset_location(place, 1) if place else None
                place = None if following == place else following
            self._visible_places = places
        return self._visible_places

    @property
    def known_visible_places(self) -> list[LineLocation | None]:
        """As `get_visible_places`, but empty where they were not asked for since the window moved."""
        return self._visible_places

    def clear_visible_places(self) -> None:
        """Have them worked out anew: there are other rows in the window."""
        self._visible_places = []

    def position_at(self, row: int, cell: int) -> Position:
        """The (block, offset) at a cell of the text in a row of the window; beyond the text the nearest one.

        Args:
            row: From the top of the window; any number.
            cell: From the first column of the text.
        """
        place = next((place for place in reversed(self.get_visible_places()[: max(0, row) + 1]) if place), self.top)
        return find_at_cell(self.page, place, max(0, cell))

    def find_line(self, block: int, offset: int) -> LineLocation:
        """The line of a position; for a block that is not shown, the next one that is, or else the last line of all.

        Args:
            block: The index of the block.
            offset: Offset in the block, in code points, as written.
        """
        while block < len(self.page.blocks):
            place = self.page.locate(block, offset)
            if place:
                return place
            block, offset = block + 1, 0
        return self.page.get_last_line() if self.page.items else LineLocation(0, 0)

    # -- moving

    def move(self, lines: int) -> None:
        """Scroll by so many rows."""
        if not self.page.items:
            return
        new = self.page.offset_location(self.top, lines)
        self._set_top(self._clamp(new) if lines > 0 else new)

    def move_to(self, *, end: bool, follows_end: bool = False) -> None:
        """Scroll to the first or the last row.

        Args:
            end: Whether to the last row of what was read so far.
            follows_end: Whether to follow the end as more is read, until the window is scrolled.
        """
        if self.page.items:
            self._remember_place()
            self._set_top(self._clamp(self.page.get_last_line()) if end else LineLocation(0, 0))
            self._followed_top = self.top if end and follows_end else None

    def follow_end(self) -> bool:
        """Scroll to the end of a page that has grown, if the end is followed; return whether it is."""
        if self._followed_top != self.top:  # scrolled since, or not followed
            self._followed_top = None
            return False
        self._set_top(self._clamp(self.page.get_last_line()))
        self._followed_top = self.top
        return True

    def move_back(self) -> bool:
        """Scroll to where the window was before the last jump, or back; return whether there was a jump."""
        if self._place_before_jump is None:
            return False
        before = self._place_before_jump
        self._remember_place()
        self.restore_position(*before)
        return True

    def _remember_place(self) -> None:
        """Remember where the window is: it will jump."""
        self._place_before_jump = self.position, self.rows_above_top if self.page.items else 0

    def restore_position(self, position: Position, rows_above: int = 0) -> None:
        """Scroll to a position that was at the top before.

        Args:
            position: The (block, offset).
            rows_above: Empty rows that were in sight above it.
        """
        self._top_position, self._top_offset_rows = position, rows_above
        self.restore_top()

    def restore_top(self) -> None:
        """Bring the position the user chose back to the top, as far as the end of the page allows."""
        line = self.find_line(*self._top_position)
        first = line._replace(line=max(0, line.line - self._top_offset_rows))
        self._change_top(LineLocation(0, 0) if self._top_position == (0, 0) else self._clamp(first))

    def show_at(self, position: Position, rows_above: int = 0) -> None:
        """Scroll to a position after the items of the page have changed.

        Args:
            position: The (block, offset) that was at the top.
            rows_above: Empty rows that were in sight above it.
        """
        self.clear_visible_places()
        line = self.find_line(*position)
        self.top = self._clamp(line._replace(line=max(0, line.line - rows_above)))
        self._top_position, self._top_offset_rows = position, rows_above

    def scroll_to_target(self, block: int, offset: int) -> None:
        """Jump to a position, which comes a little below the top.

        Args:
            block: The index of the block.
            offset: Offset in the block, in code points, as written.
        """
        self._remember_place()
        self._set_top(self._clamp(self.page.offset_location(self.find_line(block, offset), -ROWS_ABOVE_TARGET)))

    def scroll_into_view(self, point: Position) -> None:
        """Scroll until a position is in sight: by as little as possible, or as a jump does."""
        place = self.find_line(*point)
        height = max(1, self.height)
        if self.page.offset_location(self.top, -height) <= place < self.top:
            self._set_top(place)
        elif self.top < place <= self.page.offset_location(self.top, 2 * height):
            self._set_top(self.page.offset_location(place, 1 - height))
        else:
            self.scroll_to_target(*point)

    def scroll_above_rows(self, block: int, offset: int, rows: int) -> None:
        """Scroll as little as it takes to have a position above the lowest rows of the window.

        Args:
            block: The index of its block.
            offset: Code points in it.
            rows: The rows, which something covers.
        """
        place = self.find_line(block, offset)
        room = max(1, self.height - rows)
        if place > self.page.offset_location(self.top, room - 1):
            self._set_top(self.page.offset_location(place, 1 - room))

    def _set_top(self, place: LineLocation) -> None:
        """Show another first row, because the user wants it."""
        self._change_top(place)
        self._top_position = (0, 0) if place == LineLocation(0, 0) else self.position
        self._top_offset_rows = self.rows_above_top

    def _change_top(self, place: LineLocation) -> None:
        if place != self.top:
            self.top = place
            self.clear_visible_places()

    def _clamp(self, place: LineLocation) -> LineLocation:
        """The location, unless the page would end above the bottom of the window."""
        height = max(1, self.height)
        if not self._is_last_line(self.page.offset_location(place, height - 1)):
            return place
        last = self.page.offset_location(self.page.get_last_line(), 1 - height)
        return min(place, last)

    def _is_last_line(self, place: LineLocation) -> bool:
        """Whether a location is the last line of the page. A long item makes no more rows to tell than it has to."""
        return self.page.offset_location(place, 1) == place


class HasViewport:
    """What of a page is in sight, as its viewport says it."""

    viewport: Viewport

    @property
    def position(self) -> Position:
        """The (block, offset) of the first character in sight."""
        return self.viewport.position

    @property
    def reading_position(self) -> Position:
        """The (block, offset) of the row that a jump brings its target to."""
        return self.viewport.reading_position

    @property
    def last_position(self) -> Position:
        """The (block, offset) behind the last character in sight."""
        return self.viewport.last_position

    @property
    def is_at_end(self) -> bool:
        """Whether the last row of all that has been read is in sight."""
        return self.viewport.is_at_end

    @property
    def rows_above_top(self) -> int:
        """Empty rows in sight above the first character."""
        return self.viewport.rows_above_top

    def is_in_view(self, navigation_target: NavigationTarget) -> bool:
        """Whether the beginning of a target is in sight."""
        return self.viewport.is_in_view(navigation_target)
