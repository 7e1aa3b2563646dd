"""What can be done to the list of articles, whatever shows it. Every act returns what to tell, which may be nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from reader.i18n import Words
    from reader.tui.state.reading_list import Shelf


class ListActs:
    """The acts on a shelf and on its selected article; showing them is the business of who inherits this."""

    shelf: Shelf
    words: Words

    @property
    def selected(self) -> int:
        """The number of the selected article; it may be one that is not shown."""
        raise NotImplementedError

    def select(self, number: int) -> None:
        """Select an article and bring it into sight."""
        raise NotImplementedError

    def show(self, words: Words) -> None:
        """Show the list anew."""
        raise NotImplementedError

    @property
    def chosen(self) -> int | None:
        """The number of the selected article, if it is shown."""
        return self.selected if self.shelf.place(self.selected) is not None else None

    def walk_unread(self, step: Literal[1, -1]) -> str:
        """Select the next or previous unread article."""
        found = self.shelf.unread(self.selected, step)
        if found is None:
            return self.words("status.no_unread")
        self.select(found[0])
        return self.words(f"status.wrapped.{'next' if step > 0 else 'previous'}") if found[1] else ""

    # -- what is listed

    def set_filter(self, query: str) -> str:
        """Show only what has these words in its title, outlet or file name; everything for none."""
        self.shelf.filter(query)
        self.show(self.words)
        return "" if self.shelf.shown else self.words("status.no_match", q=query)

    def next_sort(self) -> str:
        """The next order."""
        order = self.shelf.next_order()
        self.show(self.words)
        return self.words("shelf.sorted", order=self.words("shelf.order." + order))

    def toggle_hidden(self) -> str:
        """Show or hide what was read."""
        count = self.shelf.toggle_hidden()
        self.show(self.words)
        if not self.shelf.hides_read:
            return self.words("shelf.showing")
        return self.words("shelf.hiding", n=f"{count:,}") if count else self.words("shelf.none_read")

    # -- what can be undone

    def toggle_read(self) -> str:
        """Mark the selected article as read or unread."""
        if self.chosen is None:
            return self.words("shelf.nothing_chosen")
        read = not self.shelf.entries[self.chosen].read
        self.shelf.mark([self.chosen], read=read)
        self.show(self.words)
        return self.words("shelf.read" if read else "shelf.unread")

    def all_read(self) -> str:
        """Mark all that are shown as read."""
        count = self.shelf.mark(self.shelf.shown, read=True)
        self.show(self.words)
        return self.words("shelf.all_read", n=f"{count:,}") if count else self.words("status.no_unread")

    def remove_selected(self) -> str:
        """Take the selected article off the list; the one below it is selected."""
        if self.chosen is None:
            return self.words("shelf.nothing_chosen")
        self.shelf.remove(self.chosen)
        self.show(self.words)
        return self.words("shelf.removed")
