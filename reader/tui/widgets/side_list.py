"""The list beside the page: sections with their run-in heads, or captions with their credits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from reader.tui.rows.side_list import MARK, Entries, entries_of
from reader.tui.rows.tabs import Tab, tabs
from reader.tui.widgets.painted import row_of
from reader.tui.widgets.scroller import Scroller
from reader.typeset import cell_len, shown, wrap

if TYPE_CHECKING:
    from textual import events

    from reader.i18n import Words
    from reader.tui.state.article import Opened
    from reader.tui.state.navigation import Stop, Walk
    from reader.typeset import Ambiguous

_HEAD = 2
"""Rows above the entries: the tabs and an empty one; in a drawer the rule and the tabs."""
_FRAME = 2
"""Cells of the line between list and page."""


class Pane(Scroller):
    """A list of stops. It follows the reading place until it has the focus; then its selection is its own."""

    PREFIX = "pane"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "pane--frame",
        "pane--heading",
        "pane--run_in",
        "pane--caption",
        "pane--credit",
        "pane--group",
        "pane--figure",
        "pane--sign",
        "pane--value",
        "pane--note",
        "pane--mark1",
        "pane--mark2",
        "pane--mark3",
        "pane--mark4",
        "pane--mark5",
    }
    DEFAULT_CSS = """
    Pane {
        dock: right; width: auto; height: 1fr; background: $background;
        & > .pane--frame { text-style: dim; }
        & > .pane--credit, & > .pane--group, & > .pane--sign, & > .pane--value { text-style: dim; }
        & > .pane--figure { text-style: bold; }
        &.-drawer { dock: bottom; width: 1fr; height: auto; }
        &.-left { dock: left; }
    }
    """

    @dataclass
    class Chosen(Message):
        """The reader wants to go to an entry's place."""

        entry: Stop

    @dataclass
    class Wanted(Message):
        """Another kind of list is wanted."""

        walk: Walk

    def __init__(self, opened: Opened, words: Words, ambiguous: Ambiguous) -> None:
        super().__init__()
        self.entries = Entries(opened, "sections", ambiguous)
        self.wanted = Size(0, 0)
        """The width beside the page and the height of a drawer. Asked for by the layout, not set as a style: that would
        lay the screen out a second time at start."""
        self._words = words
        self.ambiguous = ambiguous
        self._strips: LRUCache[tuple[str, int, int, int, int, bool, bool, str], Strip] = LRUCache(1024)

    @property
    def walk(self) -> Walk:
        """The kind of its entries."""
        return self.entries.walk

    def place(self, wanted: Size, *, opened: bool, drawer: bool, left: bool) -> None:
        """Stand beside the page, at its left, or as a drawer from below; or not at all."""
        if opened != self.display:
            self.display = opened  # at once: a class would be a frame late
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
        """List the stops of a kind; also after a change of script, language or cells, or when more has been read."""
        self._words = words
        if walk != self.walk or opened is not self.entries.opened:
            self.entries = entries_of(opened, walk, words, self.ambiguous, blocks=not self.app.no_color)
            self._strips.clear()
            self._fit()
        else:
            self.entries.measure(self.ambiguous)
            self.entries.speak(words)
            self.entries.look_again()
        self.refresh()

    @property
    def selected(self) -> Stop | None:
        """The marked entry."""
        index = self.entries.selected
        return self.entries.stops[index] if 0 <= index < len(self.entries.stops) else None

    def follow(self, selected: int, *, walking: bool = False) -> None:
        """Mark the entry of the reading place, unless the reader is choosing here and not walking."""
        if walking or not self.has_focus:
            self._select(self.entries.listed(selected))

    # -- moving

    def move(self, lines: int) -> None:
        """Select so many entries further on, or back."""
        self._select(self.entries.beside(lines))

    def move_to(self, *, end: bool) -> None:
        """Select the first or the last entry."""
        if order := self.entries.order:
            self._select(order[-1 if end else 0])

    def action_jump(self) -> None:
        """Go to the selected entry's place."""
        if self.selected is not None:
            self.post_message(self.Chosen(self.selected))

    def action_fold(self) -> None:
        """Hide the run-in heads of a heading."""
        if self.entries.fold(hide=True):
            self.refresh()

    def action_unfold(self) -> None:
        """Show them again."""
        if self.entries.fold(hide=False):
            self.refresh()

    def filter(self, query: str) -> int:
        """List only what has these words; how many that are."""
        count = self.entries.filter(query)
        self.refresh()
        return count

    def on_click(self, event: events.Click) -> None:
        """Choose the kind or the entry under the mouse."""
        event.stop()
        if event.y < _HEAD:
            tab = next((tab for tab in self._tabs() if tab.at <= event.x < tab.at + tab.cells), None)
            if tab:
                self.post_message(self.Wanted(tab.walk))
            return
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

    def notify_style_update(self) -> None:
        """Other colours."""
        self._strips.clear()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """One row; those of entries are kept, since a jump shows many of them again."""
        self._fit()
        rows, at = self.entries.in_sight(), y - _HEAD
        if not 0 <= at < len(rows):
            return self._painted(y)
        entry, number = rows[at]
        place = "-drawer" * self.has_class("-drawer") + "-left" * self.has_class("-left")
        marked = entry == self.entries.selected
        view, version = self.entries.opened.view, self.entries.version
        key = (view, version, self.size.width, entry, number, marked, self.has_focus, place)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = self._painted(y)
        return strip

    def _painted(self, y: int) -> Strip:
        """Frame, then tabs or part of an entry."""
        width, plain, frame = self.size.width, self.look(), self.look("frame")
        drawer, left = self.has_class("-drawer"), self.has_class("-left")
        rule, line = ("|", "-") if self.ambiguous == 2 else ("│", "─")  # box drawing is of ambiguous width
        if drawer and y == 0:
            return Strip([Segment(line * width, frame)], width)
        segments = [Segment(" ", plain)] if drawer or left else [Segment(rule + " ", frame)]
        if y == int(drawer):
            segments += [Segment(tab.text, plain if tab.walk == self.walk else frame) for tab in self._tabs()]
        elif y >= _HEAD:
            segments[-1:] = [] if drawer or left else segments[-1:]
            segments += self._entry(y - _HEAD, plain, frame)
        if left:
            row = row_of(segments, width - _FRAME, self.ambiguous, plain)
            return Strip([*row, Segment(rule + " ", frame)], width)
        return self.row(segments)

    def _tabs(self) -> list[Tab]:
        first = 1 if self.has_class("-drawer") or self.has_class("-left") else _FRAME
        return tabs(self.walk, self._words, first, self.size.width, self.ambiguous)

    def _entry(self, y: int, plain: Style, frame: Style) -> list[Segment]:
        """A row of the list, or the sentence that it is empty."""
        entries = self.entries
        if not entries.order:
            why = "status.no_hit" if entries.filtered else "empty." + self.walk
            told = self._words(why)
            lines = wrap(told, max(4, self.size.width - _FRAME - MARK - 1), ambiguous=self.ambiguous)
            return [Segment(" " * MARK + told[slice(*lines[y])], frame)] if y < len(lines) else []
        rows = entries.in_sight()
        if y >= len(rows):
            return []
        index, number = rows[y]
        row = entries.rows(index)[number]
        marked = index == entries.selected and not row.title
        emphasis = Style(bold=True) if marked else Style.null()
        here = Style(reverse=True) if marked and self.has_focus else emphasis
        first = number == 0 or entries.rows(index)[number - 1].title
        lead = " " * (row.indent - MARK) + ("> " if marked and first else "  ")
        segments = [Segment(lead, plain + emphasis)]
        segments += [Segment(shown(text), self.look(look) + here) for text, look in row.parts]
        if marked and self.has_focus:
            used = sum(cell_len(segment.text, self.ambiguous) for segment in segments)
            segments.append(Segment(" " * max(0, self.size.width - _FRAME - used - 1), plain + here))
        return segments
