"""Paints one row of the page from offsets of the source: its margin, its sign, its text in all its looks."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.typeset import cell_len, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.model import Block, Span
    from reader.tui.opened import Opened, Stop
    from reader.typeset.page import Item, Page, Place, Row

_HIT = Style(reverse=True, dim=True)
_CURRENT = Style(reverse=True, bold=True)
_STOPS = frozenset("。.：:！!？?")


class RowPainter:
    """What the rows of a page look like now.

    Args:
        page: The page.
        opened: Its article, in the script of the view, with the hits of a search.
        current: What `n` landed on.
        look: The style of a part of the page by its name; "" is plain.
    """

    def __init__(self, page: Page, opened: Opened, current: Stop | None, look: Callable[[str], Style]) -> None:
        self._page = page
        self._opened = opened
        self._current = current
        self._look = look

    def paint(self, place: Place, row: Row, column: int, width: int) -> Strip:
        """One row of so many cells; the text of the page begins at a column."""
        item = self._page.items[place.item]
        plain = self._look("")
        margin = column + row.indent
        segments = [Segment(" " * margin, plain)]
        if item.lead and place.line == item.gap:
            segments = [Segment(" " * (margin - len(item.lead)), plain), Segment(item.lead, self._look("sign"))]
        segments += self._text(item, row)
        ambiguous = self._page.style.ambiguous
        cells = sum(cell_len(segment.text, ambiguous) for segment in segments)
        if cells < width:
            segments.append(Segment(" " * (width - cells), plain))
        strip = Strip(segments, max(cells, width))
        return strip if cells <= width else strip.crop(0, width)

    def _text(self, item: Item, row: Row) -> list[Segment]:
        """The text of a row, cut where its look changes."""
        segments = []
        at = row.start
        base = self._look(item.kind)
        for piece in item.pieces:
            shift = piece.at - piece.start  # from the block's offsets to the item's
            start, end = max(row.start, piece.at), min(row.end, piece.at + piece.end - piece.start)
            if start >= end:
                continue
            if start > at:
                segments.append(Segment(" " * (start - at), base))
            at = end
            first = start - shift
            text = self._opened.stretch(piece.block, first, end - shift)
            for left, right, style in self._runs(piece.block, first, end - shift, base):
                segments.append(Segment(shown(text[left - first : right - first]), style))
        return segments

    def _runs(self, index: int, start: int, end: int, base: Style) -> list[tuple[int, int, Style]]:
        """The looks of a stretch of a block: (start, end, style), without gaps."""
        block = self._page.blocks[index]
        layers = [(s.start, _with_stop(block, s), self._look(s.kind)) for s in block.spans if s.kind != "link"]
        layers += [(hit.start, hit.end, _HIT) for hit in self._opened.hits_in(index, start, end)]
        if self._current and self._current.block == index:
            layers.append((self._current.start, self._current.end, _CURRENT))
        layers = [(max(s, start), min(e, end), look) for s, e, look in layers if s < end and e > start]
        if not layers:
            return [(start, end, base)]
        cuts = sorted({start, end, *(cut for s, e, _ in layers for cut in (s, e))})
        runs = []
        for left, right in pairwise(cuts):
            style = base
            for s, e, look in layers:
                if s <= left and right <= e:
                    style += look
            runs.append((left, right, style))
        return runs


def _with_stop(block: Block, span: Span) -> int:
    """The end of a span; a run-in head is shown with the stop that ends it."""
    return span.end + (span.kind == "run_in" and block.text[span.end : span.end + 1] in _STOPS)
