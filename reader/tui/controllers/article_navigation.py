"""Opening the articles of the reading list, one after the other; back and forward over those visited."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Literal

from reader.errors import ReaderError
from reader.services.opening import resolve_copy
from reader.sources.files import is_rereadable
from reader.sources.kinds import classify_source
from reader.tui.controllers.page_loader import PageRequest
from reader.tui.rows.status import compute_percent_read
from reader.tui.state.page_history import PageVisit

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from reader.sources import Document
    from reader.structure import CompleteReader, IncrementalReader
    from reader.tui.controllers.page_loader import PageLoader
    from reader.tui.cursor.positions import Position
    from reader.tui.parts import ArticleListPart, ArticlePart, PanePart
    from reader.tui.shell import Session, Shell
    from reader.tui.state.article import OpenArticle
    from reader.tui.state.navigation import NavigationCategory
    from reader.tui.state.page_history import PageHistory
    from reader.tui.state.reading_list import ReadingList

_KEPT_CATEGORIES: frozenset[NavigationCategory] = frozenset({"sections", "captions", "figures", "notes", "links"})
"""What `n` goes through again on a page that is gone back to; hits and changes have to be found anew."""
_READ_TO_END = 100
"""Per cent of an article whose end was in sight."""


class ArticleNavigationController:
    """Opens articles of the reading list on the page; the one before keeps its reading position.

    Args:
        shell: The screen.
        session: What is open.
        article: The page.
        pane: The page and the list beside it.
        article_list: The list of articles.
        page_loader: Loads what takes longer than a frame.
        ask_for_query: Asks for the words to search the list for.
    """

    def __init__(
        self,
        shell: Shell,
        session: Session,
        article: ArticlePart,
        pane: PanePart,
        article_list: ArticleListPart,
        page_loader: PageLoader,
        ask_for_query: Callable[[], Awaitable[None]],
    ) -> None:
        self._shell = shell
        self._session = session
        self._article = article
        self._pane = pane
        self._article_list = article_list
        self._page_loader = page_loader
        self._ask_for_query = ask_for_query
        self._is_end_announced = False
        """Whether the message for the end of the article was shown, and no other key was pressed since."""

    @property
    def _reading_list(self) -> ReadingList:
        return self._session.reading_list

    @property
    def _history(self) -> PageHistory:
        return self._session.page_history

    def open(self, number: int, message: str = "", visit_index: int | None = None) -> None:
        """Open an article; one that cannot be opened leaves the other where it is.

        Args:
            number: Of the article in the reading list.
            message: What to say when it is open; "" for its place in the list.
            visit_index: Of the visit in the page history that is gone to; None for a new visit.
        """
        entry = self._reading_list.entries[number]
        self._page_loader.stop()
        if number != self._reading_list.open_number and self._reading_list.document_cache.is_slow_to_open(
            entry.source, number
        ):
            self._page_loader.start(
                PageRequest(entry.source, number, entry.named_by_user, message, visit_index=visit_index)
            )
            return
        try:
            self._open(number, message, visit_index)
        except ReaderError as error:
            self._shell.refresh_article_list()
            self._shell.show_message(str(error), "error")

    def _open(self, number: int, message: str = "", visit_index: int | None = None) -> None:
        reading_list = self._reading_list
        is_outdated = self._session.is_article_outdated and is_rereadable(reading_list.entries[number].source)
        if number != reading_list.open_number or is_outdated:
            self.save_reading_position()
            self._show(number, reading_list.open(number), visit_index)
        reading_list.mark_open(number, self._session.open_article)
        self._shell.focus_part("article")
        self._shell.show_message(message or (self._position_message() if self._session.has_several_articles else ""))

    def _show(self, number: int, open_article: OpenArticle, visit_index: int | None) -> None:
        """Put an article on the page, at the position where it was left, or as it was in sight at that visit."""
        self._session.is_list_in_front = self._session.is_article_outdated = False
        self._shell.show_article(open_article)
        if visit_index is None:
            self._history.add(number)
            self._article.restore_position(self._reading_list.entries[number].position)
            return
        self._history.go_to(visit_index)
        visit = self._history.get(visit_index)
        if visit.category is not None and visit.category != self._session.category:
            self._pane.show_category(visit.category)
        item = visit.current_item
        if item is not None and item.block < len(open_article.blocks):
            self._article.show_target(item)
        self._article.restore_position(visit.position)

    # -- what takes longer than a frame

    def receive_document(
        self, request: PageRequest, document: Document, reading: IncrementalReader | CompleteReader
    ) -> None:
        """Open a page that was loaded.

        Args:
            request: What was asked for.
            document: Its text.
            reading: A reader of the text, at its beginning.
        """
        reading_list, words = self._reading_list, self._session.messages
        number = reading_list.add(request.source) if request.entry_number is None else request.entry_number
        entry = reading_list.entries[number]
        if request.entry_number is None:
            entry.named_by_user = request.named_by_user
        self.save_reading_position()
        message = request.message
        if request.is_refetch and number == reading_list.open_number:
            same = resolve_copy(document)[0].origin.sha256 == self._session.open_article.origin.sha256
            message = words("status.fetched.same" if same else "status.fetched.changed")
            if not same:
                entry.clear_positions()
        if request.is_other_story:
            entry.clear_positions()
        self._show(number, reading_list.open_loaded(number, document, reading), request.visit_index)
        self._shell.refresh_article_list()
        self._open(number, words("status.stripped") if self._session.open_article.article.is_unstructured else message)

    def open_address(self, url: str, *, named_by_user: bool) -> None:
        """Open a page of the web, or show it again if it is in the list.

        Args:
            url: Its address.
            named_by_user: Whether the user named it, or a page on the same machine.
        """
        before = self._reading_list.find(url)
        if before is None:
            self._page_loader.start(PageRequest(url, named_by_user=named_by_user))
        else:
            self._reading_list.entries[before].named_by_user |= named_by_user
            self.open(before)

    def save_reading_position(self) -> None:
        """Keep the position in the open article. If it was on the page it is read now: the first one, too."""
        position, opened, entry = self._article.position, self._session.open_article, self._session.open_entry
        if not self._session.is_list_in_front:
            entry.is_read = True
            self._record_visit(position)
        self._reading_list.save_position(position)
        if entry.is_read:
            entry.progress = compute_percent_read(opened, self._article) or None
        if entry.progress == _READ_TO_END and opened.blocks:  # where the page begins then depends on the window
            position = len(opened.blocks) - 1, len(opened.blocks[-1].text)
        with suppress(ReaderError):  # not keeping that is no reason to trouble anybody
            self._session.annotation_store.put_position(opened.article, position)

    def _record_visit(self, position: Position) -> None:
        """Keep in the page history what is in sight of the open page."""
        category = self._session.category
        is_kept = category in _KEPT_CATEGORIES
        self._history.leave(
            PageVisit(
                self._reading_list.open_number,
                position,
                category if is_kept else None,
                self._article.current_item if is_kept else None,
            )
        )

    def _position_message(self) -> str:
        """`第3篇，共20篇`."""
        reading_list, words = self._reading_list, self._session.messages
        place = reading_list.find_position(reading_list.open_number)
        return words("status.article", n=place + 1, m=len(reading_list.visible_numbers)) if place is not None else ""

    def open_path(self, path: str) -> None:
        """Open a file or an address, and add it to the list if it can be read.

        Raises:
            ReaderError: It cannot be opened.
        """
        self._page_loader.stop()
        if classify_source(path) == "web":
            self.open_address(path, named_by_user=True)
            return
        if self._reading_list.find(path) is None and self._reading_list.document_cache.is_slow_to_open(path):
            self._page_loader.start(PageRequest(path))
            return
        before = len(self._reading_list.entries)
        number = self._reading_list.add(path)
        if number < before:
            self.open(number)
            return
        try:
            self._open(number)
        except ReaderError:
            self._reading_list.discard_last()
            raise

    def add_files(self, paths: list[str]) -> None:
        """Add files to the list, and select the first of them there."""
        numbers = self._reading_list.add_files(paths)
        self._shell.refresh_article_list()
        self.action_library()
        self._article_list.select_article(numbers[0])
        self._shell.schedule_background_work()

    def open_text(self, text: str) -> None:
        """Open a pasted text as an article."""
        from reader.sources.files import create_pasted_document

        try:
            self.open(self._reading_list.add(self._session.messages("paste.name"), create_pasted_document(text)))
        except ReaderError as error:
            self._shell.show_message(str(error), "error")

    # -- back and forward

    def action_page_back(self) -> None:
        """Show the page that was visited before this one, as it was left; in the list of articles the open page."""
        visit = self._history.current
        if self._session.is_list_in_front and visit is not None and visit.number == self._reading_list.open_number:
            self._page_loader.stop()
            self._shell.focus_part("article")
            return
        self._go_to_visit(-1, "status.first_page")

    def action_page_forward(self) -> None:
        """Show the page that was gone back from."""
        self._go_to_visit(1, "status.last_page")

    def _go_to_visit(self, step: Literal[1, -1], end_message_id: str) -> None:
        """Show the page visited before or behind the open one; where there is none show the message of an id."""
        index = self._history.find(step)
        if index is None:
            self._shell.show_message(self._session.messages(end_message_id), "warning")
        else:
            self.open(self._history.get(index).number, visit_index=index)

    # -- going on

    def action_article_next(self) -> None:
        """Open the next article of the list."""
        self._open_neighbour(1, "status.last_article")

    def action_article_previous(self) -> None:
        """Open the previous article of the list."""
        self._open_neighbour(-1, "status.first_article")

    def _open_neighbour(self, step: Literal[1, -1], end_message_id: str) -> None:
        """Open the article beside the open one; where there is none show the message of an id."""
        if self._report_alone():
            return
        number = self._reading_list.find_neighbour(self._reading_list.open_number, step)
        if number is None:
            self._shell.show_message(self._session.messages(end_message_id), "warning")
        else:
            self.open(number)

    def _report_alone(self) -> bool:
        """Say that there is no list to go on in, where an article was opened alone; return whether it was."""
        if self._session.has_several_articles:
            return False
        self._shell.show_message(self._session.messages("status.alone"), "warning")
        return True

    def action_unread_next(self) -> None:
        """Open the next unread article."""
        self._open_unread(1)

    def action_unread_previous(self) -> None:
        """Open the previous unread article."""
        self._open_unread(-1)

    def _open_unread(self, step: Literal[1, -1]) -> None:
        if self._report_alone():
            return
        found = self._reading_list.find_unread(self._reading_list.open_number, step)
        if found is None:
            self._shell.show_message(self._session.messages("status.no_unread"), "warning")
        else:
            words = self._session.messages
            self.open(found[0], words("status.again." + ("next" if step > 0 else "previous")) if found[1] else "")

    def announce_end(self) -> None:
        """Show the message for the end of the article; if it was just shown, open the next unread article."""
        words = self._session.messages
        unread = None
        if self._session.has_several_articles:
            unread = self._reading_list.find_unread(self._reading_list.open_number, 1)
        if unread is None:
            self._shell.show_message(words("status.end"))
        elif self._is_end_announced:
            self.open(unread[0])
        else:
            self._shell.show_message(words("status.end.unread"))
            self._is_end_announced = True

    def reset_end_notice(self) -> None:
        """Forget that the end was announced: another key was pressed."""
        self._is_end_announced = False

    def action_library(self) -> None:
        """Go to the list of articles; from the files of a session that were listed already, and from an article that
        was opened alone, to the library.
        """
        words, reading_list = self._session.messages, self._reading_list
        is_in_list = self._session.is_list_in_front and self._article_list.has_focus
        if not reading_list.is_library and (is_in_list or not self._session.has_several_articles):
            if not self.show_library():
                message_id = "shelf.no_library" if is_in_list else "status.only_article"
                self._shell.show_message(words(message_id), "warning")
                return
        elif is_in_list:
            self._shell.show_message(words("status.in_library"), "warning")
            return
        self.save_reading_position()
        if not is_in_list and reading_list.open_number in reading_list.visible_numbers:
            self._article_list.select_article(reading_list.open_number)
        self._shell.focus_part("article_list")

    def show_library(self) -> bool:
        """List the articles of the library; return whether there are any."""
        article_id = self._session.open_article.article.origin.id
        try:
            if not self._reading_list.attach_library(article_id):
                return False
        except ReaderError as error:
            self._shell.show_message(str(error), "error")
            return False
        self._shell.refresh_article_list()
        self._article_list.select_article(self._reading_list.open_number)
        self._shell.schedule_background_work()
        return True

    async def action_find(self) -> None:
        """Ask for words to search the whole library for."""
        if not self._reading_list.is_library and not self.show_library():
            self._shell.show_message(self._session.messages("shelf.no_library"), "warning")
            return
        if not self._session.is_list_in_front:
            self.save_reading_position()
            self._shell.focus_part("article_list")
        await self._ask_for_query()
