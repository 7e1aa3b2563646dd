"""The annotations of an open article: which there are, and what of a block they are on.

No textual here. They are placed once the article is read to its end, since they count in the text of all its blocks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.annotations.model import COLOURS, Canonical
from reader.tui.state.navigation import Stop

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.annotations.model import Annotation
    from reader.tui.state.article import Opened

Order = Literal["place", "colour", "time"]
ORDERS: tuple[Order, ...] = ("place", "colour", "time")
NOWHERE = -1
"""The block of a stop whose annotation has no place in the text."""


class Mark(NamedTuple):
    """The part of an annotation that is in one block; offsets as written."""

    start: int
    end: int
    colour: int
    """1 to 5."""
    annotation: Annotation
    begins: bool
    """Whether the annotation begins here, and not in a block before."""
    ends: bool


class Noted:
    """The annotations of one article, in the order of the text; those without a place first."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self.annotations: list[Annotation] = []
        self.stops: list[Stop] = []
        """Where they are, in the same order; the block of those without a place is NOWHERE."""
        self.placed = False
        """Whether those that are kept were put in their places."""
        self.order: Order = "place"
        self.version = 0
        """Goes up with every change."""
        self._marks: dict[int, list[Mark]] = {}
        self._canonical: Canonical | None = None

    @property
    def canonical(self) -> Canonical:
        """The text they count in; of all that was read of the article. Made when it is asked for: it is as long."""
        if self._canonical is None or not self.placed:
            self._canonical = Canonical(self._opened.blocks)
        return self._canonical

    def place(self, annotations: Iterable[Annotation]) -> None:
        """The article is read to its end: put those that are kept in their places."""
        self._canonical = None
        self.placed = True
        self._arrange(annotations)

    def swap(self, before: Annotation | None, after: Annotation | None) -> None:
        """One is new, changed, or gone."""
        kept = [each for each in self.annotations if before is None or each.id != before.id]
        self._arrange([*kept, after] if after else kept)

    def _arrange(self, annotations: Iterable[Annotation]) -> None:
        ranked = sorted(((self._stop(each), each.created, each.id, each) for each in annotations), key=lambda r: r[:3])
        self.annotations = [each for *_, each in ranked]
        self.stops[:] = [stop for stop, *_ in ranked]
        self._marks.clear()
        for each in self.annotations:
            self._mark(each)
        self.version += 1

    def _stop(self, annotation: Annotation) -> Stop:
        target = annotation.target
        parts = list(self.canonical.stretches(target.start, target.end)) if target and annotation.placed else []
        return Stop(*parts[0]) if parts else Stop(NOWHERE, 0, 0)

    def _mark(self, annotation: Annotation) -> None:
        if annotation.target is None or not annotation.placed:
            return
        parts = list(self.canonical.stretches(annotation.target.start, annotation.target.end))
        colour = COLOURS.index(annotation.colour) + 1
        for number, (block, start, end) in enumerate(parts):
            mark = Mark(start, end, colour, annotation, number == 0, number == len(parts) - 1)
            self._marks.setdefault(block, []).append(mark)

    # -- what is where

    @property
    def walkable(self) -> list[Stop]:
        """Those that have a place in the text."""
        return [stop for stop in self.stops if stop.block != NOWHERE]

    @property
    def unplaced(self) -> list[Annotation]:
        """Those whose words were not found, or in more than one place."""
        return [each for each in self.annotations if each.target is not None and not each.placed]

    def within(self, block: int, start: int, end: int) -> Iterator[Mark]:
        """The marks that touch a stretch of a block, the one that begins first first."""
        return (mark for mark in self._marks.get(block, ()) if mark.start < end and mark.end > start)

    def at(self, block: int, offset: int) -> list[Annotation]:
        """The annotations at a place, the shortest first: the one that a reader means."""
        found = [mark.annotation for mark in self.within(block, offset, offset + 1)]
        return sorted(found, key=lambda each: each.target.end - each.target.start if each.target else 0)

    def on(self, start: int, end: int) -> Annotation | None:
        """The one that is on exactly these words of the canonical text."""
        targets = ((each, each.target) for each in self.annotations if each.placed)
        return next((each for each, target in targets if target and (target.start, target.end) == (start, end)), None)

    def beginning(self, stop: Stop) -> Annotation | None:
        """The one whose first words are exactly those of a stop; of several the one that was changed last."""
        found = [each for each, at in zip(self.annotations, self.stops, strict=True) if at[:3] == stop[:3]]
        return max(found, key=lambda each: each.modified, default=None) if stop.block != NOWHERE else None

    @property
    def of_article(self) -> Annotation | None:
        """The note on the whole article."""
        return next((each for each in self.annotations if each.target is None), None)

    def stretches(self, annotation: Annotation) -> Sequence[tuple[int, int, int]]:
        """What a placed annotation covers: block, start and end in it, as written."""
        target = annotation.target
        return list(self.canonical.stretches(target.start, target.end)) if target and annotation.placed else []
