"""The tables of the rules: TSV files with a header line, read when the first rule asks; and patterns, compiled then.

All words are in simplified characters and narrow punctuation, for they are matched on shadows (lines.shade).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reader.text.tsv import read_rows

if TYPE_CHECKING:
    from collections.abc import Callable


def lazy(source: str) -> Callable[[], re.Pattern[str]]:
    """A pattern that is compiled at its first call.

    Compiling takes about 0.5 ms, far longer than any match; a cold start should pay for the rules it needs only. So
    a rule asks a cheap question (is there a bar, does it end with 摄) before it takes its pattern. No pattern has
    nested repeats, and all see SHORT characters at most: a hostile line cannot make one slow.
    """
    return cache(lambda: re.compile(source))


@cache
def rows(name: str) -> list[list[str]]:
    """The rows of a table without its header."""
    return read_rows(__file__, f"data/{name}")


@cache
def column(name: str, value: str | None = None) -> frozenset[str]:
    """The first column of a table, or of its rows that have the value in the second."""
    return frozenset([row[0] for row in rows(name) if value is None or row[1] == value])


def opening(text: str, name: str, value: str) -> str:
    """The longest word of the table's rows with a value that the text begins with; empty when there is none."""
    for word in _by_letter(name, value, 0).get(text[:1], ()):
        if text.startswith(word):
            return word
    return ""


def ending(text: str, name: str, value: str | None = None) -> str:
    """The longest word that the text ends with."""
    for word in _by_letter(name, value, -1).get(text[-1:], ()):
        if text.endswith(word):
            return word
    return ""


@cache
def _by_letter(name: str, value: str | None, at: int) -> dict[str, list[str]]:
    """The words of a table by their first or last letter, the longest first: a text is tried against a few only."""
    found: dict[str, list[str]] = {}
    for word in sorted(column(name, value), key=len, reverse=True):
        found.setdefault(word[at], []).append(word)
    return found
