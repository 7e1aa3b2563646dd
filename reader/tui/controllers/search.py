"""Searches the article while the words are typed, in either script, and filters the list beside the page."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from reader.tui.prompts import FilterPrompt

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.tui.cursor.positions import Position
    from reader.tui.parts import ArticlePart, SideListPart
    from reader.tui.prompts import Choice
    from reader.tui.selection import CurrentSelection
    from reader.tui.shell import Session, Shell
    from reader.tui.state.navigation import NavigationTarget


class SearchController:
    """The prompt of a search, and the search for what is selected.

    Args:
        shell: The screen.
        session: What is open.
        article: The page.
        side_list: The list beside it.
        selection: What is selected.
        follow_current_item: Moves the cursor, if it is shown, to the current item.
    """

    prefix = "/"
    initial_text = ""
    placeholder = ""
    _start_position: Position = (0, 0)
    """The position of the page when the search began."""
    _rows_above = 0
    _previous_query = ""

    def __init__(
        self,
        shell: Shell,
        session: Session,
        article: ArticlePart,
        side_list: SideListPart,
        selection: CurrentSelection,
        follow_current_item: Callable[[], None],
    ) -> None:
        self._shell = shell
        self._session = session
        self._article = article
        self._side_list = side_list
        self._selection = selection
        self._follow_current_item = follow_current_item

    async def action_search(self) -> None:
        """Ask for the words to search for."""
        self._start_position = self._article.position
        self._rows_above = self._article.rows_above_top
        self._previous_query = self._session.open_article.query
        await self._shell.open_prompt(self)

    def action_search_this(self) -> None:
        """Search for the first line of what is selected."""
        text = self._selection.cursor_text.split("\n")[0]
        place = self._selection.cursor_position
        self._selection.hide_cursor()
        _, count = self._search(text, place or self._article.position)
        self._shell.show_message("" if count else self._session.messages("status.no_match", q=text), "warning")

    def show_hits(self, text: str, position: Position) -> None:
        """Mark the hits of a text that was searched in the library, and go to the one at a position.

        Args:
            text: As the article has it.
            position: Where it was found.
        """
        _, count = self._search(text, position)
        if count:
            self._shell.show_message("")  # the status bar says which hit it is

    def _search(self, query: str, position: Position) -> tuple[int, int]:
        """Mark the hits of a query and go to the first behind a position; without a hit the page goes there.

        Returns:
            The number of that hit, from 1, and how many there are; two zeros without a hit.
        """
        hits = self._mark_hits(query)
        if not hits:
            self._article.clear_current_item()
            self._article.restore_position(position)
            return 0, 0
        index = bisect_right(hits, position) % len(hits)
        self._session.category = "hits"
        self._article.show_target(hits[index])
        return index + 1, len(hits)

    def close_search(self) -> bool:
        """Unmark the hits, and let `n` go through what it went through before; return whether there was a search."""
        if self._session.category != "hits":
            return False
        self._restore_query("")
        return True

    def _restore_query(self, query: str) -> None:
        """Search as before; "" for no search. The page stays where it is."""
        hits = self._mark_hits(query)
        self._session.category = "hits" if hits else self._session.listed_category
        self._article.clear_current_item()

    def _mark_hits(self, query: str) -> Sequence[NavigationTarget]:
        """Mark the hits of a query in place of those that are marked, and return them."""
        opened = self._session.open_article
        before = opened.all_targets["hits"]
        hits = opened.search(query)
        if hits != before:
            self._article.repaint()
        return hits

    # -- the prompt

    def list_choices(self, text: str) -> Sequence[Choice]:
        """Offer nothing: the page itself shows the hits."""
        return ()

    def preview(self, text: str) -> str:
        """Mark the hits of what is typed so far, and go to the first behind where the search began."""
        number, count = self._search(text, self._start_position)
        if not count:
            self._article.restore_position(self._start_position, self._rows_above)
        words = self._session.messages
        if not text:
            return ""
        variants = " ".join(self._session.open_article.query_variants.values()).split(" ")
        also = f"  {words('search.variants', words=' '.join(dict.fromkeys(variants)))}" if variants[0] else ""
        return (f"{words('walk.hits')} {number}/{count}" if count else words("status.no_hit")) + also

    def accept(self, text: str, choice: Choice | None) -> None:
        """Keep the search; without a hit go back to where it began.

        Args:
            text: The query.
            choice: The selected choice; None without choices.
        """
        if self._session.open_article.all_targets["hits"]:
            self._follow_current_item()
            self._shell.refresh_bars()
            return
        self._restore("")
        self._shell.show_message(self._session.messages("status.no_match", q=text) if text else "", "warning")

    def cancel(self) -> None:
        """Restore the previous search and the position of the page."""
        self._restore(self._previous_query)
        self._shell.refresh_bars()

    def _restore(self, query: str) -> None:
        self._restore_query(query)
        self._article.restore_position(self._start_position, self._rows_above)

    # -- the filter of the list beside the page

    async def action_filter(self) -> None:
        """Ask for the words to filter the list beside the page by; the filter stays until it lists another category."""
        await self._shell.open_prompt(FilterPrompt(self._filter_side_list, self._enter_side_list))

    def _filter_side_list(self, query: str) -> str:
        count = self._side_list.filter_rows(query)
        return f"{count}/{len(self._side_list.list_rows.all_targets)}" if query else ""

    def _enter_side_list(self) -> None:
        """Give the list beside the page the keyboard; select its first entry where the filter hides the selected one.

        Commands apply to the selected entry, which therefore has to be in sight.
        """
        rows = self._side_list.list_rows
        if rows.selected_index not in rows.listed_indexes:
            self._side_list.move_to(end=False)
        self._shell.focus_part("side_list")
