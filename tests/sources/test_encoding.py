"""Bytes become text by the encoding that is named, or by the one they are in; what is no text is refused."""

from __future__ import annotations

import codecs
import gzip
import io
import sqlite3
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from webencodings.labels import LABELS

from reader.errors import ReaderError
from reader.sources.encoding import decode_text

if TYPE_CHECKING:
    from pathlib import Path

NEWS = "江華全力打造創新政策，今年簽約專案135個。"
REFUSED = {
    "x-user-defined",
    "replacement",
    "csiso2022kr",
    "iso-2022-cn",
    "iso-2022-cn-ext",
    "iso-2022-kr",
}


def read(data: bytes, label: str | None = None) -> tuple[str, str]:
    """The text and its encoding, where nothing in it is broken."""
    decoded = decode_text(data, "a", label)
    assert decoded.replacement_count == 0
    return decoded.text, decoded.encoding


def test_the_default_is_utf_8() -> None:
    assert decode_text(NEWS.encode(), "a") == (NEWS, "utf-8", "valid", 0)


@given(st.text())
def test_any_utf_8_text_is_decoded(text: str) -> None:
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    assert decode_text(codecs.BOM_UTF8 + text.encode(), "a", "utf-8")[0] == text
    assert mark + decode_text(text.encode(), "a", "utf-8")[0] == text


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
def test_labels_mean_what_the_encoding_standard_says(label: str, codec: str, name: str) -> None:
    text = "中文,人口"  # all of these encodings have it
    assert read(text.encode(codec), label) == (text, name)


@pytest.mark.parametrize("label", sorted(LABELS))
def test_every_label_of_the_standard_decodes_or_is_an_error(label: str) -> None:
    if label in REFUSED:
        with pytest.raises(ReaderError, match="no encoding of this name"):
            decode_text(b"abcd", "a", label)
        return
    name = read(b"", label)[1]
    data = "abcd".encode(name if name.startswith("utf-16") else "ascii")
    assert read(data, label) == ("abcd", name)
    assert read(data, name) == ("abcd", name)  # the name can be given back


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
def test_labels_that_are_no_charset_are_errors(label: str) -> None:
    with pytest.raises(ReaderError, match="no encoding of this name; name one such as utf-8, gb18030"):
        decode_text(b"+AGEAYgBj-", "a", label)


def test_gb2312_is_decoded_as_gb18030_with_the_euro_sign() -> None:
    text = "朱镕基\u00a0㐂𠮷€"
    assert decode_text(text.encode("gb18030"), "a", "gb2312")[0] == text
    assert decode_text(b"\x80100", "a", "gbk")[0] == "€100"


def test_big5_is_decoded_as_big5_hkscs_with_the_euro_sign() -> None:
    assert decode_text("香港啲𠵱嘅".encode("big5hkscs"), "a", "big5")[0] == "香港啲𠵱嘅"
    assert decode_text("歐元€漲".encode("cp950"), "a", "big5")[0] == "歐元€漲"


@pytest.mark.parametrize("name", ["utf-8", "utf-16-le", "utf-16-be", "gb18030"])
def test_a_byte_order_mark_is_dropped(name: str) -> None:
    label = name.replace("6-", "6")
    assert decode_text(f"\ufeff{NEWS}".encode(name), "a", label)[0] == NEWS


@pytest.mark.parametrize(
    ("data", "label", "place"),
    [
        (b"abc\xff", "utf-8", r"byte 3 \(0xFF\) is not UTF-8; leave"),
        ("江華".encode()[:-1], "utf-8", r"byte 3 \(0xE8\) is not UTF-8; leave"),
        (b"a" * 1_234_567 + b"\xc0\x80", "utf-8", r"byte 1,234,567 \(0xC0\) is not UTF-8; leave"),
        (b"ab\xff", "gbk", r"byte 2 \(0xFF\) is not GB18030; leave"),
        ("江".encode("big5") + b"\xa3\xff", "big5", r"byte 2 \(0xA3\) is not BIG5; leave"),
        (b"abc\xa3", "big5", r"byte 3 \(0xA3\) is not BIG5; leave"),
        (b"a\0b", "utf-16le", r"byte 2 \(0x62\) is not UTF-16LE; leave"),
        (b"abc\xff", None, r"byte 3 \(0xFF\) is not UTF-8, and no Chinese encoding fits; start"),
        (b"\xed\xa0\x80", None, r"byte 0 \(0xED\) is not UTF-8, and no Chinese encoding fits; start"),
    ],
)
def test_a_decoding_error_names_the_byte(data: bytes, label: str | None, place: str) -> None:
    with pytest.raises(ReaderError, match=rf"^報紙\.txt: {place}"):
        decode_text(data, "報紙.txt", label)


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [NEWS, "Reuters, 5 May"])
def test_utf_16_is_recognised_by_its_byte_order_mark(name: str, text: str) -> None:
    label = name.replace("6-", "6")
    data = f"\ufeff{text}".encode(name)
    assert decode_text(data, "a") == (text, label, "mark", 0)
    assert decode_text(data, "a", label) == (text, label, "named", 0)


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [f"<html><p>{NEWS}", "Reuters, 5 May", NEWS * 2])
def test_utf_16_is_recognised_without_a_byte_order_mark(name: str, text: str) -> None:
    assert decode_text(text.encode(name), "a") == (text, name.replace("6-", "6"), "looks", 0)


def test_a_byte_order_mark_comes_before_every_label() -> None:
    page = f"<meta charset=big5>{NEWS}"
    assert decode_text(codecs.BOM_UTF8 + page.encode(), "a", http_charset="gbk") == (page, "utf-8", "mark", 0)


def test_valid_utf_8_comes_before_every_label() -> None:
    page = f"<meta charset=gb2312>{NEWS}"
    assert decode_text(page.encode(), "a", http_charset="big5") == (page, "utf-8", "valid", 0)


@pytest.mark.parametrize("header", ["gb2312", "GBK", "gb18030"])
def test_the_charset_of_the_server_decides_gbk(header: str) -> None:
    text = "朱镕基说，囍字是双喜。\u00a0"
    assert decode_text(text.encode("gb18030"), "a", http_charset=header) == (text, "gb18030", "header", 0)


@pytest.mark.parametrize(
    "meta",
    [
        "<meta charset=gb2312>",
        "<META CHARSET = 'GBK'>",
        '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">',
        "<meta content='text/html;charset=gb_2312-80' http-equiv=content-type>",
        '<?xml version="1.0" encoding="gb2312"?>',
        "<!--" + "x" * 30_000 + "--><meta charset=gb2312>",
        "<meta charset=utf-8><meta charset=nonsense><meta charset=gbk>",
        "<meta charset=windows-1252><meta charset=gbk>",
    ],
)
@pytest.mark.parametrize("header", [None, "iso-8859-1", "utf-8", "nonsense", '""', "", "編碼", "rot13", "\0"])
def test_the_label_of_the_page_decides_gbk(meta: str, header: str | None) -> None:
    page = f"{meta}</head><p>江华全力打造创新政策，今年签约项目。</p>"
    assert decode_text(page.encode("gb18030"), "a", http_charset=header) == (page, "gb18030", "page", 0)


@pytest.mark.parametrize("said", [None, "gbk", "big5", "shift_jis", "utf-8", "windows-1252", "iso-8859-1", "koi8-r"])
@pytest.mark.parametrize(
    ("text", "codec", "encoding"),
    [
        ("湖南省江华瑶族自治县全力打造新兴工业县，朱镕基、陶喆。", "gb18030", "gb18030"),
        ("江華全力打造創新政策，今年簽約專案一百三十五個。", "big5", "big5"),
        ("佢啲嘢嘅，嗰個喺邊度？鰂魚涌、深水埗、赤鱲角，𨋢門口攞咗。", "big5hkscs", "big5"),
    ],
)
def test_a_wrong_label_does_not_change_the_encoding(text: str, codec: str, encoding: str, said: str | None) -> None:
    assert decode_text(text.encode(codec), "a", http_charset=said)[:2] == (text, encoding)
    page = f"<meta charset={said}>{text}"
    assert decode_text(page.encode(codec), "a")[:2] == (page, encoding)


def test_labels_are_looked_for_in_the_head_only() -> None:
    page = "<head><title>江华全力打造</title></head><p>&lt;meta charset=x&gt;<meta charset=big5>"
    assert decode_text(page.encode("gbk"), "a") == (page, "gb18030", "looks", 0)


@pytest.mark.parametrize(("text", "said"), [("Привет, мир и труд", "windows-1251"), ("日本のニュース", "shift_jis")])
def test_the_label_of_another_language_decides_where_no_chinese_encoding_fits(text: str, said: str) -> None:
    assert decode_text(text.encode(said), "a", http_charset=said)[:3] == (text, said, "header")


@pytest.mark.parametrize("text", ["Ελλάδα", "Москва, 5 мая", "Café", "á"])
def test_short_utf_8_without_han_stays_utf_8(text: str) -> None:
    assert decode_text(text.encode(), "a") == (text, "utf-8", "valid", 0)


def test_short_gbk_that_is_valid_utf_8_is_decoded_as_the_server_says() -> None:
    text = "一位"  # D2BB CEBB, which are two letters of Armenian and Greek
    assert text.encode("gbk").decode("utf-8")
    assert decode_text(text.encode("gbk"), "a", http_charset="gbk") == (text, "gb18030", "header", 0)


def test_hz_is_recognised() -> None:
    text = "From: editor\n江华全力打造创新政策，今年签约项目。~ 5%\n"
    data = text.encode("hz")
    assert data.isascii()
    assert decode_text(data, "a") == (text, "hz-gb-2312", "looks", 0)
    assert decode_text(data, "a", "hz-gb-2312") == (text, "hz-gb-2312", "named", 0)


@pytest.mark.parametrize("text", ["a~{b}c", "~{", "perl: $x =~ s~{foo}~{bar}~g;", "~{ab~}", "~~{}"])
def test_tildes_and_braces_are_not_taken_for_hz(text: str) -> None:
    assert decode_text(text.encode(), "a") == (text, "utf-8", "valid", 0)


@pytest.mark.parametrize("at", [0, 40, -7])
def test_one_broken_byte_becomes_one_replacement_character(at: int) -> None:
    for codec, name in (("utf-8", "utf-8"), ("gb18030", "gb18030"), ("big5", "big5")):
        text = "江南全力打造文化工程，今年共有八十八家公司。\n" * 20
        data = text.encode(codec)
        cut = len(text[:at].encode(codec))
        decoded = decode_text(data[:cut] + b"\xff" + data[cut:], "a", http_charset=name)
        assert (decoded.encoding, decoded.replacement_count) == (name, 1)
        assert decoded.text.replace("\ufffd", "", 1) == text


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "big5"])
def test_a_character_cut_at_the_end_is_not_counted(codec: str) -> None:
    data = ("江南全力打造文化工程，" * 9).encode(codec)[:-1]
    assert decode_text(data, "a").replacement_count == 0
    assert decode_text(data, "a").text == "江南全力打造文化工程，" * 8 + "江南全力打造文化工程\ufffd"


COMMON = "江南全力打造文化工程今年共有十八家公司，他的一位同行在本市工作，是中文教育的有力支持者。"


@given(
    st.text(st.sampled_from(COMMON), min_size=16, max_size=200),
    st.sampled_from(["utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be"]),
    st.sampled_from([None, "utf-8", "gbk", "big5", "iso-8859-1", "nonsense"]),
)
def test_common_characters_are_decoded_whatever_label_they_have(text: str, codec: str, header: str | None) -> None:
    text = COMMON[:4] + text
    assert decode_text(text.encode(codec), "a", http_charset=header).text == text


@pytest.mark.parametrize("label", ["gbk", "big5", "utf-8", "windows-1252", None])
def test_noise_is_an_error_whatever_label_it_has(label: str | None) -> None:
    noise = b"".join((number * 2654435761 & 0xFFFFFFFF).to_bytes(4, "little") for number in range(1, 20_000))
    with pytest.raises(ReaderError, match=r"byte|binary"):
        decode_text(noise, "a", http_charset=label)


def test_a_sample_decides_the_encoding_of_a_large_text() -> None:
    text = "<p>" * 50_000 + "江南全力打造文化工程，今年共有八十八家公司。" * 50_000
    for codec in ("gb18030", "big5"):
        assert decode_text(text.encode(codec), "a").text == text


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
        (b"\0\1\2\xff" * 999, "a binary file"),
        (bytes(at * at * 31 % 251 for at in range(4000)), "a binary file"),
    ],
)
def test_the_error_of_a_binary_file_names_its_type(data: bytes, kind: str) -> None:
    with pytest.raises(ReaderError, match=f"^a: this is {kind}.*, not text; save the article as text"):
        decode_text(data, "a")


def test_the_error_names_programs_and_databases(tmp_path: Path) -> None:
    if sys.platform == "linux":
        with open(sys.executable, "rb") as file, pytest.raises(ReaderError, match="this is a program"):
            decode_text(file.read(4096), "a")
    with sqlite3.connect(tmp_path / "a.db") as database:
        database.execute("create table articles (title)")
    database.close()
    with pytest.raises(ReaderError, match="this is an SQLite database"):
        decode_text((tmp_path / "a.db").read_bytes(), "a")


def test_a_few_nuls_do_not_make_a_text_binary() -> None:
    assert decode_text(f"{NEWS}\0{NEWS}".encode(), "a")[0] == f"{NEWS}\0{NEWS}"


@given(
    st.binary(max_size=400), st.sampled_from([None, "utf-8", "gbk", "big5", "utf-16le", "shift_jis", "windows-1252"])
)
def test_any_bytes_are_decoded_or_a_reader_error(data: bytes, label: str | None) -> None:
    try:
        decoded = decode_text(data, "a", label)
    except ReaderError:
        return
    assert decoded.text.count("\ufffd") >= decoded.replacement_count
    if "\ufffd" not in decoded.text:
        assert decode_text(data, "a", decoded.encoding)[:2] == decoded[:2]
