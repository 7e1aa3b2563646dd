"""What the keys do to the list of articles; the list itself says what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.layout import LIST_WIDTH
from reader.tui.widgets.article_list import ListView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.tui.prompts import Choice
    from reader.tui.screens.reading import ReaderScreen
    from reader.tui.state.reading_list import Shelf


class Listing:
    """The list, its filter's prompt, and where it stands."""

    sign = "/"
    placeholder = ""

    def __init__(self, screen: ReaderScreen, shelf: Shelf) -> None:
        self._screen = screen
        self._shelf = shelf
        self.start = ""
        self.view = ListView(shelf, screen.words, screen.settings.cells)

    def place(self, *, opened: bool, column: bool) -> None:
        """Stand at the left of the page, or on the whole page; or not at all."""
        self.view.place(LIST_WIDTH, opened=opened, column=column, head=column)

    def retell(self) -> None:
        """Another language or script."""
        self.view.show(self._screen.words)

    def look(self, until: float) -> bool:
        """Read titles until a moment of perf_counter; whether there are more to read."""
        more = self.view.read_titles(until)
        if self._screen.has_class("-listing"):
            self._screen.retell()
        return more

    def refresh(self) -> None:
        """Something was done to an article."""
        self.view.show(self._screen.words)

    def said(self) -> str:
        """`3/20`: which row is marked."""
        place = self._shelf.place(self.view.selected)
        return (
            f"{self._screen.words('list.articles')} {place + 1}/{len(self._shelf.shown)}" if place is not None else ""
        )

    # -- the keys

    def action_list_open(self) -> None:
        """Open the marked article."""
        self._screen.tell(self.view.open_selected())

    def action_list_next(self) -> None:
        """The next unread row."""
        self._screen.tell(self.view.walk_unread(1))

    def action_list_previous(self) -> None:
        """The unread row before."""
        self._screen.tell(self.view.walk_unread(-1))

    def action_read(self) -> None:
        """Read or unread."""
        self._screen.tell(self.view.toggle_read())

    def action_read_all(self) -> None:
        """All that are shown, read."""
        self._screen.tell(self.view.all_read())

    def action_sort(self) -> None:
        """The next order."""
        self._screen.tell(self.view.next_sort())

    def action_hidden(self) -> None:
        """Read articles shown or hidden."""
        self._screen.tell(self.view.toggle_hidden())

    def action_list_remove(self) -> None:
        """Off the list."""
        self._screen.tell(self.view.remove_selected())

    # -- its filter

    async def action_list_filter(self) -> None:
        """Ask for the words to filter by."""
        self.start = self._shelf.query
        await self._screen.box.open(self, self._screen.words)

    def choices(self, typed: str) -> Sequence[Choice]:
        """The list itself shows them."""
        return ()

    def changed(self, typed: str) -> str:
        """Filter as it is typed."""
        said = self.view.set_filter(typed)
        return said or f"{len(self._shelf.shown)}/{len(self._shelf.entries)}"

    def accept(self, typed: str, choice: Choice | None) -> None:
        """Keep it."""
        self._screen.retell()

    def cancel(self) -> None:
        """Put back the filter there was."""
        self.view.set_filter(self.start)
        self._screen.retell()

    def clear_filter(self) -> bool:
        """Show all again; whether there was a filter."""
        if not self._shelf.query:
            return False
        self.view.set_filter("")
        self._screen.retell()
        return True
