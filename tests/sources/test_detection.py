"""Which encoding bytes are taken for, by their labels and by the look of their text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.sources.charsets import BIG5, GB18030, UTF_8, Charset
from reader.sources.detection import LIKENESS_MIN, detect_encoding, find_charset_labels, score_likeness

HANS = "湖南省江华瑶族自治县全力打造新兴工业县，今年签约项目一百三十五个。"
HANT = "江華全力打造創新政策，今年簽約專案一百三十五個，縣裡的人都來看。"
CANTONESE = "佢哋話呢度嘅嘢唔係咁貴，啲人喺度傾偈，冇乜所謂。"


# -- labels


@pytest.mark.parametrize(
    ("page", "labels"),
    [
        (b'<meta charset="gbk">', ["gbk"]),
        (b"<META http-equiv=x content='text/html; CHARSET = Big5 '>", ["Big5"]),
        (b'<?xml version="1.0" encoding="gb2312"?><meta charset=utf-8>', ["gb2312", "utf-8"]),
        (b"<head><meta charset=gbk></head><meta charset=big5>", ["gbk"]),
        (b"<HEAD><meta charset=gbk></HEAD\n><meta charset=big5>", ["gbk"]),
        (b"<!--" + bytes(9) * 5_000 + b"--><meta charset=gbk>", ["gbk"]),
        (b" " * 64 * 1024 + b"<meta charset=gbk>", []),
        (b"<metal charset=gbk>", []),
        (b"charset=gbk", []),
        (b"<meta charset=" + b"x" * 50 + b">", ["x" * 40]),
        (b"", []),
    ],
)
def test_labels_are_found_in_the_head_of_a_page(page: bytes, labels: list[str]) -> None:
    assert find_charset_labels(page) == labels


@given(st.binary(max_size=300))
def test_labels_of_any_bytes_are_text(data: bytes) -> None:
    assert all(label.isascii() or "\ufffd" in label for label in find_charset_labels(b"<meta charset=" + data))


# -- the look of a text


@pytest.mark.parametrize("text", [HANS, HANT, CANTONESE])
def test_chinese_scores_higher_than_the_same_bytes_in_another_encoding(text: str) -> None:
    assert score_likeness(text) > 0.5
    for codec, other in (("gb18030", "big5hkscs"), ("big5hkscs", "gb18030")):
        try:
            data = text.encode(codec)
        except UnicodeEncodeError:
            continue
        assert score_likeness(data.decode(other, "replace")) < LIKENESS_MIN


def test_likeness_looks_at_characters_beyond_ascii_only() -> None:
    assert score_likeness("的") == score_likeness("abc 的 123") == 1
    assert score_likeness("的a鼗") == 0.5
    assert score_likeness("abc") == score_likeness("") == 0


# -- the decision


@pytest.mark.parametrize(
    ("text", "codec", "charset"), [(HANS, "gb18030", GB18030), (HANT, "big5", BIG5), (CANTONESE, "big5hkscs", BIG5)]
)
def test_without_a_label_the_text_decides(text: str, codec: str, charset: Charset) -> None:
    assert detect_encoding(text.encode(codec)) == (text, charset, "looks", 0)


def test_a_label_that_reads_like_chinese_decides() -> None:
    assert detect_encoding(HANS.encode("gb18030"), "gbk") == (HANS, GB18030, "header", 0)
    page = f"<meta charset=gbk>{HANS}"
    assert detect_encoding(page.encode("gb18030"), "nonsense") == (page, GB18030, "page", 0)


def test_a_label_decides_between_texts_that_look_nearly_alike() -> None:
    """Of nine characters three are common as GBK, and four as Big5."""
    data = "爱把安唉皑啊阿埃挨".encode("gb18030")
    assert score_likeness(data.decode("gb18030")) < score_likeness(data.decode("big5hkscs")) < 0.5
    found = [detect_encoding(data, label) for label in (None, "gbk", "big5")]
    assert [(each.charset, each.reason) for each in found if each] == [
        (BIG5, "looks"),
        (GB18030, "header"),
        (BIG5, "header"),
    ]


def test_a_label_that_does_not_fit_is_left() -> None:
    assert detect_encoding(HANS.encode("gb18030"), "big5") == (HANS, GB18030, "looks", 0)
    assert detect_encoding(HANT.encode("big5"), "gbk") == (HANT, BIG5, "looks", 0)


def test_the_default_label_of_servers_decides_only_where_nothing_else_fits() -> None:
    assert detect_encoding(HANS.encode("gb18030"), "iso-8859-1") == (HANS, GB18030, "looks", 0)
    text = "Café, déjà vu, œuvre, naïveté"
    found = detect_encoding(text.encode("windows-1252"), "iso-8859-1")
    assert found is not None
    assert (found.text, found.charset.name, found.reason) == (text, "windows-1252", "header")


def test_utf_8_with_a_few_broken_bytes_is_utf_8_whatever_its_label() -> None:
    data = (HANT * 20).encode()
    broken = data[:300] + b"\xff" + data[300:]
    found = detect_encoding(broken, "gbk")
    assert found is not None
    assert (found.charset, found.reason, found.replacement_count) == (UTF_8, "valid", 1)


def test_a_text_that_is_broken_behind_the_sample_has_no_encoding() -> None:
    data = HANS.encode("gb18030") * 2_000
    assert detect_encoding(data) is not None
    assert detect_encoding(data + b"\xff\x80" * 60_000) is None


@pytest.mark.parametrize("label", [None, "gbk", "windows-1252"])
def test_noise_has_no_encoding(label: str | None) -> None:
    noise = b"".join((number * 2654435761 & 0xFFFFFFFF).to_bytes(4, "little") for number in range(1, 9_000))
    assert detect_encoding(noise, label) is None


@given(st.binary(min_size=1, max_size=300), st.sampled_from([None, "gbk", "big5", "utf-8", "koi8-r", "x"]))
def test_any_bytes_are_decoded_or_have_no_encoding(data: bytes, label: str | None) -> None:
    found = detect_encoding(b"\xff" + data, label)
    assert found is None or len(found.text) <= len(data) + 1
