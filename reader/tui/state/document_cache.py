"""The texts of the articles of a shelf: those that are nowhere to be read again, and pages that were taken apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.copies import format_of
from reader.errors import ReaderError
from reader.sources.files import is_address, lasting
from reader.structure import is_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.sources import Document
    from reader.sources.previews import Head
    from reader.structure import Reading
    from reader.structure.html import PageReading


class Texts:
    """Keeps what has to be kept as long as the program runs, by the articles' numbers.

    Args:
        load: Opens a source; it raises ReaderError.
        peek: Reads the beginning of one; None for what can be read only once.
        encoding: Of everything, where it was named.
    """

    def __init__(
        self, load: Callable[[str], Document], peek: Callable[[str], Head | None], encoding: str | None = None
    ) -> None:
        self._load = load
        self.encoding = encoding
        self.peek = peek
        self._given: dict[int, Document] = {}
        self._pages: dict[int, Reading | PageReading] = {}
        """Each ready to be read from its beginning."""

    def __contains__(self, number: int | None) -> bool:
        return number in self._given

    def give(self, number: int, document: Document) -> None:
        """A text that is here already, such as a pasted one."""
        self._given[number] = document

    def waits(self, source: str, number: int | None = None) -> bool:
        """Whether opening a source takes longer than a frame: it is on the web, or a page that is to be taken apart.

        Args:
            source: As it was named.
            number: Of the article, where it is on the shelf.
        """
        if number in self._pages:
            return False
        if number in self._given:
            return is_page(self._given[number].text, source)
        if is_address(source):
            return True
        try:
            head = self.peek(source)
        except ReaderError:
            return False  # opening it says why
        return head is not None and is_page(head.text, source) and format_of(head.text) is None

    def load(self, source: str, number: int | None = None) -> Document:
        """The document of a source. It may take its time, and touches nothing here: it can be called in a thread.

        Raises:
            ReaderError: It cannot be opened.
        """
        return self._given[number] if number in self._given else self._load(source)

    def fetch(self, source: str, number: int) -> Document:
        """The same, and it is kept where it cannot be read again.

        Raises:
            ReaderError: As load.
        """
        document = self.load(source, number)
        if not lasting(source) or is_address(source):
            self._given[number] = document
        return document

    def reading(self, number: int) -> Reading | PageReading | None:
        """A reading of a page that was taken apart before."""
        reading = self._pages.get(number)
        if reading is not None:
            self._pages[number] = reading.again()
        return reading

    def keep(self, source: str, number: int, document: Document, reading: Reading | PageReading) -> None:
        """What was waited for is here: what is not a file is not to be waited for again."""
        if is_address(source) or number in self._given:
            self._given[number], self._pages[number] = document, reading.again()
