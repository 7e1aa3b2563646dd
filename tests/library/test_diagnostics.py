"""What dubao doctor prints about the library."""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING

from reader.library.database_file import load_migrations
from reader.library.diagnostics import describe_library
from tests.library.files import fill, list_names
from tests.trust.hostile import connect_raw

if TYPE_CHECKING:
    from pathlib import Path


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
