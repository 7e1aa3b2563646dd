"""The figures of an open article: found part by part when a part is seen, and all of them when they are walked.

No textual here; the engine is imported when the first figure is asked for, after the page stands.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import perf_counter
from typing import TYPE_CHECKING, Literal

from reader.model import CleanText
from reader.tui.state.navigation import Stop
from reader.typeset.page_items import deck_start

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.figures.checks import Check
    from reader.figures.context import Context
    from reader.model import Figure
    from reader.tui.state.article import Opened

Order = Literal["place", "kind", "size"]
ORDERS: tuple[Order, ...] = ("place", "kind", "size")
PERIODS = frozenset({"date", "time", "year"})
"""Kinds that are unmarked in the text and hidden in the list until they are asked for."""
UNMARKED = PERIODS | {"ordinal"}
BARE = ("CNY", "HKD", "TWD", "MOP", "USD")
"""What a bare 元 can be read as."""
_LONG = 8192
"""Code points of a block that is looked through in parts."""
_OVERLAP = 64
"""Code points that two parts share, so that a figure between them is whole in one."""
_AT_ONCE = 0.02
"""Seconds that a list may wait for its figures."""
_MOST_KEPT = 400
"""Parts whose figures are kept."""


@dataclass(slots=True)
class Taste:
    """How the reader wants figures; the same for every article that is opened."""

    marked: bool = True
    """In the text."""
    order: Order = "place"
    periods: bool = False
    """Whether dates, times and years are listed and walked too."""
    date: str | None = None
    """In place of an article's own."""
    region: str | None = None
    """In place of what an article's outlet and places tell: CN, HK, TW or MO."""


class Counted:
    """The figures of one open article.

    Args:
        opened: The article, in the script of the view.
        taste: How the reader wants figures.
    """

    def __init__(self, opened: Opened, taste: Taste | None = None) -> None:
        self._opened = opened
        self.taste = taste or Taste()
        self.currency = ""
        """What the reader says a bare 元 is; "" for what the article says."""
        self.found: list[Figure] = []
        """All figures of the blocks that were looked through, in the order of the text."""
        self.stops: list[Stop] = []
        """Where they are."""
        self._timeless: list[Stop] = []
        """Those of the kinds that are always walked."""
        self.ready = False
        """Whether the engine is there."""
        self._wanted = False
        self._looked = 0
        self._context: Context | None = None
        self._kept: dict[tuple[int, int], tuple[Figure, ...]] = {}
        self._checked: dict[int, dict[Figure, Check]] = {}

    def load(self) -> None:
        """Import the engine, which takes longer than to find the figures of a page; may run in a thread."""
        from reader.figures import checks, context, formatting, scan  # noqa: F401

    # -- what they are read with

    @property
    def context(self) -> Context:
        """Date, region and currency."""
        if self._context is None:
            from reader.figures.context import context_of

            found = context_of(self._opened.article, self.taste.date, self.taste.region)
            self._context = replace(found, currency=self.currency) if self.currency else found
        return self._context

    def learn(self) -> None:
        """The article was read to its end: its date and places are known better than from its beginning."""
        before, self._context = self._context, None
        if before is not None and self.context != before:
            self.forget()

    def read_bare_as(self, currency: str) -> None:
        """Read a bare 元 as a currency; "" as the article says."""
        self.currency = currency
        self._context = None
        self.forget()
        if self._wanted:
            self.want()

    def forget(self) -> None:
        """What was found is no longer so."""
        self._kept.clear()
        self._checked.clear()
        self.found.clear()
        self.stops.clear()
        self._timeless.clear()
        self._looked = 0

    # -- finding

    def of(self, index: int) -> tuple[Figure, ...]:
        """The figures of a block, in order; offsets are of the text as written."""
        return tuple(self.within(index, 0, len(self._opened.blocks[index].text)))

    def within(self, index: int, start: int, end: int) -> Iterator[Figure]:
        """The figures that touch a stretch of a block, in order."""
        size = len(self._opened.blocks[index].text)
        step = size + 1 if size <= _LONG else _LONG - _OVERLAP
        behind = -1
        for first in range(max(0, start - _OVERLAP) // step * step, min(end, size), step):
            for figure in self._part(index, first, size):
                if figure.start >= behind and figure.start < end and figure.end > start:
                    behind = figure.end
                    yield figure

    def _part(self, index: int, first: int, size: int) -> tuple[Figure, ...]:
        """The figures that begin in a part of a block, but not those its end may cut."""
        key = (index, first)
        if key not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[key] = self._whole(index) if size <= _LONG else self._cut(index, first, size)
        return self._kept[key]

    def _whole(self, index: int) -> tuple[Figure, ...]:
        from reader.figures.scan import figures_of

        return figures_of(self._opened.blocks[index], self.context)

    def _cut(self, index: int, first: int, size: int) -> tuple[Figure, ...]:
        from reader.figures.scan import figures_of

        block = self._opened.blocks[index]
        last = min(first + _LONG, size)
        spans = tuple(
            replace(span, start=max(0, span.start - first), end=min(last, span.end) - first)
            for span in block.spans
            if span.start < last and span.end > first
        )
        part = replace(block, text=CleanText(block.text[first:last]), spans=spans)
        found = figures_of(part, self.context)
        whole = (each for each in found if last == size or each.end < last - first - _OVERLAP // 2)
        return tuple(replace(each, start=each.start + first, end=each.end + first) for each in whole)

    # -- all of them

    def want(self) -> None:
        """They are listed and walked from now on; a short article's at once."""
        self._wanted = True
        self.find(perf_counter() + _AT_ONCE)

    def find(self, until: float) -> bool:
        """Look on until a moment of perf_counter, if they are wanted; whether there are blocks left."""
        opened = self._opened
        if not self._wanted:
            return False
        while self._looked < len(opened.blocks):
            said_above = self._said_above(self._looked)
            for figure in self.of(self._looked):
                if figure.start < said_above:
                    continue
                stop = Stop(self._looked, figure.start, figure.end)
                self.found.append(figure)
                self.stops.append(stop)
                if figure.kind not in PERIODS:
                    self._timeless.append(stop)
            self._looked += 1
            if perf_counter() >= until:
                break
        return self._looked < len(opened.blocks) or not opened.reading.done

    def _said_above(self, index: int) -> int:
        """How much of a deck only says the headline again, and is not shown."""
        blocks = self._opened.blocks
        if blocks[index].kind != "deck":
            return 0
        return deck_start(
            next((block.text for block in blocks[:index] if block.kind == "headline"), ""), blocks[index].text
        )

    @property
    def satisfied(self) -> bool:
        """Whether there is nothing to look for."""
        return not self._wanted or self.complete

    @property
    def complete(self) -> bool:
        """Whether all blocks were looked through."""
        return self._looked == len(self._opened.blocks) and self._opened.reading.done

    @property
    def walkable(self) -> list[Stop]:
        """What is walked: dates and years only where the reader wants to see them."""
        return self.stops if self.taste.periods else self._timeless

    def lists(self, figure: Figure) -> bool:
        """Whether a figure is of a kind that is listed and walked."""
        return self.taste.periods or figure.kind not in PERIODS

    # -- what there is to say of one

    def at(self, index: int, offset: int) -> Figure | None:
        """The figure at an offset of a block."""
        return next((each for each in self.within(index, offset, offset + 1)), None)

    def checks(self, index: int) -> dict[Figure, Check]:
        """What the numbers of a block say of each other, by the figures that are checked."""
        if index not in self._checked:
            from reader.figures.checks import checks

            if len(self._checked) >= _MOST_KEPT:
                self._checked.clear()
            text = self._opened.blocks[index].text
            figures = self.of(index) if len(text) <= _LONG else ()
            self._checked[index] = {figures[check.figures[-1]]: check for check in checks(text, figures)}
        return self._checked[index]

    def doubts(self, index: int) -> list[Figure]:
        """The figures of a block that do not agree with the others."""
        return [figure for figure, check in self.checks(index).items() if not check.holds]

    def doubted(self, index: int, figure: Figure) -> Check | None:
        """The check of a figure that does not agree with the others of its block."""
        check = self.checks(index).get(figure)
        return None if check is None or check.holds else check

    def seen(self, index: int, figure: Figure) -> Figure:
        """A figure in the script of the view: its text, its words, its offsets there."""
        opened = self._opened
        if opened.view == "source":
            return figure
        if len(opened.blocks[index].text) > _LONG:
            return replace(
                figure,
                text=opened.stretch(index, figure.start, figure.end),
                measures=opened.say(figure.measures),
                unit=opened.say(figure.unit),
            )
        return figure.seen(opened.blocks[index].text, opened.view_of(index), opened.say)
