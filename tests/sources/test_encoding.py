"""Bytes become text by the encoding that is named, and by no other; what is no text is refused with a sentence."""

from __future__ import annotations

import codecs
import gzip
import io
import sqlite3
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest
import webencodings
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import ReaderError
from reader.sources.encoding import decode

if TYPE_CHECKING:
    from pathlib import Path

NEWS = "江華全力打造創新政策，今年簽約專案135個。"
REFUSED = {
    "x-user-defined",
    "replacement",
    "csiso2022kr",
    "hz-gb-2312",
    "iso-2022-cn",
    "iso-2022-cn-ext",
    "iso-2022-kr",
}


def test_the_default_is_utf_8() -> None:
    assert decode(NEWS.encode(), "a") == (NEWS, "utf-8")


@given(st.text())
def test_all_of_utf_8_comes_back(text: str) -> None:
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    assert decode(codecs.BOM_UTF8 + text.encode(), "a", "utf-8")[0] == text
    assert mark + decode(text.encode(), "a", "utf-8")[0] == text


@pytest.mark.parametrize(
    ("label", "codec", "name"),
    [
        ("utf-8", "utf-8", "utf-8"),
        ("UTF8", "utf-8", "utf-8"),
        ("gbk", "gbk", "gb18030"),
        ("gb2312", "gb2312", "gb18030"),
        ("GB18030", "gb18030", "gb18030"),
        (" chinese ", "gbk", "gb18030"),
        ("big5", "big5", "big5"),
        ("big5-hkscs", "big5hkscs", "big5"),
        ("utf-16le", "utf-16-le", "utf-16le"),
        ("utf-16", "utf-16-le", "utf-16le"),
        ("utf-16be", "utf-16-be", "utf-16be"),
        ("shift_jis", "shift_jis", "shift_jis"),
        ("euc-kr", "euc-kr", "euc-kr"),
    ],
)
def test_a_label_is_what_the_web_means_by_it(label: str, codec: str, name: str) -> None:
    text = "中文,人口"  # all of these encodings have it
    assert decode(text.encode(codec), "a", label) == (text, name)


@pytest.mark.parametrize("label", sorted(webencodings.LABELS))
def test_every_label_of_the_standard_works_or_is_refused(label: str) -> None:
    if label in REFUSED:
        with pytest.raises(ReaderError, match="no encoding of this name"):
            decode(b"abcd", "a", label)
        return
    name = decode(b"", "a", label)[1]
    data = "abcd".encode(name if name.startswith("utf-16") else "ascii")
    assert decode(data, "a", label) == ("abcd", name)
    assert decode(data, "a", name) == ("abcd", name)  # the name can be given back


PYTHONS_OWN = [
    "rot13",
    "punycode",
    "unicode_escape",
    "raw_unicode_escape",
    "utf-7",
    "idna",
    "hex",
    "zlib",
    "mbcs",
    "utf_8_sig",
]


@pytest.mark.parametrize("label", [*PYTHONS_OWN, "編碼", "\udcff", "\0", "x" * 10_000])
def test_what_is_no_charset_is_refused(label: str) -> None:
    with pytest.raises(ReaderError, match="no encoding of this name; name one such as utf-8, gb18030"):
        decode(b"+AGEAYgBj-", "a", label)


def test_gb2312_is_read_with_all_that_later_standards_added() -> None:
    text = "朱镕基\u00a0㐂𠮷€"
    assert decode(text.encode("gb18030"), "a", "gb2312")[0] == text
    assert decode(b"\x80100", "a", "gbk")[0] == "€100"


def test_big5_is_read_with_hong_kongs_characters_and_the_euro_of_windows() -> None:
    assert decode("香港啲𠵱嘅".encode("big5hkscs"), "a", "big5")[0] == "香港啲𠵱嘅"
    assert decode("歐元€漲".encode("cp950"), "a", "big5")[0] == "歐元€漲"


@pytest.mark.parametrize("name", ["utf-8", "utf-16-le", "utf-16-be", "gb18030"])
def test_a_byte_order_mark_is_dropped(name: str) -> None:
    label = name.replace("6-", "6")
    assert decode(f"\ufeff{NEWS}".encode(name), "a", label)[0] == NEWS


@pytest.mark.parametrize(
    ("data", "label", "place"),
    [
        (b"abc\xff", None, r"byte 3 \(0xFF\) is not UTF-8"),
        ("江華".encode()[:-1], None, r"byte 3 \(0xE8\) is not UTF-8"),
        (b"a" * 1_234_567 + b"\xc0\x80", None, r"byte 1,234,567 \(0xC0\) is not UTF-8"),
        (b"\xed\xa0\x80", None, r"byte 0 \(0xED\) is not UTF-8"),
        (b"ab\xff", "gbk", r"byte 2 \(0xFF\) is not GB18030"),
        ("江".encode("big5") + b"\xa3\xff", "big5", r"byte 2 \(0xA3\) is not BIG5"),
        (b"abc\xa3", "big5", r"byte 3 \(0xA3\) is not BIG5"),
        (b"a\0b", "utf-16le", r"byte 2 \(0x62\) is not UTF-16LE"),
    ],
)
def test_the_error_names_the_byte(data: bytes, label: str | None, place: str) -> None:
    with pytest.raises(ReaderError, match=rf"^報紙\.txt: {place}; name the encoding"):
        decode(data, "報紙.txt", label)


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [NEWS, "Reuters, 5 May"])
def test_utf_16_is_recognised_by_its_mark(name: str, text: str) -> None:
    label = name.replace("6-", "6")
    data = f"\ufeff{text}".encode(name)
    with pytest.raises(ReaderError, match=f"this is UTF-16, not UTF-8; add --encoding {label}$"):
        decode(data, "a")
    assert decode(data, "a", label)[0] == text


def archive() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr("word/document.xml", NEWS)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG picture"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF file"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG picture"),
        (b"GIF89a\1\0\1\0", "a GIF picture"),
        (b"{\\rtf1\\ansi }", "an RTF document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
        (archive(), "a ZIP file"),
        (gzip.compress(NEWS.encode(), mtime=0), "a gzip file"),
        (bytes(4096), "a binary file"),
        (b"name" + bytes(96) + b"0000644" + bytes(400), "a binary file"),  # the head of a tar file
        ("Reuters".encode("utf-16-le"), "a binary file"),
        (b"\0\1\2\xff" * 999, "a binary file"),
    ],
)
def test_a_binary_file_is_called_by_its_name(data: bytes, kind: str) -> None:
    with pytest.raises(ReaderError, match=f"^a: this is {kind}.*, not text; save the article as text"):
        decode(data, "a")


def test_programs_and_databases_are_called_by_their_names(tmp_path: Path) -> None:
    if sys.platform == "linux":
        with open(sys.executable, "rb") as file, pytest.raises(ReaderError, match="this is a program"):
            decode(file.read(4096), "a")
    with sqlite3.connect(tmp_path / "a.db") as database:
        database.execute("create table articles (title)")
    database.close()
    with pytest.raises(ReaderError, match="this is an SQLite database"):
        decode((tmp_path / "a.db").read_bytes(), "a")


def test_a_few_nuls_are_a_text_with_a_fault() -> None:
    assert decode(f"{NEWS}\0{NEWS}".encode(), "a")[0] == f"{NEWS}\0{NEWS}"


@given(
    st.binary(max_size=400), st.sampled_from([None, "utf-8", "gbk", "big5", "utf-16le", "shift_jis", "windows-1252"])
)
def test_noise_is_read_or_refused_and_nothing_else(data: bytes, label: str | None) -> None:
    try:
        text, name = decode(data, "a", label)
    except ReaderError:
        return
    assert decode(data, "a", name) == (text, name)
