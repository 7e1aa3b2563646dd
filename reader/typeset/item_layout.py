"""The rows of one item, at one measure and in one script, made as they are asked for.

An item's text is what is shown of its blocks, a joint between them. Rows and pieces hold offsets of it and of the
blocks' views; the way back to the text as written is the views'.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from reader.typeset.line_breaking import wrap
from reader.typeset.widths import cell_len

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.model import View
    from reader.typeset.page_items import Item, PageStyle

EM = 2
"""Cells of a Han character."""
NARROW_MEASURE = 16 * EM
"""Under 16 Han a paragraph is set in by one em, not two (typesetting rule R9)."""
_PIECE_SEPARATOR = "  "
_ROW_BATCH = 200

_LIST_MARKER = re.compile(
    r"(?:[-*+•·‧●○■□◆◇▪※▸–]\s+|[（(]?[0-9０-９]{1,3}(?:[)）、]|[.．](?![0-9０-９]))\s*|[①-⑳]\s*|[（(]?[一二三四五六七八九十]{1,3}[、）)])"
)


class Piece(NamedTuple):
    """A stretch of one block as it is shown."""

    block: int
    start: int
    """Offset in the block's view."""
    end: int
    text_start: int
    """Where it begins in the item's text."""


class Row(NamedTuple):
    """One row of an item: what it shows and how far it is set in."""

    indent: int
    """Cells from the left edge of the measure, the item's lead included."""
    start: int
    """Offset in the item's text."""
    end: int


class ItemLayout:
    """An item as it is set.

    Args:
        item: What is set.
        style: How; its measure is the one thing that two settings of an item in one view differ by.
        views: The views of the item's blocks, by their indexes.
    """

    __slots__ = ("_style", "_views", "is_complete", "item", "pieces", "rows", "text")

    def __init__(self, item: Item, style: PageStyle, views: Mapping[int, View]) -> None:
        self.item = item
        self.rows: list[Row] = []
        """Those made so far."""
        self.is_complete = False
        self._style = style
        self._views = views
        pieces, texts, at = [], [], 0
        for block, start, end in item.block_ranges:
            view = views[block]
            # Not snapped outward: of two pieces of a block that a phrase joins, one alone shows the phrase.
            piece = Piece(block, view.to_view(start), view.to_view(end), at)
            pieces.append(piece)
            texts.append(view.text[piece.start : piece.end])
            at += piece.end - piece.start + len(_PIECE_SEPARATOR)
        self.pieces = tuple(pieces)
        self.text = _PIECE_SEPARATOR.join(texts)

    # -- the way to the text as written and back

    def find_position(self, offset: int) -> tuple[int, int]:
        """The (block, source offset) of an offset in the item's text; a joint belongs to what it follows.

        Inside a phrase that the view rewrote it is where the phrase begins.
        """
        piece = self._find_piece(offset)
        return piece.block, self._views[piece.block].to_source(min(piece.start + offset - piece.text_start, piece.end))

    def find_end_position(self, offset: int) -> tuple[int, int]:
        """As `source`, for the end of a stretch: inside a phrase it is where the phrase ends."""
        piece = self._find_piece(offset)
        at = min(piece.start + offset - piece.text_start, piece.end)
        return piece.block, self._views[piece.block].span_to_source(max(piece.start, at - 1), at)[1]

    def _find_piece(self, offset: int) -> Piece:
        return next((piece for piece in reversed(self.pieces) if piece.text_start <= offset), self.pieces[0])

    def find_text_offset(self, block: int, offset: int) -> int | None:
        """Where a source offset of a block stands in the item's text; hidden ones count as what follows them.

        None for a block that the item does not show.
        """
        view = self._views.get(block)
        if view is None:
            return None
        offset = view.to_view(offset)
        for piece in self.pieces:
            if piece.block == block and offset < piece.end:
                return piece.text_start + max(0, offset - piece.start)
        return max(piece.text_start + piece.end - piece.start for piece in self.pieces if piece.block == block)

    # -- rows

    def find_row_index(self, offset: int) -> int:
        """The number of the row that shows an offset of the text; spaces at a break count to the row below."""
        while not self.is_complete and (not self.rows or self.rows[-1].end <= offset):
            self._make_next_rows(_ROW_BATCH)
        return min(bisect_right(self.rows, offset, key=_get_row_end), len(self.rows) - 1)

    def make_rows(self, count: int | None) -> int:
        """Make at least so many rows, if the item has them, or all; how many there are."""
        while not self.is_complete and (count is None or len(self.rows) < count):
            self._make_next_rows(None if count is None else max(_ROW_BATCH, count - len(self.rows)))
        return len(self.rows)

    def _make_next_rows(self, limit: int | None) -> None:
        """Make rows, going on from the last; all of them when `limit` is None."""
        first, rest, width = self._measure_indents()
        body = self.text[: self.pieces[0].end - self.pieces[0].start]
        start = self.rows[-1].end if self.rows else 0
        fresh = wrap(
            body,
            max(1, width - rest),
            first_width=max(1, width - first),
            kinsoku=self._style.kinsoku,
            ambiguous_width=self._style.ambiguous_width,
            start=start,
            max_rows=limit,
        )
        for begin, end in fresh:
            self.rows.append(Row(rest if self.rows else first, begin, end))
        self.is_complete = limit is None or len(fresh) < limit or self.rows[-1].end >= len(body)
        if self.is_complete:
            for piece in self.pieces[1:]:
                self._add_piece(piece.text_start, piece.text_start + piece.end - piece.start, width)

    def _measure_indents(self) -> tuple[int, int, int]:
        """Cells before the first row, before the others, and where the item's rows end."""
        kind, measure, ambiguous = self.item.kind, self._style.measure, self._style.ambiguous_width
        em = 0 if measure < 4 * EM else EM if measure < NARROW_MEASURE else 2 * EM
        if kind == "paragraph":
            return (em if self._style.paragraphs == "indent" else 0), 0, measure
        lead = min(cell_len(self.item.marker, ambiguous), max(0, measure - EM))
        if kind == "caption":
            return em + lead, em + lead, max(measure - em, em + lead + EM)
        if kind == "quote":
            return (lead, lead, measure) if self._style.plain else (em, em, measure)
        if kind in ("list_item", "table_row"):
            marker = _LIST_MARKER.match(self.text)
            hang = cell_len(marker[0], ambiguous) if marker else em
            return 0, max(0, min(hang, measure // 2, measure - EM)), measure
        return lead, lead, measure

    def _add_piece(self, start: int, end: int, width: int) -> None:
        """Put a piece two spaces behind the one before it, or else on a row of its own; a credit at the right of it."""
        text, ambiguous = self.text, self._style.ambiguous_width
        last = self.rows[-1]
        if last.indent + cell_len(text[last.start : end], ambiguous) <= width:
            self.rows[-1] = last._replace(end=end)
            return
        room = width - last.indent
        spare = room - cell_len(text[start:end], ambiguous)
        if spare >= 0:
            self.rows.append(Row(last.indent + (spare if self.item.kind == "caption" else 0), start, end))
            return
        if self.item.kind == "caption":  # as one paragraph: the credit may begin with a mark that may not begin a row
            self.rows.pop()
            start = last.start
        for begin, stop in wrap(text[start:end], max(1, room), kinsoku=self._style.kinsoku, ambiguous_width=ambiguous):
            self.rows.append(Row(last.indent, start + begin, start + stop))


def _get_row_end(row: Row) -> int:
    return row.end
