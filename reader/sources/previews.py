"""The beginning of a file: enough to name an article in a list, at the same cost for a note and for a novel."""

from __future__ import annotations

import os
import re
import stat
from typing import NamedTuple

from reader.errors import ReaderError
from reader.model import CleanText, characters, clean
from reader.sources.charsets import BROKEN
from reader.sources.encoding import decode
from reader.sources.files import lasting, read_file

MOST = 64 * 1024
"""Bytes that are read of a file."""
_LONGEST = 4
"""Bytes of the longest character of any encoding."""
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


class Head(NamedTuple):
    """A text, or the first part of one."""

    text: CleanText
    length: int
    """Characters of the whole text, as `characters` counts them: estimated from the bytes where it is not whole."""
    whole: bool


def read_head(source: str, encoding: str | None = None) -> Head | None:
    """The head of a file; None for what can be read only once, or only from afar: standard input, a pipe, an address.

    Args:
        source: A path; `~` is the home folder.
        encoding: A WHATWG label; None means to find out.

    Raises:
        ReaderError: The file cannot be opened, or its beginning is no text.
    """
    if not lasting(source) or _ADDRESS.match(source):
        return None
    try:
        path = os.path.abspath(os.path.expanduser(source))
        facts = os.stat(path)
        if stat.S_ISREG(facts.st_mode) and facts.st_size > MOST:
            with open(path, "rb") as file:
                return _part(file.read(MOST), facts.st_size, source, encoding)
    except (OSError, ValueError):
        pass  # read_file has the sentence for it
    text = read_file(source, encoding).text
    return Head(text, characters(text), whole=True)


def _part(data: bytes, size: int, name: str, encoding: str | None) -> Head:
    """The head from the first bytes of a file of `size` bytes; the last character may be cut in two."""
    errors: list[ReaderError] = []
    for cut in range(_LONGEST):
        try:
            text = decode(data[: len(data) - cut], name, encoding).text.removesuffix(BROKEN)
        except ReaderError as error:
            errors.append(error)
        else:
            return Head(clean(text), characters(text) * size // len(data), whole=False)
    raise errors[0]
