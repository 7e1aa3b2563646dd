"""Row 19: two programs write to one library at once, and each has what the other one wrote."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from reader.library.backups import wal_path
from reader.library.library import Library
from tests.bench.emulator import Emulator
from tests.bench.pty_run import Terminal
from tests.cli.process import DUBAO, environment, run
from tests.trust.hostile import IS_FULL

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


def test_each_program_shows_and_keeps_what_the_other_one_writes(
    env: dict[str, str], paper: str, tmp_path: Path
) -> None:
    assert run("add", paper, env=env).returncode == 0
    other = tmp_path / "b.txt"
    other.write_text(TEXT.replace("渡口", "碼頭"), "utf-8")
    with Terminal(DUBAO, columns=100, rows=30, environment=env) as terminal:
        screen = Emulator(terminal)

        def press(keys: str, shown: str) -> None:
            terminal.type(keys)
            terminal.await_condition(lambda: any(shown in row for row in screen.rows()))

        press("", "渡口的鐘又響了")
        press("l", "街坊說")
        assert run("annotate", paper, "--quote", "鐘聲", "--note", "別人記下", env=env).returncode == 0
        press("q", "Articles 1/1")
        assert run("add", str(other), env=env).returncode == 0
        press("", "碼頭的鐘又響了")
        press("l", "街坊說")
        press("A", "Ctrl+O keep")
        press("self", "self")
        terminal.type("\x0f")
        terminal.await_condition(lambda: load_notes(env) == ["self", "別人記下"])
        press("4", "別人記下")
        terminal.type("Q")
        assert terminal.wait(20) == 0
    assert load_notes(env) == ["self", "別人記下"]


def test_a_program_that_is_open_does_not_lose_its_lock_by_looking_at_the_file_again(
    env: dict[str, str], paper: str
) -> None:
    path = Path(env["DUBAO_LIBRARY"])
    with Library.open(path) as library:
        Library.open(path).close()  # as another thread does
        assert run("annotate", paper, "--quote", "鐘聲", "--note", "甲", env=env).returncode == 0
        assert wal_path(path).exists()  # else the other program was alone, and has deleted what is written to
        for entry in library.list_entries():
            library.update_entry(entry.id, starred=True)
    (article,) = json.loads(run("list", "--json", env=env).stdout)["articles"]
    assert article["starred"]
