"""A text as it is: decoded, and nothing else done to it. For `dubao convert`, which is no reader."""

from __future__ import annotations

import sys
from pathlib import Path

from reader.errors import ReaderError
from reader.sources.encoding import decode_text
from reader.sources.files import FILE_SIZE_MAX, read_file, read_stdin


def read_raw_text(source: str, encoding: str | None = None) -> str:
    """The text of a file, or of standard input for `-`; it may be empty, and holds whatever it holds.

    Args:
        source: The path; `~` is the home folder.
        encoding: A WHATWG label; None means to find out.

    Raises:
        ReaderError: It is missing, a folder, unreadable, too large or no text.
    """
    try:
        if source == "-":
            data = sys.stdin.buffer.read(FILE_SIZE_MAX + 1)
        else:
            with Path(source).expanduser().open("rb") as file:
                data = file.read(FILE_SIZE_MAX + 1)
    except (OSError, ValueError, RuntimeError, AttributeError):  # a name with NUL, an unknown ~user, no standard input
        # They fail on the same, and say why.
        return (read_stdin(encoding) if source == "-" else read_file(source, encoding)).text
    if len(data) > FILE_SIZE_MAX:
        raise ReaderError(source, f"it is larger than {FILE_SIZE_MAX >> 20} MB", "split it into smaller files")
    return decode_text(data, source, encoding).text
