"""A folder is a list of its texts, and nothing in it is opened to find that out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import ReaderError
from reader.sources import folders as module
from reader.sources.folders import DEPTH_MAX, find_text_files, natural_sort_key


def made(folder: Path, *names: str) -> Path:
    """A folder with these files, which may be in folders of their own."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("文", encoding="utf-8")
    return folder


def listed(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in find_text_files(folder)]


def test_numbers_in_names_are_sorted_as_numbers(tmp_path: Path) -> None:
    made(tmp_path, "10.txt", "2.txt", "第10章.txt", "第9章.txt", "B.txt", "a.txt")
    assert listed(tmp_path) == ["2.txt", "10.txt", "a.txt", "B.txt", "第9章.txt", "第10章.txt"]


def test_files_of_a_folder_come_before_those_of_its_subfolders(tmp_path: Path) -> None:
    made(tmp_path, "z.txt", "2024/10/a.txt", "2024/9/a.txt", "2023/a.txt", "2024/b.txt")
    assert listed(tmp_path) == ["z.txt", "2023/a.txt", "2024/b.txt", "2024/9/a.txt", "2024/10/a.txt"]


def test_subfolders_are_followed_to_a_depth(tmp_path: Path) -> None:
    deep = "/".join("d" * DEPTH_MAX)
    made(tmp_path, f"{deep}/seen.txt", f"{deep}/d/unseen.txt")
    assert listed(tmp_path) == [f"{deep}/seen.txt"]


def test_hidden_files_and_files_of_other_types_are_left_out(tmp_path: Path) -> None:
    made(tmp_path, "新聞.txt", "筆記.md", "無尾", "3.1 標題", ".hidden.txt", ".git/HEAD", "a.txt~", "a.PNG", "a.json")
    assert listed(tmp_path) == ["3.1 標題", "新聞.txt", "無尾", "筆記.md"]


def test_pipes_dangling_links_and_circles_are_left_out(tmp_path: Path) -> None:
    made(tmp_path, "a.txt", "sub/b.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "piped.txt").symlink_to(tmp_path / "pipe.txt")
    assert listed(tmp_path) == ["a.txt", "link.txt", "sub/b.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_subfolder_without_permission_is_left_out(tmp_path: Path) -> None:
    made(tmp_path, "a.txt", "shut/b.txt")
    (tmp_path / "shut").chmod(0)
    try:
        assert listed(tmp_path) == ["a.txt"]
    finally:
        (tmp_path / "shut").chmod(0o700)


def test_a_folder_without_texts_is_an_error_that_names_its_files(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="there are no files in it; name a folder"):
        find_text_files(tmp_path)
    made(tmp_path, "10.jpg", "2.jpg")
    with pytest.raises(ReaderError, match=r"no file in it is a text \(it has 2.jpg, 10.jpg\)"):
        find_text_files(tmp_path)


@pytest.mark.parametrize("name", ["nothing", "a\0b", "x" * 300])
def test_a_folder_that_cannot_be_listed_is_an_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(ReaderError):
        find_text_files(tmp_path / name)


def test_a_folder_with_too_many_files_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "NAMES_MAX", 5)
    made(tmp_path, *(f"{n}.txt" for n in range(5)))
    assert len(find_text_files(tmp_path)) == 5
    made(tmp_path, "more/6.txt")
    with pytest.raises(ReaderError, match="more than 5 files; name one of the folders in it"):
        find_text_files(tmp_path)


def test_a_file_name_that_is_not_utf_8_is_listed(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xb7s.txt")).write_text("文", encoding="utf-8")
    assert len(find_text_files(tmp_path)) == 1


@given(st.lists(st.text(max_size=12), max_size=8))
def test_natural_sort_key_orders_any_names(names: list[str]) -> None:
    keys = sorted(map(natural_sort_key, names))
    assert sorted(map(natural_sort_key, names[::-1])) == keys
