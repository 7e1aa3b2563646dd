"""The window on a page: which rows are in sight, and where it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message
from textual.reactive import reactive

from reader.tui.widgets.scroller import ScrollingWidget
from reader.typeset.page_layout import LineLocation, PageLayout, PageStyle

if TYPE_CHECKING:
    from reader.tui.cursor.positions import Position
    from reader.tui.state.navigation import NavigationTarget

ROWS_ABOVE_TARGET = 3
"""Rows kept in sight above a place that is jumped to."""


class Viewport(ScrollingWidget):
    """The reading position is a place (item and line), so nothing has to know how many rows the article has: a page
    further on costs the rows of one page, in an article of a million characters too.
    """

    top: reactive[LineLocation] = reactive(LineLocation(0, 0), repaint=False)
    """The line in the first row of the window. Watched rather than told by a message, so that the rows above and below
    change in the same frame as the page: a message would come one frame later."""

    class EndPassed(Message):
        """A page more was wanted where the end is in sight."""

    def __init__(self, style: PageStyle) -> None:
        super().__init__()
        self.page = PageLayout(style)
        self.text_column = 0
        """The column of the text, in cells from the widget's left edge."""
        self._top_position = (0, 0)
        """The (block, offset) the reader chose to have at the top; windows of other sizes may have to show another."""
        self._top_offset_rows = 0
        """Empty rows above it that the reader has in sight."""
        self._visible_places: list[LineLocation | None] = []
        """The places of the rows in sight, once somebody has asked for them."""

    # -- what is in sight

    @property
    def position(self) -> Position:
        """The (block, offset) of the first character in sight."""
        return self.page.find_line_start(self.top) if self.page.items else (0, 0)

    @property
    def reading_position(self) -> Position:
        """The (block, offset) of the row that a jump brings its target to."""
        return self.page.find_line_start(
            self.page.offset_location(self.top, min(ROWS_ABOVE_TARGET, max(0, self.size.height - 1)))
        )

    @property
    def last_position(self) -> Position:
        """The (block, offset) behind the last character in sight."""
        if not self.page.items:
            return 0, 0
        last = self.page.offset_location(self.top, self.size.height - 1)
        block, _ = self.page.find_line_start(last)
        return self.page.find_line_end(last) if self.page.get_row(last) else (block, 0)

    @property
    def is_at_end(self) -> bool:
        """Whether the last row of all that has been read is in sight."""
        return not self.page.items or self._is_last_line(
            self.page.offset_location(self.top, max(0, self.size.height - 1))
        )

    def is_in_view(self, navigation_target: NavigationTarget) -> bool:
        """Whether a place is in sight."""
        place = self.page.locate(navigation_target.block, navigation_target.start)
        return place is not None and self.top <= place <= self.page.offset_location(
            self.top, max(0, self.size.height - 1)
        )

    def get_visible_places(self) -> list[LineLocation | None]:
        """The places of the rows in sight; None below the end."""
        height = self.size.height
        if len(self._visible_places) != height:
            places: list[LineLocation | None] = []
            place: LineLocation | None = self.top
            while len(places) < height:
                places.append(place)
                following = self.page.offset_location(place, 1) if place else None
                place = None if following == place else following
            self._visible_places = places
        return self._visible_places

    # -- moving

    def move(self, lines: int) -> None:
        """Scroll."""
        if not self.page.items:
            return
        new = self.page.offset_location(self.top, lines)
        self._set_top(self._clamp(new) if lines > 0 else new)

    def move_to(self, *, end: bool) -> None:
        """Scroll to one of the ends."""
        if end:
            self.read_to_end()
        if self.page.items:
            self._set_top(self._clamp(self.page.get_last_line()) if end else LineLocation(0, 0))

    def action_page_down(self) -> None:
        """A page down; beyond the end is somebody else's business."""
        if self.is_at_end:
            self.post_message(self.EndPassed())
        else:
            super().action_page_down()

    def read_to_end(self) -> None:
        """Read the rest of the article: its end is wanted."""
        raise NotImplementedError

    @property
    def rows_above_top(self) -> int:
        """Empty rows in sight above the first character."""
        line = self._line_of(*self.position)
        return line.line - self.top.line if line.item == self.top.item else 0

    def restore_position(self, position: Position, rows_above: int = 0) -> None:
        """Scroll to where the reader was, with as many empty rows above."""
        self._top_position, self._top_offset_rows = position, rows_above
        self._restore_top()

    def _set_top(self, place: LineLocation) -> None:
        """Another first row, by the reader's wish."""
        self.top = place
        self._top_position = (0, 0) if place == LineLocation(0, 0) else self.position
        self._top_offset_rows = self.rows_above_top

    def _restore_top(self) -> None:
        """Bring the reader's place to the top, as far as the end of the page allows."""
        line = self._line_of(*self._top_position)
        first = line._replace(line=max(0, line.line - self._top_offset_rows))
        self.top = LineLocation(0, 0) if self._top_position == (0, 0) else self._clamp(first)

    def watch_top(self) -> None:
        """Other rows are in the window; those seen before are kept as they were painted."""
        self._visible_places.clear()
        self.refresh()

    def _line_of(self, block: int, offset: int) -> LineLocation:
        """The line of a place; for a block that is not shown, the next one that is."""
        while block < len(self.page.blocks):
            place = self.page.locate(block, offset)
            if place:
                return place
            block, offset = block + 1, 0
        return LineLocation(0, 0)

    def _clamp(self, place: LineLocation) -> LineLocation:
        """The place, unless the page would end above the bottom of the window."""
        height = max(1, self.size.height)
        if not self._is_last_line(self.page.offset_location(place, height - 1)):
            return place
        last = self.page.offset_location(self.page.get_last_line(), 1 - height)
        return min(place, last)

    def scroll_above_rows(self, block: int, offset: int, rows: int) -> None:
        """Scroll as far as needed for a position not to be behind the lowest rows, which something covers."""
        place = self._line_of(block, offset)
        room = max(1, self.size.height - rows)
        if place > self.page.offset_location(self.top, room - 1):
            self._set_top(self.page.offset_location(place, 1 - room))

    def _is_last_line(self, place: LineLocation) -> bool:
        """Whether a place is the last line of the page. A long item makes no more rows to tell than it has to."""
        return self.page.offset_location(place, 1) == place

    def scroll_into_view(self, point: Position) -> None:
        """Scroll until a position is in sight: by as little as possible, or as a jump does."""
        place = self._line_of(*point)
        height = max(1, self.size.height)
        if self.page.offset_location(self.top, -height) <= place < self.top:
            self._set_top(place)
        elif self.top < place <= self.page.offset_location(self.top, 2 * height):
            self._set_top(self.page.offset_location(place, 1 - height))
        else:
            self._set_top(self._clamp(self.page.offset_location(place, -ROWS_ABOVE_TARGET)))
