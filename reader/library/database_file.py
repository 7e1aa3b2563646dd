"""The file of the library: where it is, what is sound, and how it comes to be; what is damaged is never thrown away."""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
import stat
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.errors import ReaderError
from reader.library.backups import (
    back_up,
    create_private_file,
    is_backup_due,
    list_backups,
    make_timestamp_suffix,
    sidecar_paths,
    sync_folder,
    wal_path,
)
from reader.library.sqlite_errors import is_corruption, translate_errors

if TYPE_CHECKING:
    from collections.abc import Iterator

APPLICATION_ID = 0x64756261
"""`duba`, in the header of every library."""
MIGRATIONS_FOLDER = Path(__file__).with_name("schema")
DEFAULT_TIMEOUT = 5.0
"""Seconds another program may keep the library locked before it is said."""
_MAGIC = b"SQLite format 3\0"
_USER_VERSION_OFFSET, _APPLICATION_ID_OFFSET, _HEADER_SIZE = 60, 68, 100
"""Offsets of the header's fields (SQLite, Database File Format, 1.3)."""
_ALWAYS_CHECKED_SIZE = 32 << 20
"""Bytes of a library that is checked whenever it is opened, in 30 ms; a larger one is when a backup is due."""
_NOT_A_LIBRARY = "it is no library of dubao", "name another file with --library"


class OpenedDatabase(NamedTuple):
    """A connection, and what had to be done to get it."""

    connection: sqlite3.Connection
    notices: list[str]
    """Sentences for the reader."""


def open_database(path: Path, timeout: float = DEFAULT_TIMEOUT) -> OpenedDatabase:
    """The library for reading and writing: made where there is none, put right where it is damaged, brought up to date.

    Raises:
        ReaderError: It is another program's, a newer dubao's, locked, or cannot be read or written. It is then as it
            was.
    """
    with translate_errors(path):
        path = Path(os.path.realpath(path))
        os.makedirs(path.parent, mode=0o700, exist_ok=True)  # a new one is its owner's alone; an umask only takes away
        notices: list[str] = []
        if _check_file(path, timeout) != "intact" or is_backup_due(path):
            with _exclusive_lock(path, timeout):
                _repair(path, timeout, notices)
        connection = connect(path, timeout)
        if connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
            notices.append(f"{path}: its file system is not made for two programs at once; use one at a time")
        return OpenedDatabase(connection, notices)


def open_read_only(path: Path, timeout: float = DEFAULT_TIMEOUT) -> sqlite3.Connection | None:
    """The library for reading alone; None where it is not there, not of this version, or not sound.

    Raises:
        ReaderError: It is another program's, a newer dubao's, locked, or cannot be read.
    """
    with translate_errors(path):
        if not os.path.lexists(path) or _read_header_state(path) != "current":
            return None
        # Where nothing can be written there can be no log either, which even reading needs if one is to be expected.
        alone = not os.access(path.parent, os.W_OK) and not os.path.exists(wal_path(path))
        address = f"{path.as_uri()}?mode=ro" + ("&immutable=1" if alone else "")
        connection = sqlite3.connect(address, timeout=timeout, isolation_level=None, uri=True)
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema")
        except (sqlite3.Error, UnicodeDecodeError) as error:
            connection.close()
            if is_corruption(error):
                return None
            raise
        return connection


def open_in_memory() -> sqlite3.Connection:
    """An empty library that is nowhere."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    _migrate(connection)
    return connection


def connect(path: Path, timeout: float = DEFAULT_TIMEOUT) -> sqlite3.Connection:
    """A connection to a database that is there; every change is on the disk when it is committed."""
    connection = sqlite3.connect(f"{path.as_uri()}?mode=rw", timeout=timeout, isolation_level=None, uri=True)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def decode_leniently(text: bytes) -> str:
    """A text of the database; SQLite does not notice a byte of it that flipped on the disk."""
    return text.decode("utf-8", "replace")


def load_migrations() -> tuple[str, ...]:
    """What makes the tables, version by version."""
    return _load_migrations(MIGRATIONS_FOLDER)


@cache
def _load_migrations(folder: Path) -> tuple[str, ...]:
    numbered = sorted(folder.glob("*.sql"), key=lambda path: int(path.stem))
    return tuple(path.read_text("utf-8") for path in numbered)


def create_partial_file(path: Path) -> Path:
    """An empty library beside a library, under a name of its own."""
    partial = path.with_name(f"{path.name}.partial-{make_timestamp_suffix()}")
    create_private_file(partial)
    with closing(connect(partial)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        _migrate(connection)
    return partial


def migrate_file(path: Path, timeout: float = DEFAULT_TIMEOUT) -> None:
    """Bring a library of an older dubao up to date."""
    with closing(connect(path, timeout)) as connection:
        _migrate(connection)


def is_intact_file(path: Path) -> bool:
    """Whether a file that nobody has open is a library, of whatever version up to ours, with every page in order."""
    try:
        if _read_header_state(path) not in ("current", "older"):
            return False
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            return has_intact_pages(connection)
    except (ReaderError, sqlite3.Error, OSError, UnicodeDecodeError):
        return False


# -- what a file is


HeaderState = Literal["current", "older", "empty", "damaged"]


def _read_header_state(path: Path) -> HeaderState:
    """What the first page says.

    Raises:
        ReaderError: It is no library, or one of a newer dubao.
        OSError: It cannot be read.
    """
    if not stat.S_ISREG(os.stat(path).st_mode):
        raise ReaderError(str(path), "it is no plain file", "name another file with --library")
    with open(path, "rb") as file:
        head = file.read(_HEADER_SIZE)
    if not head:
        return "empty"
    named = int.from_bytes(head[_APPLICATION_ID_OFFSET : _APPLICATION_ID_OFFSET + 4], "big")
    if len(head) < _HEADER_SIZE or not head.startswith(_MAGIC) or named != APPLICATION_ID:
        if list_backups(path):
            return "damaged"
        raise ReaderError(str(path), *_NOT_A_LIBRARY)
    version, ours = int.from_bytes(head[_USER_VERSION_OFFSET : _USER_VERSION_OFFSET + 4], "big"), len(load_migrations())
    if version > ours:
        why = f"it is of a newer dubao (version {version}; this one knows {ours})"
        raise ReaderError(str(path), why, "install a newer dubao, or name another file with --library")
    return "current" if version == ours else "older"


def _check_file(path: Path, timeout: float) -> Literal["intact", "missing"] | HeaderState:
    """What is to be done about a file; `sound` is nothing."""
    if not os.path.exists(path):
        return "missing"
    if (said := _read_header_state(path)) in ("empty", "damaged"):
        return said
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise ReaderError(str(path), "it may not be written", "check who owns it and its folder")
    try:
        with closing(connect(path, timeout)) as connection:
            if os.stat(path).st_size > _ALWAYS_CHECKED_SIZE and not is_backup_due(path):
                connection.execute("SELECT count(*) FROM sqlite_schema")
            elif not has_intact_pages(connection):
                return "damaged"
    except (sqlite3.Error, UnicodeDecodeError) as error:
        if is_corruption(error):
            return "damaged"
        raise
    return "intact" if said == "current" else said


def has_intact_pages(connection: sqlite3.Connection) -> bool:
    """Whether every page is in order."""
    rows = connection.execute("PRAGMA quick_check(1)").fetchall()
    return rows == [("ok",)]


# -- putting it right


def _repair(path: Path, timeout: float, notices: list[str]) -> None:
    """Make a library what it has to be; nobody else does at the same time."""
    said = _check_file(path, timeout)  # another program may have done it meanwhile
    if said == "missing":
        _create_file(path)
    elif said == "empty" and not list_backups(path) and not os.path.exists(wal_path(path)):
        os.replace(create_partial_file(path), path)
        notices.append(f"{path}: the file was empty; a new library was begun in it")
    elif said in ("empty", "damaged"):
        from reader.library.recovery import restore_library

        notices.append(restore_library(path))
    else:
        _try_back_up(path, timeout, notices, required=said == "older")
        if said == "older":
            migrate_file(path, timeout)


def _create_file(path: Path) -> None:
    """A new library under its name: at once, and only where there is none."""
    partial = create_partial_file(path)
    try:
        os.link(partial, path)
    except FileExistsError:
        pass
    except OSError:  # a file system without links
        os.rename(partial, path)
    with suppress(FileNotFoundError):
        os.unlink(partial)
    sync_folder(path.parent)


def _try_back_up(path: Path, timeout: float, notices: list[str], *, required: bool) -> None:
    """A backup; one that cannot be made stops nothing but a change of the schema."""
    try:
        with closing(connect(path, timeout)) as connection:
            back_up(connection, path)
    except (sqlite3.Error, OSError) as error:
        if required:
            raise
        notices.append(f"{path}: no backup could be made ({error}); make room on its disk")


def _migrate(connection: sqlite3.Connection) -> None:
    """Every script that is newer than the database, each in a transaction of its own."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    for number, script in enumerate(load_migrations()[version:], version + 1):
        try:
            connection.executescript(f"BEGIN IMMEDIATE;\n{script}\nPRAGMA user_version = {number};\nCOMMIT;")
        except sqlite3.Error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def replace_damaged_file(path: Path, replacement: Path) -> Path:
    """Put another file in the place of a damaged one, which stays under another name with all that belongs to it."""
    damaged = path.with_name(f"{path.name}.damaged-{make_timestamp_suffix()}")
    try:
        os.link(path, damaged)
    except OSError:  # a file system without links
        shutil.copyfile(path, damaged)
    for old, kept in zip(sidecar_paths(path), sidecar_paths(damaged), strict=True):
        with suppress(FileNotFoundError):  # before the new file is there: it must never meet another one's log
            os.rename(old, kept)
    os.replace(replacement, path)
    sync_folder(path.parent)
    return damaged


@contextmanager
def _exclusive_lock(path: Path, timeout: float) -> Iterator[None]:
    """No other program of ours makes, restores or backs up a library of this folder meanwhile.

    Raises:
        ReaderError: One is at it for too long.
    """
    descriptor = os.open(path.parent, os.O_RDONLY)
    try:
        until = monotonic() + timeout
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if monotonic() > until:
                    raise ReaderError(str(path), "another program keeps it locked", "try again") from None
                sleep(0.02)
            except OSError:  # a file system without locks: better unguarded than never
                break
            else:
                break
        yield
    finally:
        os.close(descriptor)
