"""Opening the library for reading and writing: it is created, repaired, backed up and migrated as its file needs it."""

from __future__ import annotations

import fcntl
import os
import sqlite3
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.atomic_files import move_into_place, sync_folder
from reader.errors import ReaderError
from reader.library.backups import back_up, delete_partials, has_partials, is_backup_due, list_backups, wal_path
from reader.library.database_file import (
    DEFAULT_TIMEOUT,
    HeaderState,
    connect,
    create_partial_file,
    has_intact_pages,
    migrate_file,
    read_header_state,
)
from reader.library.id_repair import repair_ids
from reader.library.recovery import restore_library
from reader.library.sqlite_errors import is_corruption, translate_errors

if TYPE_CHECKING:
    from collections.abc import Iterator

_ALWAYS_CHECKED_SIZE = 32 << 20
"""Bytes of a library that is checked whenever it is opened, in 30 ms; a larger one is when a backup is due."""


class OpenedDatabase(NamedTuple):
    """A connection to a library, and what had to be done before it could be made."""

    connection: sqlite3.Connection
    notices: list[str]
    """One sentence for the user about each repair, and about each backup that could not be made."""


def open_database(path: Path, timeout: float = DEFAULT_TIMEOUT) -> OpenedDatabase:
    """A connection for reading and writing to a library that is intact and has the current schema.

    A missing library is created, a damaged one repaired, one of an older dubao migrated, and a backup is made where
    one is due.

    Args:
        path: The file; its folder is created too.
        timeout: Seconds to wait while another program keeps it locked.

    Raises:
        ReaderError: It belongs to another program or to a newer dubao, is locked, or cannot be read or written. The
            file is then unchanged.
    """
    with translate_errors(path):
        path = Path(os.path.realpath(path))
        os.makedirs(path.parent, mode=0o700, exist_ok=True)  # a new one is its owner's alone; an umask only takes away
        notices: list[str] = []
        is_checked_whole = not os.path.exists(path) or is_whole_check_due(path)
        if _check_file(path, timeout) != "intact" or is_backup_due(path) or has_partials(path):
            with _exclusive_lock(path, timeout) as is_locked:
                if is_locked:  # whoever writes a partial file holds the lock
                    delete_partials(path)
                if _check_file(path, timeout) != "intact" or is_backup_due(path):
                    _repair(path, timeout, notices)
        connection = connect(path, timeout)
        if connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
            notices.append(f"{path}: its file system is not made for two programs at once; use one at a time")
        if is_checked_whole and (count := repair_ids(connection)):
            notices.append(f"{path}: ids that have not the form of ids were replaced: {count}")
        return OpenedDatabase(connection, notices)


def is_whole_check_due(path: Path) -> bool:
    """Whether all rows of a library are to be looked at when it is opened: a large one once a day, like its backup."""
    return os.stat(path).st_size <= _ALWAYS_CHECKED_SIZE or is_backup_due(path)


def _check_file(path: Path, timeout: float) -> Literal["intact", "missing"] | HeaderState:
    """The condition of a file; only `intact` needs no repair.

    Raises:
        ReaderError: It may not be written, or is no library that this version can use.
    """
    if not os.path.exists(path):
        return "missing"
    if (header_state := read_header_state(path)) in ("empty", "damaged"):
        return header_state
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise ReaderError(str(path), "it may not be written", "check who owns it and its folder")
    try:
        with closing(connect(path, timeout)) as connection:
            if not is_whole_check_due(path):
                connection.execute("SELECT count(*) FROM sqlite_schema")
            elif not has_intact_pages(connection):
                return "damaged"
    except (sqlite3.Error, UnicodeDecodeError) as error:
        if is_corruption(error):
            return "damaged"
        raise
    return "intact" if header_state == "current" else header_state


def _repair(path: Path, timeout: float, notices: list[str]) -> None:
    """Create, restore, back up or migrate a library, whichever it needs; the caller holds the lock."""
    condition = _check_file(path, timeout)  # again: another program may have repaired it before the lock was ours
    if condition == "missing":
        _create_file(path)
    elif condition == "empty" and not list_backups(path) and not os.path.exists(wal_path(path)):
        move_into_place(create_partial_file(path), path)
        notices.append(f"{path}: the file was empty; a new library was begun in it")
    elif condition in ("empty", "damaged"):
        notices.append(restore_library(path))
    else:
        _try_back_up(path, timeout, notices, required=condition == "older")
        if condition == "older":
            migrate_file(path, timeout)


def _create_file(path: Path) -> None:
    """Create an empty library in one step, so that no other program sees half of it; one that is there stays."""
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
    """Make a backup; where that fails, raise only if it is required, as before a migration, else add a notice."""
    try:
        with closing(connect(path, timeout)) as connection:
            back_up(connection, path)
    except (sqlite3.Error, OSError) as error:
        if required:
            raise
        notices.append(f"{path}: no backup could be made ({error}); make room on its disk")


@contextmanager
def _exclusive_lock(path: Path, timeout: float) -> Iterator[bool]:
    """Keep other dubaos from creating, repairing or backing up a library in the same folder; whether that is certain.

    Raises:
        ReaderError: Another one has held the lock for longer than the timeout.
    """
    descriptor = os.open(path.parent, os.O_RDONLY)
    is_locked = False
    try:
        until = monotonic() + timeout
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if monotonic() > until:
                    raise ReaderError(str(path), "another program keeps it locked", "try again") from None
                sleep(0.02)
            except OSError:  # a file system without locks: without one rather than not at all
                break
            else:
                is_locked = True
                break
        yield is_locked
    finally:
        os.close(descriptor)
