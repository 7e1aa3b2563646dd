"""Restoring a damaged library: its newest intact backup, updated with the rows that can still be read in it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

from reader.library.backups import copy_database, list_backups, sidecar_paths, wal_path
from reader.library.database_file import (
    connect,
    create_partial_file,
    decode_leniently,
    is_intact_file,
    migrate_file,
    open_file,
    rebuild_search_index,
    replace_damaged_file,
)
from reader.library.records import decompress_source

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_TABLES = (
    *("articles", "texts", "annotations", "tags", "rules", "drafts", "pins", "versions"),
    *("feeds", "feed_items", "stories"),
)
_WITH_ROWID = frozenset({"articles", "texts", "annotations", "pins", "feeds", "feed_items", "stories"})
"""Tables that are read in the order of their rowids, so that a damaged index does no harm."""
_WITHOUT_KEY = frozenset({"pins"})
_MERGED_BY_TIME = frozenset({"annotations", "drafts"})
_ASSIGNED_COLUMNS = {"articles": "sequence", "annotations": "number"}
"""Columns that triggers fill: those of two files may contradict each other."""
_INSERT_STUB_ARTICLES = (
    "INSERT OR IGNORE INTO articles (id, encoding, sha256, script, length, added)"
    " SELECT DISTINCT article, 'utf-8', '', 'Und', 0, '' FROM {} WHERE article NOT IN (SELECT id FROM articles)"
)


def restore_library(path: Path) -> str:
    """Replace a damaged library by a restored one; return the notice for the user.

    Raises:
        sqlite3.Error, OSError: It could not be restored; the damaged file is unchanged.
    """
    backup = next((each for each in list_backups(path) if is_intact_file(each)), None)
    partial = create_partial_file(path) if backup is None else _copy_backup(backup, path)
    try:
        read = _recover_tables(path, partial)
        damaged = replace_damaged_file(path, partial)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(partial)
    base = f"its backup {backup.name} was put in its place" if backup else "there was no backup"
    rest = f"{read} annotations could be read in it" if read else "nothing could be read in it"
    return f"{path}: it was damaged; {base}, {rest}; the damaged file is kept as {damaged.name}"


def _copy_backup(backup: Path, path: Path) -> Path:
    """The path of a copy of a backup, beside the library and with the current schema."""
    with closing(open_file(backup, "mode=ro&immutable=1")) as source:
        partial = copy_database(source, path)
    migrate_file(partial)
    return partial


def _recover_tables(path: Path, partial: Path) -> int:
    """Copy the rows that can be read from a damaged library to another one; how many annotations were copied.

    A copy of the damaged file is opened, since reading a database can change it.
    """
    sample = partial.with_name(partial.name + ".read")
    for old, new in ((path, sample), (wal_path(path), wal_path(sample))):
        with suppress(FileNotFoundError):
            shutil.copyfile(old, new)
    try:
        with closing(sqlite3.connect(sample)) as source, closing(connect(partial)) as target:
            source.text_factory = decode_leniently
            target.execute("PRAGMA foreign_keys = OFF")
            target.execute("BEGIN IMMEDIATE")
            read = [_recover_table(source, target, name) for name in _TABLES]
            for name in ("annotations", "drafts"):
                target.execute(_INSERT_STUB_ARTICLES.format(name))
            for name in _TABLES[1:]:
                if name != "feeds":
                    target.execute(f"DELETE FROM {name} WHERE article NOT IN (SELECT id FROM articles)")
            target.execute("DELETE FROM feed_items WHERE feed NOT IN (SELECT id FROM feeds)")
            rebuild_search_index(target)
            target.execute("COMMIT")
            return read[_TABLES.index("annotations")]
    finally:
        for each in (sample, *sidecar_paths(sample)):
            with suppress(FileNotFoundError):
                os.unlink(each)


def _recover_table(source: sqlite3.Connection, target: sqlite3.Connection, name: str) -> int:
    """Copy the rows of a table that can be read; how many were copied.

    An annotation or draft that is newer in the target stays; of a table without a key either all rows are replaced or
    none.
    """
    named = (row[1] for row in target.execute(f"PRAGMA table_info({name})"))
    columns = [column for column in named if column != _ASSIGNED_COLUMNS.get(name)]
    rows, whole = _read_intact_rows(source, name, columns)
    if name in _WITHOUT_KEY:
        if not whole and target.execute(f"SELECT count(*) FROM {name}").fetchone()[0]:
            return 0
        target.execute(f"DELETE FROM {name}")
    if name in _MERGED_BY_TIME:
        key = ("id",) if name == "annotations" else ("article", "about")
        known = {tuple(row[:-1]): row[-1] for row in target.execute(f"SELECT {', '.join(key)}, modified FROM {name}")}
        rows = [row for row in rows if row["modified"] >= known.get(tuple(row[part] for part in key), "")]
    if name == "texts":
        rows = [row for row in rows if decompress_source(row["source"]) is not None]
    count = 0
    for row in rows:
        with suppress(sqlite3.IntegrityError):  # a damaged row that could be read but breaks a constraint
            values = f"({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"
            target.execute(f"INSERT OR REPLACE INTO {name} {values}", tuple(row.values()))
            count += 1
    return count


def _read_intact_rows(
    source: sqlite3.Connection, name: str, columns: Iterable[str]
) -> tuple[list[dict[str, Any]], bool]:
    """The rows of a table that can be read, from both of its ends up to the damage; whether these are all."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    try:
        there = {row[1]: row[5] for row in source.execute(f"PRAGMA table_info({name})")}
    except (sqlite3.Error, UnicodeDecodeError):
        return [], False
    known = [column for column in columns if column in there]
    key = ["rowid"] if name in _WITH_ROWID else [column for column in known if there[column]]
    for order in ("ASC", "DESC"):
        ordered = ", ".join(f"{part} {order}" for part in key)
        try:
            for row in source.execute(f"SELECT {', '.join(known)} FROM {name} NOT INDEXED ORDER BY {ordered}"):
                found[row] = dict(zip(known, row, strict=True))
        except (sqlite3.Error, UnicodeDecodeError):
            continue
        return list(found.values()), True
    return list(found.values()), False
