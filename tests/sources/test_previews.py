"""The head of a file is what its beginning says, at the cost of its beginning."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import ReaderError
from reader.model import count_non_blank
from reader.sources.previews import PREVIEW_SIZE, read_preview

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "標題\n　　今年首九個月，縣內實現產值66.7億元。\n"


def written(path: Path, text: str, encoding: str = "utf-8") -> str:
    path.write_bytes(text.encode(encoding))
    return str(path)


def test_a_small_file_is_read_whole(tmp_path: Path) -> None:
    head = read_preview(written(tmp_path / "a.txt", TEXT))
    assert head is not None
    assert (head.text, head.length, head.is_complete) == (TEXT, count_non_blank(TEXT), True)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5", "utf-16le"])
@pytest.mark.parametrize("before", range(4))
def test_of_a_large_file_the_beginning_is_read_whatever_character_is_cut(
    tmp_path: Path, encoding: str, before: int
) -> None:
    text = "a" * before + TEXT * 5000
    head = read_preview(written(tmp_path / "a.txt", text, encoding), encoding)
    assert head is not None
    assert text.startswith(head.text)
    assert PREVIEW_SIZE - 4 <= len(head.text.encode(encoding)) <= PREVIEW_SIZE
    assert not head.is_complete
    assert abs(head.length - count_non_blank(text)) < count_non_blank(text) / 50


def test_a_character_of_four_bytes_may_be_cut(tmp_path: Path) -> None:
    for before in range(4):
        head = read_preview(written(tmp_path / "a.txt", "a" * before + "𠮷" * PREVIEW_SIZE))
        assert head is not None
        assert set(head.text) <= {"a", "𠮷"}


def test_a_fault_behind_the_preview_is_not_seen_in_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode() * 5000 + b"\xff")
    assert read_preview(str(tmp_path / "a.txt")) is not None


def test_the_encoding_is_detected_from_the_preview(tmp_path: Path) -> None:
    for codec in ("gb18030", "big5", "utf-16"):
        head = read_preview(written(tmp_path / "a.txt", TEXT * 5000, codec))
        assert head is not None
        assert (TEXT * 5000).startswith(head.text)
        assert not head.is_complete


def test_a_beginning_that_is_no_text_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff\xa0" * 50_000)
    with pytest.raises(ReaderError, match="is not UTF-8"):
        read_preview(str(tmp_path / "a.txt"))


def test_sources_that_can_be_read_only_once_have_no_preview(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert read_preview(str(tmp_path / "pipe")) is None
    assert read_preview("-") is None
    assert read_preview("https://news.example/a") is None


@pytest.mark.parametrize("name", ["nothing", "a\0b", "~nobody-of-this-name/x", "x" * 300, ""])
def test_a_missing_file_is_an_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(ReaderError):
        read_preview(f"{tmp_path}/{name}" if name else name)


@given(st.text(alphabet="文a \n\u3000\t，"))
def test_the_length_counts_no_blanks(text: str) -> None:
    assert count_non_blank(text) == len("".join(text.split()))
