"""Fixtures of the commands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from reader.cli.main import main
from tests.library.texts import STORY

if TYPE_CHECKING:
    from pathlib import Path

LINES_OF_ERROR = re.compile(r"(dubao: [^\x00-\x1f\x7f-\x9f]+\n)+")
OTHER = STORY.replace("風電", "漁港").replace("2025-03-01", "2025-03-09")


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DUBAO_CONFIG", "/nowhere/config.toml")


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text("小漁港怎樣變成風電小鎮\n\n東岸縣臨海，從前只有一條街。\n", encoding="utf-8")
    return path


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "a.txt").write_text(STORY, encoding="utf-8")
    (folder / "b.txt").write_text(OTHER, encoding="utf-8")
    return folder


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*arguments: str, code: int = 0, told: bool = False) -> str:
        """What a command prints, or what it says on standard error."""
        assert main(arguments) == code
        out, err = capsys.readouterr()
        assert bool(err) == bool(code or told)
        assert not err or LINES_OF_ERROR.fullmatch(err), err
        return err if err else out

    return run
