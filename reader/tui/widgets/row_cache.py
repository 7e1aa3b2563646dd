"""The painted rows of the page, kept until they look different."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.cache import LRUCache

from reader.tui.widgets.row_painter import RowPainter

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.style import Style
    from textual.strip import Strip

    from reader.tui.state.article import OpenArticle
    from reader.tui.widgets.row_painter import SelectionState
    from reader.typeset.page_layout import LineLocation, PageLayout

_MAX_ROWS = 1024


class RowCache:
    """Paints each row once.

    Args:
        get_style: The style of a part of the page by its name; "" is plain.
        get_overlay_style: The style of a part that is laid over others, with only what makes it different.
        has_colours: Whether the terminal shows colours.
    """

    def __init__(
        self,
        get_style: Callable[[str], Style],
        get_overlay_style: Callable[[str], Style],
        has_colours: Callable[[], bool] = lambda: True,
    ) -> None:
        self._get_style = get_style
        self._get_overlay_style = get_overlay_style
        self._has_colours = has_colours
        self._strips: LRUCache[tuple[str, int, LineLocation], Strip] = LRUCache(_MAX_ROWS)

    def get_row(
        self,
        page: PageLayout,
        open_article: OpenArticle,
        selection_state: SelectionState,
        place: LineLocation,
        text_column: int,
        width: int,
    ) -> Strip | None:
        """The row of a location; None where there is none.

        Args:
            page: The page.
            open_article: Its article.
            selection_state: The current item, the selection and the cursor.
            place: The item and the line in it.
            text_column: The column in which the text begins.
            width: Cells of the row.
        """
        row = page.get_row(place)
        if row is None:
            return None
        key = (open_article.view_name, width, place)  # rows painted in one script are kept while the other one is read
        strip = self._strips.get(key)
        if strip is None:
            painter = RowPainter(
                page,
                open_article,
                selection_state,
                self._get_style,
                self._get_overlay_style,
                has_colours=self._has_colours(),
            )
            strip = self._strips[key] = painter.paint_row(place, row, text_column, width)
        return strip

    def discard(self, first: LineLocation, last: LineLocation) -> None:
        """Forget the rows from one location to another, both included.

        Args:
            first: The first location.
            last: The last location.
        """
        for key in list(self._strips.keys()):
            if first <= key[2] <= last:
                self._strips.discard(key)

    def clear(self) -> None:
        """Forget all rows."""
        self._strips.clear()
