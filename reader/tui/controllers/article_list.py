"""The commands of the list of articles: order, filter, read marks, removal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from reader.errors import ReaderError
from reader.tui.prompts import FilterPrompt

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.tui.parts import ArticleListPart
    from reader.tui.shell import Session, Shell


class ArticleListController:
    """The commands of the list of articles. What can be done to it is done by the reading list; here it is reported.

    Args:
        shell: The screen.
        session: What is open.
        article_list: The list on the screen.
        open_article: Opens an article by its number.
    """

    def __init__(
        self, shell: Shell, session: Session, article_list: ArticleListPart, open_article: Callable[[int], None]
    ) -> None:
        self._shell = shell
        self._session = session
        self._article_list = article_list
        self._open_article = open_article

    def load_titles(self, until: float) -> bool:
        """Read titles until a moment of `perf_counter`; return whether there are more to read."""
        has_more = self._article_list.load_titles(until)
        if self._session.is_list_in_front and not self._article_list.is_column:
            self._shell.refresh_bars()  # the row above tells how many titles came
        return has_more

    def format_position(self) -> str:
        """`3/20`: which article is selected; nothing while the selected one is not shown."""
        reading_list = self._session.reading_list
        place = reading_list.find_position(self._article_list.selected_number)
        if place is None:
            return ""
        return f"{self._session.messages('list.articles')} {place + 1}/{len(reading_list.visible_numbers)}"

    # -- the selected article

    def action_list_open(self) -> None:
        """Open the selected article."""
        number = require_selected_article(self._shell, self._session, self._article_list)
        if number is not None:
            self._open_article(number)

    def action_list_next(self) -> None:
        """Select the next unread article."""
        self._select_unread(1)

    def action_list_previous(self) -> None:
        """Select the previous unread article."""
        self._select_unread(-1)

    def _select_unread(self, step: Literal[1, -1]) -> None:
        words = self._session.messages
        found = self._session.reading_list.find_unread(self._article_list.selected_number, step)
        if found is None:
            self._shell.show_message(words("status.no_unread"), "warning")
            return
        self._article_list.select_article(found[0])
        self._shell.show_message(words(f"status.wrapped.{'next' if step > 0 else 'previous'}") if found[1] else "")

    # -- what was read, what is listed

    def action_read(self) -> None:
        """Mark the selected article as read or unread."""
        number = require_selected_article(self._shell, self._session, self._article_list)
        if number is not None:
            read = not self._session.reading_list.entries[number].is_read
            self._session.reading_list.mark_read([number], read=read)
            self._report("shelf.read" if read else "shelf.unread")

    def action_read_all(self) -> None:
        """Mark all articles that are shown as read."""
        reading_list = self._session.reading_list
        count = reading_list.mark_read(reading_list.visible_numbers, read=True)
        if count:
            self._report("shelf.all_read", n=f"{count:,}")
        else:
            self._report("status.no_unread")

    def action_list_remove(self) -> None:
        """Remove the selected article from the list; the one below it is selected."""
        number = require_selected_article(self._shell, self._session, self._article_list)
        if number is not None:
            self._session.reading_list.remove(number)
            self._report("shelf.removed")

    def action_sort(self) -> None:
        """Put the list into its next order."""
        order = self._session.reading_list.cycle_order()
        self._report("shelf.sorted", order=self._session.messages("shelf.order." + order))

    def action_hidden(self) -> None:
        """Show or hide the articles that were read."""
        reading_list = self._session.reading_list
        count = reading_list.toggle_hide_read()
        if not reading_list.is_hiding_read:
            self._report("shelf.showing")
        elif count:
            self._report("shelf.hiding", n=f"{count:,}")
        else:
            self._report("shelf.none_read")

    def _report(self, message_id: str, **values: object) -> None:
        """Refresh the list, and show a message on what was done."""
        self._article_list.refresh_list(self._session.messages)
        self._shell.show_message(self._session.messages(message_id, **values))

    def reload_library(self) -> None:
        """List the articles that have come into the library."""
        try:
            records = self._session.annotation_store.list_entries()
        except ReaderError as error:
            self._shell.show_message(str(error))
            return
        if self._session.reading_list.add_records(records):
            self._shell.refresh_article_list()

    # -- the filter

    async def action_list_filter(self) -> None:
        """Ask for the words to filter by."""
        query = self._session.reading_list.query
        await self._shell.open_prompt(FilterPrompt(self._set_filter, self._shell.refresh_bars, initial_text=query))

    def _set_filter(self, query: str) -> str:
        """Show only articles that have these words; return how many of all they are."""
        reading_list = self._session.reading_list
        reading_list.set_filter(query)
        self._article_list.refresh_list(self._session.messages)
        if not reading_list.visible_numbers:
            return self._session.messages("status.no_match", q=query)
        return f"{len(reading_list.visible_numbers)}/{len(reading_list.entries)}"

    def clear_filter(self) -> bool:
        """Show all articles again; return whether there was a filter."""
        if not self._session.reading_list.query:
            return False
        self._set_filter("")
        self._shell.refresh_bars()
        return True


def require_selected_article(shell: Shell, session: Session, article_list: ArticleListPart) -> int | None:
    """The number of the selected article; None, with a message, where none that is shown is selected.

    Args:
        shell: Shows the message.
        session: Has the messages.
        article_list: The list on the screen.
    """
    number = article_list.visible_selection
    if number is None:
        shell.show_message(session.messages("shelf.nothing_chosen"), "warning")
    return number
