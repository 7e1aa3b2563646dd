"""Puts the rows of a page together: its columns of text, the labels on it, the notes in its margin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from rich.segment import Segment
from textual.strip import Strip

from reader.tui.widgets.painted import fit_segments
from reader.tui.widgets.row_cache import RowCache
from reader.tui.widgets.row_overlay import overlay_labels
from reader.typeset import to_display_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.style import Style
    from textual.app import App
    from textual.geometry import Size

    from reader.tui.cursor.positions import Position
    from reader.tui.state.article import OpenArticle
    from reader.tui.state.navigation import NavigationTarget
    from reader.tui.widgets.margin import Margin
    from reader.tui.widgets.row_painter import SelectionState
    from reader.tui.widgets.viewport import Viewport
    from reader.typeset import AmbiguousWidth
    from reader.typeset.page_layout import LineLocation, PageLayout


class PageView(Protocol):
    """The widget of the page, as far as its rows depend on it."""

    viewport: Viewport
    margin: Margin
    text_column: int
    selection_state: SelectionState
    ambiguous: AmbiguousWidth

    @property
    def app(self) -> App[object]:
        """The app."""

    @property
    def size(self) -> Size:
        """The size in cells."""

    @property
    def page(self) -> PageLayout:
        """The layout that is shown."""

    @property
    def top(self) -> LineLocation:
        """The first visible line."""

    def get_part_style(self, part: str = "") -> Style:
        """The style of a part by its name."""

    def get_overlay_style(self, part: str) -> Style:
        """The style of a part that is laid over other styles."""


class PageRenderer:
    """Renders the rows of the window.

    Args:
        view: The page.
    """

    def __init__(self, view: PageView) -> None:
        self._view = view
        self._rows = RowCache(view.get_part_style, view.get_overlay_style, lambda: not view.app.no_color)
        self._labels: dict[LineLocation, list[tuple[int, str]]] = {}
        """The labels that lie over rows, each with its cell from the left edge of the text."""
        self.column_count = 1
        """Columns of text, which are read one after the other."""

    @property
    def column_cells(self) -> int:
        """Cells of a column of text with what is around it; even, so that no wide character is cut."""
        width = self._view.size.width
        return width if self.column_count == 1 else width // self.column_count // 2 * 2

    @property
    def text_column(self) -> int:
        """The cell of a column of text in which the text begins."""
        if self.column_count == 1:
            return self._view.text_column
        return max(0, (self.column_cells - self._view.page.style.measure) // 4 * 2)

    def set_labels(self, labels: Mapping[str, NavigationTarget]) -> None:
        """Lay labels over the beginnings of some targets."""
        self._labels = {}
        for label, target in labels.items():
            found = self._view.page.locate_cell(*target[:2])
            if found is not None:
                self._labels.setdefault(found[0], []).append((found[1], label))

    def clear(self) -> None:
        """Forget the painted rows."""
        self._rows.clear()

    def discard_between(self, positions: Sequence[Position]) -> list[int]:
        """Forget the rows from the first to the last of some positions; return those of the window to draw again."""
        if not positions:
            return []
        places = [self._view.viewport.find_line(*position) for position in positions]
        first, last = min(places), max(places)
        self._rows.discard(first, last)
        visible = self._view.viewport.known_visible_places
        if not visible:  # it scrolled: all rows are asked for anyhow
            return list(range(self._view.size.height))
        return [self._find_row(n) for n, place in enumerate(visible) if place is not None and first <= place <= last]

    def _find_row(self, index: int) -> int:
        """The row of the window that shows the line of an index among the visible ones."""
        return index % max(1, self._view.size.height)

    def find_position(self, x: int, y: int) -> Position:
        """The position under a cell of the window; beyond the text the nearest one."""
        column = min(max(0, x) // max(1, self.column_cells), self.column_count - 1)
        cell = x - column * self.column_cells - self.text_column
        return self._view.viewport.position_at(y + column * self._view.size.height, cell)

    def render(self, y: int, open_article: OpenArticle | None) -> Strip:
        """A row of the window, without the scroll bar.

        Args:
            y: The row.
            open_article: The article; None before there is one.
        """
        view, width = self._view, self._view.size.width
        if open_article is None or not view.page.items:
            return Strip.blank(width, view.get_part_style())
        places = view.viewport.get_visible_places()
        columns = [
            self._render_column(open_article, places[index]) if index < len(places) else None
            for index in range(y, self.column_count * view.size.height, max(1, view.size.height))
        ]
        plain = view.get_part_style()
        if self.column_count == 1:
            row = columns[0] if columns and columns[0] is not None else Strip.blank(width, plain)
            return self._add_margin(y, row, open_article)
        segments = [segment for column in columns for segment in column or Strip.blank(self.column_cells, plain)]
        return fit_segments(segments, width, view.ambiguous, plain)

    def _render_column(self, open_article: OpenArticle, place: LineLocation | None) -> Strip | None:
        if place is None:
            return None
        strip = self._paint(open_article, place)
        return self._add_labels(place, strip) if strip is not None and place in self._labels else strip

    def _paint(self, open_article: OpenArticle, place: LineLocation) -> Strip | None:
        view = self._view
        return self._rows.get_row(
            view.page, open_article, view.selection_state, place, self.text_column, self.column_cells
        )

    def paint_next_page(self, open_article: OpenArticle) -> None:
        """Paint the rows of the next page: what takes time in them is done before they are wanted."""
        place = self._view.page.offset_location(self._view.top, self._view.viewport.height - 1)
        for _ in range(self._view.viewport.height):
            place = self._view.page.offset_location(place, 1)
            self._paint(open_article, place)

    def _add_labels(self, place: LineLocation, strip: Strip) -> Strip:
        """A row with the labels of what begins in it."""
        cells = [(self.text_column + cell, label) for cell, label in self._labels[place]]
        return overlay_labels(strip, cells, self._view.get_part_style("label"), self._view.ambiguous)

    def _add_margin(self, y: int, strip: Strip, open_article: OpenArticle) -> Strip:
        """A row with its part of the notes in the margin."""
        view = self._view
        if not view.margin.is_shown:
            return strip
        rows = view.margin.layout_rows(
            view.viewport,
            open_article,
            text_column=view.text_column,
            width=view.size.width,
            ambiguous=view.ambiguous,
            has_colours=not view.app.no_color,
        )
        if not rows.get(y):
            return strip
        edge, plain = view.margin.find_first_column(view.viewport, view.text_column), view.get_part_style()
        texts = [
            Segment(to_display_text(part.text), view.get_part_style(part.style_name) if part.style_name else plain)
            for part in rows[y]
        ]
        left = fit_segments(strip, edge, view.ambiguous, plain)
        return fit_segments([*left, *texts], view.size.width, view.ambiguous, plain)
