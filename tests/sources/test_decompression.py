"""Packed bodies: whole, or an error; and never more than was allowed."""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.sources.decompression import BoundedDecompressor, parse_content_encoding
from reader.sources.web_errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.sources.decompression import ContentCoding

PACKED: dict[str, tuple[ContentCoding, Callable[[bytes], bytes]]] = {
    "plain": ("", bytes),
    "gzip": ("gzip", gzip.compress),
    "deflate": ("deflate", zlib.compress),
    "raw deflate": ("deflate", lambda data: zlib.compress(data)[2:-4]),
}
PIECES = st.integers(1, 40)


def unpack(kind: ContentCoding, data: bytes, piece: int = 1 << 20, most: int = 1 << 20) -> bytes:
    inflate = BoundedDecompressor(kind, most)
    for start in range(0, len(data), piece):
        inflate.feed(data[start : start + piece])
    return inflate.finish()


def refused(kind: ContentCoding, data: bytes, most: int = 1 << 20) -> str:
    with pytest.raises(FetchError) as caught:
        unpack(kind, data, most=most)
    return caught.value.reason


@pytest.mark.parametrize("name", PACKED)
@given(data=st.binary(max_size=500), piece=PIECES)
def test_what_was_packed_comes_out_in_whatever_pieces_it_came(name: str, data: bytes, piece: int) -> None:
    kind, pack = PACKED[name]
    assert unpack(kind, pack(data), piece) == data


@given(st.binary(max_size=200), st.binary(max_size=200), PIECES, st.integers(0, 50))
def test_members_follow_each_other_and_padding_is_none(first: bytes, second: bytes, piece: int, zeros: int) -> None:
    assert unpack("gzip", gzip.compress(first) + gzip.compress(second) + bytes(zeros), piece) == first + second


@pytest.mark.parametrize("name", ["gzip", "deflate"])
@given(data=st.binary(min_size=1, max_size=300), cut=st.integers(1, 8))
def test_what_broke_off_is_never_a_shorter_page(name: str, data: bytes, cut: int) -> None:
    kind, pack = PACKED[name]
    packed = pack(data)
    assert refused(kind, packed[: max(1, len(packed) - cut)]) in ("truncated", "coding")


@pytest.mark.parametrize("kind", ["gzip", "deflate"])
def test_a_bomb_is_left_at_the_limit(kind: ContentCoding) -> None:
    packed = PACKED[kind][1](bytes(50 << 20))
    inflate = BoundedDecompressor(kind, 1 << 20)
    with pytest.raises(FetchError, match="decoded_too_large"):
        inflate.feed(packed)
    assert len(inflate._body) <= (1 << 20) + (64 << 10)


def test_a_body_as_it_is_has_a_limit_too() -> None:
    assert unpack("", bytes(10), most=10) == bytes(10)
    assert refused("", bytes(11), most=10) == "wire_too_large"


def test_what_is_not_packed_so_is_refused() -> None:
    assert refused("gzip", b"<html>") == "coding"
    assert refused("gzip", gzip.compress(b"a" * 99)[:-8] + bytes(8)) == "coding"
    assert refused("gzip", gzip.compress(b"") * 1001) == "coding"


@pytest.mark.parametrize(
    ("header", "kind"),
    [("", ""), ("identity", ""), (" GZip ", "gzip"), ("x-gzip", "gzip"), ("deflate, identity", "deflate"), (",", "")],
)
def test_the_coding_is_told_by_the_header(header: str, kind: ContentCoding) -> None:
    assert parse_content_encoding(header) == kind


@pytest.mark.parametrize("header", ["br", "zstd", "gzip, gzip", "gzip, deflate", "x\x1b", "compress"])
def test_what_was_not_asked_for_is_refused(header: str) -> None:
    with pytest.raises(FetchError, match="coding"):
        parse_content_encoding(header)
