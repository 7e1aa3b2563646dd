"""The annotations of an open article, and the parts of its blocks that they highlight.

Annotations are placed when the article was read to its end, since their offsets are those of the text of all blocks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.annotations.model import COLOURS, CanonicalText
from reader.tui.state.navigation import NavigationTarget

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.annotations.model import Annotation
    from reader.model import Block

NoteOrder = Literal["place", "colour", "time"]
NOTE_ORDERS: tuple[NoteOrder, ...] = ("place", "colour", "time")
NO_BLOCK = -1
"""The block index of the target of an annotation that has no place in the text."""


class HighlightPart(NamedTuple):
    """The part of an annotation that is in one block; offsets are code points of the block as written."""

    start: int
    end: int
    colour_number: int
    """1 to 5."""
    annotation: Annotation
    is_first: bool
    """Whether the annotation begins in this block."""
    is_last: bool
    """Whether the annotation ends in this block."""


class AnnotationIndex:
    """The annotations of one article, in the order of the text; those without a place first.

    Args:
        blocks: The blocks of the article; the list may grow until `set_annotations` is called.
    """

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self.annotations: list[Annotation] = []
        self.all_targets: list[NavigationTarget] = []
        """Their targets, in the same order; the block of those without a place is NO_BLOCK."""
        self.is_placed = False
        """Whether the stored annotations were set; before, nothing may be changed."""
        self.order: NoteOrder = "place"
        self.version = 0
        """A number that goes up with every change of the annotations."""
        self._highlight_parts: dict[int, list[HighlightPart]] = {}
        self._canonical_text: CanonicalText | None = None

    @property
    def canonical_text(self) -> CanonicalText:
        """The text that the offsets of annotations count in, of the blocks read so far; made when it is asked for."""
        if self._canonical_text is None or not self.is_placed:
            self._canonical_text = CanonicalText(self._blocks)
        return self._canonical_text

    def set_annotations(self, annotations: Iterable[Annotation]) -> None:
        """Set the stored annotations of an article that was read to its end."""
        self._canonical_text = None
        self.is_placed = True
        self._arrange(annotations)

    def replace_annotation(self, before: Annotation | None, after: Annotation | None) -> None:
        """Replace an annotation.

        Args:
            before: The annotation to remove; None to add one.
            after: The annotation to add; None to remove one.
        """
        others = [each for each in self.annotations if before is None or each.id != before.id]
        self._arrange([*others, after] if after else others)

    def _arrange(self, annotations: Iterable[Annotation]) -> None:
        ranked = sorted(
            ((self._make_target(each), each.created, each.id, each) for each in annotations), key=lambda r: r[:3]
        )
        self.annotations = [each for *_, each in ranked]
        self.all_targets[:] = [target for target, *_ in ranked]
        self._highlight_parts.clear()
        for each in self.annotations:
            self._add_highlight_parts(each)
        self.version += 1

    def _make_target(self, annotation: Annotation) -> NavigationTarget:
        parts = self.get_ranges(annotation)
        return NavigationTarget(*parts[0]) if parts else NavigationTarget(NO_BLOCK, 0, 0)

    def _add_highlight_parts(self, annotation: Annotation) -> None:
        parts = self.get_ranges(annotation)
        colour = COLOURS.index(annotation.colour) + 1
        for number, (block, start, end) in enumerate(parts):
            part = HighlightPart(start, end, colour, annotation, number == 0, number == len(parts) - 1)
            self._highlight_parts.setdefault(block, []).append(part)

    # -- look-up

    @property
    def navigation_targets(self) -> list[NavigationTarget]:
        """The targets of the annotations that have a place in the text."""
        return [target for target in self.all_targets if target.block != NO_BLOCK]

    @property
    def unplaced_annotations(self) -> list[Annotation]:
        """The annotations whose quote was not found in the text, or in more than one place."""
        return [each for each in self.annotations if each.target is not None and not each.is_placed]

    def find_in_range(self, block: int, start: int, end: int) -> Iterator[HighlightPart]:
        """The parts of annotations that overlap a range of a block, in the order of their starts.

        Args:
            block: The index of the block.
            start: Offset as written.
            end: Offset as written.
        """
        return (part for part in self._highlight_parts.get(block, ()) if part.start < end and part.end > start)

    def find_at(self, block: int, offset: int) -> list[Annotation]:
        """The annotations on a character, the shortest first: that is the one a user most likely means.

        Args:
            block: The index of the block.
            offset: Offset of the character, as written.
        """
        found = [part.annotation for part in self.find_in_range(block, offset, offset + 1)]
        return sorted(found, key=lambda each: each.target.end - each.target.start if each.target else 0)

    def find_exact(self, start: int, end: int) -> Annotation | None:
        """The annotation of exactly a range.

        Args:
            start: Offset in the canonical text.
            end: Offset in the canonical text.
        """
        targets = ((each, each.target) for each in self.annotations if each.is_placed)
        return next((each for each, target in targets if target and (target.start, target.end) == (start, end)), None)

    def find_starting_at(self, navigation_target: NavigationTarget) -> Annotation | None:
        """The annotation whose part in its first block is exactly a target; of several the one changed last."""
        if navigation_target.block == NO_BLOCK:
            return None
        pairs = zip(self.annotations, self.all_targets, strict=True)
        found = [annotation for annotation, target in pairs if target[:3] == navigation_target[:3]]
        return max(found, key=lambda each: each.modified, default=None)

    @property
    def article_note(self) -> Annotation | None:
        """The note on the whole article."""
        return next((each for each in self.annotations if each.target is None), None)

    def get_ranges(self, annotation: Annotation) -> Sequence[tuple[int, int, int]]:
        """The (block, start, end) of each block that an annotation is on, as written; none for one without a place."""
        target = annotation.target
        if target is None or not annotation.is_placed:
            return []
        return list(self.canonical_text.split_by_block(target.start, target.end))
