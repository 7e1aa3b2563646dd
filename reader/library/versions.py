"""Earlier texts of an article, which stay stored when its source has another one."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, NamedTuple

from reader.annotations.w3c import make_timestamp
from reader.library.records import parse_canonical_text

if TYPE_CHECKING:
    from reader.annotations.model import CanonicalText
    from reader.library.connection import Connection

MAX_VERSIONS = 10
"""Earlier texts of an article that are kept, the newest ones."""


class StoredVersion(NamedTuple):
    """An earlier text of an article."""

    number: int
    """Counts from 1; numbers of versions that were deleted are not used again."""
    replaced: str
    """When another text took its place: ISO 8601, UTC."""
    date: str | None
    """The date of publication, as printed in it."""
    canonical: CanonicalText


def store_version(connection: Connection, article_id: str) -> None:
    """Store the present text of an article as an earlier version, before another takes its place.

    The article counts as changed, and its oldest versions above MAX_VERSIONS are deleted.

    Args:
        connection: To the library, in a transaction.
        article_id: The article's id.
    """
    now = make_timestamp()
    sql = "SELECT date, canonical, lengths FROM texts JOIN articles ON id = article WHERE article = ?"
    for date, canonical, lengths in connection.select(sql, article_id):
        ((newest,),) = connection.select("SELECT coalesce(max(number), 0) FROM versions WHERE article = ?", article_id)
        connection.execute(
            "INSERT INTO versions (article, number, replaced, date, canonical, lengths) VALUES (?, ?, ?, ?, ?, ?)",
            *(article_id, newest + 1, now, date, zlib.compress(canonical.encode("utf-8"), 9), lengths),
        )
        connection.execute(
            "DELETE FROM versions WHERE article = ? AND number <= ?", article_id, newest + 1 - MAX_VERSIONS
        )
        connection.execute("UPDATE articles SET changed = ? WHERE id = ?", now, article_id)


def load_versions(connection: Connection, article_id: str) -> list[StoredVersion]:
    """The earlier texts of an article, the oldest first; those that are damaged are left out.

    Args:
        connection: To the library.
        article_id: The article's id.
    """
    sql = "SELECT number, replaced, date, canonical, lengths FROM versions WHERE article = ? ORDER BY number"
    versions = []
    for number, replaced, date, packed, lengths in connection.select(sql, article_id):
        try:
            text = zlib.decompress(packed).decode("utf-8")
        except (zlib.error, UnicodeDecodeError):
            continue
        versions.append(StoredVersion(number, replaced, date, parse_canonical_text(text, lengths)))
    return versions
