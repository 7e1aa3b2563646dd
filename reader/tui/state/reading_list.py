"""The articles given: which there are, in what order, which of them are read; their titles come while one reads.

No textual here: the list asks, this answers. Articles are known by their numbers, which never change: 0 is the first
that was given. What the list shows is a row of such numbers.
"""

from __future__ import annotations

from collections import deque
from time import perf_counter
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.model import count_non_blank, to_single_line
from reader.services.opening import open_document
from reader.sources.files import is_rereadable, is_web_url
from reader.sources.previews import Preview, read_preview
from reader.tui.state.annotation_store import InMemory
from reader.tui.state.article import FIRST_BLOCKS, OpenArticle
from reader.tui.state.document_cache import DocumentCache
from reader.tui.state.figures import FigureOptions
from reader.tui.state.list_entry import ListEntry, TitleConverter
from reader.tui.state.list_order import ListOrder
from reader.tui.state.undo import UndoableAction, UndoHistory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reader.config.settings import Settings
    from reader.library.records import LibraryEntry
    from reader.model import ViewName
    from reader.script.overrides import OverrideFile
    from reader.sources import Document
    from reader.structure import CompleteReader, IncrementalReader
    from reader.tui.state.annotation_store import AnnotationStore

_NOT_REREADABLE = "only a file can be opened from the screen", "save the text to a file"
"""Why the screen opens no standard input, pipe or device, which might keep it waiting for ever."""


class ReadingList(ListOrder):
    """The articles, their order, and what was done to them.

    Args:
        sources: As they were given; never empty.
        load_document: Opens one; it raises ReaderError.
        settings: In force.
        locale: The reader's, as other_view takes it.
        folder_name: Of the folder they are from; empty where they were named one by one.
        is_samples: Whether they are the bundled articles.
        peek_head: Reads the beginning of one; None for what can be read only once.
        history: Where changes are noted; its own where none is given.
        load_override_file: Gives the reader's own overrides.
        figure_options: How figures are wanted.
        annotation_store: Where highlights and notes are kept; only in memory where none is given.
        records: What the library knows of the sources, one for each, where they are its articles.
        encoding: Of everything, where it was named.
    """

    def __init__(
        self,
        sources: Sequence[str],
        load_document: Callable[[str], Document],
        settings: Settings,
        locale: str,
        *,
        folder_name: str = "",
        is_samples: bool = False,
        peek_head: Callable[[str], Preview | None] = read_preview,
        history: UndoHistory | None = None,
        load_override_file: Callable[[], OverrideFile] | None = None,
        figure_options: FigureOptions | None = None,
        annotation_store: AnnotationStore | None = None,
        records: Sequence[LibraryEntry] = (),
        encoding: str | None = None,
    ) -> None:
        super().__init__([ListEntry(source, number) for number, source in enumerate(sources)])
        self.folder_name = to_single_line(folder_name)
        self.is_samples = is_samples
        self.is_library = bool(records)
        """Whether they are the articles of the library."""
        self.figure_options = figure_options or FigureOptions()
        self.annotation_store: AnnotationStore = annotation_store or InMemory()
        self.view_name: ViewName = "source"
        """The script titles are shown in."""
        self.read_head_count = 0
        """How many heads were read."""
        self.history = history or UndoHistory()
        self.document_cache = DocumentCache(load_document, peek_head, encoding)
        self._settings = settings
        self._locale = locale
        self._load_override_file = load_override_file
        self._head_queue: deque[int] = deque()
        self._next_head_number = 0
        self._title_converter = TitleConverter(settings, load_override_file)
        for entry, each in zip(self.entries, records, strict=False):
            entry.load_record(each)
            self._mark_head_read(entry)

    # -- heads

    @property
    def is_complete(self) -> bool:
        """Every head was read."""
        return self.read_head_count == len(self.entries)

    def prioritize_heads(self, numbers: Iterable[int]) -> None:
        """Read these heads first: they are in sight."""
        self._head_queue = deque(numbers)

    def read_heads(self, until: float) -> list[int]:
        """Read heads until a moment of perf_counter, at least one; whose they are.

        Nothing in the list moves while heads come: an article that a filter finds only now goes to its end. A list in
        another order than given is put right when all heads are there.
        """
        fresh: list[int] = []
        while (number := self._take_next_head()) is not None:
            if number not in self.document_cache:  # what is given is known when it is opened
                self.entries[number].read_head(self.document_cache.peek_head)
            self._mark_head_read(self.entries[number])
            fresh.append(number)
            if perf_counter() >= until:
                break
        if fresh and self._folded_query:
            in_list = self._positions_by_number()
            self._set_visible(
                self.visible_numbers + [n for n in fresh if n not in in_list and self._is_listed(self.entries[n])]
            )
        if self.is_complete and self._is_order_pending:
            self._arrange()
        return fresh

    def _take_next_head(self) -> int | None:
        while self._head_queue:
            if not self.entries[number := self._head_queue.popleft()].is_head_read:
                return number
        while self._next_head_number < len(self.entries):
            if not self.entries[self._next_head_number].is_head_read:
                return self._next_head_number
            self._next_head_number += 1
        return None

    def _mark_head_read(self, entry: ListEntry) -> None:
        """Its head is known, or known better than before."""
        self.read_head_count += not entry.is_head_read
        entry.is_head_read = True
        self._title_converter.forget(entry)

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
            self.document_cache.add_document(number, document)
        self._set_visible([*self.visible_numbers, number])
        return number

    def find(self, source: str) -> int | None:
        """The number of the article of a source; texts that only have a name are of none."""
        for entry in self.entries:
            if entry.source == source and (entry.number not in self.document_cache or is_web_url(source)):
                return entry.number
        return None

    def add_files(self, paths: Sequence[str]) -> list[int]:
        """Put files at the end of the list, those that are not on the shelf already; the numbers of all of them."""
        numbers = {entry.source: entry.number for entry in self.entries if entry.number not in self.document_cache}
        fresh = [numbers.setdefault(path, self._append(path)) for path in paths if path not in numbers]
        self._set_visible([*self.visible_numbers, *fresh])
        return [numbers[path] for path in paths]

    def _append(self, source: str) -> int:
        number = len(self.entries)
        self.entries.append(ListEntry(source, number))
        return number

    def discard_last(self, number: int) -> None:
        """Forget the article that was added last: it could not be opened."""
        self.read_head_count -= self.entries.pop(number).is_head_read
        self._arrange()

    def open_loaded(self, number: int, document: Document, reading: IncrementalReader | CompleteReader) -> OpenArticle:
        """Open an article that was waited for. What came from the web is kept as long as the program runs."""
        entry = self.entries[number]
        self.document_cache.store(entry.source, number, document, reading)
        return self._make_open_article(entry, document, reading)

    def open(self, number: int) -> OpenArticle:
        """Open an article: in the script and, if it was open before, read as far as the place it was left at.

        Nothing here may wait, since the screen would; so it reads what is lasting, or is here already.

        Raises:
            ReaderError: It cannot be opened; the row of the list says so too.
        """
        entry = self.entries[number]
        if number not in self.document_cache and not is_rereadable(entry.source):
            raise self.record_error(number, entry.error or ReaderError(entry.source, *_NOT_REREADABLE))
        return self._open_entry(entry)

    def _open_entry(self, entry: ListEntry) -> OpenArticle:
        return self._make_open_article(
            entry, self.load_document(entry.number), self.document_cache.get_reading(entry.number)
        )

    def _make_open_article(
        self, entry: ListEntry, document: Document, reading: IncrementalReader | CompleteReader | None
    ) -> OpenArticle:
        settings, rules = self._settings, entry.overrides
        try:
            source = open_document(document, reading)
            opened = OpenArticle(
                source.document,
                settings,
                self._locale,
                self._load_override_file,
                entry.pins,
                self.figure_options,
                overrides=rules,
                reading=source.reader,
            )
            opened.annotated_copy = source.copy
        except ReaderError as error:
            raise self.record_error(entry.number, error) from None
        if opened.converted.is_changed_by(self.view_name):
            opened.converted.view_name = self.view_name
        while not opened.reading.is_done and len(opened.blocks) < entry.position[0] + FIRST_BLOCKS:
            opened.read_blocks(FIRST_BLOCKS)
        self.mark_open(entry.number, opened)
        return opened

    def load_document(self, number: int) -> Document:
        """The text of an article; what cannot be read again is kept.

        Raises:
            ReaderError: It cannot be opened; the row of the list says so too.
        """
        entry = self.entries[number]
        try:
            return self.document_cache.load_and_keep(entry.source, entry.number)
        except ReaderError as error:
            raise self.record_error(entry.number, error) from None

    def record_error(self, number: int, error: ReaderError) -> ReaderError:
        """An article cannot be opened: the row of the list says why, too. The error itself."""
        entry = self.entries[number]
        entry.error = error
        self._mark_head_read(entry)
        return error

    def open_first(self) -> OpenArticle:
        """Open the first article that can be opened, without its being read yet.

        This is before the screen, so it may wait for a pipe; and it reads standard input wherever that stands, since
        the keyboard takes its place.

        Raises:
            ReaderError: None can be opened; it is about the first.
        """
        for entry in self.entries:
            if entry.source == "-":
                self._read_once(entry)
        why: ReaderError | None = None
        for number in self.visible_numbers:
            try:
                opened = self._open_entry(self.entries[number])
            except ReaderError as error:
                why = why or error
            else:
                self.entries[number].is_read = False
                return opened
        raise why or ReaderError("the list", "there is nothing in it", "name a file to read")

    def _read_once(self, entry: ListEntry) -> None:
        """Read what can be read only once, before anybody asks for it."""
        try:
            text = self.load_document(entry.number).text
        except ReaderError:
            return  # its row says why
        entry.read_head(lambda _: Preview(text, count_non_blank(text), is_complete=True))

    def mark_open(self, number: int, open_article: OpenArticle) -> None:
        """An article is open: it is read now, and its head known exactly."""
        entry = self.entries[number]
        entry.update_from_article(open_article.article, open_article.blocks)
        entry.length, entry.is_length_exact = open_article.character_count, True
        entry.is_read = True
        self._mark_head_read(entry)
        self.open_number = number

    def save_position(self, position: tuple[int, int]) -> None:
        """The open article is closed, or another is about to be opened: where it was left."""
        self.entries[self.open_number].position = position

    def apply_settings(self, settings: Settings) -> None:
        """Other settings are in force."""
        self._settings = settings
        self._title_converter = TitleConverter(settings, self._load_override_file)

    def get_title_and_outlet(self, number: int) -> tuple[str, str]:
        """The title, or the file's name, and the outlet, in the script of the view."""
        return self._title_converter.convert_title(self.entries[number], self.view_name)

    # -- changes, which can be undone

    def mark_read(self, numbers: Iterable[int], *, read: bool) -> int:
        """Mark articles as read or unread; how many were not so before. They stay in the list until it is made anew."""
        changed = [self.entries[number] for number in numbers if self.entries[number].is_read != read]

        def put(value: bool) -> None:
            for entry in changed:
                entry.is_read = value

        if changed:
            title = "action.read" if read else "action.unread"
            values = {"n": len(changed)}
            self.history.do(UndoableAction(title, lambda: put(read), lambda: put(not read), values))
        return len(changed)

    def remove(self, number: int) -> None:
        """Take an article off the list; its file stays."""
        entry = self.entries[number]
        if entry.is_removed:
            return

        def take() -> None:
            entry.is_removed = True
            self._set_visible([other for other in self.visible_numbers if other != number])

        def put_back() -> None:
            entry.is_removed = False
            self._arrange()

        self.history.do(UndoableAction("action.remove", take, put_back))
