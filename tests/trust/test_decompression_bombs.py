"""Row 5: what is unpacked is bounded before it is made, and never loses a part of an honest stream."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.decompression import BoundedDecompressor, DecompressionError
from reader.library.records import decompress_source
from reader.sources.web import WebFetcher
from tests.web_server import serving

if TYPE_CHECKING:
    from tests.web_server import Exchange

PARTS = st.lists(
    st.sampled_from([b"", b"a", "風".encode() * 30_000, b"x" * 65_536, b"x" * 300_000]), min_size=1, max_size=4
)


@given(PARTS, st.integers(1, 5_000), st.integers(0, 600))
def test_all_members_of_a_gzip_body_are_unpacked_whatever_pieces_arrive(
    parts: list[bytes], size: int, padding: int
) -> None:
    body = bytes(padding).join(gzip.compress(part) for part in parts) + bytes(padding)
    decompressor = BoundedDecompressor("gzip", 1 << 30)
    for at in range(0, len(body), size):
        decompressor.feed(body[at : at + size])
    assert decompressor.finish() == b"".join(parts)


async def test_the_second_member_of_a_body_is_read() -> None:
    def answer(exchange: Exchange) -> None:
        body = gzip.compress("<p>甲</p>".encode()) + bytes(512) + gzip.compress("<p>乙</p>".encode())
        exchange.answer(body, 200, **{"Content-Encoding": "gzip"})

    with serving() as server:
        server.table["/members"] = answer
        page = await WebFetcher().fetch(server.url + "/members")
    assert page.body.decode() == "<p>甲</p><p>乙</p>"


def test_a_text_in_the_library_that_unpacks_without_end_is_damaged() -> None:
    packed = zlib.compress(bytes(300 << 20), 9)
    tracemalloc.start()
    assert decompress_source(packed) is None
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 300 << 20
    assert decompress_source(zlib.compress("風".encode() * 100_000)) == "風" * 100_000
    assert decompress_source(zlib.compress("風".encode() * 100_000)[:-9]) is None


@pytest.mark.parametrize("tail", [b"\0" * 9, b"\x1f", b"\x1f\x8b", b"junk"])
def test_what_follows_the_last_member_does_no_harm(tail: bytes) -> None:
    decompressor = BoundedDecompressor("gzip", 1 << 20)
    with suppress(DecompressionError):
        decompressor.feed(gzip.compress(b"abc") + tail)
        assert decompressor.finish() == b"abc"
