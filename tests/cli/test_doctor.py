"""`dubao doctor`."""

from __future__ import annotations

import json
import os
import pty
import re
import termios
import threading
from typing import TYPE_CHECKING

import pytest

from reader import __version__
from reader.cli.main import main
from reader.services.diagnostics import report_diagnostics
from tests.cli.process import (
    environment,
    read_terminal,
    run,
    run_on_terminal,
)

if TYPE_CHECKING:
    from pathlib import Path


def test_doctor_prints_packages_terminal_and_settings(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith(f"dubao {__version__}, Python ")
    for word in (
        "textual",
        "opencc, the native one",
        "not measured",
        "/nowhere/config.toml (not there: all defaults)",
        "kinsoku",
    ):
        assert word in out
    assert err == ""


def test_doctor_reports_errors_of_the_settings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = tmp_path / "config.toml"
    config.write_text("mesure = 30", encoding="utf-8")
    assert main(["doctor", "--config-file", str(config)]) == 0
    assert "unknown key mesure; did you mean measure?" in capsys.readouterr().out
    config.write_text("measure = 30", encoding="utf-8")
    assert main(["doctor", "--config-file", str(config)]) == 0
    assert re.search(r"measure +30 \(default 36\)", capsys.readouterr().out)
    for name in ("x" * 300, "\x1b[31m"):
        assert main(["doctor", "--config-file", name]) == 0
        assert "\x1b" not in capsys.readouterr().out


def test_doctor_prints_the_rules_for_each_line_of_a_source(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "a.txt"
    source.write_text(
        "东岸县的夜市\n\n　　夜市在老桥边开了三十年，味道一直没有变。\n责任编辑：王\x1b五\n", encoding="utf-8"
    )
    assert main(["doctor", str(source), "--lines"]) == 0
    out = capsys.readouterr().out
    assert re.search(r"\n +4 editor +责任编辑：王␛五\n +.*metadata_lines.classify_metadata_line = editor", out)
    assert main(["doctor", str(source)]) == 0
    assert "classify_metadata_line" not in capsys.readouterr().out
    assert main(["doctor", "--lines"]) == 1
    assert "dubao: --lines: no source was named" in capsys.readouterr().err


def test_doctor_prints_the_encoding_from_before_it_printed() -> None:
    done = run("doctor", env=environment(PYTHONIOENCODING="gbk"))
    assert re.search(rb"encoding +gbk\n", done.stdout)


def test_doctor_cleans_values_of_the_environment() -> None:
    done = run("doctor", env=environment(TERM_PROGRAM="\x1b]0;x\x07\n"))
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b"\x1b[1;2R", "1 (set ambiguous = 1 "),
        (b"\x1b[24;3R", "2 (set ambiguous = 2 "),
        (b"\x1b[1;9R", "8?"),
        (b"R", "not measured: the terminal does not answer"),
    ],
)
def test_doctor_measures_characters_of_ambiguous_width(
    answer: bytes, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "reader.services.diagnostics._ANSWER_TIMEOUT", 20
    )  # the machine may be busy; no wait is so long
    master, slave = pty.openpty()

    def be_a_terminal() -> None:
        written = b""
        while not written.endswith(b"\x1b[6n"):
            written += read_terminal(master)
        os.write(master, answer)

    terminal = threading.Thread(target=be_a_terminal)
    with open(slave, encoding="utf-8") as keyboard, open(os.dup(slave), "w", encoding="utf-8") as screen:
        monkeypatch.setattr("sys.stdin", keyboard)
        monkeypatch.setattr("sys.stdout", screen)
        before = termios.tcgetattr(slave)
        terminal.start()
        (row,) = (line for line in report_diagnostics() if "ambiguous width" in line)
        terminal.join()
        assert termios.tcgetattr(slave) == before
    os.close(master)
    assert said in row


def test_the_doctor_does_not_wait_for_a_terminal_without_an_answer() -> None:
    code, written = run_on_terminal("doctor")
    assert code == 0
    assert b"not measured: the terminal does not answer" in written


def test_doctor_prints_json(capsys: pytest.CaptureFixture[str], library: Path) -> None:
    assert main(["doctor", "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert value["schema"] == "dubao-doctor-1"
    assert {"library", "protections", "settings"} <= value["sections"].keys()
    assert all(row.keys() == {"name", "value"} for rows in value["sections"].values() for row in rows)
    assert str(library) in value["sections"]["library"][0]["value"]


def test_doctor_reports_a_damaged_table_of_contexts(damaged_table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    out = capsys.readouterr().out
    assert str(damaged_table) in out
    assert "OpenCC converts instead" in out
