"""The lines of a full page in two columns: what something is called, and what it is or does."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.segment import Segment
from textual.message import Message

from reader.tui.rows.columns import get_frame_characters, truncate
from reader.tui.rows.position_window import PositionWindow
from reader.tui.widgets.painted import fit_segments
from reader.tui.widgets.scroller import ScrollingWidget
from reader.typeset import cell_len, to_display_text, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.strip import Strip

    from reader.typeset import AmbiguousWidth

_MAX_COLUMN_CELLS = 30
"""Cells of the widest left column, and a gap, unless a page says otherwise."""


_LABEL_MARGIN_CELLS = 4
"""Cells around a label: the sign of the marked line before it, and a gap behind it."""
_MIN_WIDTH_FOR_COLUMNS = 110
"""Cells of a page that has room for its rows twice beside each other."""
_FRAME_CELLS = 3
"""Cells of the line between two columns of rows."""


class FullPageLine(NamedTuple):
    """A line of a page before it is wrapped to the width of the window."""

    label: str
    text: str = ""
    value: object = None
    """What the line stands for, where lines can be chosen."""
    explanation: str = ""
    """Text under it while it is marked."""

    @property
    def is_topic(self) -> bool:
        """Whether it is the heading of the lines below it."""
        return bool(self.label) and not self.text and self.value is None


class FullPageRows(ScrollingWidget):
    """Lines in two columns; where lines have values one of them is marked."""

    PREFIX = "rows"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"rows--{name}" for name in ("topic", "key", "value", "note", "selected", "frame")
    }
    DEFAULT_CSS = """
    FullPageRows {
        height: 1fr; background: $background;
        & > .rows--topic { color: $accent; text-style: bold; }
        & > .rows--key, & > .rows--value { color: $title; text-style: bold; }
        & > .rows--note { color: $muted; }
        & > .rows--frame { color: $rule; }
        & > .rows--selected { background: $selected; color: $title; }
        &:ansi > .rows--note, &:ansi > .rows--frame { text-style: dim; }
        &:ansi > .rows--selected { background: ansi_default; color: ansi_default; text-style: reverse; }
    }
    """

    class Moved(Message):
        """Other rows are visible, or another line is marked."""

    class Chosen(Message):
        """The marked line was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[FullPageLine] = ()
        self._rows: list[tuple[str, str, int]] = []
        """Left, right, and the index of the line it is of; -1 for a note."""
        self._column = _MAX_COLUMN_CELLS
        self._wrapped_width = -1
        """The width that the lines were wrapped for."""
        self._second_half = 0
        """The row that a second column of rows begins with; the number of rows where there is one column."""
        self.max_label_cells = _MAX_COLUMN_CELLS
        """Cells of the widest left column, and a gap; a longer label takes several rows."""
        self.can_have_columns = False
        """Whether rows stand in two columns where there is room for both."""
        self._window = PositionWindow(lambda: max(self._second_half, len(self._rows) - self._second_half))
        self.marked_index = -1
        """The index of the marked line; -1 where rows are only read."""

    def set_lines(self, lines: Sequence[FullPageLine]) -> None:
        """Show these lines; the marked one stays marked where it is among them, else the first that can be is."""
        marked = self.marked_line.value if self.marked_line is not None else None
        self._lines = lines
        places = {line.value: n for n, line in reversed(list(enumerate(lines))) if line.value is not None}
        self.marked_index = places.get(marked, next(reversed(places.values()), -1))
        self._show_lines()

    def set_ambiguous_width(self, ambiguous: AmbiguousWidth) -> None:
        """Wrap the lines anew: characters take other cells."""
        has_changed = ambiguous != self.ambiguous
        super().set_ambiguous_width(ambiguous)
        if has_changed:
            self._show_lines()

    @property
    def marked_line(self) -> FullPageLine | None:
        """The marked line."""
        return self._lines[self.marked_index] if 0 <= self.marked_index < len(self._lines) else None

    @property
    def visible_range(self) -> str:
        """`1-20/45`: which rows are visible."""
        count = max(self._second_half, len(self._rows) - self._second_half)
        last = min(count, self._window.first + self.size.height)
        return f"{min(self._window.first + 1, last)}-{last}/{count}"

    def _show_lines(self) -> None:
        """Wrap the lines and draw them; not before the widget has a size: its first frame does both."""
        if self.size.width:
            self._wrap_lines()
            self._scroll_to_row(self._window.first)

    def _wrap_lines(self) -> None:
        """Wrap the lines to the width of the window, each column in its own width."""
        self._wrapped_width = self.size.width
        width = self._row_cells
        labels = (line.label for line in self._lines if line.text or line.value is not None)
        widest = max((cell_len(to_display_text(label), self.ambiguous) for label in labels), default=0)
        self._column = min(self.max_label_cells, max(12, width * 9 // 20), widest + _LABEL_MARGIN_CELLS + 2)
        self._rows = []
        for index, (text, more, _, note) in enumerate(self._lines):
            left = self._wrap_text(text, self._column - _LABEL_MARGIN_CELLS if more else width - 2)
            right = self._wrap_text(more, width - self._column - 1)
            self._rows += [(one, other, index) for one, other in zip_longest(left, right, fillvalue="")]
            if index == self.marked_index:
                self._rows += [("", row, -1) for row in self._wrap_text(note, width - self._column - 1)]
        self._second_half = len(self._rows)
        if self._has_columns:
            topics = (n for n, row in enumerate(self._rows) if n >= len(self._rows) // 2 and self._is_topic(row[2]))
            # With the empty row before it, so that both columns begin alike.
            self._second_half = next((n - 1 for n in topics if n), len(self._rows))
        self._window.set_capacity(self.size.height)
        self._window.scroll_to(self._window.first)

    @property
    def _has_columns(self) -> bool:
        return self.can_have_columns and self.size.width >= _MIN_WIDTH_FOR_COLUMNS

    @property
    def _row_cells(self) -> int:
        """Cells of a row of one column."""
        return (self.size.width - _FRAME_CELLS) // 4 * 2 if self._has_columns else self.size.width

    def _is_topic(self, index: int) -> bool:
        return index >= 0 and self._lines[index].is_topic

    def _wrap_text(self, text: str, cells: int) -> list[str]:
        if text and cell_len(text, self.ambiguous) <= cells:
            return [text]
        return [text[start:end] for start, end in wrap(text, max(4, cells), ambiguous_width=self.ambiguous)]

    # -- moving

    def move(self, lines: int) -> None:
        """Scroll, or mark the line so many lines below; negative for above."""
        if self.marked_index < 0:
            self._scroll_to_row(self._window.first + lines)
            return
        places = [n for n, line in enumerate(self._lines) if line.value is not None]
        self._select(places[max(0, min(places.index(self.marked_index) + lines, len(places) - 1))])

    def move_to(self, *, end: bool) -> None:
        """Scroll to the first or the last row, or mark the first or the last line."""
        if self.marked_index >= 0:
            places = [n for n, line in enumerate(self._lines) if line.value is not None]
            self._select(places[-1 if end else 0])
        self._scroll_to_row(len(self._rows) if end else 0)

    def _select(self, index: int) -> None:
        self.marked_index = index
        self._wrap_lines()
        rows = [n for n, row in enumerate(self._rows) if row[2] == index]
        self._window.set_capacity(self.size.height)
        if rows and rows[0] < self._window.first:
            self._window.scroll_to(rows[0] - 1)
        elif rows:
            self._window.reveal(rows[-1])
        self._scroll_to_row(self._window.first)

    def _scroll_to_row(self, top: int) -> None:
        self._window.set_capacity(self.size.height)
        self._window.scroll_to(top)
        self.refresh()
        self.post_message(self.Moved())

    def on_resize(self) -> None:
        """Tell which rows are visible. They are wrapped when they are drawn, which Textual does with another size."""
        self.post_message(self.Moved())

    def on_click(self, event: events.Click) -> None:
        """Mark the line under the mouse, and choose it."""
        index = self._window.first + event.y
        if (
            index < len(self._rows)
            and self._rows[index][2] >= 0
            and self._lines[self._rows[index][2]].value is not None
        ):
            self._select(self._rows[index][2])
            self.post_message(self.Chosen())

    # -- painting

    def render_line(self, y: int) -> Strip:
        """A row of each column; the lines are wrapped anew where the widget has another size than before."""
        if self.size.width != self._wrapped_width or self.size.height != self._window.capacity:
            self._wrap_lines()
        y += self._window.first
        first = self._paint_row(y) if y < self._second_half else []
        if not self._has_columns:
            return self.fit_row(first)
        rule = get_frame_characters(self.ambiguous).vertical
        plain = self.get_part_style()
        row = fit_segments(first, self._row_cells, self.ambiguous, plain)
        second = self._paint_row(y + self._second_half)
        return self.fit_row([*row, Segment(f" {rule} ", self.get_part_style("frame")), *second])

    def _paint_row(self, number: int) -> list[Segment]:
        """A row of a label and a text, or a heading; none beyond the last."""
        if number >= len(self._rows):
            return []
        width, plain = self._row_cells, self.get_part_style()
        left, right, index = self._rows[number]
        if self._is_topic(index):
            return [Segment(" " + truncate(left, width - 1, self.ambiguous), self.get_part_style("topic"))]
        has_value = index >= 0 and self._lines[index].value is not None
        has_text = index >= 0 and bool(self._lines[index].text)
        left_style = self.get_part_style("key") if has_text and not has_value else plain
        right_style = self.get_part_style("note" if index < 0 else "value") if has_value or index < 0 else plain
        marked = index == self.marked_index and index >= 0
        if marked:
            left_style = right_style = self.get_part_style("selected")
        is_first = number == 0 or self._rows[number - 1][2] != index
        text = f" {'>' if marked and is_first else ' '} {to_display_text(left)}"
        text += " " * max(0, self._column - cell_len(text, self.ambiguous))
        fill = " " * width if marked else ""
        return [Segment(text, left_style), Segment(to_display_text(right) + fill, right_style)]
