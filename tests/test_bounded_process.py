"""Modules that run in a process of their own, with limits on time and memory."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from reader.bounded_process import run_bounded_json

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def write_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path / "parser_to_run.py"


def test_the_answer_of_the_module_is_returned(write_module: Path) -> None:
    write_module.write_text("import json, sys; print(json.dumps({'read': sys.stdin.read()}))", encoding="utf-8")
    assert run_bounded_json("parser_to_run", b"abc", 10) == {"read": "abc"}


@pytest.mark.parametrize("code", ["raise SystemExit(1)", "print('no JSON')", "import nothing_of_that_name", "pass"])
def test_a_module_that_fails_has_no_answer(code: str, write_module: Path) -> None:
    write_module.write_text(code, encoding="utf-8")
    assert run_bounded_json("parser_to_run", b"", 10) is None


def test_a_module_that_takes_too_long_is_killed(write_module: Path) -> None:
    write_module.write_text("import time; time.sleep(60)", encoding="utf-8")
    start = time.monotonic()
    assert run_bounded_json("parser_to_run", b"", 0.5) is None
    assert time.monotonic() - start < 30


def test_limited_processes_have_little_memory() -> None:
    code = (
        "from reader.bounded_process import limit_resources; limit_resources(1 << 30, 5); print(len('a' * (1 << 31)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "MemoryError" in run.stderr
