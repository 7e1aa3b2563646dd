"""The page of the open article: its rows are computed when they become visible, and painted from offsets."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, ClassVar

from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive

from reader.tui.cursor.page_cells import PageBlocks
from reader.tui.cursor.positions import find_grapheme_end
from reader.tui.state.navigation import NavigationTarget
from reader.tui.widgets.article_styles import STYLE_NAMES
from reader.tui.widgets.margin import Margin
from reader.tui.widgets.mouse_selection import MouseSelection
from reader.tui.widgets.page_renderer import PageRenderer
from reader.tui.widgets.row_painter import SelectionState
from reader.tui.widgets.scroll_bar import ScrollBar
from reader.tui.widgets.scroll_thumb import compute_scroll_thumb
from reader.tui.widgets.scroller import ScrollingWidget
from reader.tui.widgets.viewport import HasViewport, Viewport
from reader.typeset.page_layout import LineLocation, PageLayout, PageStyle

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual import events
    from textual.strip import Strip
    from textual.timer import Timer

    from reader.model import Block
    from reader.tui.cursor.positions import Position
    from reader.tui.state.article import OpenArticle
    from reader.typeset.page_items import CutPart

_LEFT_BUTTON = 1
_DRAG_TICK_SECONDS = 0.05
"""Seconds between two rows of a selection that is dragged beyond the window."""
_END_READ_SECONDS = 0.04
"""Seconds in which the rest of an article is read when its end is wanted; a longer one is read in the background."""
_PREPAINT_DELAY_SECONDS = 0.02
"""Seconds before the next page is painted ahead, so that the thread that writes to the terminal is not delayed."""


class ArticleView(HasViewport, ScrollingWidget):
    """The page in one script: `viewport` is the part in sight, `margin` has the notes, `mouse_selection` the mouse."""

    PREFIX = "article"
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"article--{look}" for look in STYLE_NAMES}

    top: reactive[LineLocation] = reactive(LineLocation(0, 0), repaint=False)
    """The line in the first row of the window. Watched, since a message would come one frame later."""

    class Resized(Message):
        """The window shows more or fewer rows."""

    class EndPassed(Message):
        """A page more was wanted where the end is in sight."""

    @dataclass
    class Dragged(Message):
        """The mouse selects from one position to another."""

        open_article: OpenArticle | None
        anchor: Position
        point: Position

    @dataclass
    class Clicked(Message):
        """The mouse was clicked at a position, for the so-many-th time in a row."""

        open_article: OpenArticle | None
        point: Position
        click_count: int

    def __init__(self, style: PageStyle) -> None:
        super().__init__()
        self.viewport = Viewport(style, lambda: self.size.height * self._renderer.column_count)
        self.margin = Margin()
        self.mouse_selection = MouseSelection()
        self.text_column = 0
        """The column of the text, in cells from the widget's left edge."""
        self.selection_state = SelectionState()
        """The current item, the selection and the cursor."""
        self._open_article: OpenArticle | None = None
        self._cut_parts: Sequence[CutPart] = ()
        """What of the page is shown that is no part of the article, as written."""
        self._had_shifted_offsets = False
        self._renderer = PageRenderer(self)
        self._scroll_bar = ScrollBar(self, lambda: self.get_part_style("bar"))
        self._drag_timer: Timer | None = None

    # -- what is shown

    @property
    def page(self) -> PageLayout:
        """The page."""
        return self.viewport.page

    def show_article(self, open_article: OpenArticle, current_item: NavigationTarget | None = None) -> None:
        """Show an article from its beginning.

        Args:
            open_article: The article.
            current_item: What is current in it at first.
        """
        self._open_article = open_article
        self.mouse_selection = MouseSelection()  # what was pressed was in another text
        self._cut_parts = ()
        self.selection_state = SelectionState(current_item)
        page = PageLayout(self.page.style)
        page.extend(open_article.blocks)
        page.set_views(open_article.converted.get_block_view if open_article.converted.has_shifted_offsets else None)
        self.viewport.show_page(page)
        self._sync_top()
        self.repaint()

    def refresh_for_view(self) -> None:
        """Show the script of the view; the first character in sight stays the first."""
        if self._open_article is None:
            return
        has_shifted = self._open_article.converted.has_shifted_offsets
        self._set_cut_parts()
        if has_shifted or self._had_shifted_offsets or self._cut_parts:  # other rows
            self.page.set_views(self._open_article.converted.get_block_view if has_shifted else None)
            self._restore_top()
            self.repaint()
        self._had_shifted_offsets = has_shifted
        self.viewport.clear_visible_places()
        self.refresh()

    def read_to_end(self) -> None:
        """Read the rest of the article: its end is wanted."""
        if self._open_article is not None:
            self.append_blocks(self._open_article.read_until(float("inf")))

    def append_blocks(self, blocks: list[Block]) -> None:
        """Add blocks that were read since."""
        if not blocks:
            return  # what is shown around the article stays
        self.page.extend(blocks)
        if self.viewport.follow_end():
            self._sync_top()
        if None in self.viewport.known_visible_places:
            self.viewport.clear_visible_places()
            self.refresh()

    def set_page_style(self, style: PageStyle, text_column: int) -> None:
        """Set the page anew; the first character in sight stays the first.

        Args:
            style: The measure and what else belongs to it.
            text_column: The column in which the text begins.
        """
        if text_column != self.text_column:
            self.text_column = text_column
            self.repaint()
        if style == self.page.style or self._open_article is None:
            self.page.style = style if self._open_article is None else self.page.style
            return
        self.viewport.page = self.page.restyle(style)
        self._restore_top()
        self.repaint()

    def set_column_count(self, count: int) -> None:
        """Show the text in so many columns; `set_page_style` has to be called behind it."""
        if count != self._renderer.column_count:
            self._renderer.column_count = count
            self._restore_top()
            self.repaint()

    def show_margin(self, *, is_shown: bool) -> None:
        """Have notes in the margin, or none."""
        if is_shown != self.margin.is_shown:
            self.margin.is_shown = is_shown
            self.refresh()

    def toggle_boilerplate(self) -> bool:
        """Show or hide boilerplate; return whether it is shown now."""
        style = replace(self.page.style, show_boilerplate=not self.page.style.show_boilerplate)
        self.set_page_style(style, self.text_column)
        return style.show_boilerplate

    def show_cut_parts(self, cut_parts: Sequence[CutPart]) -> None:
        """Show in their places what was cut away from the page; the first character in sight stays the first.

        Args:
            cut_parts: With their texts as written; none to hide what is shown.
        """
        position, rows_above = self.position, self.rows_above_top
        self._cut_parts = cut_parts
        self._set_cut_parts()
        self.viewport.show_at(position, rows_above)
        self._sync_top()
        self.repaint()

    def _set_cut_parts(self) -> None:
        if self._open_article is not None and (self._cut_parts or self.page.cut_parts):
            convert = self._open_article.convert_text
            self.page.set_cut_parts([part._replace(text=convert(part.text)) for part in self._cut_parts])

    def repaint(self) -> None:
        """Draw all rows again: other hits, another current item, another size."""
        self._renderer.clear()
        self.viewport.clear_visible_places()
        self.refresh()

    # -- moving

    def move(self, lines: int) -> None:
        """Scroll by so many rows."""
        self.viewport.move(lines)
        self._sync_top()

    def move_to(self, *, end: bool) -> None:
        """Scroll to the first or the last row; while the rest of a long article is read, the end is followed."""
        opened = self._open_article
        if end and opened is not None:
            self.append_blocks(opened.read_until(perf_counter() + _END_READ_SECONDS))
        self.viewport.move_to(end=end, follows_end=opened is not None and not opened.reading.is_done)
        self._sync_top()

    def action_page_down(self) -> None:
        """Scroll down a page; at the end post `EndPassed`."""
        if self.is_at_end and self._open_article is not None and self._open_article.reading.is_done:
            self.post_message(self.EndPassed())
        else:
            super().action_page_down()

    def move_back(self) -> bool:
        """Scroll to where the page was before the last jump; return whether there was one."""
        has_moved = self.viewport.move_back()
        self._sync_top()
        return has_moved

    def set_labels(self, labels: Mapping[str, NavigationTarget]) -> None:
        """Lay labels over the beginnings of some targets in sight, in place of those that were shown."""
        self._renderer.set_labels(labels)
        self.refresh()

    def restore_position(self, position: Position, rows_above: int = 0) -> None:
        """Scroll to a position that was at the top before, with as many empty rows above it.

        Args:
            position: A position: (block, offset as written).
            rows_above: Empty rows in sight above it.
        """
        self.viewport.restore_position(position, rows_above)
        self._sync_top()

    def scroll_above_rows(self, block: int, offset: int, rows: int) -> None:
        """As `ArticlePart.scroll_above_rows`."""
        self.viewport.scroll_above_rows(block, offset, rows)
        self._sync_top()

    def _restore_top(self) -> None:
        self.viewport.restore_top()
        self._sync_top()

    def _sync_top(self) -> None:
        """Update `top` after the viewport may have moved."""
        self.top = self.viewport.top

    # -- the current item, the cursor, the selection

    @property
    def page_texts(self) -> PageBlocks:
        """The blocks that a cursor moves over."""
        return PageBlocks(self.page)

    @property
    def current_item(self) -> NavigationTarget | None:
        """What `n` went to last."""
        return self.selection_state.current_item

    def show_target(self, navigation_target: NavigationTarget, *, force: bool = False) -> None:
        """Make a target the current item; scroll to it if it is out of sight, or in any case by `force`.

        Args:
            navigation_target: The target.
            force: Whether to scroll even if it is in sight.
        """
        before = self.current_item
        self.selection_state = self.selection_state._replace(current_item=navigation_target)
        if force or not self.is_in_view(navigation_target):
            self.viewport.scroll_to_target(navigation_target.block, navigation_target.start)
            self._sync_top()
        self._redraw_item(before)
        self._redraw_item(navigation_target)

    def follow_list(self, navigation_target: NavigationTarget) -> None:
        """Make a target of the list beside the page the current item in place of another; the page stays where it is.

        Without a current item there is none afterwards either: only what is lit on the page must not be another.
        """
        if (before := self.current_item) is not None and navigation_target.block >= 0:
            self.selection_state = self.selection_state._replace(current_item=navigation_target)
            self._redraw_item(before)
            self._redraw_item(navigation_target)

    def clear_current_item(self) -> None:
        """Have no current item."""
        before = self.current_item
        self.selection_state = self.selection_state._replace(current_item=None)
        self._redraw_item(before)

    def _redraw_item(self, item: NavigationTarget | None) -> None:
        """Draw the rows of an item again, which is current now or was before."""
        if item is not None and item.block >= 0:
            self._redraw([(item.block, item.start), (item.block, item.end)])

    def set_selection(self, point: Position | None, span: tuple[Position, Position] | None) -> None:
        """Show a cursor, scrolled into view, and a selection; only the rows that look different are drawn again.

        Args:
            point: The position of the cursor; None hides it.
            span: The selected range; None for no selection.
        """
        before = self.selection_state
        cursor = (point, find_grapheme_end(self.page.blocks[point[0]].text, point[1])) if point else None
        self.selection_state = before._replace(selection=span, cursor=cursor)
        if point and not self.is_in_view(NavigationTarget(*point, point[1])):
            self.viewport.scroll_into_view(point)
            self._sync_top()
        self._redraw(self.selection_state.changed_positions(before))

    def _redraw(self, positions: list[Position]) -> None:
        """Draw the rows from the first to the last of some positions again."""
        for row in self._renderer.discard_between(positions):
            self.refresh(Region(0, row, self.size.width, 1))

    # -- the mouse: dragging selects, over rows and pages; two clicks take a phrase, three a sentence

    def _position_at(self, x: int, y: int) -> Position:
        """The position under a cell of the widget; beyond the text the nearest one."""
        return self._renderer.find_position(x, y)

    def page_height(self) -> int:
        """Rows in sight, of all columns together."""
        return self.viewport.height

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Start a possible selection."""
        if event.button == _LEFT_BUTTON and self.page.items:
            self.mouse_selection.press(self._position_at(event.x, event.y))
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Extend the selection while the button is held."""
        if not self.mouse_selection.is_pressed or not event.button:
            return
        row = self.mouse_selection.set_row(event.y, self.size.height)
        if self.mouse_selection.scroll_step and self._drag_timer is None:
            self._drag_timer = self.set_interval(_DRAG_TICK_SECONDS, self._scroll_while_dragging)
        self._drag_to(event.x, row)

    def _scroll_while_dragging(self) -> None:
        """Scroll the page while the mouse is dragged outside the window."""
        if step := self.mouse_selection.scroll_step:
            self.move(step)
            self._drag_to(self.size.width if step > 0 else 0, self.size.height - 1 if step > 0 else 0)

    def _drag_to(self, x: int, y: int) -> None:
        if drag := self.mouse_selection.drag_to(self._position_at(x, y)):
            self.post_message(self.Dragged(self._open_article, *drag))

    def on_mouse_up(self, _event: events.MouseUp) -> None:
        """End the selection, also outside the window."""
        self.release_mouse()
        self.mouse_selection.release()
        if self._drag_timer is not None:
            self._drag_timer.stop()
            self._drag_timer = None

    def on_click(self, event: events.Click) -> None:
        """Post `Clicked` for a click that was no drag."""
        if click := self.mouse_selection.click(event.chain):
            self.post_message(self.Clicked(self._open_article, *click))

    # -- painting

    def on_resize(self, _event: events.Resize) -> None:
        """Correct the viewport, which may end below the text."""
        if self.page.items:
            self._restore_top()
        self.post_message(self.Resized())

    def forget_styles(self) -> None:
        """Draw all rows again: the theme has changed."""
        self._renderer.clear()
        super().forget_styles()

    def render_line(self, y: int) -> Strip:
        """One row of the window."""
        return self._scroll_bar.draw(y, self._renderer.render(y, self._open_article))

    def _prepaint_next_page(self, top: LineLocation) -> None:
        """Paint the rows of the next page while this one is read, unless the page has moved on."""
        if self._open_article is not None and self.top == top:
            self._renderer.paint_next_page(self._open_article)

    def watch_top(self) -> None:
        """Draw the rows that are in the window now; rows painted before are reused."""
        self.refresh()
        if self._open_article is None or not self.page.items:
            return
        self._scroll_bar.show(compute_scroll_thumb(self.viewport, self._open_article, self.size.height))
        if self.is_mounted:
            self.set_timer(_PREPAINT_DELAY_SECONDS, partial(self._prepaint_next_page, self.top))
