"""Programs that are killed at any moment or write at once: what was stored before is there.

DUBAO_KILLS=200 python -m pytest tests/library/test_killed.py kills as often as the release promises.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from time import sleep

import pytest

from reader.library import database_file
from reader.library.backups import list_backups
from reader.library.database_file import connect, is_intact_file
from reader.library.library import Library
from tests.library.files import load_all_annotations
from tests.library.texts import opened

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("DUBAO_KILLS", "12"))
VERSION = len(database_file.load_migrations())
ONE = opened()

ANNOTATE = """
import sys
from pathlib import Path
from reader.library.library import Library
from tests.library.texts import opened
one, count = opened(), int(sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
while count:
    with Library.open(Path(sys.argv[1])) as library:
        library.store_article(one.article, one.source)
        for _ in range(min(count, 20)):
            note = one.note("風電小鎮", "記下" * 200)
            library.store_annotation(note, one.id)
            print(note.id, flush=True)
            count -= 1
"""
MIGRATE = """
import sys
from pathlib import Path
from reader.library import database_file
from reader.library.library import Library
database_file.MIGRATIONS_FOLDER = Path(sys.argv[2])
database_file.load_migrations()
print("ready", flush=True)
sys.stdin.readline()
Library.open(Path(sys.argv[1])).close()
print("done", flush=True)
"""


def started(program: str, *arguments: object) -> subprocess.Popen[str]:
    """A program that is about to begin, once it is told to."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    return process


def begin(process: subprocess.Popen[str]) -> None:
    assert process.stdin
    process.stdin.write("\n")
    process.stdin.flush()


def killed(process: subprocess.Popen[str], after: float, line_count: int = 0) -> list[str]:
    """Let a program begin, and kill it while it works; return the lines that it had written.

    Args:
        process: The program.
        after: Seconds from when it has written so many lines until it is killed.
        line_count: The lines, however long a busy machine takes for them.
    """
    begin(process)
    with process:
        assert process.stdout
        written = [process.stdout.readline() for _ in range(line_count)]
        sleep(after)
        process.kill()
        written += process.stdout.readlines()
    return [line for line in written if line.endswith("\n")]


def test_annotations_stored_before_a_program_was_killed_are_there(path: Path) -> None:
    chance = random.Random(KILLS)
    acknowledged: set[str] = set()
    following = started(ANNOTATE, path, 10**6)
    for number in range(KILLS):
        process = following
        if number + 1 < KILLS:
            following = started(ANNOTATE, path, 10**6)
        acknowledged |= {line.strip() for line in killed(process, chance.uniform(0, 0.02), number % 4)}
        with Library.open(path) as library:
            assert library.take_notices() == []
            assert library.connection.select("PRAGMA integrity_check") == [("ok",)]
            assert acknowledged <= {annotation.id for _, annotation in load_all_annotations(library)}
    assert len(acknowledged) >= KILLS
    assert all(is_intact_file(backup) for backup in list_backups(path))


def test_a_killed_migration_is_complete_or_not_begun(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(KILLS)
    schema = tmp_path / "schema"
    shutil.copytree(database_file.MIGRATIONS_FOLDER, schema)
    many = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000)"
    steps = "".join(f"INSERT INTO forecasts {many} SELECT i + {part}, 'rain' FROM n;\n" for part in (0, 60000))
    (schema / "999.sql").write_text(f"CREATE TABLE forecasts (id INTEGER, name TEXT) STRICT;\n{steps}")
    with Library.open(path) as library:
        library.store_article(ONE.article, ONE.source)
        for _ in range(50):
            library.store_annotation(ONE.note("風電小鎮"), ONE.id)
    monkeypatch.setattr(database_file, "MIGRATIONS_FOLDER", schema)
    done = 0
    for _ in range(KILLS):
        copy = tmp_path / "copy" / "library.db"
        shutil.rmtree(copy.parent, ignore_errors=True)
        shutil.copytree(path.parent, copy.parent)
        done += bool(killed(started(MIGRATE, copy, schema), chance.uniform(0, 0.15)))
        with closing(connect(copy)) as connection:
            version, tables = (
                connection.execute(question).fetchone()[0]
                for question in ("PRAGMA user_version", "SELECT count(*) FROM sqlite_schema WHERE name = 'forecasts'")
            )
            assert (version, tables) in {(VERSION, 0), (VERSION + 1, 1)}
            if tables:
                assert connection.execute("SELECT count(*) FROM forecasts").fetchone() == (120_000,)
        assert all(is_intact_file(backup) for backup in list_backups(copy))
        assert version == VERSION or list_backups(copy)
        with Library.open(copy) as library:
            assert len(library.load_annotations(ONE.id)) == 50
    assert done < KILLS


def test_two_programs_that_write_at_once_both_succeed(path: Path) -> None:
    count = 150
    processes = [started(ANNOTATE, path, count) for _ in range(2)]
    for process in processes:
        begin(process)
    written = [process.communicate()[0].split() for process in processes]
    assert [len(each) for each in written] == [count, count]
    with Library.open(path) as library:
        assert {annotation.id for annotation in library.load_annotations(ONE.id)} == {*written[0], *written[1]}


def test_programs_started_at_once_create_one_library(path: Path) -> None:
    """Four begin at once with nothing there: one library comes of it."""
    processes = [started(ANNOTATE, path, 3) for _ in range(4)]
    for process in processes:
        begin(process)
    written = [line for process in processes for line in process.communicate()[0].split()]
    assert len(written) == 12
    with Library.open(path) as library:
        assert len(library.load_annotations(ONE.id)) == 12
    assert not [name for name in os.listdir(path.parent) if "damaged" in name]


@pytest.mark.parametrize("number", range(3))
def test_a_killed_restoration_is_done_at_the_next_opening(number: int, path: Path, tmp_path: Path) -> None:
    with Library.open(path) as library:
        library.store_article(ONE.article, ONE.source)
        for _ in range(50):
            library.store_annotation(ONE.note("風電小鎮"), ONE.id)
    Library.open(path).close()
    os.truncate(path, 9000)
    process = started(MIGRATE, path, database_file.MIGRATIONS_FOLDER)
    killed(process, number * 0.008)
    with Library.open(path) as library:
        assert len(library.load_annotations(ONE.id)) == 50
        assert library.connection.select("PRAGMA integrity_check") == [("ok",)]
