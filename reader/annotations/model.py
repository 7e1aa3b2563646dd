"""Annotation: a highlight or a note, tied to the canonical text of an article by its place and by its words.

The canonical text is the texts of all blocks in reading order, in the script as written, joined by one newline
(INTERFACE, Annotation JSON). All offsets are Unicode code points, end exclusive. The model is that of the W3C
(Web Annotation Data Model, TextPositionSelector and TextQuoteSelector).
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.model.article import Block

Colour = Literal["yellow", "green", "blue", "pink", "purple"]
COLOURS: tuple[Colour, ...] = get_args(Colour)
AnchorState = Literal["exact", "moved", "fuzzy", "ambiguous", "orphan"]
UNPLACED_STATES: frozenset[AnchorState] = frozenset({"ambiguous", "orphan"})
"""States of annotations whose words are not known to be anywhere: they are listed, never drawn at a guess."""
CONTEXT_LENGTH = 32
"""Code points of prefix and suffix."""
_LONG_CONTEXT_LENGTH = 64
_SHORT_QUOTE_LENGTH = 8
"""Quotes shorter than this get the long context: of 4 characters one in ten occurs again in an article."""


@dataclass(frozen=True, slots=True)
class Target:
    """The words that are annotated, as they were first taken; the quote never changes."""

    start: int
    """In the canonical text: where the words are, or were last."""
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Reanchoring:
    """One re-anchoring: an entry of an annotation's history."""

    from_start: int
    from_end: int
    to_start: int
    to_end: int
    score: float
    timestamp: str
    """ISO 8601, UTC."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A highlight, a note, or both; without a target it is about the whole article."""

    id: str
    """A URN of a UUID."""
    created: str
    """ISO 8601, UTC, to the microsecond."""
    modified: str
    target: Target | None = None
    colour: Colour = "yellow"
    note: str = ""
    """As it was typed; of several lines."""
    tags: tuple[str, ...] = ()
    state: AnchorState = "exact"
    score: float = 1.0
    """How well the words were found, 0 to 1, where the state is fuzzy."""
    figure: str = ""
    """Of a figure: its canonical value and unit, as printed in the list of figures."""
    history: tuple[Reanchoring, ...] = field(default=())

    @property
    def is_placed(self) -> bool:
        """Whether it is drawn at its words."""
        return self.target is not None and self.state not in UNPLACED_STATES


def make_annotation_id() -> str:
    """A new id."""
    from uuid import uuid4  # not at the top: importing it takes a tenth of the first page

    return f"urn:uuid:{uuid4()}"


class CanonicalText:
    """The canonical text of an article, and which block an offset of it is in.

    Args:
        blocks: All of the article, in reading order, in the script as written.
    """

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.text = "\n".join(block.text for block in blocks)
        self._starts = [0, *accumulate(len(block.text) + 1 for block in blocks)][: len(blocks)]

    def to_offset(self, block_index: int, block_offset: int) -> int:
        """Where an offset in a block is in the whole."""
        return self._starts[block_index] + block_offset

    def locate(self, offset: int) -> tuple[int, int]:
        """The block an offset of the whole is in, and where in its text; a newline belongs to the end of its block."""
        block = max(0, bisect_right(self._starts, offset) - 1)
        return block, offset - self._starts[block] if self._starts else 0

    def split_by_block(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """What a span of the whole covers, block by block: block, start and end in its text; nothing empty."""
        if not self._starts:
            return
        block, _ = self.locate(start)
        while block < len(self._starts) and self._starts[block] < end:
            first = self._starts[block]
            last = (self._starts[block + 1] - 1 if block + 1 < len(self._starts) else len(self.text)) - first
            low, high = max(0, start - first), min(last, end - first)
            if low < high:
                yield block, low, high
            block += 1

    def make_target(self, start: int, end: int) -> Target:
        """The words from one offset of the whole to another, with what stands around them."""
        around = _LONG_CONTEXT_LENGTH if end - start < _SHORT_QUOTE_LENGTH else CONTEXT_LENGTH
        return Target(
            start,
            end,
            self.text[start:end],
            self.text[max(0, start - around) : start],
            self.text[end : end + around],
        )


def merge_annotations(mine: Iterable[Annotation], theirs: Iterable[Annotation]) -> list[Annotation]:
    """The annotations of one article from two places, such as the library and an annotated copy, as one list.

    Of two with one id the one that was modified later is taken, mine where both have the same time. An annotation that
    was deleted in one place and is still in the other comes back: a deletion cannot be told from an annotation that
    was never there.

    Args:
        mine: From the place that wins a tie.
        theirs: From the other place, anchored in the same text.
    """
    merged = {annotation.id: annotation for annotation in theirs}
    for annotation in mine:
        other = merged.get(annotation.id)
        if other is None or annotation.modified >= other.modified:
            merged[annotation.id] = annotation
    return list(merged.values())


def find_newer(mine: Iterable[Annotation], theirs: Iterable[Annotation]) -> list[Annotation]:
    """Those of theirs that a merge with mine takes: the ones that are new, or were modified later.

    Args:
        mine: From the place that wins a tie.
        theirs: From the other place; their positions may be counted in another text.
    """
    known = {annotation.id: annotation for annotation in mine}
    merged = merge_annotations(known.values(), theirs)
    return [annotation for annotation in merged if annotation is not known.get(annotation.id)]
