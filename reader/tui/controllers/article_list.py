"""What the keys do to the list of articles; the list itself says what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.layout import ARTICLE_LIST_CELLS
from reader.tui.widgets.article_list import ArticleList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.tui.prompts import Choice
    from reader.tui.screens.reading import ReadingScreen
    from reader.tui.state.reading_list import ReadingList


class ArticleListController:
    """The list, its filter's prompt, and where it stands."""

    prefix = "/"
    placeholder = ""

    def __init__(self, screen: ReadingScreen, reading_list: ReadingList) -> None:
        self._screen = screen
        self._reading_list = reading_list
        self.initial_text = ""
        self.view = ArticleList(reading_list, screen.messages, screen.settings.ambiguous_width)

    def set_layout(self, *, is_shown: bool, as_column: bool) -> None:
        """Stand at the left of the page, or on the whole page; or not at all."""
        self.view.set_layout(ARTICLE_LIST_CELLS, is_shown=is_shown, as_column=as_column, has_heading=as_column)

    def refresh_messages(self) -> None:
        """Another language or script."""
        self.view.refresh_list(self._screen.messages)

    def load_titles(self, until: float) -> bool:
        """Read titles until a moment of perf_counter; whether there are more to read."""
        more = self.view.load_titles(until)
        if self._screen.has_class("-listing"):
            self._screen.refresh_bars()
        return more

    def refresh(self) -> None:
        """Something was done to an article."""
        self.view.refresh_list(self._screen.messages)

    def format_position(self) -> str:
        """`3/20`: which row is marked."""
        place = self._reading_list.find_position(self.view.selected_number)
        return (
            f"{self._screen.messages('list.articles')} {place + 1}/{len(self._reading_list.visible_numbers)}"
            if place is not None
            else ""
        )

    # -- the keys

    def action_list_open(self) -> None:
        """Open the marked article."""
        self._screen.show_message(self.view.request_open())

    def action_list_next(self) -> None:
        """The next unread row."""
        self._screen.show_message(self.view.select_unread(1))

    def action_list_previous(self) -> None:
        """The unread row before."""
        self._screen.show_message(self.view.select_unread(-1))

    def action_read(self) -> None:
        """Read or unread."""
        self._screen.show_message(self.view.toggle_read())

    def action_read_all(self) -> None:
        """All that are shown, read."""
        self._screen.show_message(self.view.mark_all_read())

    def action_sort(self) -> None:
        """The next order."""
        self._screen.show_message(self.view.cycle_order())

    def action_hidden(self) -> None:
        """Read articles shown or hidden."""
        self._screen.show_message(self.view.toggle_hide_read())

    def action_list_remove(self) -> None:
        """Off the list."""
        self._screen.show_message(self.view.remove_selected())

    # -- its filter

    async def action_list_filter(self) -> None:
        """Ask for the words to filter by."""
        self.initial_text = self._reading_list.query
        await self._screen.prompt_bar.open(self, self._screen.messages)

    def list_choices(self, text: str) -> Sequence[Choice]:
        """The list itself shows them."""
        return ()

    def preview(self, text: str) -> str:
        """Filter as it is typed."""
        said = self.view.set_filter(text)
        return said or f"{len(self._reading_list.visible_numbers)}/{len(self._reading_list.entries)}"

    def accept(self, text: str, choice: Choice | None) -> None:
        """Keep it."""
        self._screen.refresh_bars()

    def cancel(self) -> None:
        """Put back the filter there was."""
        self.view.set_filter(self.initial_text)
        self._screen.refresh_bars()

    def clear_filter(self) -> bool:
        """Show all again; whether there was a filter."""
        if not self._reading_list.query:
            return False
        self.view.set_filter("")
        self._screen.refresh_bars()
        return True
