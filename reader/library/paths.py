"""Where the library is; asked by who may find none there, and needs no SQLite then."""

from __future__ import annotations

import os
from pathlib import Path

from reader.errors import ReaderError


def library_path(explicit: str | None = None) -> Path:
    """The library: the file named on the command line, else DUBAO_LIBRARY, else one in the user's data folder."""
    if named := explicit or os.environ.get("DUBAO_LIBRARY"):
        return path_of(named)
    import platformdirs

    return Path(platformdirs.user_data_dir("dubao", appauthor=False)) / "library.db"


def path_of(named: str) -> Path:
    """A path as somebody typed it.

    Raises:
        ReaderError: It can be none.
    """
    if "\0" in named:
        raise ReaderError(named, "a path cannot hold NUL", "check the name")
    return Path(os.path.abspath(os.path.expanduser(named)))
