"""Annotations: highlights and notes, tied to the canonical text of an article by position and by quote.

The canonical text is the texts of all blocks in reading order, in the script as written, joined by one newline.
All offsets are Unicode code points, end exclusive. The model is that of the W3C (Web Annotation Data Model,
TextPositionSelector and TextQuoteSelector).

Notes and tags come from everywhere: the note editor, options of the command line, imported files, edited copies, the
library. An `Annotation` cleans them when it is made, so no other module has to.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, Literal, get_args

from reader.model.clean import clean_lines, show_carriage_returns, to_single_line
from reader.model.identifiers import normalize_annotation_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.model.article import Block

Colour = Literal["yellow", "green", "blue", "pink", "purple"]
COLOURS: tuple[Colour, ...] = get_args(Colour)
AnchorState = Literal["exact", "moved", "fuzzy", "ambiguous", "orphan"]
UNPLACED_STATES: frozenset[AnchorState] = frozenset({"ambiguous", "orphan"})
"""States of annotations whose words have no certain place: they are listed, but not drawn in the text."""
CONTEXT_LENGTH = 32
"""Code points of the prefix, and of the suffix."""
_LONG_CONTEXT_LENGTH = 64
_SHORT_QUOTE_LENGTH = 8
"""Quotes shorter than this get the long context: of 4 characters one in ten occurs again in an article."""


@dataclass(frozen=True, slots=True)
class Target:
    """The words that an annotation is on. Re-anchoring changes the position, never the quote or its context.

    They have no control character, like the text they are from; what comes from elsewhere is cleaned when it is made.

    The fields go to SQL and to the exported JSON by their order.
    """

    start: int
    """In the canonical text; of an annotation without a place the last known position."""
    end: int
    exact: str
    """The quote."""
    prefix: str = ""
    suffix: str = ""

    def __post_init__(self) -> None:
        for name in ("exact", "prefix", "suffix"):
            object.__setattr__(self, name, show_carriage_returns(getattr(self, name)))  # the dataclass is frozen


@dataclass(frozen=True, slots=True)
class Reanchoring:
    """An entry of an annotation's history: it was moved from one position to another."""

    from_start: int
    from_end: int
    to_start: int
    to_end: int
    score: float
    """How certain the new position is, 0 to 1."""
    timestamp: str
    """ISO 8601, UTC."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A highlight, a note, or both; one without a target is a note on the whole article.

    None of its texts has a control character, wherever it comes from: an id of another form is replaced, all else is
    cleaned when it is made.
    """

    id: str
    """A URN of a UUID."""
    created: str
    """ISO 8601, UTC, to the microsecond."""
    modified: str
    target: Target | None = None
    colour: Colour = "yellow"
    note: str = ""
    """As it was typed, perhaps of several lines; "" for a highlight alone. Clean text."""
    tags: tuple[str, ...] = ()
    """Clean text of one line each, without the #."""
    state: AnchorState = "exact"
    score: float = 1.0
    """The score of the match where the state is fuzzy, 0 where it has no place, else 1."""
    figure: str = ""
    """The canonical value and unit of the figure it is on, as the list of figures shows them."""
    history: tuple[Reanchoring, ...] = field(default=())

    def __post_init__(self) -> None:
        set_field = object.__setattr__  # the dataclass is frozen
        set_field(self, "id", normalize_annotation_id(self.id))
        set_field(self, "created", to_single_line(self.created))
        set_field(self, "modified", to_single_line(self.modified))
        set_field(self, "note", clean_lines(self.note))
        set_field(self, "tags", tuple(map(to_single_line, self.tags)))
        set_field(self, "figure", to_single_line(self.figure))

    @property
    def is_placed(self) -> bool:
        """Whether its words have a certain place in the text."""
        return self.target is not None and self.state not in UNPLACED_STATES


def make_annotation_id() -> str:
    """A new id: a URN of a random UUID."""
    from uuid import uuid4  # late: importing it takes a tenth of the time to the first page

    return f"urn:uuid:{uuid4()}"


class CanonicalText:
    """The canonical text of an article, and the way between its offsets and those of blocks, all in code points.

    Args:
        blocks: All of the article, in reading order, in the script as written.
    """

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.text = "\n".join(block.text for block in blocks)
        self._starts = [0, *accumulate(len(block.text) + 1 for block in blocks)][: len(blocks)]

    def to_offset(self, block_index: int, block_offset: int) -> int:
        """The offset in the canonical text of an offset in a block's text.

        Args:
            block_index: The index of the block.
            block_offset: The offset in its text.
        """
        return self._starts[block_index] + block_offset

    def locate(self, offset: int) -> tuple[int, int]:
        """The index of the block that an offset is in, and the offset in its text. A newline ends its block."""
        block = max(0, bisect_right(self._starts, offset) - 1)
        return block, offset - self._starts[block] if self._starts else 0

    def split_by_block(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """The parts of a span by blocks: the index of the block, start and end in its text; no part is empty.

        Args:
            start: In the canonical text.
            end: In the canonical text.
        """
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
        """The words of a span with the context on both sides, as a target.

        Args:
            start: In the canonical text.
            end: In the canonical text.
        """
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
