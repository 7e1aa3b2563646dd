"""Reads the beginning of a file, enough to name the article in a list, at the same cost for files of any size."""

from __future__ import annotations

import os
import re
import stat
from typing import NamedTuple

from reader.errors import ReaderError
from reader.model import CleanText, clean, count_non_blank
from reader.sources.charsets import REPLACEMENT_CHARACTER
from reader.sources.files import decode_document, is_rereadable, read_file, resolve_path

PREVIEW_SIZE = 64 * 1024
"""Bytes that are read of a file."""
_CHARACTER_BYTES_MAX = 4
"""Bytes of the longest character of any encoding."""
_URL_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


class Preview(NamedTuple):
    """The text of a file, or the first part of it."""

    text: CleanText
    length: int
    """Characters of the whole file without blanks; estimated from its bytes where the text is not complete."""
    is_complete: bool


def read_preview(source: str, encoding: str | None = None) -> Preview | None:
    """Return the preview of a file; None for a source that is not a regular file: standard input, pipes, URLs.

    Args:
        source: A path; `~` is the home folder.
        encoding: A WHATWG label; None means to find out.

    Raises:
        ReaderError: The file cannot be opened, or its beginning is no text.
    """
    if not is_rereadable(source) or _URL_SCHEME.match(source):
        return None
    try:
        path = resolve_path(source)
        facts = os.stat(path)
        if stat.S_ISREG(facts.st_mode) and facts.st_size > PREVIEW_SIZE:
            with open(path, "rb") as file:
                return _decode_part(file.read(PREVIEW_SIZE), facts.st_size, source, encoding)
    except (OSError, ValueError):
        pass  # read_file raises the error for it
    text = read_file(source, encoding).text
    return Preview(text, count_non_blank(text), is_complete=True)


def _decode_part(data: bytes, size: int, source_name: str, encoding: str | None) -> Preview:
    """The preview of a file of which only the beginning was read.

    Args:
        data: Its first bytes; the last character may be cut.
        size: Bytes of the whole file.
        source_name: The name of the file in an error.
        encoding: A WHATWG label; None means to find out.

    Raises:
        ReaderError: The beginning is no text.
    """
    errors: list[ReaderError] = []
    for cut in range(_CHARACTER_BYTES_MAX):
        try:
            text = decode_document(data[: len(data) - cut], source_name, encoding).text
            text = text.removesuffix(REPLACEMENT_CHARACTER)
        except ReaderError as error:
            errors.append(error)
        else:
            return Preview(clean(text), count_non_blank(text) * size // len(data), is_complete=False)
    raise errors[0]
