"""Finds the text files of a folder by their names; none of them is opened."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.text.tsv import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

DEPTH_MAX = 4
"""Levels of subfolders that are searched: newspapers are filed by year, month, day and edition."""
NAMES_MAX = 50_000
"""Files and folders that are listed at most: a folder with more is no folder of articles."""
_NAMES_LISTED_MAX = 3
_NUMBER = re.compile(r"(\d+)")


def find_text_files(folder: Path) -> list[Path]:
    """Return the paths of the text files in a folder and its subfolders.

    The folder's own come first, then those of each subfolder, in natural order (2 before 10). Skipped are hidden
    files, those with an ending in folders.tsv, all that are not regular files (a pipe would block), subfolders that
    may not be read, and symbolic links to folders, which may form a circle. A link to a file is followed.

    Raises:
        ReaderError: The folder is missing, may not be read, has no text, or has more than NAMES_MAX files.
    """
    others: list[str] = []
    found = _find_paths(folder, str(folder), others)
    if not found:
        raise ReaderError(str(folder), _explain_no_texts(others), "name a folder with articles as text, or a file")
    return [Path(path) for path in found]


def may_be_text(name: str) -> bool:
    """Whether the ending of a file name leaves it open that the file is a text: that of a picture does not."""
    return _get_suffix(name) not in _non_text_suffixes()


def natural_sort_key(name: str) -> list[str | int]:
    """Return a key for sorting names in natural order: numbers by their value, letters without regard to case."""
    parts: list[str | int] = [*_NUMBER.split(name.casefold())]
    parts[1::2] = [int(part) for part in parts[1::2]]
    return parts


def _find_paths(folder: Path, folder_name: str, others: list[str]) -> list[str]:
    """The paths of the texts in a folder and its subfolders.

    Args:
        folder: The folder.
        folder_name: The name of the folder in an error.
        others: A list to which the names of some files that are no texts are added.

    Raises:
        ReaderError: The folder cannot be listed, or has too many files.
    """
    found: list[str] = []
    left = NAMES_MAX
    waiting = [(os.fspath(folder), 0)]
    while waiting:
        path, depth = waiting.pop()
        try:
            with os.scandir(path) as entries:
                names, folders = _split_entries(entries, others, left)
        except (OSError, ValueError) as error:  # a name with NUL is a ValueError
            if depth == 0:
                raise _make_folder_error(folder_name, error) from None
            continue
        left -= len(names) + len(folders)
        if left < 0:
            raise ReaderError(folder_name, f"it holds more than {NAMES_MAX:,} files", "name one of the folders in it")
        found += [os.path.join(path, name) for name in sorted(names, key=natural_sort_key)]
        if depth < DEPTH_MAX:
            waiting += [
                (os.path.join(path, name), depth + 1) for name in sorted(folders, key=natural_sort_key, reverse=True)
            ]
    return found


def _split_entries(
    entries: Iterable[os.DirEntry[str]], others: list[str], names_max: int
) -> tuple[list[str], list[str]]:
    """The names of the texts and of the subfolders among the entries of a folder.

    Args:
        entries: The entries of the folder.
        others: A list to which the names of some files that are no texts are added.
        names_max: Names after which the search ends.
    """
    names: list[str] = []
    folders: list[str] = []
    for entry in entries:
        name = entry.name
        if name[0] == "." or name[-1] == "~":
            continue
        if entry.is_dir(follow_symlinks=False):
            folders.append(name)
        elif _get_suffix(name) not in _non_text_suffixes() and _is_file(entry):
            names.append(name)
        elif len(others) < _NAMES_LISTED_MAX:
            others.append(name)
        if len(names) + len(folders) > names_max:
            break
    return names, folders


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a regular file or a link to one; False for a dangling link and a circle of links."""
    try:
        return entry.is_file()
    except OSError:
        return False


def _get_suffix(name: str) -> str:
    """The ending of a file name, without its full stop, in lower case; empty where there is none."""
    return name.rpartition(".")[2].lower() if "." in name else ""


@cache
def _non_text_suffixes() -> frozenset[str]:
    """The endings of files that are no texts."""
    return frozenset(ending for ending, _ in read_rows(__file__, "folders"))


def _explain_no_texts(others: list[str]) -> str:
    """Why a folder has nothing to read; `others` are names of some of its files."""
    if not others:
        return "there are no files in it"
    return "no file in it is a text (it has " + ", ".join(sorted(others, key=natural_sort_key)) + ")"


def _make_folder_error(folder: str, error: Exception) -> ReaderError:
    """The error of a folder that cannot be listed."""
    why = str(getattr(error, "strerror", None) or error).lower()
    return ReaderError(folder, why, "check the path and who may read it")
