"""Articles from files and from standard input."""

from __future__ import annotations

import errno
import hashlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from reader.errors import ReaderError
from reader.model import CleanText, Origin, clean
from reader.sources.encoding import decode

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST = 64 * 1024 * 1024
"""Bytes of the largest text that is opened: twenty times a long novel, and few seconds of work."""
_NAMED = 5
_REASONS = {
    errno.ENOENT: ("there is no such file", "check the path"),
    errno.ENOTDIR: ("a part of the path is not a folder", "check the path"),
    errno.ENAMETOOLONG: ("the name is too long", "check the path"),
    errno.ELOOP: ("its symbolic links lead in a circle", "check the path"),
    errno.EACCES: ("you may not read it", "ask its owner"),
}


@dataclass(frozen=True, slots=True)
class Document:
    """A text from outside, made safe, and where it came from."""

    text: CleanText
    origin: Origin


def read_file(path: str | Path, encoding: str | None = None) -> Document:
    """The document in a file.

    Args:
        path: The file; `~` is the home folder.
        encoding: A WHATWG label; None means UTF-8.

    Raises:
        ReaderError: It is missing, a folder, unreadable, empty, too large or no text.
    """
    name = str(path) or "."
    if "\0" in name:
        raise ReaderError(name, "a path cannot hold NUL", "check the name")
    try:
        full = Path(os.path.abspath(os.path.expanduser(name)))  # keeps the name of a symbolic link
        if full.is_dir():
            raise ReaderError(name, f"this is a folder, {_listing(full)}", "name one of its files")
        with full.open("rb") as file:
            data = _read(file, name)
    except OSError as error:
        raise ReaderError(name, *_reason(error)) from None
    return _document(data, name, f"path:{full}", str(full), encoding)


def read_stdin(encoding: str | None = None) -> Document:
    """The document on standard input; its id is made from the text.

    Raises:
        ReaderError: There is none, or it is empty, too large or no text.
    """
    name = "standard input"
    if sys.stdin is None or sys.stdin.closed:
        raise ReaderError(name, "it is closed", "pipe a text into dubao, or name a file")
    try:
        data = _read(sys.stdin.buffer, name)
    except OSError as error:
        raise ReaderError(name, *_reason(error)) from None
    return _document(data, name, "text:" + hashlib.sha256(data).hexdigest(), "-", encoding)


def pasted(text: str) -> Document:
    """A text that was pasted, as a document.

    Raises:
        ReaderError: There is nothing in it, or too much.
    """
    data = text.encode("utf-8", "replace")
    if len(data) > MOST:
        raise ReaderError("the pasted text", f"it is larger than {MOST >> 20} MiB", "open it as a file")
    return _document(data, "the pasted text", "text:" + hashlib.sha256(data).hexdigest(), "", None)


def samples() -> Sequence[Path]:
    """The bundled articles, in their order."""
    package = Path(__file__).parent.parent
    folder = next((f for f in (package / "articles", package.parent / "articles") if f.is_dir()), None)
    return sorted(folder.glob("*.txt")) if folder else []


def _read(file: BinaryIO, name: str) -> bytes:
    """All of it, unless that is too much."""
    data = file.read(MOST + 1)
    if len(data) > MOST:
        raise ReaderError(name, f"it is larger than {MOST >> 20} MB", "split it into smaller files")
    return data


def _document(data: bytes, name: str, address: str, path: str, label: str | None) -> Document:
    text, encoding = decode(data, name, label)
    if not text.strip("\ufeff\u200b \t\r\n\u00a0\u3000"):
        raise ReaderError(name, "there is no text in it" if data else "the file is empty", "open another one")
    identity = hashlib.sha256(address.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Document(clean(text), Origin(identity, path or None, None, encoding, hashlib.sha256(data).hexdigest()))


def _listing(folder: Path) -> str:
    """What a folder holds, for an error that helps."""
    try:
        names = sorted(entry.name for entry in folder.iterdir() if entry.is_file() and not entry.name.startswith("."))
    except OSError as error:
        return f"but {_reason(error)[0]}"
    if not names:
        return "and there are no files in it"
    rest = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return "which holds " + ", ".join(names[:_NAMED]) + rest


def _reason(error: OSError) -> tuple[str, str]:
    """Why the operating system refused, in words, and what to do."""
    return _REASONS.get(error.errno or 0, ((error.strerror or str(error)).lower(), "open another one"))
