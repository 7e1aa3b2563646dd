"""Reads a server's response, with checks of its content type, its encoding and its size."""

from __future__ import annotations

import asyncio
from time import time
from typing import TYPE_CHECKING

from reader.decompression import BoundedDecompressor, ContentCoding, DecompressionError
from reader.sources.http_packages import httpx
from reader.sources.web_errors import FetchError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

TRANSFER_SIZE_MAX, BODY_SIZE_MAX = 5 << 20, 10 << 20
"""Bytes of a body at most, as sent and decompressed."""
_VALIDATOR_SIZE_MAX = 1_000
"""Bytes of a header that is stored at most."""
_RETRY_AFTER_MAX = 86_400.0
"""Seconds."""
_NON_TEXT_TYPES = {
    "image": "a picture",
    "audio": "a sound",
    "video": "a film",
    "font": "a font",
    "application/pdf": "a PDF file",
    "application/zip": "a ZIP file",
    "application/epub+zip": "an e-book",
    "application/msword": "an Office document",
}
"""Content types, or their first part, that are no pages. Mislabelled ones are detected by their bytes."""
_CODINGS: dict[tuple[str, ...], ContentCoding] = {
    (): "",
    ("gzip",): "gzip",
    ("x-gzip",): "gzip",
    ("deflate",): "deflate",
}
_DECOMPRESSION_REASONS = {"invalid": "coding", "truncated": "truncated", "too_large": "decoded_too_large"}
"""The reasons of web_errors.tsv by those of DecompressionError."""


def parse_content_encoding(header: str) -> ContentCoding:
    """Return the coding of a Content-Encoding header; "" where there is none.

    Raises:
        FetchError: There are several, or one that was not asked for.
    """
    names = tuple(name for part in header.split(",") if (name := part.strip().lower()) not in ("", "identity"))
    if names not in _CODINGS:
        raise FetchError("coding")
    return _CODINGS[names]


def check_content_type(response: httpx.Response) -> None:
    """Refuse a body with a Content-Type that is no page, before it is read.

    Raises:
        FetchError: It is a picture, a PDF file or the like.
    """
    content_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind := _NON_TEXT_TYPES.get(content_type) or _NON_TEXT_TYPES.get(content_type.partition("/")[0]):
        raise FetchError("not_text", kind=kind)


def read_location(response: httpx.Response) -> str:
    """Return the Location of a redirect, decoded from any bytes; empty where there is none."""
    raw = next((value for name, value in response.headers.raw if name.lower() == b"location"), b"")
    return raw.decode("utf-8", "replace").strip()


def read_header(response: httpx.Response, name: str) -> str:
    """Return a header as it was sent, one code point for each byte; empty where it is missing or too long.

    Args:
        response: The response.
        name: The name of the header, in lower case.
    """
    raw = next((value for key, value in response.headers.raw if key.lower() == name.encode("ascii")), b"")
    return raw.decode("latin-1") if len(raw) <= _VALIDATOR_SIZE_MAX else ""


def read_retry_after(response: httpx.Response) -> float | None:
    """Return the seconds of a Retry-After header, at most a day; None where there is none."""
    header = response.headers.get("retry-after", "").strip()
    if header.isascii() and header.isdecimal():
        return min(float(header[:12]), _RETRY_AFTER_MAX)
    from email.utils import parsedate_to_datetime

    try:
        seconds = parsedate_to_datetime(header).timestamp() - time()
    except (ValueError, OverflowError):
        return None
    return max(0.0, min(seconds, _RETRY_AFTER_MAX))


async def read_body(response: httpx.Response, on_received: Callable[[int], None]) -> bytes:
    """Return the whole body of a response, decompressed.

    Args:
        response: A response whose body was not read yet.
        on_received: Called for each piece with the number of compressed bytes received so far.

    Raises:
        FetchError: It is too large, incomplete, or compressed in a way that was not requested.
    """
    length = response.headers.get("content-length", "")
    if length.isdecimal() and int(length[:20]) > TRANSFER_SIZE_MAX:
        raise FetchError("wire_too_large")
    coding = parse_content_encoding(response.headers.get("content-encoding", ""))
    decompressor = BoundedDecompressor(coding, BODY_SIZE_MAX)
    received = 0
    try:
        async for piece in _iter_raw(response):
            received += len(piece)
            if received > TRANSFER_SIZE_MAX:
                raise FetchError("wire_too_large")
            decompressor.feed(piece)
            on_received(received)
        return decompressor.finish()
    except DecompressionError as error:
        raise FetchError(_DECOMPRESSION_REASONS[error.reason]) from None


async def skip_empty_body(response: httpx.Response) -> None:
    """Read the end of a response whose status allows no body; only then is its connection free for the next request."""
    async for _ in _iter_raw(response):
        return


async def _iter_raw(response: httpx.Response) -> AsyncIterator[bytes]:
    """Yield the pieces of a body, still compressed: httpx would decompress each as a whole, which may be 512 MiB."""
    assert isinstance(response.stream, httpx.AsyncByteStream)
    async for piece in response.stream:
        yield piece
        await asyncio.sleep(0)  # a fast server must not block the event loop
