"""Packed data is unpacked whole, or an error; and never to more than is allowed."""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.decompression import BoundedDecompressor, DecompressionError, gunzip_bounded

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.decompression import ContentCoding

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
    with pytest.raises(DecompressionError) as caught:
        unpack(kind, data, most=most)
    return caught.value.reason


@pytest.mark.parametrize("name", PACKED)
@given(data=st.binary(max_size=500), piece=PIECES)
def test_packed_data_is_unpacked_in_pieces_of_any_size(name: str, data: bytes, piece: int) -> None:
    kind, pack = PACKED[name]
    assert unpack(kind, pack(data), piece) == data


@given(st.binary(max_size=200), st.binary(max_size=200), PIECES, st.integers(0, 50))
def test_gzip_members_are_joined_and_padding_is_ignored(first: bytes, second: bytes, piece: int, zeros: int) -> None:
    assert (
        unpack("gzip", gzip.compress(first, mtime=0) + gzip.compress(second, mtime=0) + bytes(zeros), piece)
        == first + second
    )


@pytest.mark.parametrize("name", ["gzip", "deflate"])
@given(data=st.binary(min_size=1, max_size=300), cut=st.integers(1, 8))
def test_a_cut_stream_is_an_error_and_never_shorter_data(name: str, data: bytes, cut: int) -> None:
    kind, pack = PACKED[name]
    packed = pack(data)
    assert refused(kind, packed[: max(1, len(packed) - cut)]) in ("truncated", "invalid")


@pytest.mark.parametrize("kind", ["gzip", "deflate"])
def test_a_bomb_is_unpacked_no_further_than_the_limit(kind: ContentCoding) -> None:
    packed = PACKED[kind][1](bytes(50 << 20))
    inflate = BoundedDecompressor(kind, 1 << 20)
    with pytest.raises(DecompressionError, match="too_large"):
        inflate.feed(packed)
    assert len(inflate._output) <= (1 << 20) + (64 << 10)


def test_data_that_is_not_packed_has_the_limit_too() -> None:
    assert unpack("", bytes(10), most=10) == bytes(10)
    assert refused("", bytes(11), most=10) == "too_large"


def test_data_of_another_form_is_invalid() -> None:
    assert refused("gzip", b"<html>") == "invalid"
    assert refused("gzip", gzip.compress(b"a" * 99, mtime=0)[:-8] + bytes(8)) == "invalid"
    assert refused("gzip", gzip.compress(b"", mtime=0) * 1001) == "invalid"


@given(st.binary(max_size=300))
def test_gunzip_bounded_gives_what_gzip_packed(data: bytes) -> None:
    assert gunzip_bounded(gzip.compress(data, mtime=0), len(data)) == data


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (gzip.compress(b"abcd", mtime=0), "too_large"),
        (gzip.compress(b"ab", mtime=0)[:-1], "truncated"),
        (b"", "truncated"),
        (b"abcd", "invalid"),
        (gzip.compress(b"abc", mtime=0)[:-8] + bytes(8), "invalid"),
    ],
)
def test_gunzip_bounded_says_what_is_wrong(data: bytes, reason: str) -> None:
    with pytest.raises(DecompressionError) as caught:
        gunzip_bounded(data, 3)
    assert caught.value.reason == reason
