"""What a copy keeps inside, packed into one comment: base64 of gzip, in which neither --> nor a tag can occur."""

from __future__ import annotations

import base64
import binascii
import gzip
import json
import re
from typing import TYPE_CHECKING, Any

from reader.decompression import DecompressionError, gunzip_bounded
from reader.errors import ReaderError
from reader.model.json import dumps

if TYPE_CHECKING:
    from collections.abc import Mapping

COMMENT_START = "<!-- dubao-copy-1 "
_COMMENT = re.compile(rf"{COMMENT_START}([A-Za-z0-9+/=]*)[ \t]*-->")
MAX_UNPACKED_BYTES = 64 * 1024 * 1024
"""Bytes of what is unpacked: as much as of any text that is opened."""
_FAULTS = {"invalid": "is damaged", "truncated": "is cut short", "too_large": "is larger than 64 MB"}
"""What an error says of it, by the reasons of DecompressionError."""


def pack_payload(payload: Mapping[str, Any]) -> str:
    """The comment, one line."""
    data = gzip.compress(dumps(payload).encode(), mtime=0)
    return f"{COMMENT_START}{base64.b64encode(data).decode('ascii')} -->"


def find_payload_comment(text: str) -> re.Match[str] | None:
    """The last comment of that form; group 1 is what is packed."""
    last = None
    for last in _COMMENT.finditer(text):  # noqa: B007, the last one is wanted
        pass
    return last


def unpack_payload(data: str, name: str) -> Any:
    """What was packed.

    Raises:
        ReaderError: It is damaged, or unpacks to more than is ever opened.
    """
    try:
        return json.loads(gunzip_bounded(base64.b64decode(data, validate=True), MAX_UNPACKED_BYTES))
    except DecompressionError as error:
        why = _FAULTS[error.reason]
    except (binascii.Error, ValueError, RecursionError):
        why = "is damaged"
    raise ReaderError(name, f"what this annotated copy keeps inside {why}", "save the copy again")
