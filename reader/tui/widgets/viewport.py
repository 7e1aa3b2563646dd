"""The window on a page: which rows are in sight, and where it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message
from textual.reactive import reactive

from reader.tui.widgets.scroller import Scroller
from reader.typeset.page_layout import Page, PageStyle, Place

if TYPE_CHECKING:
    from reader.tui.cursor.positions import Position
    from reader.tui.state.navigation import Stop

ABOVE = 3
"""Rows kept in sight above a place that is jumped to."""


class PageWindow(Scroller):
    """The reading position is a place (item and line), so nothing has to know how many rows the article has: a page
    further on costs the rows of one page, in an article of a million characters too.
    """

    top: reactive[Place] = reactive(Place(0, 0), repaint=False)
    """The line in the first row of the window. Watched rather than told by a message, so that the rows above and below
    change in the same frame as the page: a message would come one frame later."""

    class EndPassed(Message):
        """A page more was wanted where the end is in sight."""

    def __init__(self, style: PageStyle) -> None:
        super().__init__()
        self.page = Page(style)
        self.left = 0
        """The column of the text, in cells from the widget's left edge."""
        self._anchor = (0, 0)
        """The (block, offset) the reader chose to have at the top; windows of other sizes may have to show another."""
        self._above = 0
        """Empty rows above it that the reader has in sight."""
        self._window: list[Place | None] = []
        """The places of the rows in sight, once somebody has asked for them."""

    # -- what is in sight

    @property
    def position(self) -> Position:
        """The (block, offset) of the first character in sight."""
        return self.page.source(self.top) if self.page.items else (0, 0)

    @property
    def reading_position(self) -> Position:
        """The (block, offset) of the row that a jump brings its target to."""
        return self.page.source(self.page.move(self.top, min(ABOVE, max(0, self.size.height - 1))))

    @property
    def last_position(self) -> Position:
        """The (block, offset) behind the last character in sight."""
        if not self.page.items:
            return 0, 0
        last = self.page.move(self.top, self.size.height - 1)
        block, _ = self.page.source(last)
        return self.page.source_behind(last) if self.page.line(last) else (block, 0)

    @property
    def at_end(self) -> bool:
        """Whether the last row of all that has been read is in sight."""
        return not self.page.items or self._is_end(self.page.move(self.top, max(0, self.size.height - 1)))

    def sees(self, stop: Stop) -> bool:
        """Whether a place is in sight."""
        place = self.page.place(stop.block, stop.start)
        return place is not None and self.top <= place <= self.page.move(self.top, max(0, self.size.height - 1))

    def places(self) -> list[Place | None]:
        """The places of the rows in sight; None below the end."""
        height = self.size.height
        if len(self._window) != height:
            places: list[Place | None] = []
            place: Place | None = self.top
            while len(places) < height:
                places.append(place)
                following = self.page.move(place, 1) if place else None
                place = None if following == place else following
            self._window = places
        return self._window

    # -- moving

    def move(self, lines: int) -> None:
        """Scroll."""
        if not self.page.items:
            return
        new = self.page.move(self.top, lines)
        self._turn_to(self._clamped(new) if lines > 0 else new)

    def move_to(self, *, end: bool) -> None:
        """Scroll to one of the ends."""
        if end:
            self.read_on()
        if self.page.items:
            self._turn_to(self._clamped(self.page.end()) if end else Place(0, 0))

    def action_page_down(self) -> None:
        """A page down; beyond the end is somebody else's business."""
        if self.at_end:
            self.post_message(self.EndPassed())
        else:
            super().action_page_down()

    def read_on(self) -> None:
        """Read the rest of the article: its end is wanted."""
        raise NotImplementedError

    @property
    def above(self) -> int:
        """Empty rows in sight above the first character."""
        line = self._line_of(*self.position)
        return line.line - self.top.line if line.item == self.top.item else 0

    def go_back(self, place: Position, above: int = 0) -> None:
        """Scroll to where the reader was, with as many empty rows above."""
        self._anchor, self._above = place, above
        self._settle()

    def _turn_to(self, place: Place) -> None:
        """Another first row, by the reader's wish."""
        self.top = place
        self._anchor = (0, 0) if place == Place(0, 0) else self.position
        self._above = self.above

    def _settle(self) -> None:
        """Bring the reader's place to the top, as far as the end of the page allows."""
        line = self._line_of(*self._anchor)
        first = line._replace(line=max(0, line.line - self._above))
        self.top = Place(0, 0) if self._anchor == (0, 0) else self._clamped(first)

    def watch_top(self) -> None:
        """Other rows are in the window; those seen before are kept as they were painted."""
        self._window.clear()
        self.refresh()

    def _line_of(self, block: int, offset: int) -> Place:
        """The line of a place; for a block that is not shown, the next one that is."""
        while block < len(self.page.blocks):
            place = self.page.place(block, offset)
            if place:
                return place
            block, offset = block + 1, 0
        return Place(0, 0)

    def _clamped(self, place: Place) -> Place:
        """The place, unless the page would end above the bottom of the window."""
        height = max(1, self.size.height)
        if not self._is_end(self.page.move(place, height - 1)):
            return place
        last = self.page.move(self.page.end(), 1 - height)
        return min(place, last)

    def keep_above(self, block: int, offset: int, rows: int) -> None:
        """Scroll as far as needed for a position not to be behind the lowest rows, which something covers."""
        place = self._line_of(block, offset)
        room = max(1, self.size.height - rows)
        if place > self.page.move(self.top, room - 1):
            self._turn_to(self.page.move(place, 1 - room))

    def _is_end(self, place: Place) -> bool:
        """Whether a place is the last line of the page. A long item makes no more rows to tell than it has to."""
        return self.page.move(place, 1) == place

    def bring(self, point: Position) -> None:
        """Scroll until a position is in sight: by as little as possible, or as a jump does."""
        place = self._line_of(*point)
        height = max(1, self.size.height)
        if self.page.move(self.top, -height) <= place < self.top:
            self._turn_to(place)
        elif self.top < place <= self.page.move(self.top, 2 * height):
            self._turn_to(self.page.move(place, 1 - height))
        else:
            self._turn_to(self._clamped(self.page.move(place, -ABOVE)))
