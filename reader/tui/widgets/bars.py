"""The top row (where this is from, which script, how far) and the bottom row (what is walked, messages, keys)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from reader.tui.widgets.painted import Painted
from reader.typeset import cell_len, shown

if TYPE_CHECKING:
    from rich.style import Style

_GAP = 2


def fitted(text: str, cells: int) -> str:
    """The text, cut at a character where it is wider than so many cells, with two full stops for what is missing."""
    if cell_len(text) <= cells:
        return text
    end = min(len(text), max(0, cells))
    while end and cell_len(text[:end]) > cells - 2:
        end -= 1
    kept = text[:end]
    return kept.rstrip() if kept.endswith(" ") else (kept + "..")[: max(0, cells)]


class Bar(Painted):
    """One row in three parts: left, middle and right; the left gives way first, then the middle."""

    DEFAULT_CSS = "Bar { height: 1; width: 1fr; }"

    def __init__(self, **names: str) -> None:
        super().__init__(**names)
        self._parts: tuple[str, str, str] = ("", "", "")
        self._keys: tuple[str, ...] = ()

    def say(self, left: str, middle: str = "", right: str = "", *, keys: tuple[str, ...] = ()) -> None:
        """Show these words; nothing is written when they are the old ones.

        Args:
            left: Where or what.
            middle: A message or the time left; follows the left, centred in what is free.
            right: At the right edge.
            keys: Key and what it does, ready to print; as many as fit go to the right edge.
        """
        new = (shown(left), shown(middle), shown(right))
        if (new, keys) != (self._parts, self._keys):
            self._parts, self._keys = new, keys
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The row."""
        width = self.size.width
        style = self.look()
        if y or width < _GAP:
            return Strip.blank(width, style)
        left, middle, right = self._parts
        room = width - 2  # one cell free at both ends
        right = right or self._fitting_keys(room - cell_len(middle) - min(cell_len(left), room // 3))
        right = fitted(right, room)
        room -= cell_len(right) + (_GAP if right else 0)
        middle = fitted(middle, max(0, room))
        left = fitted(left, max(0, room - (cell_len(middle) + _GAP if middle else 0)))
        free = width - 2 - cell_len(left) - cell_len(middle) - cell_len(right)
        before = (
            min(max(_GAP, width // 2 - cell_len(left) - 1 - cell_len(middle) // 2), free - (_GAP if right else 0))
            if middle
            else 0
        )
        before = max(0, before)
        parts: list[tuple[str, Style]] = [
            (" ", style),
            (left, style),
            (" " * before + middle, style),
            (" " * max(0, free - before) + right + " ", style),
        ]
        return Strip([Segment(text, look) for text, look in parts if text]).adjust_cell_length(width, style)

    def _fitting_keys(self, room: int) -> str:
        """As many of the keys as there is room for; the last one is kept longest, it is the help."""
        keys = list(self._keys)
        while len(keys) > 1 and cell_len("  ".join(keys)) > room:
            keys.pop(-2)
        return "  ".join(keys)
