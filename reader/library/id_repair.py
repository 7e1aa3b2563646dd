"""Ids in a library that have not the form of ids: a damaged disk or another program may have written them.

Ids are printed and name files. They are put right when the library is opened, so that nothing else has to expect them.
"""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING

from reader.library.database_file import decode_leniently
from reader.model.identifiers import (
    is_annotation_id,
    is_article_id,
    normalize_annotation_id,
    normalize_article_id,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SUSPICIOUS_IDS = {
    # SQLite compares bytes here, in its index; Python decides about the few that it finds.
    "articles": "SELECT rowid, id FROM articles"
    " WHERE id GLOB '*[^0-9A-Za-z._-]*' OR id GLOB '[._-]*' OR length(id) NOT BETWEEN 1 AND 100",
    "annotations": "SELECT rowid, id FROM annotations"
    " WHERE id GLOB '*[^!-~]*' OR id GLOB '-*' OR length(id) NOT BETWEEN 1 AND 500",
}
_PREDICATES: dict[str, Callable[[str], bool]] = {"articles": is_article_id, "annotations": is_annotation_id}
_NORMALIZERS: dict[str, Callable[[str], str]] = {
    "articles": normalize_article_id,
    "annotations": normalize_annotation_id,
}


def has_malformed_ids(connection: sqlite3.Connection) -> bool:
    """Whether an article or an annotation has an id of another form.

    Raises:
        sqlite3.Error: The library is damaged.
    """
    return any(True for table in _SUSPICIOUS_IDS for _ in _find_malformed_ids(connection, table))


def repair_ids(connection: sqlite3.Connection) -> int:
    """Give articles and annotations whose ids have another form ids made of them; how many there were.

    Args:
        connection: For writing, in no transaction.

    Raises:
        sqlite3.Error: The library is damaged, locked or cannot be written; nothing has changed then.
    """
    if not has_malformed_ids(connection):
        return 0
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute("PRAGMA defer_foreign_keys = ON")
        found = [
            (table, row_id, article_id)
            for table in _SUSPICIOUS_IDS
            for row_id, article_id in _find_malformed_ids(connection, table)
        ]
        for table, row_id, old_id in found:
            new_id = _find_free_id(connection, table, old_id)
            for other, column in _list_references(connection, table):
                old = f"(SELECT id FROM {table} WHERE rowid = ?)"
                connection.execute(f"UPDATE {other} SET {column} = ? WHERE {column} = {old}", (new_id, row_id))
            connection.execute(f"UPDATE {table} SET id = ? WHERE rowid = ?", (new_id, row_id))
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):  # SQLite itself rolls back when the disk is full
            connection.execute("ROLLBACK")
        raise
    return len(found)


def _find_malformed_ids(connection: sqlite3.Connection, table: str) -> Iterator[tuple[int, str]]:
    """The rowids and ids of the rows whose ids have another form."""
    before, connection.text_factory = connection.text_factory, decode_leniently
    try:
        rows: list[tuple[int, str]] = connection.execute(_SUSPICIOUS_IDS[table]).fetchall()
    finally:
        connection.text_factory = before
    return ((row_id, text) for row_id, text in rows if not _PREDICATES[table](text) or "\ufffd" in text)


def _find_free_id(connection: sqlite3.Connection, table: str, old_id: str) -> str:
    """An id made of another one that no row of the table has."""
    text = old_id
    while True:
        new_id = _NORMALIZERS[table](text if not _PREDICATES[table](text) else f" {text}")
        if not connection.execute(f"SELECT 1 FROM {table} WHERE id = ?", (new_id,)).fetchall():
            return new_id
        text = " " + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _list_references(connection: sqlite3.Connection, table: str) -> list[tuple[str, str]]:
    """The tables and columns that hold ids of a table, by the foreign keys of the schema."""
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return [
        (name, row[3])
        for name in names
        for row in connection.execute(f'PRAGMA foreign_key_list("{name}")').fetchall()
        if row[2] == table
    ]
