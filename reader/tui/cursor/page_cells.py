"""Moves by the rows of a page: up, down, to the ends of a row, in cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.typeset import cell_len

if TYPE_CHECKING:
    from reader.tui.cursor.positions import Position
    from reader.typeset.page_layout import LineLocation, PageLayout


class PageBlocks:
    """The blocks of a page, as the motions of a cursor ask for them."""

    def __init__(self, page: PageLayout) -> None:
        self._page = page

    @property
    def block_count(self) -> int:
        """Blocks read so far."""
        return len(self._page.blocks)

    def get_text(self, block: int) -> str:
        """The text of a block as written."""
        return self._page.blocks[block].text

    def is_shown(self, block: int) -> bool:
        """Whether a block is on the page."""
        return self._page.find_item(block) is not None


def find_in_row(page: PageLayout, position: Position, cell: int) -> Position:
    """The character at a cell of the row that a position is in; the last one for a cell beyond it."""
    found = page.locate_cell(*position)
    return find_at_cell(page, found[0], cell) if found else position


def find_at_cell(page: PageLayout, location: LineLocation, cell: int) -> Position:
    """The character at a cell of a line, never behind its last one; cells from the left edge of the measure."""
    row = page.get_row(location)
    if row is None:
        return page.find_line_start(location)
    width = row.indent + cell_len(page.get_item_text(location.item)[row.start : row.end], page.style.ambiguous_width)
    return page.find_position(location, min(cell, width - 1))


def move_rows(page: PageLayout, position: Position, lines: int, column: int | None) -> tuple[Position, int]:
    """The position so many lines on or back, and the column that was aimed at.

    Args:
        page: The page.
        position: From where.
        lines: How many; empty rows are passed.
        column: The cell to aim at; None for that of `position`.
    """
    found = page.locate_cell(*position)
    if found is None:
        return position, column or 0
    start, cell = found
    column = cell if column is None else column
    target = page.offset_location(start, lines)
    step = 1 if lines > 0 else -1
    while page.get_row(target) is None and (following := page.offset_location(target, step)) != target:
        target = following
    return (find_at_cell(page, target, column) if target != start else position), column
