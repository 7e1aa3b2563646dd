"""Articles that are put away: deleted, restored or muted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.library.connection import Connection

Hiding = Literal[0, 1, 2]
"""The values of the column `hidden`."""
SHOWN: Hiding = 0
DELETED: Hiding = 1
MUTED: Hiding = 2


def delete_articles(connection: Connection, article_ids: Iterable[str]) -> int:
    """Delete articles so that they can be restored: their texts and annotations stay; how many were deleted.

    Items of feeds do not bring them back.

    Args:
        connection: To the library.
        article_ids: Their ids.
    """
    return _set_hidden(connection, article_ids, DELETED)


def restore_articles(connection: Connection, article_ids: Iterable[str]) -> int:
    """Undo the deletion or muting of articles; how many are shown again.

    Args:
        connection: To the library.
        article_ids: Their ids.
    """
    return _set_hidden(connection, article_ids, SHOWN)


def mute_articles(connection: Connection, article_ids: Iterable[str]) -> int:
    """Put articles away as a rule wants it; how many were put away.

    Args:
        connection: To the library.
        article_ids: Their ids.
    """
    return _set_hidden(connection, article_ids, MUTED)


def _set_hidden(connection: Connection, article_ids: Iterable[str], value: Hiding) -> int:
    ids = json.dumps(list(article_ids))
    sql = "UPDATE articles SET hidden = ? WHERE id IN (SELECT value FROM json_each(?)) AND hidden <> ?"
    return connection.execute(sql, value, ids, value)


def find_hidden(connection: Connection, article_ids: Iterable[str]) -> set[str]:
    """Those of some articles that are deleted or muted.

    Args:
        connection: To the library.
        article_ids: Their ids.
    """
    sql = "SELECT id FROM articles WHERE hidden <> 0 AND id IN (SELECT value FROM json_each(?))"
    return {identity for (identity,) in connection.select(sql, json.dumps(list(article_ids)))}
