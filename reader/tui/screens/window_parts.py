"""The place of each part of the reading screen: lists of the library, list of articles, page or preview."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from textual.widget import Widget

from reader.tui.layout import (
    ARTICLE_LIST_CELLS,
    BAR_ROWS,
    LIBRARY_LISTS_CELLS,
    MIN_WIDTH_FOR_ARTICLE_LIST,
    MIN_WIDTH_FOR_LIBRARY_LISTS,
    MIN_WIDTH_FOR_PREVIEW,
    compute_list_cells,
)
from reader.tui.widgets.article_preview import TEXT_COLUMN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.tui.controllers.article_preview import ArticlePreviewController
    from reader.tui.shell import Session
    from reader.tui.widgets.article_list import ArticleList
    from reader.tui.widgets.article_pane import ArticlePane
    from reader.tui.widgets.article_preview import ArticlePreview
    from reader.tui.widgets.library_lists import LibraryLists


class Overlay(Protocol):
    """What may lie over the last rows of the parts."""

    @property
    def rows_over_page(self) -> int:
        """The rows of the parts that it covers."""


class WindowParts:
    """The parts beside each other, from left to right.

    Args:
        session: What is open.
        library_lists: The lists of the library.
        article_list: The list of articles.
        article_pane: The page with the list beside it.
        preview: The preview of the selected article.
        overlays: What may lie over their last rows.
    """

    def __init__(
        self,
        session: Session,
        library_lists: LibraryLists,
        article_list: ArticleList,
        article_pane: ArticlePane,
        preview: ArticlePreview,
        overlays: Sequence[Overlay],
    ) -> None:
        self._session = session
        self._library_lists = library_lists
        self._article_list = article_list
        self._article_pane = article_pane
        self._preview = preview
        self._overlays = overlays
        self._width = self._height = 0
        self._covered_rows = 0
        """The last rows of the parts that are not drawn."""
        self.is_list_beside_page = False
        """Whether the list of articles stands beside the page."""
        self.is_page_alone = False
        """Whether only the page is shown, without what stands around it."""
        self.is_list_alone = False
        """Whether the list of articles is in front of the page."""

    def fit_to_window(self, width: int, height: int, preview: ArticlePreviewController) -> None:
        """Fit all parts to the window.

        Args:
            width: Cells of the window.
            height: Rows of the window.
            preview: Decides whether the preview is shown.
        """
        self._width, self._height = width, height
        preview.has_room = width >= MIN_WIDTH_FOR_PREVIEW
        has_room = width >= MIN_WIDTH_FOR_ARTICLE_LIST and not self.is_page_alone
        beside = self.is_list_beside_page = self._session.has_several_articles and has_room
        self._article_pane.fit_to_window(
            width - self._lists_cells - (ARTICLE_LIST_CELLS if beside else 0),
            height,
            article_list_beside=beside,
            is_alone=self.is_page_alone,
        )
        self.show_parts(preview)

    def clip(self) -> None:
        """Draw the parts only above what lies over their last rows; their sizes and what they show stay as they are.

        Where a drawer lies over the edge between two parts, Textual draws blanks in place of a character of the drawer
        that takes a cell at either side of that edge.
        """
        body, rows = self._article_pane.parent, max(1, self._height - BAR_ROWS)
        covered_rows = min(rows, max(overlay.rows_over_page for overlay in self._overlays))
        if not isinstance(body, Widget) or covered_rows == self._covered_rows == 0:
            return
        self._covered_rows = covered_rows
        body.styles.margin = (0, 0, covered_rows, 0)
        for part in (self._library_lists, self._article_list, self._article_pane, self._preview):
            part.styles.height = rows if covered_rows else None

    @property
    def _lists_cells(self) -> int:
        """Cells of the column with the lists of the library; 0 where there is none."""
        has_lists = self.is_list_beside_page and self._session.reading_list.is_library
        return LIBRARY_LISTS_CELLS if has_lists and self._width >= MIN_WIDTH_FOR_LIBRARY_LISTS else 0

    def show_parts(self, preview: ArticlePreviewController) -> None:
        """Show the list of articles beside the page, or in front of it, or not at all; and the preview.

        The preview stands beside a list that is in front of the page, else in place of the page.

        Args:
            preview: Decides whether the preview is shown.
        """
        beside = self.is_list_beside_page
        listing = self.is_list_alone = self._session.is_list_in_front and not beside
        is_previewed = preview.is_shown
        list_cells = (
            ARTICLE_LIST_CELLS if beside else compute_list_cells(self._width, self._session.settings.measure * 2)
        )
        self._library_lists.set_layout(self._lists_cells)
        self._article_list.set_layout(
            list_cells,
            is_shown=beside or self._session.is_list_in_front,
            as_column=beside or (listing and is_previewed),
            has_heading=beside,
        )
        has_page = not listing and not is_previewed
        if self._article_pane.display is not has_page:
            self._article_pane.display = has_page  # at once: a class would be a frame late
        column = self._article_pane.window_layout.text_column if beside else TEXT_COLUMN
        self._preview.set_layout(self._width - self._lists_cells - list_cells, column, is_shown=is_previewed)
