"""The figures of an open article: found part by part when a part is seen, and all of them when they are walked.

No textual here; the engine is imported when the first figure is asked for, after the page stands.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import perf_counter
from typing import TYPE_CHECKING, Literal

from reader.model import CleanText
from reader.tui.state.navigation import NavigationTarget
from reader.typeset.page_items import find_deck_start

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.figures.checks import FigureCheck
    from reader.figures.context import FigureContext
    from reader.model import Figure
    from reader.tui.state.article import OpenArticle

FigureOrder = Literal["place", "kind", "size"]
FIGURE_ORDERS: tuple[FigureOrder, ...] = ("place", "kind", "size")
PERIOD_KINDS = frozenset({"date", "time", "year"})
"""Kinds that are unmarked in the text and hidden in the list until they are asked for."""
UNMARKED_KINDS = PERIOD_KINDS | {"ordinal"}
BARE_YUAN_CURRENCIES = ("CNY", "HKD", "TWD", "MOP", "USD")
"""What a bare 元 can be read as."""
_MAX_WHOLE_LENGTH = 8192
"""Code points of a block that is looked through in parts."""
_OVERLAP_LENGTH = 64
"""Code points that two parts share, so that a figure between them is whole in one."""
_LIST_WAIT_SECONDS = 0.02
"""Seconds that a list may wait for its figures."""
_MAX_CACHED_PARTS = 400
"""Parts whose figures are kept."""


@dataclass(slots=True)
class FigureOptions:
    """How the reader wants figures; the same for every article that is opened."""

    mark_in_text: bool = True
    """In the text."""
    order: FigureOrder = "place"
    include_periods: bool = False
    """Whether dates, times and years are listed and walked too."""
    date: str | None = None
    """In place of an article's own."""
    region: str | None = None
    """In place of what an article's outlet and places tell: CN, HK, TW or MO."""


class FigureIndex:
    """The figures of one open article.

    Args:
        open_article: The article, in the script of the view.
        figure_options: How the reader wants figures.
    """

    def __init__(self, open_article: OpenArticle, figure_options: FigureOptions | None = None) -> None:
        self._open_article = open_article
        self.options = figure_options or FigureOptions()
        self.currency = ""
        """What the reader says a bare 元 is; "" for what the article says."""
        self.figures: list[Figure] = []
        """All figures of the blocks that were looked through, in the order of the text."""
        self.all_targets: list[NavigationTarget] = []
        """Where they are."""
        self._targets_without_periods: list[NavigationTarget] = []
        """Those of the kinds that are always walked."""
        self.is_ready = False
        """Whether the engine is there."""
        self._is_requested = False
        self._scanned_blocks = 0
        self._context: FigureContext | None = None
        self._part_cache: dict[tuple[int, int], tuple[Figure, ...]] = {}
        self._check_cache: dict[int, dict[Figure, FigureCheck]] = {}

    def import_engine(self) -> None:
        """Import the engine, which takes longer than to find the figures of a page; may run in a thread."""
        from reader.figures import checks, context, formatting, scan  # noqa: F401

    # -- what they are read with

    @property
    def context(self) -> FigureContext:
        """Date, region and currency."""
        if self._context is None:
            from reader.figures.context import detect_context

            found = detect_context(self._open_article.article, self.options.date, self.options.region)
            self._context = replace(found, currency=self.currency) if self.currency else found
        return self._context

    def update_context(self) -> None:
        """The article was read to its end: its date and places are known better than from its beginning."""
        before, self._context = self._context, None
        if before is not None and self.context != before:
            self.clear()

    def set_bare_yuan_currency(self, currency: str) -> None:
        """Read a bare 元 as a currency; "" as the article says."""
        self.currency = currency
        self._context = None
        self.clear()
        if self._is_requested:
            self.request_all()

    def clear(self) -> None:
        """What was found is no longer so."""
        self._part_cache.clear()
        self._check_cache.clear()
        self.figures.clear()
        self.all_targets.clear()
        self._targets_without_periods.clear()
        self._scanned_blocks = 0

    # -- finding

    def get_block_figures(self, index: int) -> tuple[Figure, ...]:
        """The figures of a block, in order; offsets are of the text as written."""
        return tuple(self.find_in_range(index, 0, len(self._open_article.blocks[index].text)))

    def find_in_range(self, index: int, start: int, end: int) -> Iterator[Figure]:
        """The figures that touch a stretch of a block, in order."""
        size = len(self._open_article.blocks[index].text)
        step = size + 1 if size <= _MAX_WHOLE_LENGTH else _MAX_WHOLE_LENGTH - _OVERLAP_LENGTH
        behind = -1
        for first in range(max(0, start - _OVERLAP_LENGTH) // step * step, min(end, size), step):
            for figure in self._find_in_part(index, first, size):
                if figure.start >= behind and figure.start < end and figure.end > start:
                    behind = figure.end
                    yield figure

    def _find_in_part(self, index: int, first: int, size: int) -> tuple[Figure, ...]:
        """The figures that begin in a part of a block, but not those its end may cut."""
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

        return find_block_figures(self._open_article.blocks[index], self.context)

    def _scan_part(self, index: int, first: int, size: int) -> tuple[Figure, ...]:
        from reader.figures.scan import find_block_figures

        block = self._open_article.blocks[index]
        last = min(first + _MAX_WHOLE_LENGTH, size)
        spans = tuple(
            replace(span, start=max(0, span.start - first), end=min(last, span.end) - first)
            for span in block.spans
            if span.start < last and span.end > first
        )
        part = replace(block, text=CleanText(block.text[first:last]), spans=spans)
        found = find_block_figures(part, self.context)
        whole = (each for each in found if last == size or each.end < last - first - _OVERLAP_LENGTH // 2)
        return tuple(replace(each, start=each.start + first, end=each.end + first) for each in whole)

    # -- all of them

    def request_all(self) -> None:
        """They are listed and walked from now on; a short article's at once."""
        self._is_requested = True
        self.scan_until(perf_counter() + _LIST_WAIT_SECONDS)

    def scan_until(self, until: float) -> bool:
        """Look on until a moment of perf_counter, if they are wanted; whether there are blocks left."""
        opened = self._open_article
        if not self._is_requested:
            return False
        while self._scanned_blocks < len(opened.blocks):
            said_above = self._repeated_deck_length(self._scanned_blocks)
            for figure in self.get_block_figures(self._scanned_blocks):
                if figure.start < said_above:
                    continue
                stop = NavigationTarget(self._scanned_blocks, figure.start, figure.end)
                self.figures.append(figure)
                self.all_targets.append(stop)
                if figure.kind not in PERIOD_KINDS:
                    self._targets_without_periods.append(stop)
            self._scanned_blocks += 1
            if perf_counter() >= until:
                break
        return self._scanned_blocks < len(opened.blocks) or not opened.reading.is_done

    def _repeated_deck_length(self, index: int) -> int:
        """How much of a deck only says the headline again, and is not shown."""
        blocks = self._open_article.blocks
        if blocks[index].kind != "deck":
            return 0
        return find_deck_start(
            next((block.text for block in blocks[:index] if block.kind == "headline"), ""), blocks[index].text
        )

    @property
    def has_nothing_pending(self) -> bool:
        """Whether there is nothing to look for."""
        return not self._is_requested or self.is_complete

    @property
    def is_complete(self) -> bool:
        """Whether all blocks were looked through."""
        return self._scanned_blocks == len(self._open_article.blocks) and self._open_article.reading.is_done

    @property
    def navigation_targets(self) -> list[NavigationTarget]:
        """What is walked: dates and years only where the reader wants to see them."""
        return self.all_targets if self.options.include_periods else self._targets_without_periods

    def is_listed(self, figure: Figure) -> bool:
        """Whether a figure is of a kind that is listed and walked."""
        return self.options.include_periods or figure.kind not in PERIOD_KINDS

    # -- what there is to say of one

    def find_at(self, index: int, offset: int) -> Figure | None:
        """The figure at an offset of a block."""
        return next((each for each in self.find_in_range(index, offset, offset + 1)), None)

    def get_checks(self, index: int) -> dict[Figure, FigureCheck]:
        """What the numbers of a block say of each other, by the figures that are checked."""
        if index not in self._check_cache:
            from reader.figures.checks import check_figures

            if len(self._check_cache) >= _MAX_CACHED_PARTS:
                self._check_cache.clear()
            text = self._open_article.blocks[index].text
            figures = self.get_block_figures(index) if len(text) <= _MAX_WHOLE_LENGTH else ()
            self._check_cache[index] = {
                figures[check.figure_indices[-1]]: check for check in check_figures(text, figures)
            }
        return self._check_cache[index]

    def find_doubtful(self, index: int) -> list[Figure]:
        """The figures of a block that do not agree with the others."""
        return [figure for figure, check in self.get_checks(index).items() if not check.is_consistent]

    def find_failed_check(self, index: int, figure: Figure) -> FigureCheck | None:
        """The check of a figure that does not agree with the others of its block."""
        check = self.get_checks(index).get(figure)
        return None if check is None or check.is_consistent else check

    def convert_figure(self, index: int, figure: Figure) -> Figure:
        """A figure in the script of the view: its text, its words, its offsets there."""
        opened = self._open_article
        if opened.view_name == "source":
            return figure
        if len(opened.blocks[index].text) > _MAX_WHOLE_LENGTH:
            return replace(
                figure,
                text=opened.convert_range(index, figure.start, figure.end),
                subject=opened.convert_text(figure.subject),
                unit=opened.convert_text(figure.unit),
            )
        return figure.map_to_view(opened.blocks[index].text, opened.get_block_view(index), opened.convert_text)
