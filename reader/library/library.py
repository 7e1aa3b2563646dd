"""The library: articles, annotations, and what the reader did with them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reader.annotations.anchoring import reanchor
from reader.annotations.model import CanonicalText
from reader.errors import ReaderError
from reader.library.records import (
    ANNOTATION_COLUMNS,
    ENTRY_COLUMNS,
    LibraryEntry,
    StoredText,
    decompress_source,
    make_annotation_row,
    make_article_row,
    make_text_row,
    parse_annotation_row,
    parse_entry_row,
    parse_text_row,
)
from reader.library.user_choices import UserChoices

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.annotations.model import Annotation
    from reader.model import Article, CleanText

_UUID_URN_PREFIX = "urn:uuid:"
_ANNOTATION_PLACEHOLDERS = ", ".join("?" * len(ANNOTATION_COLUMNS.split(",")))


class Library(UserChoices):
    """Articles are named by the ids of their origins, annotations by their own."""

    # -- articles

    def store_article(self, article: Article, source: CleanText) -> list[Annotation]:
        """Put an article into the library, or another state of its text in the place of the one before.

        Args:
            article: All of it, as written.
            source: The text of the document it was read from.

        Returns:
            The annotations that are not where they were, or are somewhere again: moved, changed, or without a place.
        """
        canonical, identity = CanonicalText(article.blocks), article.origin.id
        question = "SELECT canonical, sha256, source FROM articles JOIN texts ON article = id WHERE id = ?"
        for text, sha256, packed in self.select(question, identity):
            if (text, sha256, decompress_source(packed)) == (canonical.text, article.origin.sha256, source):
                return []  # nearly always; it costs no writing
        with self.transaction():
            before = next((text for text, *_ in self.select(question, identity)), "")
            self._upsert_article(article, source, canonical)
            if before == canonical.text:
                return []
            # One whose text was lost with a damaged file has annotations all the same.
            self.reanchor_pins(identity, self.load_pin_records(identity), before)
            old = self.load_annotations(identity)
            new = reanchor(canonical, old, before)
            changed = [one for one, other in zip(new, old, strict=True) if one != other]
            for annotation in changed:
                self.store_annotation(annotation, identity)
            return changed

    def _upsert_article(self, article: Article, source: CleanText, canonical: CanonicalText) -> None:
        """Write an article and its text; what the reader did with it stays."""
        for table, key, row in (
            ("articles", "id", make_article_row(article)),
            ("texts", "article", make_text_row(article, source, canonical)),
        ):
            fresh = ", ".join(f"{column} = excluded.{column}" for column in row if column not in (key, "added"))
            self.execute(
                f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"
                f" ON CONFLICT ({key}) DO UPDATE SET {fresh}",
                *row.values(),
            )

    def list_entries(self) -> list[LibraryEntry]:
        """All articles, those added last first."""
        tags: defaultdict[str, list[str]] = defaultdict(list)
        for article, tag in self.select("SELECT article, tag FROM tags"):
            tags[article].append(tag)
        rows = self.select(f"SELECT {ENTRY_COLUMNS} FROM articles ORDER BY added DESC, id")
        return [parse_entry_row(row, tags[row[0]]) for row in rows]

    def find_entry(self, article_id: str) -> LibraryEntry | None:
        """An article; None for one that is not here."""
        rows = self.select(f"SELECT {ENTRY_COLUMNS} FROM articles WHERE id = ?", article_id)
        tags = self.select("SELECT tag FROM tags WHERE article = ?", article_id)
        return parse_entry_row(rows[0], (tag for (tag,) in tags)) if rows else None

    def load_text(self, article_id: str) -> StoredText | None:
        """The text of an article, to be read again without its source; None for one that is not here.

        Raises:
            ReaderError: It is damaged.
        """
        rows = self.select("SELECT source, canonical, lengths FROM texts WHERE article = ?", article_id)
        text = parse_text_row(*rows[0]) if rows else None
        if rows and text is None:
            raise ReaderError(article_id, "its text in the library is damaged", "add its source again")
        return text

    def update_entry(
        self,
        article_id: str,
        *,
        read: bool | None = None,
        starred: bool | None = None,
        add_tags: Iterable[str] = (),
        remove_tags: Iterable[str] = (),
    ) -> None:
        """Mark an article as read or starred, and tag it; None leaves it as it is."""
        with self.transaction():
            for column, value in (("read", read), ("starred", starred)):
                if value is not None:
                    self.execute(f"UPDATE articles SET {column} = ? WHERE id = ?", value, article_id)
            for each in add_tags:
                self.execute("INSERT OR IGNORE INTO tags VALUES (?, ?)", article_id, each)
            for each in remove_tags:
                self.execute("DELETE FROM tags WHERE article = ? AND tag = ?", article_id, each)

    def store_reading_position(self, article_id: str, position: tuple[int, int]) -> None:
        """Where reading was left: the block, and the offset in it."""
        self.execute("UPDATE articles SET block = ?, at = ? WHERE id = ?", *position, article_id)

    # -- annotations

    def load_annotations(self, article_id: str) -> list[Annotation]:
        """Those of an article, in the order of their places, those on the whole article first."""
        question = f"SELECT {ANNOTATION_COLUMNS} FROM annotations WHERE article = ? ORDER BY start, behind, created, id"
        return [parse_annotation_row(row)[1] for row in self.select(question, article_id)]

    def load_all_annotations(self) -> list[tuple[str, Annotation]]:
        """Those of all articles, each with the id of its article: article by article, in the order of their places."""
        question = f"SELECT {ANNOTATION_COLUMNS} FROM annotations ORDER BY article, start, behind, created, id"
        return [parse_annotation_row(row) for row in self.select(question)]

    def get_annotation(self, id_prefix: str) -> tuple[str, Annotation]:
        """An annotation with the id of its article.

        Args:
            id_prefix: Its id, or the beginning of what follows urn:uuid: in it, if that is only one's.

        Raises:
            ReaderError: There is none, or more than one.
        """
        full = id_prefix if ":" in id_prefix else _UUID_URN_PREFIX + id_prefix
        found = self.select(f"SELECT {ANNOTATION_COLUMNS} FROM annotations WHERE id = ?", full)
        if not found and id_prefix:
            question = f"SELECT {ANNOTATION_COLUMNS} FROM annotations WHERE substr(id, 1, ?) = ? LIMIT 2"
            found = self.select(question, len(full), full)
        if len(found) > 1:
            raise ReaderError(id_prefix, "more than one annotation begins so", "type more of its id")
        if not found:
            raise ReaderError(id_prefix or "the id", "there is no such annotation", "dubao notes lists them with ids")
        return parse_annotation_row(found[0])

    def store_annotation(self, annotation: Annotation, article_id: str) -> None:
        """Write an annotation of an article that is kept, in the place of the one with its id."""
        fresh = ", ".join(
            f"{column} = excluded.{column}" for column in ANNOTATION_COLUMNS.split(", ") if column != "id"
        )
        self.execute(
            f"INSERT INTO annotations ({ANNOTATION_COLUMNS}) VALUES ({_ANNOTATION_PLACEHOLDERS})"
            f" ON CONFLICT (id) DO UPDATE SET {fresh}",
            *make_annotation_row(annotation, article_id),
        )

    def delete_annotation(self, annotation_id: str) -> None:
        """Take an annotation away; whoever wants it back has it and puts it."""
        self.execute("DELETE FROM annotations WHERE id = ?", annotation_id)
