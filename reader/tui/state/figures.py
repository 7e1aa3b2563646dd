"""The figures of an open article: of the visible parts for marking, of all blocks once they are listed.

The figure engine is imported when the first figure is asked for, which is after the first paint.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import perf_counter
from typing import TYPE_CHECKING, Literal

from reader.model import CleanText
from reader.tui.state.navigation import NavigationTarget
from reader.typeset.page_items import find_shown_start

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.figures.checks import FigureCheck
    from reader.figures.context import FigureContext
    from reader.model import Figure
    from reader.tui.state.converted_article import ConvertedArticle

FigureOrder = Literal["place", "kind", "size"]
FIGURE_ORDERS: tuple[FigureOrder, ...] = ("place", "kind", "size")
PERIOD_KINDS = frozenset({"date", "time", "year"})
"""Kinds that are listed only when the user asks for them."""
FIGURE_STYLES = {"money": "money", "percent": "percent"}
"""The names of the colours of kinds that have one of their own; all others have that of quantities."""
UNMARKED_KINDS = PERIOD_KINDS | {"ordinal"}
"""Kinds that are not marked in the text."""
BARE_YUAN_CURRENCIES = ("CNY", "HKD", "TWD", "MOP", "USD")
"""The currencies that a bare 元 can be read as, by ISO 4217 code."""
_MAX_WHOLE_LENGTH = 8192
"""Code points of a block up to which it is scanned as a whole; a longer one is scanned in parts."""
_PART_LENGTH = 2048
"""Code points of such a part. Scanning one that is nothing but figures takes some hundredths of a second."""
_OVERLAP_LENGTH = 64
"""Code points that two parts share, so that a figure at their border is whole in one of them."""
_LIST_WAIT_SECONDS = 0.02
"""Seconds that opening the list of figures may take at once."""
_MAX_BLOCKS_UNDER_HEADLINE = 12
"""Blocks whose figures are compared with those of the headline."""
_MAX_CACHED_PARTS = 400
"""Parts, and blocks, whose figures or checks are kept."""


@dataclass(slots=True)
class FigureOptions:
    """How figures are shown and read; shared by all articles of the session."""

    mark_in_text: bool = True
    """Whether they are marked in the text."""
    order: FigureOrder = "place"
    """The order of the list."""
    include_periods: bool = False
    """Whether dates, times and years are listed too."""
    date: str | None = None
    """The date that relative dates refer to, as YYYY-MM-DD; None for the article's own."""
    region: str | None = None
    """CN, HK, TW or MO; None for what the outlet and the places of the article say."""


class FigureIndex:
    """The figures of one open article.

    Args:
        converted: The article, in the script of the view.
        figure_options: How figures are shown and read.
    """

    def __init__(self, converted: ConvertedArticle, figure_options: FigureOptions | None = None) -> None:
        self._converted = converted
        self.options = figure_options or FigureOptions()
        self.currency = ""
        """The ISO 4217 code that the user reads a bare 元 as; "" for what the article says."""
        self.figures: list[Figure] = []
        """The figures of the blocks that were scanned for the list, in the order of the text."""
        self.all_targets: list[NavigationTarget] = []
        """Their targets, in the same order."""
        self._targets_without_periods: list[NavigationTarget] = []
        """The targets of the kinds that are always listed."""
        self.is_ready = False
        """Whether the figure engine is imported."""
        self._is_requested = False
        self._scanned_blocks = 0
        self._scanned_length = 0
        """Code points of the next block that were scanned for the list already."""
        self._scanned_end = 0
        """The end of the last figure in them."""
        self._context: FigureContext | None = None
        self._part_cache: dict[tuple[int, int], tuple[Figure, ...]] = {}
        self._check_cache: dict[int, dict[Figure, FigureCheck]] = {}

    def import_engine(self) -> None:
        """Import the figure engine, which takes longer than finding the figures of a page; may run in a thread."""
        from reader.figures import checks, context, formatting, scan  # noqa: F401

    # -- context

    @property
    def context(self) -> FigureContext:
        """What figures are read with: date, region and currency."""
        if self._context is None:
            from reader.figures.context import detect_context

            found = detect_context(self._converted.article, self.options.date, self.options.region)
            self._context = replace(found, currency=self.currency) if self.currency else found
        return self._context

    def update_context(self) -> None:
        """Detect the context again, now that the article was read to its end; scan anew if it is another one."""
        before, self._context = self._context, None
        if before is not None and self.context != before:
            self.clear()

    def set_bare_yuan_currency(self, currency: str) -> None:
        """Read a bare 元 as the currency of an ISO 4217 code; "" for what the article says."""
        self.currency = currency
        self._context = None
        self.clear()
        if self._is_requested:
            self.request_all()

    def clear(self) -> None:
        """Forget all figures that were found."""
        self._part_cache.clear()
        self._check_cache.clear()
        self.figures.clear()
        self.all_targets.clear()
        self._targets_without_periods.clear()
        self._scanned_blocks = self._scanned_length = self._scanned_end = 0

    # -- figures of a block

    def get_block_figures(self, index: int) -> tuple[Figure, ...]:
        """The figures of a block, in order; offsets are of the text as written."""
        return tuple(self.find_in_range(index, 0, len(self._converted.blocks[index].text)))

    def find_in_range(self, index: int, start: int, end: int) -> Iterator[Figure]:
        """The figures that overlap a range of a block, in order.

        Args:
            index: The index of the block.
            start: Offset as written.
            end: Offset as written.
        """
        size = len(self._converted.blocks[index].text)
        step = _step_length(size)
        last_end = -1
        for first in range(max(0, start - _OVERLAP_LENGTH) // step * step, min(end, size), step):
            for figure in self._find_in_part(index, first, size):
                if figure.start >= last_end and figure.start < end and figure.end > start:
                    last_end = figure.end
                    yield figure

    def _find_in_part(self, index: int, first: int, size: int) -> tuple[Figure, ...]:
        """The figures in the part of a block that begins at `first`, without those that its end may have cut."""
        key = (index, first)
        if key not in self._part_cache:
            if len(self._part_cache) >= _MAX_CACHED_PARTS:
                self._part_cache.clear()
            self._part_cache[key] = (
                self._scan_whole(index) if size <= _MAX_WHOLE_LENGTH else self._scan_part(index, first, size)
            )
        return self._part_cache[key]

    def _scan_whole(self, index: int) -> tuple[Figure, ...]:
        from reader.figures.scan import find_block_figures

        return find_block_figures(self._converted.blocks[index], self.context)

    def _scan_part(self, index: int, first: int, size: int) -> tuple[Figure, ...]:
        from reader.figures.scan import find_block_figures

        block = self._converted.blocks[index]
        last = min(first + _PART_LENGTH, size)
        spans = tuple(
            replace(span, start=max(0, span.start - first), end=min(last, span.end) - first)
            for span in block.spans
            if span.start < last and span.end > first
        )
        part = replace(block, text=CleanText(block.text[first:last]), spans=spans)
        found = find_block_figures(part, self.context)
        whole = (each for each in found if last == size or each.end < last - first - _OVERLAP_LENGTH // 2)
        return tuple(replace(each, start=each.start + first, end=each.end + first) for each in whole)

    # -- figures of all blocks

    def request_all(self) -> None:
        """List all figures from now on; those of a short article are found at once."""
        self._is_requested = True
        self.scan_until(perf_counter() + _LIST_WAIT_SECONDS)

    def scan_until(self, until: float) -> bool:
        """Scan blocks for the list, if that was requested; return whether there are blocks left.

        Args:
            until: When to stop, by `perf_counter`; at least one part of a block is scanned.
        """
        converted = self._converted
        if not self._is_requested:
            return False
        while self._scanned_blocks < len(converted.blocks):
            self._scan_next_part()
            if perf_counter() >= until:
                break
        return self._scanned_blocks < len(converted.blocks) or not converted.is_complete

    def _scan_next_part(self) -> None:
        """List the figures of the next part of a block, or of the whole block, if it is not very long."""
        index, size = self._scanned_blocks, len(self._converted.blocks[self._scanned_blocks].text)
        first_shown = find_shown_start(self._converted.blocks, index)
        for figure in self._find_in_part(index, self._scanned_length, size):
            if figure.start < max(first_shown, self._scanned_end):
                continue
            self._scanned_end = figure.end
            target = NavigationTarget(index, figure.start, figure.end)
            self.figures.append(figure)
            self.all_targets.append(target)
            if figure.kind not in PERIOD_KINDS:
                self._targets_without_periods.append(target)
        self._scanned_length += _step_length(size)
        if self._scanned_length >= size:
            self._scanned_blocks, self._scanned_length, self._scanned_end = index + 1, 0, 0

    @property
    def is_idle(self) -> bool:
        """Whether no scan is requested or all of it is done."""
        return not self._is_requested or self.is_complete

    @property
    def is_complete(self) -> bool:
        """Whether all blocks were scanned."""
        return self._scanned_blocks == len(self._converted.blocks) and self._converted.is_complete

    @property
    def navigation_targets(self) -> list[NavigationTarget]:
        """The targets of the listed figures."""
        return self.all_targets if self.options.include_periods else self._targets_without_periods

    def is_listed(self, figure: Figure) -> bool:
        """Whether a figure is of a kind that is listed."""
        return self.options.include_periods or figure.kind not in PERIOD_KINDS

    # -- details of a figure

    def find_at(self, index: int, offset: int) -> Figure | None:
        """The figure on a character; None where there is none.

        Args:
            index: The index of the block.
            offset: Offset of the character, as written.
        """
        return next((each for each in self.find_in_range(index, offset, offset + 1)), None)

    def get_checks(self, index: int) -> dict[Figure, FigureCheck]:
        """The checks of the numbers of a block against each other, by the figure that each is reported at."""
        if index not in self._check_cache:
            from reader.figures.checks import check_figures, check_headline

            if len(self._check_cache) >= _MAX_CACHED_PARTS:
                self._check_cache.clear()
            text = self._converted.blocks[index].text
            figures = self.get_block_figures(index) if len(text) <= _MAX_WHOLE_LENGTH else ()
            found = {figures[check.figure_indices[-1]]: check for check in check_figures(text, figures)}
            if self._converted.blocks[index].kind == "headline":
                last = index + 1 + _MAX_BLOCKS_UNDER_HEADLINE
                if self._scanned_blocks < min(last, len(self._converted.blocks)):
                    return found  # not kept: the text below is not scanned yet
                below = [self.get_block_figures(n) for n in range(index + 1, min(last, self._scanned_blocks))]
                found |= {figures[check.figure_indices[-1]]: check for check in check_headline(figures, below)}
            self._check_cache[index] = found
        return self._check_cache[index]

    def find_doubtful(self, index: int) -> list[Figure]:
        """The figures of a block that do not agree with the others of it."""
        return [figure for figure, check in self.get_checks(index).items() if not check.is_consistent]

    def find_failed_check(self, index: int, figure: Figure) -> FigureCheck | None:
        """The failed check of a figure; None where it agrees with the others of its block or was not checked.

        Args:
            index: The index of the block.
            figure: One of its figures.
        """
        check = self.get_checks(index).get(figure)
        return None if check is None or check.is_consistent else check

    def convert_figure(self, index: int, figure: Figure) -> Figure:
        """A figure in the script of the view: its text, subject, unit and offsets.

        In a very long block, which is not converted as a whole, the offsets stay those of the text as written.

        Args:
            index: The index of the block.
            figure: One of its figures, as written.
        """
        converted = self._converted
        if converted.view_name == "source":
            return figure
        if len(converted.blocks[index].text) > _MAX_WHOLE_LENGTH:
            return replace(
                figure,
                text=converted.convert_range(index, figure.start, figure.end),
                subject=converted.convert_text(figure.subject),
                unit=converted.convert_text(figure.unit),
            )
        return figure.map_to_view(converted.blocks[index].text, converted.get_block_view(index), converted.convert_text)


def _step_length(size: int) -> int:
    """The code points from the start of a part of a block to the start of the next part.

    Args:
        size: The code points of the block.
    """
    return size + 1 if size <= _MAX_WHOLE_LENGTH else _PART_LENGTH - _OVERLAP_LENGTH
