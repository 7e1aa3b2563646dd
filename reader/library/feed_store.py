"""The feeds of the library: the state of each, and the items received from it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reader.library.connection import Connection

PAGE_NOT_NEEDED, PAGE_WANTED, PAGE_FETCHED, PAGE_FAILED, PAGE_WANTED_AGAIN = range(5)
"""The values of the column `page`; PAGE_WANTED_AGAIN: it was fetched, but the item has changed since."""


@dataclass(frozen=True, slots=True)
class FeedState:
    """The state of a feed: its titles, schedule and validators.

    The names of the fields are columns; moments are ISO 8601 in UTC, or empty.
    """

    id: str
    url: str
    """The address that is followed."""
    location: str
    """The address that it is fetched from."""
    moved_to: str = ""
    moved_since: str = ""
    title: str = ""
    link: str = ""
    language: str = ""
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    parser: int = 0
    answered: str = ""
    due: str = ""
    ttl: int | None = None
    """Minutes."""
    skip_hours: tuple[int, ...] = ()
    failures: int = 0
    error: str = ""
    gone: bool = False
    is_throttled: bool = False
    """Whether its server has said when it wants to be asked again."""


class ItemRecord(NamedTuple):
    """An item received from a feed. The fields are columns, in their order; texts are as the schema says."""

    feed: str
    article: str
    guid: str
    link: str
    title: str
    published: str
    seen: str
    hash: str
    sections: tuple[str, ...] = ()
    page: int = PAGE_NOT_NEEDED
    attempts: int = 0
    number: int = 0
    """The key of its row; 0 before it has one."""


class ArticleCount(NamedTuple):
    """How many articles of a feed are in the library."""

    total: int
    unread: int


_FEED_FIELDS = tuple(field.name for field in fields(FeedState))
_FEED_COLUMNS = ", ".join(_FEED_FIELDS)
_ITEM_COLUMNS = ", ".join(ItemRecord._fields[:-1])


def make_feed_id(url: str) -> str:
    """The id of a feed, made from the address that is followed."""
    return hashlib.sha256(f"feed:{url}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


class FeedStore:
    """The feeds in a library, which are named by the addresses that are followed.

    All methods raise ReaderError where the library cannot be read or written.

    Args:
        connection: To the library.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # -- feeds

    def load_states(self, urls: Iterable[str]) -> dict[str, FeedState]:
        """The state of each feed by its address; of one that was never fetched a new one, which is not stored."""
        rows = self._connection.select(f"SELECT {_FEED_COLUMNS} FROM feeds")
        known = {row[1]: _parse_state(row) for row in rows}
        return {url: known.get(url) or FeedState(make_feed_id(url), url, url) for url in urls}

    def store_state(self, state: FeedState) -> None:
        """Store the state of a feed in place of the one that is stored."""
        values = [getattr(state, name) for name in _FEED_FIELDS]
        values[_FEED_FIELDS.index("skip_hours")] = json.dumps(list(state.skip_hours))
        updates = ", ".join(f"{name} = excluded.{name}" for name in _FEED_FIELDS if name != "id")
        self._connection.execute(
            f"INSERT INTO feeds ({_FEED_COLUMNS}) VALUES ({', '.join('?' * len(values))})"
            f" ON CONFLICT (id) DO UPDATE SET {updates}",
            *values,
        )

    def load_ids_with_titles(self) -> dict[str, tuple[str, str]]:
        """The address and the own title of each feed that was ever fetched, by its id."""
        return {row[0]: (row[1], row[2]) for row in self._connection.select("SELECT id, url, title FROM feeds")}

    def count_articles(self) -> dict[str, ArticleCount]:
        """How many articles of each feed are shown, by the ids of the feeds."""
        sql = """SELECT feed, count(DISTINCT id), count(DISTINCT CASE WHEN read THEN NULL ELSE id END)
            FROM feed_items JOIN articles ON id = article WHERE hidden = 0 GROUP BY feed"""
        return {feed: ArticleCount(total, unread) for feed, total, unread in self._connection.select(sql)}

    # -- items

    def load_items(self, feed_id: str) -> list[ItemRecord]:
        """All items ever received from a feed, in the order in which they were."""
        sql = f"SELECT {_ITEM_COLUMNS}, number FROM feed_items WHERE feed = ? ORDER BY number"
        return [_parse_item(row) for row in self._connection.select(sql, feed_id)]

    def load_wanted_pages(self, feed_id: str, limit: int) -> list[ItemRecord]:
        """The items of a feed whose pages are still to be fetched, the newest first.

        Args:
            feed_id: The feed.
            limit: How many at most.
        """
        sql = f"""SELECT {_ITEM_COLUMNS}, number FROM feed_items
            WHERE feed = ? AND page IN ({PAGE_WANTED}, {PAGE_WANTED_AGAIN}) ORDER BY published DESC LIMIT ?"""
        return [_parse_item(row) for row in self._connection.select(sql, feed_id, limit)]

    def store_item(self, item: ItemRecord) -> int:
        """Store an item: a new one where it has no number, else in place of the one with that; its number."""
        values = _make_item_values(item)
        columns = f"{_ITEM_COLUMNS}, number" if item.number else _ITEM_COLUMNS
        values += [item.number] if item.number else []
        updates = ", ".join(f"{name} = excluded.{name}" for name in ItemRecord._fields[:-1])
        self._connection.execute(
            f"INSERT INTO feed_items ({columns}) VALUES ({', '.join('?' * len(values))})"
            f" ON CONFLICT (number) DO UPDATE SET {updates}",
            *values,
        )
        if item.number:
            return item.number
        ((number,),) = self._connection.select("SELECT last_insert_rowid()")
        return int(number)

    def add_items(self, items: Iterable[ItemRecord]) -> None:
        """Store new items."""
        places = ", ".join("?" * len(ItemRecord._fields[:-1]))
        self._connection.execute_many(
            f"INSERT INTO feed_items ({_ITEM_COLUMNS}) VALUES ({places})", map(_make_item_values, items)
        )

    def find_first_feed(self, article_id: str) -> str | None:
        """The id of the feed that an article came with first; None where it came with none."""
        sql = "SELECT feed FROM feed_items WHERE article = ? ORDER BY number LIMIT 1"
        rows = self._connection.select(sql, article_id)
        return rows[0][0] if rows else None

    def find_feeds_of_articles(self) -> dict[str, list[str]]:
        """The ids of the feeds that each article is from, the first one first, by the ids of the articles."""
        found: dict[str, list[str]] = {}
        for article, feed in self._connection.select("SELECT article, feed FROM feed_items ORDER BY number"):
            feeds = found.setdefault(article, [])
            if feed not in feeds:
                feeds.append(feed)
        return found

    # -- rules

    def store_effect(self, article_id: str, action: str, tag: str, feed_id: str) -> None:
        """Remember what a rule did to an article.

        Args:
            article_id: The article.
            action: star, mute or tag.
            tag: The tag; empty for the other actions.
            feed_id: The feed that it came with.
        """
        values = article_id, action, tag, feed_id
        self._connection.execute("INSERT OR IGNORE INTO rule_effects VALUES (?, ?, ?, ?)", *values)

    def undo_effects(self, feed_ids: Iterable[str]) -> Mapping[str, int]:
        """Undo what rules did to the articles of feeds; how many stars, mutes and tags were undone, by action."""
        ids = json.dumps(list(feed_ids))
        where = "WHERE feed IN (SELECT value FROM json_each(?))"
        articles = f"(SELECT article FROM rule_effects {where} AND action = '{{}}')"
        with self._connection.transaction():
            undone = dict(self._connection.select(f"SELECT action, count(*) FROM rule_effects {where} GROUP BY 1", ids))
            self._connection.execute(f"UPDATE articles SET starred = 0 WHERE id IN {articles.format('star')}", ids)
            mutes = f"UPDATE articles SET hidden = 0 WHERE hidden = 2 AND id IN {articles.format('mute')}"
            self._connection.execute(mutes, ids)
            tags = f"SELECT article, tag FROM rule_effects {where} AND action = 'tag'"
            self._connection.execute(f"DELETE FROM tags WHERE (article, tag) IN ({tags})", ids)
            self._connection.execute(f"DELETE FROM rule_effects {where}", ids)
        return undone


def _parse_state(row: tuple[object, ...]) -> FeedState:
    state = FeedState(*row)  # type: ignore[arg-type]
    hours = _parse_list(state.skip_hours)
    return replace(
        state,
        skip_hours=tuple(hour for hour in hours if isinstance(hour, int)),
        gone=bool(state.gone),
        is_throttled=bool(state.is_throttled),
    )


def _make_item_values(item: ItemRecord) -> list[object]:
    """The values of the columns _ITEM_COLUMNS."""
    return [*item._replace(sections=json.dumps(list(item.sections), ensure_ascii=False))[:-1]]  # type: ignore[arg-type]


def _parse_item(row: tuple[object, ...]) -> ItemRecord:
    item = ItemRecord(*row)  # type: ignore[arg-type]
    return item._replace(sections=tuple(map(str, _parse_list(item.sections))))


def _parse_list(text: object) -> list[object]:
    """The list in a column; an empty one where it is damaged."""
    try:
        value = json.loads(str(text))
    except ValueError:
        return []
    return value if isinstance(value, list) else []
