"""Collects the sources to read: those of the command line and its folders, a pipe, the library, bundled articles."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import ReaderError
from reader.sources.kinds import STDIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.library.library import Library
    from reader.library.records import LibraryEntry


class InputSources(NamedTuple):
    """The sources to read."""

    sources: list[str]
    folder_name: str = ""
    """The name of the folder they are from; empty where they are from no folder, or from several."""
    is_bundled: bool = False
    """Whether they are the articles that come with the program."""
    library: Library | None = None
    """Open for reading, where its articles are what there is to read; then `sources` has none."""

    def list_sources(self) -> list[str]:
        """The sources, those of the library's articles among them."""
        entries = self.library.list_entries() if self.library else ()
        return [*self.sources, *map(_choose_source, entries)]


def collect_inputs(arguments: Sequence[str], library_path: str | None = None) -> InputSources:
    """Return the named sources, with the files of folders; else a pipe, the library's articles or the bundled ones.

    Args:
        arguments: The sources of the command line.
        library_path: The library named on the command line; None for the user's own.

    Raises:
        ReaderError: A folder has none; standard input is named twice; there are no bundled articles.
    """
    if not arguments:
        return _collect_defaults(library_path)
    if list(arguments).count(STDIN) > 1:
        raise ReaderError(STDIN, "standard input can be read only once", "name it once")
    sources = list(expand_folders(arguments))
    is_one_folder = len(arguments) == 1 and sources != list(arguments)
    return InputSources(sources, os.path.basename(os.path.abspath(arguments[0])) if is_one_folder else "")


def expand_folders(sources: Iterable[str]) -> Iterator[str]:
    """Yield the sources, with the text files of each folder in its place; a folder is listed when it is reached.

    Raises:
        ReaderError: A folder has none.
    """
    for source in sources:
        if source not in ("", STDIN) and os.path.isdir(folder := os.path.expanduser(source)):
            from pathlib import Path

            from reader.sources.folders import find_text_files

            yield from map(str, find_text_files(Path(folder)))
        else:
            yield source


def _collect_defaults(library_path: str | None) -> InputSources:
    """The sources to read when none was named."""
    if _is_piped():
        return InputSources([STDIN])
    if library := _open_library(library_path):
        return InputSources([], library=library)
    from reader.sources import list_samples

    bundled = [str(path) for path in list_samples()]
    if not bundled:
        raise ReaderError("the bundled articles", "they are not installed", "name a file to read")
    return InputSources(bundled, is_bundled=True)


def _is_piped() -> bool:
    """Whether a text can be read from standard input while standard output is a terminal."""
    return is_text_piped() and os.isatty(1)


def is_text_piped() -> bool:
    """Whether standard input is a pipe or a file, so that a text can be read from it."""
    try:
        mode = os.fstat(0).st_mode
    except OSError:
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISREG(mode)


def _open_library(explicit_path: str | None) -> Library | None:
    """The library, for reading; None where it has no articles, or cannot be opened.

    That it cannot is reported when something is to be stored.
    """
    from reader.library.paths import library_path

    path = library_path(explicit_path)
    if not path.exists():
        return None
    from reader.library.library import Library
    from reader.library.listing import ArticleListing

    try:
        library = Library.open(path, writable=False)
        if ArticleListing(library.connection).find_sequences("all", limit=1):
            return library
        library.close()
    except ReaderError:
        pass
    return None


def _choose_source(entry: LibraryEntry) -> str:
    """The file an article came from, as it is today; else its id, under which the library has its text."""
    path = entry.origin.path
    return path if path and os.path.isfile(path) else entry.id
