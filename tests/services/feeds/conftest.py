"""A library, and a server of feeds on 127.0.0.1."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.library.library import Library
from tests.web_server import Server, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db") as found:
        yield found


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running
