"""The path of the library; without SQLite, since there may be no library at it."""

from __future__ import annotations

import os
from pathlib import Path

from reader.errors import ReaderError


def library_path(explicit_path: str | None = None) -> Path:
    """The library's file: the one named on the command line, else DUBAO_LIBRARY, else one in the user's data folder."""
    if named := explicit_path or os.environ.get("DUBAO_LIBRARY"):
        return expand_user_path(named)
    import platformdirs

    return Path(platformdirs.user_data_dir("dubao", appauthor=False)) / "library.db"


def expand_user_path(typed: str) -> Path:
    """The absolute path of one that was typed, with ~ expanded.

    Raises:
        ReaderError: It is an address; or no file can have this name: it has a NUL, or a lone surrogate that stands for
            no byte.
    """
    if "\0" in typed:
        raise ReaderError(typed, "a path cannot hold NUL", "check the name")
    if "://" in typed:
        raise ReaderError(typed, "it is an address, and a path is needed", "name a file or folder of this computer")
    try:
        os.fsencode(typed)
    except UnicodeEncodeError:
        raise ReaderError(typed, "no file can have this name", "check the path") from None
    return Path(os.path.abspath(os.path.expanduser(typed)))
