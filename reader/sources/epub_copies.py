"""Reads the JSON copy inside an EPUB file that dubao has saved; other EPUB files are books, which it does not read."""

from __future__ import annotations

import io
import zipfile
import zlib

from reader.errors import ReaderError

_PAYLOAD_NAME = "META-INF/dubao.json"
"""The member with the JSON copy, as `reader.copies.epub` writes it."""
_GENERATOR = b'<meta name="generator" content="dubao '
_PACKAGE_NAME = "EPUB/package.opf"
_PAYLOAD_SIZE_MAX = 64 * 1024 * 1024
_PACKAGE_SIZE_MAX = 1024 * 1024
_MEDIA_TYPE = b"mimetypeapplication/epub+zip"
"""The name of the first member and its content, which stand behind the 30 bytes of its header."""
_END_RECORD, _ZIP64_LOCATOR = b"PK\x05\x06", b"PK\x06\x07"
_DIRECTORY_SIZE_MAX = 1024 * 1024
"""Bytes of an archive's list of members."""
_DAMAGES = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
"""What the standard library raises for an archive that is damaged, encrypted or of another kind."""


def is_epub(data: bytes) -> bool:
    """Whether bytes are an EPUB file: a ZIP archive whose first member says so."""
    return data.startswith(b"PK\x03\x04") and data[30 : 30 + len(_MEDIA_TYPE)] == _MEDIA_TYPE


def extract_copy(data: bytes, source_name: str) -> bytes:
    """Return the JSON copy inside an EPUB file.

    Args:
        data: All bytes of the file.
        source_name: The name of the source in an error.

    Raises:
        ReaderError: It has none, is damaged, or unpacks to more than an article can be.
    """
    try:
        _check_directory(data)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if _PAYLOAD_NAME in names:
                return _read_member(archive, _PAYLOAD_NAME, _PAYLOAD_SIZE_MAX, source_name)
            package = _PACKAGE_NAME in names and _read_member(archive, _PACKAGE_NAME, _PACKAGE_SIZE_MAX, source_name)
    except _DAMAGES:
        raise ReaderError(source_name, "this EPUB file is damaged or cut short", "save the copy again") from None
    if package and _GENERATOR in package:
        why = "this is an EPUB copy of several articles, which does not open again"
        raise ReaderError(source_name, why, "open the articles themselves, or a copy of one of them")
    why = "this is an EPUB book; only the copy of one article that dubao has saved is read"
    raise ReaderError(source_name, why, "open it in a reader of books, or save the article as text and open that")


def _check_directory(data: bytes) -> None:
    """Refuse an archive whose list of members would fill the memory when it is read.

    Raises:
        ValueError: Its list is long, or is of the kind for large archives (ZIP64).
    """
    at = data.rfind(_END_RECORD)
    size = int.from_bytes(data[at + 12 : at + 16], "little")
    if at < 0 or size > _DIRECTORY_SIZE_MAX or data[max(0, at - 20) :].startswith(_ZIP64_LOCATOR):
        raise ValueError("the list of members is missing or too long")


def _read_member(archive: zipfile.ZipFile, name: str, size_max: int, source_name: str) -> bytes:
    """The bytes of a member.

    Raises:
        ReaderError: There are too many of them, whatever the archive says.
    """
    with archive.open(name) as member:
        data = member.read(size_max + 1)
    if len(data) > size_max:
        why = f"what this EPUB copy keeps inside unpacks to more than {size_max >> 20} MiB"
        raise ReaderError(source_name, why, "save the copy again")
    return data
