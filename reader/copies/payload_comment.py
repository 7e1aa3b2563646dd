"""A payload in an HTML comment of a Markdown copy: base64 of gzip, in which neither --> nor a tag can occur."""

from __future__ import annotations

import base64
import binascii
import gzip
import re
from typing import TYPE_CHECKING, Any

from reader.decompression import DecompressionError, gunzip_bounded
from reader.errors import ReaderError
from reader.model.json import JSON_SIZE_MAX, OversizedJSONError, dumps, loads_bounded

if TYPE_CHECKING:
    from collections.abc import Mapping

COMMENT_START = "<!-- dubao-copy-1 "
_COMMENT = re.compile(rf"{COMMENT_START}([A-Za-z0-9+/=]*)[ \t]*-->")
_TOO_LARGE = "is larger than an article can be"
_FAULTS = {"invalid": "is damaged", "truncated": "is cut short", "too_large": _TOO_LARGE}
"""The end of the error's sentence for each reason of a DecompressionError."""


def pack_payload(payload: Mapping[str, Any]) -> str:
    """Return the comment with a payload, one line."""
    data = gzip.compress(dumps(payload).encode(), mtime=0)
    return f"{COMMENT_START}{base64.b64encode(data).decode('ascii')} -->"


def find_payload_comment(text: str) -> re.Match[str] | None:
    """Return the match of the last comment in a text with a payload, with the packed data in group 1; or None."""
    last = None
    for last in _COMMENT.finditer(text):  # noqa: B007, the last one is wanted
        pass
    return last


def extract_payload(text: str, name: str) -> Any:
    """Return the payload of a copy, as parsed JSON.

    Args:
        text: The whole file.
        name: The name of the copy in an error.

    Raises:
        ReaderError: It is missing, damaged, or unpacks to more than an article can be.
    """
    comment = find_payload_comment(text)
    if comment is None:
        why = "this annotated copy is cut short: its last line, which keeps the article, is missing"
        raise ReaderError(name, why, "save the copy again, or take out the line `dubao:` to read it as a text")
    return _unpack_payload(comment[1], name)


def _unpack_payload(data: str, name: str) -> Any:
    try:
        unpacked = gunzip_bounded(base64.b64decode(data, validate=True), JSON_SIZE_MAX)
        return loads_bounded(unpacked.decode("utf-8"))
    except DecompressionError as error:
        why = _FAULTS[error.reason]
    except OversizedJSONError:
        why = _TOO_LARGE
    except (binascii.Error, ValueError, RecursionError):
        why = "is damaged"
    raise ReaderError(name, f"what this annotated copy keeps inside {why}", "save the copy again")
