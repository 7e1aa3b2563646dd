"""Searching the article: as it is typed, in either script."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.tui.prompts import Choice
    from reader.tui.screens.reading import ReadingScreen


class SearchController:
    """The prompt of a search, and the search for what is selected."""

    prefix = "/"
    initial_text = ""
    placeholder = ""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._start_position = (0, 0)
        """Where the search began."""
        self._rows_above = 0
        self._previous_query = ""

    async def action_search(self) -> None:
        """Open the box."""
        self._start_position = self._screen.article_pane.article_view.position
        self._rows_above = self._screen.article_pane.article_view.rows_above_top
        self._previous_query = self._screen.open_article.query
        await self._screen.prompt_bar.open(self, self._screen.messages)

    def action_search_this(self) -> None:
        """Search for what is selected."""
        screen = self._screen
        text = screen.selection.cursor_text.split("\n")[0]
        place = screen.selection.cursor_position
        screen.selection.hide_cursor()
        _, of = screen.article_pane.search(text, place or screen.article_pane.article_view.position)
        screen.show_message("" if of else screen.messages("status.no_match", q=text))

    async def action_filter(self) -> None:
        """Filter the rows of the list beside the page."""
        await self._screen.prompt_bar.open(SideListFilterPrompt(self._screen), self._screen.messages)

    def list_choices(self, text: str) -> Sequence[Choice]:
        """The page itself shows what is found."""
        return ()

    def preview(self, text: str) -> str:
        """Mark what is typed so far and go to the first hit from where the search began."""
        number, of = self._screen.article_pane.search(text, self._start_position)
        if not of:
            self._screen.article_pane.article_view.restore_position(self._start_position, self._rows_above)
        words = self._screen.messages
        return f"{words('walk.hits')} {number}/{of}" if of else words("status.no_hit") if text else ""

    def accept(self, text: str, choice: Choice | None) -> None:
        """Keep the search; without a hit go back to where it began."""
        if self._screen.open_article.all_targets["hits"]:
            self._screen.cursor_controller.follow_current_item()
            self._screen.refresh_bars()
            return
        self._restore("")
        self._screen.show_message(self._screen.messages("status.no_match", q=text) if text else "")

    def cancel(self) -> None:
        """As if nothing had been searched."""
        self._restore(self._previous_query)
        self._screen.refresh_bars()

    def _restore(self, query: str) -> None:
        self._screen.article_pane.restore_search(query)
        self._screen.article_pane.article_view.restore_position(self._start_position, self._rows_above)


class SideListFilterPrompt:
    """The prompt of a filter for the list beside the page. It stays until the list shows another kind."""

    prefix = "/"
    initial_text = ""
    placeholder = ""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen

    def list_choices(self, text: str) -> Sequence[Choice]:
        """The list itself shows them."""
        return ()

    def preview(self, text: str) -> str:
        """Filter as it is typed."""
        pane = self._screen.article_pane.side_list
        count = pane.filter_rows(text)
        return f"{count}/{len(pane.list_rows.all_targets)}" if text else ""

    def accept(self, text: str, choice: Choice | None) -> None:
        """Keep it, with the keyboard in the list."""
        self._screen.focus_part("side_list")

    def cancel(self) -> None:
        """Show all again."""
        self._screen.article_pane.side_list.filter_rows("")
        self._screen.focus_part("side_list")
