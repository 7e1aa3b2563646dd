"""The list of articles: a column beside the page, or the whole page where there is no room for both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from reader.tui.controllers.list_acts import ListActs
from reader.tui.rows.article_list import Cell, ListRows
from reader.tui.rows.list_window import Sight
from reader.tui.widgets.painted import row_of
from reader.tui.widgets.scroller import Scroller

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual import events

    from reader.i18n import Words
    from reader.tui.state.reading_list import Shelf
    from reader.typeset import Ambiguous

_HEAD = 2
"""Rows above the articles: what list this is, and in what state."""
_FRAME = 2
"""Cells of the line between list and page."""
_WHEEL = 3
"""Rows a notch."""


class ListView(ListActs, Scroller):
    """A shelf on the screen. Rows are made when they are seen: 2,000 articles cost what 20 do."""

    PREFIX = "listing"
    COMPONENT_CLASSES: ClassVar[set[str]] = {"listing--frame", "listing--meta"}
    DEFAULT_CSS = """
    ListView {
        width: 1fr; height: 1fr; background: $background;
        & > .listing--frame, & > .listing--meta { text-style: dim; }
        &.-column { dock: left; width: auto; }
    }
    """

    @dataclass
    class Opened(Message):
        """The reader wants to read an article."""

        number: int

    @dataclass
    class Selected(Message):
        """Another article is selected."""

        number: int

    def __init__(self, shelf: Shelf, words: Words, ambiguous: Ambiguous, **names: str) -> None:
        super().__init__(**names)
        self.shelf = shelf
        self.words = words
        self.wanted = 0
        """The width of the column in cells. Asked for by the layout, not set as a style: see Pane."""
        self.ambiguous = ambiguous
        self._sight = Sight(shelf)
        self._rows = ListRows(shelf, words, ambiguous)
        self._head = _HEAD

    @property
    def selected(self) -> int:
        """The number of the selected article; it may be one that is not shown."""
        return self._sight.selected

    def place(self, width: int, *, opened: bool, column: bool, head: bool = True) -> None:
        """Stand at the left of the page in so many cells, or take the whole page; or do not show at all.

        Args:
            width: Of the column.
            opened: Whether it is seen.
            column: Whether it stands beside the page.
            head: Whether it tells its name and state itself; not where the row above does.
        """
        if opened != self.display:
            self.display = opened  # at once: a class would be a frame late
        self.set_class(column, "-column")
        if (width, _HEAD * head) != (self.wanted, self._head):
            self.wanted, self._head = width, _HEAD * head
            if self.is_attached:
                self.refresh(layout=True)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """The width of the column."""
        return self.wanted

    def show(self, words: Words) -> None:
        """Show the list anew: another language or script, another article open, something done or undone."""
        if words is not self.words:
            self.words = words
            self._rows = ListRows(self.shelf, words, self.ambiguous)
        self._sight.settle()
        self.refresh()

    def measure(self, ambiguous: Ambiguous) -> None:
        """Other cells, other rows."""
        super().measure(ambiguous)
        self._rows = ListRows(self.shelf, self.words, ambiguous)

    def read_titles(self, until: float) -> bool:
        """Read titles until a moment of perf_counter, those in sight first; whether there are more to read."""
        listed = self.shelf.shown
        self.shelf.want(self._sight.numbers)
        seen = self.shelf.look(until)
        if self.shelf.shown is not listed:
            self.show(self.words)
        elif seen:
            self._refresh_rows(seen)
            self.refresh(Region(0, 0, self.size.width, self._head))
        return not self.shelf.done

    # -- moving

    def move(self, lines: int) -> None:
        """Select an article so many rows further on, or back."""
        step = max(1, abs(lines) // self._of_one)
        number = self._sight.step(step if lines > 0 else -step)
        if number is not None:
            self.select(number)

    def move_to(self, *, end: bool) -> None:
        """Select the first or the last article."""
        if self.shelf.shown:
            self.select(self.shelf.shown[-1 if end else 0])

    def select(self, number: int) -> None:
        """Select an article and bring it into sight."""
        before = self.selected
        if self._sight.select(number):
            self.refresh()
        else:
            self._refresh_rows((before, number))
        if self.selected != before:
            self.post_message(self.Selected(number))

    def open_selected(self) -> str:
        """Ask for the selected article."""
        if self.chosen is None:
            return self.words("shelf.nothing_chosen")
        self.post_message(self.Opened(self.chosen))
        return ""

    def on_click(self, event: events.Click) -> None:
        """Open the article under the mouse."""
        event.stop()
        number = self._at(event.y)[0] if event.x < self._width else None
        if number is not None:
            self.select(number)
            self.open_selected()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the list and leaves the selection."""
        self._scroll(1, event)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the list and leaves the selection."""
        self._scroll(-1, event)

    def _scroll(self, step: int, event: events.MouseEvent) -> None:
        event.stop()
        event.prevent_default()  # the handlers of the classes above would run too
        if self._sight.scroll(step * max(1, _WHEEL // self._of_one)):
            self.refresh()

    # -- what stands where

    @property
    def _width(self) -> int:
        """Cells of a row, without the line between list and page."""
        return max(1, self.size.width - (_FRAME if self.has_class("-column") else 0))

    @property
    def _of_one(self) -> int:
        """Rows of an article."""
        return self._rows.of_one(self._width)

    def _at(self, y: int) -> tuple[int | None, int]:
        """The article in a row, and which of its rows that is."""
        place, part = divmod(y - self._head, self._of_one)
        place += self._sight.first
        return (self.shelf.shown[place] if y >= self._head and place < len(self.shelf.shown) else None), part

    def _refresh_rows(self, numbers: Iterable[int]) -> None:
        """Draw these articles again, where they are in sight."""
        in_sight = self._sight.numbers
        for number in numbers:
            if number in in_sight:
                row = self._head + in_sight.index(number) * self._of_one
                self.refresh(Region(0, row, self.size.width, self._of_one))

    def on_focus(self) -> None:
        """Something is selected as soon as there is a choice."""
        self.show(self.words)

    def on_blur(self) -> None:
        """The selected row looks different now."""
        self.refresh()

    # -- painting

    def heading(self) -> tuple[str, str]:
        """Name, count and order of the list; its filter, what it hides, how many titles came."""
        head, state = self._rows.head(self._width)
        return head.strip(), state.strip()

    def render_line(self, y: int) -> Strip:
        """One row: the head, part of an article, or the sentence that there is none."""
        self._sight.fit((self.size.height - self._head) // self._of_one)
        number, part = self._at(y)
        if number is not None:
            cells = self._rows.row(number, part, self._width)
        elif y < self._head:
            cells = [Cell(self._rows.head(self._width)[y], "meta")]
        else:
            empty = y == self._head and not self.shelf.shown
            cells = [Cell(self._rows.nothing(self._width), "meta")] if empty else []
        return self._painted(cells, self._emphasis(number))

    def _emphasis(self, number: int | None) -> Style:
        """The selected row is reversed while it has the focus; else the open article is bold."""
        if number is None:
            return Style.null()
        if self.has_focus:
            return Style(reverse=True) if number == self.selected else Style.null()
        return Style(bold=True) if number == self.shelf.current else Style.null()

    def _painted(self, cells: list[Cell], emphasis: Style) -> Strip:
        """The row in its looks, filled to the edge, with the line between list and page."""
        width, framed = self._width, self.has_class("-column")
        segments = [Segment(cell.text, self.look(cell.look) + emphasis) for cell in cells]
        row = row_of(segments, width, self.ambiguous, self.look() + emphasis)
        if not framed:
            return row
        rule = "| " if self.ambiguous == 2 else "│ "  # box drawing is of ambiguous width
        return Strip([*row, Segment(rule, self.look("frame"))], width + _FRAME)
