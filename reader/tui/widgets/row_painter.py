"""Paints one row of the page from offsets of the source: its margin, its sign, its text in all its looks."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.tui.state.figures import UNMARKED
from reader.typeset import cell_len, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.model import Block, Span
    from reader.tui.cursor.positions import Position
    from reader.tui.state.annotations import Mark
    from reader.tui.state.article import Opened
    from reader.tui.state.navigation import Stop
    from reader.typeset.page_layout import Page, Place, Row

_CURRENT = Style(reverse=True, bold=True)
_GUTTER = 3
"""Cells left of the text where the signs of a row stand,"""
_SIGNS = 2
"""of which there is room for so many."""
_SELECTED = Style(reverse=True)
_CURSOR = Style(reverse=True, bold=True)
_CURSOR_IN_SELECTION = Style(reverse=False, bold=True, underline=True)
"""A gap in the reverse at the end of the selection that moves."""
_FIGURES = {"money": "money", "percent": "percent"}
"""Figures with a hue of their own; all others have one."""
_STOPS = frozenset("。.：:！!？?")


class Chosen(NamedTuple):
    """What of the page is the reader's: positions are (block, offset as written)."""

    current: Stop | None = None
    """What `n` landed on."""
    selection: tuple[Position, Position] | None = None
    cursor: tuple[Position, int] | None = None
    """Where the cursor stands, and the end of its character."""

    def layers(self, block: int, length: int) -> list[tuple[int, int, Style]]:
        """What a block of so many characters shows of it, the uppermost last."""
        layers = []
        if self.current and self.current.block == block:
            layers.append((self.current.start, self.current.end, _CURRENT))
        if self.selection:
            (first, start), (last, end) = self.selection
            if first <= block <= last:
                layers.append((start if block == first else 0, end if block == last else length, _SELECTED))
        if self.cursor and self.cursor[0][0] == block:
            style = _CURSOR_IN_SELECTION if self.selection else _CURSOR
            layers.append((self.cursor[0][1], self.cursor[1], style))
        return layers

    def changed(self, before: Chosen) -> list[Position]:
        """Positions between which the selection and the cursor look different from before."""
        changed = [side[0] for side in (self.cursor, before.cursor) if side]
        if self.selection == before.selection:
            return changed if self.cursor != before.cursor else []
        spans = [span for span in (self.selection, before.selection) if span]
        if len(spans) == 2 and spans[0][0] == spans[1][0]:
            return [*changed, spans[0][1], spans[1][1]]
        if len(spans) == 2 and spans[0][1] == spans[1][1]:
            return [*changed, spans[0][0], spans[1][0]]
        return [*changed, *(end for span in spans for end in span)]


class RowPainter:
    """What the rows of a page look like now.

    Args:
        page: The page.
        opened: Its article, in the script of the view, with the hits of a search.
        chosen: The current item, the selection, the cursor.
        look: The style of a part of the page by its name; "" is plain.
    """

    def __init__(self, page: Page, opened: Opened, chosen: Chosen, look: Callable[[str], Style]) -> None:
        self._page = page
        self._opened = opened
        self._chosen = chosen
        self._look = look

    def paint(self, place: Place, row: Row, column: int, width: int) -> Strip:
        """One row of so many cells; the text of the page begins at a column."""
        item = self._page.items[place.item]
        plain = self._look("")
        margin = column + row.indent
        segments = [Segment(" " * margin, plain)]
        if item.lead and place.line == item.gap:
            segments = [Segment(" " * (margin - len(item.lead)), plain), Segment(item.lead, self._look("sign"))]
        if column >= _GUTTER and (sign := self._gutter(place.item, row)):
            rest = segments[0].text[column - _GUTTER + len(sign) :]
            segments[0] = Segment(" " * (column - _GUTTER) + sign + rest, plain)
        segments += self._text(place.item, row)
        ambiguous = self._page.style.ambiguous
        cells = sum(cell_len(segment.text, ambiguous) for segment in segments)
        if cells < width:
            segments.append(Segment(" " * (width - cells), plain))
        strip = Strip(segments, max(cells, width))
        return strip if cells <= width else strip.crop(0, width)

    def _gutter(self, item: int, row: Row) -> str:
        """The number of a mark's colour, behind it `+` where there are several and `*` where a mark with a note ends;
        `?` beside a figure that does not add up, `~` beside what the view changed.
        """
        opened = self._opened
        if not opened.shows_changes and not opened.marks_figures and not opened.noted.annotations:
            return ""
        signs = dict.fromkeys("+*?~", False)
        colour = ""
        for block, start, end, _ in self._page.pieces_in(item, row):
            start, end = self._page.span_to_source(block, start, end)
            for mark in opened.noted.within(block, start, end):
                signs["+"] |= bool(colour)
                signs["*"] |= bool(mark.annotation.note) and mark.ends and mark.end <= end
                colour = colour or str(mark.colour)
            if opened.marks_figures:
                signs["?"] |= any(f.start < end and f.end > start for f in opened.figures.doubts(block))
            if opened.shows_changes:
                signs["~"] |= any(c.start < end and c.end > start for c in opened.changes(block))
        return (colour + "".join(sign for sign, here in signs.items() if here))[:_SIGNS]

    def _text(self, item: int, row: Row) -> list[Segment]:
        """The text of a row, cut where its look changes."""
        segments = []
        at = row.start
        base = self._look(self._page.items[item].kind)
        for block, start, end, begin in self._page.pieces_in(item, row):
            if begin > at:
                segments.append(Segment(" " * (begin - at), base))
            at = begin + end - start
            text = self._opened.shown(block, start, end)
            for left, right, style in self._runs(block, start, end, base):
                segments.append(Segment(shown(text[left - start : right - start]), style))
        return segments

    def _runs(self, index: int, start: int, end: int, base: Style) -> list[tuple[int, int, Style]]:
        """The looks of a stretch of a block: (start, end, style), without gaps; all offsets are of its view."""
        block = self._page.blocks[index]
        source_start, source_end = self._page.span_to_source(index, start, end)
        layers = [(s.start, _with_stop(block, s), self._look(s.kind)) for s in block.spans]
        if self._opened.marks_figures:
            layers += [
                (figure.start, figure.end, self._look(_FIGURES.get(figure.kind, "quantity")))
                for figure in self._opened.figures.within(index, source_start, source_end)
                if figure.kind not in UNMARKED
            ]
        if self._opened.shows_changes:
            layers += [
                (each.start, each.end, self._look("changed" if each.kind == "converted" else "doubt"))
                for each in self._opened.changes(index)
            ]
        layers += self._marks(index, source_start, source_end)
        layers += [
            (hit.start, hit.end, self._look("hit")) for hit in self._opened.hits_in(index, source_start, source_end)
        ]
        layers += self._chosen.layers(index, len(block.text))
        layers = [(*self._page.span_to_view(index, s, e), look) for s, e, look in layers]
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

    def _marks(self, index: int, start: int, end: int) -> list[tuple[int, int, Style]]:
        """The looks of the marks on a stretch of a block as written, and of what several of them share."""
        layers: list[tuple[int, int, Style]] = []
        behind = 0
        for mark in self._opened.noted.within(index, start, end):
            layers.append((mark.start, mark.end, self._look(f"mark{mark.colour}")))
            if mark.start < behind:  # they come in the order they begin
                layers.append((mark.start, min(behind, mark.end), self._look("overlap")))
            behind = max(behind, mark.end)
        return layers


def begun_in(page: Page, opened: Opened, item: int, row: Row) -> Iterator[Mark]:
    """The marks whose first character is in a row."""
    for block, start, end, _ in page.pieces_in(item, row):
        start, end = page.span_to_source(block, start, end)
        yield from (
            mark for mark in opened.noted.within(block, start, end) if mark.begins and start <= mark.start < end
        )


def _with_stop(block: Block, span: Span) -> int:
    """The end of a span; a run-in head is shown with the stop that ends it."""
    return span.end + (span.kind == "run_in" and block.text[span.end : span.end + 1] in _STOPS)
