"""Where highlights and notes are kept: what the screen asks of a library, and what serves where there is none."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reader.annotations.model import Annotation
    from reader.model import Article
    from reader.script.overrides import Override
    from reader.script.rules import Pin
    from reader.sources import Document


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
