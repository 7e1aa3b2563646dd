"""The tables of the rules: TSV files with a header line, read when the first rule asks; and patterns, compiled then.

All words are in simplified characters and narrow punctuation, for they are matched on normalized text
(lines.normalize_chars).
"""

from __future__ import annotations

from functools import cache

from reader.text.patterns import lazy_pattern as lazy_pattern
from reader.text.tsv import read_rows


@cache
def read_lexicon_rows(name: str) -> list[list[str]]:
    """The rows of a table without its header."""
    return read_rows(__file__, f"data/{name}")


@cache
def get_words(table: str, category: str | None = None) -> frozenset[str]:
    """The first column of a table, or of its rows that have the value in the second."""
    return frozenset([row[0] for row in read_lexicon_rows(table) if category is None or row[1] == category])


def find_prefix(text: str, table: str, category: str) -> str:
    """The longest word of the table's rows with a value that the text begins with; empty when there is none."""
    for word in _index_by_letter(table, category, 0).get(text[:1], ()):
        if text.startswith(word):
            return word
    return ""


def find_suffix(text: str, table: str, category: str | None = None) -> str:
    """The longest word that the text ends with."""
    for word in _index_by_letter(table, category, -1).get(text[-1:], ()):
        if text.endswith(word):
            return word
    return ""


@cache
def _index_by_letter(table: str, category: str | None, position: int) -> dict[str, list[str]]:
    """The words of a table by their first or last letter, the longest first: a text is tried against a few only."""
    found: dict[str, list[str]] = {}
    for word in sorted(get_words(table, category), key=len, reverse=True):
        found.setdefault(word[position], []).append(word)
    return found
