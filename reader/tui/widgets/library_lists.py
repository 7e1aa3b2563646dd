"""The column with the lists of the library, at the left of the list of articles in a very wide window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from reader.tui.rows.columns import get_frame_characters
from reader.tui.rows.library_lists import LibraryListRow, make_library_list_head, make_library_list_rows
from reader.tui.rows.position_window import PositionWindow
from reader.tui.widgets.painted import PaintedWidget, fit_segments
from reader.typeset import to_display_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.geometry import Size

    from reader.tui.shell import Session
    from reader.tui.state.counted_lists import CountedList

_HEAD_ROWS = 2
"""Rows above the lists, as above the articles beside them."""
_FRAME_CELLS = 2
_WHEEL_ROWS = 3


class LibraryLists(PaintedWidget):
    """The lists of the library with their counts; the one that is shown is marked, and those with unread articles bold.

    It never has the keyboard: the keys of the list of articles choose the next list and the one before.

    Args:
        session: What is open.
    """

    PREFIX = "lists"
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"lists--{name}" for name in ("frame", "meta", "selected")}
    DEFAULT_CSS = """
    LibraryLists {
        display: none; width: auto; height: 1fr; background: $background;
        & > .lists--frame { color: $rule; }
        & > .lists--meta { color: $muted; }
        & > .lists--selected { background: $panel; color: $title; }
        &:ansi > .lists--frame, &:ansi > .lists--meta { text-style: dim; }
        &:ansi > .lists--selected { background: ansi_default; color: ansi_default; text-style: reverse; }
    }
    """

    @dataclass
    class Requested(Message):
        """A list is to be shown."""

        list_name: str

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._cells = 0
        self._lists: Sequence[CountedList] = ()
        self._rows: list[LibraryListRow] = []
        self._rows_key: object = None
        self._window = PositionWindow(lambda: len(self._rows))

    @property
    def is_shown(self) -> bool:
        """Whether there is room for it."""
        return self._cells > 0

    def set_layout(self, cells: int) -> None:
        """Place the column; 0 cells hide it."""
        if cells == self._cells:
            return
        self._cells = cells
        self.display = cells > 0
        if self.is_attached:
            self.refresh(layout=True)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """The width of the column."""
        return self._cells

    @property
    def list_names(self) -> list[str]:
        """The names of the lists, from top to bottom."""
        return [each.name for each in self._lists]

    def set_lists(self, lists: Sequence[CountedList]) -> None:
        """Show these lists."""
        self._lists = lists
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Show the list under the mouse."""
        event.stop()
        row = self._find_row(event.y)
        if row is not None and row.list_name and event.x < self._row_cells:
            self.post_message(self.Requested(row.list_name))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll by three rows."""
        self._scroll(_WHEEL_ROWS, event)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll by three rows."""
        self._scroll(-_WHEEL_ROWS, event)

    def _scroll(self, rows: int, event: events.MouseEvent) -> None:
        event.stop()
        if self._window.scroll(rows):
            self.refresh()

    @property
    def _row_cells(self) -> int:
        """Cells of a row, without the line behind it."""
        return max(1, self.size.width - _FRAME_CELLS)

    def _update_rows(self) -> None:
        """Make the rows anew where the lists, the one that is shown, or the width have changed."""
        current = self._session.reading_list.list_name
        key = (id(self._lists), current, self._session.messages.language, self.size, self.ambiguous)
        if key == self._rows_key:
            return
        self._rows_key = key
        self._rows = make_library_list_rows(
            self._lists, current, self._session.messages, self._row_cells, self.ambiguous
        )
        self._window.set_capacity(self.size.height - _HEAD_ROWS)
        position = next((n for n, row in enumerate(self._rows) if row.list_name == current), None)
        if position is not None:
            self._window.reveal(position)

    def _find_row(self, y: int) -> LibraryListRow | None:
        self._update_rows()
        position = self._window.first + y - _HEAD_ROWS
        return self._rows[position] if y >= _HEAD_ROWS and position < len(self._rows) else None

    def render_line(self, y: int) -> Strip:
        """A row of the head, or a list."""
        row = self._find_row(y)
        plain = self.get_part_style()
        segments: list[Segment] = []
        if row is not None:
            style = Style(bold=True) if row.has_unread else Style.null()
            is_current = bool(row.list_name) and row.list_name == self._session.reading_list.list_name
            title, count = (
                (self.get_part_style("selected"),) * 2 if is_current else (plain, self.get_part_style("meta"))
            )
            segments = [Segment(to_display_text(row.title), title + style), Segment(row.count_text, count + style)]
        elif y == 0:
            head = make_library_list_head(self._session.messages, self._row_cells, self.ambiguous)
            segments = [Segment(head, self.get_part_style("meta"))]
        rule = get_frame_characters(self.ambiguous).vertical + " "
        strip = fit_segments(segments, self._row_cells, self.ambiguous, plain)
        return Strip([*strip, Segment(rule, self.get_part_style("frame"))], self._row_cells + _FRAME_CELLS)
