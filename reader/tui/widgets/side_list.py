"""The list beside the page: sections, captions, figures, notes, links or changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from reader.tui.rows.side_list import SideListRows, make_side_list_rows
from reader.tui.rows.side_list_frame import SideListFrame
from reader.tui.widgets.scroller import ScrollingWidget

if TYPE_CHECKING:
    from textual import events

    from reader.i18n import Messages
    from reader.tui.rows.side_list_frame import ListPlace
    from reader.tui.state.article import OpenArticle
    from reader.tui.state.navigation import NavigationCategory, NavigationTarget
    from reader.typeset import AmbiguousWidth


class SideList(ScrollingWidget):
    """The targets of a category. The selection follows the reading position until the list has the keyboard.

    Args:
        open_article: The open article.
        messages: The messages in the language of the screen.
        ambiguous: Cells of a character of ambiguous width.
    """

    PREFIX = "pane"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"pane--{name}" for name in ("frame", "frame-focused", "tab", "tab-selected", "heading", "run_in")),
        *(f"pane--{name}" for name in ("caption", "credit", "group", "figure", "money", "percent", "quantity")),
        *(f"pane--{name}" for name in ("sign", "value", "note", "selected", "selected-blurred")),
        *(f"pane--{name}{number}" for name in ("mark", "edge") for number in range(1, 6)),
    }
    DEFAULT_CSS = """
    SideList {
        dock: right; width: auto; height: 1fr; background: $background;
        & > .pane--frame { color: $rule; }
        & > .pane--frame-focused { color: $accent; }
        & > .pane--tab { color: $muted; }
        & > .pane--tab-selected { background: $panel; color: $title; text-style: bold; }
        & > .pane--run_in, & > .pane--credit, & > .pane--group, & > .pane--sign, & > .pane--value { color: $muted; }
        & > .pane--figure { text-style: bold; }
        & > .pane--selected { background: $selected; color: $title; }
        & > .pane--selected-blurred { background: $panel; color: $title; }
        &:ansi > .pane--frame, &:ansi > .pane--tab, &:ansi > .pane--run_in, &:ansi > .pane--credit,
        &:ansi > .pane--group, &:ansi > .pane--sign, &:ansi > .pane--value { text-style: dim; }
        &:ansi > .pane--frame-focused { text-style: bold; }
        &:ansi > .pane--tab-selected { background: ansi_default; text-style: reverse bold; }
        &:ansi > .pane--selected { background: ansi_default; color: ansi_default; text-style: reverse; }
        &:ansi > .pane--selected-blurred { background: ansi_default; color: ansi_default; text-style: bold; }
        &.-drawer { dock: bottom; width: 1fr; height: auto; }
        &.-left { dock: left; }
    }
    """

    @dataclass
    class Chosen(Message):
        """The target of an entry is to be shown."""

        open_article: OpenArticle
        """The article that is listed; another one may be open when the message arrives."""
        navigation_target: NavigationTarget

    @dataclass
    class Moved(Message):
        """A key has selected another entry."""

        open_article: OpenArticle
        """As in `Chosen`."""
        navigation_target: NavigationTarget

    @dataclass
    class CategoryRequested(Message):
        """Another category is to be listed."""

        category: NavigationCategory

    def __init__(self, open_article: OpenArticle, messages: Messages, ambiguous: AmbiguousWidth) -> None:
        super().__init__()
        self.list_rows = SideListRows(open_article, "sections", ambiguous)
        self.requested_size = Size(0, 0)
        """The width beside the page and the height of a drawer. Asked for by the layout, not set as a style: that would
        lay the screen out a second time at start."""
        self._messages = messages
        self.ambiguous = ambiguous
        self._strips: LRUCache[tuple[str, int, SideListFrame, int, int, bool], Strip] = LRUCache(1024)

    @property
    def category(self) -> NavigationCategory:
        """The category of its entries."""
        return self.list_rows.category

    def set_layout(self, requested_size: Size, *, is_shown: bool, as_drawer: bool, at_left: bool) -> None:
        """Place the list.

        Args:
            requested_size: The width beside the page, and the height of a drawer.
            is_shown: Whether it is shown.
            as_drawer: Whether it is a drawer from below.
            at_left: Whether it is at the left of the page.
        """
        if is_shown != self.display:
            self.display = is_shown  # at once: a class would be a frame late
        self.set_class(as_drawer, "-drawer")
        self.set_class(at_left, "-left")
        if requested_size != self.requested_size:
            self.requested_size = requested_size
            if self.is_attached:
                self.refresh(layout=True)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """The width beside the page."""
        return self.requested_size.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The height of a drawer."""
        return self.requested_size.height

    def show_category(self, open_article: OpenArticle, messages: Messages, category: NavigationCategory) -> None:
        """List the targets of a category; also when the script, the language or the article has changed.

        Args:
            open_article: The article.
            messages: Those of the screen.
            category: The category.
        """
        self._messages = messages
        if category != self.category or open_article is not self.list_rows.open_article:
            self.list_rows = make_side_list_rows(
                open_article, category, messages, self.ambiguous, has_colours=not self.app.no_color
            )
            self._strips.clear()
            self._fit_rows()
        else:
            self.list_rows.set_ambiguous_width(self.ambiguous)
            self.list_rows.set_messages(messages)
            self.list_rows.refresh()
        self.refresh()

    @property
    def selected_target(self) -> NavigationTarget | None:
        """The target of the selected entry."""
        index = self.list_rows.selected_index
        return self.list_rows.all_targets[index] if 0 <= index < len(self.list_rows.all_targets) else None

    @property
    def selected_position(self) -> int:
        """The position of the selected entry in a list of another order than the text; -1 in that of the text."""
        return -1 if self.list_rows.is_in_text_order else self.list_rows.selected_position

    def follow_reading_position(self, target_index: int, *, is_navigating: bool = False) -> None:
        """Select the entry of the reading position.

        Args:
            target_index: The index of its target.
            is_navigating: Whether `n` went there; else the selection stays while the list has the keyboard.
        """
        if is_navigating or not self.has_focus:
            self._select_row(self.list_rows.find_listed(target_index))

    # -- moving

    def move(self, lines: int) -> None:
        """Select the entry so many entries below; negative for above."""
        self.select_entry(self.list_rows.step_from_selected(lines))

    def move_to(self, *, end: bool) -> None:
        """Select the first or the last entry."""
        if order := self.list_rows.listed_indexes:
            self.select_entry(order[-1 if end else 0])

    def select_entry(self, index: int) -> None:
        """Select the entry of an index, as a key does."""
        self._select_row(index)
        if self.selected_target is not None:
            self.post_message(self.Moved(self.list_rows.open_article, self.selected_target))

    def action_jump(self) -> None:
        """Show the target of the selected entry."""
        if self.selected_target is not None:
            self.post_message(self.Chosen(self.list_rows.open_article, self.selected_target))

    def action_fold(self) -> None:
        """Hide the run-in heads under a heading, or the entries of a group."""
        if self.list_rows.collapse(hide=True):
            self.refresh()

    def action_unfold(self) -> None:
        """Show what `action_fold` has hidden."""
        if self.list_rows.collapse(hide=False):
            self.refresh()

    def filter_rows(self, query: str) -> int:
        """List only entries that have these words; return how many there are."""
        count = self.list_rows.set_filter(query)
        self.refresh()
        return count

    def on_click(self, event: events.Click) -> None:
        """Choose the category or the entry under the mouse."""
        event.stop()
        frame = self._frame
        if event.y < frame.head_rows:
            tabs = frame.make_tabs(self.list_rows, self._messages)
            tab = next((tab for tab in tabs if tab.first_cell <= event.x < tab.first_cell + tab.cells), None)
            if tab:
                self.post_message(self.CategoryRequested(tab.category))
            return
        row, rows = event.y - frame.head_rows, self.list_rows.get_visible_rows()
        if 0 <= row < len(rows):
            self._select_row(rows[row][0])
            self.action_jump()

    def on_focus(self) -> None:
        """Select the first entry if none is selected."""
        if self.list_rows.selected_index < 0:
            self.move_to(end=False)
        self.refresh()

    def on_blur(self) -> None:
        """Draw the selected entry without the keyboard."""
        self.refresh()

    def _select_row(self, index: int) -> None:
        before = self.list_rows.selected_index
        if index == before:
            return
        if self.list_rows.select_index(index):
            self.refresh()
            return
        for row, (entry, _) in enumerate(self.list_rows.get_visible_rows()):
            if entry in (before, index):  # all else looks as it did
                self.refresh(Region(0, row + self._frame.head_rows, self.size.width, 1))

    # -- painting

    def on_resize(self) -> None:
        """Wrap the entries anew."""
        self._fit_rows()

    def _fit_rows(self) -> None:
        frame = self._frame
        self.list_rows.set_size(frame.entry_cells, frame.height - frame.head_rows)

    @property
    def _frame(self) -> SideListFrame:
        """How it is drawn."""
        place: ListPlace = "drawer" if self.has_class("-drawer") else "left" if self.has_class("-left") else "right"
        return SideListFrame(self.size.width, self.size.height, place, self.has_focus, self.ambiguous)

    def forget_styles(self) -> None:
        """Draw all rows again: the theme has changed."""
        self._strips.clear()
        super().forget_styles()

    def render_line(self, y: int) -> Strip:
        """A row; rows of entries are cached, since a jump shows many of them again."""
        self._fit_rows()
        frame = self._frame
        rows, at = self.list_rows.get_visible_rows(), y - frame.head_rows
        if not 0 <= at < len(rows):
            return self._paint_row(y, frame)
        entry, number = rows[at]
        marked = entry == self.list_rows.selected_index
        view, version = self.list_rows.open_article.view_name, self.list_rows.version
        key = (view, version, frame, entry, number, marked)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = self._paint_row(y, frame)
        return strip

    def _paint_row(self, y: int, frame: SideListFrame) -> Strip:
        """A row as it is drawn."""
        parts = frame.make_row(y, self.list_rows, self._messages)
        return Strip([Segment(text, self.get_part_style(style)) for text, style in parts], frame.width)
