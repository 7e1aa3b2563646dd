"""The doctor tells every setting with where it comes from, and everything that is wrong in the file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from reader.cli.main import main
from reader.input.keymap import find_problems
from reader.services.diagnostics import report_diagnostics

if TYPE_CHECKING:
    from pathlib import Path


def settings(config: str | None) -> list[str]:
    """The rows about the settings."""
    rows = list(report_diagnostics(config, find_problems))
    return rows[rows.index("settings") + 1 :]


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("DUBAO_CONFIG", "/nowhere/config.toml")


def test_a_changed_setting_is_reported_with_default_and_line(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('\nmeasure = 30\n[keys]\nhelp = ["f1", "?"]\n', encoding="utf-8")
    rows = "\n".join(settings(str(path)))
    assert re.search(rf"^  file +{path}  --config-file$", rows, re.MULTILINE)
    assert re.search(rf"^  measure +30 \(default 36\)  {path}:2$", rows, re.MULTILINE)
    assert re.search(r"^  theme +dark  default$", rows, re.MULTILINE)
    assert re.search(rf"^  keys\.help +f1 \?  {path}:4$", rows, re.MULTILINE)


def test_a_missing_settings_file_is_reported_with_what_named_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings(None)[0].endswith("/nowhere/config.toml (not there: all defaults)  DUBAO_CONFIG")
    monkeypatch.delenv("DUBAO_CONFIG")
    assert settings(None)[0].endswith("  default")


def test_a_setting_of_the_environment_is_reported_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert any(re.fullmatch(r"  theme +ansi \(default dark\)  NO_COLOR", row) for row in settings(None))


def test_all_problems_of_the_settings_are_reported(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('mesure = 30\n[keys]\nwalk.nxt = "p"\n', encoding="utf-8")
    _file, error = settings(str(path))
    assert "config.toml:1: unknown key mesure" in error
    assert "line 3: there is no command walk.nxt" in error


def test_the_library_is_reported_and_none_is_created(tmp_path: Path) -> None:
    rows = list(report_diagnostics(library_path_option=str(tmp_path / "library.db")))
    told = rows[rows.index("library") + 1 : rows.index("protections") - 1]
    assert told == [
        f"  file                     {tmp_path}/library.db (not there: made when something is kept)  --library",
        "  backups                  0",
    ]
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "library.db").write_bytes(b"x" * 200)
    rows = list(report_diagnostics(library_path_option=str(tmp_path / "library.db")))
    assert (
        f"  problem                  {tmp_path}/library.db: it is no library of dubao; name another file"
        in "\n".join(rows)
    )


@pytest.mark.parametrize(
    ("text", "name", "encoding", "read_as"),
    [
        ("渡口的鐘\n\n　　停擺了二十年的渡口大鐘昨天重新敲響。\n", "utf-8", "utf-8: all its bytes fit", "text"),
        ("渡口的钟\n\n　　停摆了二十年的渡口大钟昨天重新敲响。\n", "gbk", "gb18030: by the look of its text", "text"),
        ("<html><meta charset=gbk><h1>渡口的钟又响了</h1><p>停摆了二十年的渡口大钟昨天重新敲响。", "gbk",
         "gb18030: as the page says", "a page"),
    ],
)  # fmt: skip
def test_report_source_names_encoding_format_and_script(
    text: str, name: str, encoding: str, read_as: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a"
    path.write_bytes(text.encode(name))
    assert main(["doctor", str(path)]) == 0
    said = capsys.readouterr().out.partition("\nsource\n")[2]
    rows = {line[2:26].strip(): line[27:] for line in said.splitlines()}
    assert rows["file"] == str(path)
    assert rows["encoding"] == encoding
    assert rows["read as"] == read_as
    assert rows["broken characters"] == "0"
    assert main(["doctor", str(tmp_path / "missing")]) == 1
