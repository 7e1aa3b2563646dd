"""What is taken of a response: its headers and its body, with httpx responses made here."""

from __future__ import annotations

import gzip
from email.utils import format_datetime
from typing import TYPE_CHECKING

import httpx
import pytest

from reader.sources.web_errors import FetchError
from reader.sources.web_response import (
    BODY_SIZE_MAX,
    TRANSFER_SIZE_MAX,
    check_content_type,
    parse_content_encoding,
    read_body,
    read_location,
    read_retry_after,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from reader.decompression import ContentCoding


class Pieces(httpx.AsyncByteStream):
    """A body that arrives in the pieces given."""

    def __init__(self, *pieces: bytes) -> None:
        self._pieces = pieces

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self._pieces:
            yield piece


def response(*pieces: bytes, **headers: str) -> httpx.Response:
    """A response; names of headers have _ for -."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Response(200, headers=named, stream=Pieces(*pieces))


@pytest.mark.parametrize(
    ("header", "kind"),
    [("", ""), ("identity", ""), (" GZip ", "gzip"), ("x-gzip", "gzip"), ("deflate, identity", "deflate"), (",", "")],
)
def test_parse_content_encoding_reads_the_one_coding(header: str, kind: ContentCoding) -> None:
    assert parse_content_encoding(header) == kind


@pytest.mark.parametrize("header", ["br", "zstd", "gzip, gzip", "gzip, deflate", "x\x1b", "compress"])
def test_parse_content_encoding_refuses_codings_that_were_not_asked_for(header: str) -> None:
    with pytest.raises(FetchError, match="coding"):
        parse_content_encoding(header)


@pytest.mark.parametrize(
    ("content_type", "kind"),
    [("image/png", "a picture"), ("Video/mp4; codecs=x", "a film"), ("application/pdf", "a PDF file")],
)
def test_content_types_that_are_no_pages_are_refused(content_type: str, kind: str) -> None:
    with pytest.raises(FetchError, match="not_text") as caught:
        check_content_type(response(content_type=content_type))
    assert caught.value.values == {"kind": kind}


@pytest.mark.parametrize("content_type", ["text/html; charset=gbk", "application/octet-stream", "x", ""])
def test_other_content_types_are_accepted(content_type: str) -> None:
    check_content_type(response(content_type=content_type))
    check_content_type(response())


def test_a_location_may_be_written_in_any_bytes() -> None:
    assert read_location(httpx.Response(302, headers=[(b"Location", " /好 ".encode())])) == "/好"
    assert read_location(httpx.Response(302, headers=[(b"location", b"/\xff")])) == "/\ufffd"
    assert read_location(httpx.Response(302)) == ""


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("90", 90), ("0", 0), ("99999999999999", 86_400), ("-1", None), ("soon", None), ("", None), ("1.5", None),
     ("Fri, 21 Dec 2018 08:01:00 GMT", 0), ("Fri, 21 Dec 9999 08:01:00 GMT", 86_400)],
)  # fmt: skip
def test_retry_after_is_at_most_a_day(header: str, seconds: float | None) -> None:
    assert read_retry_after(response(retry_after=header)) == seconds


def test_retry_after_may_be_a_moment() -> None:
    from datetime import UTC, datetime, timedelta

    header = format_datetime(datetime.now(UTC) + timedelta(seconds=100), usegmt=True)
    assert 90 < (read_retry_after(response(retry_after=header)) or 0) <= 100


async def test_the_body_is_unpacked_and_its_progress_counts_packed_bytes() -> None:
    received: list[int] = []
    packed = gzip.compress("渡口的鐘".encode() * 100)
    body = await read_body(response(packed[:20], packed[20:], content_encoding="gzip"), received.append)
    assert body.decode() == "渡口的鐘" * 100
    assert received == [20, len(packed)]


@pytest.mark.parametrize(
    ("pieces", "headers", "reason"),
    [
        ([bytes(TRANSFER_SIZE_MAX), b"x"], {}, "wire_too_large"),
        ([], {"content_length": str(TRANSFER_SIZE_MAX + 1)}, "wire_too_large"),
        ([gzip.compress(bytes(BODY_SIZE_MAX + 1))], {"content_encoding": "gzip"}, "decoded_too_large"),
        ([gzip.compress(b"abc")[:-2]], {"content_encoding": "gzip"}, "truncated"),
        ([b"<html>"], {"content_encoding": "gzip"}, "coding"),
        ([b"<html>"], {"content_encoding": "br"}, "coding"),
    ],
)
async def test_a_body_beyond_the_limits_is_refused(pieces: list[bytes], headers: dict[str, str], reason: str) -> None:
    with pytest.raises(FetchError) as caught:
        await read_body(response(*pieces, **headers), lambda _: None)
    assert caught.value.reason == reason


async def test_a_body_of_exactly_the_limit_is_read() -> None:
    assert len(await read_body(response(bytes(TRANSFER_SIZE_MAX)), lambda _: None)) == TRANSFER_SIZE_MAX
