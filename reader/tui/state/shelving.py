"""The library as the screen's keeper: opened when the first page stands, and never needed for reading."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.tui.state.annotation_store import InMemory, Known

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reader.annotations.model import Annotation
    from reader.library.library import Library
    from reader.model import Article
    from reader.script.overrides import Rule
    from reader.script.rules import Pin
    from reader.sources import Document

_AT_ONCE = 200_000
"""Code points of an article that is kept when it is opened; a longer one is when there is something to keep of it."""
_WAIT = 0.2
"""Seconds that another program may keep the library locked: the screen stands still meanwhile."""


class Shelving:
    """Keeps everything in a library. Where that cannot be opened, in memory, and says so once.

    Args:
        path: The library's file, where one is named; else the reader's own.
        keeps: Whether an article is kept as soon as it is opened, and not only when there is something to keep of it.
    """

    def __init__(self, path: str | None, *, keeps: bool = True) -> None:
        self._path = path
        self._keeps = keeps
        self._library: Library | None = None
        self._instead = InMemory()
        self._broken = False
        self._loads: dict[str, Callable[[], Document]] = {}
        """How to have the documents of articles that are not kept yet."""

    def _opened(self) -> Library | None:
        """The library; None where it cannot be opened.

        Raises:
            ReaderError: It cannot be opened; said the first time.
        """
        if self._library is None and not self._broken:
            from reader.library.library import Library
            from reader.library.paths import library_path

            try:
                self._library = Library.open(library_path(self._path), wait=_WAIT)
            except ReaderError as error:
                self._broken = True
                raise ReaderError(error.what, error.why, "notes are kept only until you quit") from None
        return self._library

    def __enter__(self) -> None:
        """The program begins."""

    def __exit__(self, *_: object) -> None:
        """It ends."""
        if self._library is not None:
            self._library.close()

    def take_in(self, article: Article, load: Callable[[], Document]) -> Known:
        """Keep an article as it is now, and find in it what is known of it."""
        identity = article.origin.id
        self._loads[identity] = load
        library = self._opened()
        if library is None:
            return self._instead.take_in(article, load)
        size = sum(len(block.text) for block in article.blocks)
        if library.article(identity) is not None or (self._keeps and size <= _AT_ONCE):
            self._keep(library, article)
        kept = library.article(identity)
        notices, library.notices = library.notices, []
        if kept is None:
            return Known(notice="  ".join(notices))
        if not kept.read:
            library.mark(identity, read=True)
        return Known(
            library.annotations(identity), kept.position, library.pins(identity), library.rules(identity), kept.starred,
            "  ".join(notices),
        )  # fmt: skip

    def page(self, url: str) -> Document | None:
        """A page of the web as it was when it was opened last."""
        library = self._opened()
        kept = next((each for each in library.articles() if each.origin.url == url), None) if library else None
        text = library.text(kept.id) if library and kept else None
        if kept is None or text is None:
            return None
        from reader.sources import Document

        return Document(text.source, kept.origin)

    def _keep(self, library: Library, article: Article) -> None:
        """Put an article into the library, if it is not there as it is.

        Raises:
            ReaderError: Its source has changed since it was opened.
        """
        load = self._loads.pop(article.origin.id, None)
        if load is None:
            return
        document = load()
        if document.origin.sha256 != article.origin.sha256:
            self._loads[article.origin.id] = load
            raise ReaderError(str(article.origin.path), "it has changed since it was opened", "open it again")
        library.keep(article, document.text)

    def _of(self, article: Article) -> Library | None:
        """The library, which has the article; None where there is no library."""
        library = self._opened()
        if library is not None:
            self._keep(library, article)
        return library

    def put(self, article: Article, annotation: Annotation) -> None:
        """Keep an annotation."""
        if library := self._of(article):
            library.put(annotation, article.origin.id)
        else:
            self._instead.put(article, annotation)

    def remove(self, article: Article, annotation: Annotation) -> None:
        """Keep it no longer."""
        if library := self._of(article):
            library.remove(annotation.id)
        else:
            self._instead.remove(article, annotation)

    def draft(self, article: Article, about: str) -> str:
        """What was typed and not kept; where the library failed, in memory."""
        library = self._opened()
        kept = library.drafts(article.origin.id).get(about, "") if library else ""
        return self._instead.draft(article, about) or kept

    def keep_draft(self, article: Article, about: str, text: str) -> None:
        """Keep what was typed: in memory first, which cannot fail."""
        self._instead.keep_draft(article, about, text)
        if not text and article.origin.id in self._loads:
            return  # nothing of the article is kept
        if library := self._of(article):
            library.put_draft(article.origin.id, about, text)
            self._instead.keep_draft(article, about, "")

    def leave(self, article: Article, position: tuple[int, int]) -> None:
        """Where reading was left; that of an article that is not kept is not."""
        library = self._opened()
        if library is not None and library.article(article.origin.id) is not None:
            with suppress(ReaderError):
                library.leave(article.origin.id, position)

    def decide(self, article: Article, pins: Mapping[int, tuple[Pin, ...]], rules: Sequence[Rule]) -> None:
        """What was decided about words."""
        if library := self._of(article):
            with library.writing():
                library.put_pins(article.origin.id, pins)
                library.put_rules(article.origin.id, rules)

    def star(self, article: Article, *, starred: bool) -> None:
        """With a star, or without."""
        if library := self._of(article):
            library.mark(article.origin.id, starred=starred)
        else:
            self._instead.star(article, starred=starred)
