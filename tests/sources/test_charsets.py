"""Which labels are charsets, how each of them is decoded, and which characters of a text count as faults."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.sources.charsets import (
    BIG5,
    GB18030,
    HZ,
    UTF_8,
    UTF_16BE,
    UTF_16LE,
    Charset,
    count_faults,
    count_replacements,
    decode_lenient,
    decode_strict,
    find_charset,
)


@pytest.mark.parametrize(
    ("label", "charset"),
    [
        ("utf-8", UTF_8),
        ("UTF-16", UTF_16LE),
        ("utf-16be", UTF_16BE),
        (" GB_2312-80\n", GB18030),
        ("x-gbk", GB18030),
        ("gb18030", GB18030),
        ("x-x-big5", BIG5),
        ("Big5-HKSCS", BIG5),
        ("hz-gb-2312", HZ),
        ("hz", HZ),
    ],
)
def test_chinese_labels_are_found(label: str, charset: Charset) -> None:
    assert find_charset(label) == charset
    assert charset.is_chinese
    assert find_charset(charset.name) == charset


def test_other_labels_of_the_standard_are_found_and_are_not_chinese() -> None:
    for label, name in (("latin1", "windows-1252"), ("shift_jis", "shift_jis"), ("koi8-r", "koi8-r")):
        found = find_charset(label)
        assert found is not None
        assert (found.name, found.is_chinese) == (name, False)


@pytest.mark.parametrize("label", ["rot13", "unicode_escape", "utf-7", "punycode", "replacement", "x-user-defined", ""])
def test_codecs_of_python_and_labels_that_decode_nothing_are_not_found(label: str) -> None:
    assert find_charset(label) is None


@pytest.mark.parametrize("label", ["ｇｂｋ", "K", "\udcff", "編碼"])
def test_labels_beyond_ascii_are_not_found(label: str) -> None:
    """The Kelvin sign is the letter k in lower case, which may make koi8-r of another label."""
    assert find_charset(label) is None


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        (b"\x80100", GB18030, "€100"),
        (b"\xa3\xe1", BIG5, "€"),
        ("𨋢門".encode("big5hkscs"), BIG5, "𨋢門"),
        (b"~{=-;*~}", HZ, "江华"),
    ],
)
def test_decode_strict_reads_what_the_standard_adds_to_pythons_codecs(data: bytes, charset: Charset, text: str) -> None:
    assert decode_strict(data, charset) == decode_lenient(data, charset) == text


@pytest.mark.parametrize(("data", "charset"), [(b"a\xff", UTF_8), (b"\xff", GB18030), (b"\x80", BIG5), (b"\xa3", BIG5)])
def test_decode_strict_raises_where_decode_lenient_replaces(data: bytes, charset: Charset) -> None:
    with pytest.raises(UnicodeDecodeError):
        decode_strict(data, charset)
    assert decode_lenient(data, charset).endswith("\ufffd")


@given(st.binary(max_size=200), st.sampled_from([UTF_8, UTF_16LE, UTF_16BE, GB18030, BIG5]))
def test_decode_lenient_gives_the_strict_text_or_replacements(data: bytes, charset: Charset) -> None:
    lenient = decode_lenient(data, charset)
    try:
        assert decode_strict(data, charset) == lenient
    except UnicodeDecodeError:
        assert "\ufffd" in lenient


@pytest.mark.parametrize(
    ("text", "replacements", "faults"),
    [
        ("", 0, 0),
        ("江華\t\r\n", 0, 0),
        ("江\ufffd華", 1, 1),
        ("江\ufffd\ufffd", 1, 1),
        ("江華\ufffd", 0, 0),
        ("\0江\x7f", 0, 2),
        ("\x1a\x1b\x01", 0, 1),
    ],
)
def test_faults_are_replacements_and_controls_but_for_a_cut_end(text: str, replacements: int, faults: int) -> None:
    assert count_replacements(text) == replacements
    assert count_faults(text) == faults
