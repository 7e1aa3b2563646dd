"""The schema, the header and the migrations of the library's file."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from reader.errors import ReaderError
from reader.library import backups, database_file
from reader.library.backups import list_backups
from reader.library.library import Library
from tests.library.files import fill, load_ids, open_notices

if TYPE_CHECKING:
    from pathlib import Path

VERSION = len(database_file.load_migrations())
NEXT_SCRIPT = "999.sql"
ADD_COLUMN = "ALTER TABLE articles ADD COLUMN weather TEXT;\n"


def test_a_new_library_has_its_application_id_and_safe_settings(path: Path) -> None:
    fill(path)
    with Library.open(path) as library:
        pragmas = ("application_id", "user_version", "journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        values = [library.connection.select(f"PRAGMA {name}")[0][0] for name in pragmas]
        assert values == [0x64756261, VERSION, "wal", 2, 1, 5000]
        tables = library.connection.select("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'")
        views = {name for (name,) in library.connection.select("SELECT name FROM sqlite_schema WHERE type = 'view'")}
        indices = ("sqlite_", "text_index", "note_index")
        assert [
            name for name, strict in tables if not strict and name not in views and not name.startswith(indices)
        ] == []
    assert os.listdir(path.parent).count("library.db") == 1


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """The folder of a schema with one more version, which is in force when the test says so."""
    folder = tmp_path / "schema"
    shutil.copytree(database_file.MIGRATIONS_FOLDER, folder)
    (folder / NEXT_SCRIPT).write_text(f"{ADD_COLUMN}CREATE TABLE forecasts (id) STRICT;\n")
    return folder


def test_a_migration_makes_a_backup_first_and_is_one_transaction(
    newer: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = set(fill(path))
    monkeypatch.setattr(database_file, "MIGRATIONS_FOLDER", newer)  # CREATE TABLE fails: a STRICT column needs a type
    with pytest.raises(ReaderError, match="missing datatype"):
        Library.open(path)
    better = newer.with_name("better")
    shutil.copytree(newer, better)
    (better / NEXT_SCRIPT).write_text(f"{ADD_COLUMN}CREATE TABLE forecasts (id TEXT) STRICT;\n")
    monkeypatch.setattr(database_file, "MIGRATIONS_FOLDER", better)
    with Library.open(path, writable=False) as library:
        assert library.connection.select("PRAGMA user_version") == [(VERSION + 1,)]
        assert library.connection.select("SELECT weather FROM articles") == [(None,)]
    assert load_ids(path) == written
    for backup in list_backups(path):
        with closing(sqlite3.connect(f"{backup.as_uri()}?immutable=1", uri=True)) as connection:
            assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)


def test_a_restored_backup_of_an_older_version_is_migrated(
    newer: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = set(fill(path))
    open_notices(path)
    (newer / NEXT_SCRIPT).write_text(ADD_COLUMN)
    monkeypatch.setattr(database_file, "MIGRATIONS_FOLDER", newer)
    os.truncate(path, 0)
    (said,) = open_notices(path)
    assert "its backup" in said
    with Library.open(path) as library:
        assert library.connection.select("PRAGMA user_version") == [(VERSION + 1,)]
        assert library.connection.select("SELECT weather FROM articles") == [(None,)]
    assert load_ids(path) == written


def test_a_library_is_not_migrated_where_no_backup_can_be_made(
    newer: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(path)
    (newer / NEXT_SCRIPT).write_text(ADD_COLUMN)
    monkeypatch.setattr(database_file, "MIGRATIONS_FOLDER", newer)

    def fail(*_: object) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backups, "copy_database", fail)
    with pytest.raises(ReaderError, match="no space left on device"):
        Library.open(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)


def test_a_file_is_intact_if_it_is_a_library_of_this_version_or_an_older_one_without_faults(path: Path) -> None:
    fill(path)
    assert database_file.is_intact_file(path)
    for version, expected in ((VERSION - 1, True), (VERSION + 1, False), (VERSION, True)):
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(f"PRAGMA user_version = {version}")
        assert database_file.is_intact_file(path) is expected
    whole = path.read_bytes()
    for size in (0, 99, 100, len(whole) - 4096):
        path.write_bytes(whole[:size])
        assert not database_file.is_intact_file(path)
    path.unlink()
    assert not database_file.is_intact_file(path)


@pytest.mark.parametrize("size", [1, 99, 100])
def test_a_file_is_no_library_unless_its_header_says_so(size: int, tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    fill(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    head = path.read_bytes()[:size]
    path.write_bytes(head)
    if size == 100:
        assert database_file.read_header_state(path) == "current"
    else:
        with pytest.raises(ReaderError, match="it is no library of dubao"):
            database_file.read_header_state(path)
    path.write_bytes(b"")
    assert database_file.read_header_state(path) == "empty"
    path.write_bytes(b"s" + head[1:])
    with pytest.raises(ReaderError, match="it is no library of dubao"):
        database_file.read_header_state(path)


def test_a_library_without_a_file_or_of_an_older_version_is_not_opened_for_reading_alone(path: Path) -> None:
    assert database_file.open_read_only(path) is None
    fill(path)
    connection = database_file.open_read_only(path)
    assert connection is not None
    with closing(connection), pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM articles")
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"PRAGMA user_version = {VERSION - 1}")
    assert database_file.open_read_only(path) is None


def test_a_folder_that_may_not_be_written_is_left_alone_and_a_log_in_it_is_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(path)
    names = os.listdir(path.parent)
    for can_write, left in ((False, names), (True, None)):
        monkeypatch.setattr(os, "access", lambda *_, answer=can_write: answer)
        connection = database_file.open_read_only(path)
        assert connection is not None
        with closing(connection):
            assert connection.execute("SELECT count(*) FROM annotations").fetchone() == (3,)
            assert left is None or os.listdir(path.parent) == left
    with closing(database_file.connect(path)) as writing:
        writing.execute("DELETE FROM annotations")
        monkeypatch.setattr(os, "access", lambda *_: False)
        connection = database_file.open_read_only(path)
        assert connection is not None
        with closing(connection):
            assert connection.execute("SELECT count(*) FROM annotations").fetchone() == (0,)
