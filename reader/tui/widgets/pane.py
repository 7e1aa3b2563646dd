"""The list beside the page: sections with their run-in heads, or captions with their credits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from reader.tui.commands import bindings
from reader.tui.entries import MARK, Entries
from reader.tui.widgets.scroller import Scroller
from reader.typeset import cell_len, shown

if TYPE_CHECKING:
    from textual import events

    from reader.tui.opened import Opened, Stop, Walk
    from reader.tui.words import Words
    from reader.typeset import Ambiguous

TABS: tuple[tuple[str, Walk], ...] = (("1", "sections"), ("2", "captions"))
_HEAD = 2
"""Rows above the entries: the tabs and an empty one; in a drawer the rule and the tabs."""
_FRAME = 2
"""Cells of the line between list and page."""


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

    def __init__(self, opened: Opened, words: Words, ambiguous: Ambiguous) -> None:
        super().__init__()
        self.entries = Entries(opened, "sections", ambiguous)
        self.wanted = Size(0, 0)
        """The width beside the page and the height of a drawer. Asked for by the layout, not set as a style: that would
        lay the screen out a second time at start."""
        self._words = words
        self._ambiguous: Ambiguous = ambiguous

    @property
    def walk(self) -> Walk:
        """The kind of its entries."""
        return self.entries.walk

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

    def show(self, opened: Opened, words: Words, walk: Walk) -> None:
        """List the stops of a kind; also after a change of script or language, or when more has been read."""
        self._words = words
        if walk != self.walk or opened is not self.entries.opened:
            self.entries = Entries(opened, walk, self._ambiguous)
            self._fit()
        else:
            self.entries.look_again()
        self.refresh()

    def follow(self, selected: int, *, walking: bool = False) -> None:
        """Mark the entry of the reading place, unless the reader is choosing here and not walking."""
        if walking or not self.has_focus:
            self._select(selected)

    # -- moving

    def move(self, lines: int) -> None:
        """Select so many entries further on, or back."""
        last = len(self.entries.stops) - 1
        if last >= 0:
            self._select(max(0, min(self.entries.selected + lines, last)))

    def move_to(self, *, end: bool) -> None:
        """Select the first or the last entry."""
        if self.entries.stops:
            self._select(len(self.entries.stops) - 1 if end else 0)

    def action_jump(self) -> None:
        """Go to the selected entry's place."""
        if 0 <= self.entries.selected < len(self.entries.stops):
            self.post_message(self.Chosen(self.entries.stops[self.entries.selected]))

    def on_click(self, event: events.Click) -> None:
        """Choose the entry under the mouse."""
        event.stop()
        row, rows = event.y - _HEAD, self.entries.in_sight()
        if 0 <= row < len(rows):
            self._select(rows[row][0])
            self.action_jump()

    def on_focus(self) -> None:
        """Something is selected as soon as there is a choice."""
        if self.entries.selected < 0:
            self.move_to(end=False)
        self.refresh()

    def on_blur(self) -> None:
        """The marked entry looks different now."""
        self.refresh()

    def _select(self, index: int) -> None:
        before = self.entries.selected
        if index == before:
            return
        if self.entries.select(index):
            self.refresh()
            return
        for row, (entry, _) in enumerate(self.entries.in_sight()):
            if entry in (before, index):  # all else looks as it did
                self.refresh(Region(0, row + _HEAD, self.size.width, 1))

    # -- painting

    def on_resize(self) -> None:
        """Entries wrap anew."""
        self._fit()

    def _fit(self) -> None:
        self.entries.fit(self.size.width - (0 if self.has_class("-drawer") else _FRAME), self.size.height - _HEAD)

    def render_line(self, y: int) -> Strip:
        """One row: frame, then tabs or part of an entry."""
        self._fit()
        width, plain, frame = self.size.width, self.look(), self.look("frame")
        drawer, left = self.has_class("-drawer"), self.has_class("-left")
        rule, line = ("|", "-") if self._ambiguous == 2 else ("│", "─")  # box drawing is of ambiguous width
        if drawer and y == 0:
            return Strip([Segment(line * width, frame)], width)
        segments = [Segment(" ", plain)] if drawer or left else [Segment(rule + " ", frame)]
        if y == int(drawer):
            segments += self._tabs(plain, frame)
        elif y >= _HEAD:
            segments[-1:] = [] if drawer or left else segments[-1:]
            segments += self._entry(y - _HEAD, plain, frame)
        cells = sum(cell_len(segment.text, self._ambiguous) for segment in segments)
        if left:
            segments += [Segment(" " * (width - cells - _FRAME), plain), Segment(rule + " ", frame)]
        strip = Strip(segments)
        return strip.crop(0, width) if cells > width else strip.extend_cell_length(width, plain)

    def _tabs(self, plain: Style, frame: Style) -> list[Segment]:
        """The kinds of list, the shown one in brackets."""
        segments = []
        for digit, walk in TABS:
            name = digit + " " * (self._words.language == "en") + self._words("pane." + walk)
            chosen = walk == self.walk
            segments.append(Segment(f"[{name}] " if chosen else f"{name} ", plain if chosen else frame))
        return segments

    def _entry(self, y: int, plain: Style, frame: Style) -> list[Segment]:
        """A row of the list, or the sentence that it is empty."""
        entries = self.entries
        if not entries.stops:
            return [Segment(" " * MARK + self._words("empty." + self.walk), frame)] if y == 0 else []
        rows = entries.in_sight()
        if y >= len(rows):
            return []
        index, number = rows[y]
        row = entries.rows(index)[number]
        marked = index == entries.selected
        emphasis = Style(bold=True) if marked else Style.null()
        here = Style(reverse=True) if marked and self.has_focus else emphasis
        lead = " " * (row.indent - MARK) + ("> " if marked and number == 0 else "  ")
        segments = [Segment(lead, plain + emphasis), Segment(shown(row.text), self.look(row.look) + here)]
        if row.credit:
            segments.append(Segment(shown(row.credit), self.look("credit") + here))
        if marked and self.has_focus:
            used = sum(cell_len(segment.text, self._ambiguous) for segment in segments)
            segments.append(Segment(" " * max(0, self.size.width - _FRAME - used - 1), plain + here))
        return segments
