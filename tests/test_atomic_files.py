"""Small files: only plain ones are read, and one is written whole or not at all."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.atomic_files import (
    create_file,
    delete_stale_files,
    match_line_endings,
    move_into_place,
    read_limited,
    replace_file,
    write_atomically,
)
from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_read_limited_gives_at_most_one_byte_more_than_allowed(path: Path) -> None:
    path.write_bytes(b"1234")
    assert [read_limited(path, most) for most in (9, 4, 3, 2)] == [b"1234", b"1234", b"1234", b"123"]
    link = path.with_name("link")
    link.symlink_to(path)
    assert read_limited(link, 9) == b"1234"
    assert read_limited(Path(os.devnull), 9) == b""


def test_read_limited_raises_file_not_found(path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_limited(path, 9)


@pytest.fixture
def pipe(tmp_path: Path) -> Iterator[Path]:
    """A pipe that would be waited for, did not somebody close its other end as soon as it is opened."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=lambda: path.open("wb").close(), daemon=True)
    writer.start()
    yield path
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    writer.join()
    os.close(reader)


def test_read_limited_refuses_pipes_and_devices(pipe: Path) -> None:
    for name in (pipe, Path("/dev/zero")):
        with pytest.raises(ReaderError, match="it is no plain file; a plain file is needed there"):
            read_limited(name, 9)


def test_read_limited_refuses_folders_and_impossible_names(path: Path) -> None:
    for name, said in (
        (path.parent, "it is a folder"),
        (Path("a\0b"), "no file can have this name"),
        (Path("x" * 300), "too long"),
    ):
        with pytest.raises(ReaderError, match=said):
            read_limited(name, 9)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_read_limited_reports_missing_permissions(path: Path) -> None:
    path.touch(0)
    with pytest.raises(ReaderError, match="it may not be read"):
        read_limited(path, 9)


@pytest.mark.parametrize(
    ("before", "after"),
    [("a\n", "a\nb\n"), ("a\r\n", "a\r\nb\r\n"), ("a\r\nb\n", "a\nb\n"), ("", "a\nb\n")],
)
def test_match_line_endings_writes_crlf_only_for_crlf(before: str, after: str) -> None:
    assert match_line_endings(before, "a\r\nb\n" if "\r" in after else "a\nb\n") == after


# -- writing; tests/config/test_edit.py has more about replacing


@pytest.mark.parametrize("before", [b"measure = 30", None])
def test_replace_file_keeps_what_another_program_wrote(before: bytes | None, path: Path) -> None:
    path.write_bytes(b"measure = 33")
    with pytest.raises(ReaderError, match="another program has changed it in the meantime; try again"):
        replace_file(path, before, b"measure = 31")
    assert path.read_bytes() == b"measure = 33"
    assert os.listdir(path.parent) == ["config.toml"]


def test_replace_file_does_not_bring_back_a_deleted_file(path: Path) -> None:
    with pytest.raises(ReaderError):
        replace_file(path, b"measure = 30", b"measure = 31")
    assert not path.exists()


def test_replace_file_replaces_only_plain_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A device named as the settings file must stay one; a socket stands for it here, which it is no harm to lose."""
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("config.toml")
        with pytest.raises(ReaderError, match="it is not a file that may be written"):
            replace_file(Path("config.toml"), b"", b"measure = 30")
    assert os.listdir(tmp_path) == ["config.toml"]


def test_replace_file_keeps_permissions_and_deletes_stale_temporary_files(path: Path) -> None:
    path.write_bytes(b"old")
    path.chmod(0o640)
    stale, young = (path.with_name(f".other.toml.{name}.dubao-new") for name in ("stale", "young"))
    for file in (stale, young):
        file.touch()
    os.utime(stale, (0, 0))
    replace_file(path, b"old", b"new")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", 0o640)
    assert sorted(os.listdir(path.parent)) == [".other.toml.young.dubao-new", "config.toml"]


def test_write_atomically_replaces_whatever_is_there(path: Path) -> None:
    for data in (b"first", b"second"):
        write_atomically(path, data)
        assert path.read_bytes() == data
    assert os.listdir(path.parent) == ["config.toml"]


def test_write_atomically_leaves_the_old_file_where_it_fails(path: Path) -> None:
    path.mkdir()
    with pytest.raises(OSError, match="directory"):
        write_atomically(path, b"new")
    with pytest.raises(OSError, match="No such file"):
        write_atomically(path.parent / "no" / "a", b"new")
    with pytest.raises(ValueError, match="null"):
        write_atomically(path.parent / "a\0b", b"new")
    assert os.listdir(path.parent) == ["config.toml"]


def test_create_file_has_its_mode_whatever_the_umask(path: Path) -> None:
    before = os.umask(0o277)
    try:
        create_file(path, b"secret", 0o600)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        create_file(path, b"other")
    assert path.read_bytes() == b"secret"


def test_move_into_place_takes_the_name_of_another_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)
    path.write_bytes(b"old")
    Path("new").write_bytes(b"new")
    move_into_place("new", "config.toml")
    assert (path.read_bytes(), os.listdir()) == (b"new", ["config.toml"])


def test_delete_stale_files_deletes_only_old_files_of_these_names(tmp_path: Path) -> None:
    names = ["lib.partial-1", "lib.partial-2", "other.partial-1", "lib"]
    for name in names:
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (0, 0))
    os.utime(tmp_path / "lib.partial-2", (time.time(), time.time()))
    delete_stale_files(tmp_path, "lib.partial-", "", 60)
    assert sorted(os.listdir(tmp_path)) == sorted(set(names) - {"lib.partial-1"})
    delete_stale_files(tmp_path / "missing", "lib", "", 60)


def test_a_killed_writer_leaves_the_old_file_or_the_new_one(path: Path) -> None:
    code = """
import sys
from pathlib import Path
from reader.atomic_files import write_atomically
path, number = Path(sys.argv[1]), 0
while True:
    number += 1
    write_atomically(path, str(number % 10).encode() * 200_000)
    print(number, flush=True)
"""
    command = [sys.executable, "-c", code, str(path)]
    for pause in range(5):
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[1]) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(pause / 500)
            process.send_signal(signal.SIGKILL)
        data = path.read_bytes()
        assert (len(data), len(set(data))) == (200_000, 1)
