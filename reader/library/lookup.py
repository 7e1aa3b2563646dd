"""The library that is meant on the command line, and its articles by what their readers call them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from reader.annotations.merging import merged
from reader.errors import ReaderError
from reader.library.library import Library
from reader.library.paths import library_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.annotations.model import Annotation
    from reader.library.records import Kept
    from reader.model import Article, CleanText

    Load = Callable[[str], "Loaded"]
    Tell = Callable[[str], None]
    """Says a sentence to the reader."""


class Loaded(NamedTuple):
    """A source that was opened."""

    article: Article
    """As written; of an annotated copy the original."""
    text: CleanText
    """Of its document."""
    annotations: tuple[Annotation, ...] = ()
    """Those that an annotated copy keeps."""


def open_library(explicit: str | None, tell: Tell, *, write: bool = True) -> Library:
    """The library named on the command line, else the reader's own; what had to be done to it is said.

    Args:
        explicit: The file, where one is named.
        tell: Is told of it.
        write: Whether it will be written to; else none is made where there is none.

    Raises:
        ReaderError: It cannot be used.
    """
    library = Library.open(library_path(explicit), write=write)
    for notice in library.notices:
        tell(notice)
    return library


def article_named(library: Library, source: str, load: Load) -> Kept | None:
    """An article of the library by its id or its source; None for one that is not kept.

    Where its source says something else by now, the text is kept anew and the annotations are put on it.

    Raises:
        ReaderError: The source cannot be opened, and no article came from it.
    """
    if (kept := library.article(source)) is not None:
        return kept
    try:
        loaded = load(source)
    except ReaderError:
        path = os.path.abspath(os.path.expanduser(source))
        kept = next((each for each in library.articles() if each.origin.path == path), None)
        if kept is None:
            raise
        return kept  # the file is gone, the article is not
    if library.article(loaded.article.origin.id) is not None:
        keep(library, loaded)
    return library.article(loaded.article.origin.id)


def keep(library: Library, loaded: Loaded) -> None:
    """Put an article into the library; what a copy says of it is merged with what is there."""
    identity = loaded.article.origin.id
    library.keep(loaded.article, loaded.text)
    here = library.annotations(identity)
    for annotation in merged(here, loaded.annotations):
        if annotation not in here:
            library.put(annotation, identity)
