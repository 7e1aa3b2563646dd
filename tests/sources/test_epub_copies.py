"""Opening EPUB files: the copy of one article is read, all others are refused with a sentence, within bounds."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.copies.annotated_view import make_annotated_view
from reader.copies.epub import render_epub
from reader.errors import ReaderError
from reader.sources import read_file
from reader.sources.epub_copies import extract_copy, is_epub
from tests.copies.articles import annotated

if TYPE_CHECKING:
    from pathlib import Path

COPY = render_epub([make_annotated_view(*annotated(7))])


def make_archive(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def refuse(data: bytes, match: str) -> None:
    assert is_epub(data)
    with pytest.raises(ReaderError, match=match) as caught:
        extract_copy(data, "a.epub")
    assert caught.value.hint


def test_the_json_copy_is_in_the_copy_of_one_article() -> None:
    assert is_epub(COPY)
    assert extract_copy(COPY, "a.epub").startswith(b"{")


def test_a_copy_of_several_articles_is_refused() -> None:
    refuse(render_epub([make_annotated_view(*annotated(seed)) for seed in (3, 7)]), "several articles")


def test_another_book_is_refused(tmp_path: Path) -> None:
    refuse(make_archive(), "EPUB book")
    path = tmp_path / "a.epub"
    path.write_bytes(make_archive(text=b"x"))
    with pytest.raises(ReaderError, match="EPUB book"):
        read_file(path)


def test_other_archives_are_no_epub_files() -> None:
    for data in (b"", b"PK", COPY[:40], b"PK\x03\x04" + bytes(60), b"x" + COPY):
        assert not is_epub(data)


@given(st.integers(60, len(COPY) - 100))
def test_a_truncated_copy_is_refused(cut: int) -> None:
    refuse(COPY[:cut], "damaged or cut short")


@given(st.integers(60, len(COPY) - 1), st.integers(1, 255))
def test_a_changed_byte_is_an_error_or_changes_nothing(at: int, change: int) -> None:
    data = COPY[:at] + bytes([COPY[at] ^ change]) + COPY[at + 1 :]
    with suppress(ReaderError):
        assert extract_copy(data, "a.epub")


def test_a_member_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.sources.epub_copies._PAYLOAD_SIZE_MAX", 1 << 20)
    refuse(make_archive(**{"META-INF/dubao.json": bytes(1 << 21)}), "more than 1 MiB")


def test_a_long_list_of_members_is_refused_before_it_is_read() -> None:
    end = b"PK\x05\x06" + bytes(8) + (1 << 30).to_bytes(4, "little") + bytes(6)
    refuse(COPY[:200] + end, "damaged")
    refuse(COPY[:200] + b"PK\x06\x07" + bytes(16) + b"PK\x05\x06" + bytes(18), "damaged")
