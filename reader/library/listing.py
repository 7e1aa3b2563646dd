"""Lists of the library's articles, as numbers in order and a page of rows at a time: 100,000 cost what 100 do."""

from __future__ import annotations

import json
import os
from array import array
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.library.records import ENTRY_COLUMNS, LibraryEntry, parse_entry_row, parse_json_list
from reader.library.sql_functions import DAY_SHIFT, to_julian_day
from reader.model.identifiers import normalize_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from reader.library.connection import Connection
    from reader.model import ViewName

ListOrderName = Literal["date", "source", "length", "added"]
SMART_LISTS = ("all", "today", "unread", "starred", "annotated", "changed")
"""The lists that every library has; the others are `tag:T`, `edition:E`, `feed:ID` and `folder:NAME`."""
_CONDITIONS = {
    "all": "",
    "unread": " AND read = 0",
    "starred": " AND starred = 1",
    "annotated": " AND id IN (SELECT article FROM annotations)",
    "changed": " AND changed IS NOT NULL",
}
_INDICES = {
    "all": " INDEXED BY shown_articles",
    "today": " INDEXED BY shown_articles",
    "unread": " INDEXED BY unread_articles",
    "starred": " INDEXED BY starred_articles",
    "changed": " INDEXED BY changed_articles",
}
"""Those that have all that a list by date asks for; statistics of a library that has grown since might mislead."""
_PARAMETRIC_CONDITIONS = {
    "tag": " AND id IN (SELECT article FROM tags WHERE tag = ?)",
    "edition": " AND edition = ?",
    "feed": " AND id IN (SELECT article FROM feed_items WHERE feed = ?)",
    "folder": " AND id IN (SELECT article FROM feed_items WHERE feed IN (SELECT value FROM json_each(?)))",
}
_WHOLE_LISTS = frozenset({"all", "today", "unread"})
"""The lists that have one article of each story."""
_WITHOUT_DUPLICATES = """ AND id NOT IN (
    SELECT s.article FROM stories AS s JOIN articles AS f ON f.id = s.story
    WHERE s.separate = 0 AND s.article <> s.story AND f.hidden = 0)"""
_ORDERS: dict[ListOrderName, str] = {
    "date": "sequence DESC",
    "source": "outlet IS NULL, outlet, sequence DESC",
    "length": "length DESC, sequence DESC",
    "added": "added DESC, sequence DESC",
}
_CHUNK = 500
"""Articles that are asked about at once."""


class ListedArticle(NamedTuple):
    """What a row of a list shows of an article."""

    entry: LibraryEntry
    note_count: int
    """Annotations on it."""
    duplicate_count: int = 0
    """Other articles that tell the same story."""
    progress: int | None = None
    """How far it was read, in per cent of its code points; None where it was left at its beginning."""


class FollowedFeed(NamedTuple):
    """A feed that is followed."""

    id: str
    url: str
    title: str
    """That the reader gave it; empty where that is the feed's own."""
    folder: str
    """Names of folders with / between them; empty for none."""
    script: ViewName = "source"
    """The view that its articles are shown in."""


class ListChoice(NamedTuple):
    """A list that can be shown."""

    name: str
    title: str
    """Of a tag, an edition or a feed; "" for smart lists, which the screen names."""
    article_count: int


class ArticleListing:
    """The lists of a library. Articles are known by their sequences; deleted and muted ones are in no list.

    All methods raise ReaderError where the library cannot be read.

    Args:
        connection: To the library.
        get_today: Gives the present day.
    """

    def __init__(self, connection: Connection, get_today: Callable[[], date] = date.today) -> None:
        self.connection = connection
        self._get_today = get_today
        self.followed_feeds: Sequence[FollowedFeed] = ()
        """The feeds that are followed, with the names and folders that the reader gave them."""

    def read_data_version(self) -> int:
        """A number that is another one once another connection has written to the library."""
        ((version,),) = self.connection.select("PRAGMA data_version")
        return int(version)

    def count(self, name: str, *, is_unread: bool = False) -> int:
        """How many articles are in a list.

        Args:
            name: Of the list.
            is_unread: Without those that were read.
        """
        index, condition, values = self._make_condition(name)
        condition += " AND read = 0" if is_unread else ""
        ((count,),) = self.connection.select(
            f"SELECT count(*) FROM articles{index} WHERE hidden = 0{condition}", *values
        )
        return int(count)

    def find_sequences(
        self,
        name: str,
        order: ListOrderName = "date",
        *,
        is_unread: bool = False,
        before: int | None = None,
        limit: int = -1,
    ) -> array[int]:
        """The articles of a list, in order.

        Args:
            name: Of the list.
            order: Newest first, by outlet, longest first, or the one added last first.
            is_unread: Without those that were read.
            before: In the order by date, only those behind this one.
            limit: How many at most; -1 for all.
        """
        index, condition, values = self._make_condition(name)
        if is_unread:
            condition += " AND read = 0"
        if order != "date":
            index = ""
        if before is not None:
            condition, values = f"{condition} AND sequence < ?", [*values, before]
        sql = f"SELECT sequence FROM articles{index} WHERE hidden = 0{condition} ORDER BY {_ORDERS[order]} LIMIT ?"
        return array("q", [sequence for (sequence,) in self.connection.select(sql, *values, limit)])

    def find_newer_unread(self, name: str, behind: int | None) -> list[int]:
        """The unread article of a list that stands before an article in the order by date; none where there is none.

        Args:
            name: Of the list.
            behind: The article, by its sequence; None for the oldest unread article of all.
        """
        index, condition, values = self._make_condition(name)
        if behind is not None:
            condition, values = f"{condition} AND sequence > ?", [*values, behind]
        sql = f"SELECT sequence FROM articles{index} WHERE hidden = 0{condition} AND read = 0 ORDER BY sequence LIMIT 1"
        return [sequence for (sequence,) in self.connection.select(sql, *values)]

    def _make_condition(self, name: str) -> tuple[str, str, list[object]]:
        """The index, the condition and its values for the articles of a list."""
        distinct = _WITHOUT_DUPLICATES if name in _WHOLE_LISTS and self._has_stories() else ""
        if name in _CONDITIONS:
            return _INDICES.get(name, ""), _CONDITIONS[name] + distinct, []
        if name == "today":
            day = to_julian_day(self._get_today())
            days: list[object] = [day << DAY_SHIFT, day + 1 << DAY_SHIFT]
            return _INDICES[name], f" AND sequence >= ? AND sequence < ?{distinct}", days
        kind, _, value = name.partition(":")
        return "", _PARAMETRIC_CONDITIONS[kind], [json.dumps(self._find_feeds(value)) if kind == "folder" else value]

    def _has_stories(self) -> bool:
        return bool(self.connection.select("SELECT 1 FROM stories LIMIT 1"))

    def _find_feeds(self, folder: str) -> list[str]:
        """The ids of the feeds in a folder, those in folders of it too."""
        inner = folder + "/"
        return [each.id for each in self.followed_feeds if each.folder == folder or each.folder.startswith(inner)]

    def list_choices(self) -> list[ListChoice]:
        """The lists that there are, with how many articles each has; of the tags and editions those that are used."""
        choices = [ListChoice(name, "", self.count(name)) for name in SMART_LISTS]
        sql = "SELECT tag, count(*) FROM tags JOIN articles ON id = article WHERE hidden = 0 GROUP BY tag ORDER BY tag"
        choices += [ListChoice(f"tag:{tag}", f"#{tag}", count) for tag, count in self.connection.select(sql)]
        sql = """SELECT f.id, CASE f.title WHEN '' THEN f.url ELSE f.title END,
            (SELECT count(DISTINCT i.article) FROM feed_items i JOIN articles a ON a.id = i.article
             WHERE i.feed = f.id AND hidden = 0) FROM feeds f ORDER BY 2"""
        feeds = {feed: (title, count) for feed, title, count in self.connection.select(sql)}
        return choices + list(self._list_feeds(feeds))

    def _list_feeds(self, feeds: dict[str, tuple[str, int]]) -> Iterator[ListChoice]:
        """The lists of feeds: those in folders, folder by folder, the others, and those that are not followed any more.

        Args:
            feeds: The own title of each feed, and how many articles it has, by its id.
        """
        remaining = dict(feeds)
        for folder, group in groupby(sorted(self.followed_feeds, key=_get_place), key=lambda each: each.folder):
            if folder:
                yield ListChoice(f"folder:{folder}", f"{folder}/", self.count(f"folder:{folder}"))
            for each in group:
                title, count = remaining.pop(each.id, ("", 0))
                yield ListChoice(f"feed:{each.id}", f"{'  ' * bool(folder)}{each.title or title or each.url}", count)
        for feed, (title, count) in remaining.items():
            if count or not self.followed_feeds:
                yield ListChoice(f"feed:{feed}", title, count)

    # -- rows

    def load(self, sequences: Iterable[int]) -> dict[int, ListedArticle]:
        """What rows show of some articles, by their sequences; those that are not there are left out."""
        wanted = json.dumps(list(sequences))
        among = "SELECT value FROM json_each(?)"
        columns = ENTRY_COLUMNS.replace(", ", ", a.")
        notes = "(SELECT count(*) FROM annotations WHERE article = a.id)"
        others = """(SELECT count(*) FROM stories AS s JOIN articles AS o ON o.id = s.article
            WHERE s.story = a.id AND s.article <> a.id AND s.separate = 0 AND o.hidden = 0)"""
        rows = self.connection.select(
            f"SELECT sequence, {notes}, {others}, a.{columns} FROM articles a WHERE sequence IN ({among})", wanted
        )
        tags: dict[str, list[str]] = {}
        sql = f"SELECT article, tag FROM tags WHERE article IN (SELECT id FROM articles WHERE sequence IN ({among}))"
        for article, tag in self.connection.select(sql, wanted):
            tags.setdefault(article, []).append(tag)
        progress = self._compute_progress(wanted)
        return {
            sequence: ListedArticle(
                parse_entry_row(tuple(row), tags.get(row[0], ())), notes, others, progress.get(sequence)
            )
            for sequence, notes, others, *row in rows
        }

    def _compute_progress(self, sequences: str) -> dict[int, int]:
        """How far articles were read, in per cent, by their sequences; without those that were left at the beginning.

        Args:
            sequences: As a JSON array.
        """
        sql = """SELECT sequence, block, at, t.lengths FROM articles JOIN texts AS t ON t.article = id
            WHERE sequence IN (SELECT value FROM json_each(?)) AND (block > 0 OR at > 0)"""
        found = {}
        for sequence, block, at, lengths in self.connection.select(sql, sequences):
            sizes = [each for each in parse_json_list(lengths) if isinstance(each, int)]
            if total := sum(sizes):
                found[sequence] = min(100, round(100 * (sum(sizes[:block]) + at) / total))
        return found

    def find_sequence(self, source: str) -> int | None:
        """An article by its id, its URL or the path of its file; None where it is not in the lists."""
        for column, value in (("id", source), ("url", source), ("path", os.fsencode(normalize_path(source)))):
            sql = f"SELECT sequence FROM articles WHERE {column} = ? AND hidden = 0"
            for (sequence,) in self.connection.select(sql, value):
                return int(sequence)
        return None

    def find_feeds(self, article_id: str) -> list[str]:
        """The ids of the feeds that an article is from, the first one first."""
        sql = "SELECT feed FROM feed_items WHERE article = ? ORDER BY number"
        return [feed for (feed,) in self.connection.select(sql, article_id)]

    def find_feed_title(self, feed_id: str) -> str:
        """The title that a feed has given itself; "" for one that was not fetched yet."""
        return next((title for (title,) in self.connection.select("SELECT title FROM feeds WHERE id = ?", feed_id)), "")

    def find_duplicates(self, article_id: str) -> list[str]:
        """The other articles that tell the same story as one, and were not taken out of its group."""
        sql = """SELECT o.article FROM stories AS s JOIN stories AS o USING (story)
            WHERE s.article = ? AND o.article <> s.article AND NOT o.separate ORDER BY o.article"""
        return [article for (article,) in self.connection.select(sql, article_id)]

    def filter_read(self, sequences: Iterable[int], *, read: bool) -> list[int]:
        """Those of some articles that were read, or were not, in their order.

        Args:
            sequences: The articles.
            read: Whether those that were read are wanted.
        """
        ordered = list(sequences)
        found: set[int] = set()
        sql = "SELECT sequence FROM articles WHERE sequence IN (SELECT value FROM json_each(?)) AND read = ?"
        for start in range(0, len(ordered), _CHUNK):
            chunk = json.dumps(ordered[start : start + _CHUNK])
            found.update(sequence for (sequence,) in self.connection.select(sql, chunk, int(read)))
        return [sequence for sequence in ordered if sequence in found]


def _get_place(feed: FollowedFeed) -> tuple[bool, str]:
    """What feeds are sorted by: those without a folder come last; in each folder they stay in their order."""
    return not feed.folder, feed.folder
