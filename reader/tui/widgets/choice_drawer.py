"""A drawer from below with rows to choose from, or to read: scripts, commands, paths, what there is to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from reader.tui.rows.columns import get_frame_characters, truncate
from reader.tui.rows.position_window import PositionWindow
from reader.tui.widgets.scroller import ScrollingWidget
from reader.typeset import cell_len, to_display_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from textual import events
    from textual.geometry import Size

    from reader.tui.prompts import Choice
    from reader.typeset import AmbiguousWidth

_MAX_ROWS = 12
_MAX_TITLE_CELLS = 34
"""Cells of the first column in a narrow window; in others it may take three fifths: titles matter more than details."""
_GAP_CELLS = 2
_MIN_DETAIL_CELLS = 5
"""Cells of a detail that is cut: with fewer it says nothing."""
_MAX_HEAD_ROWS_LEFT = 2
"""Rows of a list below that are its head: without a row of the list they say nothing."""


class ChoiceDrawer(ScrollingWidget):
    """A title and rows; opaque, as wide as the window, over the last rows of the page, which stay where they are."""

    PREFIX = "chooser"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"chooser--{name}" for name in ("frame", "title", "detail", "key", "selected")
    }
    DEFAULT_CSS = """
    ChoiceDrawer {
        display: none; layer: over; dock: bottom; width: 1fr; height: auto; margin-bottom: 1; background: $surface;
        & > .chooser--frame, & > .chooser--key { color: $accent; }
        & > .chooser--title { color: $title; text-style: bold; }
        & > .chooser--detail { color: $muted; }
        & > .chooser--selected { background: $selected; color: $title; }
        &:ansi { background: ansi_default; }
        &:ansi > .chooser--detail { text-style: dim; }
        &:ansi > .chooser--selected { background: ansi_default; color: ansi_default; text-style: reverse; }
    }
    """

    @dataclass
    class Chosen(Message):
        """A row was chosen."""

        choice: Choice

    class Closed(Message):
        """It was closed without a choice."""

    def __init__(self, ambiguous: AmbiguousWidth) -> None:
        super().__init__()
        self.ambiguous = ambiguous
        self._title = ""
        self._choices: Sequence[Choice] = ()
        self._is_numbered = False
        self._selected_index = 0
        self._window = PositionWindow(lambda: len(self._choices))
        self.covered_rows = 0
        """Rows of another drawer that it lies over; it covers all of that where no row of its list would be seen."""
        self._title_cells = self._detail_cells = self._key_cells = 0
        """Cells of the longest title, detail and key hint."""
        self._usual_title_cells = 0
        """Cells that four fifths of the titles do not exceed."""
        self.on_rows_change: Callable[[], object] = lambda: None
        """Called when it takes other rows of the window."""

    def set_ambiguous_width(self, ambiguous: AmbiguousWidth) -> None:
        """Measure the columns anew: they take other cells."""
        super().set_ambiguous_width(ambiguous)
        self._measure_columns()

    @property
    def is_open(self) -> bool:
        """Whether the drawer is open."""
        return bool(self.display)

    @property
    def selected_choice(self) -> Choice | None:
        """The selected choice; None where none is selected."""
        return self._choices[self._selected_index] if 0 <= self._selected_index < len(self._choices) else None

    @property
    def first_choice(self) -> Choice | None:
        """The first choice; None where there are no choices."""
        return self._choices[0] if self._choices else None

    def show_choices(self, title: str, choices: Sequence[Choice], *, numbered: bool = True, selected: int = 0) -> None:
        """Open the drawer with these choices.

        Args:
            title: In the first row; empty when the box below says what this is about.
            choices: The rows.
            numbered: Whether digits choose the first nine of them.
            selected: The row that is marked at first; -1 for none.
        """
        before = self._count_rows() if self.is_open else 0
        self._title, self._choices, self._is_numbered = title, choices, numbered
        self._selected_index = selected
        self._window.scroll_to(0)
        self._measure_columns()
        self.display = True
        if self._count_rows() != before:
            self.refresh(layout=True)
            self.on_rows_change()
        self._scroll_to_selected()
        self.refresh()

    def _measure_columns(self) -> None:
        def measure(texts: Iterable[str]) -> int:
            return max((cell_len(to_display_text(text), self.ambiguous) for text in texts), default=0)

        self._title_cells = measure(choice.title for choice in self._choices)
        lengths = sorted(cell_len(to_display_text(choice.title), self.ambiguous) for choice in self._choices)
        self._usual_title_cells = lengths[len(lengths) * 4 // 5] if lengths else 0
        self._detail_cells = measure(choice.detail for choice in self._choices)
        self._key_cells = measure(choice.key_hint for choice in self._choices)

    def close(self) -> None:
        """Close the drawer."""
        if self.display:
            self.display = False
            self.on_rows_change()

    @property
    def has_choices(self) -> bool:
        """Whether any row can be chosen; else they are only read."""
        return any(choice.run is not None or choice.completion for choice in self._choices)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Rows of the frame, the title and the choices that fit."""
        return self._count_rows()

    @property
    def rows_over_page(self) -> int:
        """The rows of the page that it lies over."""
        return self._count_rows() if self.is_open else 0

    def _count_rows(self) -> int:
        rows = self._head_rows + max(1, min(len(self._choices), self._max_choice_rows()))
        return self.covered_rows if 0 < self.covered_rows - rows <= _MAX_HEAD_ROWS_LEFT else rows

    def _max_choice_rows(self) -> int:
        return max(1, min(_MAX_ROWS, self.app.size.height - self._head_rows - 6))

    @property
    def _head_rows(self) -> int:
        """Rows above the choices."""
        return 2 if self._title else 1

    # -- moving and choosing

    def move(self, lines: int) -> None:
        """Select another row, around the ends; rows that can only be read are scrolled."""
        if not self.has_choices:
            self._window.set_capacity(self._max_choice_rows())
            self._window.scroll(lines)
            self.refresh()
        elif self._choices:
            if abs(lines) == 1:
                start = len(self._choices) if self._selected_index < 0 and lines < 0 else self._selected_index
                self._select((start + lines) % len(self._choices))
            else:
                self._select(max(0, min(self._selected_index + lines, len(self._choices) - 1)))

    def move_to(self, *, end: bool) -> None:
        """Select the first or the last row, or scroll to it."""
        if not self.has_choices:
            self.move(len(self._choices) if end else -len(self._choices))
            return
        self._select(max(0, len(self._choices) - 1) if end else 0)

    def _select(self, index: int) -> None:
        self._selected_index = index
        self._scroll_to_selected()
        self.refresh()

    def _scroll_to_selected(self) -> None:
        self._window.set_capacity(self._max_choice_rows())
        self._window.reveal(max(0, self._selected_index))

    def choose_number(self, number: int) -> bool:
        """Choose a row by its number, from 1; return whether there is one."""
        if not self._is_numbered or not 1 <= number <= min(9, len(self._choices)):
            return False
        self._select(number - 1)
        self.post_message(self.Chosen(self._choices[number - 1]))
        return True

    def action_dialog_accept(self) -> None:
        """Choose the selected row."""
        if self.selected_choice is not None:
            self.post_message(self.Chosen(self.selected_choice))

    def action_dialog_cancel(self) -> None:
        """Close the drawer without a choice."""
        self.close()
        self.post_message(self.Closed())

    def on_click(self, event: events.Click) -> None:
        """Choose the row under the mouse."""
        event.stop()
        index = self._window.first + event.y - self._head_rows
        if event.y >= self._head_rows and index < len(self._choices):
            self._select(index)
            self.post_message(self.Chosen(self._choices[index]))

    # -- painting

    def render_line(self, y: int) -> Strip:
        """The frame, the title or a choice."""
        width, plain, frame = self.size.width, self.get_part_style(), self.get_part_style("frame")
        if y == 0:
            return Strip([Segment(get_frame_characters(self.ambiguous).horizontal * width, frame)], width)
        if y < self._head_rows:
            title = truncate(self._title, width - 2, self.ambiguous)
            return self.fit_row([Segment(" " + title, self.get_part_style("title"))])
        index = self._window.first + y - self._head_rows
        if index >= len(self._choices):
            return Strip.blank(width, plain)
        return self._paint_choice(index)

    def _choose_title_cells(self, left_cells: int) -> int:
        """The cells of the column of titles: those of the longest where all details fit behind it.

        Where they do not, a few long titles go beyond the column, rather than taking the room of all details.

        Args:
            left_cells: Cells before the titles.
        """
        gaps = _GAP_CELLS + (_GAP_CELLS + self._key_cells if self._key_cells else 0) + 1
        if left_cells + self._title_cells + gaps + self._detail_cells <= self.size.width or not self._detail_cells:
            return min(self._title_cells, self.size.width)
        return min(self._usual_title_cells, self._max_title_cells)

    @property
    def _max_title_cells(self) -> int:
        """The cells that a title before a detail may take at most."""
        return max(_MAX_TITLE_CELLS, self.size.width * 3 // 5)

    def _paint_choice(self, index: int) -> Strip:
        """A choice: number, title, detail and keys."""
        choice, plain = self._choices[index], self.get_part_style()
        marked = index == self._selected_index and (choice.run is not None or bool(choice.completion))
        look = self.get_part_style("selected") if marked else plain
        quiet, key = (look, look) if marked else (self.get_part_style("detail"), self.get_part_style("key"))
        number = f"{index + 1 if index < 9 else ' '} " if self._is_numbered else ""
        left = f" {'>' if marked else ' '} {number}"
        right = to_display_text(choice.key_hint)
        key_cells = cell_len(right, self.ambiguous) + _GAP_CELLS if right else 0
        column = self._choose_title_cells(len(left))
        # The keys stand at the edge of the widest row, not of a wide window, so that the eye finds them.
        widest = len(left) + column + _GAP_CELLS + self._detail_cells + _GAP_CELLS + self._key_cells + 1
        width = min(self.size.width, widest)
        most = max(4, width - len(left) - key_cells - 1)
        if choice.detail:
            most = min(most, max(column, self._max_title_cells))
        title = truncate(choice.title, most, self.ambiguous)
        column = max(column, cell_len(title, self.ambiguous))
        room = width - len(left) - column - _GAP_CELLS - key_cells - 1
        has_room = room >= min(_MIN_DETAIL_CELLS, cell_len(choice.detail, self.ambiguous))
        detail = truncate(choice.detail, room, self.ambiguous) if has_room else ""
        gap = " " * max(0, column - cell_len(title, self.ambiguous) + _GAP_CELLS) if detail else ""
        used = len(left) + cell_len(title + gap + detail + right, self.ambiguous)
        segments = [
            Segment(left, look),
            Segment(title + gap, look),
            Segment(detail + " " * max(0, width - used - 1), look if choice.run is None else quiet),
            Segment(right, key),
        ]
        return self.fit_row(segments, look)
