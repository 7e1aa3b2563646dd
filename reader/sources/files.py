"""Texts from files and from standard input: read whole within a bound, decoded, and made safe to show."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from reader.errors import ReaderError
from reader.model import CleanText, Origin, clean
from reader.sources.encoding import decode_text
from reader.sources.kinds import STDIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.sources.charsets import EncodingReason
    from reader.sources.encoding import DecodedText

FILE_SIZE_MAX = 64 * 1024 * 1024
"""Bytes of the largest text that is opened: twenty times a long novel, and a few seconds of work."""
_STDIN_NAME = "standard input"
_BLANKS = "\ufeff\u200b \t\r\n\u00a0\u3000"
"""Characters of a blank text."""
_NAMES_LISTED_MAX = 5
"""Files of a folder that an error names."""
_ERRNO_REASONS = {
    errno.ENOENT: ("there is no such file", "check the path"),
    errno.ENOTDIR: ("a part of the path is not a folder", "check the path"),
    errno.ENAMETOOLONG: ("the name is too long", "check the path"),
    errno.ELOOP: ("its symbolic links lead in a circle", "check the path"),
    errno.EACCES: ("you may not read it", "ask its owner"),
}


@dataclass(frozen=True, slots=True)
class Document:
    """A text that was read, made safe to show, and where it came from."""

    text: CleanText
    origin: Origin
    encoding_reason: EncodingReason = "valid"
    """What its encoding was chosen by."""
    replacement_count: int = 0
    """Characters that could not be decoded and became U+FFFD."""


def read_file(path: str | Path, encoding: str | None = None) -> Document:
    """Return the document in a file.

    Args:
        path: The file; `~` is the home folder.
        encoding: A WHATWG label; None means to find out.

    Raises:
        ReaderError: It is missing, a folder, unreadable, empty, too large or no text.
    """
    name = str(path) or "."
    full_path, data = _read_file_bytes(name)
    return create_document(data, name, f"path:{full_path}", full_path, label=encoding)


def read_raw_text(source: str, encoding: str | None = None) -> str:
    """Return the text of a file, or of standard input for `-`: only decoded, so it may be empty and have any character.

    Args:
        source: The path; `~` is the home folder.
        encoding: A WHATWG label; None means to find out.

    Raises:
        ReaderError: It is missing, a folder, unreadable, too large or no text.
    """
    data = _read_stdin_bytes() if source == STDIN else _read_file_bytes(source or ".")[1]
    return decode_text(data, source, encoding).text


def is_rereadable(source: str) -> bool:
    """Whether a source can be read again, and without waiting: no standard input, pipe, socket or device.

    True for a file that is missing or not accessible: `read_file` raises the error for it.

    Args:
        source: A path, or - for standard input; `~` is the home folder.
    """
    if source == STDIN:
        return False
    try:
        kind = os.stat(os.path.expanduser(source)).st_mode
    except (OSError, ValueError):
        return True
    return stat.S_ISREG(kind) or stat.S_ISDIR(kind)


def read_stdin(encoding: str | None = None) -> Document:
    """Return the document on standard input; its id is made from the text.

    Args:
        encoding: A WHATWG label; None means to find out.

    Raises:
        ReaderError: Standard input is closed, empty, too large or no text.
    """
    data = _read_stdin_bytes()
    return create_document(data, _STDIN_NAME, "text:" + hashlib.sha256(data).hexdigest(), STDIN, label=encoding)


def create_pasted_document(text: str) -> Document:
    """Return the document of a pasted text.

    Raises:
        ReaderError: It is blank, or larger than a file may be.
    """
    data = text.encode("utf-8", "replace")
    if len(data) > FILE_SIZE_MAX:
        raise ReaderError("the pasted text", f"it is larger than {FILE_SIZE_MAX >> 20} MiB", "open it as a file")
    return create_document(data, "the pasted text", "text:" + hashlib.sha256(data).hexdigest())


def list_samples() -> Sequence[Path]:
    """Return the paths of the bundled articles, in their order; empty where they are not installed."""
    package = Path(__file__).parent.parent
    folder = next((f for f in (package / "articles", package.parent / "articles") if f.is_dir()), None)
    return sorted(folder.glob("*.txt")) if folder else []


def _read_file_bytes(name: str) -> tuple[str, bytes]:
    """The absolute path of a file, and all its bytes.

    Args:
        name: The path, as the user typed it.

    Raises:
        ReaderError: It is missing, a folder, unreadable or too large.
    """
    if "\0" in name:
        raise ReaderError(name, "a path cannot hold NUL", "check the name")
    try:
        full_path = resolve_path(name)
        if os.path.isdir(full_path):
            raise ReaderError(name, f"this is a folder, {_describe_folder(Path(full_path))}", "name one of its files")
        with open(full_path, "rb") as file:
            return full_path, _read_bounded(file, name)
    except OSError as error:
        raise ReaderError(name, *explain_os_error(error)) from None
    except ValueError:  # a lone surrogate that stands for no byte
        raise ReaderError(name, "no file can have this name", "check the path") from None


def _read_stdin_bytes() -> bytes:
    """All bytes of standard input.

    Raises:
        ReaderError: It is closed, unreadable or too large.
    """
    if sys.stdin is None or sys.stdin.closed:
        raise ReaderError(_STDIN_NAME, "it is closed", "pipe a text into dubao, or name a file")
    try:
        return _read_bounded(sys.stdin.buffer, _STDIN_NAME)
    except OSError as error:
        raise ReaderError(_STDIN_NAME, *explain_os_error(error)) from None


def _read_bounded(file: BinaryIO, source_name: str) -> bytes:
    """All bytes of a file.

    Raises:
        ReaderError: There are too many.
    """
    data = file.read(FILE_SIZE_MAX + 1)
    if len(data) > FILE_SIZE_MAX:
        raise ReaderError(source_name, f"it is larger than {FILE_SIZE_MAX >> 20} MB", "split it into smaller files")
    return data


def resolve_path(source: str) -> str:
    """Return the absolute path of a file; `~` is the home folder, symbolic links are not resolved."""
    return os.path.abspath(os.path.expanduser(source))


def create_document(
    data: bytes,
    source_name: str,
    identity_text: str,
    path: str | None = None,
    url: str | None = None,
    label: str | None = None,
    http_charset: str | None = None,
) -> Document:
    """Return the document of bytes.

    Args:
        data: All bytes of the source.
        source_name: The name of the source in an error.
        identity_text: The text that the document's id is made from.
        path: The file they are from, or `-`; None where they are from no file.
        url: The URL they are from; None where they are not from the web.
        label: The encoding the user names; None means to find out.
        http_charset: The charset that a server named.

    Raises:
        ReaderError: They are no text, or a blank one.
    """
    decoded = decode_document(data, source_name, label, http_charset)
    if not decoded.text.strip(_BLANKS):
        raise ReaderError(source_name, "there is no text in it" if data else "the file is empty", "open another one")
    identity = hashlib.sha256(identity_text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    origin = Origin(identity, path, url, decoded.encoding, hashlib.sha256(data).hexdigest())
    return Document(clean(decoded.text), origin, decoded.reason, decoded.replacement_count)


def decode_document(
    data: bytes, source_name: str, label: str | None = None, http_charset: str | None = None
) -> DecodedText:
    """Return the text of bytes; of a mail or a web archive that of its main part, of an EPUB copy the JSON copy in it.

    Args:
        data: All bytes of the source, or their beginning.
        source_name: The name of the source in an error.
        label: The encoding the user names; None means to find out.
        http_charset: The charset that a server named.

    Raises:
        ReaderError: They are no text.
    """
    from reader.sources.epub_copies import extract_copy, is_epub
    from reader.sources.messages import compose_text, is_message, read_message

    if is_epub(data):
        return decode_text(extract_copy(data, source_name), source_name)
    if not is_message(data):
        return decode_text(data, source_name, label, http_charset=http_charset)
    part = read_message(data, source_name)
    decoded = decode_text(part.data, source_name, label, http_charset=part.charset)
    return decoded._replace(text=compose_text(part, decoded.text))


def _describe_folder(folder: Path) -> str:
    """The contents of a folder, as the end of the error that a folder was named."""
    try:
        names = sorted(entry.name for entry in folder.iterdir() if entry.is_file() and not entry.name.startswith("."))
    except OSError as error:
        return f"but {explain_os_error(error)[0]}"
    if not names:
        return "and there are no files in it"
    rest = f" and {len(names) - _NAMES_LISTED_MAX} more" if len(names) > _NAMES_LISTED_MAX else ""
    return "which holds " + ", ".join(names[:_NAMES_LISTED_MAX]) + rest


def explain_os_error(error: OSError) -> tuple[str, str]:
    """Return in words why the operating system refused, and what to do about it: two parts of a ReaderError."""
    return _ERRNO_REASONS.get(error.errno or 0, ((error.strerror or str(error)).lower(), "open another one"))
