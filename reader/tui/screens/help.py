"""The help: every command by where it is active, and what the signs on the page mean."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding
from textual.message import Message
from textual.screen import Screen
from textual.strip import Strip

from reader.tui.commands import COMMANDS, printed
from reader.tui.widgets.bars import Bar, fitted
from reader.tui.widgets.scroller import Scroller
from reader.typeset import cell_len, wrap

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from reader.tui.words import Words

_TOPICS = ("article", "pane", "box", "everywhere")
_SIGNS = ("bold", "reverse", "dim", "caption")
_COLUMN = 30
"""Cells of the longest keys, and a gap."""


class HelpPage(Scroller):
    """Rows of keys and what they do."""

    @dataclass
    class Moved(Message):
        """Other rows are in sight."""

        first: int
        last: int
        of: int

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._topics = {words("help.topic." + topic) for topic in (*_TOPICS, "signs")}
        self._rows: list[tuple[str, str]] = []
        self._column = _COLUMN
        self._top = 0

    def _fit(self, width: int) -> None:
        """Break what the keys do into rows of the window's width; keys that are too long for their column too."""
        self._column = min(_COLUMN, max(12, width * 2 // 5))
        self._rows = []
        for keys, text in self._made():
            left = [keys[s:e] for s, e in wrap(keys, self._column - 4 if text else width)]
            right = [text[s:e] for s, e in wrap(text, max(4, width - self._column - 1))]
            self._rows += zip_longest(left, right, fillvalue="")

    def _made(self) -> list[tuple[str, str]]:
        words = self._words
        rows: list[tuple[str, str]] = []
        for topic in _TOPICS:
            rows += [("", ""), (words("help.topic." + topic), "")]
            rows += [(printed(c.keys), words(c.id + ".help")) for c in COMMANDS if c.context == topic]
        rows += [("", ""), (words("help.topic.signs"), "")]
        rows += [(words("sign." + sign), words("sign." + sign + ".help")) for sign in _SIGNS]
        return rows[1:]

    def move(self, lines: int) -> None:
        """Scroll."""
        self._to(self._top + lines)

    def move_to(self, *, end: bool) -> None:
        """To an end."""
        self._to(len(self._rows) if end else 0)

    def _to(self, top: int) -> None:
        self._top = max(0, min(top, len(self._rows) - self.size.height))
        self.refresh()
        self.post_message(
            self.Moved(self._top + 1, min(len(self._rows), self._top + self.size.height), len(self._rows))
        )

    def on_resize(self) -> None:
        """Other rows."""
        self._fit(self.size.width)
        self._to(self._top)

    def render_line(self, y: int) -> Strip:
        """A row: keys at the left, what they do behind."""
        width, style = self.size.width, self.rich_style
        index = y + self._top
        if index >= len(self._rows):
            return Strip.blank(width, style)
        left, right = self._rows[index]
        if not right and left in self._topics:
            return Strip([Segment(fitted(" " + left, width), style + Style(bold=True))]).adjust_cell_length(
                width, style
            )
        left = "   " + left
        text = left + " " * (self._column - cell_len(left)) + right
        return Strip([Segment(text, style)]).adjust_cell_length(width, style)


class HelpScreen(Screen[None]):
    """A full page over the article."""

    BINDINGS: ClassVar = [
        Binding("q,escape,question_mark", "close", "close", show=False),
    ]
    DEFAULT_CSS = """
    HelpScreen { background: $background; & HelpPage { height: 1fr; } & Bar { text-style: dim; } }
    """

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._below = Bar()

    def compose(self) -> ComposeResult:
        """A title, the rows, how to leave."""
        above = Bar()
        above.say("dubao 讀報  " + self._words("help.title"))
        yield above
        yield HelpPage(self._words)
        yield self._below

    def on_help_page_moved(self, message: HelpPage.Moved) -> None:
        """Say how much of the help is in sight."""
        self._below.say(f"{message.first}-{message.last}/{message.of}", right=self._words("help.close"))

    def action_close(self) -> None:
        """Back to the article."""
        self.dismiss()
