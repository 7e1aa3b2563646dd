"""Files of notes that are edited by another program, beside the library, and drafts from those that were left over.

Each file is in a folder of its own, together with what the editor writes beside it. The folder is locked as long as
dubao or the editor is running, whichever ends last; a folder that is not locked is left over from a program that was
killed.
"""

from __future__ import annotations

import fcntl
import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from time import time
from typing import TYPE_CHECKING

from reader.atomic_files import create_file, read_limited
from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.library.library import Library

MAX_NOTE_BYTES = 1 << 24
_FILE_NAME = "note.txt"
_RECOVERY_NAMES = (_FILE_NAME, "note.txt.save", "#note.txt#")
"""The file, and what nano and Emacs write where a signal ends them before the text was saved."""
_SUBJECT_NAME = "subject.json"
_FILE_MODE = 0o600
_STALE_SECONDS = 600
"""Seconds after which nobody is still making the files of a folder."""


class EditedNote:
    """The file of a note that is being edited.

    Args:
        folder: The folder of the file; a new one, which only its owner can read.
        lock: The descriptor of the folder, locked; the editor inherits it.
    """

    def __init__(self, folder: Path, lock: int) -> None:
        self.path = folder / _FILE_NAME
        self.lock = lock

    def read(self) -> str:
        """The text of the file, without the newline that editors add at the end.

        Raises:
            OSError: It is not there.
            ReaderError: It cannot be read, or is too large for a note.
        """
        return _read_text(self.path)

    def read_newest(self) -> str:
        """The text that was written last: to the file, or by an editor that a signal has ended; "" for none."""
        return _read_newest_text(self.path.parent)

    def close(self, *, is_deleted: bool = True) -> None:
        """Release the folder, and delete it unless its editor is still running."""
        if is_deleted:
            _delete_folder(self.path.parent)
        os.close(self.lock)


def create_edited_note(library: Path | None, article_id: str, draft_key: str, text: str) -> EditedNote:
    """A new file for the editor of a note.

    Args:
        library: The file of the library; None for a note that is not stored in one.
        article_id: The article that the note is on.
        draft_key: What its draft is stored with.
        text: The text so far.

    Raises:
        OSError: It cannot be written; nothing is left then.
    """
    parent = None
    if library is not None:
        parent = _get_parent(library)
        parent.mkdir(mode=0o700, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="dubao-", dir=parent))
    lock = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # a file system without locks: what is left over is not found then
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        create_file(folder / _FILE_NAME, text.encode("utf-8", "replace"), _FILE_MODE)
        subject = json.dumps({"article": article_id, "about": draft_key})
        create_file(folder / _SUBJECT_NAME, subject.encode(), _FILE_MODE)  # last: now it counts as a note
    except BaseException:
        _delete_folder(folder)
        os.close(lock)
        raise
    return EditedNote(folder, lock)


def has_edited_notes(library: Path) -> bool:
    """Whether notes of a library are edited, or left over; one system call nearly always."""
    return _get_parent(library).is_dir()


def restore_edited_notes(library: Library) -> None:
    """Store notes as drafts whose editing was cut short, and delete their files.

    The file of one that cannot be stored stays.
    """
    with suppress(OSError):
        for folder in sorted(_get_parent(library.path).iterdir()):
            with suppress(OSError, ReaderError):
                _restore_note(library, folder)
        _get_parent(library.path).rmdir()


def _restore_note(library: Library, folder: Path) -> None:
    lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        subject = _read_subject(folder)
        if subject is not None:
            text = _read_newest_text(folder)
            if text:
                library.choices.store_draft(*subject, text)
        if subject is not None or time() - os.fstat(lock).st_mtime > _STALE_SECONDS:
            _delete_folder(folder)
    finally:
        os.close(lock)


def _read_subject(folder: Path) -> tuple[str, str] | None:
    """The article id and the draft key of a note; None while its file is still being made."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        subject = json.loads((folder / _SUBJECT_NAME).read_bytes())
        return str(subject["article"]), str(subject["about"])
    return None


def _get_parent(library: Path) -> Path:
    """The folder of the folders."""
    return library.with_name(library.name + ".edited")


def _read_text(path: Path) -> str:
    data = read_limited(path, MAX_NOTE_BYTES)
    if len(data) > MAX_NOTE_BYTES:
        raise ReaderError(str(path), "it is too large for a note", "the note is as it was")
    return data.decode("utf-8", "replace").removesuffix("\n")


def _read_newest_text(folder: Path) -> str:
    """The text that was written last; "" where there is none, or only white space, as while a file is written."""
    times: list[tuple[int, str]] = []
    for name in _RECOVERY_NAMES:
        with suppress(OSError):
            times.append(((folder / name).stat().st_mtime_ns, name))
    with suppress(OSError, ReaderError):
        for _, name in sorted(times, reverse=True):
            if (text := _read_text(folder / name)).strip():
                return text
    return ""


def _delete_folder(folder: Path) -> None:
    """Delete a folder, and the one that it is in where it was the last."""
    rmtree(folder, ignore_errors=True)
    if folder.parent.name.endswith(".edited"):
        with suppress(OSError):
            folder.parent.rmdir()
