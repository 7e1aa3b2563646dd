"""A moving window on the lines of a text: read when looked at, forgotten when done with."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.structure.lines import Line


_HANDFUL = 64
"""Lines that are read at once; forgotten they are by four times as many: removing one costs as much as all."""


class Window:
    """Lines by their position among the lines that are not blank; None before the first and behind the last."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self._kept: list[Line] = []
        self._first = 0

    def __getitem__(self, index: int) -> Line | None:
        offset = index - self._first
        if offset < 0:
            return None
        kept = self._kept
        while offset >= (size := len(kept)):
            kept += islice(self._lines, _HANDFUL)
            if size == len(kept):
                return None
        return kept[offset]

    def replace(self, index: int, line: Line) -> None:
        """Puts a line that was joined of two in the place of both."""
        offset = index - self._first
        self._kept[offset : offset + 2] = [line]

    def ahead(self, index: int, count: int) -> list[Line]:
        """The lines behind a position, at most `count`."""
        first = index + 1 - self._first
        if first + count > len(self._kept):
            self[index + count]
        return self._kept[first : first + count]

    def forget(self, index: int) -> None:
        """Nobody will look before this position again."""
        done = index - self._first
        if done >= 4 * _HANDFUL:
            done = min(done, len(self._kept))
            del self._kept[:done]
            self._first += done
