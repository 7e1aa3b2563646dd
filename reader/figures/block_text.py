"""The folded text of a block, with its numerals, sentences, clauses and cue words, each computed at most once."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from reader.figures.lexicon import cue_classes
from reader.figures.numerals import Numeral, numeral_at

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.figures.context import FigureContext

_SENTENCE_END = re.compile("[。;!?\n]")
_FULL_STOP = re.compile("[。!?]")
_CLAUSE_END = re.compile("[。;!?\n,:]")
_CUE_REACH = 60
"""Code points from an offset in which a cue word counts, within the sentence."""
_NO_DISTANCE = 1 << 30
"""A distance that is farther than any word."""


class BlockText:
    """A block's text in the forms of the tables.

    Args:
        text: Folded.
        context: What figures are read with.
        excluded: Spans without figures (start, end), in code points.
    """

    def __init__(self, text: str, context: FigureContext, excluded: Iterable[tuple[int, int]] = ()) -> None:
        self.text = text
        self.context = context
        self._excluded = sorted(excluded)
        self._next_excluded = 0
        self._numerals: dict[int, Numeral | None] = {}
        self.no_list_until = 0
        """Offset before which no list of numbers with a shared unit begins; set where a search found none."""

    def numeral_at(self, at: int) -> Numeral | None:
        """The numeral that begins at an offset; None where there is none, or the text ends."""
        if at >= len(self.text):
            return None
        if at not in self._numerals:
            self._numerals[at] = numeral_at(self.text, at)
        return self._numerals[at]

    def excluded_end(self, at: int) -> int:
        """The end of the excluded span that an offset is in, else 0; offsets have to be asked for in rising order."""
        while self._next_excluded < len(self._excluded) and self._excluded[self._next_excluded][1] <= at:
            self._next_excluded += 1
        if self._next_excluded < len(self._excluded) and self._excluded[self._next_excluded][0] <= at:
            return self._excluded[self._next_excluded][1]
        return 0

    @cached_property
    def _sentence_ends(self) -> list[int]:
        return [found.start() for found in _SENTENCE_END.finditer(self.text)]

    @cached_property
    def _full_stops(self) -> list[int]:
        return [found.start() for found in _FULL_STOP.finditer(self.text)]

    def full_sentence_start(self, at: int) -> int:
        """Where the sentence around an offset begins, where semicolons end no sentence."""
        return _between(self._full_stops, at, len(self.text))[0]

    @cached_property
    def _clause_ends(self) -> list[int]:
        return [found.start() for found in _CLAUSE_END.finditer(self.text)]

    def sentence_at(self, at: int) -> tuple[int, int]:
        """The sentence around an offset, without its stop."""
        return _between(self._sentence_ends, at, len(self.text))

    def clause_at(self, at: int) -> tuple[int, int]:
        """The clause around an offset, without its stops."""
        return _between(self._clause_ends, at, len(self.text))

    @cached_property
    def _cue_positions(self) -> dict[str, list[int]]:
        pattern, classes = cue_classes()
        found: dict[str, list[int]] = {}
        for word in pattern.finditer(self.text):
            for name in classes[word[0]]:
                found.setdefault(name, []).append(word.start())
        return found

    def cue_distance(self, name: str, at: int, where: str = "") -> int | None:
        """How far from an offset the nearest word of a class of cue_classes.tsv stands, in code points.

        Args:
            name: The class.
            at: The offset.
            where: `left`: only words of the same sentence before it; `close`: at most five code points before it;
                `next`: at most five code points behind it; "": before or behind it in the sentence.

        Returns:
            None where there is no such word near.
        """
        positions = self._cue_positions.get(name)
        if not positions:
            return None
        start, end = self.sentence_at(at)
        after = bisect_left(positions, at)
        left = (
            at - positions[after - 1] if after and positions[after - 1] >= max(start, at - _CUE_REACH) else _NO_DISTANCE
        )
        if where == "close":
            return left if left <= 5 else None
        if where == "left":
            return left if left <= 14 else None
        behind = after < len(positions) and positions[after] < min(end, at + _CUE_REACH)
        right = positions[after] - at if behind else _NO_DISTANCE
        if where == "next":
            return right if right <= 5 else None
        nearest = min(left, right)
        return None if nearest == _NO_DISTANCE else nearest

    def has_cue(self, name: str, at: int, where: str = "") -> bool:
        """Whether a word of a class stands near an offset.

        Args:
            name: The class.
            at: The offset.
            where: As of cue_distance.
        """
        return self.cue_distance(name, at, where) is not None


def _between(ends: list[int], at: int, size: int) -> tuple[int, int]:
    index = bisect_left(ends, at)
    return ends[index - 1] + 1 if index else 0, ends[index] if index < len(ends) else size
