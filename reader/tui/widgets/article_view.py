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

from reader.tui.cursor.page_cells import PageBlocks, find_at_cell
from reader.tui.cursor.positions import find_grapheme_end
from reader.tui.state.navigation import NavigationTarget
from reader.tui.widgets.row_painter import RowPainter, SelectionState
from reader.tui.widgets.viewport import ROWS_ABOVE_TARGET, Viewport
from reader.typeset.page_layout import LineLocation, PageLayout, PageStyle

if TYPE_CHECKING:
    from textual import events
    from textual.timer import Timer

    from reader.model import Block
    from reader.tui.cursor.positions import Position
    from reader.tui.state.article import OpenArticle

_STYLE_NAMES = ("headline", "deck", "meta", "byline", "heading", "paragraph", "caption", "credit", "run_in", "dateline",
          "list_item", "quote", "table_row", "editor", "note", "chrome", "strong", "sign", "link", "bar", "changed",
          "doubt", "hit", "money", "percent", "quantity", "mark1", "mark2", "mark3", "mark4", "mark5", "overlap",
          "note-text", "note-meta")  # fmt: skip

_SCROLL_BAR_SECONDS = 0.8
_PREPAINT_DELAY_SECONDS = 0.02
"""Until the page is out: the thread that writes to the terminal would wait for one that paints."""


class ArticleView(Viewport):
    """The page as it is drawn, in one script, with what of it is marked."""

    PREFIX = "article"
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"article--{look}" for look in _STYLE_NAMES}

    @dataclass
    class Resized(Message):
        """The window shows more or fewer rows."""

    def __init__(self, style: PageStyle) -> None:
        super().__init__(style)
        self.selection_state = SelectionState()
        """What of the page is in reverse: the current item, the selection, the cursor."""
        self._open_article: OpenArticle | None = None
        self._had_shifted_offsets = False
        self._strips: LRUCache[tuple[str, int, LineLocation], Strip] = LRUCache(1024)
        self._scroll_thumb_rows = range(0)
        self._scroll_bar_timer: Timer | None = None

    # -- what is shown

    def show_article(self, open_article: OpenArticle) -> None:
        """Show an article from its beginning."""
        self._open_article = open_article
        self.selection_state = SelectionState()
        self.page = PageLayout(self.page.style)
        self.page.extend(open_article.blocks)
        self.page.set_views(open_article.get_block_view if open_article.has_shifted_offsets else None)
        self._top_position = (0, 0)
        self.top = LineLocation(0, 0)
        self.repaint()

    def refresh_for_view(self) -> None:
        """Show the script of the view; the first character in sight stays the first."""
        if self._open_article is None:
            return
        reworded = self._open_article.has_shifted_offsets
        if reworded or self._had_shifted_offsets:  # other rows
            self.page.set_views(self._open_article.get_block_view if reworded else None)
            self._restore_top()
            self.repaint()
        self._had_shifted_offsets = reworded
        self._visible_places.clear()
        self.refresh()

    def read_to_end(self) -> None:
        """Read the rest of the article: its end is wanted."""
        if self._open_article is not None and not self._open_article.reading.is_done:
            self.append_blocks(self._open_article.read_blocks(1 << 30))

    def append_blocks(self, blocks: list[Block]) -> None:
        """The article goes on: more blocks, read since."""
        self.page.extend(blocks)
        if None in self._visible_places:
            self._visible_places.clear()
            self.refresh()

    def set_page_style(self, style: PageStyle, text_column: int) -> None:
        """Set the page anew, at another measure or column; the first character in sight stays the first."""
        if text_column != self.text_column:
            self.text_column = text_column
            self.repaint()
        if style == self.page.style or self._open_article is None:
            self.page.style = style if self._open_article is None else self.page.style
            return
        self.page = self.page.restyle(style)
        self._restore_top()
        self.repaint()

    def toggle_furniture(self) -> bool:
        """Show or hide the page furniture; whether it is shown now."""
        style = replace(self.page.style, show_furniture=not self.page.style.show_furniture)
        self.set_page_style(style, self.text_column)
        return style.show_furniture

    def repaint(self) -> None:
        """Draw all rows again: other hits, another current item, another size."""
        self._strips.clear()
        self._visible_places.clear()
        self.refresh()

    @property
    def page_texts(self) -> PageBlocks:
        """The blocks that a cursor moves over."""
        return PageBlocks(self.page)

    @property
    def current_item(self) -> NavigationTarget | None:
        """What `n` landed on."""
        return self.selection_state.current_item

    def show_target(self, navigation_target: NavigationTarget, *, force: bool = False) -> None:
        """Make a stop the current item and bring it into sight, a little below the top."""
        self.selection_state = self.selection_state._replace(current_item=navigation_target)
        if force or not self.is_in_view(navigation_target):
            self._set_top(
                self._clamp(
                    self.page.offset_location(
                        self._line_of(navigation_target.block, navigation_target.start), -ROWS_ABOVE_TARGET
                    )
                )
            )
        self.repaint()

    def clear_current_item(self) -> None:
        """Let go of the current item."""
        self.selection_state = self.selection_state._replace(current_item=None)
        self.repaint()

    def set_selection(self, point: Position | None, span: tuple[Position, Position] | None) -> None:
        """Show the cursor, in sight, and what is selected; only the rows that look different are drawn again."""
        before = self.selection_state
        cursor = (point, find_grapheme_end(self.page.blocks[point[0]].text, point[1])) if point else None
        self.selection_state = before._replace(selection=span, cursor=cursor)
        if point and not self.is_in_view(NavigationTarget(*point, point[1])):
            self.scroll_into_view(point)
        self._redraw(self.selection_state.changed_positions(before))

    def _redraw(self, positions: list[Position]) -> None:
        """Draw the rows from the first to the last of some positions again."""
        if not positions:
            return
        places = [self._line_of(*position) for position in positions]
        first, last = min(places), max(places)
        for key in list(self._strips.keys()):
            if first <= key[2] <= last:
                self._strips.discard(key)
        for y, place in enumerate(self._visible_places):
            if place is not None and first <= place <= last:
                self.refresh(Region(0, y, self.size.width, 1))
        if not self._visible_places:  # it scrolled: all rows are asked for anyhow
            self._strips.clear()

    def position_at(self, x: int, y: int) -> Position:
        """The position under a cell of the widget; beyond the text the nearest one."""
        place = next((place for place in reversed(self.get_visible_places()[: max(0, y) + 1]) if place), self.top)
        return find_at_cell(self.page, place, max(0, x - self.text_column))

    # -- painting

    def on_resize(self, _event: events.Resize) -> None:
        """Another height may show rows beyond the end. Textual has drawn the new size already when this comes."""
        if self.page.items:
            self._restore_top()
        self.post_message(self.Resized())

    def notify_style_update(self) -> None:
        """Another theme: all colours are asked for again."""
        self._strips.clear()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """One row of the window."""
        width, opened = self.size.width, self._open_article
        places = self.get_visible_places() if opened and self.page.items else []
        place = places[y] if y < len(places) else None
        row = self._paint_row(opened, place, width) if opened and place else None
        return self._add_scroll_bar(y, self.decorate_row(y, row or Strip.blank(width, self.get_part_style())))

    def decorate_row(self, y: int, strip: Strip) -> Strip:
        """A row with what stands beside the page in it."""
        return strip

    def _paint_row(self, open_article: OpenArticle, place: LineLocation, width: int) -> Strip | None:
        """The row of a place, painted once; None where there is none."""
        row = self.page.get_row(place)
        if row is None:
            return None
        key = (open_article.view_name, width, place)  # rows painted in one script are kept while the other one is read
        strip = self._strips.get(key)
        if strip is None:
            painter = RowPainter(self.page, open_article, self.selection_state, self.get_part_style)
            strip = self._strips[key] = painter.paint_row(place, row, self.text_column, width)
        return strip

    def _prepaint_next_page(self, top: LineLocation) -> None:
        """Paint the rows of the next page while this one is read: their figures are found and their characters
        converted before the key is pressed.
        """
        if self._open_article is None or self.top != top:  # the reader is further on
            return
        width, height = self.size
        place = self.page.offset_location(top, height - 1)
        for _ in range(height):
            place = self.page.offset_location(place, 1)
            self._paint_row(self._open_article, place, width)

    # -- the scroll bar: in the last column, and only while the page moves

    def watch_top(self) -> None:
        """Other rows are in the window."""
        super().watch_top()
        if self._open_article is None or not self.page.items:
            return
        if self._scroll_bar_timer is not None:
            self._scroll_bar_timer.stop()
        self._scroll_thumb_rows = self._scroll_thumb(self._open_article)
        self._scroll_bar_timer = self.set_timer(_SCROLL_BAR_SECONDS, self._hide_scroll_bar) if self.is_mounted else None
        if self.is_mounted:
            self.set_timer(_PREPAINT_DELAY_SECONDS, partial(self._prepaint_next_page, self.top))

    def _scroll_thumb(self, open_article: OpenArticle) -> range:
        """The rows of the window that stand for what is in sight, of all the article."""
        height, length = self.size.height, max(1, open_article.length)
        first = open_article.to_article_offset(*self.position) * height // length
        last = height if self.is_at_end else open_article.to_article_offset(*self.last_position) * height // length
        first = min(first, height - 1)
        return range(first, max(first + 1, last)) if last - first < height else range(0)

    def _hide_scroll_bar(self) -> None:
        bar, self._scroll_thumb_rows, self._scroll_bar_timer = self._scroll_thumb_rows, range(0), None
        if bar:
            self.refresh(Region(self.size.width - 1, bar.start, 1, len(bar)))

    def _add_scroll_bar(self, y: int, strip: Strip) -> Strip:
        if y not in self._scroll_thumb_rows:
            return strip
        width = self.size.width
        return Strip([*strip.crop(0, width - 1), Segment(" ", self.get_part_style("bar"))], width)
