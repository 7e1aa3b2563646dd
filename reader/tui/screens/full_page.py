"""A full page over the article: a title, rows, how to leave. Help, settings and the check-up are such pages."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, ClassVar, NamedTuple, cast

from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.screen import Screen

from reader.tui.rows.columns import cut
from reader.tui.rows.told import brief
from reader.tui.screens.command_screen import KeyedScreen
from reader.tui.widgets.scroller import Scroller
from reader.tui.widgets.status_bars import Bar, Notice
from reader.typeset import cell_len, shown, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.strip import Strip

    from reader.i18n import Words
    from reader.input.commands import Command, Context, Owner
    from reader.input.keymap import Keymap
    from reader.tui.app import DubaoApp
    from reader.typeset import Ambiguous

_COLUMN = 30
"""Cells of the widest left column, and a gap."""


class Line(NamedTuple):
    """A row of a page before it is broken to the window's width."""

    left: str
    right: str = ""
    value: object = None
    """What the row stands for, where rows can be chosen."""
    note: str = ""
    """What is said under it while it is marked."""

    @property
    def is_topic(self) -> bool:
        """Whether it heads those below it."""
        return bool(self.left) and not self.right and self.value is None


class PageRows(Scroller):
    """Rows in two columns; where rows have values one of them is marked."""

    PREFIX = "rows"
    DEFAULT_CSS = "PageRows { height: 1fr; }"

    class Moved(Message):
        """Other rows are in sight, or another is marked."""

    class Chosen(Message):
        """The marked row was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[Line] = ()
        self._rows: list[tuple[str, str, int]] = []
        """Left, right, and the index of the line it is of; -1 for a note."""
        self._column = _COLUMN
        self._top = 0
        self.marked = -1
        """The index of the marked line; -1 where rows are only read."""

    def say(self, lines: Sequence[Line]) -> None:
        """Show these."""
        self._lines = lines
        if self.marked < 0 or self.marked >= len(lines) or lines[self.marked].value is None:
            self.marked = next((n for n, line in enumerate(lines) if line.value is not None), -1)
        self._break()

    def measure(self, ambiguous: Ambiguous) -> None:
        """Other cells, other rows."""
        super().measure(ambiguous)
        self._break()

    @property
    def line(self) -> Line | None:
        """The marked line."""
        return self._lines[self.marked] if 0 <= self.marked < len(self._lines) else None

    @property
    def in_sight(self) -> str:
        """`1-20/45`: which rows are."""
        last = min(len(self._rows), self._top + self.size.height)
        return f"{min(self._top + 1, last)}-{last}/{len(self._rows)}"

    def _break(self) -> None:
        """Break the lines into rows of the window's width; a left side that is too long for its column too."""
        width = self.size.width
        self._column = min(_COLUMN, max(12, width * 2 // 5))
        self._rows = []
        for index, (text, more, _, note) in enumerate(self._lines):
            left = self._wrapped(text, self._column - 4 if more else width - 2)
            right = self._wrapped(more, width - self._column - 1)
            self._rows += [(one, other, index) for one, other in zip_longest(left, right, fillvalue="")]
            if index == self.marked:
                self._rows += [("", row, -1) for row in self._wrapped(note, width - self._column - 1)]
        self._to(self._top)

    def _wrapped(self, text: str, cells: int) -> list[str]:
        return [text[start:end] for start, end in wrap(text, max(4, cells), ambiguous=self.ambiguous)]

    # -- moving

    def move(self, lines: int) -> None:
        """Scroll, or mark another row."""
        if self.marked < 0:
            self._to(self._top + lines)
            return
        places = [n for n, line in enumerate(self._lines) if line.value is not None]
        self._mark(places[max(0, min(places.index(self.marked) + lines, len(places) - 1))])

    def move_to(self, *, end: bool) -> None:
        """To an end."""
        if self.marked >= 0:
            places = [n for n, line in enumerate(self._lines) if line.value is not None]
            self._mark(places[-1 if end else 0])
        self._to(len(self._rows) if end else 0)

    def _mark(self, index: int) -> None:
        self.marked = index
        self._break()
        rows = [n for n, row in enumerate(self._rows) if row[2] == index]
        if rows and rows[0] < self._top:
            self._top = max(0, rows[0] - 1)
        elif rows and rows[-1] >= self._top + self.size.height:
            self._top = rows[-1] - self.size.height + 1
        self._to(self._top)

    def _to(self, top: int) -> None:
        self._top = max(0, min(top, len(self._rows) - self.size.height))
        self.refresh()
        self.post_message(self.Moved())

    def on_resize(self) -> None:
        """Other rows."""
        self._break()

    def on_click(self, event: events.Click) -> None:
        """Mark a row and choose it."""
        index = self._top + event.y
        if (
            index < len(self._rows)
            and self._rows[index][2] >= 0
            and self._lines[self._rows[index][2]].value is not None
        ):
            self._mark(self._rows[index][2])
            self.post_message(self.Chosen())

    # -- painting

    def render_line(self, y: int) -> Strip:
        """A row: two columns, or a topic."""
        width, plain = self.size.width, self.look()
        if y + self._top >= len(self._rows):
            return self.row([])
        left, right, index = self._rows[y + self._top]
        if index >= 0 and self._lines[index].is_topic:
            return self.row([Segment(" " + cut(left, width - 1, self.ambiguous), plain + Style(bold=True))])
        marked = index == self.marked
        look = plain + Style(reverse=True) if marked else plain
        first = y + self._top == 0 or self._rows[y + self._top - 1][2] != index
        text = f" {'>' if marked and first else ' '} {shown(left)}"
        text += " " * max(0, self._column - cell_len(text, self.ambiguous)) + shown(right)
        return self.row([Segment(text, look)], look)


class PageScreen(KeyedScreen):
    """Its subclasses say what the rows are; q, Esc and its own key close it."""

    AUTO_FOCUS: ClassVar[str | None] = "PageRows"
    DEFAULT_CSS = "PageScreen { background: $background; & Bar { text-style: dim; } }"

    def __init__(self, keymap: Keymap, words: Words) -> None:
        super().__init__(keymap, words)
        self.above, self.rows, self.below, self.notice = Bar(), PageRows(), Bar(), Notice()
        self._message = ""

    def compose(self) -> ComposeResult:
        """A title, the rows, how to leave."""
        yield self.above
        yield self.rows
        yield self.below
        yield self.notice

    def on_mount(self) -> None:
        """The rows are made once their width is known."""
        self.measure(cast("DubaoApp", self.app).cells)
        self.above.say("dubao 讀報  " + self.title_)
        self.rows.say(self.lines())

    @property
    def title_(self) -> str:
        """What page this is."""
        raise NotImplementedError

    def lines(self) -> Sequence[Line]:
        """The rows."""
        raise NotImplementedError

    def keys(self) -> tuple[str, ...]:
        """The keys worth showing."""
        return (self.way_back,)

    @property
    def way_back(self) -> str:
        """How to leave."""
        return self.words.hint("hint.back", "back") or self.words.hint("hint.back", "cancel")

    def contexts(self) -> Sequence[Context]:
        """A list of its own."""
        return "pane", "everywhere"

    def owner(self, name: Owner) -> object | None:
        """Closing and searching are the page's."""
        return self if name in ("places", "finding", "pane") else super().owner(name)

    def does(self, command: Command) -> Callable[[], object] | None:
        """Textual's screens have actions of their own, such as one to focus a widget: they are nobody's commands."""
        do = super().does(command)
        textuals_own = self.owner(command.owner) is self and hasattr(Screen, command.action)
        return None if textuals_own else do

    def tell(self, message: str) -> None:
        """A message, until the next key."""
        self._message = brief(message)
        self._tell()

    def settle(self) -> None:
        """A key has come."""
        self.tell("")

    def on_page_rows_moved(self) -> None:
        """Say how much is in sight."""
        self._tell()

    def _tell(self) -> None:
        self.notice.say(self._message, self.app.size.width)
        self.below.say(self.rows.in_sight, self._message, keys=tuple(filter(None, self.keys())), urgent=True)

    def action_back(self) -> None:
        """Back to the article."""
        self.dismiss()

    def action_cancel(self) -> None:
        """Back to the article."""
        self.dismiss()
