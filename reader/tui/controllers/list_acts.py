"""What can be done to the list of articles, whatever shows it. Every act returns what to tell, which may be nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from reader.i18n import Messages
    from reader.tui.state.reading_list import ReadingList


class ArticleListActions:
    """The acts on a shelf and on its selected article; showing them is the business of who inherits this."""

    reading_list: ReadingList
    messages: Messages

    @property
    def selected_number(self) -> int:
        """The number of the selected article; it may be one that is not shown."""
        raise NotImplementedError

    def select_article(self, number: int) -> None:
        """Select an article and bring it into sight."""
        raise NotImplementedError

    def refresh_list(self, messages: Messages) -> None:
        """Show the list anew."""
        raise NotImplementedError

    @property
    def visible_selection(self) -> int | None:
        """The number of the selected article, if it is shown."""
        return self.selected_number if self.reading_list.find_position(self.selected_number) is not None else None

    def select_unread(self, step: Literal[1, -1]) -> str:
        """Select the next or previous unread article."""
        found = self.reading_list.find_unread(self.selected_number, step)
        if found is None:
            return self.messages("status.no_unread")
        self.select_article(found[0])
        return self.messages(f"status.wrapped.{'next' if step > 0 else 'previous'}") if found[1] else ""

    # -- what is listed

    def set_filter(self, query: str) -> str:
        """Show only what has these words in its title, outlet or file name; everything for none."""
        self.reading_list.set_filter(query)
        self.refresh_list(self.messages)
        return "" if self.reading_list.visible_numbers else self.messages("status.no_match", q=query)

    def cycle_order(self) -> str:
        """The next order."""
        order = self.reading_list.cycle_order()
        self.refresh_list(self.messages)
        return self.messages("shelf.sorted", order=self.messages("shelf.order." + order))

    def toggle_hide_read(self) -> str:
        """Show or hide what was read."""
        count = self.reading_list.toggle_hide_read()
        self.refresh_list(self.messages)
        if not self.reading_list.is_hiding_read:
            return self.messages("shelf.showing")
        return self.messages("shelf.hiding", n=f"{count:,}") if count else self.messages("shelf.none_read")

    # -- what can be undone

    def toggle_read(self) -> str:
        """Mark the selected article as read or unread."""
        if self.visible_selection is None:
            return self.messages("shelf.nothing_chosen")
        read = not self.reading_list.entries[self.visible_selection].is_read
        self.reading_list.mark_read([self.visible_selection], read=read)
        self.refresh_list(self.messages)
        return self.messages("shelf.read" if read else "shelf.unread")

    def mark_all_read(self) -> str:
        """Mark all that are shown as read."""
        count = self.reading_list.mark_read(self.reading_list.visible_numbers, read=True)
        self.refresh_list(self.messages)
        return self.messages("shelf.all_read", n=f"{count:,}") if count else self.messages("status.no_unread")

    def remove_selected(self) -> str:
        """Take the selected article off the list; the one below it is selected."""
        if self.visible_selection is None:
            return self.messages("shelf.nothing_chosen")
        self.reading_list.remove(self.visible_selection)
        self.refresh_list(self.messages)
        return self.messages("shelf.removed")
