"""Fixtures of the commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


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
