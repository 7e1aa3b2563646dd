"""Reads small files within a bound, and writes files so that a reader sees the old or the new one, never half of one.

A file is written under a temporary name in its folder, down to the disk, and then renamed. All that is written this way
goes through here: settings, overrides, copies, exports, caches, and the files of the library.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import time
from typing import TYPE_CHECKING

from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TEMPORARY_SUFFIX = ".dubao-new"
_TEMPORARY_NAME = re.compile(r"\.([0-9a-f]{1,8})-([0-9a-f]{8})-[0-9a-f]{8}\.dubao-new\Z")
_NAME_SIZE_MAX = 200
"""Bytes of a name that are in the name of its temporary file; file systems allow 255."""
_STALE_SECONDS = 600
"""Seconds after which no program is still writing a small file."""
_PLAIN_FILE_HINT = "a plain file is needed there"


def read_limited(path: Path, max_bytes: int) -> bytes:
    """The bytes of a plain file, at most one more than `max_bytes`: whoever gets that one knows that it is too large.

    A pipe would be waited for, a device may have no end; the null device alone is as good as an empty file.

    Args:
        path: The file; symbolic links are followed.
        max_bytes: Bytes that it may have.

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
    """Put new bytes in the place of a file, unless another program has changed it.

    Its permissions stay. A new file has the usual ones, its folder is the user's alone (XDG Base Directory
    Specification).

    Args:
        path: The file; of a symbolic link, what it points to is replaced.
        expected_content: What the file held when it was read; None where it was not there.
        new_content: What it shall hold.

    Raises:
        ReaderError: It cannot be written, or holds something else by now. It is then as it was.
    """
    try:
        target = os.path.realpath(path)
        folder = os.path.dirname(target)
        if expected_content is not None and not (os.path.isfile(target) and os.access(target, os.W_OK)):
            raise PermissionError(0, "it is not a file that may be written")
        os.makedirs(folder, mode=0o700, exist_ok=True)
        mode = None if expected_content is None else stat.S_IMODE(os.stat(target).st_mode)
        with _temporary_file(target, new_content, mode) as temporary:
            if _read_or_none(target) != expected_content:
                raise ReaderError(str(path), "another program has changed it in the meantime", "try again")
            move_into_place(temporary, target)
        delete_leftovers(folder)
    except (OSError, ValueError) as error:
        raise ReaderError(str(path), f"it cannot be written: {_describe_error(error)}", "nothing was changed") from None


def write_atomically(path: str | Path, data: bytes) -> None:
    """Put bytes in the place of a file, whatever it holds; for files that nobody edits.

    Args:
        path: The file; its folder must be there.
        data: What it shall hold.

    Raises:
        OSError: It cannot be written. It is then as it was.
        ValueError: No file can have this name.
    """
    with _temporary_file(os.fspath(path), data, None) as temporary:
        move_into_place(temporary, path)


def create_file(path: str | Path, data: bytes, mode: int | None = None) -> None:
    """Write a new file, down to the disk.

    Args:
        path: The file.
        data: What it shall hold.
        mode: Its permissions, whatever the umask; None for the usual ones.

    Raises:
        FileExistsError: There is one of this name.
        OSError: It cannot be written; a part of it may be there.
    """
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666 if mode is None else mode), "wb") as file:
        if mode is not None:
            os.fchmod(file.fileno(), mode)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def move_into_place(temporary: str | Path, path: str | Path) -> None:
    """Give a file that was written its name, at once, in the place of one that has it, and have that on the disk.

    Args:
        temporary: The file; in the same folder.
        path: Its name from now on.

    Raises:
        OSError: It cannot be renamed.
    """
    os.replace(temporary, path)
    sync_folder(os.path.dirname(os.path.abspath(path)))


def sync_folder(folder: str | Path) -> None:
    """Have the names in a folder on the disk too; a system that opens no folders sees to that itself."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def delete_stale_files(folder: str | Path, prefix: str, suffix: str, min_age: float) -> None:
    """Delete what programs left that were killed while they wrote; what is young may be written right now.

    Args:
        folder: The folder.
        prefix: How the names begin.
        suffix: How they end.
        min_age: Seconds since a file was written last.
    """
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(prefix) and entry.name.endswith(suffix):
                with contextlib.suppress(OSError):
                    if time.time() - entry.stat(follow_symlinks=False).st_mtime > min_age:
                        os.unlink(entry)


def make_temporary_path(path: str | Path) -> str:
    """A path beside another one, for what takes its name when it is complete.

    Its name says which process of which machine writes it, so that what a killed one left can be told.
    """
    import secrets

    folder, name = os.path.split(os.fspath(path))
    while len(os.fsencode(name)) > _NAME_SIZE_MAX:
        name = name[:-1]
    writer = f"{os.getpid():x}-{_get_machine_number():08x}-{secrets.token_hex(4)}"
    return os.path.join(folder, f".{name}.{writer}{_TEMPORARY_SUFFIX}")


def delete_leftovers(folder: str | Path) -> None:
    """Delete what programs left in a folder that were killed while they wrote: temporary files and folders of ours.

    What a process of this machine writes that is still running stays, and what is young and of another machine.
    """
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".") and entry.name.endswith(_TEMPORARY_SUFFIX):
                with contextlib.suppress(OSError):
                    if _is_leftover(entry):
                        _delete(entry)


def _is_leftover(entry: os.DirEntry[str]) -> bool:
    """Whether nobody writes a temporary file any more."""
    is_old = time.time() - entry.stat(follow_symlinks=False).st_mtime > _STALE_SECONDS
    found = _TEMPORARY_NAME.search(entry.name)
    if found is None or int(found[2], 16) != _get_machine_number():
        return is_old
    process = int(found[1], 16)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except OSError:  # it is another user's, or no number of a process
        return is_old
    return is_old and process != os.getpid()


def _delete(entry: os.DirEntry[str]) -> None:
    if entry.is_dir(follow_symlinks=False):
        import shutil

        shutil.rmtree(entry.path, ignore_errors=True)
    else:
        os.unlink(entry.path)


def _get_machine_number() -> int:
    """A number for the name of this machine."""
    import platform
    import zlib

    return zlib.crc32(os.fsencode(platform.node()))


def match_line_endings(original: str, text: str) -> str:
    """A text with the line ends of another.

    Args:
        original: The other text; only where all its lines end in CRLF is anything changed.
        text: The text.
    """
    if "\r\n" not in original or original.count("\r\n") != original.count("\n"):
        return text
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


@contextlib.contextmanager
def _temporary_file(target: str, data: bytes, mode: int | None) -> Iterator[str]:
    """The path of a new file beside another, which is deleted at the end where it was not renamed."""
    temporary = make_temporary_path(target)
    try:
        create_file(temporary, data, mode)
        yield temporary
    finally:
        with contextlib.suppress(OSError):
            os.unlink(temporary)


def _read_or_none(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None


def _describe_error(error: OSError | ValueError) -> str:
    """Why the operating system refused, in words."""
    if isinstance(error, ValueError):
        return "no file can have this name"
    return str(getattr(error, "strerror", None) or error).lower()
