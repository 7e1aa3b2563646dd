"""The layout of an article as a page: its lines, moving over them, and mapping between positions and cells.

The rows of an item are made when they are asked for, and of a very long block only as many as are asked for, so that
opening an article, or laying it out at another measure, costs what one screenful costs. Rows hold offsets, no text:
the same rows serve every view of equal length.

A location is a line of the page; a position is a (block, offset in its text as written).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.model import CleanText, View
from reader.typeset.graphemes import find_boundary_at_or_before
from reader.typeset.item_layout import ItemLayout, Piece, Row
from reader.typeset.page_items import NO_BLOCK, PageItems, PageStyle, has_same_items
from reader.typeset.widths import cell_len, find_fitting_end

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reader.model import Block
    from reader.typeset.justification import Gap
    from reader.typeset.page_items import CutPart, Item

__all__ = ["LineLocation", "PageLayout", "PageStyle", "Row"]

_MAX_CACHED_ITEMS = 2048
"""Items whose rows are kept: hundreds of screenfuls, in less memory than the text itself takes."""


class LineLocation(NamedTuple):
    """A line of the page."""

    item: int
    """The index of the item."""
    line: int
    """The number of the line in it, from 0; the empty rows before an item are its first lines."""


class PageLayout:
    """An article laid out at one measure.

    Blocks are added by `extend` in reading order; the whole head must be in the first call.

    Args:
        style: The style of the page.
    """

    def __init__(self, style: PageStyle) -> None:
        self.style = style
        self._get_view: Callable[[int], View] | None = None
        self._source_layouts: dict[int, ItemLayout] = {}
        """The layouts of items as written, by index; they serve all views of equal length."""
        self._layouts = self._source_layouts
        """The layouts of items as they are shown."""
        self._use_items(PageItems(style))

    def _use_items(self, page_items: PageItems) -> None:
        self._page_items = page_items
        self.blocks: list[Block] = page_items.blocks
        self.items: list[Item] = page_items.items

    def find_item(self, block: int) -> int | None:
        """The index of the item that shows a block; None for a block that is not on the page."""
        return self._page_items.find_item(block)

    def extend(self, blocks: Iterable[Block]) -> None:
        """Add blocks at the end."""
        self._page_items.extend(blocks)

    @property
    def cut_parts(self) -> tuple[CutPart, ...]:
        """What the page shows that is no part of the article."""
        return self._page_items.cut_parts

    def set_cut_parts(self, cut_parts: Sequence[CutPart]) -> None:
        """Show texts that are no part of the article in their places, in place of those shown so far.

        No position is in them: the positions of their rows are those of the article's text behind or before them.
        """
        self._page_items.set_cut_parts(cut_parts)
        self._source_layouts.clear()
        self._layouts.clear()

    def is_cut(self, location: LineLocation) -> bool:
        """Whether a line is of a text that is no part of the article."""
        return bool(self.items[location.item].cut_text)

    def restyle(self, style: PageStyle) -> PageLayout:
        """A page of the same blocks in another style. This page must not be used afterwards.

        Where only the measure, the kinsoku level or the width of ambiguous characters differ, the items are reused.
        """
        page = PageLayout(style)
        if has_same_items(style, self.style):
            page._use_items(self._page_items)
        else:
            page.extend(self.blocks)
            page.set_cut_parts(self.cut_parts)
        page.set_views(self._get_view)
        return page

    # -- views

    def set_views(self, get_view: Callable[[int], View] | None) -> None:
        """Show the blocks in another view.

        Positions stay what they are; locations in items whose text has another length change.

        Args:
            get_view: Returns the view of a block by its index; called when the block is laid out. None for a view that
                keeps every offset. Blocks without replaced phrases keep the rows of the text as written.
        """
        self._get_view = get_view
        self._layouts = self._source_layouts if get_view is None else {}

    def _get_layout(self, index: int) -> ItemLayout:
        """The layout of an item as it is shown."""
        layout = self._layouts.get(index)
        if layout is None:
            layout = self._build_layout(index)
            if len(self._layouts) >= _MAX_CACHED_ITEMS:
                self._layouts.clear()
            self._layouts[index] = layout
        return layout

    def _build_layout(self, index: int) -> ItemLayout:
        item = self.items[index]
        if item.cut_text:
            return ItemLayout(item, self.style, {NO_BLOCK: View(CleanText(item.cut_text))})
        if self._get_view is not None:
            views = {each.block: self._get_view(each.block) for each in item.block_ranges}
            if any(view.phrases or self._has_other_widths(block, view.text) for block, view in views.items()):
                return ItemLayout(item, self.style, views)
            if index in self._source_layouts:
                return self._source_layouts[index]
        as_written = {each.block: View(self.blocks[each.block].text) for each in item.block_ranges}
        return ItemLayout(item, self.style, as_written)

    def _has_other_widths(self, block: int, view_text: str) -> bool:
        """Whether a block takes other cells in its view, as where that has full-width punctuation."""
        text, ambiguous = self.blocks[block].text, self.style.ambiguous_width
        return view_text is not text and cell_len(view_text, ambiguous) != cell_len(text, ambiguous)

    def span_to_view(self, block: int, start: int, end: int) -> tuple[int, int]:
        """The (start, end) in the view of a range as written, extended to whole replaced phrases.

        Args:
            block: The index of the block.
            start: Offset as written.
            end: Offset as written.
        """
        return (start, end) if self._get_view is None else self._get_view(block).span_to_view(start, end)

    def span_to_source(self, block: int, start: int, end: int) -> tuple[int, int]:
        """The (start, end) as written of a range of the view, extended to whole replaced phrases.

        Args:
            block: The index of the block.
            start: Offset in the view.
            end: Offset in the view.
        """
        return (start, end) if self._get_view is None else self._get_view(block).span_to_source(start, end)

    # -- rows

    def get_item_text(self, index: int) -> str:
        """The text that the offsets of the rows of an item count in.

        It is the text of the view where its rows differ; else the text as written, which has the same length.
        """
        return self._get_layout(index).text

    def get_pieces(self, index: int) -> tuple[Piece, ...]:
        """The pieces of the text of an item."""
        return self._get_layout(index).pieces

    def get_row_pieces(self, index: int, row: Row) -> list[Piece]:
        """The parts of the pieces of an item that one of its rows shows.

        Args:
            index: The index of the item.
            row: A row of it.
        """
        cut = []
        for block, first, last, at in self._get_layout(index).pieces:
            start, end = max(row.start, at), min(row.end, at + last - first)
            if start < end:
                cut.append(Piece(block, first + start - at, first + end - at, start))
        return cut

    def get_rows(self, index: int) -> list[Row]:
        """All rows of an item."""
        layout = self._get_layout(index)
        layout.make_rows(None)
        return layout.rows

    def get_row(self, location: LineLocation) -> Row | None:
        """The row of a line; None for an empty row before an item."""
        number = location.line - self.items[location.item].space_before
        if number < 0:
            return None
        layout = self._get_layout(location.item)
        return layout.rows[number] if number < layout.make_rows(number + 1) else None

    def count_item_lines(self, index: int) -> int:
        """The number of lines of an item, with the empty rows before it."""
        return self.items[index].space_before + self._get_layout(index).make_rows(None)

    # -- locations and positions

    def locate(self, block: int, offset: int) -> LineLocation | None:
        """The line that shows a position; None for a block that is not on the page.

        Args:
            block: The index of the block.
            offset: Offset in it, as written.
        """
        index = self.find_item(block)
        if index is None:
            return None
        layout = self._get_layout(index)
        text_offset = layout.find_text_offset(block, offset) or 0
        return LineLocation(index, self.items[index].space_before + layout.find_row_index(text_offset))

    def find_line_start(self, location: LineLocation) -> tuple[int, int]:
        """The position that a line begins with; an empty row counts as the row below it.

        For a line that begins inside a replaced phrase it is the position behind the phrase, which `locate` finds in
        this line; unless the line shows nothing else.
        """
        if self.is_cut(location):
            return self._find_position_near(location.item)
        layout, row = self._find_row(location)
        block, offset = layout.find_position(row.start)
        if layout.find_text_offset(block, offset) != row.start:
            behind = layout.find_end_position(row.start + 1)
            location = LineLocation(location.item, max(location.line, self.items[location.item].space_before))
            return behind if self.locate(*behind) == location else (block, offset)
        return block, offset

    def find_line_end(self, location: LineLocation) -> tuple[int, int]:
        """The position behind the last character of a line."""
        if self.is_cut(location):
            return self._find_position_near(location.item)
        layout, row = self._find_row(location)
        return layout.find_end_position(row.end)

    def _find_position_near(self, index: int) -> tuple[int, int]:
        """The first position of the article behind the item of a cut part; where there is none, the last before it."""
        for item in self.items[index + 1 :]:
            if not item.cut_text:
                return item.block_ranges[0].block, item.block_ranges[0].start
        before = next((item for item in reversed(self.items[:index]) if not item.cut_text), None)
        return (before.block_ranges[-1].block, before.block_ranges[-1].end) if before else (0, 0)

    def _find_row(self, location: LineLocation) -> tuple[ItemLayout, Row]:
        """The layout of the item and the row of a line: the row below an empty one, the last row for one beyond it."""
        layout = self._get_layout(location.item)
        number = max(0, location.line - self.items[location.item].space_before)
        return layout, layout.rows[min(number, layout.make_rows(number + 1) - 1)]

    # -- cells, which count from the left edge of the measure

    def find_position(self, location: LineLocation, cell: int) -> tuple[int, int]:
        """The position of the grapheme in a cell of a line.

        Left of the row it is the first grapheme of the row, right of it the position behind the last.

        Args:
            location: The line.
            cell: Cell from the left edge of the measure.
        """
        if self.is_cut(location):
            return self._find_position_near(location.item)
        layout, row = self._find_row(location)
        offset = row.start
        if cell >= row.indent:
            cell = self._remove_gaps(layout, row, cell - row.indent)
            offset = find_fitting_end(layout.text, row.start, cell, self.style.ambiguous_width)
        if offset >= row.end > row.start:
            return layout.find_end_position(row.end)
        return layout.find_position(find_boundary_at_or_before(layout.text, offset, row.start))

    def find_row_end_cell(self, location: LineLocation) -> int:
        """The cell behind the last character of a line."""
        layout, row = self._find_row(location)
        return row.indent + self._count_cells(layout, row, row.end)

    def _count_cells(self, layout: ItemLayout, row: Row, offset: int) -> int:
        """The cells of a row before an offset of its text, with the blanks that justify it."""
        gaps = sum(gap.cells for gap in layout.get_gaps(row) if gap.offset <= offset)
        return gaps + cell_len(layout.text[row.start : offset], self.style.ambiguous_width)

    def _remove_gaps(self, layout: ItemLayout, row: Row, cell: int) -> int:
        """The cell of a row as if it were not justified; a cell of a gap is that before it."""
        passed = 0
        for gap in layout.get_gaps(row):
            first = self._count_cells(layout, row, gap.offset) - gap.cells
            if cell < first:
                break
            if cell < first + gap.cells:
                return max(0, first - passed - 1)
            passed += gap.cells
        return cell - passed

    def get_row_gaps(self, index: int, row: Row) -> Sequence[Gap]:
        """The blanks that justify a row of an item.

        Args:
            index: The index of the item.
            row: A row of it.
        """
        return self._get_layout(index).get_gaps(row)

    def locate_cell(self, block: int, offset: int) -> tuple[LineLocation, int] | None:
        """The line that shows a position, and the first cell of its grapheme; None for a block that is not on the page.

        Args:
            block: The index of the block.
            offset: Offset in it, as written.
        """
        location = self.locate(block, offset)
        if location is None:
            return None
        layout, row = self._find_row(location)
        text_offset = min(max(row.start, layout.find_text_offset(block, offset) or 0), row.end)
        if text_offset < row.end:
            text_offset = find_boundary_at_or_before(layout.text, text_offset, row.start)
        return location, row.indent + self._count_cells(layout, row, text_offset)

    # -- moving over lines

    def offset_location(self, location: LineLocation, lines: int) -> LineLocation:
        """The line so many lines below another, or above it for a negative number; at most the last or the first.

        Args:
            location: The other line.
            lines: How many lines.
        """
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
        """The number of lines of an item, with the empty rows before it; of a long item at least `at_least`."""
        gap = self.items[index].space_before
        return gap if at_least <= gap else gap + self._get_layout(index).make_rows(at_least - gap)

    def get_last_line(self) -> LineLocation:
        """The last line of the page."""
        last = len(self.items) - 1
        return LineLocation(last, self.count_item_lines(last) - 1)
