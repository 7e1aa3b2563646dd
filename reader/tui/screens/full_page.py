"""A full page over the article, with a title, rows, and keys: the base of help, settings and diagnostics."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.screen import Screen

from reader.tui.rows.columns import shorten_message, truncate
from reader.tui.rows.position_window import PositionWindow
from reader.tui.screens.command_screen import CommandScreen
from reader.tui.widgets.scroller import ScrollingWidget
from reader.tui.widgets.status_bars import Bar, MessageOverlay
from reader.typeset import cell_len, to_display_text, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.strip import Strip

    from reader.i18n import Messages
    from reader.input.commands import Command, CommandContext, CommandOwner
    from reader.input.keymap import Keymap
    from reader.typeset import AmbiguousWidth

_MAX_COLUMN_CELLS = 30
"""Cells of the widest left column, and a gap."""


class FullPageLine(NamedTuple):
    """A line of a page before it is wrapped to the width of the window."""

    label: str
    text: str = ""
    value: object = None
    """The value of the line, where lines can be chosen."""
    explanation: str = ""
    """Text under it while it is marked."""

    @property
    def is_topic(self) -> bool:
        """Whether it is the heading of the lines below it."""
        return bool(self.label) and not self.text and self.value is None


class FullPageRows(ScrollingWidget):
    """Lines in two columns; where lines have values one of them is marked."""

    PREFIX = "rows"
    DEFAULT_CSS = "FullPageRows { height: 1fr; }"

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
        self._window = PositionWindow(lambda: len(self._rows))
        self.marked_index = -1
        """The index of the marked line; -1 where rows are only read."""

    def set_lines(self, lines: Sequence[FullPageLine]) -> None:
        """Show these lines."""
        self._lines = lines
        if self.marked_index < 0 or self.marked_index >= len(lines) or lines[self.marked_index].value is None:
            self.marked_index = next((n for n, line in enumerate(lines) if line.value is not None), -1)
        self._wrap_lines()

    def set_ambiguous_width(self, ambiguous: AmbiguousWidth) -> None:
        """Wrap the lines anew: characters take other cells."""
        super().set_ambiguous_width(ambiguous)
        self._wrap_lines()

    @property
    def marked_line(self) -> FullPageLine | None:
        """The marked line."""
        return self._lines[self.marked_index] if 0 <= self.marked_index < len(self._lines) else None

    @property
    def visible_range(self) -> str:
        """`1-20/45`: which rows are visible."""
        last = min(len(self._rows), self._window.first + self.size.height)
        return f"{min(self._window.first + 1, last)}-{last}/{len(self._rows)}"

    def _wrap_lines(self) -> None:
        """Wrap the lines to the width of the window, each column in its own width."""
        width = self.size.width
        self._column = min(_MAX_COLUMN_CELLS, max(12, width * 2 // 5))
        self._rows = []
        for index, (text, more, _, note) in enumerate(self._lines):
            left = self._wrap_text(text, self._column - 4 if more else width - 2)
            right = self._wrap_text(more, width - self._column - 1)
            self._rows += [(one, other, index) for one, other in zip_longest(left, right, fillvalue="")]
            if index == self.marked_index:
                self._rows += [("", row, -1) for row in self._wrap_text(note, width - self._column - 1)]
        self._scroll_to_row(self._window.first)

    def _wrap_text(self, text: str, cells: int) -> list[str]:
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
        """Wrap the lines anew."""
        self._wrap_lines()

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
        """A row of two columns, or a heading."""
        width, plain = self.size.width, self.get_part_style()
        if y + self._window.first >= len(self._rows):
            return self.fit_row([])
        left, right, index = self._rows[y + self._window.first]
        if index >= 0 and self._lines[index].is_topic:
            return self.fit_row([Segment(" " + truncate(left, width - 1, self.ambiguous), plain + Style(bold=True))])
        marked = index == self.marked_index
        look = plain + Style(reverse=True) if marked else plain
        first = y + self._window.first == 0 or self._rows[y + self._window.first - 1][2] != index
        text = f" {'>' if marked and first else ' '} {to_display_text(left)}"
        text += " " * max(0, self._column - cell_len(text, self.ambiguous)) + to_display_text(right)
        return self.fit_row([Segment(text, look)], look)


class FullPageScreen(CommandScreen):
    """Its subclasses say what the rows are; q, Esc and its own key close it.

    Args:
        keymap: The keys in force.
        messages: Those of the screen below.
        ambiguous: Cells of characters of ambiguous width.
    """

    AUTO_FOCUS: ClassVar[str | None] = "FullPageRows"
    DEFAULT_CSS = "FullPageScreen { background: $background; & Bar { text-style: dim; } }"

    def __init__(self, keymap: Keymap, messages: Messages, ambiguous: AmbiguousWidth) -> None:
        super().__init__(keymap)
        self._messages = messages
        self._ambiguous = ambiguous
        self.title_bar, self.rows, self.status_bar, self.message_overlay = (
            Bar(),
            FullPageRows(),
            Bar(),
            MessageOverlay(),
        )
        self._message = ""

    @property
    def messages(self) -> Messages:
        """Those of the screen that it was opened over."""
        return self._messages

    def compose(self) -> ComposeResult:
        """The title, the rows, the status bar."""
        yield self.title_bar
        yield self.rows
        yield self.status_bar
        yield self.message_overlay

    def on_mount(self) -> None:
        """Make the rows, once their width is known."""
        self.set_ambiguous_width(self._ambiguous)
        self.title_bar.set_content("dubao 讀報  " + self.page_title)
        self.rows.set_lines(self.make_lines())

    @property
    def page_title(self) -> str:
        """The title of the page."""
        raise NotImplementedError

    def make_lines(self) -> Sequence[FullPageLine]:
        """The lines of the page."""
        raise NotImplementedError

    def list_key_hints(self) -> tuple[str, ...]:
        """The key hints of the status bar."""
        return (self.close_hint,)

    @property
    def close_hint(self) -> str:
        """The key hint for leaving the page."""
        return self.messages.format_hint("hint.back", "back") or self.messages.format_hint("hint.back", "cancel")

    def get_contexts(self) -> Sequence[CommandContext]:
        """The context of a list."""
        return "pane", "everywhere"

    def get_owner(self, owner: CommandOwner) -> object | None:
        """The page itself has the actions of focus, search and list."""
        return self if owner in ("focus", "search", "side_list") else super().get_owner(owner)

    def resolve_action(self, command: Command) -> Callable[[], object] | None:
        """The method of a command; None for Textual's own actions, such as one to focus a widget."""
        do = super().resolve_action(command)
        textuals_own = self.get_owner(command.owner) is self and hasattr(Screen, command.action)
        return None if textuals_own else do

    def show_message(self, message: str) -> None:
        """Show a message until the next key."""
        self._message = shorten_message(message)
        self._refresh_status()

    def clear_message(self) -> None:
        """Remove the message: a key was pressed."""
        self.show_message("")

    def on_full_page_rows_moved(self) -> None:
        """Show which rows are visible."""
        self._refresh_status()

    def _refresh_status(self) -> None:
        self.message_overlay.show_message(self._message, self.app.size.width)
        self.status_bar.set_content(
            self.rows.visible_range, self._message, keys=tuple(filter(None, self.list_key_hints())), is_message=True
        )

    def action_back(self) -> None:
        """Close the page."""
        self.dismiss()

    def action_cancel(self) -> None:
        """Close the page."""
        self.dismiss()
