"""What dubao doctor prints about the library."""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING

from reader.library.backups import list_backups
from reader.library.database_file import load_migrations
from reader.library.diagnostics import describe_library
from tests.library.files import age_backups, fill, list_names, open_notices
from tests.trust.hostile import connect_raw

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_description_changes_nothing(path: Path) -> None:
    assert "not there" in dict(describe_library(str(path)))["file"]
    assert not path.parent.exists()
    fill(path)
    found = dict(describe_library(str(path)))
    assert found["schema"] == f"{len(load_migrations())}"
    assert (found["articles"], found["annotations"], found["backups"]) == ("1", "3", "0")
    os.truncate(path, 9000)
    assert "damaged" in dict(describe_library(str(path)))["problem"]
    assert list_names(path, ".damaged-") == []


def test_faults_of_rows_are_told_apart(path: Path) -> None:
    fill(path)
    assert dict(describe_library(str(path)))["check"] == "pages, references and ids are sound"
    with closing(connect_raw(path)) as connection:
        connection.execute("UPDATE annotations SET id = 'a b' WHERE rowid = (SELECT min(rowid) FROM annotations)")
        connection.commit()
    assert dict(describe_library(str(path)))["check"].startswith("ids have not the form of ids")
    with closing(connect_raw(path)) as connection:
        connection.execute("UPDATE annotations SET article = 'gone'")
        connection.commit()
    assert dict(describe_library(str(path)))["check"].startswith("3 rows are of articles that are not there; ids")


def test_an_unplaced_annotation_is_counted_apart(path: Path) -> None:
    fill(path)
    assert dict(describe_library(str(path)))["annotations"] == "3"
    with closing(connect_raw(path)) as connection:
        connection.execute("UPDATE annotations SET state = 'orphan' WHERE rowid = (SELECT min(rowid) FROM annotations)")
        connection.commit()
    assert dict(describe_library(str(path)))["annotations"] == "3, 1 without a place"


def test_the_line_of_the_file_says_who_has_named_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(path)
    monkeypatch.setenv("DUBAO_LIBRARY", str(path))
    assert dict(describe_library(str(path)))["file"] == f"{path}  --library"
    assert dict(describe_library(None))["file"] == f"{path}  DUBAO_LIBRARY"
    monkeypatch.delenv("DUBAO_LIBRARY")
    monkeypatch.setenv("XDG_DATA_HOME", str(path.parent))
    assert dict(describe_library(None))["file"].endswith("  default")


def test_backups_are_counted_and_tried(path: Path) -> None:
    assert dict(describe_library(str(path)))["backups"] == "0"
    assert "restorable" not in dict(describe_library(str(path)))
    for _ in range(2):
        fill(path)
        age_backups(path)
        open_notices(path)
    newest, oldest = list_backups(path)
    found = dict(describe_library(str(path)))
    assert (found["backups"], found["restorable"]) == (f"2, the newest {newest.name}", "all of them")
    os.truncate(oldest, 5000)
    assert dict(describe_library(str(path)))["restorable"] == "1 of 2"
    fill(path.with_name("other.db"))
    for name in ("library.db.damaged-1Z", "other.db.damaged-1Z", "library.db.damaged-1Z-wal"):
        path.with_name(name).touch()
    assert [value for key, value in describe_library(str(path)) if key == "kept when damaged"] == [
        "library.db.damaged-1Z"
    ]
