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

_TEMPORARY_SUFFIX = ".dubao-new"
_STALE_SECONDS = 600
"""Seconds after which nobody is still writing a file."""
_PLAIN_FILE_HINT = "a plain file is needed there"


def read_limited(path: Path, max_bytes: int) -> bytes:
    """The bytes of a plain file, at most one more than `max_bytes`: whoever gets that one knows that it is too large.

    A pipe would be waited for, a device may have no end; the null device alone is as good as an empty file.

    Raises:
        FileNotFoundError: It is not there.
        ReaderError: It is no plain file, or cannot be read.
    """
    try:
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            raise ReaderError(str(path), "it is a folder", _PLAIN_FILE_HINT)
        if not stat.S_ISREG(status.st_mode) and not os.path.samestat(status, os.stat(os.devnull)):
            raise ReaderError(str(path), "it is no plain file", _PLAIN_FILE_HINT)
        with open(path, "rb") as file:
            return file.read(max_bytes + 1)
    except FileNotFoundError:
        raise
    except PermissionError:
        raise ReaderError(str(path), "it may not be read", "check its permissions") from None
    except (OSError, ValueError) as error:  # a name with NUL is a ValueError
        raise ReaderError(str(path), _describe_error(error), "check the file") from None


def replace_file(path: Path, expected_content: bytes | None, new_content: bytes) -> None:
    """Put new bytes in the place of a file at once: a reader sees the old or the new, never half of one.

    Its permissions stay. A new file has the usual ones, its folder is the user's alone (XDG Base Directory
    Specification).

    Args:
        path: The file; of a symbolic link, what it points to is replaced.
        expected_content: What the file held when it was read; None where it was not there.
        new_content: What it shall hold.

    Raises:
        ReaderError: It cannot be written, or holds something else by now. It is then as it was.
    """
    import secrets

    target = os.path.realpath(path)
    folder, name = os.path.split(target)
    temporary = os.path.join(folder, f".{name}.{secrets.token_hex(4)}{_TEMPORARY_SUFFIX}")
    try:
        if expected_content is not None and not (os.path.isfile(target) and os.access(target, os.W_OK)):
            raise PermissionError(0, "it is not a file that may be written")
        os.makedirs(folder, mode=0o700, exist_ok=True)
        try:
            _write_synced(temporary, new_content, mode_source=None if expected_content is None else target)
            if _read_or_none(target) != expected_content:
                raise ReaderError(str(path), "another program has changed it in the meantime", "try again")
            os.replace(temporary, target)
            _sync_folder(folder)
            _delete_stale_temporaries(folder, name)
        finally:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
    except (OSError, ValueError) as error:
        raise ReaderError(str(path), f"it cannot be written: {_describe_error(error)}", "nothing was changed") from None


def match_line_endings(original: str, text: str) -> str:
    """A text with the ends of lines of the one before it."""
    if "\r\n" not in original or original.count("\r\n") != original.count("\n"):
        return text
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def _write_synced(path: str, data: bytes, mode_source: str | None) -> None:
    """Write a new file with the permissions of another, down to the disk."""
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as file:
        if mode_source is not None:
            os.fchmod(file.fileno(), stat.S_IMODE(os.stat(mode_source).st_mode))
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: str) -> None:
    """Have the names in a folder on the disk too; a system that opens no folders sees to it itself."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _delete_stale_temporaries(folder: str, name: str) -> None:
    """Clear away what programs left that were killed while they wrote this file; one may be writing it right now."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            left = entry.name.startswith(f".{name}.") and entry.name.endswith(_TEMPORARY_SUFFIX)
            if left and time.time() - entry.stat(follow_symlinks=False).st_mtime > _STALE_SECONDS:
                os.unlink(entry)


def _read_or_none(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None


def _describe_error(error: OSError | ValueError) -> str:
    """Why the operating system refused, in words."""
    return str(getattr(error, "strerror", None) or error).lower()
