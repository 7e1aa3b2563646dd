"""The articles given, one after the other: opening, going on, what was read, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from reader.errors import ReaderError
from reader.services.opening import resolve_copy
from reader.sources.urls import is_web_url
from reader.tui.controllers.page_loader import PageRequest

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.sources import Document
    from reader.structure import CompleteReader, IncrementalReader
    from reader.tui.screens.reading import ReadingScreen
    from reader.tui.state.article import OpenArticle
    from reader.tui.state.reading_list import ReadingList
    from reader.tui.state.undo import UndoableAction


class ArticleNavigationController:
    """Opens articles of the shelf on the screen, and leaves the one before at its place."""

    def __init__(self, screen: ReadingScreen, reading_list: ReadingList) -> None:
        self._screen = screen
        self.reading_list = reading_list
        self._is_end_announced = False
        """Whether the reader was told that this is the end, and has pressed nothing else since."""

    @property
    def has_several(self) -> bool:
        """Whether there is a list to go to."""
        return len(self.reading_list.entries) > 1

    def open(self, number: int, message: str = "") -> None:
        """Open an article; one that cannot be opened leaves the other where it is."""
        entry = self.reading_list.entries[number]
        self._screen.page_loader.stop()
        if number != self.reading_list.open_number and self.reading_list.document_cache.is_slow_to_open(
            entry.source, number
        ):
            self._screen.page_loader.start(PageRequest(entry.source, number, entry.named_by_reader, message))
            return
        try:
            self._open(number, message)
        except ReaderError as error:
            self._screen.article_list.refresh()
            self._screen.show_message(str(error))

    def _open(self, number: int, message: str = "") -> None:
        screen, shelf = self._screen, self.reading_list
        if number != shelf.open_number:
            self.save_reading_position()
            self._show(number, shelf.open(number))
        shelf.mark_open(number, screen.open_article)
        screen.focus_part("article")
        screen.show_message(message or (self._position_message() if self.has_several else ""))

    def _show(self, number: int, open_article: OpenArticle) -> None:
        """Put an article on the page, at the place where it was left."""
        self._screen.is_list_in_front = False
        self._screen.show_article(open_article)
        self._screen.article_pane.article_view.restore_position(self.reading_list.entries[number].position)

    # -- what takes longer than a frame

    def receive_document(
        self, request: PageRequest, document: Document, reading: IncrementalReader | CompleteReader
    ) -> None:
        """What was waited for is here. Whoever keeps pages for good keeps them from here on."""
        screen, shelf, words = self._screen, self.reading_list, self._screen.messages
        number = shelf.add(request.source) if request.entry_number is None else request.entry_number
        entry = shelf.entries[number]
        if request.entry_number is None:
            entry.named_by_reader = request.named_by_reader
        self.save_reading_position()
        message = request.message
        if request.is_refetch and number == shelf.open_number:
            same = resolve_copy(document)[0].origin.sha256 == screen.open_article.origin.sha256
            message = words("status.fetched.same" if same else "status.fetched.changed")
            if not same:
                entry.clear_positions()
        self._show(number, shelf.open_loaded(number, document, reading))
        screen.article_list.refresh()
        screen.fit_to_window(*screen.app.size)
        self._open(number, words("status.stripped") if screen.open_article.article.is_unstructured else message)

    def open_address(self, url: str, *, named_by_reader: bool) -> None:
        """Open a page of the web; one that was open before is kept."""
        before = self.reading_list.find(url)
        if before is None:
            self._screen.page_loader.start(PageRequest(url, named_by_reader=named_by_reader))
        else:
            self.reading_list.entries[before].named_by_reader |= named_by_reader
            self.open(before)

    def save_reading_position(self) -> None:
        """Note where the open article is left. Who had it on the page has read it: the first one, too."""
        if not self._screen.is_list_in_front:
            self.reading_list.entries[self.reading_list.open_number].is_read = True
        position = self._screen.article_pane.article_view.position
        self.reading_list.save_position(position)
        self._screen.annotation_controller.save_position(position)

    def _position_message(self) -> str:
        """`第3篇，共20篇`."""
        shelf, words = self.reading_list, self._screen.messages
        place = shelf.find_position(shelf.open_number)
        return words("status.article", n=place + 1, m=len(shelf.visible_numbers)) if place is not None else ""

    def open_path(self, path: str) -> None:
        """Open another file or address, and put it into the list. What cannot be read does not get there.

        Raises:
            ReaderError: It cannot be opened.
        """
        self._screen.page_loader.stop()
        if is_web_url(path):
            self.open_address(path, named_by_reader=True)
            return
        if self.reading_list.find(path) is None and self.reading_list.document_cache.is_slow_to_open(path):
            self._screen.page_loader.start(PageRequest(path))
            return
        before = len(self.reading_list.entries)
        number = self.reading_list.add(path)
        if number < before:
            self.open(number)
            return
        try:
            self._open(number)
        except ReaderError:
            self.reading_list.discard_last(number)
            raise

    def add_files(self, paths: list[str]) -> None:
        """Put files into the list, and go to the first of them there."""
        numbers = self.reading_list.add_files(paths)
        self._screen.article_list.refresh()
        self._screen.fit_to_window(*self._screen.app.size)
        self._screen.article_list.view.select_article(numbers[0])
        self.action_library()
        self._screen.schedule_background_work()

    def open_text(self, text: str) -> None:
        """Open a pasted text as an article."""
        from reader.sources.files import create_pasted_document

        try:
            self.open(self.reading_list.add(self._screen.messages("paste.name"), create_pasted_document(text)))
        except ReaderError as error:
            self._screen.show_message(str(error))

    # -- going on

    def action_article_next(self) -> None:
        """The next of the list."""
        self._open_neighbour(1, "status.last_article")

    def action_article_previous(self) -> None:
        """The previous of the list."""
        self._open_neighbour(-1, "status.first_article")

    def _open_neighbour(self, step: Literal[1, -1], end_message_id: str) -> None:
        number = self.reading_list.find_neighbour(self.reading_list.open_number, step) if self.has_several else None
        if number is None:
            self._screen.show_message(
                self._screen.messages(end_message_id if self.has_several else "status.only_article")
            )
        else:
            self.open(number)

    def action_unread_next(self) -> None:
        """The next unread article."""
        self._open_unread(1)

    def action_unread_previous(self) -> None:
        """The unread article before."""
        self._open_unread(-1)

    def _open_unread(self, step: Literal[1, -1]) -> None:
        found = self.reading_list.find_unread(self.reading_list.open_number, step)
        if found is None:
            self._screen.show_message(self._screen.messages("status.no_unread"))
        else:
            words = self._screen.messages
            self.open(found[0], words("status.again." + ("next" if step > 0 else "previous")) if found[1] else "")

    def announce_end(self) -> None:
        """A page was wanted beyond the end: say that it is the end; once more opens the next unread."""
        words = self._screen.messages
        unread = self.reading_list.find_unread(self.reading_list.open_number, 1) if self.has_several else None
        if unread is None:
            self._screen.show_message(words("status.end"))
        elif self._is_end_announced:
            self.open(unread[0])
        else:
            self._screen.show_message(words("status.end.unread"))
            self._is_end_announced = True

    def reset_end_notice(self) -> None:
        """Another key than the one that wanted a page."""
        self._is_end_announced = False

    def action_library(self) -> None:
        """To the list."""
        screen = self._screen
        if not self.has_several:
            screen.show_message(screen.messages("status.only_article"))
            return
        if screen.article_list.view.has_focus:
            screen.show_message(screen.messages("status.not_here", command=screen.messages("library")))
            return
        self.save_reading_position()
        screen.focus_part("article_list")

    # -- undo

    def action_undo(self) -> None:
        """Take back what was done last."""
        self._undo_or_redo(self.reading_list.history.undo, "undone", "undo")

    def action_redo(self) -> None:
        """Do it again."""
        self._undo_or_redo(self.reading_list.history.redo, "redone", "redo")

    def _undo_or_redo(self, step: Callable[[], UndoableAction | None], done_id: str, command_id: str) -> None:
        words = self._screen.messages
        try:
            action = step()
        except ReaderError as error:  # it is in a file that can no longer be written
            self._screen.show_message(str(error))
            return
        if action is None:
            self._screen.show_message(words("status.nothing_to_" + command_id))
            return
        self._screen.article_list.refresh()
        self._screen.show_message(words("status." + done_id, what=words(action.message_id, **action.message_values)))
