"""The articles given, one after the other: opening, going on, what was read, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from reader.errors import ReaderError
from reader.sources.files import is_address
from reader.tui.controllers.page_loader import Wanted

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.sources import Document
    from reader.structure import Reading
    from reader.structure.html import PageReading
    from reader.tui.screens.reading import ReaderScreen
    from reader.tui.state.article import Opened
    from reader.tui.state.reading_list import Shelf
    from reader.tui.state.undo import Action


class Articles:
    """Opens articles of the shelf on the screen, and leaves the one before at its place."""

    def __init__(self, screen: ReaderScreen, shelf: Shelf) -> None:
        self._screen = screen
        self.shelf = shelf
        self._at_end = False
        """Whether the reader was told that this is the end, and has pressed nothing else since."""

    @property
    def several(self) -> bool:
        """Whether there is a list to go to."""
        return len(self.shelf.entries) > 1

    def open(self, number: int, message: str = "") -> None:
        """Open an article; one that cannot be opened leaves the other where it is."""
        entry = self.shelf.entries[number]
        self._screen.loader.stop()
        if number != self.shelf.current and self.shelf.texts.waits(entry.source, number):
            self._screen.loader.start(Wanted(entry.source, number, entry.typed, message))
            return
        try:
            self._open(number, message)
        except ReaderError as error:
            self._screen.list.refresh()
            self._screen.tell(str(error))

    def _open(self, number: int, message: str = "") -> None:
        screen, shelf = self._screen, self.shelf
        if number != shelf.current:
            self.leave()
            self._show(number, shelf.open(number))
        shelf.adopt(number, screen.opened)
        screen.focus_on(screen.spread.article)
        screen.tell(message or (self._place() if self.several else ""))

    def _show(self, number: int, opened: Opened) -> None:
        """Put an article on the page, at the place where it was left."""
        self._screen.in_list = False
        self._screen.show(opened)
        self._screen.spread.article.go_back(self.shelf.entries[number].position)

    # -- what takes longer than a frame

    def arrived(self, wanted: Wanted, document: Document, reading: Reading | PageReading) -> None:
        """What was waited for is here. Whoever keeps pages for good keeps them from here on."""
        screen, shelf, words = self._screen, self.shelf, self._screen.words
        number = shelf.add(wanted.source) if wanted.number is None else wanted.number
        entry = shelf.entries[number]
        if wanted.number is None:
            entry.typed = wanted.typed
        self.leave()
        message = wanted.message
        if wanted.again and number == shelf.current:
            same = document.origin.sha256 == screen.opened.origin.sha256
            message = words("status.fetched.same" if same else "status.fetched.changed")
            if not same:
                entry.forget_places()
        self._show(number, shelf.receive(number, document, reading))
        screen.list.refresh()
        screen.fit(*screen.app.size)
        self._open(number, words("status.stripped") if screen.opened.article.stripped else message)

    def open_address(self, url: str, *, typed: bool) -> None:
        """Open a page of the web; one that was open before is kept."""
        before = self.shelf.find(url)
        if before is None:
            self._screen.loader.start(Wanted(url, typed=typed))
        else:
            self.shelf.entries[before].typed |= typed
            self.open(before)

    def leave(self) -> None:
        """Note where the open article is left. Who had it on the page has read it: the first one, too."""
        if not self._screen.in_list:
            self.shelf.entries[self.shelf.current].read = True
        position = self._screen.spread.article.position
        self.shelf.leave(position)
        self._screen.noting.leave(position)

    def _place(self) -> str:
        """`第3篇，共20篇`."""
        shelf, words = self.shelf, self._screen.words
        place = shelf.place(shelf.current)
        return words("status.article", n=place + 1, m=len(shelf.shown)) if place is not None else ""

    def open_path(self, path: str) -> None:
        """Open another file or address, and put it into the list. What cannot be read does not get there.

        Raises:
            ReaderError: It cannot be opened.
        """
        self._screen.loader.stop()
        if is_address(path):
            self.open_address(path, typed=True)
            return
        if self.shelf.find(path) is None and self.shelf.texts.waits(path):
            self._screen.loader.start(Wanted(path))
            return
        before = len(self.shelf.entries)
        number = self.shelf.add(path)
        if number < before:
            self.open(number)
            return
        try:
            self._open(number)
        except ReaderError:
            self.shelf.discard(number)
            raise

    def add(self, paths: list[str]) -> None:
        """Put files into the list, and go to the first of them there."""
        numbers = self.shelf.add_files(paths)
        self._screen.list.refresh()
        self._screen.fit(*self._screen.app.size)
        self._screen.list.view.select(numbers[0])
        self.action_library()
        self._screen.work()

    def open_text(self, text: str) -> None:
        """Open a pasted text as an article."""
        from reader.sources.files import pasted

        try:
            self.open(self.shelf.add(self._screen.words("paste.name"), pasted(text)))
        except ReaderError as error:
            self._screen.tell(str(error))

    # -- going on

    def action_article_next(self) -> None:
        """The next of the list."""
        self._go(1, "status.last_article")

    def action_article_previous(self) -> None:
        """The previous of the list."""
        self._go(-1, "status.first_article")

    def _go(self, step: Literal[1, -1], at_the_end: str) -> None:
        number = self.shelf.beside(self.shelf.current, step) if self.several else None
        if number is None:
            self._screen.tell(self._screen.words(at_the_end if self.several else "status.only_article"))
        else:
            self.open(number)

    def action_unread_next(self) -> None:
        """The next unread article."""
        self._go_unread(1)

    def action_unread_previous(self) -> None:
        """The unread article before."""
        self._go_unread(-1)

    def _go_unread(self, step: Literal[1, -1]) -> None:
        found = self.shelf.unread(self.shelf.current, step)
        if found is None:
            self._screen.tell(self._screen.words("status.no_unread"))
        else:
            words = self._screen.words
            self.open(found[0], words("status.again." + ("next" if step > 0 else "previous")) if found[1] else "")

    def at_end(self) -> None:
        """A page was wanted beyond the end: say that it is the end; once more opens the next unread."""
        words = self._screen.words
        unread = self.shelf.unread(self.shelf.current, 1) if self.several else None
        if unread is None:
            self._screen.tell(words("status.end"))
        elif self._at_end:
            self.open(unread[0])
        else:
            self._screen.tell(words("status.end.unread"))
            self._at_end = True

    def settle(self) -> None:
        """Another key than the one that wanted a page."""
        self._at_end = False

    def action_library(self) -> None:
        """To the list."""
        screen = self._screen
        if not self.several:
            screen.tell(screen.words("status.only_article"))
            return
        if screen.list.view.has_focus:
            screen.tell(screen.words("status.not_here", command=screen.words("library")))
            return
        self.leave()
        screen.focus_on(screen.list.view)

    # -- undo

    def action_undo(self) -> None:
        """Take back what was done last."""
        self._say(self.shelf.history.undo, "undone", "undo")

    def action_redo(self) -> None:
        """Do it again."""
        self._say(self.shelf.history.redo, "redone", "redo")

    def _say(self, step: Callable[[], Action | None], done: str, name: str) -> None:
        words = self._screen.words
        try:
            action = step()
        except ReaderError as error:  # it is in a file that can no longer be written
            self._screen.tell(str(error))
            return
        if action is None:
            self._screen.tell(words("status.nothing_to_" + name))
            return
        self._screen.list.refresh()
        self._screen.tell(words("status." + done, what=words(action.title, **action.values)))
