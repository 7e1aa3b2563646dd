"""Access to the word lists in data/ (TSV files with a header line), and patterns that are compiled at first use.

All words are in simplified characters and narrow punctuation, because they are matched on normalized text
(lines.normalize_chars).
"""

from __future__ import annotations

from functools import cache

from reader.text.patterns import lazy_pattern as lazy_pattern
from reader.text.tsv import read_rows


@cache
def read_lexicon_rows(name: str) -> list[list[str]]:
    """Return the rows of the table data/NAME.tsv without its header."""
    return read_rows(__file__, f"data/{name}")


@cache
def get_words(table: str, category: str | None = None) -> frozenset[str]:
    """Return the first column of a table: of all rows, or of those with `category` in the second column.

    Args:
        table: The name of the table.
        category: The category; None for all rows.
    """
    return frozenset([row[0] for row in read_lexicon_rows(table) if category is None or row[1] == category])


def find_prefix(text: str, table: str, category: str) -> str:
    """Return the longest word of a category of a table that the text begins with; empty when there is none.

    Args:
        text: The normalized text.
        table: The name of the table.
        category: The category.
    """
    for word in _index_by_letter(table, category, 0).get(text[:1], ()):
        if text.startswith(word):
            return word
    return ""


def find_suffix(text: str, table: str, category: str | None = None) -> str:
    """Return the longest word of a table, or of one category of it, that the text ends with; empty without one.

    Args:
        text: The normalized text.
        table: The name of the table.
        category: The category; None for all rows.
    """
    for word in _index_by_letter(table, category, -1).get(text[-1:], ()):
        if text.endswith(word):
            return word
    return ""


@cache
def _index_by_letter(table: str, category: str | None, position: int) -> dict[str, list[str]]:
    """The words of a table by their first or last character, the longest first, so that few need comparing."""
    found: dict[str, list[str]] = {}
    for word in sorted(get_words(table, category), key=len, reverse=True):
        found.setdefault(word[position], []).append(word)
    return found
