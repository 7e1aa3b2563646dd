"""Moves by the rows of a page: up, down, to the ends of a row, in cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.typeset import cell_len

if TYPE_CHECKING:
    from reader.tui.cursor.positions import Position
    from reader.typeset.page_layout import Page, Place


class PageTexts:
    """The blocks of a page, as the motions of a cursor ask for them."""

    def __init__(self, page: Page) -> None:
        self._page = page

    @property
    def count(self) -> int:
        """Blocks read so far."""
        return len(self._page.blocks)

    def text(self, block: int) -> str:
        """The text of a block as written."""
        return self._page.blocks[block].text

    def shown(self, block: int) -> bool:
        """Whether a block is on the page."""
        return self._page.item_of(block) is not None


def in_row(page: Page, point: Position, cell: int) -> Position:
    """The character at a cell of the row that a position is in; the last one for a cell beyond it."""
    found = page.cell_of(*point)
    return at_cell(page, found[0], cell) if found else point


def at_cell(page: Page, place: Place, cell: int) -> Position:
    """The character at a cell of a line, never behind its last one; cells from the left edge of the measure."""
    row = page.line(place)
    if row is None:
        return page.source(place)
    width = row.indent + cell_len(page.text(place.item)[row.start : row.end], page.style.ambiguous)
    return page.offset_at(place, min(cell, width - 1))


def rows_from(page: Page, point: Position, lines: int, column: int | None) -> tuple[Position, int]:
    """The position so many lines on or back, and the column that was aimed at.

    Args:
        page: The page.
        point: From where.
        lines: How many; empty rows are passed.
        column: The cell to aim at; None for that of `point`.
    """
    found = page.cell_of(*point)
    if found is None:
        return point, column or 0
    start, cell = found
    column = cell if column is None else column
    target = page.move(start, lines)
    step = 1 if lines > 0 else -1
    while page.line(target) is None and (following := page.move(target, step)) != target:
        target = following
    return (at_cell(page, target, column) if target != start else point), column
