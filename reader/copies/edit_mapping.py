"""Maps offsets of an article to those after its copy was edited, and offsets in the file to these."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from operator import itemgetter
from typing import TYPE_CHECKING

from reader.annotations.model import CanonicalText

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.annotations.model import Target
    from reader.copies.alignment import AlignedBlock
    from reader.model import Article


class EditMapping:
    """Maps between the canonical texts of the original and of the edited article.

    Args:
        original: The article that the copy was made of.
        aligned_blocks: The blocks of the edited article.

    Attributes:
        aligned_blocks: The blocks of the edited article.
        old_text: The canonical text of the original.
        new_text: That of the edited article.
    """

    def __init__(self, original: Article, aligned_blocks: Sequence[AlignedBlock]) -> None:
        self.aligned_blocks = aligned_blocks
        self.old_text = CanonicalText(original.blocks)
        self.new_text = CanonicalText([each.block for each in aligned_blocks])
        self._original = original
        self._new_indexes = {
            each.original_index: index for index, each in enumerate(aligned_blocks) if each.original_index is not None
        }
        self._starts_of: int | None = None
        self._starts: dict[int, int] = {}
        self._references: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        """The index of the block and the offset in it of each reference to a footnote, by its label."""
        for index, each in enumerate(aligned_blocks):
            for label, offset in each.parsed_block.footnote_references if each.parsed_block else ():
                self._references[label].append((index, offset))

    def map_span(self, target: Target) -> tuple[int, int] | None:
        """Return the span of a target in the edited text if its blocks are unchanged and still adjacent, else None."""
        parts = list(self.old_text.split_by_block(target.start, target.end))
        if not parts or not all(self._is_unchanged(block) for block, _, _ in parts):
            return None
        start = self._map_offset(target.start)
        if start is None:
            return None
        end = start + target.end - target.start
        if self.new_text.text[start:end] != self.old_text.text[target.start : target.end]:
            return None  # the text between its blocks has changed
        return start, end

    def map_block_start(self, target: Target) -> tuple[int, int]:
        """Return the span that a target would have if the text before it in its block were unchanged.

        For a deleted block it is the old span.
        """
        start = self._map_offset(target.start)
        return (target.start, target.end) if start is None else (start, start + target.end - target.start)

    def _map_offset(self, offset: int) -> int | None:
        """An offset of the original at the same distance from its block's start in the edited text."""
        block, block_offset = self.old_text.locate(offset)
        index = self._new_indexes.get(block)
        return None if index is None else self.new_text.to_offset(index, block_offset)

    def _is_unchanged(self, block: int) -> bool:
        index = self._new_indexes.get(block)
        return index is not None and self.aligned_blocks[index].block == self._original.blocks[block]

    def to_canonical(self, index: int, start: int, end: int) -> tuple[int, int]:
        """Return a span of a block in the file as a span of the edited text.

        Args:
            index: The index of the block in the edited article.
            start: Offset in the block's text in the file, in code points.
            end: Offset of the end in the same.
        """
        source_start, source_end = self.aligned_blocks[index].view.span_to_source(start, end)
        return self.new_text.to_offset(index, source_start), self.new_text.to_offset(index, source_end)

    def find_highlights(self, label: str) -> Iterator[tuple[int, int]]:
        """Yield the spans of the edited text that may be the highlight of a footnote.

        These are the one before its reference, and longer ones that include the highlights that touch it.
        """
        for index, offset in self._references.get(label, ()):
            starts = self._get_highlight_starts(index)
            first = offset
            while (start := starts.get(first)) is not None:
                first = start
                yield self.to_canonical(index, start, offset)

    def is_highlighted(self, target: Target) -> bool:
        """Whether the file highlights something of a target, whose positions are in the edited text, in each block."""
        for index, start, end in self.new_text.split_by_block(target.start, target.end):
            each = self.aligned_blocks[index]
            view_start, view_end = each.view.span_to_view(start, end)
            highlights = each.parsed_block.highlights if each.parsed_block else ()  # in order, none in another
            behind = bisect_left(highlights, view_end, key=itemgetter(0))
            if behind == 0 or highlights[behind - 1][1] <= view_start:
                return False
        return True

    def _get_highlight_starts(self, index: int) -> dict[int, int]:
        """The starts of the highlights of a block by their ends; of the block that was asked for last they are kept."""
        if self._starts_of != index:
            parsed_block = self.aligned_blocks[index].parsed_block
            highlights = parsed_block.highlights if parsed_block else ()
            self._starts_of, self._starts = index, {end: start for start, end in highlights if start < end}
        return self._starts
