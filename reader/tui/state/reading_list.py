"""The articles of a session: entries that are filled while the user reads, opening articles, and changing entries."""

from __future__ import annotations

from collections import deque
from time import perf_counter
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.model import count_non_blank, to_single_line
from reader.services.story_choices import StoryChoices
from reader.sources.files import is_rereadable
from reader.sources.previews import Preview, read_preview
from reader.tui.state.annotation_store import InMemory
from reader.tui.state.article import FIRST_BLOCKS
from reader.tui.state.article_builder import ArticleBuilder
from reader.tui.state.document_cache import DocumentCache
from reader.tui.state.figures import FigureOptions
from reader.tui.state.known_pages import collect_read_pages, find_stored_page
from reader.tui.state.library_articles import FIRST_LIBRARY_NUMBER, LibraryArticles
from reader.tui.state.list_changes import ListChanges
from reader.tui.state.list_entry import ListEntry, TitleConverter
from reader.tui.state.list_order import SESSION_LIST, ListOrder
from reader.tui.state.undo import UndoHistory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reader.config.settings import Settings
    from reader.library.listing import ArticleListing
    from reader.library.search import Hit
    from reader.model import ViewName
    from reader.script.overrides import OverrideFile
    from reader.sources import Document
    from reader.structure import CompleteReader, IncrementalReader
    from reader.tui.state.annotation_store import AnnotationStore
    from reader.tui.state.article import OpenArticle

_NOT_REREADABLE = "only a file can be opened from the screen", "save the text to a file"
"""Reason and hint for standard input, pipes and devices, which the screen might wait for without end."""


class ReadingList(ListOrder):
    """The articles of a session.

    Articles are known by their numbers, which never change: 0 is the first that was given.

    Args:
        sources: The sources as they were given; none where the articles are those of the library.
        load_document: Loads the document of a source; raises ReaderError.
        settings: The settings in force.
        locale: The user's locale, such as `zh_TW`.
        folder_name: The name of the folder that the articles are in; "" where they were named one by one.
        is_samples: Whether they are the bundled articles.
        peek_head: Reads the beginning of a source; returns None for one that can be read only once.
        history: The history that changes are added to; None for one of its own.
        load_override_file: Returns the user's own overrides.
        figure_options: How figures are shown and read; None for the defaults.
        annotation_store: Where annotations are stored; None for memory only.
        listing: The lists of the library, which are shown where no sources are given.
        encoding: The label of the encoding of all sources, where the user named one.
        story_choices: The boxes of pages that the user chose as the story; None to keep them for the session.
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
        listing: ArticleListing | None = None,
        encoding: str | None = None,
        story_choices: StoryChoices | None = None,
    ) -> None:
        super().__init__(
            [ListEntry(source, number) for number, source in enumerate(sources)],
            LibraryArticles(listing) if listing else None,
        )
        self.folder_name = to_single_line(folder_name)
        self.is_samples = is_samples
        self.figure_options = figure_options or FigureOptions()
        self.annotation_store: AnnotationStore = annotation_store or InMemory()
        self.view_name: ViewName = "source"
        """The view that titles are shown in, and articles are opened in."""
        self.read_head_count = 0
        """How many heads were read so far."""
        self.history = history or UndoHistory()
        self.changes = ListChanges(self)
        self.offline_error: ReaderError | None = None
        """Why the first page could not be fetched, so that the one of the library was opened."""
        self.document_cache = DocumentCache(load_document, peek_head, encoding)
        self.article_builder = ArticleBuilder(
            settings, locale, load_override_file, self.figure_options, story_choices or StoryChoices()
        )
        self._load_override_file = load_override_file
        self._head_queue: deque[int] = deque()
        self._next_head_number = 0
        self._title_converter = TitleConverter(settings, load_override_file)
        if not sources and self.library is not None:
            self.show_list("all")
            self.open_number = self.visible_numbers[0] if self.visible_numbers else 0

    @property
    def story_choices(self) -> StoryChoices:
        """The boxes of pages that the user chose as the story."""
        return self.article_builder.story_choices

    def attach_library(self, article_id: str) -> bool:
        """Show all articles of the library; return whether there are any.

        Args:
            article_id: Of the open article, whose row is the open one.

        Raises:
            ReaderError: The library cannot be opened.
        """
        if self.library is None:
            listing = self.annotation_store.open_listing()
            if listing is None or not listing.count("all"):
                return False
            self.entries.library = LibraryArticles(listing)
        self.show_list("all")
        if self.library is not None and (number := self.library.find_number(article_id)) is not None:
            self.library.get_entry(number).position = self.entries[self.open_number].position
            self.open_number = number
        return True

    def extend_for(self, position: int) -> None:
        """List articles of the library as far as a position, where those behind it are still to be listed."""
        library = self.library
        while library is not None and self.is_library and library.is_partial and len(library.numbers) <= position:
            library.extend()

    # -- heads

    @property
    def is_complete(self) -> bool:
        """Whether the heads of all articles were read, and as many of the library listed as a window may show."""
        return self.read_head_count == len(self.entries) and not (self.library and self.library.has_background_work)

    @property
    def has_several(self) -> bool:
        """Whether there is a list to go to."""
        return self.is_library or len(self.entries) > 1

    def prioritize_heads(self, numbers: Iterable[int]) -> None:
        """Read the heads of these articles next, because they are visible."""
        self._head_queue = deque(number for number in numbers if number < FIRST_LIBRARY_NUMBER)

    def read_heads(self, until: float) -> list[int]:
        """Read the heads of some articles, and return their numbers.

        No article moves in the list meanwhile: one that the filter only matches now is added at the end. The list is
        sorted when all heads were read.

        Args:
            until: When to stop, by `perf_counter`; at least one head is read.
        """
        fresh: list[int] = []
        if self.library is not None and self.library.has_background_work:
            self.library.extend(1_000)
            return fresh
        while (number := self._take_next_head()) is not None:
            if number not in self.document_cache:  # the entry of a kept document is filled when it is opened
                self.entries[number].read_head(self.document_cache.peek_head)
            self._mark_head_read(self.entries[number])
            fresh.append(number)
            if perf_counter() >= until:
                break
        if fresh and self._folded_query and not self.is_library:
            in_list = self._positions_by_number()
            matching = [n for n in fresh if n not in in_list and self._is_listed(self.entries[n])]
            self._set_visible([*self.visible_numbers, *matching])
        if self.is_complete and self._is_order_pending and not self.is_library:
            self.arrange()
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
        """Note that the head of an article was read, or that more of it is known."""
        if entry.number < FIRST_LIBRARY_NUMBER:
            self.read_head_count += not entry.is_head_read
        entry.is_head_read = True
        self._title_converter.forget(entry)

    # -- opening

    def add(self, source: str, document: Document | None = None) -> int:
        """Add an article at the end of the list if it is not in it already; return its number.

        Args:
            source: The source to open, or the name of a document that was loaded already.
            document: That document.
        """
        if document is None and (before := self.find(source)) is not None:
            return before
        number = self._append(source)
        if document is not None:
            self.document_cache.add_document(number, document)
        self._list_session_entries([number])
        return number

    def _list_session_entries(self, numbers: Sequence[int]) -> None:
        """List articles that were added to the session at its end; where the library is shown it stays."""
        if not self.is_library:
            self._set_visible([*self.visible_numbers, *numbers])

    def find(self, source: str) -> int | None:
        """The number of the article of a source; None where it is not in the list."""
        for entry in self.entries:
            if entry.source == source and (entry.number not in self.document_cache or entry.kind == "web"):
                return entry.number
        return self.library.find_number(source) if self.library is not None and self.is_library else None

    def can_reload(self, number: int) -> bool:
        """Whether an article can be loaded again: not one from standard input or a pasted text."""
        return self.entries[number].kind == "web" or number not in self.document_cache

    def add_files(self, paths: Sequence[str]) -> list[int]:
        """Add the files that are not in the list already at its end; return the numbers of all of them."""
        numbers = {entry.source: entry.number for entry in self.entries if entry.number not in self.document_cache}
        fresh = [numbers.setdefault(path, self._append(path)) for path in paths if path not in numbers]
        if self.is_library:
            self.show_list(SESSION_LIST)
        else:
            self._set_visible([*self.visible_numbers, *fresh])
        return [numbers[path] for path in paths]

    def _append(self, source: str) -> int:
        number = len(self.entries)
        self.entries.append(ListEntry(source, number))
        return number

    def discard_last(self) -> None:
        """Remove the article that was added last, because it could not be opened."""
        self.read_head_count -= self.entries.pop().is_head_read
        self.arrange()

    def open_loaded(self, number: int, document: Document, reading: IncrementalReader | CompleteReader) -> OpenArticle:
        """Open an article that was loaded in the background; one from the web is kept for the session.

        Args:
            number: The number of the article.
            document: Its document.
            reading: A reader at the beginning of the article.

        Raises:
            ReaderError: The article cannot be opened; its entry has the error, too.
        """
        entry = self.entries[number]
        self.document_cache.store(entry.source, number, document, reading)
        return self._make_open_article(entry, document, reading)

    def open(self, number: int) -> OpenArticle:
        """Open an article in the view of the list, read as far as the position it was left at.

        Only files and kept documents are opened, since the screen would stand still while something else is waited for.

        Raises:
            ReaderError: The article cannot be opened; its entry has the error, too.
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
        try:
            opened = self.article_builder.build(entry, document, reading)
            if opened.article.is_front_page:
                opened.read_url_keys = collect_read_pages(self.entries, self.annotation_store)
        except ReaderError as error:
            raise self.record_error(entry.number, error) from None
        self.set_view(opened, entry)
        while not opened.reading.is_done and len(opened.blocks) < entry.position[0] + FIRST_BLOCKS:
            opened.read_blocks(FIRST_BLOCKS)
        self.mark_open(entry.number, opened)
        return opened

    def set_view(self, open_article: OpenArticle, entry: ListEntry) -> None:
        """Show an article in the view of the list, or in that of its feed.

        Args:
            open_article: The article.
            entry: Its entry.
        """
        view_name = self.view_name
        if view_name == "source" and self.library is not None:
            view_name = self.library.find_feed_view(entry.article_id, self.feeds_path)
        if open_article.converted.is_changed_by(view_name):
            open_article.converted.view_name = view_name

    def load_document(self, number: int) -> Document:
        """The document of an article, which is kept where it cannot be read again.

        Raises:
            ReaderError: The source cannot be opened; the entry has the error, too.
        """
        entry = self.entries[number]
        try:
            return self.document_cache.load_and_keep(entry.source, entry.number)
        except ReaderError as error:
            raise self.record_error(entry.number, error) from None

    def record_error(self, number: int, error: ReaderError) -> ReaderError:
        """Put the error of an article that cannot be opened into its entry, and return it.

        Args:
            number: The number of the article.
            error: The error.
        """
        entry = self.entries[number]
        entry.error = error
        self._mark_head_read(entry)
        return error

    def open_first(self) -> OpenArticle:
        """Open the first article that can be opened, without marking it as read.

        This is called before the screen starts, so it may wait for a pipe. Standard input is read wherever it stands in
        the list, since the keyboard takes its place afterwards.

        Raises:
            ReaderError: No article can be opened; it is the error of the first.
        """
        for entry in self.entries:
            if entry.kind == "stdin":
                self._read_once(entry)
        first_error: ReaderError | None = None
        for number in self.visible_numbers:
            was_read = self.entries[number].is_read
            try:
                opened = self._open_entry(self.entries[number])
            except ReaderError as error:
                first_error = first_error or error
                page = find_stored_page(self.entries[number], self.annotation_store)
                if page is not None:
                    self.offline_error = error
                    self.document_cache.add_document(number, page)
                    return self._make_open_article(self.entries[number], page, None)
            else:
                self.entries[number].is_read = was_read
                return opened
        raise first_error or ReaderError("the list", "there is nothing in it", "name a file to read")

    def _read_once(self, entry: ListEntry) -> None:
        """Read a source that can be read only once."""
        try:
            text = self.load_document(entry.number).text
        except ReaderError:
            return  # the entry has the error
        entry.read_head(lambda _: Preview(text, count_non_blank(text), is_complete=True))

    def mark_open(self, number: int, open_article: OpenArticle) -> None:
        """Make an article the open one: it counts as read, and its entry is filled exactly.

        Args:
            number: The number of the article.
            open_article: The article.
        """
        entry = self.entries[number]
        entry.update_from_article(open_article.article, open_article.blocks)
        entry.length, entry.is_length_exact = open_article.character_count, True
        entry.is_read = True
        self._mark_head_read(entry)
        self.open_number = number

    def save_position(self, position: tuple[int, int]) -> None:
        """Keep the (block, offset) that the open article is left at."""
        self.entries[self.open_number].position = position

    def apply_settings(self, settings: Settings) -> None:
        """Use other settings from now on."""
        self.article_builder.settings = settings
        self._title_converter = TitleConverter(settings, self._load_override_file)

    def find_hit(self, number: int) -> Hit | None:
        """The place that the search of the library found in an article; None without a search."""
        if self.search_state is None or self.library is None:
            return None
        return self.library.find_hit(self.search_state, number)

    def get_snippet(self, number: int) -> tuple[str, list[tuple[int, int]]] | None:
        """The place that the search found in an article, in the view of the list, and where its words are in that.

        Spans count code points. None without a search, or where the article is not there any more.
        """
        hit = self.find_hit(number)
        if hit is None:
            return None
        converted = self._title_converter.convert_hit(self.entries[number], hit, self.view_name)
        return converted.snippet.replace("\n", " "), list(converted.marks)

    def get_title_and_outlet(self, number: int) -> tuple[str, str]:
        """The title of an article, or its file name, and its outlet, in the view of the list."""
        return self._title_converter.convert_title(self.entries[number], self.view_name)
