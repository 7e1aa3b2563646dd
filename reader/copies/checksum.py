"""The seal of a copy: whose it is, and whether anybody has changed it since it was saved.

It is a word in the copy itself, near its start or on its last line: the format's version, a key made of the article's
id, and the SHA-256 of the whole text with that sum set to zeros.
"""

from __future__ import annotations

import hashlib
import re
from typing import NamedTuple

VERSION = "dubao-copy-1"
_SEAL = re.compile(VERSION + r":([0-9a-f]{16}):([0-9a-f]{64})")
_HEAD, _TAIL = 4_096, 400
"""Code points at the start and at the end of a text in which a seal may stand."""


class Seal(NamedTuple):
    """What a seal says of the text it stands in."""

    key: str
    """Of the article, as key_of makes it."""
    whole: bool
    """Nothing was changed since it was set; ends of lines and a byte order mark do not count."""


def key_of(identity: str) -> str:
    """The key of an article, of its id."""
    return hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def unset(identity: str) -> str:
    """A seal that waits for its sum."""
    return f"{VERSION}:{key_of(identity)}:{'0' * 64}"


def sealed(text: str) -> str:
    """The text with the sum of its seal set."""
    found = _find(text)
    if found is None:
        raise ValueError("the text has no seal to set")
    return text[: found.start(2)] + _sum(text, found) + text[found.end(2) :]


def seal_of(text: str) -> Seal | None:
    """The seal of a text; None where it has none."""
    found = _find(text)
    return Seal(found[1], _sum(text, found) == found[2]) if found else None


def _find(text: str) -> re.Match[str] | None:
    return _SEAL.search(text, 0, _HEAD) or _SEAL.search(text, max(0, len(text) - _TAIL))


def _sum(text: str, found: re.Match[str]) -> str:
    bare = text[: found.start(2)] + "0" * 64 + text[found.end(2) :]
    plain = bare.removeprefix("\ufeff").replace("\r\n", "\n")
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()
