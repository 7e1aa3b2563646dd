"""A moving window on the lines of a text: read when looked at, forgotten when done with."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.structure.lines import Line


_HANDFUL = 256


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
        while offset >= len(self._kept):
            line = next(self._lines, None)
            if line is None:
                return None
            self._kept.append(line)
        return self._kept[offset]

    def replace(self, index: int, line: Line) -> None:
        """Puts a line that was joined of two in the place of both."""
        offset = index - self._first
        self._kept[offset : offset + 2] = [line]

    def ahead(self, index: int, count: int) -> Iterator[Line]:
        """The lines behind a position, at most `count`."""
        for i in range(index + 1, index + 1 + count):
            line = self[i]
            if line is None:
                return
            yield line

    def forget(self, index: int) -> None:
        """Nobody will look before this position again. Lines go by the hundred: removing one costs as much as all."""
        done = min(index - self._first, len(self._kept))
        if done >= _HANDFUL:
            del self._kept[:done]
            self._first += done
