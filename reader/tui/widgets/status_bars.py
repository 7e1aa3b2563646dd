"""The title bar, the status bar, and what lies over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from reader.tui.rows.columns import truncate
from reader.tui.widgets.painted import PaintedWidget, get_frame_characters
from reader.typeset import cell_len, to_display_text, wrap

if TYPE_CHECKING:
    from textual.geometry import Size

    from reader.typeset import AmbiguousWidth

_GAP_CELLS = 2
_DETAIL_CELLS = 26
"""Cells that keys leave to a detail."""
_MAX_MESSAGE_ROWS = 8
"""Of a message."""
_MIN_DETAIL_CELLS = 8
"""Cells below which a detail says nothing."""


class MessageOverlay(PaintedWidget):
    """A message that is longer than the status bar: it lies over the last rows until the next key."""

    DEFAULT_CSS = "MessageOverlay { display: none; layer: over; dock: bottom; height: auto; background: $background; }"

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[str] = []
        self._last_shown = "", 0

    def set_ambiguous_width(self, ambiguous: AmbiguousWidth) -> None:
        """Wrap the message anew: its characters take other cells."""
        super().set_ambiguous_width(ambiguous)
        self.show_message(*self._last_shown)

    def show_message(self, message: str, width: int) -> bool:
        """Show a message if it needs more than one row of so many cells; return whether it does."""
        self._last_shown = message, width
        text = to_display_text(message)
        spans = wrap(text, max(4, width - 2), ambiguous_width=self.ambiguous) if message else []
        rows = [text[start:end] for start, end in spans]
        needed = len(rows) > 1
        self.display = needed
        if needed and rows != self._rows:
            self._rows = rows[:_MAX_MESSAGE_ROWS]
            self.refresh(layout=True)
        return needed

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The rows of the message."""
        return len(self._rows)

    def render_line(self, y: int) -> Strip:
        """A row of the message."""
        text = self._rows[y] if y < len(self._rows) else ""
        return self.fit_row([Segment(f" {text}", self.get_part_style())])


class Bar(PaintedWidget):
    """One row: what is at the left always stays whole; keys, details and messages share what is left."""

    DEFAULT_CSS = "Bar { height: 1; width: 1fr; }"

    def __init__(self, **names: str) -> None:
        super().__init__(**names)
        self._left = self._detail = self._middle = self._right = ""
        self._keys: tuple[str, ...] = ()
        self._is_message = False
        self._last_content: tuple[str, str, str, str, tuple[str, ...], bool] | None = None

    def set_content(
        self,
        left: str,
        middle: str = "",
        right: str = "",
        *,
        detail: str = "",
        keys: tuple[str, ...] = (),
        is_message: bool = False,
    ) -> None:
        """Show these texts; nothing is drawn when they are the same as before.

        Args:
            left: Where or what.
            middle: A message or the time left.
            right: At the right edge, never shortened.
            detail: Behind the left, as much of it as there is room for.
            keys: Key and what it does, ready to print; as many as fit go to the right edge.
            is_message: Whether the middle is a message, which is read whole before anything else is.
        """
        new = (
            to_display_text(left),
            to_display_text(detail),
            to_display_text(middle),
            to_display_text(right),
            keys,
            is_message and bool(middle),
        )
        if new != self._last_content:
            self._last_content = new
            self._left, self._detail, self._middle, self._right, self._keys, self._is_message = new
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The row of the bar."""
        width = self.size.width
        style = self.get_part_style()
        if y or width < _GAP_CELLS:
            return self.fit_row([])
        left, middle, right = self._allot_parts(width - 2)  # one cell stays free at both ends
        of_left, of_middle, of_right = map(self._count_cells, (left, middle, right))
        free = width - 2 - of_left - of_middle - of_right
        before = min(max(_GAP_CELLS, width // 2 - of_left - 1 - of_middle // 2), free - _GAP_CELLS * bool(right))
        before = max(0, before) if middle else 0
        text = f" {left}{' ' * before}{middle}{' ' * max(0, free - before)}{right} "
        return self.fit_row([Segment(text, style)])

    def _count_cells(self, text: str) -> int:
        return cell_len(text, self.ambiguous)

    def _truncate(self, text: str, cells: int) -> str:
        return truncate(text, cells, self.ambiguous)

    def _allot_parts(self, room: int) -> tuple[str, str, str]:
        """Cut the left, the middle and the right part so that they fit into so many cells together."""
        right = self._truncate(self._right, room)
        left = self._left
        if self._is_message and self._count_cells(left) + _GAP_CELLS + self._count_cells(self._middle) > room:
            left = ""
        left = self._truncate(left, room - self._count_cells(right) - _GAP_CELLS * bool(right))
        room -= sum(self._count_cells(part) + _GAP_CELLS for part in (left, right) if part)
        middle = self._truncate(self._middle, room)
        room -= self._count_cells(middle) + _GAP_CELLS * bool(middle)
        if self._keys:
            detail = min(self._count_cells(self._detail), _DETAIL_CELLS)
            right = self._fit_key_hints(room - (detail + _GAP_CELLS if room > detail + _MIN_DETAIL_CELLS else 0))
            room -= self._count_cells(right) + _GAP_CELLS * bool(right)
        if self._detail and room > _MIN_DETAIL_CELLS:
            left = f"{left}  {self._truncate(self._detail, room - _GAP_CELLS)}"
        return left, middle, right

    def _fit_key_hints(self, room: int) -> str:
        """As many key hints as there is room for; the last one, the help, is kept longest."""
        keys = list(self._keys)
        while len(keys) > 1 and self._count_cells("  ".join(keys)) > room:
            keys.pop(-2)
        said = "  ".join(keys)
        return said if self._count_cells(said) <= room else ""


class HorizontalRule(PaintedWidget):
    """The line over a drawer."""

    DEFAULT_CSS = "HorizontalRule { height: 1; text-style: dim; }"

    def render_line(self, y: int) -> Strip:
        """The line."""
        line = get_frame_characters(self.ambiguous).horizontal
        return Strip([Segment(line * self.size.width, self.get_part_style())], self.size.width)
