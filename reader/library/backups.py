"""Backups beside the library: made by SQLite's own copying, so that they are whole whatever is being written."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from secrets import token_hex
from time import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MAX_BACKUPS = 5
"""Backups that are kept."""
_DAY = 24 * 3600
_HOUR = 3600
_BACKUP_INFIX = ".backup-"
_PARTIAL_INFIX = ".partial-"


def list_backups(path: Path) -> list[Path]:
    """The backups of a library, the newest first: their names end in the moment they were made."""
    return sorted(path.parent.glob(f"{_escape_glob(path.name)}{_BACKUP_INFIX}*Z"), reverse=True)


def make_timestamp_suffix() -> str:
    """Now, for the name of a file; UTC, to the microsecond, in the order of time."""
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")


def is_backup_due(path: Path) -> bool:
    """Whether a library has changed since its newest backup, which is older than a day."""
    made = list_backups(path)
    if not made:
        return True
    newest = os.stat(made[0]).st_mtime
    return time() - newest > _DAY and any(
        os.stat(file).st_mtime > newest for file in (path, wal_path(path)) if os.path.exists(file)
    )


def back_up(connection: sqlite3.Connection, path: Path) -> Path:
    """Make a backup, and let go of the oldest; half a one never has the name of one.

    Raises:
        sqlite3.Error, OSError: It could not be made.
    """
    delete_stale_partials(path)
    backup = path.with_name(f"{path.name}{_BACKUP_INFIX}{make_timestamp_suffix()}")
    partial = copy_database(connection, path)
    os.replace(partial, backup)
    sync_folder(path.parent)
    for old in list_backups(path)[MAX_BACKUPS:]:
        with suppress(OSError):
            old.unlink()
    return backup


def copy_database(connection: sqlite3.Connection, path: Path) -> Path:
    """A copy of a whole database beside a library, on the disk, under a name of its own that only its owner reads."""
    partial = path.with_name(f"{path.name}{_PARTIAL_INFIX}{token_hex(4)}")
    create_private_file(partial)
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


def create_private_file(path: Path) -> None:
    """A new empty file that only its owner reads, whatever the umask."""
    with open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        os.fchmod(file.fileno(), 0o600)


def delete_stale_partials(path: Path) -> None:
    """Take away what was left behind by programs that were killed; what is young may be somebody's work."""
    for partial in path.parent.glob(f"{_escape_glob(path.name)}{_PARTIAL_INFIX}*"):
        with suppress(OSError):
            if time() - os.stat(partial).st_mtime > _HOUR:
                partial.unlink()


def sync_folder(folder: Path) -> None:
    """What was renamed in a folder is so after a power cut too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def wal_path(path: Path) -> Path:
    """The file beside a database that holds what was written last."""
    return path.with_name(path.name + "-wal")


def sidecar_paths(path: Path) -> Sequence[Path]:
    """The files that belong to a database, and to no other one that takes its name."""
    return [wal_path(path), path.with_name(path.name + "-shm"), path.with_name(path.name + "-journal")]


def _escape_glob(name: str) -> str:
    """A name as a glob pattern that matches it alone."""
    return "".join(f"[{character}]" if character in "*?[" else character for character in name)
