"""Opening the screen: what fails before the terminal is touched."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from reader.config.settings import Settings
from reader.errors import ReaderError
from reader.script.overrides import OverrideFile
from reader.services.inputs import InputSources
from reader.sources import read_file
from reader.tui.launch import open_screen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def memory() -> Iterator[None]:
    """Starting the screen turns it off."""
    yield
    gc.enable()


def launch(path: Path, *sources: str) -> int:
    own_rules = OverrideFile(path / "overrides.tsv")
    return open_screen(
        Settings(), InputSources([*sources]), read_file, lambda: own_rules, library_path=str(path / "library.db")
    )


def test_sources_that_cannot_be_opened_are_the_error_of_the_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ReaderError, match=r"^/nowhere/a: there is no such file"):
        launch(tmp_path, "/nowhere/a", "/nowhere/b")
    assert capsys.readouterr() == ("", "")
    assert not (tmp_path / "library.db").exists()


def test_a_terminal_is_needed_when_a_source_can_be_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    (tmp_path / "a.txt").write_text("東岸縣臨海。", encoding="utf-8")
    with pytest.raises(ReaderError, match="the terminal: it has no screen"):
        launch(tmp_path, "/nowhere/a", str(tmp_path / "a.txt"))
    assert capsys.readouterr().out == ""
