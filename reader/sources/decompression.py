"""Undoing gzip and deflate with a bound on what comes out: 500 KB of gzip can hold 512 MiB, twice packed 1 KB can."""

from __future__ import annotations

import zlib
from typing import Literal

from reader.sources.web_errors import RefusalError

Coding = Literal["", "gzip", "deflate"]
_MEMBERS = 1_000
"""Streams one after the other in one gzip body; a legal one may have two."""
_STEP = 64 * 1024
"""Bytes that are unpacked at a time."""


def coding(header: str) -> Coding:
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
    raise RefusalError("coding")


class Inflate:
    """A body that arrives in pieces.

    Args:
        kind: How it is packed.
        most: Bytes of the unpacked body.
    """

    def __init__(self, kind: Coding, most: int) -> None:
        self._kind = kind
        self._most = most
        self._body = bytearray()
        self._stream: zlib._Decompress | None = None
        self._members = 0

    def feed(self, data: bytes) -> None:
        """Take the next piece.

        Raises:
            RefusalError: It is not packed as was said, or too much comes out.
        """
        if self._kind == "":
            self._keep(data)
            return
        try:
            self._unpack(data)
        except zlib.error:
            raise RefusalError("coding") from None

    def body(self) -> bytes:
        """All of it.

        Raises:
            RefusalError: It broke off.
        """
        if self._kind and self._stream and not self._stream.eof:
            raise RefusalError("truncated")
        return bytes(self._body)

    def _unpack(self, data: bytes) -> None:
        while data:
            if self._stream is None or self._stream.eof:
                if self._stream is not None and (self._kind == "deflate" or data[:1] != b"\x1f"):
                    return  # padding behind the end
                self._members += 1
                if self._members > _MEMBERS:
                    raise RefusalError("coding")
                self._stream = zlib.decompressobj(self._window(data[0]))
            self._keep(self._stream.decompress(data, _STEP))
            data = self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail

    def _window(self, first: int) -> int:
        """The wbits of zlib: some servers send deflate without its wrapper, whose first byte ends in 8 (RFC 1950)."""
        if self._kind == "gzip":
            return 31
        return 15 if first & 15 == 8 else -15

    def _keep(self, data: bytes) -> None:
        self._body += data
        if len(self._body) > self._most:
            raise RefusalError("wire_too_large" if self._kind == "" else "decoded_too_large")
