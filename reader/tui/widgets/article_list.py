"""The list of articles: a column beside the page, or the whole page where there is no room for both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from reader.tui.rows.article_list import ArticleListRows
from reader.tui.rows.columns import StyledText, get_frame_characters
from reader.tui.rows.list_window import ListWindow
from reader.tui.widgets.painted import fit_segments
from reader.tui.widgets.scroller import WHEEL_ROWS, ScrollingWidget

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual import events

    from reader.i18n import Messages
    from reader.tui.state.reading_list import ReadingList
    from reader.typeset import AmbiguousWidth

_HEAD_ROWS = 2
"""Rows above the articles: what list this is, and in what state."""
_COLUMN_HEAD_ROWS = 1
"""Rows above the articles where these take the whole page: the names of the columns."""
_FRAME_CELLS = 2
"""Cells of the line between list and page."""


class ArticleList(ScrollingWidget):
    """The reading list on the screen. Rows are made when they are shown: 2,000 articles cost what 20 do.

    Args:
        reading_list: The articles of the session.
        messages: The messages in the language of the screen.
        ambiguous: Cells of a character of ambiguous width.
    """

    PREFIX = "listing"
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"listing--{name}" for name in ("frame", "meta", "hit", "selected")}
    DEFAULT_CSS = """
    ArticleList {
        width: 1fr; height: 1fr; background: $background;
        & > .listing--frame { color: $rule; }
        & > .listing--meta { color: $muted; }
        & > .listing--selected { background: $selected; color: $title; }
        &:ansi > .listing--frame, &:ansi > .listing--meta { text-style: dim; }
        &:ansi > .listing--selected { background: ansi_default; color: ansi_default; text-style: reverse; }
        & > .listing--hit { text-style: underline; }
        &.-column { width: auto; }
    }
    """

    @dataclass
    class OpenRequested(Message):
        """An article is to be opened."""

        entry_number: int

    @dataclass
    class Selected(Message):
        """Another article is selected."""

        entry_number: int

    class Refreshed(Message):
        """The list is shown anew: it, or what is known of its articles, may have changed."""

    def __init__(self, reading_list: ReadingList, messages: Messages, ambiguous: AmbiguousWidth, **names: str) -> None:
        super().__init__(**names)
        self.reading_list = reading_list
        self.messages = messages
        self.requested_width = 0
        """The width of the column in cells. Asked for by the layout, not set as a style: see Pane."""
        self.ambiguous = ambiguous
        self._list_window = ListWindow(reading_list)
        self._rows = ArticleListRows(reading_list, messages, ambiguous)
        self._head_rows = _HEAD_ROWS
        self._is_beside_page = False

    @property
    def selected_number(self) -> int:
        """The number of the selected article; it may be one that is not shown."""
        return self._list_window.selected_number

    @property
    def visible_selection(self) -> int | None:
        """The number of the selected article, if it is shown."""
        return self.selected_number if self.reading_list.find_position(self.selected_number) is not None else None

    @property
    def selected_numbers(self) -> Sequence[int]:
        """The numbers of the selected articles: of those from where a range was begun, else of the selected one."""
        return [self.reading_list.visible_numbers[position] for position in self._list_window.selected_positions]

    def toggle_range(self) -> bool:
        """Begin to select several articles at the selected one, or end it; return whether it was begun."""
        is_begun = self._list_window.toggle_range()
        self.refresh()
        return is_begun

    def clear_range(self) -> bool:
        """Select one article again; return whether several were."""
        self.refresh()
        return self._list_window.clear_range()

    def show_first(self) -> None:
        """Select the first article, without a message."""
        if self.reading_list.visible_numbers:
            self._list_window.select(self.reading_list.visible_numbers[0])

    @property
    def is_column(self) -> bool:
        """Whether it stands beside the page; beside the preview of an article it does not."""
        return self._is_beside_page

    def set_layout(self, width: int, *, is_shown: bool, as_column: bool, has_heading: bool = True) -> None:
        """Place the list.

        Args:
            width: Of the column.
            is_shown: Whether it is seen.
            as_column: Whether it stands beside the page, or beside the preview of an article.
            has_heading: Whether it tells its name and state itself; not where the row above does.
        """
        self._is_beside_page = as_column and has_heading
        if is_shown != self.display:
            self.display = is_shown  # at once: a class would be a frame late
        self.set_class(as_column, "-column")
        head_rows = _HEAD_ROWS if has_heading else _COLUMN_HEAD_ROWS
        if (width, head_rows) != (self.requested_width, self._head_rows):
            self.requested_width, self._head_rows = width, head_rows
            if self.is_attached:
                self.refresh(layout=True)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """The width of the column."""
        return self.requested_width

    def refresh_list(self, messages: Messages) -> None:
        """Show the list anew: in another language or script, or after a change of the list."""
        if messages is not self.messages:
            self.messages = messages
            self._rows = ArticleListRows(self.reading_list, messages, self.ambiguous)
        self._list_window.sync_with_list()
        self.refresh()
        if self.is_attached:
            self.post_message(self.Refreshed())

    def set_ambiguous_width(self, ambiguous: AmbiguousWidth) -> None:
        """Make the rows anew: characters take other cells."""
        super().set_ambiguous_width(ambiguous)
        self._rows = ArticleListRows(self.reading_list, self.messages, ambiguous)

    def load_titles(self, until: float) -> bool:
        """Read titles until a moment of `perf_counter`, visible ones first; return whether there are more to read."""
        listed, count = self.reading_list.visible_numbers, len(self.reading_list.visible_numbers)
        self.reading_list.prioritize_heads(self._list_window.visible_numbers)
        seen = self.reading_list.read_heads(until)
        if self.reading_list.visible_numbers is not listed:
            self.refresh_list(self.messages)
        elif len(listed) != count:
            self._list_window.scroll(0)  # nothing that is seen has changed
        elif seen:
            self._refresh_rows(seen)
            self.refresh(Region(0, 0, self.size.width, self._head_rows))
        return not self.reading_list.is_complete

    # -- moving

    def move(self, lines: int) -> None:
        """Select the article so many rows below; negative for above."""
        step = max(1, abs(lines) // self._rows_per_article)
        self.reading_list.extend_for(self._list_window.first_position + self._list_window.capacity + step)
        number = self._list_window.find_step(step if lines > 0 else -step)
        if number is not None:
            self.select_article(number)

    def move_to(self, *, end: bool) -> None:
        """Select the first or the last article."""
        if end and self.reading_list.library is not None and self.reading_list.is_library:
            self.reading_list.library.complete()
        if self.reading_list.visible_numbers:
            self.select_article(self.reading_list.visible_numbers[-1 if end else 0])

    def select_article(self, number: int) -> None:
        """Select an article and bring it into sight."""
        before = self.selected_number
        if self._list_window.select(number) or self._list_window.is_range:
            self.refresh()
        else:
            self._refresh_rows((before, number))
        if self.selected_number != before:
            self.post_message(self.Selected(number))

    def on_click(self, event: events.Click) -> None:
        """Open the article under the mouse."""
        event.stop()
        number = self._find_article(event.y)[0] if event.x < self._row_cells else None
        if number is not None:
            self.select_article(number)
            self.post_message(self.OpenRequested(number))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll the list and leave the selection."""
        self._scroll(1, event)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll the list and leave the selection."""
        self._scroll(-1, event)

    def _scroll(self, step: int, event: events.MouseEvent) -> None:
        event.stop()
        event.prevent_default()  # the handlers of the classes above would run too
        if self._list_window.scroll(step * max(1, WHEEL_ROWS // self._rows_per_article)):
            self.refresh()

    # -- what stands where

    @property
    def _row_cells(self) -> int:
        """Cells of a row, without the line between list and page."""
        return max(1, self.size.width - (_FRAME_CELLS if self.has_class("-column") else 0))

    @property
    def _rows_per_article(self) -> int:
        """Rows of an article."""
        return self._rows.rows_per_article(self._row_cells)

    def _find_article(self, y: int) -> tuple[int | None, int]:
        """The number of the article in a row, None without one; and which of its rows it is."""
        place, part = divmod(y - self._head_rows, self._rows_per_article)
        place += self._list_window.first_position
        return (
            self.reading_list.visible_numbers[place]
            if y >= self._head_rows and place < len(self.reading_list.visible_numbers)
            else None
        ), part

    def _refresh_rows(self, numbers: Iterable[int]) -> None:
        """Draw these articles again, where they are in sight."""
        in_sight = self._list_window.visible_numbers
        for number in numbers:
            if number in in_sight:
                row = self._head_rows + in_sight.index(number) * self._rows_per_article
                self.refresh(Region(0, row, self.size.width, self._rows_per_article))

    def on_focus(self) -> None:
        """Select an article that is shown."""
        self.refresh_list(self.messages)

    def on_blur(self) -> None:
        """Draw the selected article without the keyboard."""
        self.refresh()

    # -- painting

    def get_heading(self) -> tuple[str, str]:
        """The name, count and order of the list; and its filter, what it hides, and how many titles were read."""
        head, state = self._rows.format_heading(self._row_cells)
        return head.strip(), state.strip()

    def render_line(self, y: int) -> Strip:
        """A row of the head, of an article, or the message that there is none."""
        self._list_window.set_capacity((self.size.height - self._head_rows) // self._rows_per_article)
        number, part = self._find_article(y)
        if number is not None:
            cells = self._rows.make_row(number, part, self._row_cells)
        elif y < self._head_rows:
            heads = self._rows.format_heading(self._row_cells)
            if self._head_rows == _COLUMN_HEAD_ROWS:
                heads = (self._rows.format_column_heads(self._row_cells), "")
            cells = [StyledText(heads[y], "meta")]
        else:
            cells = [StyledText(self._find_row_below(y), "meta")]
        if self._is_selected(number):  # one colour for the whole row: dim text on a ground could not be read
            cells = [cell if cell.style_name == "hit" else StyledText(cell.text) for cell in cells]
        return self._paint_row(cells, self._get_emphasis(number))

    def _find_row_below(self, y: int) -> str:
        """A row below the articles: why there are none, or what to do first; mostly empty."""
        shown = len(self.reading_list.visible_numbers) - self._list_window.first_position
        row = y - self._head_rows - shown * self._rows_per_article
        if not self.reading_list.visible_numbers and row == 0:
            return self._rows.format_empty_message(self._row_cells)
        steps = self._rows.format_first_steps(self._row_cells)
        return steps[row - 1] if 0 < row <= len(steps) else ""

    def _get_emphasis(self, number: int | None) -> Style:
        """Unread articles are bold; the selected ones have a ground while the list has the focus."""
        if number is None:
            return Style.null()
        emphasis = Style(bold=True) if not self.reading_list.entries[number].is_read else Style.null()
        if self._is_selected(number):
            emphasis += self.get_overlay_style("selected")
        return emphasis

    def _is_selected(self, number: int | None) -> bool:
        """Whether an article is drawn as a selected one: beside a page only while the list has the keyboard."""
        return (
            (self.has_focus or not self._is_beside_page)
            and number is not None
            and (number == self.selected_number or number in self._range_numbers())
        )

    def _range_numbers(self) -> Sequence[int]:
        """The numbers of the articles of a range that are in sight."""
        if not self._list_window.is_range:
            return ()
        selected = self._list_window.selected_positions
        numbers = self.reading_list.visible_numbers
        first = self._list_window.first_position
        in_sight = range(first, min(first + self._list_window.capacity + 1, len(numbers)))
        return [numbers[position] for position in in_sight if position in selected]

    def _paint_row(self, cells: list[StyledText], emphasis: Style) -> Strip:
        """A row in its styles, filled to the edge, with the line between list and page."""
        width, framed = self._row_cells, self.has_class("-column")
        segments = [Segment(cell.text, self.get_part_style(cell.style_name) + emphasis) for cell in cells]
        row = fit_segments(segments, width, self.ambiguous, self.get_part_style() + emphasis)
        if not framed:
            return row
        rule = get_frame_characters(self.ambiguous).vertical + " "
        return Strip([*row, Segment(rule, self.get_part_style("frame"))], width + _FRAME_CELLS)
