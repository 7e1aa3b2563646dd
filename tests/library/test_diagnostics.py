"""What dubao doctor prints about the library."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from reader.library.database_file import load_migrations
from reader.library.diagnostics import describe_library
from tests.library.files import fill, list_names

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
