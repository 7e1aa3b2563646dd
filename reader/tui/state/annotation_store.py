"""How annotations, drafts, positions and decisions are stored, and storing them in memory for the session."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from reader.annotations.model import Annotation
    from reader.library.edited_notes import EditedNote
    from reader.library.listing import ArticleListing
    from reader.model import Article
    from reader.script.overrides import Override
    from reader.script.rules import Pin
    from reader.sources import Document


@dataclass(frozen=True, slots=True)
class StoredState:
    """What is stored of an article."""

    annotations: Sequence[Annotation] = ()
    """Its annotations, placed in its text."""
    position: tuple[int, int] = (0, 0)
    """The (block, offset) that it was left at."""
    pins: Mapping[int, tuple[Pin, ...]] = field(default_factory=dict)
    """The user's decisions on places, by block index."""
    overrides: Sequence[Override] = ()
    """The user's rules for the whole article."""
    is_starred: bool = False
    notice: str = ""
    """A notice about the library; "" for none."""


class AnnotationStore(Protocol):
    """Stores what the user does with articles.

    What a method was given is stored when it returns. Every method may raise ReaderError; then nothing was stored.
    """

    def open_article(
        self, article: Article, load_document: Callable[[], Document], *, is_in_front: bool = True
    ) -> StoredState:
        """Return what is stored of an article that was opened and loaded to its end.

        Args:
            article: The article as written.
            load_document: Loads its document again, in case the article has to be stored.
            is_in_front: Whether the user reads it; one that is only beside or behind a list stays unread.
        """

    def mark_read(self, article: Article) -> None:
        """Store that the user reads an article that was opened beside or behind a list.

        Args:
            article: The article.
        """

    def find_page(self, url: str) -> Document | None:
        """The document of a URL as it was when it was opened last; None where it is not stored."""

    def list_read_urls(self) -> Sequence[str]:
        """The URLs of the pages that are stored as read."""

    def put_annotation(self, article: Article, annotation: Annotation) -> None:
        """Store an annotation.

        Args:
            article: The article that it is on.
            annotation: A new annotation, or a changed one of the same id.
        """

    def remove_annotation(self, article: Article, annotation: Annotation) -> None:
        """Delete an annotation.

        Args:
            article: The article that it is on.
            annotation: The annotation.
        """

    def get_draft(self, article: Article, draft_key: str) -> str:
        """The text of a note that was typed but not confirmed; "" where there is none.

        Args:
            article: The article that the note is on.
            draft_key: What the note is on in it, as the caller names it.
        """

    def put_draft(self, article: Article, draft_key: str, text: str) -> None:
        """Store the text of a note that is not confirmed yet.

        Args:
            article: The article that the note is on.
            draft_key: What the note is on in it, as the caller names it.
            text: The text; "" deletes the draft.
        """

    def create_edited_note(self, article: Article, draft_key: str, text: str) -> EditedNote:
        """The file of a note that another program is to edit.

        Args:
            article: The article that the note is on.
            draft_key: What the note is on in it, as the caller names it.
            text: The text so far.
        """

    def put_position(self, article: Article, position: tuple[int, int]) -> None:
        """Store the position that an article is left at.

        Args:
            article: The article.
            position: Block index and offset as written.
        """

    def put_choices(self, article: Article, pins: Mapping[int, tuple[Pin, ...]], overrides: Sequence[Override]) -> None:
        """Store the user's decisions about the conversion of an article, in place of all earlier ones.

        Args:
            article: The article.
            pins: Decisions on places, by block index.
            overrides: Rules for the whole article.
        """

    def set_starred(self, article: Article, *, starred: bool) -> None:
        """Store whether an article has a star.

        Args:
            article: The article.
            starred: Whether it has one.
        """

    def update_articles(
        self,
        sequences: Sequence[int],
        *,
        read: bool | None = None,
        starred: bool | None = None,
        add_tags: Iterable[str] = (),
        remove_tags: Iterable[str] = (),
    ) -> None:
        """Change articles of the library.

        Args:
            sequences: The articles, by their sequences.
            read: Whether they are read; None leaves that as it is.
            starred: Whether they have a star; None leaves that as it is.
            add_tags: Tags they get.
            remove_tags: Tags they lose.
        """

    def hide_articles(self, sequences: Sequence[int], *, is_hidden: bool) -> None:
        """Delete articles of the library so that they can be restored, or restore them.

        Args:
            sequences: The articles, by their sequences.
            is_hidden: Whether they are deleted.
        """

    def set_separate(self, article_ids: Sequence[str], *, is_separate: bool) -> None:
        """Take articles of the library out of the groups of their stories, or put them back.

        Args:
            article_ids: The articles.
            is_separate: Whether they are taken out.
        """

    def mark_gone(self, url: str, *, is_gone: bool) -> None:
        """Store that a page is gone, as HTTP 404 and 410 say, or was found again; nothing for one that is not stored.

        Args:
            url: The address of the page.
            is_gone: Whether it is gone.
        """

    def open_listing(self) -> ArticleListing | None:
        """The lists of the library; None where there is no library."""


def open_edited_note(library: Path | None, article: Article, draft_key: str, text: str) -> EditedNote:
    """The file of a note that another program is to edit.

    Args:
        library: The file of the library; None for a note that is not stored in one.
        article: The article that the note is on.
        draft_key: What the note is on in it.
        text: The text so far.

    Raises:
        ReaderError: The file cannot be written.
    """
    from reader.library.edited_notes import create_edited_note

    try:
        return create_edited_note(library, article.origin.id, draft_key, text)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise ReaderError(str(error.filename or "$EDITOR"), why, "make room and try again") from None


class InMemory:
    """Stores annotations, drafts and stars for the session; the list of articles keeps the rest itself."""

    def __init__(self) -> None:
        self._annotations: dict[str, dict[str, Annotation]] = {}
        self._drafts: dict[tuple[str, str], str] = {}
        self._starred: set[str] = set()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is stored."""
        return not (self._starred or any(self._annotations.values()) or any(self._drafts.values()))

    def open_article(
        self, article: Article, load_document: Callable[[], Document], *, is_in_front: bool = True
    ) -> StoredState:
        """As `AnnotationStore.open_article`; the document is not needed."""
        article_id = article.origin.id
        return StoredState(
            tuple(self._annotations.get(article_id, {}).values()), is_starred=article_id in self._starred
        )

    def mark_read(self, article: Article) -> None:
        """Nothing: the list of articles knows which of the session were read."""

    def find_page(self, url: str) -> Document | None:
        """None: the list of articles keeps the pages of the session."""
        return None

    def list_read_urls(self) -> Sequence[str]:
        """None: the list of articles knows which of the session were read."""
        return ()

    def put_annotation(self, article: Article, annotation: Annotation) -> None:
        """As `AnnotationStore.put_annotation`."""
        self._annotations.setdefault(article.origin.id, {})[annotation.id] = annotation

    def remove_annotation(self, article: Article, annotation: Annotation) -> None:
        """As `AnnotationStore.remove_annotation`."""
        self._annotations.get(article.origin.id, {}).pop(annotation.id, None)

    def get_draft(self, article: Article, draft_key: str) -> str:
        """As `AnnotationStore.get_draft`."""
        return self._drafts.get((article.origin.id, draft_key), "")

    def put_draft(self, article: Article, draft_key: str, text: str) -> None:
        """As `AnnotationStore.put_draft`."""
        self._drafts[article.origin.id, draft_key] = text

    def create_edited_note(self, article: Article, draft_key: str, text: str) -> EditedNote:
        """As `AnnotationStore.create_edited_note`; the file is a temporary one."""
        return open_edited_note(None, article, draft_key, text)

    def put_position(self, article: Article, position: tuple[int, int]) -> None:
        """Nothing: the list of articles keeps the positions of the session."""

    def put_choices(self, article: Article, pins: Mapping[int, tuple[Pin, ...]], overrides: Sequence[Override]) -> None:
        """Nothing: the list of articles keeps the decisions of the session."""

    def set_starred(self, article: Article, *, starred: bool) -> None:
        """As `AnnotationStore.set_starred`."""
        (self._starred.add if starred else self._starred.discard)(article.origin.id)

    def update_articles(self, sequences: Sequence[int], **_: object) -> None:
        """Nothing: no article is of a library."""

    def hide_articles(self, sequences: Sequence[int], *, is_hidden: bool) -> None:
        """Nothing: no article is of a library."""

    def set_separate(self, article_ids: Sequence[str], *, is_separate: bool) -> None:
        """Nothing: no article is of a library."""

    def open_listing(self) -> ArticleListing | None:
        """None."""
        return None

    def mark_gone(self, url: str, *, is_gone: bool) -> None:
        """Nothing: no page is stored."""
