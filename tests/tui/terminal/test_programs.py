from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import pytest

from reader.tui.terminal.programs import ProgramCandidate, find_program, start_program

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the programs `one` and `two` are installed."""
    for name in ("one", "two"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("SOME_DISPLAY", raising=False)


@pytest.mark.usefixtures("installed")
def test_the_first_installed_program_is_found() -> None:
    candidates = [ProgramCandidate("", (name, "-x")) for name in ("none", "two", "one")]
    assert find_program(candidates) == ("two", "-x")
    assert find_program(candidates[:1]) is None


@pytest.mark.usefixtures("installed")
def test_a_program_is_found_only_where_its_environment_variable_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    candidates = [ProgramCandidate("SOME_DISPLAY", ("one",)), ProgramCandidate("", ("two",))]
    assert find_program(candidates) == ("two",)
    monkeypatch.setenv("SOME_DISPLAY", ":0")
    assert find_program(candidates) == ("one",)


def wait_for(path: Path) -> str:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if path.exists() and (text := path.read_text("utf-8")).endswith("\n"):
            return text
        time.sleep(0.01)
    raise AssertionError(path)


COPY = "import sys; text = sys.stdin.read(); open(sys.argv[1], 'w', encoding='utf-8').write(text + '\\n')"


@pytest.mark.parametrize("stdin", [None, "讀報".encode()])
def test_a_program_reads_what_it_is_given(stdin: bytes | None, tmp_path: Path) -> None:
    start_program([sys.executable, "-X", "utf8", "-c", COPY, str(tmp_path / "out")], stdin=stdin, timeout=10)
    assert wait_for(tmp_path / "out") == (stdin or b"").decode() + "\n"


def test_a_program_that_cannot_be_run_is_ignored(tmp_path: Path) -> None:
    start_program([str(tmp_path / "none")])
    start_program(["a\0b"])
