"""Deletes what programs left behind that were killed while they wrote, in the folders where dubao writes."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.config.settings import Settings


def delete_all_leftovers(
    settings: Settings, config_path_option: str | None = None, library_path_option: str | None = None
) -> None:
    """Delete temporary files beside the settings, the library and the copies, and in the cache.

    A note that was being edited in another program becomes a draft.

    Args:
        settings: In force; they name the folder of copies.
        config_path_option: The settings file named on the command line.
        library_path_option: The library named on the command line.
    """
    from reader.atomic_files import delete_leftovers
    from reader.config.settings import config_path
    from reader.library.paths import library_path

    folders = {
        str(config_path(config_path_option).parent),
        str(library_path(library_path_option).parent),
        os.path.expanduser(settings.copies),
    }
    for folder in folders:
        delete_leftovers(folder)
    _restore_edited_notes(library_path(library_path_option))
    for cache in _find_cache_folder().glob("opencc-*"):
        delete_leftovers(cache)


def _restore_edited_notes(library: Path) -> None:
    """Store the notes as drafts that a killed program was editing in another one."""
    from reader.library.edited_notes import has_edited_notes, restore_edited_notes

    if os.path.isfile(library) and has_edited_notes(library):
        from reader.library.library import Library

        with suppress(ReaderError), Library.open(library) as opened:
            restore_edited_notes(opened)


def _find_cache_folder() -> Path:
    """The folder of the caches of all versions; without OpenCC, whose version names them."""
    named = os.environ.get("DUBAO_CACHE")
    if not named:
        import platformdirs

        named = platformdirs.user_cache_dir("dubao", appauthor=False)
    return Path(os.path.expanduser(named))
