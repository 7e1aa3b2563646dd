"""The checksum of a copy."""

from __future__ import annotations

import pytest

from reader.copies.checksum import (
    fill_binary_checksum,
    fill_checksum,
    make_article_key,
    make_placeholder,
    read_binary_checksum,
    read_checksum,
)


def with_checksum(before: str, behind: str) -> str:
    return fill_checksum(f"{before}{make_placeholder('x')}{behind}")


def test_a_filled_checksum_is_that_of_the_text() -> None:
    text = with_checksum("前", "後\n")
    assert read_checksum(text) == (make_article_key("x"), True)
    assert make_placeholder("x") not in text


def test_an_edit_changes_it_but_line_ends_and_a_byte_order_mark_do_not() -> None:
    text = with_checksum("前\n", "後\n")
    assert read_checksum("\ufeff" + text.replace("\n", "\r\n")) == (make_article_key("x"), True)
    for edited in (text + "\n", text.replace("後", "后"), text.replace("前\n", "前")):
        assert read_checksum(edited) == (make_article_key("x"), False)


def test_read_checksum_searches_near_the_start_and_on_the_last_line() -> None:
    long = "長" * 5000
    assert read_checksum(with_checksum("前" * 3900, long))
    assert read_checksum(with_checksum("", long))
    assert read_checksum(with_checksum("", ""))
    assert read_checksum(with_checksum(long, "後"))
    assert read_checksum(long + with_checksum("前", "") + long) is None
    assert read_checksum(long) is None


def test_a_text_without_a_placeholder_cannot_be_filled() -> None:
    with pytest.raises(ValueError, match="no placeholder"):
        fill_checksum("文")


def test_articles_have_different_keys() -> None:
    assert len({make_article_key(name) for name in ("x", "y", "", "\udcff")}) == 4


def test_every_byte_of_a_file_that_is_no_text_counts() -> None:
    data = fill_binary_checksum(b"PK\r\n\xff" * 9 + make_placeholder("x").encode("ascii"))
    assert read_binary_checksum(data) == (make_article_key("x"), True)
    for changed in (data.replace(b"\r\n", b"\n"), data.replace(b"\xff", b"\xfe", 1), data + b"x"):
        assert read_binary_checksum(changed) == (make_article_key("x"), False)
    assert read_binary_checksum(b"PK") is None
    with pytest.raises(ValueError, match="no placeholder"):
        fill_binary_checksum(b"PK")


@pytest.mark.parametrize(("behind", "is_found"), [(400 - 94, True), (400 - 93, False)])
def test_the_checksum_is_in_the_last_400_characters_or_bytes(behind: int, is_found: bool) -> None:
    assert len(make_placeholder("x")) == 94
    assert (read_checksum(f"{'長' * 5000}{make_placeholder('x')}{'後' * behind}") is not None) is is_found
    data = b"a" * 5000 + make_placeholder("x").encode() + b"b" * behind
    assert (read_binary_checksum(data) is not None) is is_found


@pytest.mark.parametrize(("before", "is_found"), [(4096 - 94, True), (4096 - 93, False)])
def test_the_checksum_is_in_the_first_4096_characters(before: int, is_found: bool) -> None:
    assert (read_checksum(f"{'前' * before}{make_placeholder('x')}{'長' * 5000}") is not None) is is_found
