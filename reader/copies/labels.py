"""The labels in a copy, such as the heading of its notes, in the script of the article as shown; from labels.tsv."""

from __future__ import annotations

from functools import cache

from reader.text.tsv import read_table


@cache
def load_labels(language: str) -> dict[str, str]:
    """Return the labels in a language by their keys.

    Args:
        language: zh-Hant or zh-Hans.
    """
    header, rows = read_table(__file__, "labels")
    column = header.index(language)
    return {cells[0]: cells[column] for cells in rows}
