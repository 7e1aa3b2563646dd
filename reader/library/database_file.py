"""The library as an SQLite file: its header, its schema and connections to it; opening.py decides about repairs."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from contextlib import closing, suppress
from functools import cache
from pathlib import Path
from typing import Literal

from reader.atomic_files import create_file, move_into_place
from reader.errors import ReaderError
from reader.library.backups import (
    PRIVATE_MODE,
    list_backups,
    make_timestamp_suffix,
    sidecar_paths,
    wal_path,
)
from reader.library.sql_functions import create_functions
from reader.library.sqlite_errors import is_corruption, translate_errors

APPLICATION_ID = 0x64756261
"""The ASCII of `duba`: the application id in the header of every library."""
MIGRATIONS_FOLDER = Path(__file__).with_name("schema")
DEFAULT_TIMEOUT = 5.0
"""Seconds to wait while another program keeps the library locked."""
_MAGIC = b"SQLite format 3\0"
_USER_VERSION_OFFSET, _APPLICATION_ID_OFFSET, _HEADER_SIZE = 60, 68, 100
"""Offsets of the header's fields, and its size (SQLite, Database File Format, 1.3)."""
_NOT_A_LIBRARY = "it is no library of dubao", "name another file with --library"


def open_read_only(path: Path, timeout: float = DEFAULT_TIMEOUT) -> sqlite3.Connection | None:
    """A connection for reading only; None where the library is missing, has an older schema, or is damaged.

    Args:
        path: The file.
        timeout: Seconds to wait while another program keeps it locked.

    Raises:
        ReaderError: It belongs to another program or to a newer dubao, is locked, or cannot be read.
    """
    with translate_errors(path):
        if not os.path.lexists(path) or read_header_state(path) != "current":
            return None
        # SQLite needs to write a log's index even for reading; where it may not, and there is no log, none is expected.
        immutable = not os.access(path.parent, os.W_OK) and not os.path.exists(wal_path(path))
        connection = open_file(path, "mode=ro&immutable=1" if immutable else "mode=ro", timeout)
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema")
        except (sqlite3.Error, UnicodeDecodeError) as error:
            connection.close()
            if is_corruption(error):
                return None
            raise
        return connection


def open_file(path: Path, parameters: str, timeout: float = DEFAULT_TIMEOUT) -> sqlite3.Connection:
    """A connection to a database as it is, without the functions of ours.

    Args:
        path: The file, absolute.
        parameters: Those of SQLite's URI filenames, such as `mode=ro`.
        timeout: Seconds to wait while another program keeps it locked.

    Raises:
        sqlite3.Error: It does not exist or cannot be opened.
    """
    return sqlite3.connect(f"{path.as_uri()}?{parameters}", timeout=timeout, isolation_level=None, uri=True)


def open_in_memory() -> sqlite3.Connection:
    """A connection to an empty library that is not stored in any file."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    create_functions(connection)
    _migrate(connection)
    return connection


def connect(path: Path, timeout: float = DEFAULT_TIMEOUT) -> sqlite3.Connection:
    """A connection to an existing database, which writes every committed change to the disk at once.

    Args:
        path: The file.
        timeout: Seconds to wait while another program keeps it locked.

    Raises:
        sqlite3.Error: It does not exist or cannot be opened.
    """
    connection = open_file(path, "mode=rw", timeout)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    create_functions(connection)
    return connection


def decode_leniently(text: bytes) -> str:
    """A stored text with U+FFFD for bytes that are not UTF-8, which a disk may have changed without SQLite noticing."""
    return text.decode("utf-8", "replace")


def load_migrations() -> tuple[str, ...]:
    """The SQL scripts that create the schema, one for each version, in order."""
    return _load_migrations(MIGRATIONS_FOLDER)


@cache
def _load_migrations(folder: Path) -> tuple[str, ...]:
    numbered = sorted(folder.glob("*.sql"), key=lambda path: int(path.stem))
    return tuple(path.read_text("utf-8") for path in numbered)


def create_partial_file(path: Path) -> Path:
    """The path of a new empty library, in the same folder under a unique name.

    Args:
        path: The library that it is to replace or become.

    Raises:
        sqlite3.Error, OSError: It cannot be created.
    """
    partial = path.with_name(f"{path.name}.partial-{make_timestamp_suffix()}")
    create_file(partial, b"", PRIVATE_MODE)
    with closing(connect(partial)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        _migrate(connection)
    return partial


def migrate_file(path: Path, timeout: float = DEFAULT_TIMEOUT) -> None:
    """Bring the schema of a library up to date.

    Args:
        path: The file.
        timeout: Seconds to wait while another program keeps it locked.

    Raises:
        sqlite3.Error: A script failed; the schema is then that of the last script that did not.
    """
    with closing(connect(path, timeout)) as connection:
        _migrate(connection)


def is_intact_file(path: Path) -> bool:
    """Whether a file that no program has open is a library with intact pages, of this version or an older one."""
    try:
        if read_header_state(path) not in ("current", "older"):
            return False
        with closing(open_file(path, "mode=ro&immutable=1")) as connection:
            return has_intact_pages(connection)
    except (ReaderError, sqlite3.Error, OSError, UnicodeDecodeError):
        return False


# -- the condition of a file


HeaderState = Literal["current", "older", "empty", "damaged"]
"""What the header says: a library of this version or of an older one, no bytes at all, or no library."""


def read_header_state(path: Path) -> HeaderState:
    """The state of a file as its header shows it.

    A file that is no library counts as damaged only where backups show that there was one.

    Raises:
        ReaderError: It is no library, or one of a newer dubao.
        OSError: It is not there.
        sqlite3.Error: It cannot be read.
    """
    status = os.stat(path)
    if not stat.S_ISREG(status.st_mode):
        raise ReaderError(str(path), "it is no plain file", "name another file with --library")
    if not status.st_size:
        return "empty"
    named, version = _read_header(path)
    if named != APPLICATION_ID:
        if list_backups(path):
            return "damaged"
        raise ReaderError(str(path), *_NOT_A_LIBRARY)
    ours = len(load_migrations())
    if version > ours:
        why = f"it is of a newer dubao (version {version}; this one knows {ours})"
        raise ReaderError(str(path), why, "install a newer dubao, or name another file with --library")
    return "current" if version == ours else "older"


def _read_header(path: Path) -> tuple[int, int]:
    """The application id and the version of the schema in the header of a file; zeros where it has none.

    SQLite reads them, since a file that the process itself opened would drop all its locks on the library when it is
    closed (SQLite, How To Corrupt An SQLite Database File, 2.2): another program would take itself for the only one,
    and delete the write-ahead log while this one goes on to write to it.

    Raises:
        sqlite3.Error: It cannot be read.
    """
    try:
        with closing(open_file(path, "mode=ro&immutable=1")) as connection:
            ((named,),) = connection.execute("PRAGMA application_id")
            ((version,),) = connection.execute("PRAGMA user_version")
    except sqlite3.DatabaseError as error:
        if not is_corruption(error):
            raise
        with open(path, "rb") as file:  # no connection of this process can use it any more
            head = file.read(_HEADER_SIZE)
        if len(head) < _HEADER_SIZE or not head.startswith(_MAGIC):
            return 0, 0
        named, version = (
            int.from_bytes(head[start : start + 4], "big") for start in (_APPLICATION_ID_OFFSET, _USER_VERSION_OFFSET)
        )
    return named, version & 0xFFFFFFFF


def has_intact_pages(connection: sqlite3.Connection) -> bool:
    """Whether SQLite finds no fault in any page of a database."""
    rows = connection.execute("PRAGMA quick_check(1)").fetchall()
    return rows == [("ok",)]


def _migrate(connection: sqlite3.Connection) -> None:
    """Run the scripts that are newer than the database, each in a transaction of its own.

    Closing the connection undoes one that fails.
    """
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    for number, script in enumerate(load_migrations()[version:], version + 1):
        connection.executescript(f"BEGIN IMMEDIATE;\n{script}\nPRAGMA user_version = {number};\nCOMMIT;")


def rebuild_search_index(connection: sqlite3.Connection) -> None:
    """Make the search index of a library anew from its rows, in the transaction that is open."""
    connection.execute("INSERT INTO text_index (text_index) VALUES ('delete-all')")
    connection.execute("INSERT INTO note_index (note_index) VALUES ('delete-all')")
    connection.execute(
        "INSERT INTO text_index (rowid, title, body, author)"
        " SELECT sequence, title, body, author FROM text_rows ORDER BY sequence"
    )
    connection.execute(
        "INSERT INTO note_index (rowid, note, tag) SELECT number, note, tag FROM note_rows ORDER BY number"
    )


def replace_damaged_file(path: Path, replacement: Path) -> Path:
    """Replace a damaged library; the path under which the damaged file is kept, with its log and index beside it.

    Args:
        path: The damaged file.
        replacement: The file that takes its name.

    Raises:
        OSError: It cannot be replaced.
    """
    damaged = path.with_name(f"{path.name}.damaged-{make_timestamp_suffix()}")
    try:
        os.link(path, damaged)
    except OSError:  # a file system without links
        shutil.copyfile(path, damaged)
    for old, new in zip(sidecar_paths(path), sidecar_paths(damaged), strict=True):
        with suppress(FileNotFoundError):  # first: the new file must never be opened with the log of the old one
            os.rename(old, new)
    move_into_place(replacement, path)
    return damaged
