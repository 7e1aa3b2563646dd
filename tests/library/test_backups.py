"""Backups of the library."""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING

from reader.library import backups as backups_module
from reader.library import database_file
from reader.library.backups import MAX_BACKUPS, back_up, list_backups
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
