"""The words of a copy that are not of its article, in the script of the article as shown; labels.tsv has them."""

from __future__ import annotations

from functools import cache

from reader.text.tsv import read_table


@cache
def load_labels(language: str) -> dict[str, str]:
    """The labels in a language by their keys.

    Args:
        language: zh-Hant or zh-Hans.
    """
    header, rows = read_table(__file__, "labels")
    column = header.index(language)
    return {cells[0]: cells[column] for cells in rows}
