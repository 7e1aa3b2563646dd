"""The commands of the list of articles: which list, order, search, and changes of the selected articles."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

from reader.annotations.tags import split_tags
from reader.errors import ReaderError
from reader.tui.prompts import Choice, FilterPrompt
from reader.tui.state.cycle import cycle
from reader.tui.state.list_order import SESSION_LIST

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.i18n import Messages
    from reader.tui.cursor.positions import Position
    from reader.tui.parts import ArticleListPart
    from reader.tui.shell import Session, Shell
    from reader.tui.state.library_articles import LibraryArticles
    from reader.tui.state.reading_list import ReadingList

_MESSAGES_FOR_SEVERAL = {"shelf.deleted": "shelf.several.deleted", "shelf.removed": "shelf.several.removed"}
"""What is said of several articles, where the message for one goes on."""


class ArticleListController:
    """The commands of the list of articles. What can be done to it is done by the reading list; here it is reported.

    Args:
        shell: The screen.
        session: What is open.
        article_list: The list on the screen.
        open_article: Opens an article by its number.
        show_hits: Marks the hits of a text in the open article, and goes to the one at a position.
        list_names: Gives the names of the lists that stand beside the articles; none where they do not.
    """

    def __init__(
        self,
        shell: Shell,
        session: Session,
        article_list: ArticleListPart,
        open_article: Callable[[int], None],
        show_hits: Callable[[str, Position], None],
        list_names: Callable[[], Sequence[str]],
    ) -> None:
        self._shell = shell
        self._session = session
        self._article_list = article_list
        self._open_article = open_article
        self._show_hits = show_hits
        self._list_names = list_names

    @property
    def _reading_list(self) -> ReadingList:
        return self._session.reading_list

    @property
    def _messages(self) -> Messages:
        return self._session.messages

    def load_titles(self, until: float) -> bool:
        """Read titles until a moment of `perf_counter`; return whether there are more to read."""
        has_more = self._article_list.load_titles(until)
        if self._session.is_list_in_front and not self._article_list.is_column:
            self._shell.refresh_bars()  # the row above tells how many titles came
        return has_more

    def format_position(self) -> str:
        """`3/20`: which article is selected; nothing while the selected one is not shown."""
        place = self._reading_list.find_position(self._article_list.selected_number)
        if place is None:
            return ""
        selected = len(self._article_list.selected_numbers)
        if selected > 1:
            return self._messages("shelf.selected", n=f"{selected:,}")
        return f"{self._messages('list.articles')} {place + 1}/{self._reading_list.listed_count}"

    # -- the selected articles

    def action_list_open(self) -> None:
        """Open the selected article; one that a search found at the place that it found."""
        number = require_selected_article(self._shell, self._session, self._article_list)
        if number is None:
            return
        hit = self._reading_list.find_hit(number)
        if hit is None or hit.block is None:
            self._open_article(number)
            return
        self._reading_list.entries[number].position = (hit.block, hit.start)
        self._open_article(number)
        if number == self._reading_list.open_number and not hit.annotation_id:
            self._show_hits(hit.block_text[hit.start : hit.end], (hit.block, hit.start))

    def action_list_next(self) -> None:
        """Select the next unread article."""
        self._select_unread(1)

    def action_list_previous(self) -> None:
        """Select the previous unread article."""
        self._select_unread(-1)

    def _select_unread(self, step: Literal[1, -1]) -> None:
        found = self._reading_list.find_unread(self._article_list.selected_number, step)
        if found is None:
            self._shell.show_message(self._messages("status.no_unread"), "warning")
            return
        self._article_list.select_article(found[0])
        wrapped = self._messages(f"status.wrapped.{'next' if step > 0 else 'previous'}")
        self._shell.show_message(wrapped if found[1] else "")

    def action_list_select(self) -> None:
        """Begin to select several articles, or end it."""
        is_begun = self._article_list.toggle_range()
        self._shell.show_message(self._messages("shelf.selecting") if is_begun else "")

    def _change_selected(self, change: Callable[[Sequence[int]], tuple[int, str]]) -> None:
        """Change the selected articles, and say so.

        Args:
            change: Changes articles by their numbers; returns how many, and the message for that.
        """
        if require_selected_article(self._shell, self._session, self._article_list) is None:
            return
        numbers = self._article_list.selected_numbers
        try:
            count, message_id = change(numbers)
        except ReaderError as error:
            self._shell.show_message(str(error), "error")
            return
        self._article_list.clear_range()
        if len(numbers) > 1:
            what = self._messages(_MESSAGES_FOR_SEVERAL.get(message_id, message_id))
            message = self._messages("shelf.several", what=what, n=f"{count:,}")
            self._article_list.refresh_list(self._messages)
            self._shell.show_message(message)
        else:
            self._report(message_id)

    def action_read(self) -> None:
        """Mark the selected articles as read; unread where all of them are read."""

        def change(numbers: Sequence[int]) -> tuple[int, str]:
            read = any(not self._reading_list.entries[number].is_read for number in numbers)
            return self._reading_list.changes.mark_read(numbers, read=read), "shelf.read" if read else "shelf.unread"

        self._change_selected(change)

    def action_list_star(self) -> None:
        """Give the selected articles a star; take it from them where all have one."""

        def change(numbers: Sequence[int]) -> tuple[int, str]:
            starred = any(not self._reading_list.entries[number].is_starred for number in numbers)
            count = self._reading_list.changes.set_starred(numbers, starred=starred)
            return count, "status.starred" if starred else "status.unstarred"

        self._change_selected(change)

    async def action_list_tag(self) -> None:
        """Ask for the tags of the selected articles."""
        number = require_selected_article(self._shell, self._session, self._article_list)
        if number is None:
            return
        if not self._reading_list.is_library:
            self._shell.show_message(self._messages("shelf.tags.library"), "warning")
            return
        entries = [self._reading_list.entries[each] for each in self._article_list.selected_numbers]
        common = sorted(set.intersection(*(set(entry.tags) for entry in entries)))
        await self._shell.open_prompt(_TagPrompt(common, self._messages("tag.placeholder"), self._set_tags))

    def _set_tags(self, tags: Sequence[str], shown_tags: Sequence[str]) -> None:
        self._change_selected(
            lambda numbers: (self._reading_list.changes.set_tags(numbers, tags, shown_tags), "shelf.tagged")
        )

    def action_list_remove(self) -> None:
        """Take the selected articles off the list, and out of the library; the one below is selected."""
        is_library = self._reading_list.is_library
        self._change_selected(
            lambda numbers: (
                self._reading_list.changes.remove(numbers),
                "shelf.deleted" if is_library else "shelf.removed",
            )
        )

    def action_separate(self) -> None:
        """Give the articles that tell the story of the selected one rows of their own."""
        number = require_selected_article(self._shell, self._session, self._article_list)
        if number is None:
            return
        try:
            count = self._reading_list.changes.separate_story(number)
        except ReaderError as error:
            self._shell.show_message(str(error), "error")
            return
        self._report("shelf.separated" if count else "shelf.alone", n=f"{count:,}")

    def action_diff(self) -> None:
        """Show what the paper has changed in the open article."""
        self._shell.show_article_changes(None)

    def action_list_diff(self) -> None:
        """Show what the paper has changed in the selected article."""
        number = require_selected_article(self._shell, self._session, self._article_list)
        if number is not None:
            self._shell.show_article_changes(number)

    # -- what was read, what is listed

    def action_read_all(self) -> None:
        """Mark all articles that are shown as read."""
        reading_list = self._reading_list
        if reading_list.library is not None and reading_list.is_library:
            reading_list.library.complete()
        try:
            count = reading_list.changes.mark_read(reading_list.visible_numbers, read=True)
        except ReaderError as error:
            self._shell.show_message(str(error), "error")
            return
        if count:
            self._report("shelf.all_read", n=f"{count:,}")
        else:
            self._report("status.no_unread")

    def action_sort(self) -> None:
        """Put the list into its next order."""
        order = self._reading_list.cycle_order()
        self._report("shelf.sorted", order=self._messages("shelf.order." + order))
        self._shell.schedule_background_work()

    def action_hidden(self) -> None:
        """Show or hide the articles that were read."""
        count = self._reading_list.toggle_hide_read()
        if not self._reading_list.is_hiding_read:
            self._report("shelf.showing")
        elif count:
            self._report("shelf.hiding", n=f"{count:,}")
        else:
            self._report("shelf.none_read")
        self._shell.schedule_background_work()

    def _report(self, message_id: str, **values: object) -> None:
        """Show the list anew, and say what was done to it."""
        self._article_list.refresh_list(self._messages)
        self._shell.show_message(self._messages(message_id, **values))

    def reload_library(self) -> None:
        """List the articles that have come into the library, and show what has changed; a search stays as it is."""
        if self._reading_list.library is None:
            return
        try:
            self._reading_list.library.reload()
            if self._reading_list.is_library and self._reading_list.search_state is None:
                self._reading_list.arrange()
        except ReaderError as error:
            self._shell.show_message(str(error), "error")
            return
        self._article_list.refresh_list(self._messages)
        self._shell.schedule_background_work()

    # -- which list

    def action_list_choose(self) -> None:
        """Offer the lists that there are."""
        reading_list, words = self._reading_list, self._messages
        choices: list[Choice] = []
        names: list[str] = []
        if len(reading_list.entries):
            names.append(SESSION_LIST)
            session_title = words("shelf.samples" if reading_list.is_samples else "shelf.files")
            choices.append(self._make_choice(SESSION_LIST, session_title, len(reading_list.entries)))
        if reading_list.library is not None:
            self._load_followed_feeds(reading_list.library)
            for each in reading_list.library.list_choices():
                names.append(each.name)
                title = each.title or words("list." + each.name)
                choices.append(self._make_choice(each.name, title, each.article_count))
        selected = names.index(reading_list.list_name) if reading_list.list_name in names else 0
        self._shell.show_choices(words("list.choose"), choices, selected=selected)

    def _load_followed_feeds(self, library: LibraryArticles) -> None:
        """Let the lists have the names and folders that the user gave the feeds."""
        if self._reading_list.feeds_path is not None:
            try:
                library.load_followed_feeds(self._reading_list.feeds_path)
            except ReaderError as error:
                self._shell.show_message(str(error), "error")

    def _make_choice(self, name: str, title: str, count: int) -> Choice:
        return Choice(title, self._messages("shelf.count", n=f"{count:,}"), run=partial(self.show_list, name))

    def action_list_next_list(self) -> None:
        """Show the next of the lists that stand beside the articles, else of those that every library has."""
        self._cycle_lists(1)

    def action_list_previous_list(self) -> None:
        """Show the previous of them."""
        self._cycle_lists(-1)

    def _cycle_lists(self, step: int) -> None:
        if self._reading_list.library is None:
            self._shell.show_message(self._messages("shelf.no_library"), "warning")
            return
        from reader.library.listing import SMART_LISTS  # late: a list of files needs no library

        name, names = self._reading_list.list_name, self._list_names() or SMART_LISTS
        self.show_list(cycle(names, name if name in names else names[-1], step))

    def show_list(self, name: str) -> None:
        """Show a list by its name, and select its first article if the selected one is not in it."""
        if name.startswith("feed:") and self._reading_list.library is not None:
            self._load_followed_feeds(self._reading_list.library)  # whether this one is, and what the user calls it
        try:
            self._reading_list.show_list(name)
        except ReaderError as error:
            self._shell.show_message(str(error), "error")
            return
        self._article_list.clear_range()
        self._article_list.refresh_list(self._messages)
        self._shell.focus_part("article_list")
        self._shell.schedule_background_work()

    # -- the filter, and the search of the library

    async def action_list_filter(self) -> None:
        """Ask for the words to search the library for; in a list of files for those to filter by."""
        is_library, query = self._reading_list.is_library, self._reading_list.query
        set_filter = self._search_library if is_library else self._set_filter
        on_done = partial(self._shell.focus_part, "article_list")
        placeholder = self._messages("find.placeholder") if is_library else ""
        await self._shell.open_prompt(FilterPrompt(set_filter, on_done, initial_text=query, placeholder=placeholder))

    def _set_filter(self, query: str) -> str:
        """Show only articles that have these words; return how many of all they are."""
        self._reading_list.set_filter(query)
        self._article_list.refresh_list(self._messages)
        if not self._reading_list.visible_numbers:
            return self._messages("status.no_match", q=query)
        return f"{len(self._reading_list.visible_numbers)}/{len(self._reading_list.entries)}"

    def _search_library(self, query: str) -> str:
        """List the articles of the library that match a query; return how many there are, or what is wrong with it."""
        try:
            self._reading_list.search_library(query)
        except ReaderError as error:
            return error.summary
        self._article_list.clear_range()
        self._article_list.show_first()
        self._article_list.refresh_list(self._messages)
        if self._reading_list.search_state is None:
            return ""
        if not self._reading_list.visible_numbers:
            return self._messages("status.no_match", q=query)
        return self._messages("shelf.count", n=f"{self._reading_list.entry_count:,}")

    def clear_filter(self) -> bool:
        """Select one article again, or show all articles again; return whether there was anything to end."""
        if self._article_list.clear_range():
            self._shell.refresh_bars()
            return True
        if not self._reading_list.query:
            return False
        if self._reading_list.is_library:
            self._search_library("")
            self._shell.schedule_background_work()
        else:
            self._set_filter("")
        self._shell.refresh_bars()
        return True


class _TagPrompt:
    """The prompt for the tags of articles: words with blanks between them.

    Args:
        tags: That all of the articles have.
        placeholder: What stands in the empty prompt.
        set_tags: Takes the tags that were typed, and those that were there.
    """

    prefix = "#"

    def __init__(
        self, tags: Sequence[str], placeholder: str, set_tags: Callable[[Sequence[str], Sequence[str]], None]
    ) -> None:
        self.initial_text = " ".join(tags) + (" " if tags else "")
        self.placeholder = placeholder
        self._tags = tags
        self._set_tags = set_tags

    def list_choices(self, text: str) -> Sequence[Choice]:
        """Offer nothing."""
        return ()

    def preview(self, text: str) -> str:
        """Say nothing."""
        return ""

    def accept(self, text: str, choice: Choice | None) -> None:
        """Set the tags."""
        self._set_tags(split_tags(text), self._tags)

    def cancel(self) -> None:
        """Leave the tags as they were."""


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
