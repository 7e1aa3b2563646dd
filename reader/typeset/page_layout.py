"""An article as a page: places, moves over them, and the way between the text as written and the cells of a row.

An item knows its rows only when somebody asks, and of a very long block only as many as were asked for, so that
opening an article, or setting it at another measure, costs what one screenful costs. Rows hold offsets, never text:
the same rows serve every script of equal length.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.model import View
from reader.typeset.graphemes import boundary_at_or_before
from reader.typeset.item_layout import Piece, Row, Setting
from reader.typeset.page_items import SIGN, Arrangement, Item, PageStyle, Stretch, same_order
from reader.typeset.widths import cell_len, fit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reader.model import Block

__all__ = ["SIGN", "Item", "Page", "PageStyle", "Piece", "Place", "Row", "Stretch"]

_KEPT = 2048
"""Items whose rows are kept: hundreds of screenfuls, and less than the text itself takes."""


class Place(NamedTuple):
    """A line of the page: an item, and a line of it; the empty rows before an item are its first lines."""

    item: int
    line: int


class Page:
    """An article at one measure.

    Blocks come with `extend`, in reading order; the head must be in the first call.
    """

    def __init__(self, style: PageStyle) -> None:
        self.style = style
        self._view_of: Callable[[int], View] | None = None
        self._written: dict[int, Setting] = {}
        """The rows of the text as written, by item: they serve all views of equal length."""
        self._settings = self._written
        """The rows that are shown."""
        self._arrange(Arrangement(style))

    def _arrange(self, arrangement: Arrangement) -> None:
        self._arrangement = arrangement
        self.blocks: list[Block] = arrangement.blocks
        self.items: list[Item] = arrangement.items

    def item_of(self, block: int) -> int | None:
        """The item that shows a block, by their indexes; None for a block that is not on the page."""
        return self._arrangement.item_of(block)

    def extend(self, blocks: Iterable[Block]) -> None:
        """Add blocks at the end."""
        self._arrangement.extend(blocks)

    def restyle(self, style: PageStyle) -> Page:
        """The same blocks set in another way; this page is done with.

        At another measure, level or width of ambiguous characters the items are the same and are taken over.
        """
        page = Page(style)
        if same_order(style, self.style):
            page._arrange(self._arrangement)
        else:
            page.extend(self.blocks)
        page.show_in(self._view_of)
        return page

    # -- the script it is shown in

    def show_in(self, view_of: Callable[[int], View] | None) -> None:
        """Show the blocks as `view_of` gives them by their indexes; None for what keeps every offset.

        It is asked for a block when the block is looked at. Places of items whose length changes are other ones then;
        (block, source offset) stays what it is. Blocks without phrases keep the rows of the text as written.
        """
        self._view_of = view_of
        self._settings = self._written if view_of is None else {}

    def _setting(self, index: int) -> Setting:
        """An item as it is shown."""
        setting = self._settings.get(index)
        if setting is None:
            setting = self._new_setting(index)
            if len(self._settings) >= _KEPT:
                self._settings.clear()
            self._settings[index] = setting
        return setting

    def _new_setting(self, index: int) -> Setting:
        item = self.items[index]
        if self._view_of is not None:
            views = {stretch.block: self._view_of(stretch.block) for stretch in item.pieces}
            if any(view.phrases for view in views.values()):
                return Setting(item, self.style, views)
            if index in self._written:
                return self._written[index]
        written = {stretch.block: View(self.blocks[stretch.block].text) for stretch in item.pieces}
        return Setting(item, self.style, written)

    def span_to_view(self, block: int, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of a block as written is shown: offsets of its view, snapped outward to whole phrases."""
        return (start, end) if self._view_of is None else self._view_of(block).span_to_view(start, end)

    def span_to_source(self, block: int, start: int, end: int) -> tuple[int, int]:
        """What a stretch of a block's view shows: offsets of its text as written, snapped outward as well."""
        return (start, end) if self._view_of is None else self._view_of(block).span_to_source(start, end)

    # -- rows

    def text(self, index: int) -> str:
        """The text that the rows of an item count in.

        As shown where the view has phrases; as written elsewhere, which is of the same length.
        """
        return self._setting(index).text

    def pieces(self, index: int) -> tuple[Piece, ...]:
        """What the text of an item is made of."""
        return self._setting(index).pieces

    def pieces_in(self, index: int, row: Row) -> list[Piece]:
        """What a row of an item shows of its pieces."""
        cut = []
        for block, first, last, at in self._setting(index).pieces:
            start, end = max(row.start, at), min(row.end, at + last - first)
            if start < end:
                cut.append(Piece(block, first + start - at, first + end - at, start))
        return cut

    def rows(self, index: int) -> list[Row]:
        """All rows of an item."""
        setting = self._setting(index)
        setting.ensure(None)
        return setting.rows

    def line(self, place: Place) -> Row | None:
        """The row at a place; None for an empty row before an item."""
        number = place.line - self.items[place.item].gap
        if number < 0:
            return None
        setting = self._setting(place.item)
        return setting.rows[number] if number < setting.ensure(number + 1) else None

    def height(self, index: int) -> int:
        """All lines of an item, its gap included."""
        return self.items[index].gap + self._setting(index).ensure(None)

    # -- places and positions: a position is a (block, offset in its text as written)

    def place(self, block: int, offset: int) -> Place | None:
        """The line that shows a position; None when the block is not on the page."""
        index = self.item_of(block)
        if index is None:
            return None
        setting = self._setting(index)
        at = setting.offset(block, offset) or 0
        return Place(index, self.items[index].gap + setting.row_at(at))

    def source(self, place: Place) -> tuple[int, int]:
        """The position that begins a line; an empty row counts as the row below it.

        A line that begins inside a phrase is begun by what follows the phrase, so that its place is this line; unless
        the phrase is all that it shows.
        """
        setting, row = self._row(place)
        block, offset = setting.source(row.start)
        if setting.offset(block, offset) != row.start:
            behind = setting.source_behind(row.start + 1)
            place = Place(place.item, max(place.line, self.items[place.item].gap))
            return behind if self.place(*behind) == place else (block, offset)
        return block, offset

    def source_behind(self, place: Place) -> tuple[int, int]:
        """The position behind the last character of a line."""
        setting, row = self._row(place)
        return setting.source_behind(row.end)

    def _row(self, place: Place) -> tuple[Setting, Row]:
        """The setting and the row at a place, the row below for an empty one, the last for one beyond it."""
        setting = self._setting(place.item)
        number = max(0, place.line - self.items[place.item].gap)
        return setting, setting.rows[min(number, setting.ensure(number + 1) - 1)]

    # -- columns: cells from the left edge of the measure, a row's indent included

    def offset_at(self, place: Place, cell: int) -> tuple[int, int]:
        """The position of the grapheme that a cell of a line belongs to.

        Left of the row it is the row's first one, right of it what is behind its last.
        """
        setting, row = self._row(place)
        at = fit(setting.text, row.start, cell - row.indent, self.style.ambiguous) if cell >= row.indent else row.start
        if at >= row.end > row.start:
            return setting.source_behind(row.end)
        return setting.source(boundary_at_or_before(setting.text, at, row.start))

    def cell_of(self, block: int, offset: int) -> tuple[Place, int] | None:
        """The line that shows a position and the first cell of its grapheme; None when the block is not on the page."""
        place = self.place(block, offset)
        if place is None:
            return None
        setting, row = self._row(place)
        at = min(max(row.start, setting.offset(block, offset) or 0), row.end)
        if at < row.end:
            at = boundary_at_or_before(setting.text, at, row.start)
        return place, row.indent + cell_len(setting.text[row.start : at], self.style.ambiguous)

    # -- moving

    def move(self, place: Place, lines: int) -> Place:
        """The place so many lines further on, or back, within the page."""
        index, line = place
        line += lines
        while line < 0 and index > 0:
            index -= 1
            line += self.height(index)
        while line >= 0 and index < len(self.items) - 1:
            # Only as many rows as the move needs: the item may be very long.
            if self._lines(index, line + 1) > line:
                break
            line -= self.height(index)
            index += 1
        return Place(index, max(0, min(line, self._lines(index, line + 1) - 1)))

    def _lines(self, index: int, count: int) -> int:
        """The lines of an item, its gap included; of a long one at least so many."""
        gap = self.items[index].gap
        return gap if count <= gap else gap + self._setting(index).ensure(count - gap)

    def end(self) -> Place:
        """The last line of the page."""
        last = len(self.items) - 1
        return Place(last, self.height(last) - 1)
