"""The articles given: which there are, in what order, which of them are read; their titles come while one reads.

No textual here: the list asks, this answers. Articles are known by their numbers, which never change: 0 is the first
that was given. What the list shows is a row of such numbers.
"""

from __future__ import annotations

from collections import deque
from time import perf_counter
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.model import characters
from reader.sources.files import is_address, lasting
from reader.sources.previews import Head, read_head
from reader.structure.html.extract import PageReading
from reader.tui.state.annotation_store import InMemory
from reader.tui.state.article import FIRST, Opened
from reader.tui.state.copied import original
from reader.tui.state.document_cache import Texts
from reader.tui.state.figures import Taste
from reader.tui.state.list_entry import Entry, Titles, one_line
from reader.tui.state.list_order import Arranged
from reader.tui.state.undo import Action, History

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reader.config.settings import Settings
    from reader.library.records import Kept
    from reader.model import ViewName
    from reader.script.overrides import OwnRules
    from reader.sources import Document
    from reader.structure import Reading
    from reader.tui.state.annotation_store import Keeper

_NOT_LASTING = "only a file can be opened from the screen", "save the text to a file"
"""Why the screen opens no standard input, pipe or device, which might keep it waiting for ever."""


class Shelf(Arranged):
    """The articles, their order, and what was done to them.

    Args:
        sources: As they were given; never empty.
        load: Opens one; it raises ReaderError.
        settings: In force.
        locale: The reader's, as other_view takes it.
        name: Of the folder they are from; empty where they were named one by one.
        samples: Whether they are the bundled articles.
        peek: Reads the beginning of one; None for what can be read only once.
        history: Where changes are noted; its own where none is given.
        own: Gives the reader's own overrides.
        taste: How figures are wanted.
        keeper: Where highlights and notes are kept; only in memory where none is given.
        kept: What the library knows of the sources, one for each, where they are its articles.
        encoding: Of everything, where it was named.
    """

    def __init__(
        self,
        sources: Sequence[str],
        load: Callable[[str], Document],
        settings: Settings,
        locale: str,
        *,
        name: str = "",
        samples: bool = False,
        peek: Callable[[str], Head | None] = read_head,
        history: History | None = None,
        own: Callable[[], OwnRules] | None = None,
        taste: Taste | None = None,
        keeper: Keeper | None = None,
        kept: Sequence[Kept] = (),
        encoding: str | None = None,
    ) -> None:
        super().__init__([Entry(source, number) for number, source in enumerate(sources)])
        self.name = one_line(name)
        self.samples = samples
        self.library = bool(kept)
        """Whether they are the articles of the library."""
        self.taste = taste or Taste()
        self.keeper: Keeper = keeper or InMemory()
        self.view: ViewName = "source"
        """The script titles are shown in."""
        self.known = 0
        """How many heads were read."""
        self.history = history or History()
        self.texts = Texts(load, peek, encoding)
        self._settings = settings
        self._locale = locale
        self._own = own
        self._wanted: deque[int] = deque()
        self._next = 0
        self._titles = Titles(settings, own)
        for entry, each in zip(self.entries, kept, strict=False):
            entry.recall(each)
            self._note(entry)

    # -- heads

    @property
    def done(self) -> bool:
        """Every head was read."""
        return self.known == len(self.entries)

    def want(self, numbers: Iterable[int]) -> None:
        """Read these heads first: they are in sight."""
        self._wanted = deque(numbers)

    def look(self, until: float) -> list[int]:
        """Read heads until a moment of perf_counter, at least one; whose they are.

        Nothing in the list moves while heads come: an article that a filter finds only now goes to its end. A list in
        another order than given is put right when all heads are there.
        """
        fresh: list[int] = []
        while (number := self._next_head()) is not None:
            if number not in self.texts:  # what is given is known when it is opened
                self.entries[number].look(self.texts.peek)
            self._note(self.entries[number])
            fresh.append(number)
            if perf_counter() >= until:
                break
        if fresh and self._words:
            in_list = self._placed()
            self._show(self.shown + [n for n in fresh if n not in in_list and self._belongs(self.entries[n])])
        if self.done and self._unsettled:
            self._arrange()
        return fresh

    def _next_head(self) -> int | None:
        while self._wanted:
            if not self.entries[number := self._wanted.popleft()].known:
                return number
        while self._next < len(self.entries):
            if not self.entries[self._next].known:
                return self._next
            self._next += 1
        return None

    def _note(self, entry: Entry) -> None:
        """Its head is known, or known better than before."""
        self.known += not entry.known
        entry.known = True
        self._titles.forget(entry)

    # -- opening

    def add(self, source: str, document: Document | None = None) -> int:
        """Put another article at the end of the list, if it is not on the shelf already; its number.

        Args:
            source: What to open, or the name of a text that is here already.
            document: That text.
        """
        if document is None and (before := self.find(source)) is not None:
            return before
        number = self._append(source)
        if document is not None:
            self.texts.give(number, document)
        self._show([*self.shown, number])
        return number

    def find(self, source: str) -> int | None:
        """The number of the article of a source; texts that only have a name are of none."""
        for entry in self.entries:
            if entry.source == source and (entry.number not in self.texts or is_address(source)):
                return entry.number
        return None

    def add_files(self, paths: Sequence[str]) -> list[int]:
        """Put files at the end of the list, those that are not on the shelf already; the numbers of all of them."""
        numbers = {entry.source: entry.number for entry in self.entries if entry.number not in self.texts}
        fresh = [numbers.setdefault(path, self._append(path)) for path in paths if path not in numbers]
        self._show([*self.shown, *fresh])
        return [numbers[path] for path in paths]

    def _append(self, source: str) -> int:
        number = len(self.entries)
        self.entries.append(Entry(source, number))
        return number

    def discard(self, number: int) -> None:
        """Forget the article that was added last: it could not be opened."""
        self.known -= self.entries.pop(number).known
        self._arrange()

    def receive(self, number: int, document: Document, reading: Reading | PageReading) -> Opened:
        """Open an article that was waited for. What came from the web is kept as long as the program runs."""
        entry = self.entries[number]
        self.texts.keep(entry.source, number, document, reading)
        return self._opened(entry, document, reading)

    def open(self, number: int) -> Opened:
        """Open an article: in the script and, if it was open before, read as far as the place it was left at.

        Nothing here may wait, since the screen would; so it reads what is lasting, or is here already.

        Raises:
            ReaderError: It cannot be opened; the row of the list says so too.
        """
        entry = self.entries[number]
        if number not in self.texts and not lasting(entry.source):
            raise self.refuse(number, entry.error or ReaderError(entry.source, *_NOT_LASTING))
        return self._open(entry)

    def _open(self, entry: Entry) -> Opened:
        return self._opened(entry, self.fetch(entry.number), self.texts.reading(entry.number))

    def _opened(self, entry: Entry, document: Document, reading: Reading | PageReading | None) -> Opened:
        settings, rules = self._settings, entry.rules
        try:
            document, copy = original(document)
            if copy is not None:
                reading = PageReading(copy.article)
            opened = Opened(
                document, settings, self._locale, self._own, entry.pins, self.taste, rules=rules, reading=reading
            )
            opened.copy = copy
        except ReaderError as error:
            raise self.refuse(entry.number, error) from None
        if opened.changes_in(self.view):
            opened.view = self.view
        while not opened.reading.done and len(opened.blocks) < entry.position[0] + FIRST:
            opened.read_on(FIRST)
        self.adopt(entry.number, opened)
        return opened

    def fetch(self, number: int) -> Document:
        """The text of an article; what cannot be read again is kept.

        Raises:
            ReaderError: It cannot be opened; the row of the list says so too.
        """
        entry = self.entries[number]
        try:
            return self.texts.fetch(entry.source, entry.number)
        except ReaderError as error:
            raise self.refuse(entry.number, error) from None

    def refuse(self, number: int, error: ReaderError) -> ReaderError:
        """An article cannot be opened: the row of the list says why, too. The error itself."""
        entry = self.entries[number]
        entry.error = error
        self._note(entry)
        return error

    def open_first(self) -> Opened:
        """Open the first article that can be opened, without its being read yet.

        This is before the screen, so it may wait for a pipe; and it reads standard input wherever that stands, since
        the keyboard takes its place.

        Raises:
            ReaderError: None can be opened; it is about the first.
        """
        for entry in self.entries:
            if entry.source == "-":
                self._take_in(entry)
        why: ReaderError | None = None
        for number in self.shown:
            try:
                opened = self._open(self.entries[number])
            except ReaderError as error:
                why = why or error
            else:
                self.entries[number].read = False
                return opened
        raise why or ReaderError("the list", "there is nothing in it", "name a file to read")

    def _take_in(self, entry: Entry) -> None:
        """Read what can be read only once, before anybody asks for it."""
        try:
            text = self.fetch(entry.number).text
        except ReaderError:
            return  # its row says why
        entry.look(lambda _: Head(text, characters(text), whole=True))

    def adopt(self, number: int, opened: Opened) -> None:
        """An article is open: it is read now, and its head known exactly."""
        entry = self.entries[number]
        entry.learn(opened.article, opened.blocks)
        entry.length, entry.exact = opened.characters, True
        entry.read = True
        self._note(entry)
        self.current = number

    def leave(self, position: tuple[int, int]) -> None:
        """The open article is closed, or another is about to be opened: where it was left."""
        self.entries[self.current].position = position

    def resettle(self, settings: Settings) -> None:
        """Other settings are in force."""
        self._settings = settings
        self._titles = Titles(settings, self._own)

    def say(self, number: int) -> tuple[str, str]:
        """The title, or the file's name, and the outlet, in the script of the view."""
        return self._titles.say(self.entries[number], self.view)

    # -- changes, which can be undone

    def mark(self, numbers: Iterable[int], *, read: bool) -> int:
        """Mark articles as read or unread; how many were not so before. They stay in the list until it is made anew."""
        changed = [self.entries[number] for number in numbers if self.entries[number].read != read]

        def put(value: bool) -> None:
            for entry in changed:
                entry.read = value

        if changed:
            title = "action.read" if read else "action.unread"
            values = {"n": len(changed)}
            self.history.do(Action(title, lambda: put(read), lambda: put(not read), values))
        return len(changed)

    def remove(self, number: int) -> None:
        """Take an article off the list; its file stays."""
        entry = self.entries[number]
        if entry.removed:
            return

        def take() -> None:
            entry.removed = True
            self._show([other for other in self.shown if other != number])

        def put_back() -> None:
            entry.removed = False
            self._arrange()

        self.history.do(Action("action.remove", take, put_back))
