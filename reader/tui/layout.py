"""The layout of a window: columns, widths and heights for any size of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.typeset.page_layout import PageStyle

if TYPE_CHECKING:
    from reader.config.settings import Settings


class Layout(NamedTuple):
    """The layout of a window. Columns are even, so that a wide character is never cut by an edge."""

    measure: int
    """Cells of a full row of text."""
    text_column: int
    """The cell that the text begins in."""
    left_list_cells: int
    """Cells of a list at the left of the page; 0 where there is no room for one."""
    right_list_cells: int
    """Cells of a list at the right of the page; 0 where lists are drawers."""
    drawer_rows: int
    """Rows of a drawer."""
    has_path: bool
    """Whether the row above the page has room for a path."""
    is_wide: bool
    """Whether there is room for long names."""
    is_too_small: bool
    """Whether the window is too small to show a page."""
    column_count: int = 1
    """Columns of text."""
    has_air: bool = False
    """Whether an empty row stays between the page and the bars, however it is scrolled."""

    @property
    def has_list_beside(self) -> bool:
        """Whether the list stands beside the page."""
        return self.right_list_cells > 0


_TEXT_COLUMNS = ((160, 64), (100, 6), (80, 4), (60, 2), (4, 1), (0, 0))
"""Widths of the window, each with the column of the text from that width on."""
BAR_ROWS = 2
"""Rows of the title bar and the status bar."""
MIN_WIDTH_FOR_ARTICLE_LIST = 160
"""Cells of a window in which the list of articles, or a list at the left of the page, stands beside the page."""
MIN_WIDTH_FOR_COLUMNS = 150
"""Cells of a window, or of what is right of the list of articles, in which the text may have two columns."""
ARTICLE_LIST_CELLS = 42
"""Cells of the list of articles, the line between it and the page included."""


MIN_WIDTH_FOR_PREVIEW = 120
"""Cells of a window in which the list of articles leaves room for a preview of the selected one."""
_PREVIEW_MARGIN_CELLS = 10
"""Cells around the text of a preview."""
_MIN_LIST_CELLS_BESIDE_PREVIEW = 54
_MIN_COLUMNS_BESIDE_PREVIEW = 80
"""Cells of the list of articles beside a preview, and those from which it has room for columns."""
_TWO_ROW_LIST_CELLS = 58
"""Cells of the list beside a preview where it has no room for columns: an article takes two rows of it."""


def compute_list_cells(width: int, max_measure: int) -> int:
    """The cells of a list of articles that has a preview beside it; even, so that no wide character is cut.

    Args:
        width: Cells of the window.
        max_measure: The measure of the settings, in cells.
    """
    cells = max(_MIN_LIST_CELLS_BESIDE_PREVIEW, width - max_measure - _PREVIEW_MARGIN_CELLS)
    return (cells if cells >= _MIN_COLUMNS_BESIDE_PREVIEW else min(cells, _TWO_ROW_LIST_CELLS)) // 2 * 2


MIN_WIDTH_FOR_LIBRARY_LISTS = 200
"""Cells of a window in which the lists of the library stand beside the list of articles and the page."""
LIBRARY_LISTS_CELLS = 28
"""Cells of the lists of the library, the line behind them included."""


NOTE_EDITOR_ROWS = 11
"""Rows of the note editor: eight of the note, the line over it, its title, its keys."""


MIN_HEIGHT_FOR_AIR = 30
"""Rows of a window in which the page never touches the bars."""
_MIN_COLUMN_MEASURE = 48
"""Cells of the text of each of two columns, at least."""
_COLUMN_MARGIN_CELLS = 8
"""Cells around the text of a column."""


def compute_layout(
    width: int, height: int, max_measure: int, *, article_list_beside: bool = False, in_columns: bool = False
) -> Layout:
    """The layout of a window, or of the part of it at the right of the list of articles.

    Args:
        width: Cells of the window or the part.
        height: Rows of the window.
        max_measure: The measure of the settings, in cells.
        article_list_beside: Whether the list of articles stands at the left of it.
        in_columns: Whether the text is to have two columns where there is room for them; lists are drawers then.
    """
    if in_columns and width // 2 - _COLUMN_MARGIN_CELLS >= _MIN_COLUMN_MEASURE:
        measure = min(max_measure, width // 2 - _COLUMN_MARGIN_CELLS) // 2 * 2
        drawer_rows = max(3, min(height - 6, 14)) if height > 8 else max(1, height - 2)
        is_airy = height >= MIN_HEIGHT_FOR_AIR
        return Layout(measure, 0, 0, 0, drawer_rows, True, True, height < 5, column_count=2, has_air=is_airy)
    column = next(
        column
        for least, column in _TEXT_COLUMNS
        if width >= least and not (article_list_beside and least >= MIN_WIDTH_FOR_ARTICLE_LIST)
    )
    measure = max(1, min(max_measure, width - 2 * (column if width < 80 else 4)))
    if width >= 100:
        measure = min(max_measure, width - column - 22)
    measure -= measure % 2 if measure > 1 else 0
    beside = width >= 100
    edge = column + measure + 2
    return Layout(
        measure=measure,
        text_column=column,
        left_list_cells=column - 4 if width >= MIN_WIDTH_FOR_ARTICLE_LIST and not article_list_beside else 0,
        right_list_cells=max(16, width - edge) if beside else 0,
        drawer_rows=max(3, min(height - 6, 12) if height < 30 else 14) if height > 8 else max(1, height - 2),
        has_path=width >= 60,
        is_wide=width >= 100,
        is_too_small=width < 20 or height < 5,
        has_air=height >= MIN_HEIGHT_FOR_AIR,
    )


def center_page(layout: Layout, width: int) -> Layout:
    """The layout of a window with nothing but the page: it is in the middle, and lists are drawers.

    Args:
        layout: The layout with the lists beside the page.
        width: Cells of the window.
    """
    column = layout.text_column if layout.column_count > 1 else max(0, width - layout.measure) // 4 * 2
    return layout._replace(text_column=column, left_list_cells=0, right_list_cells=0)


def make_page_style(settings: Settings) -> PageStyle:
    """The page style of the settings."""
    return PageStyle(
        settings.measure * 2,
        settings.kinsoku,
        settings.ambiguous_width,
        settings.paragraphs,
        density=settings.density,
        space_above=1,
        is_justified=settings.alignment == "justified",
    )
