"""The annotations of an open article: which there are, and what of a block they are on.

No textual here. They are placed once the article is read to its end, since they count in the text of all its blocks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.annotations.model import COLOURS, CanonicalText
from reader.tui.state.navigation import NavigationTarget

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.annotations.model import Annotation
    from reader.tui.state.article import OpenArticle

NoteOrder = Literal["place", "colour", "time"]
NOTE_ORDERS: tuple[NoteOrder, ...] = ("place", "colour", "time")
NO_BLOCK = -1
"""The block of a stop whose annotation has no place in the text."""


class HighlightPart(NamedTuple):
    """The part of an annotation that is in one block; offsets as written."""

    start: int
    end: int
    colour_number: int
    """1 to 5."""
    annotation: Annotation
    is_first: bool
    """Whether the annotation begins here, and not in a block before."""
    is_last: bool


class AnnotationIndex:
    """The annotations of one article, in the order of the text; those without a place first."""

    def __init__(self, open_article: OpenArticle) -> None:
        self._open_article = open_article
        self.annotations: list[Annotation] = []
        self.all_targets: list[NavigationTarget] = []
        """Where they are, in the same order; the block of those without a place is NOWHERE."""
        self.is_placed = False
        """Whether those that are kept were put in their places."""
        self.order: NoteOrder = "place"
        self.version = 0
        """Goes up with every change."""
        self._highlight_parts: dict[int, list[HighlightPart]] = {}
        self._canonical_text: CanonicalText | None = None

    @property
    def canonical_text(self) -> CanonicalText:
        """The text they count in; of all that was read of the article. Made when it is asked for: it is as long."""
        if self._canonical_text is None or not self.is_placed:
            self._canonical_text = CanonicalText(self._open_article.blocks)
        return self._canonical_text

    def set_annotations(self, annotations: Iterable[Annotation]) -> None:
        """The article is read to its end: put those that are kept in their places."""
        self._canonical_text = None
        self.is_placed = True
        self._arrange(annotations)

    def replace_annotation(self, before: Annotation | None, after: Annotation | None) -> None:
        """One is new, changed, or gone."""
        kept = [each for each in self.annotations if before is None or each.id != before.id]
        self._arrange([*kept, after] if after else kept)

    def _arrange(self, annotations: Iterable[Annotation]) -> None:
        ranked = sorted(
            ((self._make_target(each), each.created, each.id, each) for each in annotations), key=lambda r: r[:3]
        )
        self.annotations = [each for *_, each in ranked]
        self.all_targets[:] = [stop for stop, *_ in ranked]
        self._highlight_parts.clear()
        for each in self.annotations:
            self._add_highlight_parts(each)
        self.version += 1

    def _make_target(self, annotation: Annotation) -> NavigationTarget:
        target = annotation.target
        parts = (
            list(self.canonical_text.split_by_block(target.start, target.end))
            if target and annotation.is_placed
            else []
        )
        return NavigationTarget(*parts[0]) if parts else NavigationTarget(NO_BLOCK, 0, 0)

    def _add_highlight_parts(self, annotation: Annotation) -> None:
        if annotation.target is None or not annotation.is_placed:
            return
        parts = list(self.canonical_text.split_by_block(annotation.target.start, annotation.target.end))
        colour = COLOURS.index(annotation.colour) + 1
        for number, (block, start, end) in enumerate(parts):
            mark = HighlightPart(start, end, colour, annotation, number == 0, number == len(parts) - 1)
            self._highlight_parts.setdefault(block, []).append(mark)

    # -- what is where

    @property
    def navigation_targets(self) -> list[NavigationTarget]:
        """Those that have a place in the text."""
        return [stop for stop in self.all_targets if stop.block != NO_BLOCK]

    @property
    def unplaced_annotations(self) -> list[Annotation]:
        """Those whose words were not found, or in more than one place."""
        return [each for each in self.annotations if each.target is not None and not each.is_placed]

    def find_in_range(self, block: int, start: int, end: int) -> Iterator[HighlightPart]:
        """The marks that touch a stretch of a block, the one that begins first first."""
        return (mark for mark in self._highlight_parts.get(block, ()) if mark.start < end and mark.end > start)

    def find_at(self, block: int, offset: int) -> list[Annotation]:
        """The annotations at a place, the shortest first: the one that a reader means."""
        found = [mark.annotation for mark in self.find_in_range(block, offset, offset + 1)]
        return sorted(found, key=lambda each: each.target.end - each.target.start if each.target else 0)

    def find_exact(self, start: int, end: int) -> Annotation | None:
        """The one that is on exactly these words of the canonical text."""
        targets = ((each, each.target) for each in self.annotations if each.is_placed)
        return next((each for each, target in targets if target and (target.start, target.end) == (start, end)), None)

    def find_starting_at(self, navigation_target: NavigationTarget) -> Annotation | None:
        """The one whose first words are exactly those of a stop; of several the one that was changed last."""
        found = [
            each for each, at in zip(self.annotations, self.all_targets, strict=True) if at[:3] == navigation_target[:3]
        ]
        return max(found, key=lambda each: each.modified, default=None) if navigation_target.block != NO_BLOCK else None

    @property
    def article_note(self) -> Annotation | None:
        """The note on the whole article."""
        return next((each for each in self.annotations if each.target is None), None)

    def get_ranges(self, annotation: Annotation) -> Sequence[tuple[int, int, int]]:
        """What a placed annotation covers: block, start and end in it, as written."""
        target = annotation.target
        return (
            list(self.canonical_text.split_by_block(target.start, target.end))
            if target and annotation.is_placed
            else []
        )
