"""The checksum of a copy, which shows its article and whether it was edited since it was saved.

It is a word in the copy itself, near its start or on its last line; of an EPUB file it is the comment of the archive:
the format's version, a key made of the article's id, and the SHA-256 of the whole text with zeros in place of the
digest. The JSON calls it dubao:seal.
"""

from __future__ import annotations

import hashlib
import re
from typing import NamedTuple

CHECKSUM_VERSION = "dubao-copy-1"
_CHECKSUM = re.compile(CHECKSUM_VERSION + r":([0-9a-f]{16}):([0-9a-f]{64})")
_BINARY_CHECKSUM = re.compile(_CHECKSUM.pattern.encode("ascii"))
_EMPTY_DIGEST = "0" * 64
"""Stands in the text that a digest is computed of."""
_HEAD_LENGTH, _TAIL_LENGTH = 4_096, 400
"""Code points at the start and at the end of a text in which the checksum may be."""


class Checksum(NamedTuple):
    """The checksum found in a text."""

    article_key: str
    """The key of the article (`make_article_key`)."""
    is_unchanged: bool
    """Whether the digest is that of the text; line ends and a byte order mark do not count."""


def make_article_key(article_id: str) -> str:
    """The key of an article: 16 hexadecimal digits made of its id."""
    return hashlib.sha256(article_id.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def make_placeholder(article_id: str) -> str:
    """The checksum of an article's copy with zeros in place of the digest, which fill_checksum sets."""
    return f"{CHECKSUM_VERSION}:{make_article_key(article_id)}:{_EMPTY_DIGEST}"


def fill_checksum(text: str) -> str:
    """Return the text with its digest in the placeholder.

    Raises:
        ValueError: It has no placeholder.
    """
    found = _find_checksum(text)
    if found is None:
        raise ValueError("the text has no placeholder for a checksum")
    return text[: found.start(2)] + _compute_digest(text, found) + text[found.end(2) :]


def read_checksum(text: str) -> Checksum | None:
    """The checksum in a text; None where it has none."""
    found = _find_checksum(text)
    return Checksum(found[1], _compute_digest(text, found) == found[2]) if found else None


def _find_checksum(text: str) -> re.Match[str] | None:
    return _CHECKSUM.search(text[:_HEAD_LENGTH]) or _CHECKSUM.search(text, len(text) - _TAIL_LENGTH)


def _compute_digest(text: str, found: re.Match[str]) -> str:
    bare = text[: found.start(2)] + _EMPTY_DIGEST + text[found.end(2) :]
    plain = bare.removeprefix("\ufeff").replace("\r\n", "\n")
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()


# -- of files that are no text


def fill_binary_checksum(data: bytes) -> bytes:
    """Return bytes with their digest in the placeholder, which is in their last 400.

    Raises:
        ValueError: They have no placeholder.
    """
    found = _find_binary_checksum(data)
    if found is None:
        raise ValueError("the bytes have no placeholder for a checksum")
    return data[: found.start(2)] + _compute_binary_digest(data, found) + data[found.end(2) :]


def read_binary_checksum(data: bytes) -> Checksum | None:
    """The checksum in the last 400 bytes of a file that is no text, of which every byte counts; None for none."""
    found = _find_binary_checksum(data)
    if found is None:
        return None
    return Checksum(found[1].decode("ascii"), _compute_binary_digest(data, found) == found[2])


def _find_binary_checksum(data: bytes) -> re.Match[bytes] | None:
    return _BINARY_CHECKSUM.search(data, len(data) - _TAIL_LENGTH)


def _compute_binary_digest(data: bytes, found: re.Match[bytes]) -> bytes:
    bare = data[: found.start(2)] + _EMPTY_DIGEST.encode() + data[found.end(2) :]
    return hashlib.sha256(bare).hexdigest().encode("ascii")
