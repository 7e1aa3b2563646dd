"""The article as a page on the screen: rows made when they are seen, painted from offsets of the source."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.cache import LRUCache
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from reader.tui.cursor.page_cells import PageTexts, at_cell
from reader.tui.cursor.positions import grapheme_end
from reader.tui.state.navigation import Stop
from reader.tui.widgets.row_painter import Chosen, RowPainter
from reader.tui.widgets.viewport import ABOVE, PageWindow
from reader.typeset.page_layout import Page, PageStyle, Place

if TYPE_CHECKING:
    from textual import events
    from textual.timer import Timer

    from reader.model import Block
    from reader.tui.cursor.positions import Position
    from reader.tui.state.article import Opened

_LOOKS = ("headline", "deck", "meta", "byline", "heading", "paragraph", "caption", "credit", "run_in", "dateline",
          "list_item", "quote", "table_row", "editor", "note", "chrome", "strong", "sign", "link", "bar", "changed",
          "doubt", "hit", "money", "percent", "quantity", "mark1", "mark2", "mark3", "mark4", "mark5", "overlap",
          "note-text", "note-meta")  # fmt: skip

_BAR_SECONDS = 0.8
_AHEAD_SECONDS = 0.02
"""Until the page is out: the thread that writes to the terminal would wait for one that paints."""


class ArticleView(PageWindow):
    """The page as it is drawn, in one script, with what of it is marked."""

    PREFIX = "article"
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"article--{look}" for look in _LOOKS}

    @dataclass
    class Resized(Message):
        """The window shows more or fewer rows."""

    def __init__(self, style: PageStyle) -> None:
        super().__init__(style)
        self.chosen = Chosen()
        """What of the page is in reverse: the current item, the selection, the cursor."""
        self._opened: Opened | None = None
        self._reworded = False
        self._strips: LRUCache[tuple[str, int, Place], Strip] = LRUCache(1024)
        self._bar = range(0)
        self._bar_timer: Timer | None = None

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

    def read_on(self) -> None:
        """Read the rest of the article: its end is wanted."""
        if self._opened is not None and not self._opened.reading.done:
            self.extend(self._opened.read_on(1 << 30))

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
            self.bring(point)
        self._redraw(self.chosen.changed(before))

    def _redraw(self, positions: list[Position]) -> None:
        """Draw the rows from the first to the last of some positions again."""
        if not positions:
            return
        places = [self._line_of(*position) for position in positions]
        first, last = min(places), max(places)
        for key in list(self._strips.keys()):
            if first <= key[2] <= last:
                self._strips.discard(key)
        for y, place in enumerate(self._window):
            if place is not None and first <= place <= last:
                self.refresh(Region(0, y, self.size.width, 1))
        if not self._window:  # it scrolled: all rows are asked for anyhow
            self._strips.clear()

    def position_at(self, x: int, y: int) -> Position:
        """The position under a cell of the widget; beyond the text the nearest one."""
        place = next((place for place in reversed(self.places()[: max(0, y) + 1]) if place), self.top)
        return at_cell(self.page, place, max(0, x - self.left))

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
        width, opened = self.size.width, self._opened
        places = self.places() if opened and self.page.items else []
        place = places[y] if y < len(places) else None
        row = self._painted(opened, place, width) if opened and place else None
        return self._with_bar(y, self.beside(y, row or Strip.blank(width, self.look())))

    def beside(self, y: int, strip: Strip) -> Strip:
        """A row with what stands beside the page in it."""
        return strip

    def _painted(self, opened: Opened, place: Place, width: int) -> Strip | None:
        """The row of a place, painted once; None where there is none."""
        row = self.page.line(place)
        if row is None:
            return None
        key = (opened.view, width, place)  # rows painted in one script are kept while the other one is read
        strip = self._strips.get(key)
        if strip is None:
            painter = RowPainter(self.page, opened, self.chosen, self.look)
            strip = self._strips[key] = painter.paint(place, row, self.left, width)
        return strip

    def _look_ahead(self, top: Place) -> None:
        """Paint the rows of the next page while this one is read: their figures are found and their characters
        converted before the key is pressed.
        """
        if self._opened is None or self.top != top:  # the reader is further on
            return
        width, height = self.size
        place = self.page.move(top, height - 1)
        for _ in range(height):
            place = self.page.move(place, 1)
            self._painted(self._opened, place, width)

    # -- the scroll bar: in the last column, and only while the page moves

    def watch_top(self) -> None:
        """Other rows are in the window."""
        super().watch_top()
        if self._opened is None or not self.page.items:
            return
        if self._bar_timer is not None:
            self._bar_timer.stop()
        self._bar = self._thumb(self._opened)
        self._bar_timer = self.set_timer(_BAR_SECONDS, self._hide_bar) if self.is_mounted else None
        if self.is_mounted:
            self.set_timer(_AHEAD_SECONDS, partial(self._look_ahead, self.top))

    def _thumb(self, opened: Opened) -> range:
        """The rows of the window that stand for what is in sight, of all the article."""
        height, length = self.size.height, max(1, opened.length)
        first = opened.position(*self.position) * height // length
        last = height if self.at_end else opened.position(*self.last_position) * height // length
        first = min(first, height - 1)
        return range(first, max(first + 1, last)) if last - first < height else range(0)

    def _hide_bar(self) -> None:
        bar, self._bar, self._bar_timer = self._bar, range(0), None
        if bar:
            self.refresh(Region(self.size.width - 1, bar.start, 1, len(bar)))

    def _with_bar(self, y: int, strip: Strip) -> Strip:
        if y not in self._bar:
            return strip
        width = self.size.width
        return Strip([*strip.crop(0, width - 1), Segment(" ", self.look("bar"))], width)
