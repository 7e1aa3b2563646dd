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
from reader.library.backups import back_up, backups, is_due, make_private, settle, sidecars, stamp, wal
from reader.library.sqlite_errors import is_damage, told

if TYPE_CHECKING:
    from collections.abc import Iterator

APPLICATION_ID = 0x64756261
"""`duba`, in the header of every library."""
SCHEMA = Path(__file__).with_name("schema")
WAIT = 5.0
"""Seconds another program may keep the library locked before it is said."""
_MAGIC = b"SQLite format 3\0"
_VERSION_AT, _ID_AT, _HEADER = 60, 68, 100
"""Offsets of the header's fields (SQLite, Database File Format, 1.3)."""
_CHECKED_ALWAYS = 32 << 20
"""Bytes of a library that is checked whenever it is opened, in 30 ms; a larger one is when a backup is due."""
_FOREIGN = "it is no library of dubao", "name another file with --library"


class Opened(NamedTuple):
    """A connection, and what had to be done to get it."""

    connection: sqlite3.Connection
    notices: list[str]
    """Sentences for the reader."""


def opened(path: Path, wait: float = WAIT) -> Opened:
    """The library for reading and writing: made where there is none, put right where it is damaged, brought up to date.

    Raises:
        ReaderError: It is another program's, a newer dubao's, locked, or cannot be read or written. It is then as it
            was.
    """
    with told(path):
        path = Path(os.path.realpath(path))
        os.makedirs(path.parent, mode=0o700, exist_ok=True)  # a new one is its owner's alone; an umask only takes away
        notices: list[str] = []
        if _verdict(path, wait) != "sound" or is_due(path):
            with _alone(path, wait):
                _put_right(path, wait, notices)
        connection = connect(path, wait)
        if connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
            notices.append(f"{path}: its file system is not made for two programs at once; use one at a time")
        return Opened(connection, notices)


def looked_at(path: Path, wait: float = WAIT) -> sqlite3.Connection | None:
    """The library for reading alone; None where it is not there, not of this version, or not sound.

    Raises:
        ReaderError: It is another program's, a newer dubao's, locked, or cannot be read.
    """
    with told(path):
        if not os.path.lexists(path) or _header(path) != "current":
            return None
        # Where nothing can be written there can be no log either, which even reading needs if one is to be expected.
        alone = not os.access(path.parent, os.W_OK) and not os.path.exists(wal(path))
        address = f"{path.as_uri()}?mode=ro" + ("&immutable=1" if alone else "")
        connection = sqlite3.connect(address, timeout=wait, isolation_level=None, uri=True)
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema")
        except (sqlite3.Error, UnicodeDecodeError) as error:
            connection.close()
            if is_damage(error):
                return None
            raise
        return connection


def in_memory() -> sqlite3.Connection:
    """An empty library that is nowhere."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    _bring_up(connection)
    return connection


def connect(path: Path, wait: float = WAIT) -> sqlite3.Connection:
    """A connection to a database that is there; every change is on the disk when it is committed."""
    connection = sqlite3.connect(f"{path.as_uri()}?mode=rw", timeout=wait, isolation_level=None, uri=True)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def lenient(text: bytes) -> str:
    """A text of the database; SQLite does not notice a byte of it that flipped on the disk."""
    return text.decode("utf-8", "replace")


def scripts() -> tuple[str, ...]:
    """What makes the tables, version by version."""
    return _scripts(SCHEMA)


@cache
def _scripts(folder: Path) -> tuple[str, ...]:
    numbered = sorted(folder.glob("*.sql"), key=lambda path: int(path.stem))
    return tuple(path.read_text("utf-8") for path in numbered)


def new_file(path: Path) -> Path:
    """An empty library beside a library, under a name of its own."""
    partial = path.with_name(f"{path.name}.partial-{stamp()}")
    make_private(partial)
    with closing(connect(partial)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        _bring_up(connection)
    return partial


def bring_up(path: Path, wait: float = WAIT) -> None:
    """Bring a library of an older dubao up to date."""
    with closing(connect(path, wait)) as connection:
        _bring_up(connection)


def is_sound(path: Path) -> bool:
    """Whether a file that nobody has open is a library, of whatever version up to ours, with every page in order."""
    try:
        if _header(path) not in ("current", "older"):
            return False
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            return is_sound_now(connection)
    except (ReaderError, sqlite3.Error, OSError, UnicodeDecodeError):
        return False


# -- what a file is


Header = Literal["current", "older", "empty", "damaged"]


def _header(path: Path) -> Header:
    """What the first page says.

    Raises:
        ReaderError: It is no library, or one of a newer dubao.
        OSError: It cannot be read.
    """
    if not stat.S_ISREG(os.stat(path).st_mode):
        raise ReaderError(str(path), "it is no plain file", "name another file with --library")
    with open(path, "rb") as file:
        head = file.read(_HEADER)
    if not head:
        return "empty"
    named = int.from_bytes(head[_ID_AT : _ID_AT + 4], "big")
    if len(head) < _HEADER or not head.startswith(_MAGIC) or named != APPLICATION_ID:
        if backups(path):
            return "damaged"
        raise ReaderError(str(path), *_FOREIGN)
    version, ours = int.from_bytes(head[_VERSION_AT : _VERSION_AT + 4], "big"), len(scripts())
    if version > ours:
        why = f"it is of a newer dubao (version {version}; this one knows {ours})"
        raise ReaderError(str(path), why, "install a newer dubao, or name another file with --library")
    return "current" if version == ours else "older"


def _verdict(path: Path, wait: float) -> Literal["sound", "missing"] | Header:
    """What is to be done about a file; `sound` is nothing."""
    if not os.path.exists(path):
        return "missing"
    if (said := _header(path)) in ("empty", "damaged"):
        return said
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise ReaderError(str(path), "it may not be written", "check who owns it and its folder")
    try:
        with closing(connect(path, wait)) as connection:
            if os.stat(path).st_size > _CHECKED_ALWAYS and not is_due(path):
                connection.execute("SELECT count(*) FROM sqlite_schema")
            elif not is_sound_now(connection):
                return "damaged"
    except (sqlite3.Error, UnicodeDecodeError) as error:
        if is_damage(error):
            return "damaged"
        raise
    return "sound" if said == "current" else said


def is_sound_now(connection: sqlite3.Connection) -> bool:
    """Whether every page is in order."""
    rows = connection.execute("PRAGMA quick_check(1)").fetchall()
    return rows == [("ok",)]


# -- putting it right


def _put_right(path: Path, wait: float, notices: list[str]) -> None:
    """Make a library what it has to be; nobody else does at the same time."""
    said = _verdict(path, wait)  # another program may have done it meanwhile
    if said == "missing":
        _put_new(path)
    elif said == "empty" and not backups(path) and not os.path.exists(wal(path)):
        os.replace(new_file(path), path)
        notices.append(f"{path}: the file was empty; a new library was begun in it")
    elif said in ("empty", "damaged"):
        from reader.library.recovery import restored

        notices.append(restored(path))
    else:
        _back_up(path, wait, notices, must=said == "older")
        if said == "older":
            bring_up(path, wait)


def _put_new(path: Path) -> None:
    """A new library under its name: at once, and only where there is none."""
    partial = new_file(path)
    try:
        os.link(partial, path)
    except FileExistsError:
        pass
    except OSError:  # a file system without links
        os.rename(partial, path)
    with suppress(FileNotFoundError):
        os.unlink(partial)
    settle(path.parent)


def _back_up(path: Path, wait: float, notices: list[str], *, must: bool) -> None:
    """A backup; one that cannot be made stops nothing but a change of the schema."""
    try:
        with closing(connect(path, wait)) as connection:
            back_up(connection, path)
    except (sqlite3.Error, OSError) as error:
        if must:
            raise
        notices.append(f"{path}: no backup could be made ({error}); make room on its disk")


def _bring_up(connection: sqlite3.Connection) -> None:
    """Every script that is newer than the database, each in a transaction of its own."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    for number, script in enumerate(scripts()[version:], version + 1):
        try:
            connection.executescript(f"BEGIN IMMEDIATE;\n{script}\nPRAGMA user_version = {number};\nCOMMIT;")
        except sqlite3.Error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def move_aside(path: Path, successor: Path) -> Path:
    """Put another file in the place of a damaged one, which stays under another name with all that belongs to it."""
    damaged = path.with_name(f"{path.name}.damaged-{stamp()}")
    try:
        os.link(path, damaged)
    except OSError:  # a file system without links
        shutil.copyfile(path, damaged)
    for old, kept in zip(sidecars(path), sidecars(damaged), strict=True):
        with suppress(FileNotFoundError):  # before the new file is there: it must never meet another one's log
            os.rename(old, kept)
    os.replace(successor, path)
    settle(path.parent)
    return damaged


@contextmanager
def _alone(path: Path, wait: float) -> Iterator[None]:
    """No other program of ours makes, restores or backs up a library of this folder meanwhile.

    Raises:
        ReaderError: One is at it for too long.
    """
    descriptor = os.open(path.parent, os.O_RDONLY)
    try:
        until = monotonic() + wait
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
