"""The list beside the page: sections with their run-in heads, or captions with their credits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from reader.tui.commands import bindings
from reader.tui.widgets.scroller import Scroller
from reader.typeset import cell_len, shown, wrap

if TYPE_CHECKING:
    from textual import events

    from reader.tui.opened import Opened, Stop, Walk
    from reader.tui.words import Words
    from reader.typeset import Ambiguous

TABS: tuple[tuple[str, Walk], ...] = (("1", "sections"), ("2", "captions"))
_MOST_ROWS = 4
"""Rows of one entry; a longer one is cut, Enter shows it on the page."""
_MARK = 2
_JOINT = "  "


class _Row(NamedTuple):
    """One row of an entry."""

    indent: int
    text: str
    look: str
    credit: str = ""
    """Behind the text, with its own look."""


class Pane(Scroller):
    """A list of stops. It follows the reading place until it has the focus; then its selection is its own."""

    BINDINGS = bindings("pane")
    PREFIX = "pane"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "pane--frame",
        "pane--heading",
        "pane--run_in",
        "pane--caption",
        "pane--credit",
    }
    DEFAULT_CSS = """
    Pane {
        display: none; dock: right; width: auto; height: 1fr; background: $background;
        & > .pane--frame { text-style: dim; }
        & > .pane--credit { text-style: dim; }
        &.-open { display: block; }
        &.-drawer { dock: bottom; width: 1fr; height: auto; }
        &.-left { dock: left; }
    }
    """

    @dataclass
    class Chosen(Message):
        """The reader wants to go to an entry's place."""

        entry: Stop

    def __init__(self, ambiguous: Ambiguous) -> None:
        super().__init__()
        self.walk: Walk = "sections"
        self.selected = -1
        """The entry that is marked; -1 before the first."""
        self.wanted = Size(0, 0)
        """The width beside the page and the height of a drawer. Asked for by the layout, not set as a style: that would
        lay the screen out a second time at start."""
        self._ambiguous: Ambiguous = ambiguous
        self._opened: Opened | None = None
        self._words: Words | None = None
        self._first = 0
        self._entries: LRUCache[tuple[str, int], list[_Row]] = LRUCache(512)
        self._window: list[tuple[int, int]] = []
        """The entry and the number of its row, for each row in sight."""

    def place(self, wanted: Size, *, opened: bool, drawer: bool, left: bool) -> None:
        """Stand beside the page, at its left, or as a drawer from below; or not at all."""
        self.set_class(opened, "-open")
        self.set_class(drawer, "-drawer")
        self.set_class(left, "-left")
        if wanted != self.wanted:
            self.wanted = wanted
            if self.is_attached:
                self.refresh(layout=True)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """The width beside the page."""
        return self.wanted.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The height of a drawer."""
        return self.wanted.height

    @property
    def stops(self) -> list[Stop]:
        """The entries."""
        return self._opened.stops[self.walk] if self._opened else []

    def show(self, opened: Opened, words: Words, walk: Walk) -> None:
        """List the stops of a kind; also after a change of script or language."""
        if walk != self.walk or opened is not self._opened:
            self._first = 0
            self.selected = -1
            self._entries.clear()
        self._opened, self._words, self.walk = opened, words, walk
        self._window.clear()  # an entry may take more rows in another script
        self.refresh()

    def follow(self, selected: int) -> None:
        """Mark the entry of the reading place, unless the reader is choosing here."""
        if not self.has_focus:
            self._select(selected)

    # -- moving

    def move(self, lines: int) -> None:
        """Select so many entries further on, or back."""
        if self.stops:
            self._select(max(0, min(self.selected + lines, len(self.stops) - 1)))

    def move_to(self, *, end: bool) -> None:
        """Select the first or the last entry."""
        if self.stops:
            self._select(len(self.stops) - 1 if end else 0)

    def action_jump(self) -> None:
        """Go to the selected entry's place."""
        if 0 <= self.selected < len(self.stops):
            self.post_message(self.Chosen(self.stops[self.selected]))

    def on_click(self, event: events.Click) -> None:
        """Choose the entry under the mouse."""
        event.stop()
        row, rows = event.y - self._head, self._rows_in_sight()
        if 0 <= row < len(rows):
            self._select(rows[row][0])
            self.action_jump()

    def on_focus(self) -> None:
        """Something is selected as soon as there is a choice."""
        if self.selected < 0 and self.stops:
            self.selected = 0
        self.refresh()

    def on_blur(self) -> None:
        """Only the marked entry looks different now."""
        self.refresh()

    def _select(self, index: int) -> None:
        if index == self.selected:
            return
        before, first, self.selected = self.selected, self._first, index
        self._keep_in_sight()
        if self._first != first:
            self._window.clear()
            self.refresh()
            return
        width = self.size.width
        for row, (entry, _) in enumerate(self._rows_in_sight()):
            if entry in (before, index):  # all else looks as it did
                self.refresh(Region(0, row + self._head, width, 1))

    def _keep_in_sight(self) -> None:
        """Scroll as little as shows the selected entry whole."""
        if self.selected < self._first:
            self._first = max(0, self.selected)
            return
        room = self.size.height - self._head
        rows = 0
        first = self.selected
        while first >= 0 and first >= self._first:
            rows += len(self._rows(first))
            if rows > room:
                break
            first -= 1
        self._first = max(self._first, min(first + 1, self.selected))

    # -- painting

    @property
    def _drawer(self) -> bool:
        return self.has_class("-drawer")

    @property
    def _on_left(self) -> bool:
        return self.has_class("-left")

    @property
    def _head(self) -> int:
        """Rows above the entries: the tabs and an empty one; in a drawer the rule and the tabs."""
        return 2

    def _rows(self, index: int) -> list[_Row]:
        """The rows of one entry, in the script of the view."""
        assert self._opened is not None
        key = (self._opened.view, index)
        rows = self._entries.get(key)
        if rows is None:
            rows = self._entries[key] = self._made(self.stops[index])
        return rows

    def _made(self, stop: Stop) -> list[_Row]:
        opened = self._opened
        assert opened is not None
        indent = _MARK * (stop.level + 1)
        room = max(2, self.size.width - self._edge - indent - 1)
        block = opened.blocks[stop.block]
        credit = block.span("credit") if self.walk == "captions" else None
        end = min(stop.end, stop.start + room * _MOST_ROWS)
        text = opened.stretch(stop.block, stop.start, end)
        look = "caption" if self.walk == "captions" else "run_in" if stop.level else "heading"
        if credit and credit.start < end:
            said, by = text[: credit.start].rstrip(), text[credit.start :]
        else:
            said, by = text, ""
        rows = [_Row(indent, said[s:e], look) for s, e in wrap(said, room, ambiguous=self._ambiguous)[:_MOST_ROWS]]
        if by:
            if cell_len(rows[-1].text + _JOINT + by, self._ambiguous) <= room:
                rows[-1] = rows[-1]._replace(credit=_JOINT + by)
            else:
                rows += [_Row(indent, by[s:e], "credit") for s, e in wrap(by, room, ambiguous=self._ambiguous)[:1]]
        return rows

    @property
    def _edge(self) -> int:
        """Cells of the frame."""
        return 0 if self._drawer else 2

    def _rows_in_sight(self) -> list[tuple[int, int]]:
        """The entry and the number of its row, for each row of the list that is in sight."""
        if not self._window:
            index, room = self._first, self.size.height - self._head
            while index < len(self.stops) and len(self._window) < room:
                self._window += [(index, number) for number in range(len(self._rows(index)))]
                index += 1
        return self._window

    def on_resize(self) -> None:
        """Entries wrap anew."""
        self._forget()

    def _forget(self) -> None:
        """What was laid out is no longer true."""
        self._entries.clear()
        self._window.clear()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row: frame, then tabs or part of an entry."""
        width = self.size.width
        plain = self.look()
        if self._words is None:
            return Strip.blank(width, plain)
        frame = self.look("frame")
        rule, line = ("|", "-") if self._ambiguous == 2 else ("│", "─")  # box drawing is of ambiguous width
        if self._drawer and y == 0:
            return Strip([Segment(line * width, frame)], width)
        segments = [] if self._drawer or self._on_left else [Segment(rule + " ", frame)]
        if y == (1 if self._drawer else 0):
            segments += self._tabs(plain, frame)
        elif y >= self._head:
            segments += self._entry(y - self._head, plain, frame)
        cells = sum(cell_len(segment.text, self._ambiguous) for segment in segments)
        if self._on_left:
            segments += [Segment(" " * (width - cells - 2), plain), Segment(rule + " ", frame)]
        strip = Strip(segments)
        return strip.crop(0, width) if cells > width else strip.extend_cell_length(width, plain)

    def _tabs(self, plain: Style, frame: Style) -> list[Segment]:
        """The kinds of list, the shown one in brackets."""
        assert self._words is not None
        segments = [Segment("" if self._edge and not self._on_left else " ", plain)]
        for digit, walk in TABS:
            name = digit + " " * (self._words.language == "en") + self._words("pane." + walk)
            chosen = walk == self.walk
            segments.append(Segment(f"[{name}] " if chosen else f"{name} ", plain if chosen else frame))
        return [segment for segment in segments if segment.text]

    def _entry(self, y: int, plain: Style, frame: Style) -> list[Segment]:
        """A row of the list, or the sentence that it is empty."""
        assert self._words is not None
        if not self.stops:
            return [Segment(" " * _MARK + self._words("empty." + self.walk), frame)] if y == 0 else []
        rows = self._rows_in_sight()
        if y >= len(rows):
            return []
        index, number = rows[y]
        row = self._rows(index)[number]
        marked = index == self.selected
        emphasis = Style(bold=True) if marked else Style.null()
        here = Style(reverse=True) if marked and self.has_focus else emphasis
        lead = " " * (row.indent - _MARK) + ("> " if marked and number == 0 else "  ")
        segments = [Segment(lead, plain + emphasis), Segment(shown(row.text), self.look(row.look) + here)]
        if row.credit:
            segments.append(Segment(shown(row.credit), self.look("credit") + here))
        if marked and self.has_focus:
            used = sum(cell_len(segment.text, self._ambiguous) for segment in segments)
            segments.append(Segment(" " * max(0, self.size.width - self._edge - used - 1), plain + here))
        return segments
