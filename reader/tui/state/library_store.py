"""Stores annotations, drafts, positions and decisions in a library."""

from __future__ import annotations

from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.translation import translate
from reader.tui.state.annotation_store import InMemory, StoredState, open_edited_note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from reader.annotations.model import Annotation
    from reader.library.edited_notes import EditedNote
    from reader.library.library import Library
    from reader.library.listing import ArticleListing
    from reader.model import Article
    from reader.script.overrides import Override
    from reader.script.rules import Pin
    from reader.sources import Document

_MAX_EAGER_LENGTH = 200_000
"""Code points of an article up to which it is stored as soon as it is opened, and not only when something is added."""
_LOCK_WAIT_SECONDS = 0.2
"""Seconds to wait for another program that has locked the library: the screen stands still meanwhile."""


_RETRY_SECONDS = 2.0
"""Seconds until opening a library that could not be opened is tried again."""


class LibraryStore:
    """Stores everything in a library. Where that cannot be opened, stores it in memory, and says so once.

    Opening is tried again as long as nothing was stored in memory: the library may have been locked for a moment only.

    A context manager, which closes the library. The library is opened with the first call.

    Args:
        path: The file of the library; None for the user's own.
        keep_on_open: Whether an article is stored as soon as it is opened, and not only when there is something to keep
            of it.
    """

    def __init__(self, path: str | None, *, keep_on_open: bool = True) -> None:
        self._path = path
        self._keep_on_open = keep_on_open
        self._library: Library | None = None
        self._fallback = InMemory()
        self._retry_at: float | None = None
        """When, by the monotonic clock, to try again to open the library; None where it was not tried."""
        self._document_loaders: dict[str, Callable[[], Document]] = {}
        """Functions that load the documents of articles that are not stored yet, by the ids of these."""

    def _open_library(self) -> Library | None:
        """The library; None where it cannot be opened.

        Raises:
            ReaderError: It cannot be opened; raised the first time only.
        """
        if self._library is None and self._is_opening_due():
            from reader.library.library import Library
            from reader.library.paths import library_path

            try:
                self._library = Library.open(library_path(self._path), timeout=_LOCK_WAIT_SECONDS)
            except ReaderError as error:
                was_tried, self._retry_at = self._retry_at is not None, monotonic() + _RETRY_SECONDS
                if was_tried:
                    return None
                raise ReaderError(error.what, error.why, "notes are kept only until you quit") from None
        return self._library

    def _is_opening_due(self) -> bool:
        return self._retry_at is None or (self._fallback.is_empty and monotonic() >= self._retry_at)

    def __enter__(self) -> None:
        """Return the store; the library is opened with the first call."""

    def __exit__(self, *_: object) -> None:
        if self._library is not None:
            self._library.close()

    def open_article(
        self, article: Article, load_document: Callable[[], Document], *, is_in_front: bool = True
    ) -> StoredState:
        """As `AnnotationStore.open_article`; one in front is stored, and one that has changed is stored anew.

        Where the library cannot be written, since another program has locked it, what is stored is read all the same.
        """
        article_id = article.origin.id
        self._document_loaders[article_id] = load_document
        library = self._open_library()
        if library is None:
            return self._fallback.open_article(article, load_document)
        entry, problem = library.find_entry(article_id), ""
        try:
            if entry is not None or (is_in_front and self._is_kept_on_open(article)):
                self._store_article(library, article)
                entry = library.find_entry(article_id)
            if entry is not None and is_in_front and not entry.read:
                library.update_entry(article_id, read=True)
        except ReaderError as error:
            problem = str(error)
        notice = "  ".join(filter(None, [problem, *map(translate, library.take_notices())]))
        if entry is None:
            return StoredState(notice=notice)
        return StoredState(
            library.load_annotations(article_id),
            entry.reading_position,
            library.choices.load_pins(article_id),
            library.choices.load_rules(article_id),
            entry.starred,
            notice,
        )

    def _is_kept_on_open(self, article: Article) -> bool:
        """Whether opening an article is enough to store it; a front page, which is another one tomorrow, is not."""
        if article.is_front_page or not self._keep_on_open:
            return False
        return sum(len(block.text) for block in article.blocks) <= _MAX_EAGER_LENGTH

    def mark_read(self, article: Article) -> None:
        """As `AnnotationStore.mark_read`; the article is stored as if it had been opened in front."""
        library = self._open_library()
        if library is None:
            return
        if self._is_kept_on_open(article):
            self._store_article(library, article)
        if (entry := library.find_entry(article.origin.id)) is not None and not entry.read:
            library.update_entry(entry.id, read=True)

    def find_page(self, url: str) -> Document | None:
        """As `AnnotationStore.find_page`."""
        from reader.library.lookup import find_stored_entry

        library = self._open_library()
        if library is None:
            return None
        entry = find_stored_entry(library, url)
        text = library.load_text(entry.id) if entry else None
        if entry is None or text is None:
            return None
        from reader.sources import Document

        return Document(text.source, entry.origin)

    def list_read_urls(self) -> Sequence[str]:
        """As `AnnotationStore.list_read_urls`."""
        library = self._open_library()
        return library.list_read_urls() if library else ()

    def _store_article(self, library: Library, article: Article) -> None:
        """Store an article, unless that was done since it was opened.

        Raises:
            ReaderError: Its source has changed since it was opened, or the library cannot be written; it is tried again
                with the next call.
        """
        load_document = self._document_loaders.get(article.origin.id)
        if load_document is None:
            return
        document = load_document()
        if document.origin.sha256 != article.origin.sha256:
            raise ReaderError(str(article.origin.path), "it has changed since it was opened", "open it again")
        library.store_article(article, document.text)
        self._document_loaders.pop(article.origin.id, None)

    def _library_with(self, article: Article) -> Library | None:
        """The library, after storing an article in it; None where it cannot be opened."""
        library = self._open_library()
        if library is not None:
            self._store_article(library, article)
        return library

    def put_annotation(self, article: Article, annotation: Annotation) -> None:
        """As `AnnotationStore.put_annotation`."""
        if library := self._library_with(article):
            library.store_annotation(annotation, article.origin.id)
        else:
            self._fallback.put_annotation(article, annotation)

    def remove_annotation(self, article: Article, annotation: Annotation) -> None:
        """As `AnnotationStore.remove_annotation`."""
        if library := self._library_with(article):
            library.delete_annotation(annotation.id)
        else:
            self._fallback.remove_annotation(article, annotation)

    def get_draft(self, article: Article, draft_key: str) -> str:
        """As `AnnotationStore.get_draft`; a draft that the library could not take comes from memory."""
        from reader.library.edited_notes import has_edited_notes, restore_edited_notes

        library = self._open_library()
        if library and has_edited_notes(library.path):
            restore_edited_notes(library)
        stored = library.choices.load_drafts(article.origin.id).get(draft_key, "") if library else ""
        return self._fallback.get_draft(article, draft_key) or stored

    def put_draft(self, article: Article, draft_key: str, text: str) -> None:
        """As `AnnotationStore.put_draft`; it is put into memory first, which cannot fail."""
        self._fallback.put_draft(article, draft_key, text)
        if not text and article.origin.id in self._document_loaders:
            return  # an article that is not stored has no draft to delete
        if library := self._library_with(article):
            library.choices.store_draft(article.origin.id, draft_key, text)
            self._fallback.put_draft(article, draft_key, "")

    def create_edited_note(self, article: Article, draft_key: str, text: str) -> EditedNote:
        """As `AnnotationStore.create_edited_note`; the file is beside the library."""
        library = self._open_library()
        return open_edited_note(library.path if library else None, article, draft_key, text)

    def put_position(self, article: Article, position: tuple[int, int]) -> None:
        """As `AnnotationStore.put_position`; nothing for an article that is not stored, and no error."""
        library = self._open_library()
        if library is not None and library.find_entry(article.origin.id) is not None:
            with suppress(ReaderError):
                library.store_reading_position(article.origin.id, position)

    def put_choices(self, article: Article, pins: Mapping[int, tuple[Pin, ...]], overrides: Sequence[Override]) -> None:
        """As `AnnotationStore.put_choices`."""
        if library := self._library_with(article):
            with library.transaction():
                library.choices.replace_pins(article.origin.id, pins)
                library.choices.replace_rules(article.origin.id, overrides)

    def set_starred(self, article: Article, *, starred: bool) -> None:
        """As `AnnotationStore.set_starred`."""
        if library := self._library_with(article):
            library.update_entry(article.origin.id, starred=starred)
        else:
            self._fallback.set_starred(article, starred=starred)

    def update_articles(
        self,
        sequences: Sequence[int],
        *,
        read: bool | None = None,
        starred: bool | None = None,
        add_tags: Iterable[str] = (),
        remove_tags: Iterable[str] = (),
    ) -> None:
        """As `AnnotationStore.update_articles`."""
        if library := self._open_library():
            library.update_listed(sequences, read=read, starred=starred, add_tags=add_tags, remove_tags=remove_tags)

    def hide_articles(self, sequences: Sequence[int], *, is_hidden: bool) -> None:
        """As `AnnotationStore.hide_articles`."""
        if library := self._open_library():
            library.hide_listed(sequences, is_hidden=is_hidden)

    def set_separate(self, article_ids: Sequence[str], *, is_separate: bool) -> None:
        """As `AnnotationStore.set_separate`."""
        if library := self._open_library():
            with library.transaction():
                for article_id in article_ids:
                    library.stories.set_separate(article_id, is_separate=is_separate)

    def mark_gone(self, url: str, *, is_gone: bool) -> None:
        """As `AnnotationStore.mark_gone`."""
        from reader.library.lookup import find_stored_entry

        if (library := self._open_library()) and (entry := find_stored_entry(library, url)):
            library.mark_gone(entry.id, is_gone=is_gone)

    def open_listing(self) -> ArticleListing | None:
        """As `AnnotationStore.open_listing`; nothing is created where there is no library yet."""
        from reader.library.listing import ArticleListing

        library = self._open_library()
        return ArticleListing(library.connection) if library else None
