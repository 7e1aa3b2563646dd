"""Painting of one row of the page: its gutter, its marker, and its text in all its styles."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rich.color import Color, blend_rgb
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.annotations.model import COLOURS
from reader.tui.state.figures import FIGURE_STYLES, UNMARKED_KINDS
from reader.typeset import cell_len, to_display_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.model import Block, Span
    from reader.tui.cursor.positions import Position
    from reader.tui.state.article import OpenArticle
    from reader.tui.state.navigation import NavigationTarget
    from reader.typeset.page_layout import LineLocation, PageLayout, Row

_GUTTER_CELLS = 2
"""Cells left of the text: the bar of a highlight, and a blank. Where there are more the signs of a row stand there."""
_EDGE_BAR = "▌"
"""U+258C, of ambiguous width."""
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

    def get_layers(self, block: int, length: int) -> list[tuple[int, int, str]]:
        """The (start, end, style name) of the selection and the cursor in a block, the uppermost last.

        Args:
            block: The index of the block.
            length: Code points of it.
        """
        layers = []
        if self.selection:
            (first, start), (last, end) = self.selection
            if first <= block <= last:
                layers.append((start if block == first else 0, end if block == last else length, "selection"))
        if self.cursor and self.cursor[0][0] == block:
            layers.append((self.cursor[0][1], self.cursor[1], "cursor"))
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
        get_overlay_style: The style of a part that is laid over others, with only what makes it different.
        has_colours: Whether the terminal shows colours; else signs in the gutter say what they would.
    """

    def __init__(
        self,
        page: PageLayout,
        open_article: OpenArticle,
        selection_state: SelectionState,
        get_style: Callable[[str], Style],
        get_overlay_style: Callable[[str], Style],
        *,
        has_colours: bool = True,
    ) -> None:
        self._page = page
        self._has_colours = has_colours
        self._open_article = open_article
        self._selection_state = selection_state
        self._get_style = get_style
        self._get_overlay_style = get_overlay_style

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
        segments = self._paint_gutter(place.item, row, column)
        if item.marker and place.line == item.space_before:
            segments += [
                Segment(" " * (row.indent - len(item.marker)), plain),
                Segment(item.marker, self._get_style("sign")),
            ]
        else:
            segments.append(Segment(" " * row.indent, plain))
        segments += self._paint_text(place.item, row)
        ambiguous = self._page.style.ambiguous_width
        cells = sum(cell_len(segment.text, ambiguous) for segment in segments)
        if cells < width:
            segments.append(Segment(" " * (width - cells), plain))
        strip = Strip(segments, max(cells, width))
        return strip if cells <= width else strip.crop(0, width)

    def _paint_gutter(self, item: int, row: Row, column: int) -> list[Segment]:
        """The cells left of the text: the signs of the row, and the bar of the highlights in it.

        Args:
            item: The index of the row's item in the page.
            row: The row.
            column: The column in which the text of the page begins.
        """
        plain = self._get_style("")
        numbers, signs = self._find_gutter_signs(item, row)
        if not column or not (numbers or signs):
            return [Segment(" " * column, plain)]
        bar_cells = min(_GUTTER_CELLS, column)
        if self._has_colours:
            is_narrow = self._page.style.ambiguous_width == 1
            edge = self._get_style(f"edge{numbers[-1]}") if numbers else plain
            bar = Segment(_EDGE_BAR, edge) if is_narrow else Segment(" ", edge + Style(reverse=True))
            bar = bar if numbers else Segment(" ", plain)
        else:
            signs = "".join(map(str, numbers[1:])) + signs
            bar = Segment(str(numbers[0]) if numbers else " ", plain)
        signs = signs[: column - bar_cells]
        return [
            Segment(" " * (column - bar_cells - len(signs)), plain),
            Segment(signs, self._get_style("gutter")),
            bar,
            Segment(" " * (bar_cells - 1), plain),
        ]

    def _find_gutter_signs(self, item: int, row: Row) -> tuple[list[int], str]:
        """The colour numbers of the highlights in a row, and its signs.

        `+` where a highlight with a note ends, `?` beside a figure that does not add up, `~` beside what the view
        changed.
        """
        opened = self._open_article
        numbers: dict[int, None] = {}
        if self._page.items[item].cut_text or (
            not opened.converted.has_change_marks
            and not opened.has_figure_marks
            and not opened.annotation_index.annotations
        ):
            return [], ""
        signs = dict.fromkeys("~?+", False)
        for block, start, end, _ in self._page.get_row_pieces(item, row):
            start, end = self._page.span_to_source(block, start, end)
            for mark in opened.annotation_index.find_in_range(block, start, end):
                signs["+"] |= bool(mark.annotation.note) and mark.is_last and mark.end <= end
                numbers[mark.colour_number] = None
            if opened.has_figure_marks:
                signs["?"] |= any(f.start < end and f.end > start for f in opened.figure_index.find_doubtful(block))
            if opened.converted.has_change_marks:
                changes = opened.converted.get_changes(block)
                signs["~"] |= any(c.is_doubtful and c.start < end and c.end > start for c in changes)
        return list(numbers), "".join(sign for sign, here in signs.items() if here)

    def _paint_text(self, item: int, row: Row) -> list[Segment]:
        """The text of a row as segments, one for each style."""
        base = self._get_style(self._page.items[item].kind)
        if cut_text := self._page.items[item].cut_text:
            return [Segment(to_display_text(cut_text[row.start : row.end]), base)]
        segments = []
        at = row.start
        for block, start, end, begin in self._page.get_row_pieces(item, row):
            if begin > at:
                segments.append(Segment(" " * (begin - at), base))
            at = begin + end - start
            text = self._open_article.converted.get_view_text(block, start, end)
            gaps = {gap.offset - begin + start: gap.cells for gap in self._page.get_row_gaps(item, row)}
            for left, right, style in self._style_runs(block, start, end, base):
                for first, last in pairwise([left, *(at for at in gaps if left < at < right), right]):
                    blanks = " " * gaps.get(first, 0)
                    segments.append(Segment(blanks + to_display_text(text[first - start : last - start]), style))
        return segments

    def _style_runs(self, index: int, start: int, end: int, base: Style) -> list[tuple[int, int, Style]]:
        """The (start, end, style) of the runs of a range of a block, without gaps; all offsets are of its view."""
        block = self._page.blocks[index]
        source_start, source_end = self._page.span_to_source(index, start, end)
        spans = self._open_article.find_spans(index, source_start - 1, source_end)  # a full stop may follow the last
        layers = [(s.start, _end_with_full_stop(block, s), self._get_overlay_style(s.kind)) for s in spans]
        if self._open_article.is_link_read(index):
            layers = [(0, len(block.text), self._get_overlay_style("read"))]
        layers += self._figure_layers(index, source_start, source_end)
        if self._open_article.converted.has_change_marks:
            layers += [
                (each.start, each.end, self._get_overlay_style("doubt" if each.is_doubtful else "changed"))
                for each in self._open_article.converted.get_changes(index)
            ]
        layers += self._highlight_layers(index, source_start, source_end)
        layers += [
            (hit.start, hit.end, self._get_overlay_style("hit"))
            for hit in self._open_article.find_hits(index, source_start, source_end)
        ]
        current = self._selection_state.current_item
        if current and current.block == index:
            layers.append((current.start, current.end, self._get_overlay_style(self._name_current_style(current))))
        layers += [
            (s, e, self._get_overlay_style(n)) for s, e, n in self._selection_state.get_layers(index, len(block.text))
        ]
        layers = [(*self._page.span_to_view(index, s, e), look) for s, e, look in layers]
        layers = [(max(s, start), min(e, end), look) for s, e, look in layers if s < end and e > start]
        if not layers:
            return [(start, end, base)]
        cuts = sorted({start, end, *(cut for s, e, _ in layers for cut in (s, e))})
        return [
            (left, right, self._combine(base, [look for s, e, look in layers if s <= left and right <= e]))
            for left, right in pairwise(cuts)
        ]

    def _combine(self, base: Style, looks: list[Style]) -> Style:
        """A style with others over it; quiet text on a ground is drawn in the colour of the text, to be readable."""
        style = base
        for look in looks:
            style += look
        if style.bgcolor != base.bgcolor or style.reverse:
            is_quiet = style.color == self._get_style("gutter").color
            style += Style(color=self._get_style("").color, dim=False) if is_quiet else Style(dim=False)
        return style

    def _name_current_style(self, current: NavigationTarget) -> str:
        """The name of the style of the current item: a stronger shade of the colour that it has anyway."""
        opened, (block, start, end, _) = self._open_article, current
        if any(hit[:3] == current[:3] for hit in opened.find_hits(block, start, end)):
            return "current-hit"
        if (annotation := opened.annotation_index.find_starting_at(current)) is not None:
            return f"current-mark{COLOURS.index(annotation.colour) + 1}"
        spans = opened.find_spans(block, start, end)
        span = next((span for span in spans if (span.start, span.end) == (start, end)), None)
        if span is not None:
            return "current-link" if span.kind == "link" else "current"
        if opened.figure_index.is_ready:
            figure = opened.figure_index.find_at(block, start)
            if figure is not None and (figure.start, figure.end) == (start, end):
                return f"current-{FIGURE_STYLES.get(figure.kind, 'quantity')}"
        return "current-caption" if self._page.blocks[block].kind == "caption" else "current"

    def _figure_layers(self, index: int, start: int, end: int) -> list[tuple[int, int, Style]]:
        """The (start, end, style) of the figures in a range of a block; none in headings, which have their own colour.

        Args:
            index: The index of the block.
            start: Offset as written.
            end: Offset as written.
        """
        block = self._page.blocks[index]
        is_title = block.kind in _TITLE_KINDS or self._open_article.article.is_front_page
        if not self._open_article.has_figure_marks or is_title:
            return []
        spans = self._open_article.find_spans(index, start - 1, end)
        heads = [(span.start, _end_with_full_stop(block, span)) for span in spans if span.kind == "run_in"]
        return [
            (figure.start, figure.end, self._get_overlay_style(FIGURE_STYLES.get(figure.kind, "quantity")))
            for figure in self._open_article.figure_index.find_in_range(index, start, end)
            if figure.kind not in UNMARKED_KINDS and not any(s < figure.end and e > figure.start for s, e in heads)
        ]

    def _highlight_layers(self, index: int, start: int, end: int) -> list[tuple[int, int, Style]]:
        """The (start, end, style) of highlights in a range of a block, and of their overlaps; offsets as written."""
        layers: list[tuple[int, int, Style]] = []
        before: list[tuple[int, Style]] = []
        for mark in self._open_article.annotation_index.find_in_range(index, start, end):
            look = self._get_overlay_style(f"mark{mark.colour_number}")
            layers.append((mark.start, mark.end, look))
            overlap = self._get_overlay_style("overlap")
            for behind, other in before:  # they come in the order they begin
                if mark.start < behind:
                    layers.append((mark.start, min(behind, mark.end), look + overlap + _mix_grounds(other, look)))
            before.append((mark.end, look))
        return layers


@lru_cache(256)
def _mix_grounds(one: Style, other: Style) -> Style:
    """A style with a ground between those of two others; the null style where they are not given as RGB."""
    grounds = [look.bgcolor.triplet for look in (one, other) if look.bgcolor]
    if len(grounds) < 2 or grounds[0] is None or grounds[1] is None or grounds[0] == grounds[1]:
        return Style.null()
    return Style(bgcolor=Color.from_triplet(blend_rgb(grounds[0], grounds[1])))


def _end_with_full_stop(block: Block, span: Span) -> int:
    """The end of a span; that of a run-in head is behind its full stop."""
    return span.end + (span.kind == "run_in" and block.text[span.end : span.end + 1] in _SENTENCE_ENDS)
