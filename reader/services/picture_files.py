"""Pictures that were fetched, as files for a viewer: in the cache folder, for an hour."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.sources.pictures import Picture

_PREFIX = "picture-"
_KEPT_SECONDS = 3_600.0


def find_cache_folder() -> Path:
    """The folder for what can be made again: DUBAO_CACHE, else the user's cache folder."""
    import platformdirs

    named = os.environ.get("DUBAO_CACHE") or platformdirs.user_cache_dir("dubao", appauthor=False)
    return Path(os.path.expanduser(named))


def write_picture_file(picture: Picture) -> Path:
    """Write a picture into the cache folder under a name of its content and its format; return the path.

    Files of this kind that are older than an hour are deleted.

    Raises:
        ReaderError: It cannot be written.
    """
    from reader.atomic_files import delete_stale_files, write_atomically

    folder = find_cache_folder()
    path = folder / f"{_PREFIX}{hashlib.sha256(picture.data).hexdigest()[:16]}.{picture.format}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        delete_stale_files(folder, _PREFIX, "", _KEPT_SECONDS)
        write_atomically(path, picture.data)
    except OSError as error:
        why = f"cannot be written ({error.strerror})"
        raise ReaderError(str(path), why, "set DUBAO_CACHE to a folder") from None
    return path
