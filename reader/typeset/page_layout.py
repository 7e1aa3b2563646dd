"""An article as a page: places, moves over them, and the way between the text as written and the cells of a row.

An item knows its rows only when somebody asks, and of a very long block only as many as were asked for, so that
opening an article, or setting it at another measure, costs what one screenful costs. Rows hold offsets, never text:
the same rows serve every script of equal length.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.model import View
from reader.typeset.graphemes import find_boundary_at_or_before
from reader.typeset.item_layout import ItemLayout, Piece, Row
from reader.typeset.page_items import CAPTION_SIGN, BlockRange, Item, PageItems, PageStyle, has_same_items
from reader.typeset.widths import cell_len, find_fitting_end

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reader.model import Block

__all__ = ["CAPTION_SIGN", "BlockRange", "Item", "LineLocation", "PageLayout", "PageStyle", "Piece", "Row"]

_MAX_CACHED_ITEMS = 2048
"""Items whose rows are kept: hundreds of screenfuls, and less than the text itself takes."""


class LineLocation(NamedTuple):
    """A line of the page: an item, and a line of it; the empty rows before an item are its first lines."""

    item: int
    line: int


class PageLayout:
    """An article at one measure.

    Blocks come with `extend`, in reading order; the head must be in the first call.
    """

    def __init__(self, style: PageStyle) -> None:
        self.style = style
        self._get_view: Callable[[int], View] | None = None
        self._source_layouts: dict[int, ItemLayout] = {}
        """The rows of the text as written, by item: they serve all views of equal length."""
        self._layouts = self._source_layouts
        """The rows that are shown."""
        self._use_items(PageItems(style))

    def _use_items(self, page_items: PageItems) -> None:
        self._page_items = page_items
        self.blocks: list[Block] = page_items.blocks
        self.items: list[Item] = page_items.items

    def find_item(self, block: int) -> int | None:
        """The item that shows a block, by their indexes; None for a block that is not on the page."""
        return self._page_items.find_item(block)

    def extend(self, blocks: Iterable[Block]) -> None:
        """Add blocks at the end."""
        self._page_items.extend(blocks)

    def restyle(self, style: PageStyle) -> PageLayout:
        """The same blocks set in another way; this page is done with.

        At another measure, level or width of ambiguous characters the items are the same and are taken over.
        """
        page = PageLayout(style)
        if has_same_items(style, self.style):
            page._use_items(self._page_items)
        else:
            page.extend(self.blocks)
        page.set_views(self._get_view)
        return page

    # -- the script it is shown in

    def set_views(self, get_view: Callable[[int], View] | None) -> None:
        """Show the blocks as `get_view` gives them by their indexes; None for what keeps every offset.

        It is asked for a block when the block is looked at. Places of items whose length changes are other ones then;
        (block, source offset) stays what it is. Blocks without phrases keep the rows of the text as written.
        """
        self._get_view = get_view
        self._layouts = self._source_layouts if get_view is None else {}

    def _get_layout(self, index: int) -> ItemLayout:
        """An item as it is shown."""
        setting = self._layouts.get(index)
        if setting is None:
            setting = self._build_layout(index)
            if len(self._layouts) >= _MAX_CACHED_ITEMS:
                self._layouts.clear()
            self._layouts[index] = setting
        return setting

    def _build_layout(self, index: int) -> ItemLayout:
        item = self.items[index]
        if self._get_view is not None:
            views = {stretch.block: self._get_view(stretch.block) for stretch in item.block_ranges}
            if any(view.phrases for view in views.values()):
                return ItemLayout(item, self.style, views)
            if index in self._source_layouts:
                return self._source_layouts[index]
        written = {stretch.block: View(self.blocks[stretch.block].text) for stretch in item.block_ranges}
        return ItemLayout(item, self.style, written)

    def span_to_view(self, block: int, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of a block as written is shown: offsets of its view, snapped outward to whole phrases."""
        return (start, end) if self._get_view is None else self._get_view(block).span_to_view(start, end)

    def span_to_source(self, block: int, start: int, end: int) -> tuple[int, int]:
        """What a stretch of a block's view shows: offsets of its text as written, snapped outward as well."""
        return (start, end) if self._get_view is None else self._get_view(block).span_to_source(start, end)

    # -- rows

    def get_item_text(self, index: int) -> str:
        """The text that the rows of an item count in.

        As shown where the view has phrases; as written elsewhere, which is of the same length.
        """
        return self._get_layout(index).text

    def get_pieces(self, index: int) -> tuple[Piece, ...]:
        """What the text of an item is made of."""
        return self._get_layout(index).pieces

    def get_row_pieces(self, index: int, row: Row) -> list[Piece]:
        """What a row of an item shows of its pieces."""
        cut = []
        for block, first, last, at in self._get_layout(index).pieces:
            start, end = max(row.start, at), min(row.end, at + last - first)
            if start < end:
                cut.append(Piece(block, first + start - at, first + end - at, start))
        return cut

    def get_rows(self, index: int) -> list[Row]:
        """All rows of an item."""
        setting = self._get_layout(index)
        setting.make_rows(None)
        return setting.rows

    def get_row(self, location: LineLocation) -> Row | None:
        """The row at a place; None for an empty row before an item."""
        number = location.line - self.items[location.item].space_before
        if number < 0:
            return None
        setting = self._get_layout(location.item)
        return setting.rows[number] if number < setting.make_rows(number + 1) else None

    def count_item_lines(self, index: int) -> int:
        """All lines of an item, its gap included."""
        return self.items[index].space_before + self._get_layout(index).make_rows(None)

    # -- places and positions: a position is a (block, offset in its text as written)

    def locate(self, block: int, offset: int) -> LineLocation | None:
        """The line that shows a position; None when the block is not on the page."""
        index = self.find_item(block)
        if index is None:
            return None
        setting = self._get_layout(index)
        at = setting.find_text_offset(block, offset) or 0
        return LineLocation(index, self.items[index].space_before + setting.find_row_index(at))

    def find_line_start(self, location: LineLocation) -> tuple[int, int]:
        """The position that begins a line; an empty row counts as the row below it.

        A line that begins inside a phrase is begun by what follows the phrase, so that its place is this line; unless
        the phrase is all that it shows.
        """
        setting, row = self._find_row(location)
        block, offset = setting.find_position(row.start)
        if setting.find_text_offset(block, offset) != row.start:
            behind = setting.find_end_position(row.start + 1)
            location = LineLocation(location.item, max(location.line, self.items[location.item].space_before))
            return behind if self.locate(*behind) == location else (block, offset)
        return block, offset

    def find_line_end(self, location: LineLocation) -> tuple[int, int]:
        """The position behind the last character of a line."""
        setting, row = self._find_row(location)
        return setting.find_end_position(row.end)

    def _find_row(self, location: LineLocation) -> tuple[ItemLayout, Row]:
        """The setting and the row at a place, the row below for an empty one, the last for one beyond it."""
        setting = self._get_layout(location.item)
        number = max(0, location.line - self.items[location.item].space_before)
        return setting, setting.rows[min(number, setting.make_rows(number + 1) - 1)]

    # -- columns: cells from the left edge of the measure, a row's indent included

    def find_position(self, location: LineLocation, cell: int) -> tuple[int, int]:
        """The position of the grapheme that a cell of a line belongs to.

        Left of the row it is the row's first one, right of it what is behind its last.
        """
        setting, row = self._find_row(location)
        at = (
            find_fitting_end(setting.text, row.start, cell - row.indent, self.style.ambiguous_width)
            if cell >= row.indent
            else row.start
        )
        if at >= row.end > row.start:
            return setting.find_end_position(row.end)
        return setting.find_position(find_boundary_at_or_before(setting.text, at, row.start))

    def locate_cell(self, block: int, offset: int) -> tuple[LineLocation, int] | None:
        """The line that shows a position and the first cell of its grapheme; None when the block is not on the page."""
        place = self.locate(block, offset)
        if place is None:
            return None
        setting, row = self._find_row(place)
        at = min(max(row.start, setting.find_text_offset(block, offset) or 0), row.end)
        if at < row.end:
            at = find_boundary_at_or_before(setting.text, at, row.start)
        return place, row.indent + cell_len(setting.text[row.start : at], self.style.ambiguous_width)

    # -- moving

    def offset_location(self, location: LineLocation, lines: int) -> LineLocation:
        """The place so many lines further on, or back, within the page."""
        index, line = location
        line += lines
        while line < 0 and index > 0:
            index -= 1
            line += self.count_item_lines(index)
        while line >= 0 and index < len(self.items) - 1:
            # Only as many rows as the move needs: the item may be very long.
            if self._count_lines(index, line + 1) > line:
                break
            line -= self.count_item_lines(index)
            index += 1
        return LineLocation(index, max(0, min(line, self._count_lines(index, line + 1) - 1)))

    def _count_lines(self, index: int, at_least: int) -> int:
        """The lines of an item, its gap included; of a long one at least so many."""
        gap = self.items[index].space_before
        return gap if at_least <= gap else gap + self._get_layout(index).make_rows(at_least - gap)

    def get_last_line(self) -> LineLocation:
        """The last line of the page."""
        last = len(self.items) - 1
        return LineLocation(last, self.count_item_lines(last) - 1)
