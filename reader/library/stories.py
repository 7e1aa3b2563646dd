"""Articles of several feeds about the same story: found by samples of hashes of their texts, separated by the user."""

from __future__ import annotations

import json
from array import array
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

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
_SHARED_ROWS_MAX = 5_000
"""Articles that are looked at for what they have in common; more have only a phrase that all papers print."""
_VALUES = "(SELECT value FROM json_each(?))"


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

        See `add_articles`.

        Args:
            article_id: The article.
            hashes: Of `make_fingerprint`; none for a text that is too short to be compared.
        """
        return self.add_articles({article_id: hashes}).get(article_id)

    def add_articles(self, fingerprints: Mapping[str, Sequence[int]]) -> dict[str, str]:
        """Put articles into the groups of those with nearly the same text; the stories' ids of those in a group.

        An article that the reader took out of a group stays out. Articles of one feed alone are not grouped: a column
        that repeats itself every day is no copy.

        Args:
            fingerprints: Of `make_fingerprint`, by the ids of the articles.
        """
        ordered = {article: sorted(hashes) for article, hashes in fingerprints.items()}
        packed = [(article, array("I", hashes).tobytes()) for article, hashes in ordered.items()]
        indexed = {article: hashes[:_INDEXED_MAX] for article, hashes in ordered.items() if hashes}
        with self._connection.transaction():
            remove_fingerprints(self._connection, ordered)
            self._connection.execute_many("INSERT INTO fingerprints VALUES (?, ?)", packed)
            candidates = self._find_candidates(indexed)
            sql = "INSERT OR IGNORE INTO fingerprint_hashes SELECT value, ? FROM json_each(?)"
            self._connection.execute_many(sql, [(article, _to_json(hashes)) for article, hashes in indexed.items()])
            found = {}
            for article, others in candidates.items():
                like = self._find_like(article, frozenset(ordered[article]), others) if others else None
                if like is not None and (story := self._join(article, like)) is not None:
                    found[article] = story
            return found

    def _find_candidates(self, indexed: Mapping[str, Sequence[int]]) -> dict[str, list[str]]:
        """The articles of the library that have indexed hashes in common with some articles, by the ids of these."""
        by_hash: dict[int, list[str]] = {}
        for article, hashes in indexed.items():
            for value in hashes:
                by_hash.setdefault(value, []).append(article)
        shared: Counter[tuple[str, str]] = Counter()
        sql = f"SELECT hash, article FROM fingerprint_hashes WHERE hash IN {_VALUES} LIMIT {_SHARED_ROWS_MAX}"
        for value, other in self._connection.select(sql, _to_json(by_hash)):
            shared.update((article, other) for article in by_hash[value])
        found: dict[str, list[str]] = {}
        for (article, other), count in shared.most_common():
            if (
                count >= min(_SHARED_MIN, len(indexed[article]))
                and len(found.setdefault(article, [])) < _CANDIDATES_MAX
            ):
                found[article].append(other)
        return found

    def _find_like(self, article_id: str, hashes: frozenset[int], others: Sequence[str]) -> str | None:
        """The one of some articles with the most similar text, of another feed; None where there is none."""
        sql = f"""SELECT f.article, f.hashes FROM fingerprints AS f WHERE f.article IN {_VALUES}
            AND f.article NOT IN (SELECT article FROM stories WHERE separate)
            AND NOT EXISTS (SELECT 1 FROM feed_items AS a JOIN feed_items AS b USING (feed)
                WHERE a.article = f.article AND b.article = ?)
            ORDER BY f.article"""
        best, best_likeness = None, LIKENESS_MIN
        for other, packed in self._connection.select(sql, _to_json(others), article_id):
            likeness = compare_fingerprints(hashes, frozenset(array("I", packed)))
            if likeness >= best_likeness:
                best, best_likeness = other, likeness
        return best

    def _join(self, article_id: str, like: str) -> str | None:
        """Put an article into the group of another; the story's id, None where the reader took it out."""
        known = self._connection.select("SELECT story, separate FROM stories WHERE article = ?", article_id)
        if known:
            return None if known[0][1] else str(known[0][0])
        for each in (like, article_id):
            self._connection.execute("INSERT OR IGNORE INTO stories (article, story) VALUES (?, ?)", each, like)
        (story,) = self._connection.select("SELECT story FROM stories WHERE article = ?", like)[0]
        self._connection.execute("UPDATE stories SET story = ? WHERE article = ?", story, article_id)
        return str(story)

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


def remove_fingerprints(connection: Connection, article_ids: Iterable[str]) -> None:
    """Remove the hashes of articles' texts.

    Args:
        connection: To the library.
        article_ids: The articles; those without hashes are ignored.
    """
    ids = _to_json(article_ids)
    known = connection.select(f"SELECT article, hashes FROM fingerprints WHERE article IN {_VALUES}", ids)
    if not known:
        return
    # The index of hashes is searched by hash; by article it would have to be read as a whole.
    indexed = ((value, article) for article, packed in known for value in array("I", packed)[:_INDEXED_MAX])
    connection.execute_many("DELETE FROM fingerprint_hashes WHERE hash = ? AND article = ?", indexed)
    connection.execute(f"DELETE FROM fingerprints WHERE article IN {_VALUES}", ids)


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


def _to_json(values: Iterable[object]) -> str:
    return json.dumps(list(values))
