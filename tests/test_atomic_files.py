"""Files that are written by hand as well: only plain ones are read, and one is replaced whole or not at all."""

from __future__ import annotations

import os
import socket
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.atomic_files import match_line_endings, read_limited, replace_file
from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_a_plain_file_is_read_up_to_one_byte_too_many(path: Path) -> None:
    path.write_bytes(b"1234")
    assert [read_limited(path, most) for most in (9, 4, 3, 2)] == [b"1234", b"1234", b"1234", b"123"]
    link = path.with_name("link")
    link.symlink_to(path)
    assert read_limited(link, 9) == b"1234"
    assert read_limited(Path(os.devnull), 9) == b""


def test_what_is_not_there_is_the_callers_matter(path: Path) -> None:
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


def test_pipes_and_devices_are_not_read(pipe: Path) -> None:
    for name in (pipe, Path("/dev/zero")):
        with pytest.raises(ReaderError, match="it is no plain file; a plain file is needed there"):
            read_limited(name, 9)


def test_what_cannot_be_read_is_a_sentence(path: Path) -> None:
    for name, said in ((path.parent, "it is a folder"), (Path("a\0b"), "null"), (Path("x" * 300), "too long")):
        with pytest.raises(ReaderError, match=said):
            read_limited(name, 9)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_a_sentence(path: Path) -> None:
    path.touch(0)
    with pytest.raises(ReaderError, match="it may not be read"):
        read_limited(path, 9)


@pytest.mark.parametrize(
    ("before", "after"),
    [("a\n", "a\nb\n"), ("a\r\n", "a\r\nb\r\n"), ("a\r\nb\n", "a\nb\n"), ("", "a\nb\n")],
)
def test_lines_end_as_they_did(before: str, after: str) -> None:
    assert match_line_endings(before, "a\r\nb\n" if "\r" in after else "a\nb\n") == after


# -- replacing: how a settings file is written shows the rest of it


@pytest.mark.parametrize("before", [b"measure = 30", None])
def test_what_another_program_wrote_meanwhile_is_kept(before: bytes | None, path: Path) -> None:
    path.write_bytes(b"measure = 33")
    with pytest.raises(ReaderError, match="another program has changed it in the meantime; try again"):
        replace_file(path, before, b"measure = 31")
    assert path.read_bytes() == b"measure = 33"
    assert os.listdir(path.parent) == ["config.toml"]


def test_a_file_that_went_away_is_not_brought_back(path: Path) -> None:
    with pytest.raises(ReaderError):
        replace_file(path, b"measure = 30", b"measure = 31")
    assert not path.exists()


def test_only_a_plain_file_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A device named as the settings file must stay one; a socket stands for it here, which it is no harm to lose."""
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("config.toml")
        with pytest.raises(ReaderError, match="it is not a file that may be written"):
            replace_file(Path("config.toml"), b"", b"measure = 30")
    assert os.listdir(tmp_path) == ["config.toml"]
