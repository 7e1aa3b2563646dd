from __future__ import annotations

import io
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from reader.errors import ReaderError
from reader.sources.raw import read_raw_text

if TYPE_CHECKING:
    from pathlib import Path


def test_a_text_is_decoded_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes("\ufeff說\r\n\x1b[2J\u202e\n\n".encode())
    assert read_raw_text(str(path)) == "說\r\n\x1b[2J\u202e\n\n"
    path.write_bytes("说".encode("gb18030"))
    assert read_raw_text(str(path), "gbk") == "说"
    path.write_bytes(b"")
    assert read_raw_text(str(path)) == ""


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO("說".encode()), closed=False))
    assert read_raw_text("-") == "說"
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(ReaderError, match="closed"):
        read_raw_text("-")


@pytest.mark.parametrize(
    ("name", "why"), [("", "folder"), ("none", "no such file"), ("a\0b", "NUL"), ("bytes", "byte 0")]
)
def test_what_cannot_be_read_is_said(tmp_path: Path, name: str, why: str) -> None:
    (tmp_path / "bytes").write_bytes(b"\xff\xff\xff")
    with pytest.raises(ReaderError, match=why):
        read_raw_text(f"{tmp_path}/{name}")


def test_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.sources.raw.FILE_SIZE_MAX", 3)
    (tmp_path / "big").write_bytes(b"abcd")
    with pytest.raises(ReaderError, match="larger"):
        read_raw_text(str(tmp_path / "big"))
