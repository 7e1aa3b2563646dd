"""The library named on the command line, and its articles by id or source."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from reader.annotations.model import find_newer
from reader.errors import ReaderError
from reader.library.library import Library
from reader.library.paths import library_path
from reader.library.records import make_article_rows, make_display_name
from reader.library.removal import restore_articles
from reader.model.identifiers import normalize_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reader.annotations.model import Annotation
    from reader.library.records import ArticleRows, LibraryEntry
    from reader.model import Article, CleanText

    SourceLoader = Callable[[str], "LoadedSource"]
    """Opens a source that is named as on the command line."""
    Notifier = Callable[[str], None]
    """Shows a sentence to the user."""


class LoadedSource(NamedTuple):
    """An article with the text it was read from."""

    article: Article
    """As written; of an annotated copy the original."""
    text: CleanText
    """The text of its document."""
    annotations: tuple[Annotation, ...] = ()
    """Those in the annotated copy that was opened."""


class PreparedSource(NamedTuple):
    """A source whose article is ready to be stored."""

    source: str
    """As named on the command line."""
    rows: ArticleRows
    name: CleanText
    """Its title, else the name of its source."""
    has_annotations: bool
    """Whether it is an annotated copy with annotations."""

    @property
    def article_id(self) -> str:
        """The article's id."""
        return str(self.rows.article["id"])


def prepare_source(source: str, loaded: LoadedSource) -> PreparedSource:
    """What is stored of an article, made where no library is open.

    Args:
        source: As named on the command line.
        loaded: The article.
    """
    article = loaded.article
    name = make_display_name(article.title, article.origin)
    return PreparedSource(source, make_article_rows(article, loaded.text), name, bool(loaded.annotations))


def open_library(explicit_path: str | None, notify: Notifier, *, writable: bool = True) -> Library:
    """The library named on the command line, else the user's own.

    Args:
        explicit_path: The file, where one is named.
        notify: Is called with each sentence about a repair, and about a backup that could not be made.
        writable: Whether it will be written to; else a missing one is not created.

    Raises:
        ReaderError: It cannot be used.
    """
    library = Library.open(library_path(explicit_path), writable=writable)
    for notice in library.take_notices():
        notify(notice)
    return library


def find_or_refresh_entry(library: Library, source: str, load_source: SourceLoader) -> LibraryEntry | None:
    """An article of the library by its id or its source; None where it is not there.

    Where the source has changed, its new text is stored and the annotations are re-anchored in it.

    Args:
        library: Open for writing.
        source: The id of an article, or a source as named on the command line.
        load_source: Opens the source, where it is no id.

    Raises:
        ReaderError: The source cannot be opened, and no article of the library came from it.
    """
    if (entry := library.find_entry(source)) is not None:
        return entry
    try:
        loaded = load_source(source)
    except ReaderError:
        path = os.path.abspath(os.path.expanduser(source))
        entry = next((each for each in library.list_entries() if each.origin.path == path), None)
        if entry is None:
            raise
        return entry  # the file was deleted, the article was not
    if library.find_entry(loaded.article.origin.id) is not None:
        store_source(library, loaded)
    return library.find_entry(loaded.article.origin.id)


def find_stored_entry(library: Library, source: str) -> LibraryEntry | None:
    """An article of the library, a deleted one too, by its id, its file or its URL; the source is not opened.

    Args:
        library: To look in.
        source: The id of an article, or a source as named on the command line.

    Raises:
        ReaderError: The library cannot be read.
    """
    if (entry := library.find_entry(source)) is not None:
        return entry
    path = os.fsencode(os.path.abspath(os.path.expanduser(normalize_path(source))))
    for column, value in (("path", path), ("url", source)):
        for (article_id,) in library.connection.select(f"SELECT id FROM articles WHERE {column} = ?", value):
            return library.find_entry(article_id)
    return None


def store_source(library: Library, loaded: LoadedSource) -> None:
    """Store an article in the library, and merge the annotations of its copy with those that are stored.

    Args:
        library: Open for writing.
        loaded: The article; its annotations are anchored in its text.
    """
    article_id = loaded.article.origin.id
    library.store_article(loaded.article, loaded.text)
    restore_articles(library.connection, [article_id])
    for annotation in find_newer(library.load_annotations(article_id), loaded.annotations):
        library.store_annotation(annotation, article_id)


def store_sources(library: Library, prepared: Iterable[PreparedSource], load_source: SourceLoader) -> list[ReaderError]:
    """Store many articles in one transaction; what `store_source` does with each. The errors of loading.

    Args:
        library: Open for writing.
        prepared: The articles.
        load_source: Opens again the source of an article that the library has with another text, and of an annotated
            copy, whose annotations have to find their places.
    """
    errors: list[ReaderError] = []
    by_id = {each.article_id: each for each in prepared}
    with library.transaction():
        known = library.find_known(by_id)
        new = [key for key, each in by_id.items() if key not in known and not each.has_annotations]
        library.insert_articles([by_id[key].rows for key in new])
        unchanged = [key for key in known if not by_id[key].has_annotations and library.is_stored(by_id[key].rows)]
        restore_articles(library.connection, unchanged)
        finished = {*new, *unchanged}
        for key in [key for key in by_id if key not in finished]:
            try:
                store_source(library, load_source(by_id[key].source))
            except ReaderError as error:
                errors.append(error)
    return errors
