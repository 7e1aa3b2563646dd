"""Opens sources: a file, standard input, a page of the web, an article of the library, an annotated copy.

Both front ends open sources by this module. Nothing is printed; notices about a source are part of the result.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from reader.copies import detect_format
from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.annotations.model import Annotation
    from reader.copies.open import AnnotatedCopy
    from reader.model import Article, CleanText
    from reader.services.story_choices import StoryChoices
    from reader.sources import Document
    from reader.structure import CompleteReader, IncrementalReader

_ARTICLE_ID_LENGTH = 16
_HEX_DIGITS = frozenset("0123456789abcdef")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*")
"""RFC 3986, section 3.1."""


@dataclass(frozen=True, slots=True)
class OpenedSource:
    """An opened source: its text, its article, and the content of an annotated copy."""

    document: Document
    """The text. Its origin is that of the article, also where the source is an annotated copy of it."""
    reader: IncrementalReader | CompleteReader
    """Gives the article as written, whole or a few blocks at a time; of an annotated copy the original."""
    copy: AnnotatedCopy | None = None
    """The annotated copy that the source is; None for any other text."""

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        """The annotations of an annotated copy; empty for other sources."""
        return self.copy.annotations if self.copy else ()

    @property
    def notices(self) -> tuple[str, ...]:
        """Notices about an annotated copy, a sentence each, without the name of the file."""
        return self.copy.notices if self.copy else ()

    def read_article(self) -> Article:
        """Return the whole article as written. Afterwards `reader` is at its end."""
        from reader.structure.incremental import read_to_end

        return read_to_end(self.reader)


def load_document(
    source: str,
    fetch_page: Callable[[str], Document],
    *,
    encoding: str | None = None,
    library_path: str | None = None,
) -> Document:
    """Return the document of a source.

    Args:
        source: The path of a file, `-` for standard input, a URL of the web, or the id of an article of the library
            where no file has that name.
        fetch_page: Fetches the document at a URL; raises ReaderError.
        encoding: A WHATWG label for files and standard input; None means to find out.
        library_path: The library named on the command line; None for the user's own.

    Raises:
        ReaderError: It cannot be opened.
    """
    from reader.sources.files import read_file, read_stdin
    from reader.sources.kinds import classify_source

    kind = classify_source(source)
    if kind == "web":
        return fetch_page(source)
    if kind == "stdin":
        return read_stdin(encoding)
    if not os.path.exists(source):
        source = _resolve_url(source)
        if (document := load_library_document(source, library_path)) is not None:
            return document
    return read_file(source, encoding)


def _resolve_url(source: str) -> str:
    """The path that a file URL names; any source that is no URL as it is.

    Raises:
        ReaderError: It is a URL of another scheme.
    """
    scheme, separator, rest = source.partition("://")
    if not separator or not _SCHEME.fullmatch(scheme):
        return source
    if scheme.lower() != "file":
        from reader.sources.urls import format_url_without_login

        shown = format_url_without_login(source)
        raise ReaderError(shown, f"addresses of {scheme} are not opened", "give an http or https address, or a file")
    from urllib.request import url2pathname

    return url2pathname(rest.removeprefix("localhost"))


def load_library_document(article_id: str, explicit_path: str | None) -> Document | None:
    """Return the document of an article of the library; None where the library has none with that id.

    Args:
        article_id: 16 hexadecimal digits; for any other text no library is opened.
        explicit_path: The library named on the command line; None for the user's own.

    Raises:
        ReaderError: The library cannot be read.
    """
    if len(article_id) != _ARTICLE_ID_LENGTH or not _HEX_DIGITS.issuperset(article_id):
        return None
    from reader.library.library import Library
    from reader.library.paths import library_path
    from reader.sources import Document

    with Library.open(library_path(explicit_path), writable=False) as library:
        entry, text = library.find_entry(article_id), library.load_text(article_id)
    return Document(text.source, entry.origin) if entry and text else None


def open_document(
    document: Document,
    reader: IncrementalReader | CompleteReader | None = None,
    *,
    include_boilerplate: bool = False,
    story_choices: StoryChoices | None = None,
    selector: str | None = None,
) -> OpenedSource:
    """Return a document with its article; parsing an HTML page may take seconds.

    Args:
        document: Any text.
        reader: One of its article, at its beginning, where that was made before; None to make one.
        include_boilerplate: With everything that is cut away from a page, as chrome.
        story_choices: The boxes of pages that the reader chose as the story.
        selector: The box of this page that is the story all the same; None for the choice, else to find it.

    Raises:
        ReaderError: It is a page without text, or an annotated copy that is damaged.
        NoArticleError: It is a page without an article.
    """
    from reader.structure import CompleteReader, create_reader

    document, copy = resolve_copy(document)
    if copy is not None:
        return OpenedSource(document, CompleteReader(copy.article), copy)
    if reader is None:
        selector = selector or find_selector(document, story_choices)
        reader = create_reader(
            document.text, document.origin, include_boilerplate=include_boilerplate, selector=selector
        )
    return OpenedSource(document, reader)


def find_selector(document: Document, story_choices: StoryChoices | None) -> str | None:
    """The box of a page that the reader chose as the story; None to find it.

    Args:
        document: The page.
        story_choices: What was chosen.
    """
    if story_choices is None:
        return None
    from reader.services.story_choices import get_page_address

    return story_choices.find(get_page_address(document.origin))


def resolve_copy(document: Document) -> tuple[Document, AnnotatedCopy | None]:
    """Return a document with the origin of its article, and the annotated copy that it is, or None.

    Raises:
        ReaderError: It is a copy that is damaged, cut short, or of another article than it shows.
    """
    if detect_format(document.text) is None:
        from reader.services.marked_markdown import open_marked_markdown

        return document, open_marked_markdown(document)
    copy = _open_copy(document.text, document.origin.path or document.origin.url or "-")
    return (document, None) if copy is None else (replace(document, origin=copy.article.origin), copy)


@lru_cache(maxsize=1)
def _open_copy(text: CleanText, name: str) -> AnnotatedCopy | None:
    """As `open_copy`; the last one is kept, since a copy is asked for again when its article is shown."""
    from reader.copies.open import open_copy

    return open_copy(text, name)
