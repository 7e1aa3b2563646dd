"""Row 18: libraries of all versions open with all that is in them; a killed migration is done at the next start."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
import subprocess
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from reader.library import database_file
from reader.library.backups import list_backups
from reader.library.database_file import is_intact_file
from tests.cli.process import DUBAO, environment, run
from tests.library.test_schema import write_first_library
from tests.library.texts import STORY, opened
from tests.trust.hostile import IS_FULL
from tests.trust.test_killed_programs import find_leftovers

if TYPE_CHECKING:
    from pathlib import Path

SCRIPTS = sorted(database_file.MIGRATIONS_FOLDER.glob("*.sql"), key=lambda path: int(path.stem))
NEWEST = len(SCRIPTS)
KILLS = 60 if IS_FULL else 3
ARTICLES = 400 if IS_FULL else 60
"""In a library whose migration takes long enough to be killed."""


def write_library(path: Path, version: int, count: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A library as a version of the schema had it, with a note on each article; the texts of the notes.

    Args:
        path: Its file.
        version: Of the schema; 1 is the first one.
        count: Of its articles.
        monkeypatch: What takes the later scripts away meanwhile.
    """
    stored = [opened(STORY.replace("鎮", f"鎮{number}"), f"/news/{number}.txt") for number in range(count)]
    notes = [[each.note("首批葉片", f"向縣裡核對{number}")] for number, each in enumerate(stored)]
    schema = path.parent.with_name(f"schema-{version}")
    schema.mkdir()
    for script in SCRIPTS[:version]:
        shutil.copy(script, schema)
    write_first_library(path, schema, list(zip(stored, notes, strict=True)))
    with monkeypatch.context() as patch:
        patch.setattr(database_file, "MIGRATIONS_FOLDER", schema)
        if version > 1:
            database_file.migrate_file(path)
    for backup in list_backups(path):
        backup.unlink()
    return sorted(annotation.note for (annotation,) in notes)


def read_version(path: Path) -> int:
    """The version of the schema of a file, all of whose pages are right."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def load_notes(env: dict[str, str]) -> list[str]:
    """The texts of all notes, by the program."""
    done = run("notes", "--json", env=env)
    assert done.returncode == 0, done.stderr
    return sorted(body["value"] for item in json.loads(done.stdout)["items"] for body in item["body"])


@pytest.mark.parametrize("version", range(1, NEWEST + 1))
def test_a_library_of_every_version_is_read_searched_and_changed(
    version: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "library" / "library.db"
    env = environment(DUBAO_LIBRARY=str(path))
    notes = write_library(path, version, 3, monkeypatch)
    assert read_version(path) == version
    articles = json.loads(run("list", "--json", env=env).stdout)["articles"]
    assert len(articles) == 3
    assert all(each["tags"] == ["要聞"] and each["starred"] for each in articles)
    assert load_notes(env) == notes
    assert "向縣裡核對1" in run("search", "核对1", env=env).stdout.decode()
    assert "首批葉片" in run("show", articles[0]["id"], "--plain", env=env).stdout.decode()
    assert run("annotate", articles[0]["id"], "--quote", "首批葉片", "--note", "再記", env=env).returncode == 0
    assert load_notes(env) == sorted([*notes, "再記"])
    assert read_version(path) == NEWEST
    assert {read_version(backup) for backup in list_backups(path)} == {version}


@pytest.mark.parametrize("version", range(1, NEWEST if IS_FULL else 2))
def test_a_migration_that_is_killed_loses_nothing_and_is_done_at_the_next_start(
    version: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(version)
    before, path = tmp_path / "before" / "library.db", tmp_path / "library" / "library.db"
    notes = write_library(before, version, ARTICLES, monkeypatch)
    env = environment(DUBAO_LIBRARY=str(path))
    shutil.copytree(before.parent, path.parent)
    start = time.monotonic()
    assert run("notes", env=env).returncode == 0
    whole = time.monotonic() - start
    versions = []
    for _ in range(KILLS):
        shutil.rmtree(path.parent)
        shutil.copytree(before.parent, path.parent)
        files = len(list(path.parent.iterdir()))
        process = subprocess.Popen([*DUBAO, "notes"], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None and len(list(path.parent.iterdir())) == files:
            time.sleep(0.002)  # until it begins with its backup
        time.sleep(chance.uniform(0, whole / 4))
        process.kill()
        process.wait()
        versions.append(read_version(path))
        assert all(is_intact_file(backup) for backup in list_backups(path))
        assert load_notes(env) == notes
        assert read_version(path) == NEWEST
        assert find_leftovers(path.parent) == []
        assert version in {read_version(backup) for backup in list_backups(path)}
    assert set(versions) <= set(range(version, NEWEST + 1))  # each script is a transaction of its own
