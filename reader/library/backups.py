"""Backups beside the library, made by the backup API of SQLite, so that they are consistent while it is written."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from secrets import token_hex
from time import time
from typing import TYPE_CHECKING

from reader.atomic_files import create_file, delete_stale_files, move_into_place

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MAX_BACKUPS = 5
"""Backups of a library; older ones are deleted."""
PRIVATE_MODE = 0o600
"""The permissions of all files of a library: only its owner may read and write them."""
_DAY = 24 * 3600
_HOUR = 3600
_BACKUP_INFIX = ".backup-"
_PARTIAL_INFIX = ".partial-"


def list_backups(path: Path) -> list[Path]:
    """The backups of a library, the newest first."""
    return sorted(path.parent.glob(f"{_escape_glob(path.name)}{_BACKUP_INFIX}*Z"), reverse=True)


def make_timestamp_suffix() -> str:
    """The present time for the name of a file: UTC, to the microsecond; names sort by time."""
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")


def is_backup_due(path: Path) -> bool:
    """Whether a library has no backup, or has changed since its newest one and that is older than a day."""
    made = list_backups(path)
    if not made:
        return True
    newest = os.stat(made[0]).st_mtime
    return time() - newest > _DAY and any(
        os.stat(file).st_mtime > newest for file in (path, wal_path(path)) if os.path.exists(file)
    )


def back_up(connection: sqlite3.Connection, path: Path) -> Path:
    """Make a backup and delete the oldest ones; the path of the new one.

    Args:
        connection: To the library.
        path: The library's file.

    Raises:
        sqlite3.Error, OSError: It could not be made; no file has the name of a backup then.
    """
    delete_stale_partials(path)
    backup = path.with_name(f"{path.name}{_BACKUP_INFIX}{make_timestamp_suffix()}")
    partial = copy_database(connection, path)
    move_into_place(partial, backup)
    for old in list_backups(path)[MAX_BACKUPS:]:
        with suppress(OSError):
            old.unlink()
    return backup


def copy_database(connection: sqlite3.Connection, path: Path) -> Path:
    """The path of a new copy of a database, beside a library, synced to the disk and readable by its owner alone.

    Args:
        connection: To the database.
        path: The library.

    Raises:
        sqlite3.Error, OSError: It could not be made; nothing is left of it.
    """
    partial = path.with_name(f"{path.name}{_PARTIAL_INFIX}{token_hex(4)}")
    create_file(partial, b"", PRIVATE_MODE)
    try:
        with closing(sqlite3.connect(partial, isolation_level=None)) as target:
            connection.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
        with open(partial, "rb") as file:
            os.fsync(file.fileno())
    except (sqlite3.Error, OSError):
        with suppress(OSError):
            partial.unlink()
        raise
    return partial


def delete_stale_partials(path: Path) -> None:
    """Delete unfinished copies that killed programs left; those younger than an hour may be in progress."""
    delete_stale_files(path.parent, f"{path.name}{_PARTIAL_INFIX}", "", _HOUR)


def has_partials(path: Path) -> bool:
    """Whether there are unfinished copies of a library."""
    return bool(_list_partials(path))


def delete_partials(path: Path) -> None:
    """Delete the unfinished copies that killed programs left; the caller holds the lock for making any."""
    for partial in _list_partials(path):
        with suppress(OSError):
            partial.unlink()


def _list_partials(path: Path) -> Sequence[Path]:
    return list(path.parent.glob(f"{_escape_glob(path.name)}{_PARTIAL_INFIX}*"))


def wal_path(path: Path) -> Path:
    """The write-ahead log of a database."""
    return path.with_name(path.name + "-wal")


def sidecar_paths(path: Path) -> Sequence[Path]:
    """The log, the log's index and the journal of a database, whether or not they exist."""
    return [wal_path(path), path.with_name(path.name + "-shm"), path.with_name(path.name + "-journal")]


def _escape_glob(name: str) -> str:
    """A glob pattern that matches a name and nothing else."""
    return "".join(f"[{character}]" if character in "*?[" else character for character in name)
