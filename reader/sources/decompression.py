"""Undoing gzip and deflate with a bound on what comes out: 500 KB of gzip can hold 512 MiB, twice packed 1 KB can."""

from __future__ import annotations

import zlib
from typing import Literal

from reader.sources.web_errors import FetchError

ContentCoding = Literal["", "gzip", "deflate"]
_MEMBERS_MAX = 1_000
"""Streams one after the other in one gzip body; a legal one may have two."""
_STEP_SIZE = 64 * 1024
"""Bytes that are unpacked at a time."""


def parse_content_encoding(header: str) -> ContentCoding:
    """The one coding of a Content-Encoding header.

    Raises:
        RefusalError: There are several, or one that was not asked for.
    """
    names = [name for part in header.split(",") if (name := part.strip().lower()) not in ("", "identity")]
    if not names:
        return ""
    if names in (["gzip"], ["x-gzip"]):
        return "gzip"
    if names == ["deflate"]:
        return "deflate"
    raise FetchError("coding")


class BoundedDecompressor:
    """A body that arrives in pieces.

    Args:
        coding: How it is packed.
        size_max: Bytes of the unpacked body.
    """

    def __init__(self, coding: ContentCoding, size_max: int) -> None:
        self._coding = coding
        self._size_max = size_max
        self._body = bytearray()
        self._stream: zlib._Decompress | None = None
        self._member_count = 0

    def feed(self, data: bytes) -> None:
        """Take the next piece.

        Raises:
            RefusalError: It is not packed as was said, or too much comes out.
        """
        if self._coding == "":
            self._append_bounded(data)
            return
        try:
            self._unpack(data)
        except zlib.error:
            raise FetchError("coding") from None

    def finish(self) -> bytes:
        """All of it.

        Raises:
            RefusalError: It broke off.
        """
        if self._coding and self._stream and not self._stream.eof:
            raise FetchError("truncated")
        return bytes(self._body)

    def _unpack(self, data: bytes) -> None:
        while data:
            if self._stream is None or self._stream.eof:
                if self._stream is not None and (self._coding == "deflate" or data[:1] != b"\x1f"):
                    return  # padding behind the end
                self._member_count += 1
                if self._member_count > _MEMBERS_MAX:
                    raise FetchError("coding")
                self._stream = zlib.decompressobj(self._choose_wbits(data[0]))
            self._append_bounded(self._stream.decompress(data, _STEP_SIZE))
            data = self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail

    def _choose_wbits(self, first: int) -> int:
        """The wbits of zlib: some servers send deflate without its wrapper, whose first byte ends in 8 (RFC 1950)."""
        if self._coding == "gzip":
            return 31
        return 15 if first & 15 == 8 else -15

    def _append_bounded(self, data: bytes) -> None:
        self._body += data
        if len(self._body) > self._size_max:
            raise FetchError("wire_too_large" if self._coding == "" else "decoded_too_large")
