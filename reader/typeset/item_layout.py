"""The rows of one item at one measure and in one script; made as they are asked for.

The text of an item is what is shown of its blocks, joined by a separator. Rows hold offsets in it; pieces map them to
offsets in the views of the blocks, and the views map these to the text as written.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from reader.typeset.justification import share_slack
from reader.typeset.line_breaking import wrap
from reader.typeset.widths import cell_len

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.model import View
    from reader.typeset.justification import Gap
    from reader.typeset.page_items import Item, PageStyle

_EM = 2
"""Cells of a Han character."""
_WIDE_INDENT = 2 * _EM
_NARROW_MEASURE, _NARROWEST_MEASURE = 16 * _EM, 4 * _EM
"""Cells under which the first line of a paragraph is indented by one em, not two; and by none."""
_PIECE_SEPARATOR = "  "
_JUSTIFIED_KINDS = frozenset({"paragraph", "quote", "list_item"})
_ROW_BATCH = 200
"""Rows that are made at once."""

_LIST_MARKER = re.compile(
    r"(?:[-*+•·‧●○■□◆◇▪※▸–]\s+|[（(]?[0-9０-９]{1,3}(?:[)）、]|[.．](?![0-9０-９]))\s*|[①-⑳]\s*|[（(]?[一二三四五六七八九十]{1,3}[、）)])"
)


class Piece(NamedTuple):
    """A range of the view of one block."""

    block: int
    start: int
    """Offset in the view of the block."""
    end: int
    """Offset in the view of the block."""
    text_start: int
    """The offset in the text of the item that it begins at."""


class Row(NamedTuple):
    """One row of an item; offsets are those of the text of the item."""

    indent: int
    """Cells from the left edge of the measure to the text, with the marker of the item."""
    start: int
    end: int


class ItemLayout:
    """The layout of an item.

    Args:
        item: The item.
        style: The style of the page.
        views: The views of the blocks of the item, by block index.
    """

    __slots__ = ("_style", "_views", "is_complete", "item", "pieces", "rows", "text")

    def __init__(self, item: Item, style: PageStyle, views: Mapping[int, View]) -> None:
        self.item = item
        self.rows: list[Row] = []
        """The rows made so far."""
        self.is_complete = False
        """Whether all rows were made."""
        self._style = style
        self._views = views
        pieces, texts, at = [], [], 0
        for block, start, end in item.block_ranges:
            view = views[block]
            # Not snapped outward: a phrase across two pieces of a block is shown by one of them only.
            piece = Piece(block, view.to_view(start), view.to_view(end), at)
            pieces.append(piece)
            texts.append(view.text[piece.start : piece.end])
            at += piece.end - piece.start + len(_PIECE_SEPARATOR)
        self.pieces = tuple(pieces)
        self.text = _PIECE_SEPARATOR.join(texts)

    # -- mapping to the text as written

    def find_position(self, offset: int) -> tuple[int, int]:
        """The (block, offset as written) of an offset in the text of the item.

        A separator belongs to the piece before it. Inside a phrase that the conversion replaced it is the start of the
        phrase.
        """
        piece = self._find_piece(offset)
        return piece.block, self._views[piece.block].to_source(min(piece.start + offset - piece.text_start, piece.end))

    def find_end_position(self, offset: int) -> tuple[int, int]:
        """As `find_position`, for the end of a range: inside a replaced phrase it is the end of the phrase."""
        piece = self._find_piece(offset)
        at = min(piece.start + offset - piece.text_start, piece.end)
        return piece.block, self._views[piece.block].span_to_source(max(piece.start, at - 1), at)[1]

    def _find_piece(self, offset: int) -> Piece:
        return next((piece for piece in reversed(self.pieces) if piece.text_start <= offset), self.pieces[0])

    def find_text_offset(self, block: int, offset: int) -> int | None:
        """The offset in the text of the item of a position; of a hidden one, that of what follows it.

        Args:
            block: The index of the block; the result is None for one that the item does not show.
            offset: Offset in the block, as written.
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
        """The index of the row that shows an offset of the text; spaces at a break belong to the row below."""
        while not self.is_complete and (not self.rows or self.rows[-1].end <= offset):
            self._make_next_rows(_ROW_BATCH)
        return min(bisect_right(self.rows, offset, key=_get_row_end), len(self.rows) - 1)

    def make_rows(self, count: int | None) -> int:
        """Make at least so many rows, or all for None; return how many there are."""
        while not self.is_complete and (count is None or len(self.rows) < count):
            self._make_next_rows(None if count is None else max(_ROW_BATCH, count - len(self.rows)))
        return len(self.rows)

    def _make_next_rows(self, limit: int | None) -> None:
        """Make at most so many rows after the last, or all for None."""
        first, rest, width = self._measure_indents()
        body = self.text[: self.pieces[0].end - self.pieces[0].start]
        start = self.rows[-1].end if self.rows else 0
        fresh = wrap(
            body,
            width - rest,
            first_width=width - first,
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
        """The indent of the first row, the indent of the others, and the cell that rows end at."""
        kind, measure, ambiguous = self.item.kind, self._style.measure, self._style.ambiguous_width
        em = 0 if measure < _NARROWEST_MEASURE else _EM if measure < _NARROW_MEASURE else _WIDE_INDENT
        if kind == "paragraph":
            return (em if self._style.paragraphs == "indent" else 0), 0, measure
        lead = min(cell_len(self.item.marker, ambiguous), max(0, measure - _EM))
        if kind == "caption":
            return em + lead, em + lead, max(measure - em, em + lead + _EM)
        if kind == "quote":
            return (lead, lead, measure) if self._style.plain else (em, em, measure)
        if kind in ("list_item", "table_row"):
            marker = _LIST_MARKER.match(self.text)
            hang = cell_len(marker[0], ambiguous) if marker else em
            return 0, max(0, min(hang, measure // 2, measure - _EM)), measure
        return lead, lead, measure

    def get_gaps(self, row: Row) -> Sequence[Gap]:
        """The blanks that bring a row to the edge of the measure; none in a last row and in what is no running text."""
        body_end = self.pieces[0].end - self.pieces[0].start
        if not self._style.is_justified or self.item.kind not in _JUSTIFIED_KINDS or row.end >= body_end:
            return ()
        used = row.indent + cell_len(self.text[row.start : row.end], self._style.ambiguous_width)
        return share_slack(self.text, row.start, row.end, self._measure_indents()[2] - used)

    def _add_piece(self, start: int, end: int, width: int) -> None:
        """Add a piece behind the one before it, or else in a row of its own; a credit is right-aligned there."""
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
        if self.item.kind == "caption":  # wrapped with its caption: it may begin with a mark that may not begin a row
            self.rows.pop()
            start = last.start
        for begin, stop in wrap(text[start:end], room, kinsoku=self._style.kinsoku, ambiguous_width=ambiguous):
            self.rows.append(Row(last.indent, start + begin, start + stop))


def _get_row_end(row: Row) -> int:
    return row.end
