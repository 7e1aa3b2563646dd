"""The page with the reader's notes in its margin, in windows that have room for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment

from reader.tui.rows.margin_notes import GAP, LEAST, Part, margin
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.painted import row_of
from reader.tui.widgets.row_painter import begun_in
from reader.typeset import shown

if TYPE_CHECKING:
    from textual.strip import Strip

    from reader.typeset.page_layout import PageStyle


class MarginedArticle(ArticleView):
    """Each note beside the first row of its words."""

    def __init__(self, style: PageStyle) -> None:
        super().__init__(style)
        self._marked: str | None = None
        self._margin_key: object = None
        self._margin_rows: dict[int, list[Part]] = {}

    def margin_of(self, marked: str | None) -> None:
        """Have notes in the margin.

        Args:
            marked: What to say there of a mark without a note; None for no notes in the margin.
        """
        if marked != self._marked:
            self._marked = marked
            self.refresh()

    def beside(self, y: int, strip: Strip) -> Strip:
        """A row with its part of the margin."""
        parts = self._margin().get(y)
        if not parts:
            return strip
        edge, plain = self._edge, self.look()
        texts = [Segment(shown(part.text), self.look(part.look) if part.look else plain) for part in parts]
        return row_of([*strip.crop(0, edge), *texts], self.size.width, self.ambiguous, plain)

    @property
    def _edge(self) -> int:
        """The column in which the notes of the margin begin."""
        return self.left + self.page.style.measure + GAP

    def _margin(self) -> dict[int, list[Part]]:
        """The rows of the margin, made once for what is in the window."""
        opened = self._opened
        room = self.size.width - self._edge - 1
        if opened is None or self._marked is None or not opened.noted.annotations or room < LEAST:
            return {}
        key = (self.top, self.size, self.left, opened.view, opened.noted.version, self.page)
        if key != self._margin_key:
            starts = [
                (y, mark.annotation)
                for y, place in enumerate(self.places())
                if place and (row := self.page.line(place))
                for mark in begun_in(self.page, opened, place.item, row)
            ]
            self._margin_rows = margin(starts, self.size.height, room, self._marked, self.ambiguous)
            self._margin_key = key
        return self._margin_rows
