"""The library: articles, annotations, and what the reader did with them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reader.annotations.anchoring import anchored
from reader.annotations.model import Canonical
from reader.errors import ReaderError
from reader.library.records import (
    ANNOTATION,
    KEPT,
    Kept,
    Text,
    annotation_of,
    annotation_row,
    article_row,
    kept_of,
    text_of,
    text_row,
    unpacked,
)
from reader.library.user_choices import Decisions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.annotations.model import Annotation
    from reader.model import Article, CleanText

_URN = "urn:uuid:"
_MARKS = ", ".join("?" * len(ANNOTATION.split(",")))


class Library(Decisions):
    """Articles are named by the ids of their origins, annotations by their own."""

    # -- articles

    def keep(self, article: Article, source: CleanText) -> list[Annotation]:
        """Put an article into the library, or another state of its text in the place of the one before.

        Args:
            article: All of it, as written.
            source: The text of the document it was read from.

        Returns:
            The annotations that are not where they were, or are somewhere again: moved, changed, or without a place.
        """
        canonical, identity = Canonical(article.blocks), article.origin.id
        question = "SELECT canonical, sha256, source FROM articles JOIN texts ON article = id WHERE id = ?"
        for text, sha256, packed in self.select(question, identity):
            if (text, sha256, unpacked(packed)) == (canonical.text, article.origin.sha256, source):
                return []  # nearly always; it costs no writing
        with self.writing():
            before = next((text for text, *_ in self.select(question, identity)), "")
            self._put_article(article, source, canonical)
            if before == canonical.text:
                return []
            # One whose text was lost with a damaged file has annotations all the same.
            self.anchor_pins(identity, self.pin_rows(identity), before)
            old = self.annotations(identity)
            new = anchored(canonical, old, before)
            changed = [one for one, other in zip(new, old, strict=True) if one != other]
            for annotation in changed:
                self.put(annotation, identity)
            return changed

    def _put_article(self, article: Article, source: CleanText, canonical: Canonical) -> None:
        """Write an article and its text; what the reader did with it stays."""
        for table, key, row in (
            ("articles", "id", article_row(article)),
            ("texts", "article", text_row(article, source, canonical)),
        ):
            fresh = ", ".join(f"{column} = excluded.{column}" for column in row if column not in (key, "added"))
            self.change(
                f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"
                f" ON CONFLICT ({key}) DO UPDATE SET {fresh}",
                *row.values(),
            )

    def articles(self) -> list[Kept]:
        """All articles, those added last first."""
        tags: defaultdict[str, list[str]] = defaultdict(list)
        for article, tag in self.select("SELECT article, tag FROM tags"):
            tags[article].append(tag)
        rows = self.select(f"SELECT {KEPT} FROM articles ORDER BY added DESC, id")
        return [kept_of(row, tags[row[0]]) for row in rows]

    def article(self, identity: str) -> Kept | None:
        """An article; None for one that is not here."""
        rows = self.select(f"SELECT {KEPT} FROM articles WHERE id = ?", identity)
        tags = self.select("SELECT tag FROM tags WHERE article = ?", identity)
        return kept_of(rows[0], (tag for (tag,) in tags)) if rows else None

    def text(self, identity: str) -> Text | None:
        """The text of an article, to be read again without its source; None for one that is not here.

        Raises:
            ReaderError: It is damaged.
        """
        rows = self.select("SELECT source, canonical, lengths FROM texts WHERE article = ?", identity)
        text = text_of(*rows[0]) if rows else None
        if rows and text is None:
            raise ReaderError(identity, "its text in the library is damaged", "add its source again")
        return text

    def mark(
        self,
        identity: str,
        *,
        read: bool | None = None,
        starred: bool | None = None,
        tag: Iterable[str] = (),
        untag: Iterable[str] = (),
    ) -> None:
        """Mark an article as read or starred, and tag it; None leaves it as it is."""
        with self.writing():
            for column, value in (("read", read), ("starred", starred)):
                if value is not None:
                    self.change(f"UPDATE articles SET {column} = ? WHERE id = ?", value, identity)
            for each in tag:
                self.change("INSERT OR IGNORE INTO tags VALUES (?, ?)", identity, each)
            for each in untag:
                self.change("DELETE FROM tags WHERE article = ? AND tag = ?", identity, each)

    def leave(self, identity: str, position: tuple[int, int]) -> None:
        """Where reading was left: the block, and the offset in it."""
        self.change("UPDATE articles SET block = ?, at = ? WHERE id = ?", *position, identity)

    # -- annotations

    def annotations(self, identity: str) -> list[Annotation]:
        """Those of an article, in the order of their places, those on the whole article first."""
        question = f"SELECT {ANNOTATION} FROM annotations WHERE article = ? ORDER BY start, behind, created, id"
        return [annotation_of(row)[1] for row in self.select(question, identity)]

    def all_annotations(self) -> list[tuple[str, Annotation]]:
        """Those of all articles, each with the id of its article: article by article, in the order of their places."""
        question = f"SELECT {ANNOTATION} FROM annotations ORDER BY article, start, behind, created, id"
        return [annotation_of(row) for row in self.select(question)]

    def annotation(self, identity: str) -> tuple[str, Annotation]:
        """An annotation with the id of its article.

        Args:
            identity: Its id, or the beginning of what follows urn:uuid: in it, if that is only one's.

        Raises:
            ReaderError: There is none, or more than one.
        """
        full = identity if ":" in identity else _URN + identity
        found = self.select(f"SELECT {ANNOTATION} FROM annotations WHERE id = ?", full)
        if not found and identity:
            question = f"SELECT {ANNOTATION} FROM annotations WHERE substr(id, 1, ?) = ? LIMIT 2"
            found = self.select(question, len(full), full)
        if len(found) > 1:
            raise ReaderError(identity, "more than one annotation begins so", "type more of its id")
        if not found:
            raise ReaderError(identity or "the id", "there is no such annotation", "dubao notes lists them with ids")
        return annotation_of(found[0])

    def put(self, annotation: Annotation, article: str) -> None:
        """Write an annotation of an article that is kept, in the place of the one with its id."""
        fresh = ", ".join(f"{column} = excluded.{column}" for column in ANNOTATION.split(", ") if column != "id")
        self.change(
            f"INSERT INTO annotations ({ANNOTATION}) VALUES ({_MARKS}) ON CONFLICT (id) DO UPDATE SET {fresh}",
            *annotation_row(annotation, article),
        )

    def remove(self, identity: str) -> None:
        """Take an annotation away; whoever wants it back has it and puts it."""
        self.change("DELETE FROM annotations WHERE id = ?", identity)
