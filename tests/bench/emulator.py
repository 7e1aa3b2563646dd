"""What a terminal shows of the bytes that a program wrote, and since when."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyte

if TYPE_CHECKING:
    from tests.bench.pty_run import Terminal


UNSEEN = re.compile("[\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]")
"""Signs without a cell that are no combining marks: pyte drops all that comes behind one in a run of text."""


class _Screen(pyte.Screen):
    def draw(self, data: str) -> None:
        super().draw(UNSEEN.sub("", data))


class Emulator:
    """Follows a program's output with an emulator of a terminal."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._screen = _Screen(terminal.columns, terminal.rows)
        self._stream = pyte.ByteStream(self._screen)
        self._fed = 0
        self._chunks = 0

    def rows(self) -> list[str]:
        """The rows of the screen now."""
        self._frames()
        return self._rows()

    def settled(self, began: float) -> float:
        """Seconds from then (since the start) until the screen first showed what it shows now, for good or not."""
        frames = self._frames()
        right = frames[-1][1] if frames else []
        return next(when for when, rows in frames if rows == right) - began if frames else float("nan")

    def _rows(self) -> list[str]:
        """Pyte's own `display` fails on half a wide character, which may be there between two chunks."""
        buffer, columns = self._screen.buffer, range(self._screen.columns)
        return ["".join(buffer[y][x].data for x in columns) for y in range(self._screen.lines)]

    def _frames(self) -> list[tuple[float, list[str]]]:
        """The rows after each chunk of output not seen yet, with its time."""
        terminal, frames = self._terminal, []
        if (self._screen.columns, self._screen.lines) != (terminal.columns, terminal.rows):
            self._screen.resize(terminal.rows, terminal.columns)
        for size, when in terminal.times[self._chunks :]:
            self._stream.feed(bytes(terminal.output[self._fed : size]))
            self._fed = size
            frames.append((when, self._rows()))
        self._chunks = len(terminal.times)
        return frames
