"""Undoes gzip and deflate with a bound on what comes out: 500 KB of gzip can hold 512 MiB, packed twice 1 KB can."""

from __future__ import annotations

import zlib
from typing import Literal

ContentCoding = Literal["", "gzip", "deflate"]
"""The codings of HTTP that are undone; "" is none."""
_MEMBERS_MAX = 1_000
"""Streams one after the other in one gzip body; a legal one may have two."""
_STEP_SIZE = 64 * 1024
"""Bytes that are unpacked at a time."""
_GZIP_WINDOW_BITS = 31
"""The window of zlib for which gzip's header and checksum are expected."""


class DecompressionError(Exception):
    """Packed data cannot be unpacked.

    Attributes:
        reason: `invalid` for data that is not packed as was said, `truncated` for a stream that breaks off before its
            end, `too_large` for one that unpacks to more than is allowed.
    """

    def __init__(self, reason: Literal["invalid", "truncated", "too_large"]) -> None:
        super().__init__(reason)
        self.reason = reason


class BoundedDecompressor:
    """Unpacks data that arrives in pieces.

    Args:
        coding: How it is packed.
        size_max: Bytes that may come out of it.
    """

    def __init__(self, coding: ContentCoding, size_max: int) -> None:
        self._coding = coding
        self._size_max = size_max
        self._output = bytearray()
        self._stream: zlib._Decompress | None = None
        self._member_count = 0

    def feed(self, data: bytes) -> None:
        """Unpack the next piece.

        Raises:
            DecompressionError: It is not packed as was said, or too much comes out.
        """
        if self._coding == "":
            self._append(data)
            return
        try:
            self._unpack(data)
        except zlib.error:
            raise DecompressionError("invalid") from None

    def finish(self) -> bytes:
        """All that was unpacked, when the last piece was fed.

        Raises:
            DecompressionError: The stream broke off before its end.
        """
        if self._coding and self._stream and not self._stream.eof:
            raise DecompressionError("truncated")
        return bytes(self._output)

    def _unpack(self, data: bytes) -> None:
        while data:
            if self._stream is None or self._stream.eof:
                if self._stream is not None:
                    data = data.lstrip(b"\0")  # padding, between streams too
                    if self._coding == "deflate" or data[:1] != b"\x1f":
                        return
                self._member_count += 1
                if self._member_count > _MEMBERS_MAX:
                    raise DecompressionError("invalid")
                self._stream = zlib.decompressobj(self._choose_window_bits(data[0]))
            self._append(self._stream.decompress(data, _STEP_SIZE))
            data = self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail

    def _choose_window_bits(self, first_byte: int) -> int:
        """The window of zlib: some servers send deflate without its wrapper, whose first byte ends in 8 (RFC 1950)."""
        if self._coding == "gzip":
            return _GZIP_WINDOW_BITS
        return zlib.MAX_WBITS if first_byte & 15 == 8 else -zlib.MAX_WBITS

    def _append(self, data: bytes) -> None:
        self._output += data
        if len(self._output) > self._size_max:
            raise DecompressionError("too_large")


def gunzip_bounded(data: bytes, size_max: int) -> bytes:
    """What gzip data holds.

    Args:
        data: All of it; empty data is truncated.
        size_max: Bytes that may come out of it.

    Raises:
        DecompressionError: It is damaged, cut short, or holds more.
    """
    if not data:
        raise DecompressionError("truncated")
    decompressor = BoundedDecompressor("gzip", size_max)
    decompressor.feed(data)
    return decompressor.finish()
