"""Row 15: what a killed program left is gone after the next start, and what another one is writing stays."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reader.atomic_files import delete_leftovers, make_temporary_path
from reader.library.library import Library
from tests.trust.hostile import IS_FULL

ROOT = Path(__file__).parents[2]
KILLS = -(-int(os.environ.get("DUBAO_KILLS", "180" if IS_FULL else "12")) // 3)
"""Kills of each of the three commands."""
TEXT = "風電小鎮\n\n首批葉片下月運抵，學校和工廠都在等。\n" * 2_000


def find_leftovers(folder: Path) -> list[str]:
    return sorted(
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if ".dubao-new" in path.name or ".partial-" in path.name
    )


def make_environment(folder: Path) -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "DUBAO_LIBRARY": str(folder / "data" / "library.db"),
        "DUBAO_CONFIG": str(folder / "config" / "config.toml"),
        "DUBAO_CACHE": str(folder / "cache"),
    }


def run(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "reader", *arguments],
        env=make_environment(folder),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
    )


def test_temporary_files_of_processes_that_are_gone_are_deleted(tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    mine = Path(make_temporary_path(tmp_path / "a.md"))
    other = mine.with_name(mine.name.replace(f".{os.getpid():x}-", f".{gone.pid:x}-"))
    elsewhere = mine.with_name(mine.name.replace(f".{os.getpid():x}-", ".1-").replace("-", "-0", 1))
    strange = tmp_path / ".x.dubao-new"
    foreign = [tmp_path / name for name in (".a.md", "a.dubao-new", "b.md")]
    for path in (mine, other, strange, *foreign):
        path.touch()
    folder = other.with_name(other.name.replace(".a.md.", ".export."))
    (folder / "articles").mkdir(parents=True)
    (folder / "articles" / "1.txt").touch()
    delete_leftovers(tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted([mine, strange, *foreign])
    os.utime(strange, (0, 0))
    delete_leftovers(tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted([mine, *foreign])
    delete_leftovers(tmp_path / "missing")
    assert elsewhere.suffix == ".dubao-new"


def test_long_names_have_temporary_names_too(tmp_path: Path) -> None:
    path = Path(make_temporary_path(tmp_path / ("字" * 85)))
    path.touch()
    assert len(os.fsencode(path.name)) <= 255


def test_partial_copies_of_a_library_are_deleted_at_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    Library.open(path).close()
    for name in ("library.db.partial-0a1b2c3d", "library.db.partial-20260101T000000000000Z", "other.db.partial-1"):
        (tmp_path / name).touch()
    Library.open(path).close()
    assert find_leftovers(tmp_path) == ["other.db.partial-1"]


@pytest.mark.parametrize("command", ["save", "export", "add"])
def test_nothing_is_left_of_a_killed_command_after_the_next(command: str, tmp_path: Path) -> None:
    chance = random.Random(KILLS)
    paper = tmp_path / "a.txt"
    paper.write_text(TEXT, "utf-8")
    assert run(tmp_path, "add", str(paper)).wait() == 0
    start = time.monotonic()
    target = {"save": ["save", str(paper)], "export": ["export", str(tmp_path / "out" / "0")]}
    assert run(tmp_path, *target.get(command, ["add", str(paper)])).wait() in (0, 1)
    whole = time.monotonic() - start
    for number in range(KILLS):
        arguments = ["export", str(tmp_path / "out" / f"{number + 1}")] if command == "export" else target.get(command)
        process = run(tmp_path, *(arguments or ["add", str(paper)]))
        time.sleep(chance.uniform(0.4, 1.1) * whole)
        process.send_signal(signal.SIGKILL)
        process.wait()
    last = ["export", str(tmp_path / "out" / "last")] if command == "export" else target.get(command)
    assert run(tmp_path, *(last or ["add", str(paper)])).wait() == 0
    assert find_leftovers(tmp_path) == []
    for folder in (tmp_path / "out").glob("*"):
        assert (folder / "library.json").is_file()
