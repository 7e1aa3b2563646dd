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

DEEPEST = 4
"""Folders within folders: newspapers are kept as year, month, day and edition."""
MOST = 50_000
"""Names looked at. Whoever has more has named a disk, not a folder of articles."""
_NAMED = 3
_NUMBER = re.compile(r"(\d+)")


def files_in(folder: Path) -> list[Path]:
    """The texts of a folder and of the folders in it, by their names; nothing is opened.

    First the folder's own, then those of its folders, each in natural order (2 before 10). Left out: what is hidden,
    what an ending of folder.tsv shows to be no text, what is no regular file (a pipe would wait for ever), folders
    that may not be read, and those that symbolic links lead to, which may lead in a circle. A link to a file is
    followed.

    Raises:
        ReaderError: The folder is missing, may not be read, holds no text, or holds more than MOST names.
    """
    others: list[str] = []
    found = _files(folder, str(folder), others)
    if not found:
        raise ReaderError(str(folder), _nothing(others), "name a folder with articles as text, or a file")
    return [Path(path) for path in found]


def natural(name: str) -> list[str | int]:
    """What to sort a name by, so that its numbers count as numbers and its letters without their case."""
    parts: list[str | int] = [*_NUMBER.split(name.casefold())]
    parts[1::2] = [int(part) for part in parts[1::2]]
    return parts


def _files(folder: Path, top: str, others: list[str]) -> list[str]:
    """The paths of the texts at and below a folder; the names of its other files are added to `others`."""
    found: list[str] = []
    left = MOST
    waiting = [(os.fspath(folder), 0)]
    while waiting:
        path, depth = waiting.pop()
        try:
            with os.scandir(path) as entries:
                names, folders = _sorted_out(entries, others, left)
        except (OSError, ValueError) as error:  # a name with NUL is a ValueError
            if depth == 0:
                raise _refused(top, error) from None
            continue
        left -= len(names) + len(folders)
        if left < 0:
            raise ReaderError(top, f"it holds more than {MOST:,} files", "name one of the folders in it")
        found += [os.path.join(path, name) for name in sorted(names, key=natural)]
        if depth < DEEPEST:
            waiting += [(os.path.join(path, name), depth + 1) for name in sorted(folders, key=natural, reverse=True)]
    return found


def _sorted_out(entries: Iterable[os.DirEntry[str]], others: list[str], most: int) -> tuple[list[str], list[str]]:
    """The names of the texts and of the folders; not many more of them than `most`."""
    names: list[str] = []
    folders: list[str] = []
    for entry in entries:
        name = entry.name
        if name[0] == "." or name[-1] == "~":
            continue
        if entry.is_dir(follow_symlinks=False):
            folders.append(name)
        elif _ending(name) not in _no_texts() and _is_file(entry):
            names.append(name)
        elif len(others) < _NAMED:
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


def _ending(name: str) -> str:
    """What stands behind the last full stop, in lower case."""
    return name.rpartition(".")[2].lower() if "." in name else ""


@cache
def _no_texts() -> frozenset[str]:
    """The endings of files that are no articles."""
    return frozenset(ending for ending, _ in read_rows(__file__, "folders"))


def _nothing(others: list[str]) -> str:
    """Why there is nothing to read."""
    if not others:
        return "there are no files in it"
    return "no file in it is a text (it has " + ", ".join(sorted(others, key=natural)) + ")"


def _refused(folder: str, error: Exception) -> ReaderError:
    """Why the folder cannot be listed."""
    why = str(getattr(error, "strerror", None) or error).lower()
    return ReaderError(folder, why, "check the path and who may read it")
