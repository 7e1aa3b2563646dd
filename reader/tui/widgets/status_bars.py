"""The top row (where this is from, which script, how far) and the bottom row (what is walked, messages, keys)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from reader.tui.rows.columns import cut
from reader.tui.widgets.painted import Painted
from reader.typeset import cell_len, shown, wrap

if TYPE_CHECKING:
    from textual.geometry import Size

    from reader.typeset import Ambiguous

_GAP = 2
_DETAIL = 26
"""Cells that keys leave to a detail."""
_MOST_ROWS = 8
"""Of a message."""
_LEAST = 8
"""Cells below which a detail says nothing."""


class Notice(Painted):
    """A message that is longer than the row below: it lies over the last rows until the next key."""

    DEFAULT_CSS = "Notice { display: none; layer: over; dock: bottom; height: auto; background: $background; }"

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[str] = []
        self._said = "", 0

    def measure(self, ambiguous: Ambiguous) -> None:
        """Other cells, other rows."""
        super().measure(ambiguous)
        self.say(*self._said)

    def say(self, message: str, width: int) -> bool:
        """Show a message if it needs more than one row of so many cells; whether it does."""
        self._said = message, width
        text = shown(message)
        spans = wrap(text, max(4, width - 2), ambiguous=self.ambiguous) if message else []
        rows = [text[start:end] for start, end in spans]
        needed = len(rows) > 1
        self.display = needed
        if needed and rows != self._rows:
            self._rows = rows[:_MOST_ROWS]
            self.refresh(layout=True)
        return needed

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Its rows."""
        return len(self._rows)

    def render_line(self, y: int) -> Strip:
        """A row of the message."""
        text = self._rows[y] if y < len(self._rows) else ""
        return self.row([Segment(f" {text}", self.look())])


class Bar(Painted):
    """One row: what is at the left always stays whole; keys, details and messages share what is left."""

    DEFAULT_CSS = "Bar { height: 1; width: 1fr; }"

    def __init__(self, **names: str) -> None:
        super().__init__(**names)
        self._left = self._detail = self._middle = self._right = ""
        self._keys: tuple[str, ...] = ()
        self._urgent = False
        self._said: tuple[str, str, str, str, tuple[str, ...], bool] | None = None

    def say(
        self,
        left: str,
        middle: str = "",
        right: str = "",
        *,
        detail: str = "",
        keys: tuple[str, ...] = (),
        urgent: bool = False,
    ) -> None:
        """Show these words; nothing is written when they are the old ones.

        Args:
            left: Where or what.
            middle: A message or the time left.
            right: At the right edge, never shortened.
            detail: Behind the left, as much of it as there is room for.
            keys: Key and what it does, ready to print; as many as fit go to the right edge.
            urgent: Whether the middle is a message, which is read whole before anything else is.
        """
        new = (shown(left), shown(detail), shown(middle), shown(right), keys, urgent and bool(middle))
        if new != self._said:
            self._said = new
            self._left, self._detail, self._middle, self._right, self._keys, self._urgent = new
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The row."""
        width = self.size.width
        style = self.look()
        if y or width < _GAP:
            return self.row([])
        left, middle, right = self._shared(width - 2)  # one cell stays free at both ends
        of_left, of_middle, of_right = map(self._cells, (left, middle, right))
        free = width - 2 - of_left - of_middle - of_right
        before = min(max(_GAP, width // 2 - of_left - 1 - of_middle // 2), free - _GAP * bool(right))
        before = max(0, before) if middle else 0
        text = f" {left}{' ' * before}{middle}{' ' * max(0, free - before)}{right} "
        return self.row([Segment(text, style)])

    def _cells(self, text: str) -> int:
        return cell_len(text, self.ambiguous)

    def _cut(self, text: str, cells: int) -> str:
        return cut(text, cells, self.ambiguous)

    def _shared(self, room: int) -> tuple[str, str, str]:
        """The left, the middle and the right part, in so many cells together."""
        right = self._cut(self._right, room)
        left = self._left
        if self._urgent and self._cells(left) + _GAP + self._cells(self._middle) > room:
            left = ""
        left = self._cut(left, room - self._cells(right) - _GAP * bool(right))
        room -= sum(self._cells(part) + _GAP for part in (left, right) if part)
        middle = self._cut(self._middle, room)
        room -= self._cells(middle) + _GAP * bool(middle)
        if self._keys:
            detail = min(self._cells(self._detail), _DETAIL)
            right = self._fitting_keys(room - (detail + _GAP if room > detail + _LEAST else 0))
            room -= self._cells(right) + _GAP * bool(right)
        if self._detail and room > _LEAST:
            left = f"{left}  {self._cut(self._detail, room - _GAP)}"
        return left, middle, right

    def _fitting_keys(self, room: int) -> str:
        """As many of the keys as there is room for; the last one is kept longest, it is the help."""
        keys = list(self._keys)
        while len(keys) > 1 and self._cells("  ".join(keys)) > room:
            keys.pop(-2)
        said = "  ".join(keys)
        return said if self._cells(said) <= room else ""


class Rule(Painted):
    """The line over a drawer."""

    DEFAULT_CSS = "Rule { height: 1; text-style: dim; }"

    def render_line(self, y: int) -> Strip:
        """All of the row."""
        line = "-" if self.ambiguous == 2 else "─"  # box drawing is of ambiguous width
        return Strip([Segment(line * self.size.width, self.look())], self.size.width)
