"""The connection to the library's database: every query goes through it, and its errors are sentences."""

from __future__ import annotations

import os
import re
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from reader.errors import ReaderError
from reader.library.database_file import DEFAULT_TIMEOUT, decode_leniently, open_in_memory, open_read_only
from reader.library.id_repair import has_malformed_ids
from reader.library.opening import is_whole_check_due, open_database
from reader.library.sqlite_errors import translate_errors

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

_LARGE_CACHE_KIB = 32_768
_SURROGATE = re.compile("[\ud800-\udfff]")


class Connection:
    """An open database, to be used by the thread that opened it.

    All methods raise ReaderError where the file cannot be read or written; nothing has changed then.

    Args:
        path: The file, which errors name.
        connection: The connection of SQLite.
        notices: What the user should know about the opening, a sentence each.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, notices: Iterable[str] = ()) -> None:
        self.path = path
        self.notices = tuple(notices)
        connection.text_factory = decode_leniently
        self._connection = connection

    @classmethod
    def open(cls, path: Path, *, writable: bool = True, timeout: float = DEFAULT_TIMEOUT) -> Connection:
        """The database in a file, which is created, with its folder, where it is missing.

        Args:
            path: The file.
            writable: Whether it will be written to. Else a missing one is not created but stands for an empty one, and
                an intact one is neither repaired, migrated nor backed up.
            timeout: Seconds to wait while another program keeps it locked.

        Raises:
            ReaderError: It belongs to another program or to a newer dubao, is locked, or cannot be read or written.
        """
        if not writable:
            connection = open_read_only(path, timeout)
            if connection is not None and not _needs_repair(path, connection):
                return cls(path, connection)
            if not os.path.lexists(path):
                return cls(path, open_in_memory())
        opened = open_database(path, timeout)
        return cls(path, opened.connection, opened.notices)

    def close(self) -> None:
        """Close the file, after SQLite has updated the statistics that its queries need."""
        with suppress(ReaderError), translate_errors(self.path):
            self._connection.execute("PRAGMA analysis_limit = 400")  # rows of an index: it must not take long
            self._connection.execute("PRAGMA optimize")
        self._connection.close()

    def enlarge_cache(self) -> None:
        """Enlarge SQLite's page cache, for work that changes pages all over the database."""
        self.select(f"PRAGMA cache_size = -{_LARGE_CACHE_KIB}")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make all changes inside together or not at all; they are on the disk when it ends. May be nested."""
        nested = self._connection.in_transaction
        if nested:
            yield
            return
        with translate_errors(self.path):
            # Deferred, a transaction that reads first is refused at once when another program has written meanwhile.
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # SQLite itself rolls back when the disk is full
                    self._connection.execute("ROLLBACK")
                raise

    def select(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """All rows of a query.

        Args:
            sql: One SELECT or PRAGMA.
            values: For its placeholders.
        """
        with translate_errors(self.path):
            return self._connection.execute(sql, _replace_surrogates(values)).fetchall()

    def execute(self, sql: str, *values: object) -> int:
        """Run a statement that changes rows, in a transaction; how many rows it changed.

        Args:
            sql: One INSERT, UPDATE or DELETE.
            values: For its placeholders.
        """
        with self.transaction(), translate_errors(self.path):
            return self._connection.execute(sql, _replace_surrogates(values)).rowcount

    def execute_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run a statement that changes rows once for each row of values, in a transaction.

        Args:
            sql: One INSERT, UPDATE or DELETE.
            rows: The values for its placeholders.
        """
        with self.transaction(), translate_errors(self.path):
            self._connection.executemany(sql, map(_replace_surrogates, rows))


def _needs_repair(path: Path, connection: sqlite3.Connection) -> bool:
    """Whether a library that was opened for reading has to be opened for writing first; it is closed then."""
    with suppress(ReaderError), translate_errors(path):
        if is_whole_check_due(path) and has_malformed_ids(connection):
            connection.close()
            return True
    return False


def _replace_surrogates(values: Iterable[object]) -> list[object]:
    """The values with U+FFFD for lone surrogates, which SQLite refuses."""
    return [_SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value for value in values]
