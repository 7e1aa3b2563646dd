"""Painting of one row of the page: its gutter, its marker, and its text in all its styles."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.tui.state.figures import FIGURE_STYLES, UNMARKED_KINDS
from reader.typeset import cell_len, to_display_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.model import Block, Span
    from reader.tui.cursor.positions import Position
    from reader.tui.state.article import OpenArticle
    from reader.tui.state.navigation import NavigationTarget
    from reader.typeset.page_layout import LineLocation, PageLayout, Row

_CURRENT_STYLE = Style(reverse=True, bold=True)
_GUTTER_CELLS = 3
"""Cells left of the text where the signs of a row stand,"""
_MAX_SIGNS = 2
"""of which there is room for so many."""
_SELECTION_STYLE = Style(reverse=True)
_CURSOR_STYLE = Style(reverse=True, bold=True)
_CURSOR_IN_SELECTION_STYLE = Style(reverse=False, bold=True, underline=True)
"""A gap in the reverse at the end of the selection that moves."""
_TITLE_KINDS = frozenset({"headline", "deck", "heading"})
"""Kinds of blocks whose colour no figure breaks."""
_SENTENCE_ENDS = frozenset("。.：:！!？?")


class SelectionState(NamedTuple):
    """The current item, the selection and the cursor. Positions are (block, offset as written)."""

    current_item: NavigationTarget | None = None
    """What `n` went to last."""
    selection: tuple[Position, Position] | None = None
    cursor: tuple[Position, int] | None = None
    """Where the cursor stands, and the end of its character."""

    def get_layers(self, block: int, length: int) -> list[tuple[int, int, Style]]:
        """The (start, end, style) of what of it is in a block of so many code points, the uppermost last."""
        layers = []
        if self.current_item and self.current_item.block == block:
            layers.append((self.current_item.start, self.current_item.end, _CURRENT_STYLE))
        if self.selection:
            (first, start), (last, end) = self.selection
            if first <= block <= last:
                layers.append((start if block == first else 0, end if block == last else length, _SELECTION_STYLE))
        if self.cursor and self.cursor[0][0] == block:
            style = _CURSOR_IN_SELECTION_STYLE if self.selection else _CURSOR_STYLE
            layers.append((self.cursor[0][1], self.cursor[1], style))
        return layers

    def changed_positions(self, previous: SelectionState) -> list[Position]:
        """Positions between which rows look different than with another selection and cursor."""
        changed = [side[0] for side in (self.cursor, previous.cursor) if side]
        if self.selection == previous.selection:
            return changed if self.cursor != previous.cursor else []
        spans = [span for span in (self.selection, previous.selection) if span]
        if len(spans) == 2 and spans[0][0] == spans[1][0]:
            return [*changed, spans[0][1], spans[1][1]]
        if len(spans) == 2 and spans[0][1] == spans[1][1]:
            return [*changed, spans[0][0], spans[1][0]]
        return [*changed, *(end for span in spans for end in span)]


class RowPainter:
    """Paints the rows of a page.

    Args:
        page: The page.
        open_article: Its article, in the script of the view, with the hits of a search.
        selection_state: The current item, the selection, the cursor.
        get_style: The style of a part of the page by its name; "" is plain.
    """

    def __init__(
        self,
        page: PageLayout,
        open_article: OpenArticle,
        selection_state: SelectionState,
        get_style: Callable[[str], Style],
    ) -> None:
        self._page = page
        self._open_article = open_article
        self._selection_state = selection_state
        self._get_style = get_style

    def paint_row(self, place: LineLocation, row: Row, column: int, width: int) -> Strip:
        """Paint a row.

        Args:
            place: The location of the row.
            row: The row.
            column: The column in which the text of the page begins.
            width: Cells of the row.
        """
        item = self._page.items[place.item]
        plain = self._get_style("")
        margin = column + row.indent
        segments = [Segment(" " * margin, plain)]
        if item.marker and place.line == item.space_before:
            segments = [
                Segment(" " * (margin - len(item.marker)), plain),
                Segment(item.marker, self._get_style("sign")),
            ]
        if column >= _GUTTER_CELLS and (sign := self._gutter_signs(place.item, row)):
            rest = segments[0].text[column - _GUTTER_CELLS + len(sign) :]
            segments[0] = Segment(" " * (column - _GUTTER_CELLS) + sign + rest, plain)
        segments += self._paint_text(place.item, row)
        ambiguous = self._page.style.ambiguous_width
        cells = sum(cell_len(segment.text, ambiguous) for segment in segments)
        if cells < width:
            segments.append(Segment(" " * (width - cells), plain))
        strip = Strip(segments, max(cells, width))
        return strip if cells <= width else strip.crop(0, width)

    def _gutter_signs(self, item: int, row: Row) -> str:
        """The number of a mark's colour, behind it `+` where there are several and `*` where a mark with a note ends;
        `?` beside a figure that does not add up, `~` beside what the view changed.
        """
        opened = self._open_article
        if (
            not opened.converted.has_change_marks
            and not opened.has_figure_marks
            and not opened.annotation_index.annotations
        ):
            return ""
        signs = dict.fromkeys("+*?~", False)
        colour = ""
        for block, start, end, _ in self._page.get_row_pieces(item, row):
            start, end = self._page.span_to_source(block, start, end)
            for mark in opened.annotation_index.find_in_range(block, start, end):
                signs["+"] |= bool(colour)
                signs["*"] |= bool(mark.annotation.note) and mark.is_last and mark.end <= end
                colour = colour or str(mark.colour_number)
            if opened.has_figure_marks:
                signs["?"] |= any(f.start < end and f.end > start for f in opened.figure_index.find_doubtful(block))
            if opened.converted.has_change_marks:
                changes = opened.converted.get_changes(block)
                signs["~"] |= any(c.is_doubtful and c.start < end and c.end > start for c in changes)
        return (colour + "".join(sign for sign, here in signs.items() if here))[:_MAX_SIGNS]

    def _paint_text(self, item: int, row: Row) -> list[Segment]:
        """The text of a row as segments, one for each style."""
        segments = []
        at = row.start
        base = self._get_style(self._page.items[item].kind)
        for block, start, end, begin in self._page.get_row_pieces(item, row):
            if begin > at:
                segments.append(Segment(" " * (begin - at), base))
            at = begin + end - start
            text = self._open_article.converted.get_view_text(block, start, end)
            for left, right, style in self._style_runs(block, start, end, base):
                segments.append(Segment(to_display_text(text[left - start : right - start]), style))
        return segments

    def _style_runs(self, index: int, start: int, end: int, base: Style) -> list[tuple[int, int, Style]]:
        """The (start, end, style) of the runs of a range of a block, without gaps; all offsets are of its view."""
        block = self._page.blocks[index]
        source_start, source_end = self._page.span_to_source(index, start, end)
        layers = [(s.start, _end_with_full_stop(block, s), self._get_style(s.kind)) for s in block.spans]
        if self._open_article.has_figure_marks and block.kind not in _TITLE_KINDS:
            layers += [
                (figure.start, figure.end, self._get_style(FIGURE_STYLES.get(figure.kind, "quantity")))
                for figure in self._open_article.figure_index.find_in_range(index, source_start, source_end)
                if figure.kind not in UNMARKED_KINDS
            ]
        if self._open_article.converted.has_change_marks:
            layers += [
                (each.start, each.end, self._get_style("doubt" if each.is_doubtful else "changed"))
                for each in self._open_article.converted.get_changes(index)
            ]
        layers += self._highlight_layers(index, source_start, source_end)
        layers += [
            (hit.start, hit.end, self._get_style("hit"))
            for hit in self._open_article.find_hits(index, source_start, source_end)
        ]
        layers += self._selection_state.get_layers(index, len(block.text))
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

    def _highlight_layers(self, index: int, start: int, end: int) -> list[tuple[int, int, Style]]:
        """The (start, end, style) of highlights in a range of a block, and of their overlaps; offsets as written."""
        layers: list[tuple[int, int, Style]] = []
        behind = 0
        for mark in self._open_article.annotation_index.find_in_range(index, start, end):
            layers.append((mark.start, mark.end, self._get_style(f"mark{mark.colour_number}")))
            if mark.start < behind:  # they come in the order they begin
                layers.append((mark.start, min(behind, mark.end), self._get_style("overlap")))
            behind = max(behind, mark.end)
        return layers


def _end_with_full_stop(block: Block, span: Span) -> int:
    """The end of a span; that of a run-in head is behind its full stop."""
    return span.end + (span.kind == "run_in" and block.text[span.end : span.end + 1] in _SENTENCE_ENDS)
