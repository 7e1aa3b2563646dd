"""Opening a library: created, refused, repaired or migrated as its file needs it."""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from threading import Timer

import pytest

from reader.errors import ReaderError
from reader.library import opening
from reader.library.diagnostics import describe_library
from reader.library.library import Library
from tests.library.files import ONE, age_backups, fill, list_names, load_ids, open_notices
from tests.library.texts import STORY

ROOT = Path(__file__).parents[2]
NOBODY = 65534
LOOK = """
import os, sys
from pathlib import Path
from reader.errors import ReaderError
from reader.library.library import Library
path = Path(sys.argv[1])
with Library.open(path) as library:  # all modules are there before the other user may not read them
    library.list_entries()
os.setuid(int(sys.argv[2]))
with Library.open(path, writable=False) as library:
    print(len(library.connection.select("SELECT id FROM annotations")))
try:
    Library.open(path)
except ReaderError as error:
    print(error)
"""
FILL = """
import resource, sys
from pathlib import Path
from reader.errors import ReaderError
from reader.library.library import Library
from tests.library.texts import opened
one = opened()
with Library.open(Path(sys.argv[1])) as library:
    library.store_article(one.article, one.source)
    resource.setrlimit(resource.RLIMIT_FSIZE, (800_000, 800_000))
    for number in range(1000):
        note = one.note("風電小鎮", "記" * 1000)
        try:
            library.store_annotation(note, one.id)
        except ReaderError as error:
            print(error, len(library.load_annotations(one.id)) == number, flush=True)
            break
        print(note.id, flush=True)
"""


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_all_files_are_private_whatever_the_umask(umask: int, path: Path) -> None:
    before = os.umask(umask)
    try:
        fill(path)
        with Library.open(path) as library:
            library.update_entry(ONE.id, read=True)
            modes = {name: stat.S_IMODE(os.stat(path.parent / name).st_mode) for name in os.listdir(path.parent)}
    finally:
        os.umask(before)
    assert len(modes) == 4, modes  # itself, -wal, -shm and a backup
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(os.stat(path.parent).st_mode) == 0o700


def test_an_existing_folder_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    fill(tmp_path / "library.db")
    assert stat.S_IMODE(os.stat(tmp_path).st_mode) == 0o755


def refused(path: Path, said: str) -> None:
    before = path.read_bytes() if path.is_file() else b""
    for write in (True, False):
        with pytest.raises(ReaderError, match=said):
            Library.open(path, writable=write, timeout=0.1)
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert "problem" in dict(describe_library(str(path)))


def test_a_file_that_is_no_library_is_refused_and_unchanged(tmp_path: Path) -> None:
    for name, data in (("a.jpg", os.urandom(5000)), ("a.txt", STORY.encode()), ("short", b"SQLite format 3\0")):
        path = tmp_path / name
        path.write_bytes(data)
        refused(path, "it is no library of dubao; name another file with --library")
    foreign = tmp_path / "places.sqlite"
    with closing(sqlite3.connect(foreign)) as connection:
        connection.execute("CREATE TABLE moz_places (id)")
    refused(foreign, "it is no library of dubao")
    refused(tmp_path, "it is no plain file")
    os.mkfifo(tmp_path / "pipe")
    refused(tmp_path / "pipe", "it is no plain file")


def test_a_library_of_a_newer_version_is_refused(path: Path) -> None:
    fill(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    refused(path, r"it is of a newer dubao \(version 99; this one knows \d+\); install a newer dubao")


def test_a_locked_library_is_refused(path: Path) -> None:
    fill(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE articles SET read = 1")
        other.execute("COMMIT")
        with pytest.raises(ReaderError, match="another program keeps it locked; end that program, or try again"):
            Library.open(path, timeout=0.1)
    assert open_notices(path) == []


def test_writing_to_a_locked_library_fails_and_reading_goes_on(path: Path) -> None:
    fill(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other, Library.open(path, timeout=0.1) as library:
        other.execute("BEGIN IMMEDIATE")
        assert len(library.load_annotations(ONE.id)) == 3  # reading goes on
        with pytest.raises(ReaderError, match="another program keeps it locked"):
            library.update_entry(ONE.id, read=True)
        other.execute("ROLLBACK")
        library.update_entry(ONE.id, read=True)


def test_a_folder_that_cannot_be_created_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ReaderError, match="file"):
        Library.open(tmp_path / "file" / "library.db")


def test_creating_a_library_waits_for_the_lock_on_its_folder(tmp_path: Path) -> None:
    descriptor = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    with pytest.raises(ReaderError, match="another program keeps it locked"):
        Library.open(tmp_path / "library.db", timeout=0.05)
    os.close(descriptor)
    fill(tmp_path / "library.db")


@pytest.mark.skipif(os.geteuid() != 0, reason="needs another user, whom only root can be")
def test_a_library_without_write_permission_can_be_read_only() -> None:
    folder = Path(tempfile.mkdtemp(prefix="dubao-tests-"))
    try:
        fill(folder / "library.db")
        for path, mode in ((folder / "library.db", 0o644), (folder, 0o755)):
            path.chmod(mode)
        command = [sys.executable, "-c", LOOK, str(folder / "library.db"), str(NOBODY)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
        assert done.stderr == ""
        assert done.stdout == f"3\n{folder}/library.db: it may not be written; check who owns it and its folder\n"
    finally:
        shutil.rmtree(folder)


def test_a_full_disk_is_an_error_and_stored_annotations_stay(path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", FILL, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    *kept, said = done.stdout.splitlines()
    assert said.startswith(f"{path}: ")
    assert said.endswith("; make room and try again True")
    assert len(kept) > 10
    assert load_ids(path) == set(kept)
    assert open_notices(path) == []


def test_an_empty_file_opened_for_reading_becomes_a_library(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    with Library.open(path, writable=False):
        pass
    assert open_notices(path) == []
    assert load_ids(path) == set()


def test_an_empty_file_becomes_a_library_with_a_notice(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    assert open_notices(path) == [f"{path}: the file was empty; a new library was begun in it"]


@pytest.mark.parametrize("has_locks", [True, False])
def test_partial_files_are_deleted_only_by_who_holds_the_lock(
    has_locks: bool, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(path)
    partial = path.with_name("library.db.partial-1")
    partial.touch()

    def refuse(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    if not has_locks:
        monkeypatch.setattr(fcntl, "flock", refuse)
    assert open_notices(path) == []
    assert partial.exists() is not has_locks
    assert len(load_ids(path)) == 3


def test_a_large_library_is_checked_only_when_a_backup_is_due(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(path, 60)
    open_notices(path)
    size = os.stat(path).st_size
    for largest, expected in ((size, True), (size - 1, False)):
        monkeypatch.setattr(opening, "_ALWAYS_CHECKED_SIZE", largest)
        assert opening.is_whole_check_due(path) is expected
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute("PRAGMA page_size").fetchone()
        (root,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'texts'").fetchone()
        connection.execute("UPDATE annotations SET id = 'a b' WHERE rowid = (SELECT min(rowid) FROM annotations)")
        connection.commit()
    data = path.read_bytes()
    assert open_notices(path) == []  # nor are ids
    damaged = bytearray(path.read_bytes())
    damaged[(root - 1) * page : root * page] = b"\xff" * page
    path.write_bytes(damaged)
    assert open_notices(path) == []
    path.write_bytes(data)
    age_backups(path)
    (notice,) = open_notices(path)
    assert "ids that have not the form of ids were replaced: 1" in notice
    path.write_bytes(damaged)
    age_backups(path)
    assert "it was damaged" in open_notices(path)[0]


def test_a_library_is_created_where_files_cannot_be_linked(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    assert len(fill(path)) == len(load_ids(path))
    os.truncate(path, 0)
    (notice,) = open_notices(path)
    assert "its backup" in notice
    assert len(list_names(path, ".damaged-")) >= 1


def test_an_empty_file_with_the_log_of_a_library_is_restored_and_not_begun_anew(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    path.with_name("library.db-wal").write_bytes(b"log")
    (notice,) = open_notices(path)
    assert "it was damaged; there was no backup, nothing could be read in it" in notice


def test_a_lock_that_another_program_gives_up_in_time_is_waited_for(tmp_path: Path) -> None:
    descriptor = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    releasing = Timer(0.1, os.close, [descriptor])
    releasing.start()
    with Library.open(tmp_path / "library.db", timeout=20) as library:
        assert library.list_entries() == []
    releasing.join()
