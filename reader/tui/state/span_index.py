"""Finds the spans of a block that overlap a range, however many the block has."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model import Span

_FEW_SPANS = 64
"""Spans that are looked through faster than an index."""


class SpanIndex:
    """The spans of a block by their offsets.

    Args:
        spans: All of them, in any order.
    """

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._order: list[int] = []
        """The indexes of the spans in the order of their starts."""
        self._starts: list[int] = []
        self._greatest_ends: list[int] = []
        """For each of them the greatest end of those up to it."""
        if len(spans) > _FEW_SPANS:
            self._order = sorted(range(len(spans)), key=lambda index: spans[index].start)
            self._starts = [spans[index].start for index in self._order]
            self._greatest_ends = list(accumulate((spans[index].end for index in self._order), max))

    def find(self, start: int, end: int) -> list[Span]:
        """Return the spans that overlap a range, in the order of the block.

        Args:
            start: Offset in the block's text, in code points.
            end: Offset in the block's text.
        """
        if not self._order:
            return [span for span in self._spans if span.start < end and span.end > start]
        first = bisect_left(self._greatest_ends, start + 1)
        last = bisect_left(self._starts, end)
        return [self._spans[index] for index in sorted(self._order[first:last]) if self._spans[index].end > start]
