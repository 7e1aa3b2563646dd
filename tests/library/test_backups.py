"""Backups of the library."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from time import time
from typing import TYPE_CHECKING

from reader.library import backups as backups_module
from reader.library import database_file
from reader.library.backups import (
    MAX_BACKUPS,
    back_up,
    delete_partials,
    has_partials,
    is_backup_due,
    list_backups,
    wal_path,
)
from reader.library.library import Library
from tests.library.files import ONE, age_backups, fill, list_names, load_ids, open_notices

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_backup_is_made_once_a_day_after_changes(path: Path) -> None:
    fill(path)
    assert list_backups(path) == []
    open_notices(path)
    assert len(list_backups(path)) == 1
    age_backups(path)
    os.utime(path, (0, 0))
    open_notices(path)
    assert len(list_backups(path)) == 1  # nothing has changed since
    fill(path)
    age_backups(path)
    open_notices(path)
    assert len(list_backups(path)) == 2
    open_notices(path)
    assert len(list_backups(path)) == 2


def test_newest_backups_remain_and_are_complete(path: Path) -> None:
    fill(path)
    with Library.open(path) as library, closing(database_file.connect(path)) as connection:
        made = [back_up(connection, path)]
        for number in range(MAX_BACKUPS + 1):
            library.store_annotation(ONE.note("風電小鎮", str(number)), ONE.id)  # also while another has it open
            made.append(back_up(connection, path))
    assert list_backups(path) == made[: -MAX_BACKUPS - 1 : -1]
    for number, backup in enumerate(made[-MAX_BACKUPS:]):
        assert len(load_ids(backup)) == 3 + 2 + number
    assert list_names(path, ".partial-") == []


def test_partial_copies_are_deleted_since_whoever_makes_one_holds_the_lock(path: Path) -> None:
    fill(path)
    old, young = (path.with_name(f"library.db.partial-{name}") for name in ("old", "young"))
    for partial in (old, young):
        partial.touch()
    os.utime(old, (0, 0))
    open_notices(path)
    assert list_names(path, ".partial-") == []


def test_a_failed_backup_is_a_notice(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(path)

    def full(*_: object) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backups_module, "copy_database", full)
    (said,) = open_notices(path)
    assert "no backup could be made" in said
    assert len(load_ids(path)) == 3


def test_a_backup_is_due_when_the_library_has_changed_and_the_newest_is_older_than_a_day(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(path)
    assert is_backup_due(path)
    open_notices(path)
    (backup,) = list_backups(path)
    made = os.stat(backup).st_mtime
    for seconds, changed, expected in ((86_400, 1, False), (86_401, 1, True), (86_401, 0, False), (86_401, -1, False)):
        monkeypatch.setattr(backups_module, "time", lambda now=made + seconds: now)
        os.utime(path, (0, made + changed))
        assert is_backup_due(path) is expected
    os.utime(path, (0, 0))
    wal_path(path).touch()
    os.utime(wal_path(path), (0, made + 1))
    assert is_backup_due(path)


def test_backups_are_found_whatever_signs_the_name_has(path: Path) -> None:
    for name in ("[a]*?.db", "a.db", "b[a].db"):
        fill(path.with_name(name))
        open_notices(path.with_name(name))
    for name in ("[a]*?.db", "a.db"):
        (backup,) = list_backups(path.with_name(name))
        assert backup.name.startswith(f"{name}.backup-")


def test_unfinished_copies_are_those_of_the_library(path: Path) -> None:
    fill(path)
    assert not has_partials(path)
    path.with_name("other.db.partial-1").touch()
    assert not has_partials(path)
    path.with_name("library.db.partial-1").touch()
    assert has_partials(path)
    delete_partials(path)
    assert list_names(path, ".partial-") == ["other.db.partial-1"]


def test_stale_copies_are_deleted_with_the_next_backup_and_young_ones_are_not(path: Path) -> None:
    fill(path)
    old, young = (path.with_name(f"library.db.partial-{name}") for name in ("old", "young"))
    for partial in (old, young):
        partial.touch()
    os.utime(old, (0, time() - 3700))
    with closing(database_file.connect(path)) as connection:
        backup = back_up(connection, path)
    assert list_names(path, ".partial-") == ["library.db.partial-young"]
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert os.stat(backup).st_mode & 0o777 == 0o600
