"""Where highlights and notes are kept: what the screen asks of a library, and what serves where there is none."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reader.annotations.model import Annotation
    from reader.library.library import Library
    from reader.model import Article
    from reader.script.overrides import Override
    from reader.script.rules import Pin
    from reader.sources import Document

_MAX_EAGER_LENGTH = 200_000
"""Code points of an article that is kept when it is opened; a longer one is when there is something to keep of it."""
_LOCK_WAIT_SECONDS = 0.2
"""Seconds that another program may keep the library locked: the screen stands still meanwhile."""


@dataclass(frozen=True, slots=True)
class StoredState:
    """What is kept of an article."""

    annotations: Sequence[Annotation] = ()
    """Found again in its text."""
    position: tuple[int, int] = (0, 0)
    """Where reading was left: the block, and the offset in it."""
    pins: Mapping[int, tuple[Pin, ...]] = field(default_factory=dict)
    """What was decided about stretches of its blocks."""
    overrides: Sequence[Override] = ()
    """What was decided about words of it."""
    is_starred: bool = False
    notice: str = ""
    """What the reader has to know of the library."""


class AnnotationStore(Protocol):
    """Keeps what a reader does with an article. What has returned is kept; a ReaderError keeps nothing."""

    def open_article(self, article: Article, load_document: Callable[[], Document]) -> StoredState:
        """An article was opened and read to its end.

        Args:
            article: As written.
            load_document: Gives its document again.
        """

    def find_page(self, url: str) -> Document | None:
        """A page of the web as it was when it was opened last; None for one that is not kept."""

    def put_annotation(self, article: Article, annotation: Annotation) -> None:
        """Keep an annotation, new or changed."""

    def remove_annotation(self, article: Article, annotation: Annotation) -> None:
        """Keep it no longer."""

    def get_draft(self, article: Article, draft_key: str) -> str:
        """What was typed and not kept about something of an article, named by the caller; "" for nothing."""

    def put_draft(self, article: Article, draft_key: str, text: str) -> None:
        """Keep what was typed; "" forgets it."""

    def put_position(self, article: Article, position: tuple[int, int]) -> None:
        """Where reading was left."""

    def put_choices(self, article: Article, pins: Mapping[int, tuple[Pin, ...]], overrides: Sequence[Override]) -> None:
        """What was decided about words, all of it."""

    def set_starred(self, article: Article, *, starred: bool) -> None:
        """With a star, or without."""


class InMemory:
    """Keeps annotations and drafts as long as the program runs; the rest is kept by the list of articles."""

    def __init__(self) -> None:
        self._annotations: dict[str, dict[str, Annotation]] = {}
        self._drafts: dict[tuple[str, str], str] = {}
        self._starred: set[str] = set()

    def open_article(self, article: Article, load_document: Callable[[], Document]) -> StoredState:
        """What is known of it."""
        identity = article.origin.id
        return StoredState(tuple(self._annotations.get(identity, {}).values()), is_starred=identity in self._starred)

    def find_page(self, url: str) -> Document | None:
        """The list of articles knows those of this session."""
        return None

    def put_annotation(self, article: Article, annotation: Annotation) -> None:
        """Keep an annotation."""
        self._annotations.setdefault(article.origin.id, {})[annotation.id] = annotation

    def remove_annotation(self, article: Article, annotation: Annotation) -> None:
        """Keep it no longer."""
        self._annotations.get(article.origin.id, {}).pop(annotation.id, None)

    def get_draft(self, article: Article, draft_key: str) -> str:
        """What was typed and not kept."""
        return self._drafts.get((article.origin.id, draft_key), "")

    def put_draft(self, article: Article, draft_key: str, text: str) -> None:
        """Keep what was typed."""
        self._drafts[article.origin.id, draft_key] = text

    def put_position(self, article: Article, position: tuple[int, int]) -> None:
        """The list of articles knows."""

    def put_choices(self, article: Article, pins: Mapping[int, tuple[Pin, ...]], overrides: Sequence[Override]) -> None:
        """The list of articles knows."""

    def set_starred(self, article: Article, *, starred: bool) -> None:
        """With a star, or without."""
        (self._starred.add if starred else self._starred.discard)(article.origin.id)


class LibraryStore:
    """Keeps everything in a library. Where that cannot be opened, in memory, and says so once.

    Args:
        path: The library's file, where one is named; else the reader's own.
        keep_on_open: Whether an article is kept as soon as it is opened, and not only when there is something to keep
            of it.
    """

    def __init__(self, path: str | None, *, keep_on_open: bool = True) -> None:
        self._path = path
        self._keep_on_open = keep_on_open
        self._library: Library | None = None
        self._fallback = InMemory()
        self._is_unavailable = False
        self._document_loaders: dict[str, Callable[[], Document]] = {}
        """How to have the documents of articles that are not kept yet."""

    def _open_library(self) -> Library | None:
        """The library; None where it cannot be opened.

        Raises:
            ReaderError: It cannot be opened; said the first time.
        """
        if self._library is None and not self._is_unavailable:
            from reader.library.library import Library
            from reader.library.paths import library_path

            try:
                self._library = Library.open(library_path(self._path), timeout=_LOCK_WAIT_SECONDS)
            except ReaderError as error:
                self._is_unavailable = True
                raise ReaderError(error.what, error.why, "notes are kept only until you quit") from None
        return self._library

    def __enter__(self) -> None:
        """The program begins."""

    def __exit__(self, *_: object) -> None:
        """It ends."""
        if self._library is not None:
            self._library.close()

    def open_article(self, article: Article, load_document: Callable[[], Document]) -> StoredState:
        """Keep an article as it is now, and find in it what is known of it."""
        identity = article.origin.id
        self._document_loaders[identity] = load_document
        library = self._open_library()
        if library is None:
            return self._fallback.open_article(article, load_document)
        size = sum(len(block.text) for block in article.blocks)
        if library.find_entry(identity) is not None or (self._keep_on_open and size <= _MAX_EAGER_LENGTH):
            self._store_article(library, article)
        kept = library.find_entry(identity)
        notices = library.take_notices()
        if kept is None:
            return StoredState(notice="  ".join(notices))
        if not kept.read:
            library.update_entry(identity, read=True)
        return StoredState(
            library.load_annotations(identity),
            kept.reading_position,
            library.choices.load_pins(identity),
            library.choices.load_rules(identity),
            kept.starred,
            "  ".join(notices),
        )

    def find_page(self, url: str) -> Document | None:
        """A page of the web as it was when it was opened last."""
        library = self._open_library()
        kept = next((each for each in library.list_entries() if each.origin.url == url), None) if library else None
        text = library.load_text(kept.id) if library and kept else None
        if kept is None or text is None:
            return None
        from reader.sources import Document

        return Document(text.source, kept.origin)

    def _store_article(self, library: Library, article: Article) -> None:
        """Put an article into the library, if it is not there as it is.

        Raises:
            ReaderError: Its source has changed since it was opened.
        """
        load = self._document_loaders.pop(article.origin.id, None)
        if load is None:
            return
        document = load()
        if document.origin.sha256 != article.origin.sha256:
            self._document_loaders[article.origin.id] = load
            raise ReaderError(str(article.origin.path), "it has changed since it was opened", "open it again")
        library.store_article(article, document.text)

    def _library_with(self, article: Article) -> Library | None:
        """The library, which has the article; None where there is no library."""
        library = self._open_library()
        if library is not None:
            self._store_article(library, article)
        return library

    def put_annotation(self, article: Article, annotation: Annotation) -> None:
        """Keep an annotation."""
        if library := self._library_with(article):
            library.store_annotation(annotation, article.origin.id)
        else:
            self._fallback.put_annotation(article, annotation)

    def remove_annotation(self, article: Article, annotation: Annotation) -> None:
        """Keep it no longer."""
        if library := self._library_with(article):
            library.delete_annotation(annotation.id)
        else:
            self._fallback.remove_annotation(article, annotation)

    def get_draft(self, article: Article, draft_key: str) -> str:
        """What was typed and not kept; where the library failed, in memory."""
        library = self._open_library()
        kept = library.choices.load_drafts(article.origin.id).get(draft_key, "") if library else ""
        return self._fallback.get_draft(article, draft_key) or kept

    def put_draft(self, article: Article, draft_key: str, text: str) -> None:
        """Keep what was typed: in memory first, which cannot fail."""
        self._fallback.put_draft(article, draft_key, text)
        if not text and article.origin.id in self._document_loaders:
            return  # nothing of the article is kept
        if library := self._library_with(article):
            library.choices.store_draft(article.origin.id, draft_key, text)
            self._fallback.put_draft(article, draft_key, "")

    def put_position(self, article: Article, position: tuple[int, int]) -> None:
        """Where reading was left; that of an article that is not kept is not."""
        library = self._open_library()
        if library is not None and library.find_entry(article.origin.id) is not None:
            with suppress(ReaderError):
                library.store_reading_position(article.origin.id, position)

    def put_choices(self, article: Article, pins: Mapping[int, tuple[Pin, ...]], overrides: Sequence[Override]) -> None:
        """What was decided about words."""
        if library := self._library_with(article):
            with library.transaction():
                library.choices.replace_pins(article.origin.id, pins)
                library.choices.replace_rules(article.origin.id, overrides)

    def set_starred(self, article: Article, *, starred: bool) -> None:
        """With a star, or without."""
        if library := self._library_with(article):
            library.update_entry(article.origin.id, starred=starred)
        else:
            self._fallback.set_starred(article, starred=starred)
