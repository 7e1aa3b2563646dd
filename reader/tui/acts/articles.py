"""The articles given, one after the other: opening, going on, what was read, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.tui.articles.shelf import Shelf
    from reader.tui.history import Action
    from reader.tui.screens.reader import ReaderScreen


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
        try:
            self._open(number, message)
        except ReaderError as error:
            self._screen.list.refresh()
            self._screen.tell(str(error))

    def _open(self, number: int, message: str = "") -> None:
        screen, shelf = self._screen, self.shelf
        if number != shelf.current:
            self.leave()
            opened = shelf.open(number)
            screen.in_list = False
            screen.show(opened)
            screen.spread.article.go_back(shelf.entries[number].position)
        shelf.adopt(number, screen.opened)
        screen.focus_on(screen.spread.article)
        screen.tell(message or (self._place() if self.several else ""))

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
        """Open another file, and put it into the list. What cannot be read does not get there.

        Raises:
            ReaderError: It cannot be opened.
        """
        before = len(self.shelf.entries)
        number = self.shelf.add(path)
        try:
            self._open(number)
        except ReaderError:
            if number == before:
                self.shelf.discard(number)
            raise

    def add_folder(self, folder: str) -> None:
        """Put the articles of a folder into the list, and go there.

        Raises:
            ReaderError: It cannot be read, or has none.
        """
        from pathlib import Path

        from reader.sources.folder import files_in

        numbers = self.shelf.add_files([str(path) for path in files_in(Path(folder))])
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
