"""Stores many new articles at once, with their entries in the search index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.sql_functions import DAY_SHIFT, compute_article_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.connection import Connection
    from reader.library.records import ArticleRows


def insert_articles(connection: Connection, rows: Sequence[ArticleRows]) -> None:
    """Store articles that the library does not have, in the transaction that is open.

    Args:
        connection: To the library.
        rows: Of `make_article_rows`; one article each.

    Raises:
        ReaderError: One is there already.
    """
    # The texts go first. The triggers of the search index then find no article that they belong to and leave the index
    # alone: FTS5 writes what it has collected to the disk for each statement with a trigger, which takes five times as
    # long as one statement for all rows.
    connection.select("PRAGMA defer_foreign_keys = ON")  # until the transaction ends
    numbered = sorted(zip(_assign_sequences(connection, rows), rows, strict=True), key=lambda each: each[0])
    articles = [{**row.article, "sequence": sequence} for sequence, row in numbered]
    for table, values in (("texts", [row.text for _, row in numbered]), ("articles", articles)):
        if values:
            columns = ", ".join(values[0])
            sql = f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(values[0]))})"
            connection.execute_many(sql, [[*row.values()] for row in values])
    sql = "INSERT INTO text_index (rowid, title, body, author) VALUES (?, ?, ?, ?)"
    # In rising order: FTS5 also writes at each step back.
    connection.execute_many(sql, [(sequence, *row.tokens) for sequence, row in numbered])


def _assign_sequences(connection: Connection, rows: Sequence[ArticleRows]) -> list[int]:
    """The sequences of articles that are to be stored, as the trigger article_added assigns them one by one."""
    days = [compute_article_day(row.article["date"], row.article["added"]) for row in rows]
    sql = "SELECT max(sequence) FROM articles WHERE sequence >= ? AND sequence < ?"
    following: dict[int, int] = {}
    for day in set(days):
        ((last,),) = connection.select(sql, day << DAY_SHIFT, day + 1 << DAY_SHIFT)
        following[day] = day << DAY_SHIFT if last is None else last + 1
    sequences: list[int] = []
    for day in days:
        sequences.append(following[day])
        following[day] += 1
    return sequences
