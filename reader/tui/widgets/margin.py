"""Lays out the user's notes in the margin of the page, in wide windows. Imports no Textual."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.rows.margin_notes import MARGIN_GAP_CELLS, MIN_MARGIN_CELLS, layout_margin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.tui.rows.columns import StyledText
    from reader.tui.state.annotations import HighlightPart
    from reader.tui.state.article import OpenArticle
    from reader.tui.widgets.viewport import Viewport
    from reader.typeset import AmbiguousWidth
    from reader.typeset.page_layout import PageLayout, Row


class Margin:
    """The rows of the margin, each note beside the first row of its words; made once for what is in the window."""

    def __init__(self) -> None:
        self.is_shown = False
        """Whether notes stand in the margin."""
        self._cache_key: object = None
        self._cached_rows: dict[int, list[StyledText]] = {}

    @staticmethod
    def find_first_column(viewport: Viewport, text_column: int) -> int:
        """The column in which the notes begin, where the text begins at another.

        Args:
            viewport: The visible rows.
            text_column: The column of the text.
        """
        return text_column + viewport.page.style.measure + MARGIN_GAP_CELLS

    def layout_rows(
        self,
        viewport: Viewport,
        open_article: OpenArticle,
        *,
        text_column: int,
        width: int,
        ambiguous: AmbiguousWidth,
        has_colours: bool = True,
    ) -> dict[int, list[StyledText]]:
        """Lay out the notes of what is in the window.

        Args:
            viewport: The window.
            open_article: The article it shows.
            text_column: The column in which the text begins.
            width: Cells of the window.
            ambiguous: Cells of characters of ambiguous width.
            has_colours: Whether the terminal shows colours.

        Returns:
            The texts of a row by the number of the row in the window.
        """
        index = open_article.annotation_index
        room = width - self.find_first_column(viewport, text_column) - 1
        if not self.is_shown or not index.annotations or room < MIN_MARGIN_CELLS:
            return {}
        key = (
            *(viewport.top, viewport.height, viewport.page, width, text_column, ambiguous),
            *(open_article.view_name, index.version),
        )
        if key != self._cache_key:
            starts = [
                (y, part.annotation)
                for y, place in enumerate(viewport.get_visible_places())
                if place and (row := viewport.page.get_row(place))
                for part in find_starting_highlights(viewport.page, open_article, place.item, row)
            ]
            self._cached_rows = layout_margin(starts, viewport.height, room, ambiguous, has_colours=has_colours)
            self._cache_key = key
        return self._cached_rows


def find_starting_highlights(
    page: PageLayout, open_article: OpenArticle, item: int, row: Row
) -> Iterator[HighlightPart]:
    """Find the highlights whose first character is in a row.

    Args:
        page: The page.
        open_article: Its article.
        item: The index of the row's item in the page.
        row: The row.
    """
    if page.items[item].cut_text:
        return
    for block, start, end, _ in page.get_row_pieces(item, row):
        start, end = page.span_to_source(block, start, end)
        yield from (
            part
            for part in open_article.annotation_index.find_in_range(block, start, end)
            if part.is_first and start <= part.start < end
        )
