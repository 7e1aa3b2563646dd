"""The article as a page on the screen: rows made when they are seen, painted from offsets of the source."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual.cache import LRUCache
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from reader.tui.columns import PageTexts, at_cell
from reader.tui.opened import Stop
from reader.tui.places import grapheme_end
from reader.tui.widgets.rows import Chosen, RowPainter
from reader.tui.widgets.scroller import Scroller
from reader.typeset.page import Page, PageStyle, Place

if TYPE_CHECKING:
    from textual import events

    from reader.model import Block
    from reader.tui.opened import Opened
    from reader.tui.places import Position

_LOOKS = ("headline", "deck", "meta", "byline", "heading", "paragraph", "caption", "credit", "run_in", "dateline",
          "list_item", "quote", "table_row", "editor", "note", "chrome", "strong", "sign", "link")  # fmt: skip
ABOVE = 3
"""Rows kept in sight above a place that is jumped to."""


class ArticleView(Scroller):
    """The page.

    The reading position is a place (item and line), so nothing has to know how many rows the article has: a page
    further on costs the rows of one page, in an article of a million characters too.
    """

    PREFIX = "article"
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"article--{look}" for look in _LOOKS}

    top: reactive[Place] = reactive(Place(0, 0), repaint=False)
    """The line in the first row of the window. Watched rather than told by a message, so that the rows above and below
    change in the same frame as the page: a message would come one frame later."""

    @dataclass
    class Resized(Message):
        """The window shows more or fewer rows."""

    def __init__(self, style: PageStyle) -> None:
        super().__init__()
        self.page = Page(style)
        self.left = 0
        """The column of the text, in cells from the widget's left edge."""
        self.chosen = Chosen()
        """What of the page is in reverse: the current item, the selection, the cursor."""
        self._anchor = (0, 0)
        """The (block, offset) the reader chose to have at the top; windows of other sizes may have to show another."""
        self._opened: Opened | None = None
        self._reworded = False
        self._strips: LRUCache[tuple[str, int, Place], Strip] = LRUCache(1024)
        self._window: list[Place | None] = []

    # -- what is shown

    def show(self, opened: Opened) -> None:
        """Show an article from its beginning."""
        self._opened = opened
        self.chosen = Chosen()
        self.page = Page(self.page.style)
        self.page.extend(opened.blocks)
        self.page.show_in(opened.view_of if opened.rewords else None)
        self._anchor = (0, 0)
        self.top = Place(0, 0)
        self.repaint()

    def rescript(self) -> None:
        """Show the script of the view; the first character in sight stays the first."""
        if self._opened is None:
            return
        reworded = self._opened.rewords
        if reworded or self._reworded:  # other rows
            self.page.show_in(self._opened.view_of if reworded else None)
            self._settle()
            self.repaint()
        self._reworded = reworded
        self._window.clear()
        self.refresh()

    def extend(self, blocks: list[Block]) -> None:
        """The article goes on: more blocks, read since."""
        self.page.extend(blocks)
        if None in self._window:
            self._window.clear()
            self.refresh()

    def restyle(self, style: PageStyle, left: int) -> None:
        """Set the page anew, at another measure or column; the first character in sight stays the first."""
        if left != self.left:
            self.left = left
            self.repaint()
        if style == self.page.style or self._opened is None:
            self.page.style = style if self._opened is None else self.page.style
            return
        self.page = self.page.restyle(style)
        self._settle()
        self.repaint()

    def toggle_furniture(self) -> bool:
        """Show or hide the page furniture; whether it is shown now."""
        style = replace(self.page.style, furniture=not self.page.style.furniture)
        self.restyle(style, self.left)
        return style.furniture

    def repaint(self) -> None:
        """Draw all rows again: other hits, another current item, another size."""
        self._strips.clear()
        self._window.clear()
        self.refresh()

    @property
    def texts(self) -> PageTexts:
        """The blocks that a cursor moves over."""
        return PageTexts(self.page)

    @property
    def current(self) -> Stop | None:
        """What `n` landed on."""
        return self.chosen.current

    @property
    def position(self) -> tuple[int, int]:
        """The (block, offset) of the first character in sight."""
        return self.page.source(self.top) if self.page.items else (0, 0)

    @property
    def reading_position(self) -> tuple[int, int]:
        """The (block, offset) of the row that a jump brings its target to."""
        return self.page.source(self.page.move(self.top, min(ABOVE, max(0, self.size.height - 1))))

    @property
    def last_position(self) -> tuple[int, int]:
        """The (block, offset) behind the last character in sight."""
        if not self.page.items:
            return 0, 0
        last = self.page.move(self.top, self.size.height - 1)
        block, _ = self.page.source(last)
        return self.page.source_behind(last) if self.page.line(last) else (block, 0)

    @property
    def at_end(self) -> bool:
        """Whether the last row of all that has been read is in sight."""
        return not self.page.items or self.page.move(self.top, max(0, self.size.height - 1)) >= self.page.end()

    def sees(self, stop: Stop) -> bool:
        """Whether a place is in sight."""
        place = self.page.place(stop.block, stop.start)
        return place is not None and self.top <= place <= self.page.move(self.top, max(0, self.size.height - 1))

    # -- moving

    def move(self, lines: int) -> None:
        """Scroll."""
        if not self.page.items:
            return
        new = self.page.move(self.top, lines)
        self._turn_to(self._clamped(new) if lines > 0 else new)

    def move_to(self, *, end: bool) -> None:
        """Scroll to one of the ends; the end of an article that is still being read is read now."""
        if end and self._opened is not None and not self._opened.reading.done:
            self.extend(self._opened.read_on(1 << 30))
        if self.page.items:
            self._turn_to(self._clamped(self.page.end()) if end else Place(0, 0))

    def go_to(self, stop: Stop, *, force: bool = False) -> None:
        """Make a stop the current item and bring it into sight, a little below the top."""
        self.chosen = self.chosen._replace(current=stop)
        if force or not self.sees(stop):
            self._turn_to(self._clamped(self.page.move(self._line_of(stop.block, stop.start), -ABOVE)))
        self.repaint()

    def forget_current(self) -> None:
        """Let go of the current item."""
        self.chosen = self.chosen._replace(current=None)
        self.repaint()

    def select(self, point: Position | None, span: tuple[Position, Position] | None) -> None:
        """Show the cursor, in sight, and what is selected; only the rows that look different are drawn again."""
        before = self.chosen
        cursor = (point, grapheme_end(self.page.blocks[point[0]].text, point[1])) if point else None
        self.chosen = before._replace(selection=span, cursor=cursor)
        if point and not self.sees(Stop(*point, point[1])):
            self._bring(point)
        self._redraw(self.chosen.changed(before))

    def _bring(self, point: Position) -> None:
        """Scroll until a position is in sight: by as little as possible, or as a jump does."""
        place = self._line_of(*point)
        height = max(1, self.size.height)
        if self.page.move(self.top, -height) <= place < self.top:
            self._turn_to(place)
        elif self.top < place <= self.page.move(self.top, 2 * height):
            self._turn_to(self.page.move(place, 1 - height))
        else:
            self._turn_to(self._clamped(self.page.move(place, -ABOVE)))

    def _redraw(self, positions: list[Position]) -> None:
        """Draw the rows from the first to the last of some positions again."""
        if not positions:
            return
        places = [self._line_of(*position) for position in positions]
        first, last = min(places), max(places)
        for y, place in enumerate(self._window):
            if place is not None and first <= place <= last:
                for key in [key for key in self._strips.keys() if key[2] == place]:
                    self._strips.discard(key)
                self.refresh(Region(0, y, self.size.width, 1))
        if not self._window:  # it scrolled: all rows are asked for anyhow
            self._strips.clear()

    def position_at(self, x: int, y: int) -> Position:
        """The position under a cell of the widget; beyond the text the nearest one."""
        places = self._places(max(1, self.size.height))
        place = next((place for place in reversed(places[: max(0, y) + 1]) if place), self.top)
        return at_cell(self.page, place, max(0, x - self.left))

    def go_back(self, place: tuple[int, int]) -> None:
        """Scroll to where the reader was."""
        self._anchor = place
        self._settle()

    def _turn_to(self, place: Place) -> None:
        """Another first row, by the reader's wish."""
        self.top = place
        self._anchor = (0, 0) if place == Place(0, 0) else self.position

    def _settle(self) -> None:
        """Bring the reader's place to the top, as far as the end of the page allows."""
        self.top = Place(0, 0) if self._anchor == (0, 0) else self._clamped(self._line_of(*self._anchor))

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
        if self.page.move(place, height - 1) < self.page.end():
            return place
        last = self.page.move(self.page.end(), 1 - height)
        return min(place, last)

    # -- painting

    def on_resize(self, _event: events.Resize) -> None:
        """Another height may show rows beyond the end. Textual has drawn the new size already when this comes."""
        if self.page.items:
            self._settle()
        self.post_message(self.Resized())

    def notify_style_update(self) -> None:
        """Another theme: all colours are asked for again."""
        self._strips.clear()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """One row of the window."""
        width = self.size.width
        if self._opened is None or not self.page.items:
            return Strip.blank(width, self.look())
        if len(self._window) != self.size.height:
            self._window = self._places(self.size.height)
        place = self._window[y] if y < len(self._window) else None
        row = self.page.line(place) if place else None
        if place is None or row is None:
            return Strip.blank(width, self.look())
        key = (self._opened.view, width, place)  # rows painted in one script are kept while the other one is read
        strip = self._strips.get(key)
        if strip is None:
            painter = RowPainter(self.page, self._opened, self.chosen, self.look)
            strip = self._strips[key] = painter.paint(place, row, self.left, width)
        return strip

    def _places(self, height: int) -> list[Place | None]:
        """The places of the window's rows."""
        places: list[Place | None] = []
        place, end = self.top, None
        for _ in range(height):
            places.append(place)
            following = self.page.move(place, 1)
            if following == place:
                end = place
                break
            place = following
        return places + [None] * (height - len(places)) if end else places
