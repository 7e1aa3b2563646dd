"""The page with the reader's notes in its margin, in windows that have room for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment

from reader.tui.rows.margin_notes import MARGIN_GAP_CELLS, MIN_MARGIN_CELLS, StyledText, layout_margin
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.painted import fit_segments
from reader.tui.widgets.row_painter import find_starting_highlights
from reader.typeset import to_display_text

if TYPE_CHECKING:
    from textual.strip import Strip

    from reader.typeset.page_layout import PageStyle


class Margin(ArticleView):
    """Each note beside the first row of its words."""

    def __init__(self, style: PageStyle) -> None:
        super().__init__(style)
        self._label_without_note: str | None = None
        self._cache_key: object = None
        self._cached_rows: dict[int, list[StyledText]] = {}

    def set_margin_label(self, label_without_note: str | None) -> None:
        """Have notes in the margin.

        Args:
            label_without_note: What to say there of a mark without a note; None for no notes in the margin.
        """
        if label_without_note != self._label_without_note:
            self._label_without_note = label_without_note
            self.refresh()

    def decorate_row(self, y: int, strip: Strip) -> Strip:
        """A row with its part of the margin."""
        parts = self._layout_rows().get(y)
        if not parts:
            return strip
        edge, plain = self._first_column, self.get_part_style()
        texts = [
            Segment(to_display_text(part.text), self.get_part_style(part.style_name) if part.style_name else plain)
            for part in parts
        ]
        return fit_segments([*strip.crop(0, edge), *texts], self.size.width, self.ambiguous, plain)

    @property
    def _first_column(self) -> int:
        """The column in which the notes of the margin begin."""
        return self.text_column + self.page.style.measure + MARGIN_GAP_CELLS

    def _layout_rows(self) -> dict[int, list[StyledText]]:
        """The rows of the margin, made once for what is in the window."""
        opened = self._open_article
        room = self.size.width - self._first_column - 1
        if (
            opened is None
            or self._label_without_note is None
            or not opened.annotation_index.annotations
            or room < MIN_MARGIN_CELLS
        ):
            return {}
        key = (self.top, self.size, self.text_column, opened.view_name, opened.annotation_index.version, self.page)
        if key != self._cache_key:
            starts = [
                (y, mark.annotation)
                for y, place in enumerate(self.get_visible_places())
                if place and (row := self.page.get_row(place))
                for mark in find_starting_highlights(self.page, opened, place.item, row)
            ]
            self._cached_rows = layout_margin(starts, self.size.height, room, self._label_without_note, self.ambiguous)
            self._cache_key = key
        return self._cached_rows
