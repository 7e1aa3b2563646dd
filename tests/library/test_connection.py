"""The connection to the database: transactions, values and errors."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from reader.errors import ReaderError
from reader.library import opening
from reader.library.connection import Connection
from reader.library.library import Library
from tests.library.files import fill, load_all_annotations, open_notices
from tests.library.texts import STORY, new, opened
from tests.trust.hostile import connect_raw

if TYPE_CHECKING:
    from pathlib import Path

QUOTE = "第二座塔筒廠開工"


def test_a_failed_transaction_changes_nothing(library: Library) -> None:
    one = opened()
    library.store_article(one.article, one.source)

    def fail() -> None:
        with library.transaction():
            library.store_annotation(one.note(QUOTE), one.id)
            library.update_entry(one.id, read=True)
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    kept = library.find_entry(one.id)
    assert kept
    assert not kept.read
    assert library.load_annotations(one.id) == []


def test_a_transaction_that_reads_first_locks_out_other_writers(library: Library, path: Path) -> None:
    """A transaction that only reads at first would be refused its writing, at once, whatever the timeout."""
    one = opened()
    library.store_article(one.article, one.source)
    with Library.open(path, timeout=0.05) as other:
        with library.transaction():
            assert library.load_annotations(one.id) == []
            with pytest.raises(ReaderError, match="another program keeps it locked"):
                other.store_annotation(one.note(QUOTE), one.id)
            library.store_annotation(one.note(QUOTE), one.id)
        other.store_annotation(one.note(QUOTE), one.id)
    assert len(library.load_annotations(one.id)) == 2


def test_two_connections_see_what_the_other_wrote(library: Library, path: Path) -> None:
    one = opened()
    library.store_article(one.article, one.source)
    with Library.open(path) as other:
        for number in range(20):
            (library, other)[number % 2].store_annotation(new(one.canonical, number, number + 1), one.id)
        assert library.load_annotations(one.id) == other.load_annotations(one.id)
        assert len(other.load_annotations(one.id)) == 20


def test_queries_on_one_article_use_an_index(library: Library, path: Path) -> None:
    """Statistics of an empty table made newsboat's queries 35 times slower; ours come when it has grown."""
    for number in range(200):
        one = opened(STORY, f"/news/{number}.txt")
        library.store_article(one.article, one.source)
        library.store_annotation(one.note(QUOTE), one.id)
    library.load_annotations(one.id)
    for _ in range(2):  # without statistics, and with those of closing
        with Library.open(path) as other:
            for table in ("annotations", "pins", "tags", "rules", "drafts", "texts"):
                plan = other.connection.select(f"EXPLAIN QUERY PLAN SELECT * FROM {table} WHERE article = ?", one.id)
                assert all(step[3].startswith("SEARCH") for step in plan), plan
            other.connection.select("ANALYZE")


def test_opening_a_missing_library_for_reading_creates_no_file(path: Path) -> None:
    with Library.open(path, writable=False) as library:
        assert library.list_entries() == []
        assert load_all_annotations(library) == []
    assert not path.parent.exists()


def test_a_lone_surrogate_is_stored_as_a_replacement_character(library: Library) -> None:
    one = opened()
    library.store_article(one.article, one.source)
    library.store_annotation(one.note(QUOTE, "記\udcff下"), one.id)
    assert library.load_annotations(one.id)[0].note == "記\ufffd下"


def test_execute_gives_the_number_of_changed_rows(library: Library) -> None:
    one = opened()
    library.store_article(one.article, one.source)
    assert library.connection.execute("UPDATE articles SET read = 1") == 1
    assert library.connection.execute("DELETE FROM tags") == 0


def test_a_nested_transaction_is_part_of_the_outer_one(library: Library) -> None:
    one = opened()
    library.store_article(one.article, one.source)

    def fail() -> None:
        with library.transaction():
            with library.transaction():
                library.update_entry(one.id, read=True)
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    entry = library.find_entry(one.id)
    assert entry
    assert not entry.read


def test_a_faulty_statement_is_an_error_that_names_the_file(library: Library, path: Path) -> None:
    for run in (library.connection.select, library.connection.execute):
        with pytest.raises(ReaderError, match="no such table") as caught:
            run("SELECT * FROM missing")
        assert caught.value.what == str(path)


def test_notices_are_given_once(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    with Library.open(path) as library:
        assert len(library.take_notices()) == 1
        assert library.take_notices() == []


def test_a_connection_without_a_file_is_an_empty_library(path: Path) -> None:
    connection = Connection.open(path, writable=False)
    assert connection.select("SELECT * FROM articles") == []
    connection.close()


def test_what_is_opened_for_reading_cannot_be_written(library: Library, path: Path) -> None:
    one = opened()
    library.store_article(one.article, one.source)
    with Library.open(path, writable=False) as reading:
        assert reading.find_entry(one.id)
        with pytest.raises(ReaderError):
            reading.update_entry(one.id, read=True)


def test_the_cache_is_enlarged_on_request(library: Library) -> None:
    before = library.connection.select("PRAGMA cache_size")
    library.connection.enlarge_cache()
    assert library.connection.select("PRAGMA cache_size") < before  # KiB as a negative number


def test_reading_repairs_ids_only_where_all_rows_are_looked_at(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(path)
    open_notices(path)
    with closing(connect_raw(path)) as connection:
        connection.execute("UPDATE annotations SET id = 'a b' WHERE rowid = (SELECT min(rowid) FROM annotations)")
        connection.commit()
    for largest, is_repaired in ((0, False), (1 << 30, True)):
        monkeypatch.setattr(opening, "_ALWAYS_CHECKED_SIZE", largest)
        with Library.open(path, writable=False) as library:
            ids = [identity for (identity,) in library.connection.select("SELECT id FROM annotations")]
        assert ("a b" not in ids) is is_repaired


def test_several_rows_are_changed_together_or_not_at_all(library: Library) -> None:
    with pytest.raises(ReaderError):
        library.connection.execute_many("INSERT INTO tags VALUES (?, ?)", [("a", "x\udcff"), ("b", None)])
    assert library.connection.select("SELECT * FROM tags") == []
    one = opened()
    library.store_article(one.article, one.source)
    library.connection.execute_many("INSERT INTO tags VALUES (?, ?)", [(one.id, "x\udcff"), (one.id, "y")])
    assert library.connection.select("SELECT tag FROM tags ORDER BY tag") == [("x\ufffd",), ("y",)]
