"""The connection to the library: every reading and writing of it goes through here, and says what went wrong."""

from __future__ import annotations

import os
import re
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from reader.errors import ReaderError
from reader.library import database_file
from reader.library.sqlite_errors import translate_errors

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import Self

_SURROGATE = re.compile("[\ud800-\udfff]")


class Connection:
    """An open library; it is for the thread that opened it. A context manager, which closes it.

    All its methods raise ReaderError where the file cannot be read or written; nothing has then changed.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, notices: Iterable[str] = ()) -> None:
        self.path = path
        self.notices = list(notices)
        """What its reader has to know about the opening: a backup that was put in place, and the like."""
        connection.text_factory = database_file.decode_leniently
        self._connection = connection
        self._last_data_version = self._data_version()

    @classmethod
    def open(cls, path: Path, *, writable: bool = True, timeout: float = database_file.DEFAULT_TIMEOUT) -> Self:
        """The library of a file, which is made, with its folder, where it is not there.

        Args:
            path: The file.
            writable: Whether it will be written to; else nothing is made, put right or backed up where it is sound.
            timeout: Seconds another program may keep it locked.

        Raises:
            ReaderError: It is another program's, a newer dubao's, locked, or cannot be read or written.
        """
        if not writable:
            connection = database_file.open_read_only(path, timeout)
            if connection is not None:
                return cls(path, connection)
            if not os.path.lexists(path):
                return cls(path, database_file.open_in_memory())
        opened = database_file.open_database(path, timeout)
        return cls(path, opened.connection, opened.notices)

    def close(self) -> None:
        """Let go of the file."""
        with suppress(ReaderError), translate_errors(self.path):
            self._connection.execute("PRAGMA analysis_limit = 400")  # rows looked at of an index: it must not take long
            self._connection.execute("PRAGMA optimize")  # knows by what was asked which statistics are worth having
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def has_external_changes(self) -> bool:
        """Whether another program has written to the library since this was asked last."""
        before, self._last_data_version = self._last_data_version, self._data_version()
        return self._last_data_version != before

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All changes inside are made together or not at all; on the disk when this ends. May be nested."""
        nested = self._connection.in_transaction
        if nested:
            yield
            return
        with translate_errors(self.path):
            # Deferred, a transaction that reads first is refused at once when another program wrote meanwhile.
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # SQLite itself takes it back when the disk is full
                    self._connection.execute("ROLLBACK")
                raise

    def select(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows of an answer."""
        with translate_errors(self.path):
            return self._connection.execute(sql, replace_surrogates(values)).fetchall()

    def execute(self, sql: str, *values: object) -> int:
        """Change rows; how many were."""
        with self.transaction(), translate_errors(self.path):
            return self._connection.execute(sql, replace_surrogates(values)).rowcount

    def _data_version(self) -> int:
        with translate_errors(self.path):
            version: int = self._connection.execute("PRAGMA data_version").fetchone()[0]
            return version


def replace_surrogates(values: Iterable[object]) -> list[object]:
    """Values as a database can have them: in texts, what stands for no character (a lone surrogate) is U+FFFD."""
    return [_SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value for value in values]
