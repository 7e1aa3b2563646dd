"""Errors of SQLite as sentences for the user."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_CORRUPTION_CODES = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_MESSAGES = {
    sqlite3.SQLITE_BUSY: ("another program keeps it locked", "end that program, or try again"),
    sqlite3.SQLITE_LOCKED: ("another program keeps it locked", "end that program, or try again"),
    sqlite3.SQLITE_READONLY: ("it may not be written", "check who owns it and its folder"),
    sqlite3.SQLITE_PERM: ("it may not be opened", "check who owns it and its folder"),
    sqlite3.SQLITE_CANTOPEN: ("it cannot be opened", "check who owns it and its folder"),
    sqlite3.SQLITE_FULL: ("the disk is full", "make room and try again"),
    sqlite3.SQLITE_IOERR: ("it cannot be read or written: the disk is full or fails", "make room and try again"),
    sqlite3.SQLITE_NOMEM: ("there is not enough memory", "end other programs and try again"),
    sqlite3.SQLITE_CONSTRAINT: ("its article is not there", "put the article into the library first"),
    sqlite3.SQLITE_TOOBIG: ("the text is too large", "split it into smaller files"),
    **dict.fromkeys(_CORRUPTION_CODES, ("it is damaged", "start dubao again: it puts the newest backup in its place")),
}


def is_corruption(error: BaseException) -> bool:
    """Whether an error says that the database is damaged, and not only that it cannot be used now."""
    if isinstance(error, UnicodeDecodeError):  # of a stored text, which SQLite itself does not check
        return True
    return isinstance(error, sqlite3.DatabaseError) and _primary_result_code(error) in _CORRUPTION_CODES


@contextmanager
def translate_errors(path: Path) -> Iterator[None]:
    """A context that raises errors of SQLite and of the operating system as a ReaderError that names the file.

    Raises:
        ReaderError: In place of sqlite3.Error, UnicodeDecodeError and OSError.
    """
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError) as error:
        code = sqlite3.SQLITE_CORRUPT if is_corruption(error) else _primary_result_code(error)
        raise ReaderError(str(path), *_MESSAGES.get(code, (f"{error}", "try again"))) from None
    except OSError as error:
        raise ReaderError(str(path), (error.strerror or str(error)).lower(), "check its folder and the disk") from None


def _primary_result_code(error: BaseException) -> int:
    """SQLite's primary result code of an error; that of success for errors of the module sqlite3 itself."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF
