"""A library in a folder of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.library.library import Library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library" / "library.db"


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    with Library.open(path) as found:
        yield found
