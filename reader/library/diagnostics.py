"""The state of the library for dubao doctor; the library is only read, and not repaired."""

from __future__ import annotations

import os
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.library.backups import list_backups
from reader.library.database_file import has_intact_pages, is_intact_file, load_migrations, open_read_only
from reader.library.id_repair import has_malformed_ids
from reader.library.paths import library_path
from reader.library.sqlite_errors import translate_errors

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path


def describe_library(explicit_path: str | None) -> Iterator[tuple[str, str]]:
    """The name and the value of each line about the library: its file, its contents or problem, and its backups.

    Args:
        explicit_path: The file, where one is named on the command line.
    """
    path = library_path(explicit_path)
    named = "--library" if explicit_path else "DUBAO_LIBRARY" if os.environ.get("DUBAO_LIBRARY") else "default"
    yield (
        "file",
        f"{path}" + ("" if os.path.exists(path) else " (not there: made when something is kept)") + f"  {named}",
    )
    if os.path.exists(path):
        try:
            yield from _describe_contents(path)
        except ReaderError as error:
            yield "problem", str(error)
    made = list_backups(path)
    yield "backups", f"{len(made)}" + (f", the newest {made[0].name}" if made else "")
    if made:
        intact = sum(map(is_intact_file, made))
        yield "restorable", "all of them" if intact == len(made) else f"{intact} of {len(made)}"
    for damaged in sorted(path.parent.glob("*.damaged-*Z")):
        if damaged.name.startswith(path.name):
            yield "kept when damaged", damaged.name


def _describe_contents(path: Path) -> Iterator[tuple[str, str]]:
    connection = open_read_only(path)
    if connection is None:
        yield "problem", f"{path}: it is damaged or of an older dubao; opening it puts it right"
        return
    with closing(connection), translate_errors(path):
        if not has_intact_pages(connection):
            yield "problem", f"{path}: it is damaged; opening it puts the newest backup in its place"
            return
        yield "check", _describe_faults(connection)
        yield "schema", f"{len(load_migrations())}"
        yield "size", f"{os.stat(path).st_size:,} bytes"
        (articles,) = connection.execute("SELECT count(*) FROM articles").fetchone()
        yield "articles", f"{articles}"
        states = Counter(dict(connection.execute("SELECT state, count(*) FROM annotations GROUP BY state")))
        unplaced = states["ambiguous"] + states["orphan"]
        yield "annotations", f"{states.total()}" + (f", {unplaced} without a place" if unplaced else "")


def _describe_faults(connection: sqlite3.Connection) -> str:
    """What is wrong with the rows of a library whose pages are intact."""
    orphans = len(connection.execute("PRAGMA foreign_key_check").fetchall())
    faults = [
        *([f"{orphans} rows are of articles that are not there"] if orphans else []),
        *(["ids have not the form of ids; opening it replaces them"] if has_malformed_ids(connection) else []),
    ]
    return "; ".join(faults) or "pages, references and ids are sound"
