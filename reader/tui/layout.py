"""Where things stand in a window of any size: a table, not a computation."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.typeset.page_layout import PageStyle

if TYPE_CHECKING:
    from reader.config.settings import Settings


class Layout(NamedTuple):
    """Columns and rows, all in cells; columns are even so that a wide character never straddles an edge."""

    measure: int
    """Cells of a full row of text."""
    column: int
    """Where the text begins."""
    left_pane: int
    """Width of a list left of the page; 0 where there is no room for one."""
    right_pane: int
    """Width of a list right of the page; 0 where lists are drawers."""
    drawer: int
    """Height of a drawer."""
    path: bool
    """Whether the row above has room for a path."""
    wide: bool
    """Whether there is room for long names."""
    too_small: bool

    @property
    def beside(self) -> bool:
        """Whether the list stands beside the page."""
        return self.right_pane > 0


_MARGINS = ((160, 64), (100, 6), (80, 4), (60, 2), (4, 1), (0, 0))
"""From this width of the window on, the column of the text."""


BESIDE = 160
"""From this width of the window on the list of articles, or a list left of the page, stands beside the page."""
LIST_WIDTH = 42
"""Cells of the list of articles, the line between it and the page included."""


def fit(width: int, height: int, longest: int, *, listed: bool = False) -> Layout:
    """The layout of what is right of the list of articles, or of the whole window.

    Args:
        width: Cells of it.
        height: Rows of the window.
        longest: The measure the reader wants, in cells.
        listed: Whether the list of articles stands at its left.
    """
    column = next(column for least, column in _MARGINS if width >= least and not (listed and least >= BESIDE))
    measure = max(1, min(longest, width - 2 * (column if width < 80 else 4)))
    if width >= 100:
        measure = min(longest, width - column - 22)
    measure -= measure % 2 if measure > 1 else 0
    beside = width >= 100
    edge = column + measure + 2
    return Layout(
        measure=measure,
        column=column,
        left_pane=column - 4 if width >= BESIDE and not listed else 0,
        right_pane=max(16, width - edge) if beside else 0,
        drawer=max(3, min(height - 6, 12) if height < 30 else 14) if height > 8 else max(1, height - 2),
        path=width >= 60,
        wide=width >= 100,
        too_small=width < 20 or height < 5,
    )


def page_style(settings: Settings) -> PageStyle:
    """How the settings set a page."""
    return PageStyle(
        settings.measure * 2, settings.kinsoku, settings.cells, settings.paragraphs, density=settings.density
    )
