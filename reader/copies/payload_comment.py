"""What a copy keeps inside, packed into one comment: base64 of gzip, in which neither --> nor a tag can occur."""

from __future__ import annotations

import base64
import binascii
import gzip
import json
import re
import zlib
from typing import TYPE_CHECKING, Any

from reader.errors import ReaderError
from reader.model.json import dumps

if TYPE_CHECKING:
    from collections.abc import Mapping

OPENS = "<!-- dubao-copy-1 "
_TRAILER = re.compile(rf"{OPENS}([A-Za-z0-9+/=]*)[ \t]*-->")
MOST = 64 * 1024 * 1024
"""Bytes of what is unpacked: as much as of any text that is opened."""
_GZIP = 31
"""The window of zlib for which gzip's header is expected."""


def packed(value: Mapping[str, Any]) -> str:
    """The comment, one line."""
    data = gzip.compress(dumps(value).encode(), mtime=0)
    return f"{OPENS}{base64.b64encode(data).decode('ascii')} -->"


def find(text: str) -> re.Match[str] | None:
    """The last comment of that form; group 1 is what is packed."""
    last = None
    for last in _TRAILER.finditer(text):  # noqa: B007, the last one is wanted
        pass
    return last


def unpacked(data: str, name: str) -> Any:
    """What was packed.

    Raises:
        ReaderError: It is damaged, or unpacks to more than is ever opened.
    """
    try:
        inflater = zlib.decompressobj(_GZIP)
        whole = inflater.decompress(base64.b64decode(data, validate=True), MOST)
        if not inflater.eof:
            why = "is larger than 64 MB" if inflater.unconsumed_tail else "is cut short"
            raise ReaderError(name, f"what this annotated copy keeps inside {why}", "save the copy again")
        return json.loads(whole)
    except (binascii.Error, zlib.error, ValueError, RecursionError):
        raise ReaderError(name, "what this annotated copy keeps inside is damaged", "save the copy again") from None
