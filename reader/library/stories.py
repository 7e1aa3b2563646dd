"""Stories that several articles tell: found by samples of their texts' hashes, and parted again by the user."""

from __future__ import annotations

import json
from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.connection import Connection

LIKENESS_MIN = 0.6
"""Share of the shorter text's hashes that the other has too, from which both tell the same story."""
_SIZE_RATIO_MAX = 3
"""How many times as many hashes the longer text may have: a summary of a story is no copy of it."""
_INDEXED_MAX = 8
"""Hashes of an article that are indexed, the least ones: of nearly equal texts nearly all are equal."""
_SHARED_MIN = 2
"""Indexed hashes that two articles must have in common before they are compared."""
_CANDIDATES_MAX = 20


class StoryGroups:
    """The groups of articles in a library that tell the same story.

    All methods raise ReaderError where the library cannot be read or written.

    Args:
        connection: To the library.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_article(self, article_id: str, hashes: Sequence[int]) -> str | None:
        """Put an article into the group of those with nearly the same text; the story's id, None where it is alone.

        An article that the user took out of a group stays out. Articles of one feed alone are not grouped: a column
        that repeats itself every day is no copy.

        Args:
            article_id: The article.
            hashes: Of `make_fingerprint`; none for a text that is too short to be compared.
        """
        with self._connection.transaction():
            self._connection.execute("DELETE FROM fingerprint_hashes WHERE article = ?", article_id)
            packed = array("I", sorted(hashes)).tobytes()
            self._connection.execute("INSERT OR REPLACE INTO fingerprints VALUES (?, ?)", article_id, packed)
            if not hashes:
                return None
            indexed = json.dumps(sorted(hashes)[:_INDEXED_MAX])
            like = self._find_like(article_id, frozenset(hashes), indexed)
            insert = "INSERT OR IGNORE INTO fingerprint_hashes SELECT value, ? FROM json_each(?)"
            self._connection.execute(insert, article_id, indexed)
            known = self._connection.select("SELECT story, separate FROM stories WHERE article = ?", article_id)
            if known or like is None:
                return known[0][0] if known and not known[0][1] else None
            for each in (like, article_id):
                self._connection.execute("INSERT OR IGNORE INTO stories (article, story) VALUES (?, ?)", each, like)
            (story,) = self._connection.select("SELECT story FROM stories WHERE article = ?", like)[0]
            self._connection.execute("UPDATE stories SET story = ? WHERE article = ?", story, article_id)
            return str(story)

    def _find_like(self, article_id: str, hashes: frozenset[int], indexed: str) -> str | None:
        """The article with the most similar text, of another feed; None where there is none."""
        sql = """SELECT h.article, f.hashes, count(*)
            FROM fingerprint_hashes AS h JOIN fingerprints AS f USING (article)
            WHERE h.hash IN (SELECT value FROM json_each(?)) AND h.article <> ?
            AND h.article NOT IN (SELECT article FROM stories WHERE separate)
            AND NOT EXISTS (SELECT 1 FROM feed_items AS a JOIN feed_items AS b USING (feed)
                WHERE a.article = h.article AND b.article = ?)
            GROUP BY h.article HAVING count(*) >= ? ORDER BY count(*) DESC, h.article LIMIT ?"""
        shared_min = min(_SHARED_MIN, len(hashes))
        rows = self._connection.select(sql, indexed, article_id, article_id, shared_min, _CANDIDATES_MAX)
        best, best_likeness = None, LIKENESS_MIN
        for other, packed, _ in rows:
            likeness = compare_fingerprints(hashes, frozenset(array("I", packed)))
            if likeness >= best_likeness:
                best, best_likeness = other, likeness
        return best

    def load_groups(self) -> dict[str, list[str]]:
        """The ids of the articles of each story with more than one, the one added first first, by the story's id."""
        sql = """SELECT story, article FROM stories JOIN articles ON id = article
            WHERE NOT separate AND hidden = 0 ORDER BY added, article"""
        found: dict[str, list[str]] = {}
        for story, article in self._connection.select(sql):
            found.setdefault(story, []).append(article)
        return {story: articles for story, articles in found.items() if len(articles) > 1}

    def set_separate(self, article_id: str, *, is_separate: bool) -> None:
        """Take an article out of its group for good, or put it back.

        Args:
            article_id: The article.
            is_separate: Whether it is taken out.
        """
        self._connection.execute("UPDATE stories SET separate = ? WHERE article = ?", is_separate, article_id)


def compare_fingerprints(hashes: frozenset[int], other: frozenset[int]) -> float:
    """How alike two texts are, from 0 to 1: the share of the shorter one's hashes that the longer one has too.

    Args:
        hashes: Of one text.
        other: Of the other.
    """
    short, long = sorted((len(hashes), len(other)))
    if not short or long > _SIZE_RATIO_MAX * short:
        return 0.0
    return len(hashes & other) / short
