"""The texts of the articles of a shelf: those that are nowhere to be read again, and pages that were taken apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.copies import detect_format
from reader.errors import ReaderError
from reader.sources.files import is_rereadable, is_web_url
from reader.structure import is_html

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.sources import Document
    from reader.sources.previews import Preview
    from reader.structure import CompleteReader, IncrementalReader


class DocumentCache:
    """Keeps what has to be kept as long as the program runs, by the articles' numbers.

    Args:
        load_document: Opens a source; it raises ReaderError.
        peek_head: Reads the beginning of one; None for what can be read only once.
        encoding: Of everything, where it was named.
    """

    def __init__(
        self,
        load_document: Callable[[str], Document],
        peek_head: Callable[[str], Preview | None],
        encoding: str | None = None,
    ) -> None:
        self._load_source = load_document
        self.encoding = encoding
        self.peek_head = peek_head
        self._documents: dict[int, Document] = {}
        self._readings: dict[int, IncrementalReader | CompleteReader] = {}
        """Each ready to be read from its beginning."""

    def __contains__(self, number: int | None) -> bool:
        return number in self._documents

    def add_document(self, number: int, document: Document) -> None:
        """A text that is here already, such as a pasted one."""
        self._documents[number] = document

    def is_slow_to_open(self, source: str, number: int | None = None) -> bool:
        """Whether opening a source takes longer than a frame: it is on the web, or a page that is to be taken apart.

        Args:
            source: As it was named.
            number: Of the article, where it is on the shelf.
        """
        if number in self._readings:
            return False
        if number in self._documents:
            return is_html(self._documents[number].text, source)
        if is_web_url(source):
            return True
        try:
            head = self.peek_head(source)
        except ReaderError:
            return False  # opening it says why
        return head is not None and is_html(head.text, source) and detect_format(head.text) is None

    def load_document(self, source: str, number: int | None = None) -> Document:
        """The document of a source. It may take its time, and touches nothing here: it can be called in a thread.

        Raises:
            ReaderError: It cannot be opened.
        """
        return self._documents[number] if number in self._documents else self._load_source(source)

    def load_and_keep(self, source: str, number: int) -> Document:
        """The same, and it is kept where it cannot be read again.

        Raises:
            ReaderError: As load.
        """
        document = self.load_document(source, number)
        if not is_rereadable(source) or is_web_url(source):
            self._documents[number] = document
        return document

    def get_reading(self, number: int) -> IncrementalReader | CompleteReader | None:
        """A reading of a page that was taken apart before."""
        reading = self._readings.get(number)
        if reading is not None:
            self._readings[number] = reading.clone()
        return reading

    def store(self, source: str, number: int, document: Document, reading: IncrementalReader | CompleteReader) -> None:
        """What was waited for is here: what is not a file is not to be waited for again."""
        if is_web_url(source) or number in self._documents:
            self._documents[number], self._readings[number] = document, reading.clone()
