"""Where highlights and notes are kept: what the screen asks of a library, and what serves where there is none."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reader.annotations.model import Annotation
    from reader.model import Article
    from reader.script.overrides import Rule
    from reader.script.rules import Pin
    from reader.sources import Document


@dataclass(frozen=True, slots=True)
class Known:
    """What is kept of an article."""

    annotations: Sequence[Annotation] = ()
    """Found again in its text."""
    position: tuple[int, int] = (0, 0)
    """Where reading was left: the block, and the offset in it."""
    pins: Mapping[int, tuple[Pin, ...]] = field(default_factory=dict)
    """What was decided about stretches of its blocks."""
    rules: Sequence[Rule] = ()
    """What was decided about words of it."""
    starred: bool = False
    notice: str = ""
    """What the reader has to know of the library."""


class Keeper(Protocol):
    """Keeps what a reader does with an article. What has returned is kept; a ReaderError keeps nothing."""

    def take_in(self, article: Article, load: Callable[[], Document]) -> Known:
        """An article was opened and read to its end.

        Args:
            article: As written.
            load: Gives its document again.
        """

    def page(self, url: str) -> Document | None:
        """A page of the web as it was when it was opened last; None for one that is not kept."""

    def put(self, article: Article, annotation: Annotation) -> None:
        """Keep an annotation, new or changed."""

    def remove(self, article: Article, annotation: Annotation) -> None:
        """Keep it no longer."""

    def draft(self, article: Article, about: str) -> str:
        """What was typed and not kept about something of an article, named by the caller; "" for nothing."""

    def keep_draft(self, article: Article, about: str, text: str) -> None:
        """Keep what was typed; "" forgets it."""

    def leave(self, article: Article, position: tuple[int, int]) -> None:
        """Where reading was left."""

    def decide(self, article: Article, pins: Mapping[int, tuple[Pin, ...]], rules: Sequence[Rule]) -> None:
        """What was decided about words, all of it."""

    def star(self, article: Article, *, starred: bool) -> None:
        """With a star, or without."""


class InMemory:
    """Keeps annotations and drafts as long as the program runs; the rest is kept by the list of articles."""

    def __init__(self) -> None:
        self._kept: dict[str, dict[str, Annotation]] = {}
        self._drafts: dict[tuple[str, str], str] = {}
        self._starred: set[str] = set()

    def take_in(self, article: Article, load: Callable[[], Document]) -> Known:
        """What is known of it."""
        identity = article.origin.id
        return Known(tuple(self._kept.get(identity, {}).values()), starred=identity in self._starred)

    def page(self, url: str) -> Document | None:
        """The list of articles knows those of this session."""
        return None

    def put(self, article: Article, annotation: Annotation) -> None:
        """Keep an annotation."""
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

    def leave(self, article: Article, position: tuple[int, int]) -> None:
        """The list of articles knows."""

    def decide(self, article: Article, pins: Mapping[int, tuple[Pin, ...]], rules: Sequence[Rule]) -> None:
        """The list of articles knows."""

    def star(self, article: Article, *, starred: bool) -> None:
        """With a star, or without."""
        (self._starred.add if starred else self._starred.discard)(article.origin.id)
