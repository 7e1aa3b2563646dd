"""Positions by cells of the page, and motions by rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.tui.cursor.positions import Position
    from reader.typeset.page_layout import LineLocation, PageLayout


class PageBlocks:
    """The blocks of a page as `BlockTexts`.

    Args:
        page: The page.
    """

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
    """The position at a cell of the row that another position is in.

    Args:
        page: The page.
        position: A position in the row.
        cell: Cell from the left edge of the measure; beyond the row it is the last character of the row.
    """
    found = page.locate_cell(*position)
    return find_at_cell(page, found[0], cell) if found else position


def find_at_cell(page: PageLayout, location: LineLocation, cell: int) -> Position:
    """The position at a cell of a line.

    Args:
        page: The page.
        location: The line.
        cell: Cell from the left edge of the measure; beyond the row it is the last character of the row.
    """
    if page.get_row(location) is None:
        return page.find_line_start(location)
    return page.find_position(location, min(cell, page.find_row_end_cell(location) - 1))


def move_rows(page: PageLayout, position: Position, lines: int, column: int | None) -> tuple[Position, int]:
    """The position so many lines below another, or above it for a negative number.

    Args:
        page: The page.
        position: The other position.
        lines: How many lines; empty rows and those of cut parts are passed over.
        column: The cell to stay as near to as possible; None for that of the position.

    Returns:
        The position, and the cell to pass on to the next such motion.
    """
    found = page.locate_cell(*position)
    if found is None:
        return position, column or 0
    start, cell = found
    column = cell if column is None else column
    target = page.offset_location(start, lines)
    step = 1 if lines > 0 else -1
    while (page.get_row(target) is None or page.is_cut(target)) and (
        following := page.offset_location(target, step)
    ) != target:
        target = following
    return (find_at_cell(page, target, column) if target != start else position), column
