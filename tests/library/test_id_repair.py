"""Ids of another form in a library are replaced when it is opened, and nothing is lost by it."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from reader.library import id_repair
from reader.library.id_repair import has_malformed_ids, repair_ids
from reader.library.library import Library
from reader.library.sql_functions import create_functions
from reader.model.identifiers import is_annotation_id, normalize_annotation_id, normalize_article_id
from tests.library.files import load_all_annotations
from tests.library.texts import opened
from tests.trust.hostile import connect_raw

if TYPE_CHECKING:
    from pathlib import Path

ONE = opened()
BAD_IDS = ["", "甲\x04乙", "../a", ".", "a/b", "x" * 101, "a\nb"]


def store(path: Path) -> None:
    with Library.open(path) as library:
        library.store_article(ONE.article, ONE.source)
        library.store_annotation(ONE.note("風電小鎮", "記下"), ONE.id)
        library.update_entry(ONE.id, add_tags=["港"])


def change(path: Path, *statements: tuple[str, tuple[object, ...]]) -> None:
    with closing(connect_raw(path)) as connection:
        for sql, values in statements:
            connection.execute(sql, values)
        connection.commit()


@pytest.mark.parametrize("bad", BAD_IDS, ids=repr)
def test_an_article_with_another_id_keeps_text_notes_and_tags(path: Path, bad: str) -> None:
    store(path)
    tables = ("texts", "tags", "annotations")
    change(path, ("UPDATE articles SET id = ?", (bad,)), *((f"UPDATE {t} SET article = ?", (bad,)) for t in tables))
    with Library.open(path) as library:
        (notice,) = library.take_notices()
        assert "ids" in notice
        (entry,) = library.list_entries()
        assert entry.id.isalnum()
        text = library.load_text(entry.id)
        assert text is not None
        assert text.source == ONE.source
        assert [each.note for each in library.load_annotations(entry.id)] == ["記下"]
        assert entry.tags == ("港",)
        assert library.connection.select("PRAGMA foreign_key_check") == []
    with Library.open(path) as library:
        assert library.take_notices() == []


@pytest.mark.parametrize("bad", ["", "urn:uuid:甲\x04乙", "i甲\x99乙", "-x", "a b", "x" * 501, "a\nb"], ids=repr)
def test_annotation_with_an_invalid_id_is_stored_under_a_new_one(path: Path, bad: str) -> None:
    store(path)
    change(path, ("UPDATE annotations SET id = ?", (bad,)))
    with Library.open(path, writable=False) as library:  # is opened for writing first
        ((_, annotation),) = load_all_annotations(library)
        assert annotation.id.startswith("urn:uuid:")
        assert library.get_annotation(annotation.id)[1].note == "記下"


def test_ids_in_any_script_and_two_that_become_one(path: Path) -> None:
    store(path)
    with closing(connect_raw(path, isolation_level=None)) as connection:
        create_functions(connection)
        columns = "article, created, modified, colour, note, tags, state, score, figure, history"
        for identity in ("http://例.cn/甲", b"\xff\xfe".decode("latin-1") + "\x01", "甲\ufffd乙"):
            connection.execute(
                f"INSERT INTO annotations (id, {columns})"
                " VALUES (?, ?, '', '', 'blue', ?, '[]', 'exact', 1.0, '', '[]')",
                (identity, ONE.id, identity),
            )
        assert has_malformed_ids(connection)
        assert repair_ids(connection) == 2
        assert not has_malformed_ids(connection)
        assert repair_ids(connection) == 0
        ids = [row[0] for row in connection.execute("SELECT id FROM annotations")]
    assert "http://例.cn/甲" in ids
    assert len(set(ids)) == 4


@pytest.mark.parametrize("bad", ["甲\x04乙", "../a", "a/b"])
def test_the_new_id_is_what_a_copy_or_an_export_with_the_old_one_gets(path: Path, bad: str) -> None:
    store(path)
    tables = ("texts", "tags", "annotations")
    change(path, ("UPDATE articles SET id = ?", (bad,)), *((f"UPDATE {t} SET article = ?", (bad,)) for t in tables))
    change(path, ("UPDATE annotations SET id = ?", (bad + "\n",)))
    with Library.open(path) as library:
        assert [entry.id for entry in library.list_entries()] == [normalize_article_id(bad)]
        ((_, annotation),) = load_all_annotations(library)
        assert annotation.id == normalize_annotation_id(bad + "\n")


def test_ids_that_would_become_the_same_get_different_ones(path: Path) -> None:
    store(path)
    new = normalize_annotation_id("a b")
    with closing(connect_raw(path, isolation_level=None)) as connection:
        create_functions(connection)
        connection.execute("UPDATE annotations SET id = ?", (new,))
        connection.execute(
            "INSERT INTO annotations (id, article, created, modified, colour, note, tags, state, score, figure,"
            " history) VALUES ('a b', ?, '', '', 'blue', '', '[]', 'exact', 1.0, '', '[]')",
            (ONE.id,),
        )
        assert repair_ids(connection) == 1
        ids = {row[0] for row in connection.execute("SELECT id FROM annotations")}
    assert len(ids) == 2
    assert new in ids
    assert all(map(is_annotation_id, ids))


def test_a_repair_that_fails_changes_nothing_and_leaves_no_transaction(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(path)
    change(path, ("UPDATE annotations SET id = 'a b'", ()))

    def fail(*_: object) -> str:
        raise KeyError

    monkeypatch.setattr(id_repair, "_find_free_id", fail)
    with closing(connect_raw(path, isolation_level=None)) as connection:
        create_functions(connection)
        with pytest.raises(KeyError):
            repair_ids(connection)
        assert not connection.in_transaction
        assert connection.execute("SELECT id FROM annotations").fetchall() == [("a b",)]
