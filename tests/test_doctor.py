"""The doctor tells every setting with where it comes from, and everything that is wrong in the file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from reader.doctor import findings
from reader.tui.keymap import check

if TYPE_CHECKING:
    from pathlib import Path


def settings(config: str | None) -> list[str]:
    """The rows about the settings."""
    rows = list(findings(config, check))
    return rows[rows.index("settings") + 1 :]


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("DUBAO_CONFIG", "/nowhere/config.toml")


def test_a_setting_is_told_with_its_default_and_its_place(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('\nmeasure = 30\n[keys]\nhelp = ["f1", "?"]\n', encoding="utf-8")
    rows = "\n".join(settings(str(path)))
    assert re.search(rf"^  file +{path}  --config-file$", rows, re.MULTILINE)
    assert re.search(rf"^  measure +30 \(default 36\)  {path}:2$", rows, re.MULTILINE)
    assert re.search(r"^  theme +dark  default$", rows, re.MULTILINE)
    assert re.search(rf"^  keys\.help +f1 \?  {path}:4$", rows, re.MULTILINE)


def test_a_file_that_is_not_there_is_told_with_who_named_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings(None)[0].endswith("/nowhere/config.toml (not there: all defaults)  DUBAO_CONFIG")
    monkeypatch.delenv("DUBAO_CONFIG")
    assert settings(None)[0].endswith("  default")


def test_the_environment_is_named_where_it_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert any(re.fullmatch(r"  theme +ansi \(default dark\)  NO_COLOR", row) for row in settings(None))


def test_all_that_is_wrong_is_told(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('mesure = 30\n[keys]\nwalk.nxt = "p"\n', encoding="utf-8")
    _file, error = settings(str(path))
    assert "config.toml:1: unknown key mesure" in error
    assert "line 3: there is no command walk.nxt" in error
