"""Removes articles of feeds that are older than the settings allow."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reader.library.removal import delete_articles
from reader.library.stories import remove_fingerprints

if TYPE_CHECKING:
    from reader.library.connection import Connection


def drop_old_articles(connection: Connection, feed_id: str, published_before: str) -> int:
    """Hide a feed's articles from before a moment and erase their texts, which cannot be restored; return how many.

    Unread ones stay, and those with a star, tag, annotation or draft. The items stay known, so that the articles do not
    come back. `store_feeds` calls this for the feed's `keep_days`.

    Args:
        connection: To the library.
        feed_id: The feed; an article that another feed has too stays.
        published_before: ISO 8601, UTC.
    """
    sql = """SELECT DISTINCT i.article FROM feed_items AS i JOIN articles AS a ON a.id = i.article
        WHERE i.feed = ? AND i.published < ? AND (a.read OR a.hidden) AND NOT a.starred
        AND EXISTS (SELECT 1 FROM texts WHERE article = a.id)
        AND NOT EXISTS (SELECT 1 FROM tags WHERE article = a.id)
        AND NOT EXISTS (SELECT 1 FROM annotations WHERE article = a.id)
        AND NOT EXISTS (SELECT 1 FROM drafts WHERE article = a.id)
        AND NOT EXISTS (SELECT 1 FROM feed_items AS o WHERE o.article = a.id AND o.feed <> i.feed)"""
    with connection.transaction():
        ids = [identity for (identity,) in connection.select(sql, feed_id, published_before)]
        if ids:
            delete_articles(connection, ids)
            connection.execute("DELETE FROM texts WHERE article IN (SELECT value FROM json_each(?))", json.dumps(ids))
            remove_fingerprints(connection, ids)
    return len(ids)
