"""Caches documents for the session: those that cannot be read again, and pages that were parsed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from reader.copies import detect_format
from reader.errors import ReaderError
from reader.sources.files import is_rereadable, resolve_path
from reader.sources.kinds import classify_source
from reader.structure import is_html, is_markdown

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.sources import Document
    from reader.sources.previews import Preview
    from reader.structure import CompleteReader, IncrementalReader

_LONG_MARKDOWN_SIZE, _LONG_COPY_SIZE, _LONG_TEXT_SIZE = 30_000, 100_000, 500_000
"""Bytes of a Markdown file, of an annotated copy and of a plain text that are read beside the screen."""


class DocumentCache:
    """The documents of a list of articles, by the numbers of the articles.

    Args:
        load_document: Loads the document of a source; raises ReaderError.
        peek_head: Reads the beginning of a source; returns None for one that can be read only once.
        encoding: The label of the encoding of all sources, where the user named one.
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
        """Readers of parsed pages, each at the beginning of its article."""

    def __contains__(self, number: int | None) -> bool:
        return number in self._documents

    def add_document(self, number: int, document: Document) -> None:
        """Add a document that was loaded already, such as a pasted text.

        Args:
            number: The number of its article.
            document: The document.
        """
        self._documents[number] = document

    def is_slow_to_open(self, source: str, number: int | None = None) -> bool:
        """Whether opening a source takes longer than a frame: it is on the web, a page that has to be parsed, or long.

        Args:
            source: The source as it was named.
            number: The number of its article, where it is in the list.
        """
        if number in self._readings:
            return False
        if number in self._documents:
            text = self._documents[number].text
            return is_html(text, source) or (len(text) > _LONG_MARKDOWN_SIZE and is_markdown(text, source))
        if classify_source(source) == "web":
            return True
        try:
            head = self.peek_head(source)
        except ReaderError:
            return False  # opening it raises the same error
        if head is None:
            return False
        if detect_format(head.text) is not None:
            return _get_file_size(source) > _LONG_COPY_SIZE
        if is_html(head.text, source):
            return True
        return _get_file_size(source) > (_LONG_MARKDOWN_SIZE if is_markdown(head.text, source) else _LONG_TEXT_SIZE)

    def load_document(self, source: str, number: int | None = None) -> Document:
        """The document of a source. This may take long, and changes nothing here: it can be called in a thread.

        Args:
            source: The source as it was named.
            number: The number of its article, where it is in the list.

        Raises:
            ReaderError: The source cannot be opened.
        """
        return self._documents[number] if number in self._documents else self._load_source(source)

    def load_and_keep(self, source: str, number: int) -> Document:
        """The document of a source, which is kept where it cannot be read again.

        Args:
            source: The source as it was named.
            number: The number of its article.

        Raises:
            ReaderError: The source cannot be opened.
        """
        document = self.load_document(source, number)
        if not is_rereadable(source) or classify_source(source) == "web":
            self._documents[number] = document
        return document

    def get_reading(self, number: int) -> IncrementalReader | CompleteReader | None:
        """A reader of a page that was parsed before, at the beginning of the article; None for others."""
        reading = self._readings.get(number)
        if reading is not None:
            self._readings[number] = reading.clone()
        return reading

    def store(self, source: str, number: int, document: Document, reading: IncrementalReader | CompleteReader) -> None:
        """Keep the document and the reader of an article that was loaded in the background, unless it is a file.

        Args:
            source: The source as it was named.
            number: The number of its article.
            document: The document.
            reading: A reader at the beginning of the article.
        """
        if classify_source(source) == "web" or number in self._documents:
            self._documents[number], self._readings[number] = document, reading.clone()


def _get_file_size(source: str) -> int:
    """The bytes of a file; 0 where they cannot be told."""
    try:
        return os.path.getsize(resolve_path(source))
    except (OSError, ValueError):
        return 0
