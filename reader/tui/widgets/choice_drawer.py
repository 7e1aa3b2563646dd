"""A drawer from below with rows to choose from, or to read: scripts, commands, paths, what there is to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from reader.tui.rows.columns import cut
from reader.tui.widgets.scroller import Scroller
from reader.typeset import cell_len, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.geometry import Size

    from reader.tui.prompts import Choice
    from reader.typeset import Ambiguous

_MOST_ROWS = 12
_MOST_TITLE = 34
"""Cells of the first column."""
_GAP = 2


class Chooser(Scroller):
    """A title and rows; opaque, as wide as the window, over the last rows of the page, which stay where they are."""

    PREFIX = "chooser"
    COMPONENT_CLASSES: ClassVar[set[str]] = {"chooser--frame"}
    DEFAULT_CSS = """
    Chooser {
        display: none; layer: over; dock: bottom; width: 1fr; height: auto; margin-bottom: 1; background: $background;
        & > .chooser--frame { text-style: dim; }
    }
    """

    @dataclass
    class Chosen(Message):
        """A row was chosen."""

        choice: Choice

    class Closed(Message):
        """It was closed without a choice."""

    def __init__(self, ambiguous: Ambiguous) -> None:
        super().__init__()
        self.ambiguous = ambiguous
        self._title = ""
        self._choices: Sequence[Choice] = ()
        self._numbered = False
        self._selected = 0
        self._first = 0
        self._column = 0
        """Cells of the titles."""

    def measure(self, ambiguous: Ambiguous) -> None:
        """Other cells, another column."""
        super().measure(ambiguous)
        self._fit()

    @property
    def is_open(self) -> bool:
        """Whether it is there."""
        return bool(self.display)

    @property
    def chosen(self) -> Choice | None:
        """The marked row, if there is any to choose."""
        return self._choices[self._selected] if self._selected < len(self._choices) else None

    def show(self, title: str, choices: Sequence[Choice], *, numbered: bool = True, selected: int = 0) -> None:
        """Offer these rows.

        Args:
            title: In the first row; empty when the box below says what this is about.
            choices: The rows.
            numbered: Whether digits choose the first nine of them.
            selected: The row that is marked at first.
        """
        before = self._height() if self.is_open else 0
        self._title, self._choices, self._numbered = title, choices, numbered
        self._selected, self._first = selected, 0
        self._fit()
        self.display = True
        if self._height() != before:
            self.refresh(layout=True)
        self._keep_in_sight()
        self.refresh()

    def _fit(self) -> None:
        widest = max((cell_len(shown(choice.title), self.ambiguous) for choice in self._choices), default=0)
        self._column = min(widest, _MOST_TITLE)

    def close(self) -> None:
        """Take it away."""
        if self.display:
            self.display = False

    @property
    def _to_choose(self) -> bool:
        """Whether there is anything to choose: else the rows are only read."""
        return any(choice.run is not None or choice.typed for choice in self._choices)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The rule, the title and as many rows as there are, within half of the window."""
        return self._height()

    def _height(self) -> int:
        return self._head + max(1, min(len(self._choices), self._room()))

    def _room(self) -> int:
        return max(1, min(_MOST_ROWS, self.app.size.height - self._head - 6))

    @property
    def _head(self) -> int:
        """Rows above the choices."""
        return 2 if self._title else 1

    # -- moving and choosing

    def move(self, lines: int) -> None:
        """Mark another row; over the ends it goes round. Rows that can only be read scroll."""
        if not self._to_choose:
            self._first = max(0, min(self._first + lines, len(self._choices) - self._room()))
            self.refresh()
        elif self._choices:
            if abs(lines) == 1:
                self._select((self._selected + lines) % len(self._choices))
            else:
                self._select(max(0, min(self._selected + lines, len(self._choices) - 1)))

    def move_to(self, *, end: bool) -> None:
        """Mark the first or the last row, or show it."""
        if not self._to_choose:
            self.move(len(self._choices) if end else -len(self._choices))
            return
        self._select(max(0, len(self._choices) - 1) if end else 0)

    def _select(self, index: int) -> None:
        self._selected = index
        self._keep_in_sight()
        self.refresh()

    def _keep_in_sight(self) -> None:
        room = self._room()
        self._first = max(min(self._first, self._selected), self._selected - room + 1, 0)

    def pick(self, number: int) -> bool:
        """Choose a row by its digit, from 1; whether there is one."""
        if not self._numbered or not 1 <= number <= min(9, len(self._choices)):
            return False
        self._select(number - 1)
        self.post_message(self.Chosen(self._choices[number - 1]))
        return True

    def action_dialog_accept(self) -> None:
        """Choose the marked row."""
        if self.chosen is not None:
            self.post_message(self.Chosen(self.chosen))

    def action_dialog_cancel(self) -> None:
        """Choose nothing."""
        self.close()
        self.post_message(self.Closed())

    def on_click(self, event: events.Click) -> None:
        """Choose the row under the mouse."""
        event.stop()
        index = self._first + event.y - self._head
        if event.y >= self._head and index < len(self._choices):
            self._select(index)
            self.post_message(self.Chosen(self._choices[index]))

    # -- painting

    def render_line(self, y: int) -> Strip:
        """The rule, the title, a row."""
        width, plain, frame = self.size.width, self.look(), self.look("frame")
        if y == 0:
            return Strip([Segment(("-" if self.ambiguous == 2 else "─") * width, frame)], width)
        if y < self._head:
            return self.row([Segment(" " + cut(self._title, width - 2, self.ambiguous), plain)])
        index = self._first + y - self._head
        if index >= len(self._choices):
            return Strip.blank(width, plain)
        return self._row(index)

    def _row(self, index: int) -> Strip:
        """One choice: number, title, detail, keys."""
        choice, plain = self._choices[index], self.look()
        marked = index == self._selected and (choice.run is not None or bool(choice.typed))
        look = plain + Style(reverse=True) if marked else plain
        quiet = look if marked else self.look("frame")
        number = f"{index + 1 if index < 9 else ' '} " if self._numbered else ""
        left = f" {'>' if marked else ' '} {number}"
        width, column = self.size.width, self._column
        title = cut(choice.title, max(4, min(column, width - len(left) - 1)), self.ambiguous)
        right = shown(choice.right)
        room = width - len(left) - column - _GAP - cell_len(right, self.ambiguous) - _GAP - 1
        detail = cut(choice.detail, room, self.ambiguous) if room > 4 else ""
        gap = " " * max(0, column - cell_len(title, self.ambiguous) + _GAP)
        used = len(left) + cell_len(title + gap + detail + right, self.ambiguous)
        segments = [
            Segment(left, look),
            Segment(title + gap, look),
            Segment(detail + " " * max(0, width - used - 1), look if choice.run is None else quiet),
            Segment(right, look),
        ]
        return self.row(segments, look)
