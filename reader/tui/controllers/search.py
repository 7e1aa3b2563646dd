"""Searching the article: as it is typed, in either script."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.tui.prompts import Choice
    from reader.tui.screens.reading import ReaderScreen


class Finding:
    """The prompt of a search, and the search for what is selected."""

    sign = "/"
    start = ""
    placeholder = ""

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen
        self._place = (0, 0)
        """Where the search began."""
        self._above = 0
        self._before = ""

    async def action_search(self) -> None:
        """Open the box."""
        self._place = self._screen.spread.article.position
        self._above = self._screen.spread.article.above
        self._before = self._screen.opened.query
        await self._screen.box.open(self, self._screen.words)

    def action_search_this(self) -> None:
        """Search for what is selected."""
        screen = self._screen
        text = screen.cursor.text().split("\n")[0]
        place = screen.cursor.place
        screen.cursor.leave()
        _, of = screen.spread.search(text, place or screen.spread.article.position)
        screen.tell("" if of else screen.words("status.no_match", q=text))

    async def action_filter(self) -> None:
        """Filter the rows of the list beside the page."""
        await self._screen.box.open(RowFilter(self._screen), self._screen.words)

    def choices(self, typed: str) -> Sequence[Choice]:
        """The page itself shows what is found."""
        return ()

    def changed(self, typed: str) -> str:
        """Mark what is typed so far and go to the first hit from where the search began."""
        number, of = self._screen.spread.search(typed, self._place)
        if not of:
            self._screen.spread.article.go_back(self._place, self._above)
        words = self._screen.words
        return f"{words('walk.hits')} {number}/{of}" if of else words("status.no_hit") if typed else ""

    def accept(self, typed: str, choice: Choice | None) -> None:
        """Keep the search; without a hit go back to where it began."""
        if self._screen.opened.stops["hits"]:
            self._screen.cursor.follow()
            self._screen.retell()
            return
        self._go_back("")
        self._screen.tell(self._screen.words("status.no_match", q=typed) if typed else "")

    def cancel(self) -> None:
        """As if nothing had been searched."""
        self._go_back(self._before)
        self._screen.retell()

    def _go_back(self, query: str) -> None:
        self._screen.spread.restore_search(query)
        self._screen.spread.article.go_back(self._place, self._above)


class RowFilter:
    """The prompt of a filter for the list beside the page. It stays until the list shows another kind."""

    sign = "/"
    start = ""
    placeholder = ""

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen

    def choices(self, typed: str) -> Sequence[Choice]:
        """The list itself shows them."""
        return ()

    def changed(self, typed: str) -> str:
        """Filter as it is typed."""
        pane = self._screen.spread.pane
        count = pane.filter(typed)
        return f"{count}/{len(pane.entries.stops)}" if typed else ""

    def accept(self, typed: str, choice: Choice | None) -> None:
        """Keep it, with the keyboard in the list."""
        self._screen.focus_on(self._screen.spread.pane)

    def cancel(self) -> None:
        """Show all again."""
        self._screen.spread.pane.filter("")
        self._screen.focus_on(self._screen.spread.pane)
