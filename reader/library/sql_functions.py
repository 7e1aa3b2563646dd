"""The functions of ours that the SQL of the schema calls: what is searched, and which day an article belongs to."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

JULIAN_DAY_OF_ORDINAL_0 = 1_721_425
"""The Julian day number, at noon, of the day with the proleptic Gregorian ordinal 0."""
DAY_SHIFT = 20
"""Bits of a sequence that count within a day."""


def create_functions(connection: sqlite3.Connection) -> None:
    """Let a connection's SQL call article_day, search_tokens and tag_tokens."""
    connection.create_function("article_day", 2, _article_day)
    connection.create_function("search_tokens", 1, _search_tokens)
    connection.create_function("tag_tokens", 1, _tag_tokens)


def compute_article_day(printed: str | None, added: str) -> int:
    """The Julian day number of the day that an article belongs to.

    That is the day it was printed. Where none is known, or one that is still to come when it is added (but tomorrow may
    have begun where it was printed), it is the day it was added.

    Args:
        printed: A date that begins with YYYY-MM-DD.
        added: A moment that begins so, in UTC.
    """
    added_day = parse_day(added)
    printed_day = parse_day(printed or "")
    if printed_day and (not added_day or printed_day <= added_day + timedelta(1)):
        return to_julian_day(printed_day)
    return to_julian_day(added_day) if added_day else 0


def to_julian_day(day: date) -> int:
    """The Julian day number of a day, at noon."""
    return day.toordinal() + JULIAN_DAY_OF_ORDINAL_0


def parse_day(text: str) -> date | None:
    """The day that a text begins with, as YYYY-MM-DD; None where it begins with none."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


# -- the functions of SQL: they get texts as bytes, since Python refuses a text that is no UTF-8


def _article_day(printed: bytes | None, added: bytes) -> int:
    return compute_article_day(_decode(printed), _decode(added))


def _search_tokens(text: bytes | str | None) -> str:
    from reader.text.search_tokens import tokenize_for_search  # late: only what is stored or searched needs it

    return tokenize_for_search(_decode(text))


def _tag_tokens(tags: bytes) -> str:
    """The tokens of the tags in a JSON list; none where it is damaged."""
    try:
        value = json.loads(_decode(tags))
    except (ValueError, RecursionError):
        return ""
    return _search_tokens("\n".join(map(str, value))) if isinstance(value, list) else ""


def _decode(text: bytes | str | None) -> str:
    """A stored text with U+FFFD for bytes that are not UTF-8; "" for NULL."""
    return text.decode("utf-8", "replace") if isinstance(text, bytes) else text or ""
