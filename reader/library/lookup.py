"""The library that is meant on the command line, and its articles by what their readers call them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from reader.annotations.model import find_newer
from reader.errors import ReaderError
from reader.library.library import Library
from reader.library.paths import library_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.annotations.model import Annotation
    from reader.library.records import LibraryEntry
    from reader.model import Article, CleanText

    SourceLoader = Callable[[str], "LoadedSource"]
    Notifier = Callable[[str], None]
    """Says a sentence to the reader."""


class LoadedSource(NamedTuple):
    """A source that was opened."""

    article: Article
    """As written; of an annotated copy the original."""
    text: CleanText
    """Of its document."""
    annotations: tuple[Annotation, ...] = ()
    """Those that an annotated copy keeps."""


def open_library(explicit_path: str | None, notify: Notifier, *, writable: bool = True) -> Library:
    """The library named on the command line, else the reader's own; what had to be done to it is said.

    Args:
        explicit_path: The file, where one is named.
        notify: Is told of it.
        writable: Whether it will be written to; else none is made where there is none.

    Raises:
        ReaderError: It cannot be used.
    """
    library = Library.open(library_path(explicit_path), writable=writable)
    for notice in library.notices:
        notify(notice)
    return library


def find_or_refresh_entry(library: Library, source: str, load_source: SourceLoader) -> LibraryEntry | None:
    """An article of the library by its id or its source; None for one that is not kept.

    Where its source says something else by now, the text is kept anew and the annotations are put on it.

    Raises:
        ReaderError: The source cannot be opened, and no article came from it.
    """
    if (kept := library.find_entry(source)) is not None:
        return kept
    try:
        loaded = load_source(source)
    except ReaderError:
        path = os.path.abspath(os.path.expanduser(source))
        kept = next((each for each in library.list_entries() if each.origin.path == path), None)
        if kept is None:
            raise
        return kept  # the file is gone, the article is not
    if library.find_entry(loaded.article.origin.id) is not None:
        store_source(library, loaded)
    return library.find_entry(loaded.article.origin.id)


def store_source(library: Library, loaded: LoadedSource) -> None:
    """Put an article into the library; what a copy says of it is merged with what is there."""
    identity = loaded.article.origin.id
    library.store_article(loaded.article, loaded.text)
    for annotation in find_newer(library.load_annotations(identity), loaded.annotations):
        library.store_annotation(annotation, identity)
