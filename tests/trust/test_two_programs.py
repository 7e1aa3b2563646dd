"""Row 19: two programs write to one library at once, and each has what the other one wrote."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.process import environment, run
from tests.trust.hostile import IS_FULL

if TYPE_CHECKING:
    from pathlib import Path

WRITES = 500 if IS_FULL else 60
"""Of each program."""
ANNOTATE = """
import sys
from reader.cli.main import main
paper, name, count = sys.argv[1:]
sys.stdin.readline()
sys.exit(max(main(["annotate", paper, "--quote", "鐘聲", "--note", f"{name}{number}"]) for number in range(int(count))))
"""
TEXT = "渡口的鐘又響了\n\n街坊說鐘聲同從前一樣。\n\n孩子們跑到碼頭去看，修鐘的師傅守了三個月，直到天黑才回家。\n"


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    return environment(DUBAO_LIBRARY=str(tmp_path / "library" / "library.db"))


@pytest.fixture
def paper(tmp_path: Path) -> str:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    return str(path)


def load_notes(env: dict[str, str]) -> list[str]:
    """The texts of all notes, in order."""
    items = json.loads(run("notes", "--json", env=env).stdout)["items"]
    return sorted(body["value"] for item in items for body in item["body"])


def test_all_that_two_programs_write_at_once_is_there(env: dict[str, str], paper: str) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", ANNOTATE, paper, name, str(WRITES)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            env=env,
        )
        for name in "甲乙"
    ]
    for process in processes:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
    errors = [process.communicate()[1] for process in processes]
    assert errors == ["", ""]
    assert [process.returncode for process in processes] == [0, 0]
    assert load_notes(env) == sorted(f"{name}{number}" for name in "甲乙" for number in range(WRITES))
