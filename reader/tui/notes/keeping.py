"""Where highlights and notes are kept: what the screen asks of a library, and what serves where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model import Article
    from reader.model.annotation import Annotation


class Keeper(Protocol):
    """Keeps annotations by the article they are of. What has returned is kept; a ReaderError keeps nothing."""

    def annotations(self, article: Article) -> Sequence[Annotation]:
        """Those of an article, found again in its text."""

    def put(self, article: Article, annotation: Annotation) -> None:
        """Keep one, new or changed."""

    def remove(self, article: Article, annotation: Annotation) -> None:
        """Keep it no longer."""

    def draft(self, article: Article, about: str) -> str:
        """What was typed and not kept about something of an article, named by the caller; "" for nothing."""

    def keep_draft(self, article: Article, about: str, text: str) -> None:
        """Keep what was typed; "" forgets it."""


class InMemory:
    """Keeps them as long as the program runs."""

    def __init__(self) -> None:
        self._kept: dict[str, dict[str, Annotation]] = {}
        self._drafts: dict[tuple[str, str], str] = {}

    def annotations(self, article: Article) -> Sequence[Annotation]:
        """Those of an article."""
        return tuple(self._kept.get(article.origin.id, {}).values())

    def put(self, article: Article, annotation: Annotation) -> None:
        """Keep one, new or changed."""
        self._kept.setdefault(article.origin.id, {})[annotation.id] = annotation

    def remove(self, article: Article, annotation: Annotation) -> None:
        """Keep it no longer."""
        self._kept.get(article.origin.id, {}).pop(annotation.id, None)

    def draft(self, article: Article, about: str) -> str:
        """What was typed and not kept."""
        return self._drafts.get((article.origin.id, about), "")

    def keep_draft(self, article: Article, about: str, text: str) -> None:
        """Keep what was typed."""
        self._drafts[article.origin.id, about] = text
