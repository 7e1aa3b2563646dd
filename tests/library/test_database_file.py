"""The file of the library: private, checked, backed up, put right when it is damaged; never half, never lost."""

from __future__ import annotations

import fcntl
import os
import random
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import ReaderError
from reader.library import backups as backups_module
from reader.library import database_file
from reader.library.backups import MAX_BACKUPS, back_up, list_backups, wal_path
from reader.library.diagnostics import describe_library
from reader.library.library import Library
from reader.library.paths import library_path
from tests.library.texts import STORY, opened

ROOT = Path(__file__).parents[2]
ONE = opened()
DAY = 25 * 3600


def filled(path: Path, count: int = 3) -> list[str]:
    """A library with one article and notes on it; their ids."""
    notes = [ONE.note("風電小鎮", f"記{number}") for number in range(count)]
    with Library.open(path) as library:
        library.store_article(ONE.article, ONE.source)
        for note in notes:
            library.store_annotation(note, ONE.id)
    return [note.id for note in notes]


def ids(path: Path) -> set[str]:
    with Library.open(path) as library:
        return {annotation.id for _, annotation in library.load_all_annotations()}


def names(path: Path, part: str) -> list[str]:
    return sorted(name for name in os.listdir(path.parent) if part in name)


def aged(path: Path) -> None:
    """All backups were made a day ago."""
    for backup in list_backups(path):
        then = os.stat(backup).st_mtime - DAY
        os.utime(backup, (then, then))


def notices(path: Path) -> list[str]:
    with Library.open(path) as library:
        return library.take_notices()


# -- where it is


def test_the_library_is_the_one_named_or_the_readers_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DUBAO_LIBRARY", "/elsewhere/a.db")
    assert library_path("b.db") == Path.cwd() / "b.db"
    assert library_path() == Path("/elsewhere/a.db")
    monkeypatch.delenv("DUBAO_LIBRARY")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert library_path() == tmp_path / "dubao" / "library.db"


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_only_its_owner_reads_it(umask: int, path: Path) -> None:
    before = os.umask(umask)
    try:
        filled(path)
        with Library.open(path) as library:
            library.update_entry(ONE.id, read=True)
            modes = {name: stat.S_IMODE(os.stat(path.parent / name).st_mode) for name in os.listdir(path.parent)}
    finally:
        os.umask(before)
    assert len(modes) == 4, modes  # itself, -wal, -shm and a backup
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(os.stat(path.parent).st_mode) == 0o700


def test_a_folder_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    filled(tmp_path / "library.db")
    assert stat.S_IMODE(os.stat(tmp_path).st_mode) == 0o755


def test_it_is_a_database_of_ours_that_loses_nothing(path: Path) -> None:
    filled(path)
    with Library.open(path) as library:
        pragmas = ("application_id", "user_version", "journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        values = [library.connection.select(f"PRAGMA {name}")[0][0] for name in pragmas]
        assert values == [0x64756261, 1, "wal", 2, 1, 5000]
        tables = library.connection.select("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'")
        assert all(strict for name, strict in tables if not name.startswith("sqlite_"))
    assert os.listdir(path.parent).count("library.db") == 1


# -- what it refuses, in a sentence, and leaves alone


def refused(path: Path, said: str) -> None:
    before = path.read_bytes() if path.is_file() else b""
    for write in (True, False):
        with pytest.raises(ReaderError, match=said):
            Library.open(path, writable=write, timeout=0.1)
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert "problem" in dict(describe_library(str(path)))


def test_what_is_no_library_is_refused(tmp_path: Path) -> None:
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


def test_a_newer_one_is_refused(path: Path) -> None:
    filled(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    refused(path, r"it is of a newer dubao \(version 99; this one knows 1\); install a newer dubao")


def test_a_locked_one_is_refused(path: Path) -> None:
    filled(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE articles SET read = 1")
        other.execute("COMMIT")
        with pytest.raises(ReaderError, match="another program keeps it locked; end that program, or try again"):
            Library.open(path, timeout=0.1)
    assert notices(path) == []


def test_a_writer_that_is_not_let_in_says_so(path: Path) -> None:
    filled(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other, Library.open(path, timeout=0.1) as library:
        other.execute("BEGIN IMMEDIATE")
        assert len(library.load_annotations(ONE.id)) == 3  # reading goes on
        with pytest.raises(ReaderError, match="another program keeps it locked"):
            library.update_entry(ONE.id, read=True)
        other.execute("ROLLBACK")
        library.update_entry(ONE.id, read=True)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ReaderError, match="file"):
        Library.open(tmp_path / "file" / "library.db")


def test_only_one_at_a_time_makes_or_mends_it(tmp_path: Path) -> None:
    descriptor = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    with pytest.raises(ReaderError, match="another program keeps it locked"):
        Library.open(tmp_path / "library.db", timeout=0.05)
    os.close(descriptor)
    filled(tmp_path / "library.db")


NOBODY = 65534
LOOK = """
import os, sys
from pathlib import Path
from reader.errors import ReaderError
from reader.library.library import Library
path = Path(sys.argv[1])
with Library.open(path) as library:  # all modules are there before the other user may not read them
    library.load_all_annotations()
os.setuid(int(sys.argv[2]))
with Library.open(path, writable=False) as library:
    print(len(library.load_all_annotations()))
try:
    Library.open(path)
except ReaderError as error:
    print(error)
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="needs another user, whom only root can be")
def test_one_that_may_not_be_written_is_read_and_its_writers_are_told() -> None:
    folder = Path(tempfile.mkdtemp(prefix="dubao-tests-"))
    try:
        filled(folder / "library.db")
        for path, mode in ((folder / "library.db", 0o644), (folder, 0o755)):
            path.chmod(mode)
        command = [sys.executable, "-c", LOOK, str(folder / "library.db"), str(NOBODY)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
        assert done.stderr == ""
        assert done.stdout == f"3\n{folder}/library.db: it may not be written; check who owns it and its folder\n"
    finally:
        shutil.rmtree(folder)


FILL = """
import resource, sys
from pathlib import Path
from reader.errors import ReaderError
from reader.library.library import Library
from tests.library.texts import opened
one = opened()
with Library.open(Path(sys.argv[1])) as library:
    library.store_article(one.article, one.source)
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
    for number in range(1000):
        note = one.note("風電小鎮", "記" * 1000)
        try:
            library.store_annotation(note, one.id)
        except ReaderError as error:
            print(error, len(library.load_annotations(one.id)) == number, flush=True)
            break
        print(note.id, flush=True)
"""


def test_on_a_full_disk_what_was_kept_stays_and_the_rest_is_told(path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", FILL, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    *kept, said = done.stdout.splitlines()
    assert said.startswith(f"{path}: ")
    assert said.endswith("; make room and try again True")
    assert len(kept) > 10
    assert ids(path) == set(kept)
    assert notices(path) == []


# -- backups


def test_a_backup_is_made_once_a_day_after_changes(path: Path) -> None:
    filled(path)
    assert list_backups(path) == []
    notices(path)
    assert len(list_backups(path)) == 1
    aged(path)
    os.utime(path, (0, 0))
    notices(path)
    assert len(list_backups(path)) == 1  # nothing has changed since
    filled(path)
    aged(path)
    notices(path)
    assert len(list_backups(path)) == 2
    notices(path)
    assert len(list_backups(path)) == 2


def test_the_newest_backups_are_kept_and_whole(path: Path) -> None:
    filled(path)
    with Library.open(path) as library, closing(database_file.connect(path)) as connection:
        made = [back_up(connection, path)]
        for number in range(MAX_BACKUPS + 1):
            library.store_annotation(ONE.note("風電小鎮", str(number)), ONE.id)  # also while another has it open
            made.append(back_up(connection, path))
    assert list_backups(path) == made[: -MAX_BACKUPS - 1 : -1]
    for number, backup in enumerate(made[-MAX_BACKUPS:]):
        assert len(ids(backup)) == 3 + 2 + number
    assert names(path, ".partial-") == []


def test_what_killed_programs_left_is_swept_away(path: Path) -> None:
    filled(path)
    old, young = (path.with_name(f"library.db.partial-{name}") for name in ("old", "young"))
    for partial in (old, young):
        partial.touch()
    os.utime(old, (0, 0))
    notices(path)
    assert names(path, ".partial-") == [young.name]


def test_without_room_for_a_backup_the_library_opens(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(path)

    def full(*_: object) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backups_module, "copy_database", full)
    (said,) = notices(path)
    assert "no backup could be made" in said
    assert len(ids(path)) == 3


# -- damage


def spoiled(path: Path, chance: random.Random) -> None:
    """Flip bytes behind the header."""
    data = bytearray(path.read_bytes())
    for _ in range(chance.choice([1, 40])):
        start = chance.randrange(100, len(data) - 600)
        data[start : start + 600] = chance.randbytes(600)
    path.write_bytes(data)


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_one_is_put_right_from_its_backup_and_what_can_be_read(seed: int, path: Path) -> None:
    chance = random.Random(seed)
    before = set(filled(path, 60))
    notices(path)
    after = set(filled(path, 60))
    assert len(list_backups(path)) == 1
    spoiled(path, chance)
    damaged = path.read_bytes()
    said = notices(path)
    found = ids(path)
    assert before <= found <= before | after
    if said:
        assert "it was damaged; its backup library.db.backup-" in said[0]
        (kept,) = (name for name in names(path, ".damaged-") if name.endswith("Z"))  # beside it may be its log
        assert kept in said[0]
        assert (path.parent / kept).read_bytes() == damaged
        assert ("kept when damaged", kept) in list(describe_library(str(path)))
    else:
        assert found == before | after  # a page that nobody used
    assert notices(path) == []
    with Library.open(path) as library:
        library.store_article(ONE.article, ONE.source)
        assert len(library.load_annotations(ONE.id)) == len(found)


def test_without_a_backup_what_can_be_read_is_kept_before_and_behind_the_damage(path: Path) -> None:
    written = filled(path, 400)
    with closing(sqlite3.connect(path)) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    data = bytearray(path.read_bytes())
    page = data.index("記200".encode()) // size * size
    data[page : page + size] = random.Random(1).randbytes(size)
    path.write_bytes(data)
    (said,) = notices(path)
    assert "there was no backup" in said
    found = ids(path)
    assert found <= set(written)
    assert 360 < len(found) < 400
    assert {*written[:150], *written[250:]} <= found
    with Library.open(path) as library:
        assert library.find_entry(ONE.id)


def test_notes_outlive_their_article(path: Path) -> None:
    written = set(filled(path, 40))
    with closing(sqlite3.connect(path)) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        tables = "SELECT rootpage FROM sqlite_schema WHERE name IN ('articles', 'texts')"
        roots = [root for (root,) in connection.execute(tables)]
    data = bytearray(path.read_bytes())
    for root in roots:
        data[(root - 1) * size : root * size] = random.Random(root).randbytes(size)
    path.write_bytes(data)
    with Library.open(path) as library:
        assert "40 annotations could be read" in library.take_notices()[0]
        assert {each.id for each in library.load_annotations(ONE.id)} == written
        assert [kept.id for kept in library.list_entries()] == [ONE.id]
        assert library.load_text(ONE.id) is None
        longer = opened(STORY.replace("風電小鎮", "東岸縣的風電小鎮", 1))
        library.store_article(longer.article, longer.source)
        assert {each.state for each in library.load_annotations(ONE.id)} == {"moved"}


@pytest.mark.parametrize("left", [0, 50, 4096, 20_000])
def test_a_truncated_one_is_put_right(left: int, path: Path) -> None:
    before = set(filled(path, 50))
    notices(path)
    os.truncate(path, left)
    (said,) = notices(path)
    assert "it was damaged; its backup" in said
    assert before <= ids(path)


def test_looking_at_an_empty_file_makes_it_a_library_too(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    with Library.open(path, writable=False):
        pass
    assert notices(path) == []
    assert ids(path) == set()


def test_an_empty_file_is_told_when_it_becomes_one(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    assert notices(path) == [f"{path}: the file was empty; a new library was begun in it"]


def test_damaged_backups_are_passed_over(path: Path) -> None:
    before = set(filled(path))
    notices(path)
    filled(path)
    aged(path)
    notices(path)
    newest, oldest = list_backups(path)
    newest.write_bytes(newest.read_bytes()[:5000])
    os.truncate(path, 0)
    (said,) = notices(path)
    assert oldest.name in said
    assert ids(path) == before


def test_the_log_of_a_damaged_one_does_not_spoil_the_new_one(path: Path) -> None:
    """A write-ahead log that another database left would be played back into the one that takes its name."""
    before = set(filled(path))
    notices(path)
    with Library.open(path) as library:
        for number in range(50):
            library.store_annotation(ONE.note("風電小鎮", str(number)), ONE.id)
        log = wal_path(path).read_bytes()
    assert log
    os.truncate(path, 0)
    wal_path(path).write_bytes(log)
    (said,) = notices(path)
    assert "it was damaged" in said
    assert before <= ids(path)
    assert [name for name in names(path, ".damaged-") if name.endswith("-wal")]
    with Library.open(path) as library:
        assert library.connection.select("PRAGMA integrity_check") == [("ok",)]


# -- migrations


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """The folder of a schema with a second version, which is in force when the test says so."""
    folder = tmp_path / "schema"
    shutil.copytree(database_file.MIGRATIONS_FOLDER, folder)
    (folder / "2.sql").write_text("ALTER TABLE articles ADD COLUMN feed TEXT;\nCREATE TABLE feeds (id) STRICT;\n")
    return folder


def test_a_migration_backs_up_first_and_is_one_transaction(
    newer: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = set(filled(path))
    monkeypatch.setattr(database_file, "MIGRATIONS_FOLDER", newer)  # CREATE TABLE fails: a STRICT column needs a type
    with pytest.raises(ReaderError, match="missing datatype"):
        Library.open(path)
    better = newer.with_name("better")
    shutil.copytree(newer, better)
    (better / "2.sql").write_text("ALTER TABLE articles ADD COLUMN feed TEXT;\nCREATE TABLE feeds (id TEXT) STRICT;\n")
    monkeypatch.setattr(database_file, "MIGRATIONS_FOLDER", better)
    with Library.open(path, writable=False) as library:
        assert library.connection.select("PRAGMA user_version") == [(2,)]
        assert library.connection.select("SELECT feed FROM articles") == [(None,)]
    assert ids(path) == written
    for backup in list_backups(path):
        with closing(sqlite3.connect(f"{backup.as_uri()}?immutable=1", uri=True)) as connection:
            assert connection.execute("PRAGMA user_version").fetchone() == (1,)


def test_a_backup_of_an_older_version_is_brought_up_to_date(
    newer: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = set(filled(path))
    notices(path)
    (newer / "2.sql").write_text("ALTER TABLE articles ADD COLUMN feed TEXT;\n")
    monkeypatch.setattr(database_file, "MIGRATIONS_FOLDER", newer)
    os.truncate(path, 0)
    (said,) = notices(path)
    assert "its backup" in said
    with Library.open(path) as library:
        assert library.connection.select("PRAGMA user_version") == [(2,)]
        assert library.connection.select("SELECT feed FROM articles") == [(None,)]
    assert ids(path) == written


def test_the_doctor_tells_of_it_and_makes_nothing(path: Path) -> None:
    assert "not there" in dict(describe_library(str(path)))["file"]
    assert not path.parent.exists()
    filled(path)
    found = dict(describe_library(str(path)))
    assert (found["schema"], found["articles"], found["annotations"], found["backups"]) == ("1", "1", "3", "0")
    os.truncate(path, 9000)
    assert "damaged" in dict(describe_library(str(path)))["problem"]
    assert names(path, ".damaged-") == []
