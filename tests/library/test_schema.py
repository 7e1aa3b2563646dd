"""The second version of the schema: libraries of the first one, the search index and the plans of queries."""

from __future__ import annotations

import json
import shutil
import sqlite3
import zlib
from contextlib import closing
from dataclasses import replace
from itertools import count
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from reader.annotations.model import CanonicalText
from reader.library import database_file
from reader.library.backups import list_backups
from reader.library.connection import Connection
from reader.library.library import Library
from reader.library.listing import ArticleListing
from reader.library.records import make_annotation_row, make_article_row, make_article_rows
from reader.library.removal import delete_articles, restore_articles
from reader.library.search import search_library
from reader.text.folding import fold_for_search
from reader.text.search_tokens import tokenize_for_search
from tests.library.texts import STORY, Opened, make_random_story, opened

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reader.annotations.model import Annotation

FIRST_COLUMNS = ["id", "path", "url", "encoding", "sha256", "title", "outlet", "date", "script", "length", "added"]


@pytest.fixture
def first_schema(tmp_path: Path) -> Path:
    """A folder with the script of the first version only."""
    folder = tmp_path / "schema-1"
    folder.mkdir()
    shutil.copy(database_file.MIGRATIONS_FOLDER / "1.sql", folder)
    return folder


def write_first_library(path: Path, schema: Path, stored: Sequence[tuple[Opened, Sequence[Annotation]]]) -> None:
    """A library as the first version wrote it, with articles and annotations on them."""
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript((schema / "1.sql").read_text("utf-8"))
        connection.execute(f"PRAGMA application_id = {database_file.APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 1")
        for one, annotations in stored:
            values = make_article_row(one.article)
            placeholders = ", ".join("?" * len(FIRST_COLUMNS))
            connection.execute(
                f"INSERT INTO articles ({', '.join(FIRST_COLUMNS)}, read, starred, block, at)"
                f" VALUES ({placeholders}, 1, 1, 2, 3)",
                [values[name] for name in FIRST_COLUMNS],
            )
            connection.execute(
                "INSERT INTO texts VALUES (?, ?, ?, ?, ?)",
                (
                    one.id,
                    fold_for_search(f"{one.article.title}\n{one.canonical.text}"),
                    json.dumps([len(block.text) for block in one.article.blocks]),
                    one.canonical.text,
                    zlib.compress(one.source.encode()),
                ),
            )
            connection.execute("INSERT INTO tags VALUES (?, '要聞')", (one.id,))
            for annotation in annotations:
                row = make_annotation_row(annotation, one.id)
                connection.execute(f"INSERT INTO annotations VALUES ({', '.join('?' * len(row))})", row)


def check_index(library: Library) -> None:
    """The search index has exactly the rows that a new one has."""

    def dump() -> list[tuple[object, ...]]:
        found: list[tuple[object, ...]] = []
        for index in ("text_index", "note_index"):
            library.connection.execute(f"CREATE VIRTUAL TABLE temp.rows USING fts5vocab (main, {index}, instance)")
            found += library.connection.select("SELECT * FROM temp.rows ORDER BY term, doc, col, offset")
            library.connection.execute("DROP TABLE temp.rows")
        return found

    before = dump()
    with library.transaction():
        database_file.rebuild_search_index(library.connection._connection)
    assert dump() == before


def test_a_library_of_the_first_version_keeps_everything_and_is_searched(path: Path, first_schema: Path) -> None:
    one, other = opened(), opened(STORY.replace("風電", "漁港").replace("2025-03-01", "2024-12-31"), "/news/2.txt")
    note = replace(one.note("首批葉片", "向縣裡核對"), tags=("待查",))
    lost = replace(one.note("訂單"), state="orphan")
    write_first_library(path, first_schema, [(one, [note, lost]), (other, [])])
    with Library.open(path) as library:
        entry = library.find_entry(one.id)
        assert entry
        assert (entry.read, entry.starred, entry.reading_position, entry.tags) == (True, True, (2, 3), ("要聞",))
        assert (entry.title, entry.date, entry.changed, entry.gone) == (one.article.title, "2025-03-01", None, None)
        assert library.load_annotations(one.id) == [note, lost]
        text = library.load_text(one.id)
        assert text
        assert text.canonical.text == one.canonical.text
        for query, ids in {
            "风电": [one.id],
            "三年": [one.id, other.id],
            "核对": [one.id],
            "tag:待查": [one.id],
            "tag:要闻": [one.id, other.id],
            "note:訂單": [one.id],
            "date:2024": [other.id],
        }.items():
            assert [hit.article_id for hit in search_library(library, query).hits if not hit.annotation_id] in (ids, [])
            assert sorted({hit.article_id for hit in search_library(library, query).hits}) == sorted(ids), query
        check_index(library)
        assert library.store_article(one.article, one.source) == []
        assert library.load_versions(one.id) == []
    assert len(list_backups(path)) == 1


def test_a_library_of_the_first_version_with_damaged_text_is_migrated(path: Path, first_schema: Path) -> None:
    one = opened()
    write_first_library(path, first_schema, [(one, [one.note("首批葉片", "核對")])])
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE texts SET canonical = CAST(x'E9A2FF' || CAST(canonical AS BLOB) AS TEXT)")
        connection.execute("UPDATE annotations SET tags = '[broken'")
        connection.commit()
    with Library.open(path) as library:
        assert search_library(library, "葉片").total == 1
        library.store_article(one.article, one.source)
        check_index(library)


def test_notes_and_marks_are_found_the_moment_they_are_made(library: Library) -> None:
    one = opened()
    library.store_article(one.article, one.source)
    note = one.note("首批葉片", "核對")
    library.store_annotation(note, one.id)
    assert [hit.annotation_id for hit in search_library(library, "核对").hits] == [note.id]
    assert search_library(library, "is:annotated").total == 1
    library.store_annotation(replace(note, note="縣財政局", tags=("待查",)), one.id)
    assert search_library(library, "核对").total == 0
    assert search_library(library, "财政 tag:待查").total == 1
    library.delete_annotation(note.id)
    assert search_library(library, "财政").total == 0
    library.update_entry(one.id, add_tags=["風"], starred=True)
    assert search_library(library, "tag:风 is:starred is:unread").total == 1
    library.update_entry(one.id, remove_tags=["風"], read=True)
    assert search_library(library, "tag:风").total == 0
    assert search_library(library, "is:unread").total == 0
    check_index(library)


def test_deleted_articles_are_not_found_until_they_are_restored(library: Library) -> None:
    one = opened()
    library.store_article(one.article, one.source)
    library.store_annotation(one.note("首批葉片", "核對"), one.id)
    queries = ("葉片", "核對", "is:unread", "-漁港", "date:2025")
    assert [search_library(library, query).total for query in queries] == [1] * len(queries)
    delete_articles(library.connection, [one.id])
    assert [search_library(library, query).total for query in queries] == [0] * len(queries)
    assert library.list_entries() == []
    restore_articles(library.connection, [one.id])
    assert [search_library(library, query).total for query in queries] == [1] * len(queries)
    check_index(library)


def test_the_index_follows_random_changes(library: Library) -> None:
    chance, numbers = Random(7), count()
    known: list[Opened] = []
    notes: list[str] = []
    for _ in range(120):
        act = chance.randrange(8)
        if act == 7:
            new = [opened(make_random_story(chance), f"/news/{next(numbers)}.txt") for _ in range(3)]
            library.insert_articles([make_article_rows(each.article, each.source) for each in new])
            known += new
            continue
        if act < 2 or not known:
            known.append(opened(make_random_story(chance), f"/news/{next(numbers)}.txt"))
            library.store_article(known[-1].article, known[-1].source)
            continue
        one = chance.choice(known)
        if act == 2:
            changed = opened(make_random_story(chance), str(one.article.origin.path))
            library.store_article(changed.article, changed.source)
        elif act == 3:
            note = replace(one.note(one.canonical.text[:2], chance.choice(["記下", "核對"])), tags=("風",))
            library.store_annotation(note, one.id)
            notes.append(note.id)
        elif act == 4 and notes:
            library.delete_annotation(notes.pop())
        elif act == 5:
            delete_articles(library.connection, [one.id])
        else:
            restore_articles(library.connection, [one.id])
    check_index(library)


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("SELECT id FROM articles WHERE hidden = 0 ORDER BY added DESC, id", "articles_by_added"),
        ("SELECT id FROM articles WHERE sequence BETWEEN 9 AND 99 ORDER BY sequence", "articles_by_sequence"),
        ("SELECT article FROM tags WHERE tag = 'a'", "tags_by_tag"),
        ("SELECT id FROM articles WHERE path = x'41'", "articles_by_path"),
        ("SELECT id FROM articles WHERE url = 'a'", "articles_by_url"),
        ("SELECT id FROM annotations WHERE article = 'a' ORDER BY start", "annotations_of_article"),
        ("SELECT canonical FROM versions WHERE article = 'a' ORDER BY number", "PRIMARY KEY"),
    ],
)
def test_a_query_uses_its_index(grown: Library, sql: str, expected: str) -> None:
    plan = [row[3] for row in grown.connection.select(f"EXPLAIN QUERY PLAN {sql}")]
    assert expected in plan[0], plan


@pytest.mark.parametrize("name", ["all", "unread", "starred", "changed", "today"])
@pytest.mark.parametrize("is_unread", [False, True])
def test_a_list_by_date_reads_one_index_and_sorts_nothing(grown: Library, name: str, is_unread: bool) -> None:
    asked: list[tuple[str, tuple[object, ...]]] = []

    class Recording(Connection):
        def select(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
            asked.append((sql, values))
            return [(0,)] if "count" in sql else []

    listing = ArticleListing(Recording(grown.connection.path, grown.connection._connection))
    listing.find_sequences(name, is_unread=is_unread, before=99, limit=50)
    listing.count(name)
    for sql, values in asked:
        plan = [row[3] for row in grown.connection.select(f"EXPLAIN QUERY PLAN {sql}", *values)]
        assert len(plan) == 1, plan
        assert "INDEX" in plan[0], plan


def test_statistics_are_made_when_a_library_that_was_read_is_closed(path: Path) -> None:
    one = opened()
    with Library.open(path) as library:
        library.store_article(one.article, one.source)
    with Library.open(path) as library:
        search_library(library, "tag:風 is:unread")
        library.load_annotations(one.id)
        library.find_entry(one.id)
    with Library.open(path) as library:
        tables = {table for (table,) in library.connection.select("SELECT tbl FROM sqlite_stat1")}
    assert "articles" in tables


def test_a_change_of_the_tokens_needs_a_new_index() -> None:
    """The rows of stored libraries are deleted with the tokens that they were added with.

    Where this fails on purpose, a script of the schema has to make both indices anew: delete-all, and INSERT from
    text_rows and note_rows.
    """
    characters = "".join(map(chr, (*range(0x20, 0x250), *range(0x3000, 0x3100), *range(0x4E00, 0x9FA6))))
    assert zlib.crc32(tokenize_for_search(characters).encode()) == 4186667089


def test_the_canonical_text_of_an_article_is_not_stored_twice(library: Library) -> None:
    one = opened()
    library.store_article(one.article, one.source)
    columns = {name for _, name, *_ in library.connection.select("PRAGMA table_info(texts)")}
    assert columns == {"article", "lengths", "canonical", "source"}
    assert library.load_canonical_text(one.id).text == CanonicalText(one.article.blocks).text
