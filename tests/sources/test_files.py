"""A file is read as a whole and made safe, or refused with a sentence that says what to do."""

from __future__ import annotations

import hashlib
import io
import os
import socket
import sys
import threading
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from reader.errors import ReaderError
from reader.sources import list_samples, read_file, read_stdin
from reader.sources.files import FILE_SIZE_MAX, is_rereadable, read_raw_text

if TYPE_CHECKING:
    from pathlib import Path

NEWS = "江華全力打造創新政策。\n"


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "報紙.txt"
    path.write_text(NEWS, encoding="utf-8")
    return path


def refused(path: str | Path) -> str:
    """Why a file is not read."""
    with pytest.raises(ReaderError) as caught:
        read_file(path)
    assert caught.value.what == str(path)
    assert caught.value.hint
    return f"{caught.value.why}; {caught.value.hint}"


def test_a_file_is_read_with_its_origin(paper: Path) -> None:
    document = read_file(paper)
    assert document.text == NEWS
    assert document.origin.path == str(paper)
    assert document.origin.url is None
    assert document.origin.encoding == "utf-8"
    assert document.origin.sha256 == hashlib.sha256(NEWS.encode()).hexdigest()


def test_the_text_is_cleaned_and_the_hash_is_of_the_raw_bytes(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf\xe7\x94\xb2\x1b[31m\r\n"
    (tmp_path / "a.txt").write_bytes(data)
    document = read_file(tmp_path / "a.txt")
    assert document.text == "甲␛[31m\r\n"
    assert document.origin.sha256 == hashlib.sha256(data).hexdigest()


def test_a_named_encoding_is_used(paper: Path) -> None:
    paper.write_text(NEWS, encoding="gbk", errors="replace")
    document = read_file(paper, "gb2312")
    assert document.origin.encoding == "gb18030"
    assert document.text.startswith("江")


def test_the_id_depends_on_the_path_and_not_on_the_content(paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = read_file(paper).origin
    paper.write_text("別的內容", encoding="utf-8")
    after = read_file(paper).origin
    assert after.id == before.id
    assert after.sha256 != before.sha256
    monkeypatch.chdir(paper.parent)
    assert read_file(paper.name).origin.id == before.id
    assert read_file(f"../{paper.parent.name}/./{paper.name}").origin.id == before.id
    copy = paper.with_name("副本.txt")
    copy.write_bytes(paper.read_bytes())
    assert read_file(copy).origin.id != before.id


def test_a_tilde_is_the_home_folder(paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(paper.parent))
    assert read_file(f"~/{paper.name}").origin == read_file(paper).origin


def test_a_symbolic_link_keeps_its_own_name(paper: Path) -> None:
    link = paper.with_name("link")
    link.symlink_to(paper)
    assert read_file(link).origin.path == str(link)
    assert read_file(link).text == NEWS


def test_a_file_name_that_is_not_utf_8_can_be_read(tmp_path: Path) -> None:
    name = os.fsdecode(b"\xb1\xa8.txt")  # GBK
    (tmp_path / name).write_text(NEWS, encoding="utf-8")
    assert read_file(tmp_path / name).text == NEWS


def test_a_pipe_is_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(NEWS,), kwargs={"encoding": "utf-8"})
    writer.start()
    assert read_file(pipe).text == NEWS
    writer.join()


def test_a_file_that_is_deleted_while_it_is_open_is_still_read(paper: Path) -> None:
    with paper.open("rb") as file:
        paper.unlink()
        assert refused(paper) == "there is no such file; check the path"
        assert read_file(f"/dev/fd/{file.fileno()}").text == NEWS


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    assert refused(tmp_path / "missing") == "there is no such file; check the path"


def test_a_dangling_link_and_a_circle_of_links_are_errors(tmp_path: Path) -> None:
    (tmp_path / "nowhere").symlink_to(tmp_path / "missing")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    assert refused(tmp_path / "nowhere").startswith("there is no such file")
    assert refused(tmp_path / "circle").startswith("its symbolic links lead in a circle")


def test_a_folder_is_an_error_that_names_its_files(tmp_path: Path) -> None:
    assert refused(tmp_path) == "this is a folder, and there are no files in it; name one of its files"
    (tmp_path / "inner").mkdir()
    (tmp_path / ".hidden").touch()
    for name in "cba":
        (tmp_path / name).touch()
    assert refused(tmp_path).startswith("this is a folder, which holds a, b, c; name")
    for name in "fed":
        (tmp_path / name).touch()
    assert refused(tmp_path).startswith("this is a folder, which holds a, b, c, d, e and 1 more; name")


def test_an_empty_name_is_the_current_folder() -> None:
    with pytest.raises(ReaderError, match=r"^\.: this is a folder"):
        read_file("")


def test_a_file_in_place_of_a_folder_is_an_error(paper: Path) -> None:
    assert refused(paper / "1.txt") == "a part of the path is not a folder; check the path"


@pytest.mark.parametrize("name", ["長" * 100, "x" * 256, "a/" * 5000])
def test_a_name_that_is_too_long_is_an_error(tmp_path: Path, name: str) -> None:
    assert refused(tmp_path / name) == "the name is too long; check the path"


def test_a_name_with_nul_is_an_error() -> None:
    assert refused("a\0b").startswith("a path cannot hold NUL")


def test_a_deleted_current_folder_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()
    assert refused("a.txt") == "there is no such file; check the path"
    monkeypatch.undo()


def test_a_file_without_permission_is_an_error(paper: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("nothing is forbidden to root")
    paper.chmod(0)
    assert refused(paper).startswith("you may not read it")


def test_a_socket_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
        assert refused("socket").startswith("no such device or address")


def test_an_empty_file_is_an_error(paper: Path) -> None:
    paper.write_bytes(b"")
    assert refused(paper).startswith("the file is empty")
    paper.write_bytes(b"\xef\xbb\xbf")
    assert refused(paper).startswith("there is no text in it")


def test_a_blank_file_is_an_error(paper: Path) -> None:
    paper.write_text(" \t\r\n\u3000\u00a0\u200b\ufeff\n", encoding="utf-8")
    assert refused(paper).startswith("there is no text in it")


def test_a_file_that_is_too_large_is_an_error(paper: Path) -> None:
    os.truncate(paper, 100 * 1024 * 1024)  # sparse
    assert refused(paper) == "it is larger than 64 MB; split it into smaller files"


def test_an_endless_device_is_an_error() -> None:
    assert refused("/dev/zero").startswith("it is larger than 64 MB")


def test_the_largest_text_is_read_and_one_byte_more_is_not(paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert FILE_SIZE_MAX == 64 * 1024 * 1024
    monkeypatch.setattr("reader.sources.files.FILE_SIZE_MAX", len(NEWS.encode()))
    assert read_file(paper).text == NEWS
    monkeypatch.setattr("reader.sources.files.FILE_SIZE_MAX", len(NEWS.encode()) - 1)
    assert refused(paper).startswith("it is larger than")


class Input(io.TextIOWrapper):
    """Standard input with these bytes."""

    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(data), encoding="ascii")  # its own encoding must not matter


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Input(NEWS.encode()))
    document = read_stdin()
    assert document.text == NEWS
    assert document.origin.path == "-"


def test_the_id_of_standard_input_depends_on_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    ids = []
    for text in (NEWS, NEWS, "別的內容"):
        monkeypatch.setattr("sys.stdin", Input(text.encode()))
        ids.append(read_stdin().origin.id)
    assert ids[0] == ids[1] != ids[2]


@pytest.mark.parametrize(
    ("stdin", "why"),
    [
        (None, "it is closed"),
        (Input(b""), "the file is empty"),
        (Input(b" \n"), "there is no text in it"),
        (Input(b"\xff"), "byte 0"),
    ],
)
def test_standard_input_without_a_text_is_an_error(
    stdin: Input | None, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", stdin)
    with pytest.raises(ReaderError, match=f"^standard input: {why}.*; ."):
        read_stdin()


def test_list_samples_gives_the_bundled_articles_in_order() -> None:
    names = [path.name for path in list_samples()]
    assert len(names) > 3
    assert names == sorted(names)
    assert all(path.suffix == ".txt" for path in list_samples())


@pytest.mark.parametrize(
    "name", ["\ud800", "~\ud800/a", "~\udcff", "/" * 5000, "a" * 300, "~" + "a" * 70000, "/\x01\x9b"]
)
def test_a_name_that_no_file_can_have_is_an_error(name: str) -> None:
    assert refused(name)
    assert is_rereadable(name)


def test_pipes_and_standard_input_are_not_rereadable(
    tmp_path: Path, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert not any(map(is_rereadable, ("-", str(tmp_path / "pipe"), "~/pipe", "/dev/null")))
    assert all(map(is_rereadable, (str(paper), str(tmp_path), "~", "gone.txt", "~\0", "\0")))


# -- raw texts


def test_a_raw_text_is_decoded_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes("\ufeff說\r\n\x1b[2J\u202e\n\n".encode())
    assert read_raw_text(str(path)) == "說\r\n\x1b[2J\u202e\n\n"
    path.write_bytes("说".encode("gb18030"))
    assert read_raw_text(str(path), "gbk") == "说"
    path.write_bytes(b"")
    assert read_raw_text(str(path)) == ""


def test_a_raw_text_may_come_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO("說".encode()), closed=False))
    assert read_raw_text("-") == "說"
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(ReaderError, match="closed"):
        read_raw_text("-")


@pytest.mark.parametrize(
    ("name", "why"), [("", "folder"), ("none", "no such file"), ("a\0b", "NUL"), ("bytes", "byte 0")]
)
def test_a_raw_text_that_cannot_be_read_is_an_error(tmp_path: Path, name: str, why: str) -> None:
    (tmp_path / "bytes").write_bytes(b"\xff\xff\xff")
    with pytest.raises(ReaderError, match=why):
        read_raw_text(f"{tmp_path}/{name}")


def test_a_raw_text_has_the_size_limit_of_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.sources.files.FILE_SIZE_MAX", 3)
    (tmp_path / "big").write_bytes(b"abcd")
    with pytest.raises(ReaderError, match="larger"):
        read_raw_text(str(tmp_path / "big"))
