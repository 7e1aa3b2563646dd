"""The drawer a note is typed into: eight rows over the whole width, under the words it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.message import Message

from reader.tui.widgets.status_bars import Bar, Rule

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widgets import TextArea

    from reader.i18n import Words

ROWS = 11
"""Of the drawer: eight of the note, the line over it, its title, its keys."""
_MOST = 100_000
"""Code points that a note may have."""


class NoteEditor(Vertical):
    """A title, the note, the keys that end it. Enter is a new line; an input method may be on."""

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
        kept: bool

    def __init__(self) -> None:
        super().__init__()
        self._rule, self._title, self._keys = Rule(), Bar(id="note-title"), Bar(id="note-keys")
        self._area: TextArea | None = None
        self._hints: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """Nothing yet: it is made, and its module imported, with the first note."""
        yield from ()

    @property
    def is_open(self) -> bool:
        """Whether a note is being typed."""
        return bool(self.display)

    @property
    def text(self) -> str:
        """What was typed."""
        return self._area.text if self._area else ""

    async def open(self, title: str, text: str, words: Words) -> None:
        """Ask for a note.

        Args:
            title: What it is about.
            text: What stands there already.
            words: Of the screen.
        """
        if self._area is None:
            from textual.widgets import TextArea

            self._area = TextArea(soft_wrap=True, show_line_numbers=False, tab_behavior="focus", compact=True)
            self._area.cursor_blink = False  # an idle screen writes nothing
            await self.mount(self._rule, self._title, self._area, self._keys)
        self.display = True
        self.fit(self.app.size.height)
        self._title.say(title)
        hints = (("hint.keep", "note.keep"), ("note.editor", "note.outside"), ("hint.draft", "note.close"))
        self._hints = tuple(filter(None, (words.hint(*hint) for hint in hints)))
        self.tell("")
        self.put(text)
        self._area.focus()

    def tell(self, message: str) -> None:
        """A message, in its last row: the row that has messages else is behind it."""
        self._keys.say(message, keys=self._hints, urgent=True)

    def fit(self, height: int) -> None:
        """The window has so many rows: in a low one the note has fewer, but always one."""
        if self._area is not None:
            self._area.styles.height = max(1, min(ROWS - 3, height - 5))
            self._rule.display = height > 8

    def put(self, text: str) -> None:
        """Another text."""
        if self._area is not None:
            self._area.load_text(text[:_MOST])
            self._area.move_cursor(self._area.document.end)

    def type(self, character: str) -> None:
        """A letter that was typed while it was being opened."""
        if self._area is not None:
            self._area.insert(character)

    def listen(self) -> None:
        """Have the keyboard again: something else was clicked."""
        if self._area is not None:
            self._area.focus()

    def action_note_keep(self) -> None:
        """Keep the note."""
        self._end(kept=True)

    def action_note_close(self) -> None:
        """Put it aside; it is there again when the note is opened again."""
        self._end(kept=False)

    def _end(self, *, kept: bool) -> None:
        self.display = False
        self.post_message(self.Ended(self.text, kept))
