"""Runs a parsed query: the sequences of the articles that match it, counted and in pages.

Words are looked up in two indices: text_index has the titles, texts and authors, note_index the notes and their tags;
the tags of articles are compared one by one, since there are few. Nearly all articles have nothing in the second, so
that one MATCH of the whole query in text_index answers it; only the articles in whose notes or tags one of the words
was found are looked at word by word. A query that is no such MATCH (one without a word that has to be there, or with
conditions inside OR) is answered by looking at every article.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.library.search_query import And, DayRange, Not, Or, StateCondition, Word, iter_words
from reader.library.sql_functions import DAY_SHIFT, to_julian_day
from reader.text.folding import fold_for_search
from reader.text.search_tokens import find_words, tokenize_for_search

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.connection import Connection
    from reader.library.search_query import Node, State

SearchOrder = Literal["newest", "best"]

_STATE_CONDITIONS: dict[State, str] = {
    "unread": "a.read = 0",
    "read": "a.read <> 0",
    "starred": "a.starred = 1",
    "annotated": "EXISTS (SELECT 1 FROM annotations WHERE article = a.id)",
    "changed": "a.changed IS NOT NULL",
    "gone": "a.gone IS NOT NULL",
}
_NOTED_ARTICLES = (
    "SELECT sequence FROM note_index JOIN annotations ON number = note_index.rowid JOIN articles a ON a.id = article"
    " WHERE note_index MATCH ? AND hidden = 0"
)
_TAGGED_ARTICLES = (
    "SELECT sequence FROM tags JOIN articles ON id = article"
    " WHERE hidden = 0 AND tag IN (SELECT value FROM json_each(?))"
)
_FEED_CONDITION = "a.id IN (SELECT article FROM feed_items WHERE feed IN (SELECT value FROM json_each(?)))"
_RANK = "bm25(10.0, 1.0, 5.0)"
"""The weights of title, body and author."""
_FIRST_SEQUENCE, _SEQUENCES_END = 0, 1 << 62
"""The least sequence, and one that none reaches."""
_MAX_LOOKUPS = 500
"""Articles that are looked up one by one in the index; for more the whole answer for a word is taken."""


class _Sql(NamedTuple):
    """A condition of SQL, with the values of its placeholders."""

    text: str
    values: tuple[object, ...] = ()


class ArticleQuery:
    """The articles that match a query, as they are in the library at the moment of each call.

    Args:
        connection: To the library.
        node: The parsed query.
    """

    def __init__(self, connection: Connection, node: Node) -> None:
        self._connection = connection
        self._node = node
        words = list(iter_words(node, is_wanted=False))
        self._noted = {word: self._find_noted(word) for word in dict.fromkeys(words)}
        self.noted_sequences = sorted(set().union(*self._noted.values()))
        """The articles that have one of the words in their notes or tags; not all of them match."""
        self._is_listed_noted = len(self.noted_sequences) <= _MAX_LOOKUPS
        parts = node.nodes if isinstance(node, And) else (node,)
        words_only = [part for part in parts if _is_of_words(part)]
        self._others = [part for part in parts if not _is_of_words(part)]
        expression = _to_match(And(tuple(words_only))) if words_only else None
        self._match = expression
        """The part of the query that has only words, as FTS5 writes it; "" matches nothing, None is impossible."""

    # -- what matches

    def count(self) -> int:
        """How many articles match."""
        total = 0
        for sql, values in self._selects("count(*)", "count(*)"):
            ((found,),) = self._connection.select(sql, *values)
            total += found
        return total

    def find_sequences(self, limit: int | None = None, offset: int = 0, order: SearchOrder = "newest") -> list[int]:
        """The sequences of the articles that match, in order.

        Args:
            limit: How many at most; None for all.
            offset: How many of the first ones to leave out.
            order: `newest`: by day. `best`: those found in notes and tags first, then those with the words in their
                titles, and by the share that the words have in the text.
        """
        selects = self._selects("text_index.rowid", "a.sequence")
        end = None if limit is None else limit + offset
        if order == "best" and self._match:
            noted = [self._run(select, "ORDER BY sequence DESC", end) for select in selects[1:]]
            ranked = self._run(selects[0], f"AND rank MATCH '{_RANK}' ORDER BY rank, text_index.rowid DESC", end)
            found = [*(each for part in noted for each in part), *ranked]
        else:
            orders = ["ORDER BY text_index.rowid DESC" if self._match else "ORDER BY a.sequence DESC"]
            orders += ["ORDER BY a.sequence DESC"] * (len(selects) - 1)
            parts = [self._run(select, by, end) for select, by in zip(selects, orders, strict=True)]
            found = parts[0] if len(parts) == 1 else sorted((each for part in parts for each in part), reverse=True)
        return found[offset:end]

    def _run(self, select: _Sql, order: str, limit: int | None) -> list[int]:
        limited = _Sql("") if limit is None else _Sql(" LIMIT ?", (limit,))
        rows = self._connection.select(f"{select.text} {order}{limited.text}", *select.values, *limited.values)
        return [sequence for (sequence,) in rows]

    def _selects(self, from_index: str, from_articles: str) -> list[_Sql]:
        """The SELECTs whose rows together are the articles that match, each with the values of its placeholders.

        Args:
            from_index: What is selected where the table text_index is asked.
            from_articles: What is selected where the table articles, called a, is asked.
        """
        if self._match is None:
            whole = self._to_sql(self._node)
            return [_Sql(f"SELECT {from_articles} FROM articles a WHERE a.hidden = 0 AND {whole.text}", whole.values)]
        selects: list[_Sql] = []
        noted = json.dumps(self.noted_sequences)
        if self._match:
            join, condition, values = self._join_others()
            sql = f"SELECT {from_index} FROM text_index{join} WHERE text_index MATCH ?{condition}"
            if self.noted_sequences:
                sql += " AND text_index.rowid NOT IN (SELECT value FROM json_each(?))"
                values = (*values, noted)
            selects.append(_Sql(sql, (self._match, *values)))
        if self.noted_sequences or not self._match:
            whole = self._to_sql(self._node)
            among = "a.sequence IN (SELECT value FROM json_each(?))"
            sql = f"SELECT {from_articles} FROM articles a WHERE {among} AND {whole.text}"
            selects.append(_Sql(sql, (noted, *whole.values)))
        return selects

    def _join_others(self) -> tuple[str, str, tuple[object, ...]]:
        """What joins text_index with the articles, and the conditions that are no words; a range of days needs none."""
        join, conditions = "", ""
        values: tuple[object, ...] = ()
        for node in self._others:
            if isinstance(node, DayRange):
                condition = _day_condition(node, "text_index.rowid")
            else:
                join = " JOIN articles a ON a.sequence = text_index.rowid"
                condition = self._to_sql(node)
            conditions += f" AND {condition.text}"
            values += condition.values
        return join, conditions, values

    # -- conditions

    def _to_sql(self, node: Node) -> _Sql:
        """A condition on a row of the articles, called a, that is true where a part of the query matches."""
        match node:
            case Word():
                return self._word_condition(node)
            case StateCondition(state):
                return _Sql(_STATE_CONDITIONS[state])
            case DayRange():
                return _day_condition(node, "a.sequence")
            case Not(child):
                condition = self._to_sql(child)
                return _Sql(f"NOT {condition.text}", condition.values)
            case And(nodes) | Or(nodes):
                parts = [self._to_sql(child) for child in nodes]
                joined = (" AND " if isinstance(node, And) else " OR ").join(part.text for part in parts)
                return _Sql(f"({joined})", tuple(value for part in parts for value in part.values))

    def _word_condition(self, word: Word) -> _Sql:
        if word.field == "feed":
            rows = self._connection.select("SELECT id, title, url FROM feeds")
            feeds = [feed for feed, *names in rows if any(_has(name, word) for name in names)]
            return _Sql(_FEED_CONDITION, (json.dumps(feeds, ensure_ascii=False),))
        noted = _Sql("a.sequence IN (SELECT value FROM json_each(?))", (json.dumps(sorted(self._noted[word])),))
        match = _to_match(word)
        if not match:
            return noted
        # Looked up row by row the index is not read as a whole; for many rows reading it once costs less.
        is_looked_up = self._match is not None and self._is_listed_noted
        among = (
            "EXISTS (SELECT 1 FROM text_index WHERE text_index MATCH ? AND rowid = a.sequence)"
            if is_looked_up
            else "a.sequence IN (SELECT rowid FROM text_index WHERE text_index MATCH ?)"
        )
        return _Sql(f"({among} OR {noted.text})", (match, *noted.values))

    def _find_noted(self, word: Word) -> set[int]:
        """The sequences of the articles that have a word in their notes, in the tags of these, or in their own."""
        found: set[int] = set()
        if word.field in ("", "note", "tag"):
            match = _to_phrase(word, word.field)
            found.update(sequence for (sequence,) in self._connection.select(_NOTED_ARTICLES, match))
        if word.field in ("", "tag"):
            tags = [tag for (tag,) in self._connection.select("SELECT DISTINCT tag FROM tags") if _has(tag, word)]
            if tags:
                rows = self._connection.select(_TAGGED_ARTICLES, json.dumps(tags, ensure_ascii=False))
                found.update(sequence for (sequence,) in rows)
        return found


def _has(text: str, word: Word) -> bool:
    """Whether a name or a tag has a word."""
    places = find_words(fold_for_search(text), word.folded, is_prefix=word.is_prefix)
    return next(places, None) is not None


def _day_condition(days: DayRange, column: str) -> _Sql:
    """The condition that a sequence is of one of some days."""
    first = to_julian_day(days.first) << DAY_SHIFT if days.first else _FIRST_SEQUENCE
    end = to_julian_day(days.last) + 1 << DAY_SHIFT if days.last else _SEQUENCES_END
    return _Sql(f"({column} >= ? AND {column} < ?)", (first, end))


def _is_of_words(node: Node) -> bool:
    """Whether a part of a query has only words that are looked up in the indices."""
    match node:
        case Word(field=field):
            return field != "feed"
        case Not(child):
            return _is_of_words(child)
        case And(nodes) | Or(nodes):
            return all(map(_is_of_words, nodes))
    return False


def _to_match(node: Node) -> str | None:
    """A part of a query that has only words, as an expression of FTS5 for text_index; words of notes match nothing.

    Returns:
        The expression; "" where nothing can match, None where FTS5 cannot say it: it has no NOT without a left side.
    """
    match node:
        case Word():
            return "" if node.field in ("note", "tag") else _to_phrase(node, node.field)
        case Or(nodes):
            parts = [_to_match(child) for child in nodes]
            return None if None in parts else _join([part for part in parts if part], " OR ")
        case And(nodes):
            wanted = [_to_match(child) for child in nodes if not isinstance(child, Not)]
            unwanted = [_to_match(child.node) for child in nodes if isinstance(child, Not)]
            if not wanted or None in wanted or None in unwanted:
                return None
            if "" in wanted:
                return ""
            joined = _join(wanted, " AND ")
            excluded = _join([part for part in unwanted if part], " OR ")
            return f"({joined} NOT {excluded})" if excluded else joined
    return None


def _join(parts: Sequence[str | None], operator: str) -> str:
    """Expressions of FTS5, joined and in brackets; "" for none."""
    joined = operator.join(part or "" for part in parts)
    return f"({joined})" if len(parts) > 1 else joined


def _to_phrase(word: Word, column: str) -> str:
    """The phrase of a word's tokens as FTS5 writes it, in one column or in all where that is ""."""
    phrase = f'"{tokenize_for_search(word.folded)}"{"*" if word.is_prefix else ""}'
    return f"{{{column}}} : {phrase}" if column else phrase
