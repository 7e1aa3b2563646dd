"""The library: articles, annotations, and what the user did with them."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from reader.annotations.anchoring import reanchor
from reader.annotations.model import CanonicalText
from reader.annotations.w3c import make_timestamp
from reader.errors import ReaderError
from reader.library.connection import Connection
from reader.library.database_file import DEFAULT_TIMEOUT
from reader.library.feed_store import FeedStore
from reader.library.insertion import insert_articles
from reader.library.records import (
    ANNOTATION_COLUMNS,
    ENTRY_COLUMNS,
    ArticleRows,
    LibraryEntry,
    StoredText,
    decompress_source,
    load_annotations,
    load_canonical_text,
    make_annotation_row,
    make_article_row,
    make_text_row,
    parse_annotation_row,
    parse_entry_row,
    parse_text_row,
)
from reader.library.removal import delete_articles, restore_articles
from reader.library.stories import StoryGroups
from reader.library.user_choices import UserChoices
from reader.library.versions import load_versions, store_version
from reader.model.clean import to_single_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path
    from typing import Self

    from reader.annotations.model import Annotation
    from reader.library.search_sql import ArticleQuery
    from reader.library.versions import StoredVersion
    from reader.model import Article, CleanText

_UUID_URN_PREFIX = "urn:uuid:"
_ANNOTATION_PLACEHOLDERS = ", ".join("?" * len(ANNOTATION_COLUMNS.split(",")))


class Library:
    """The articles and annotations in a database. A context manager, which closes it.

    Articles are named by the ids of their origins, annotations by their own. Every change is on the disk when the
    method that makes it returns. All methods raise ReaderError where the file cannot be read or written; nothing has
    changed then. It is for the thread that opened it.

    Args:
        connection: To the database.

    Attributes:
        connection: To the database.
        choices: What the user decided about the words of articles, and unfinished notes.
        feeds: The feeds, and which articles are from them.
        stories: Which articles tell the same story.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.choices = UserChoices(connection)
        self.feeds = FeedStore(connection)
        self.stories = StoryGroups(connection)
        self._notices = list(connection.notices)

    @classmethod
    def open(cls, path: Path, *, writable: bool = True, timeout: float = DEFAULT_TIMEOUT) -> Self:
        """The library in a file, which is created, with its folder, where it is missing.

        Args:
            path: The file.
            writable: Whether it will be written to. Else a missing one is not created but is an empty library, and an
                intact one is neither repaired, migrated nor backed up.
            timeout: Seconds to wait while another program keeps it locked.

        Raises:
            ReaderError: It belongs to another program or to a newer dubao, is locked, or cannot be read or written.
        """
        return cls(Connection.open(path, writable=writable, timeout=timeout))

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The file."""
        return self.connection.path

    def take_notices(self) -> list[str]:
        """What the user should know about the opening, such as a repair, a sentence each; nothing the second time."""
        notices, self._notices = self._notices, []
        return notices

    def transaction(self) -> AbstractContextManager[None]:
        """A context in which all changes are made together or not at all; may be nested."""
        return self.connection.transaction()

    # -- articles

    def store_article(self, article: Article, source: CleanText, *, is_new_state: bool = True) -> list[Annotation]:
        """Store an article, or another state of its text in place of the stored one.

        Args:
            article: All of it, as written.
            source: The text of the document it was read from.
            is_new_state: Whether a text that differs is a change by the paper, so that the stored one is kept as a
                version. It is not where the page of an article takes the place of its summary in a feed.

        Returns:
            The annotations that changed with the text: moved, edited, without a place, or with one again.
        """
        canonical, article_id = CanonicalText(article.blocks), article.origin.id
        present = canonical.text, article.origin.sha256, source, True
        if self._load_state(article_id) == present:
            return []  # nearly always; it costs no writing
        with self.transaction():
            old = self._load_state(article_id)
            old_text, _, old_source, _ = old or ("", "", None, False)
            # The same source with another text: not the paper has changed, but how its text is found in the source.
            if old and is_new_state and old_text != canonical.text and old_source != source:
                store_version(self.connection, article_id)
            self._upsert_article(article, source, canonical)
            if old_text == canonical.text:
                return []
            # An article whose text was lost with a damaged file has annotations and pins all the same.
            self.choices.reanchor_pins(article_id, self.choices.load_pin_records(article_id), old_text)
            annotations = self.load_annotations(article_id)
            found = reanchor(canonical, annotations, old_text)
            changed = [new for new, old in zip(found, annotations, strict=True) if new != old]
            for annotation in changed:
                self.store_annotation(annotation, article_id)
            return changed

    def insert_articles(self, rows: Sequence[ArticleRows]) -> None:
        """Store articles that the library does not have; it is quicker than `store_article`.

        Args:
            rows: Of `make_article_rows`.

        Raises:
            ReaderError: One is there already; none is stored then.
        """
        with self.transaction():
            insert_articles(self.connection, rows)

    def find_known(self, article_ids: Iterable[str]) -> set[str]:
        """Those of some ids that articles of the library have, deleted ones too."""
        sql = "SELECT id FROM articles WHERE id IN (SELECT value FROM json_each(?))"
        return {article_id for (article_id,) in self.connection.select(sql, json.dumps(list(article_ids)))}

    def is_stored(self, rows: ArticleRows) -> bool:
        """Whether the library has an article with exactly this text, a deleted one too."""
        sql = """SELECT 1 FROM articles JOIN texts ON article = id
            WHERE id = ? AND sha256 = ? AND canonical = ? AND source = ? AND authors IS NOT NULL"""
        article, text = rows.article, rows.text
        values = article["id"], article["sha256"], text["canonical"], text["source"]
        return bool(self.connection.select(sql, *values))

    def _load_state(self, article_id: str) -> tuple[str, str, CleanText | None, bool] | None:
        """What is stored of an article that a new state of it is compared with; None where it is not stored.

        Returns:
            Its canonical text, the checksum and the text of its document, and whether its authors are known.
        """
        sql = "SELECT canonical, sha256, source, authors FROM articles JOIN texts ON article = id WHERE id = ?"
        for canonical, sha256, packed, authors in self.connection.select(sql, article_id):
            return canonical, sha256, decompress_source(packed), authors is not None
        return None

    def _upsert_article(self, article: Article, source: CleanText, canonical: CanonicalText) -> None:
        """Write the rows of an article and its text; the columns for what the user did with it stay."""
        for table, key, row in (
            ("articles", "id", make_article_row(article)),
            ("texts", "article", make_text_row(article, source, canonical)),
        ):
            updates = ", ".join(f"{column} = excluded.{column}" for column in row if column not in (key, "added"))
            self.connection.execute(
                f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"
                f" ON CONFLICT ({key}) DO UPDATE SET {updates}",
                *row.values(),
            )

    def list_entries(self, query: ArticleQuery | None = None) -> list[LibraryEntry]:
        """The articles that match a query, without the deleted and muted ones, the one added last first.

        Args:
            query: Of this library; None for all articles.
        """
        tags: defaultdict[str, list[str]] = defaultdict(list)
        for article_id, tag in self.connection.select("SELECT article, tag FROM tags"):
            tags[article_id].append(tag)
        condition, values = "hidden = 0", []
        if query is not None:
            condition += " AND sequence IN (SELECT value FROM json_each(?))"
            values = [json.dumps(query.find_sequences())]
        sql = f"SELECT {ENTRY_COLUMNS} FROM articles WHERE {condition} ORDER BY added DESC, sequence DESC"
        return [parse_entry_row(row, tags[row[0]]) for row in self.connection.select(sql, *values)]

    def find_entry(self, article_id: str) -> LibraryEntry | None:
        """An article by its id; None where it is not in the library."""
        rows = self.connection.select(f"SELECT {ENTRY_COLUMNS} FROM articles WHERE id = ?", article_id)
        tags = self.connection.select("SELECT tag FROM tags WHERE article = ?", article_id)
        return parse_entry_row(rows[0], (tag for (tag,) in tags)) if rows else None

    def list_read_urls(self) -> list[str]:
        """The URLs of all articles of the web that were read."""
        return [url for (url,) in self.connection.select("SELECT url FROM articles WHERE read AND url IS NOT NULL")]

    def load_text(self, article_id: str) -> StoredText | None:
        """The stored text of an article; None where it is not in the library.

        Raises:
            ReaderError: It is damaged.
        """
        rows = self.connection.select("SELECT source, canonical, lengths FROM texts WHERE article = ?", article_id)
        text = parse_text_row(*rows[0]) if rows else None
        if rows and text is None:
            raise ReaderError(article_id, "its text in the library is damaged", "add its source again")
        return text

    def load_canonical_text(self, article_id: str) -> CanonicalText:
        """The text that an article's annotations and pins are anchored in; empty where it is not in the library."""
        return load_canonical_text(self.connection, article_id)

    def load_versions(self, article_id: str) -> list[StoredVersion]:
        """The earlier texts of an article, the oldest first; at most versions.MAX_VERSIONS."""
        return load_versions(self.connection, article_id)

    def mark_gone(self, article_id: str, *, is_gone: bool = True) -> None:
        """Store that the source of an article is gone, as HTTP 404 and 410 say; the article stays.

        Args:
            article_id: The article's id.
            is_gone: False where the source was found again.
        """
        if is_gone:
            sql = "UPDATE articles SET gone = ? WHERE id = ? AND gone IS NULL"
            self.connection.execute(sql, make_timestamp(), article_id)
        else:
            self.connection.execute("UPDATE articles SET gone = NULL WHERE id = ? AND gone IS NOT NULL", article_id)

    def update_entry(
        self,
        article_id: str,
        *,
        read: bool | None = None,
        starred: bool | None = None,
        add_tags: Iterable[str] = (),
        remove_tags: Iterable[str] = (),
    ) -> None:
        """Change the marks and tags of an article.

        Args:
            article_id: The article's id.
            read: Whether it is read; None leaves that as it is.
            starred: Whether it has a star; None leaves that as it is.
            add_tags: Tags it gets.
            remove_tags: Tags it loses; those it does not have are ignored.
        """
        with self.transaction():
            for column, value in (("read", read), ("starred", starred)):
                if value is not None:
                    self.connection.execute(f"UPDATE articles SET {column} = ? WHERE id = ?", value, article_id)
            for tag in add_tags:
                self.connection.execute("INSERT OR IGNORE INTO tags VALUES (?, ?)", article_id, to_single_line(tag))
            for tag in remove_tags:
                for form in {tag, to_single_line(tag)}:  # as it is listed, which is not how an older dubao stored it
                    self.connection.execute("DELETE FROM tags WHERE article = ? AND tag = ?", article_id, form)

    def update_listed(
        self,
        sequences: Iterable[int],
        *,
        read: bool | None = None,
        starred: bool | None = None,
        add_tags: Iterable[str] = (),
        remove_tags: Iterable[str] = (),
    ) -> None:
        """Change the marks and tags of many articles at once; the arguments are those of update_entry.

        Args:
            sequences: The articles, by their sequences.
            read: Whether they are read.
            starred: Whether they have a star.
            add_tags: Tags they get.
            remove_tags: Tags they lose.
        """
        listed = json.dumps(list(sequences))
        among = "sequence IN (SELECT value FROM json_each(?))"
        with self.transaction():
            for column, value in (("read", read), ("starred", starred)):
                if value is not None:
                    self.connection.execute(f"UPDATE articles SET {column} = ? WHERE {among}", value, listed)
            for tag in add_tags:
                sql = f"INSERT OR IGNORE INTO tags SELECT id, ? FROM articles WHERE {among}"
                self.connection.execute(sql, tag, listed)
            for tag in remove_tags:
                sql = f"DELETE FROM tags WHERE tag = ? AND article IN (SELECT id FROM articles WHERE {among})"
                self.connection.execute(sql, tag, listed)

    def hide_listed(self, sequences: Iterable[int], *, is_hidden: bool) -> None:
        """Delete articles so that they can be restored, or restore them.

        Args:
            sequences: The articles, by their sequences.
            is_hidden: Whether they are deleted.
        """
        sql = "SELECT id FROM articles WHERE sequence IN (SELECT value FROM json_each(?))"
        ids = [article_id for (article_id,) in self.connection.select(sql, json.dumps(list(sequences)))]
        (delete_articles if is_hidden else restore_articles)(self.connection, ids)

    def store_reading_position(self, article_id: str, position: tuple[int, int]) -> None:
        """Store how far an article was read.

        Args:
            article_id: The article's id.
            position: The index of a block, and an offset in its text in code points.
        """
        self.connection.execute("UPDATE articles SET block = ?, at = ? WHERE id = ?", *position, article_id)

    def store_added_time(self, article_id: str, timestamp: str) -> None:
        """Store when an article was added, where that was in another library.

        Args:
            article_id: The article's id.
            timestamp: ISO 8601, UTC.
        """
        self.connection.execute("UPDATE articles SET added = ? WHERE id = ?", timestamp, article_id)

    # -- annotations

    def load_annotations(self, article_id: str) -> list[Annotation]:
        """The annotations of an article: those on the whole article first, then in the order of their positions."""
        return load_annotations(self.connection, article_id)

    def get_annotation(self, id_prefix: str) -> tuple[str, Annotation]:
        """An annotation, with the id of its article.

        Args:
            id_prefix: Its id; or the beginning of what follows urn:uuid: in it, where no other id has that.

        Raises:
            ReaderError: There is none, or more than one.
        """
        full = id_prefix if ":" in id_prefix else _UUID_URN_PREFIX + id_prefix
        found = self.connection.select(f"SELECT {ANNOTATION_COLUMNS} FROM annotations WHERE id = ?", full)
        if not found and id_prefix:
            sql = f"SELECT {ANNOTATION_COLUMNS} FROM annotations WHERE substr(id, 1, ?) = ? LIMIT 2"
            found = self.connection.select(sql, len(full), full)
        if len(found) > 1:
            raise ReaderError(id_prefix, "more than one annotation begins so", "type more of its id")
        if not found:
            raise ReaderError(id_prefix or "the id", "there is no such annotation", "dubao notes lists them with ids")
        return parse_annotation_row(found[0])

    def store_annotation(self, annotation: Annotation, article_id: str) -> None:
        """Store an annotation, in place of the one with its id.

        Args:
            annotation: Anchored in the article's canonical text.
            article_id: The id of its article, which must be in the library.

        Raises:
            ReaderError: The article is not there, or the file cannot be written.
        """
        updates = ", ".join(
            f"{column} = excluded.{column}" for column in ANNOTATION_COLUMNS.split(", ") if column != "id"
        )
        self.connection.execute(
            f"INSERT INTO annotations ({ANNOTATION_COLUMNS}) VALUES ({_ANNOTATION_PLACEHOLDERS})"
            f" ON CONFLICT (id) DO UPDATE SET {updates}",
            *make_annotation_row(annotation, article_id),
        )

    def delete_annotation(self, annotation_id: str) -> None:
        """Delete an annotation; nothing happens where there is none with that id."""
        self.connection.execute("DELETE FROM annotations WHERE id = ?", annotation_id)
