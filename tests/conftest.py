"""What all tests share."""

from __future__ import annotations

import gc
import os
import tempfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from reader.translation import set_message_language

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# A slow machine is no fault of the code: speed is measured in tests/bench.
settings.register_profile("dubao", deadline=None, max_examples=int(os.environ.get("DUBAO_EXAMPLES", "100")))
settings.load_profile("dubao")


def pytest_configure(config: pytest.Config) -> None:
    """No test reads or writes what belongs to whoever runs it: derived dictionaries, settings, overrides, library."""
    folder = tempfile.TemporaryDirectory(prefix="dubao-tests-")
    config.add_cleanup(folder.cleanup)
    os.environ["DUBAO_CACHE"] = os.path.join(folder.name, "cache")
    os.environ["DUBAO_CONFIG"] = os.path.join(folder.name, "config.toml")
    os.environ["DUBAO_LIBRARY"] = os.path.join(folder.name, "library", "library.db")
    os.environ.pop("NO_COLOR", None)


def pytest_collection_finish() -> None:
    """What pytest has made is not looked at whenever a program under test collects garbage."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def english_errors() -> None:
    """The errors of a test are in English, whatever language the screen of the test before it spoke."""
    set_message_language("en")


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a library of the test's own will be: that of no test before it."""
    path = tmp_path / "library" / "library.db"
    monkeypatch.setenv("DUBAO_LIBRARY", str(path))
    return path


@pytest.fixture
def damaged_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The program as it is where the last byte of the table of contexts is missing; the path of that table."""
    from reader.script import context_model, press_conversion

    with open(os.path.join(os.path.dirname(context_model.__file__), "context_table.bin"), "rb") as table:
        data = table.read()
    path = tmp_path / "context_table.bin"
    path.write_bytes(data[:-1])
    caches = (
        context_model.load_table,
        context_model.load_model,
        press_conversion.load_press_converter,
        press_conversion.get_table_problem,
    )
    for cache in caches:
        cache.cache_clear()
    monkeypatch.setattr(context_model, "__file__", str(tmp_path / "context_model.py"))
    yield path
    for cache in caches:
        cache.cache_clear()
