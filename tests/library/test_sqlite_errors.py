"""Errors of SQLite as sentences."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import ReaderError
from reader.library.sqlite_errors import is_corruption, translate_errors

PATH = Path("/library.db")


def raised(error: Exception) -> ReaderError:
    with pytest.raises(ReaderError) as caught, translate_errors(PATH):
        raise error
    assert caught.value.what == "/library.db"
    return caught.value


def sqlite_error(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("said by SQLite")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (sqlite3.SQLITE_BUSY, "another program keeps it locked"),
        (sqlite3.SQLITE_BUSY | 2 << 8, "another program keeps it locked"),
        (sqlite3.SQLITE_FULL, "the disk is full"),
        (sqlite3.SQLITE_READONLY, "it may not be written"),
        (sqlite3.SQLITE_CORRUPT, "it is damaged"),
        (sqlite3.SQLITE_MISMATCH, "said by SQLite"),
    ],
)
def test_a_result_code_becomes_a_sentence(code: int, why: str) -> None:
    assert raised(sqlite_error(code)).why == why


def test_an_error_of_the_system_becomes_a_sentence() -> None:
    assert raised(PermissionError(13, "Permission denied")).why == "permission denied"


def test_text_that_is_not_utf_8_counts_as_damage() -> None:
    error = UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte")
    assert is_corruption(error)
    assert raised(error).why == "it is damaged"


def test_only_damage_counts_as_corruption(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(b"no database" * 1000)
    with closing(sqlite3.connect(path)) as connection, pytest.raises(sqlite3.DatabaseError) as caught:
        connection.execute("SELECT * FROM a")
    assert is_corruption(caught.value)
    assert not is_corruption(sqlite_error(sqlite3.SQLITE_BUSY))
    assert not is_corruption(OSError())


def test_an_error_of_the_module_itself_is_no_damage_and_has_its_own_words() -> None:
    error = sqlite3.ProgrammingError("Cannot operate on a closed database.")
    assert not is_corruption(error)
    assert raised(error).why == "Cannot operate on a closed database."


@pytest.mark.parametrize("code", [sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_CORRUPT | 1 << 8])
def test_codes_of_damage_are_recognised(code: int) -> None:
    error = sqlite3.DatabaseError()
    error.sqlite_errorcode = code
    assert is_corruption(error)
