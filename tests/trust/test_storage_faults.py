"""Rows 15 and 16: a system call that fails, or at which the program is killed, costs nothing that was acknowledged."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from reader.library.backups import list_backups
from reader.library.database_file import connect
from reader.library.library import Library
from tests.library.texts import opened
from tests.trust.hostile import IS_FULL
from tests.trust.test_killed_programs import find_leftovers, make_environment

if TYPE_CHECKING:
    from pathlib import Path

STRACE = shutil.which("strace")
CALLS = "write,pwrite64,fsync,fdatasync,ftruncate,rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir"
"""System calls that change what is stored."""
FAULTS = ("error=EIO", "error=ENOSPC", "error=EDQUOT", "signal=KILL")
CASES = 40 if IS_FULL else 1
LAST_CALL = 60
"""A command makes about so many of these calls."""


def can_trace() -> bool:
    """Whether strace is there and may trace: containers can forbid it."""
    return STRACE is not None and subprocess.run([STRACE, "-o", os.devnull, "true"], check=False).returncode == 0


def run(folder: Path, *arguments: str, fault: str = "", number: int = 0) -> subprocess.CompletedProcess[bytes]:
    """Run a command, with a fault at the call of a number.

    Args:
        folder: That of the library.
        *arguments: Of the command.
        fault: As strace injects it.
        number: Of the call, from 1.
    """
    traced = [str(STRACE), "-f", "-qq", "-o", os.devnull, "-e", f"trace={CALLS}"]
    traced += ["-e", f"inject={CALLS}:{fault}:when={number}"]
    command = [*(traced if fault else []), sys.executable, "-m", "reader", *arguments]
    environment = make_environment(folder) | {"PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, env=environment, cwd=folder, capture_output=True, check=False)


def list_notes(folder: Path) -> set[str]:
    return {
        body["value"]
        for item in json.loads(run(folder, "notes", "--json").stdout)["items"]
        for body in item["body"]
        if body["purpose"] == "commenting"
    }


@pytest.mark.skipif(not can_trace(), reason="there is no strace, or it may not trace")
@pytest.mark.parametrize("fault", FAULTS)
def test_nothing_acknowledged_is_lost_by_a_call_that_fails(fault: str, tmp_path: Path) -> None:
    chance = random.Random(f"{fault}{CASES}")
    paper = tmp_path / "a.txt"
    paper.write_text("渡口的鐘又響了\n\n停擺了二十年的渡口大鐘昨天重新敲響，修鐘的師傅守了三個月。\n" * 40, "utf-8")
    assert run(tmp_path, "add", str(paper)).returncode == 0
    copy = tmp_path / "copy.md"
    assert run(tmp_path, "save", str(paper), "-o", str(copy)).returncode == 0
    acknowledged: set[str] = set()
    for case in range(CASES):
        number = chance.randint(1, LAST_CALL)
        done = run(tmp_path, "annotate", str(paper), "--note", f"第{case}條", fault=fault, number=number)
        check(done, fault)
        if done.returncode == 0:
            acknowledged.add(f"第{case}條")
        before = copy.read_bytes()
        check(run(tmp_path, "save", str(paper), "-o", str(copy), fault=fault, number=number), fault)
        now = copy.read_bytes()
        assert now == before or b"dubao-copy-1" in now
        check(
            run(tmp_path, "export", str(tmp_path / "out" / str(case)), fault=fault, number=chance.randint(1, 90)), fault
        )
    assert acknowledged <= list_notes(tmp_path)
    assert run(tmp_path, "save", str(paper), "-o", str(copy)).returncode == 0
    assert run(tmp_path, "export", str(tmp_path / "out" / "last")).returncode == 0
    assert find_leftovers(tmp_path) == []
    with closing(connect(tmp_path / "data" / "library.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def check(done: subprocess.CompletedProcess[bytes], fault: str) -> None:
    """A command has worked, or has said why not in a sentence, or was killed."""
    errors = done.stderr.decode("utf-8", "replace")
    assert "Traceback" not in errors
    assert "internal error" not in errors, errors
    if fault == "signal=KILL" and done.returncode not in (0, 1):
        assert done.returncode in (-9, 137)
    else:
        assert done.returncode in (0, 1), (done.returncode, errors)
        assert done.returncode == 0 or errors.startswith("dubao: ") or not errors  # standard error may have failed


def test_a_clock_that_was_wrong_hides_nothing_and_stops_no_backup(tmp_path: Path) -> None:
    path, one = tmp_path / "library.db", opened()
    ahead = (datetime.now(UTC) + timedelta(days=4000)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    with Library.open(path) as library:
        library.store_article(one.article, one.source)
        library.store_annotation(one.note("風電小鎮", "記下"), one.id)
    with closing(connect(path)) as connection:
        connection.execute("UPDATE annotations SET modified = ?, created = ?", [ahead, ahead])
        connection.commit()
    for backup in list_backups(path):
        backup.rename(backup.with_name(f"{path.name}.backup-{ahead[:10].replace('-', '')}T000000000000Z"))
    os.utime(path, (0, 0))
    for note in ("二", "三"):
        with Library.open(path) as library:
            assert library.take_notices() == []
            library.store_annotation(one.note("風電小鎮", note), one.id)
            assert len(library.list_entries()) == 1
    with Library.open(path) as library:
        assert {each.note for each in library.load_annotations(one.id)} == {"記下", "二", "三"}
    assert list_backups(path)
