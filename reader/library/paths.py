"""Where the library is; asked by who may find none there, and needs no SQLite then."""

from __future__ import annotations

import os
from pathlib import Path

from reader.errors import ReaderError


def library_path(explicit_path: str | None = None) -> Path:
    """The library: the file named on the command line, else DUBAO_LIBRARY, else one in the user's data folder."""
    if named := explicit_path or os.environ.get("DUBAO_LIBRARY"):
        return expand_user_path(named)
    import platformdirs

    return Path(platformdirs.user_data_dir("dubao", appauthor=False)) / "library.db"


def expand_user_path(typed: str) -> Path:
    """A path as somebody typed it.

    Raises:
        ReaderError: It can be none.
    """
    if "\0" in typed:
        raise ReaderError(typed, "a path cannot hold NUL", "check the name")
    return Path(os.path.abspath(os.path.expanduser(typed)))
