"""The reader's own files, settings and overrides: small, written by hand as well, read whole and replaced at once."""

from __future__ import annotations

import contextlib
import os
import stat
import time
from typing import TYPE_CHECKING

from reader.errors import ReaderError

if TYPE_CHECKING:
    from pathlib import Path

_TEMPORARY = ".dubao-new"
_OLD = 600
"""Seconds after which nobody is still writing a file."""
_PLAIN = "a plain file is needed there"


def read(path: Path, most: int) -> bytes:
    """The bytes of a plain file, at most one more than `most`: whoever gets that one knows that it is too large.

    A pipe would be waited for, a device may have no end; the null device alone is as good as an empty file.

    Raises:
        FileNotFoundError: It is not there.
        ReaderError: It is no plain file, or cannot be read.
    """
    try:
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            raise ReaderError(str(path), "it is a folder", _PLAIN)
        if not stat.S_ISREG(status.st_mode) and not os.path.samestat(status, os.stat(os.devnull)):
            raise ReaderError(str(path), "it is no plain file", _PLAIN)
        with open(path, "rb") as file:
            return file.read(most + 1)
    except FileNotFoundError:
        raise
    except PermissionError:
        raise ReaderError(str(path), "it may not be read", "check its permissions") from None
    except (OSError, ValueError) as error:  # a name with NUL is a ValueError
        raise ReaderError(str(path), _reason(error), "check the file") from None


def replace(path: Path, before: bytes | None, after: bytes) -> None:
    """Put new bytes in the place of a file at once: a reader sees the old or the new, never half of one.

    Its permissions stay. A new file has the usual ones, its folder is the user's alone (XDG Base Directory
    Specification).

    Args:
        path: The file; of a symbolic link, what it points to is replaced.
        before: What the file held when it was read; None where it was not there.
        after: What it shall hold.

    Raises:
        ReaderError: It cannot be written, or holds something else by now. It is then as it was.
    """
    import secrets

    target = os.path.realpath(path)
    folder, name = os.path.split(target)
    temporary = os.path.join(folder, f".{name}.{secrets.token_hex(4)}{_TEMPORARY}")
    try:
        if before is not None and not (os.path.isfile(target) and os.access(target, os.W_OK)):
            raise PermissionError(0, "it is not a file that may be written")
        os.makedirs(folder, mode=0o700, exist_ok=True)
        try:
            _fill(temporary, after, like=None if before is None else target)
            if _content(target) != before:
                raise ReaderError(str(path), "another program has changed it in the meantime", "try again")
            os.replace(temporary, target)
            _settle(folder)
            _sweep(folder, name)
        finally:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
    except (OSError, ValueError) as error:
        raise ReaderError(str(path), f"it cannot be written: {_reason(error)}", "nothing was changed") from None


def ended_like(before: str, after: str) -> str:
    """A text with the ends of lines of the one before it."""
    if "\r\n" not in before or before.count("\r\n") != before.count("\n"):
        return after
    return after.replace("\r\n", "\n").replace("\n", "\r\n")


def _fill(path: str, data: bytes, like: str | None) -> None:
    """Write a new file with the permissions of another, down to the disk."""
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as file:
        if like is not None:
            os.fchmod(file.fileno(), stat.S_IMODE(os.stat(like).st_mode))
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: str) -> None:
    """Have the names in a folder on the disk too; a system that opens no folders sees to it itself."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _sweep(folder: str, name: str) -> None:
    """Clear away what programs left that were killed while they wrote this file; one may be writing it right now."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            left = entry.name.startswith(f".{name}.") and entry.name.endswith(_TEMPORARY)
            if left and time.time() - entry.stat(follow_symlinks=False).st_mtime > _OLD:
                os.unlink(entry)


def _content(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None


def _reason(error: OSError | ValueError) -> str:
    """Why the operating system refused, in words."""
    return str(getattr(error, "strerror", None) or error).lower()
