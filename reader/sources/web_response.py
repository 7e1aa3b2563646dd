"""What is taken of a server's response: which content types, how many bytes, and where a redirect leads."""

from __future__ import annotations

import asyncio
from time import time
from typing import TYPE_CHECKING

import httpx

from reader.decompression import BoundedDecompressor, ContentCoding, DecompressionError
from reader.sources.web_errors import FetchError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

TRANSFER_SIZE_MAX, BODY_SIZE_MAX = 5 << 20, 10 << 20
"""Bytes of a body as it is sent, and unpacked."""
_VALIDATOR_SIZE_MAX = 1_000
"""Bytes of a header that is kept to be sent back."""
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
"""Content types that are no pages, or their first half. What is mislabelled is found out by its bytes."""
_CODINGS: dict[tuple[str, ...], ContentCoding] = {
    (): "",
    ("gzip",): "gzip",
    ("x-gzip",): "gzip",
    ("deflate",): "deflate",
}
_DECOMPRESSION_REASONS = {"invalid": "coding", "truncated": "truncated", "too_large": "decoded_too_large"}
"""The reasons of web_errors.tsv by those of DecompressionError."""


def parse_content_encoding(header: str) -> ContentCoding:
    """The one coding of a Content-Encoding header; "" where there is none.

    Raises:
        FetchError: There are several, or one that was not asked for.
    """
    names = tuple(name for part in header.split(",") if (name := part.strip().lower()) not in ("", "identity"))
    if names not in _CODINGS:
        raise FetchError("coding")
    return _CODINGS[names]


def check_content_type(response: httpx.Response) -> None:
    """Refuse a body that its Content-Type says is no page, before it is read.

    Raises:
        FetchError: It is a picture, a PDF file or the like.
    """
    content_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind := _NON_TEXT_TYPES.get(content_type) or _NON_TEXT_TYPES.get(content_type.partition("/")[0]):
        raise FetchError("not_text", kind=kind)


def read_location(response: httpx.Response) -> str:
    """The Location of a redirect, in whatever bytes it is written; empty where there is none."""
    raw = next((value for name, value in response.headers.raw if name.lower() == b"location"), b"")
    return raw.decode("utf-8", "replace").strip()


def read_header(response: httpx.Response, name: str) -> str:
    """A header as it was sent, byte for byte as a code point each; empty where there is none, or one that is too long.

    Args:
        response: Its headers.
        name: In lower case.
    """
    raw = next((value for key, value in response.headers.raw if key.lower() == name.encode("ascii")), b"")
    return raw.decode("latin-1") if len(raw) <= _VALIDATOR_SIZE_MAX else ""


def read_retry_after(response: httpx.Response) -> float | None:
    """Seconds after which the server wants to be asked again, at most a day; None where it does not say."""
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
    """The whole body of a response, unpacked.

    Args:
        response: Its body is not read yet.
        on_received: Is called for each piece with the bytes that were received so far, still packed.

    Raises:
        FetchError: It is too large, packed in a way that was not asked for, or broken off.
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


async def _iter_raw(response: httpx.Response) -> AsyncIterator[bytes]:
    """The pieces of a body as they arrive, still packed: httpx would unpack each whole, which may be 512 MiB."""
    assert isinstance(response.stream, httpx.AsyncByteStream)
    async for piece in response.stream:
        yield piece
        await asyncio.sleep(0)  # a server that is faster than we are must not keep the loop from its other work
