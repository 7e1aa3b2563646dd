"""The drawer that a note is typed into: eight rows over the whole width, below the words it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.message import Message

from reader.tui.layout import NOTE_EDITOR_ROWS
from reader.tui.rows.bar_row import BarPart
from reader.tui.rows.key_hints import make_key_hints
from reader.tui.widgets.status_bars import Bar, HorizontalRule

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.widget import Widget
    from textual.widgets import TextArea

    from reader.i18n import Messages
    from reader.tui.rows.bar_row import KeyHint, MessageKind


class NoteEditor(Vertical):
    """A title, the text of the note, and the keys that end it. Enter begins a new line."""

    DEFAULT_CSS = """
    NoteEditor {
        display: none; layer: over; dock: bottom; height: auto; background: $background;
        & TextArea { height: 8; border: none; border-top: none; padding: 0 1; background: $background; }
        & TextArea:focus { border: none; }
    }
    """

    @dataclass
    class Ended(Message):
        """The note was kept, or put aside as a draft."""

        text: str
        is_kept: bool

    class Typed(Message):
        """The text of the note was changed."""

    def __init__(self) -> None:
        super().__init__()
        self._rule, self._title, self._status_bar = HorizontalRule(), Bar(id="note-title"), Bar(id="note-keys")
        self._text_area: TextArea | None = None
        self._key_hints: tuple[KeyHint, ...] = ()
        self._row_count = 0
        self.previous_focus: Widget | None = None
        """The widget that had the focus when it was opened."""
        self.on_rows_change: Callable[[], object] = lambda: None
        """Called when it is opened and closed."""

    def compose(self) -> ComposeResult:
        """Yield nothing: the widgets are created, and their module imported, with the first note."""
        yield from ()

    @property
    def is_open(self) -> bool:
        """Whether a note is being typed."""
        return bool(self.display)

    @property
    def text(self) -> str:
        """What was typed."""
        return self._text_area.text if self._text_area else ""

    async def open(self, title: str, text: str, messages: Messages) -> None:
        """Ask for a note.

        Args:
            title: What it is about.
            text: What stands there already.
            messages: Of the screen.
        """
        if self._text_area is None:
            from textual.widgets import TextArea

            self._text_area = TextArea(soft_wrap=True, show_line_numbers=False, tab_behavior="focus", compact=True)
            self._text_area.cursor_blink = False  # an idle screen writes nothing
            await self.mount(self._rule, self._title, self._text_area, self._status_bar)
        self.previous_focus = self.screen.focused
        self.display = True
        self.fit_to_window(self.app.size.height)
        self._title.set_content((BarPart(title, "title"),))
        hints = (("hint.keep", "note.keep"), ("hint.editor", "note.outside"), ("hint.draft", "note.close"))
        self._key_hints = make_key_hints(messages, *hints)
        self.show_message("")
        self.set_text(text)
        self.screen.set_focus(self._text_area)  # at once: a key that was typed ahead may close it
        self.on_rows_change()

    def show_message(self, message: str, kind: MessageKind = "note") -> None:
        """Show a message of a weight in the last row of the drawer, which covers the bottom row of the screen."""
        self._status_bar.set_content(message=message, message_kind=kind, hints=self._key_hints)

    def fit_to_window(self, height: int) -> None:
        """Fit the drawer to a window of so many rows; the text keeps at least one."""
        text_rows = max(1, min(NOTE_EDITOR_ROWS - 3, height - 5))
        self._rule.display = height > 8
        self._row_count = text_rows + 2 + int(self._rule.display)
        if self._text_area is not None:
            self._text_area.styles.height = text_rows

    @property
    def rows_over_page(self) -> int:
        """The rows of the page that it lies over: all but the one over the status bar."""
        return self._row_count - 1 if self.is_open else 0

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Something was typed."""
        event.stop()
        if self.is_open:
            self.post_message(self.Typed())

    def set_text(self, text: str) -> None:
        """Replace the text."""
        if self._text_area is not None:
            self._text_area.load_text(text)
            self._text_area.move_cursor(self._text_area.document.end)

    def insert_text(self, character: str) -> None:
        """Insert a character that was typed while the drawer was being opened."""
        if self._text_area is not None:
            self._text_area.insert(character)

    def restore_focus(self) -> None:
        """Focus the editor again after something else was clicked."""
        if self._text_area is not None:
            self._text_area.focus()

    def action_note_keep(self) -> None:
        """Keep the note."""
        self._close(is_kept=True)

    def action_note_close(self) -> None:
        """Keep the text as a draft, which is there again when the note is opened again."""
        self._close(is_kept=False)

    def _close(self, *, is_kept: bool) -> None:
        self.display = False
        self.on_rows_change()
        self.post_message(self.Ended(self.text, is_kept))
