"""The articles of a folder: its files by their names alone, none of which is opened."""

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
"""Folders within folders: newspapers are kept as year, month, day and edition."""
NAMES_MAX = 50_000
"""Names looked at. Whoever has more has named a disk, not a folder of articles."""
_NAMES_LISTED_MAX = 3
_NUMBER = re.compile(r"(\d+)")


def find_text_files(folder: Path) -> list[Path]:
    """The texts of a folder and of the folders in it, by their names; nothing is opened.

    First the folder's own, then those of its folders, each in natural order (2 before 10). Left out: what is hidden,
    what an ending of folder.tsv shows to be no text, what is no regular file (a pipe would wait for ever), folders
    that may not be read, and those that symbolic links lead to, which may lead in a circle. A link to a file is
    followed.

    Raises:
        ReaderError: The folder is missing, may not be read, holds no text, or holds more than MOST names.
    """
    others: list[str] = []
    found = _find_paths(folder, str(folder), others)
    if not found:
        raise ReaderError(str(folder), _explain_no_texts(others), "name a folder with articles as text, or a file")
    return [Path(path) for path in found]


def natural_sort_key(name: str) -> list[str | int]:
    """What to sort a name by, so that its numbers count as numbers and its letters without their case."""
    parts: list[str | int] = [*_NUMBER.split(name.casefold())]
    parts[1::2] = [int(part) for part in parts[1::2]]
    return parts


def _find_paths(folder: Path, folder_name: str, others: list[str]) -> list[str]:
    """The paths of the texts at and below a folder; the names of its other files are added to `others`."""
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


def _split_entries(entries: Iterable[os.DirEntry[str]], others: list[str], most: int) -> tuple[list[str], list[str]]:
    """The names of the texts and of the folders; not many more of them than `most`."""
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
        if len(names) + len(folders) > most:
            break
    return names, folders


def _is_file(entry: os.DirEntry[str]) -> bool:
    """A regular file, or a link to one; a link that leads nowhere or in a circle is none."""
    try:
        return entry.is_file()
    except OSError:
        return False


def _get_suffix(name: str) -> str:
    """What stands behind the last full stop, in lower case."""
    return name.rpartition(".")[2].lower() if "." in name else ""


@cache
def _non_text_suffixes() -> frozenset[str]:
    """The endings of files that are no articles."""
    return frozenset(ending for ending, _ in read_rows(__file__, "folders"))


def _explain_no_texts(others: list[str]) -> str:
    """Why there is nothing to read."""
    if not others:
        return "there are no files in it"
    return "no file in it is a text (it has " + ", ".join(sorted(others, key=natural_sort_key)) + ")"


def _make_folder_error(folder: str, error: Exception) -> ReaderError:
    """Why the folder cannot be listed."""
    why = str(getattr(error, "strerror", None) or error).lower()
    return ReaderError(folder, why, "check the path and who may read it")
