"""The few words of a copy that are not of its article; labels.tsv has them, in the script the article is shown in."""

from __future__ import annotations

from functools import cache

from reader.text.tsv import read_table


@cache
def load_labels(language: str) -> dict[str, str]:
    """The words by their keys.

    Args:
        language: zh-Hant or zh-Hans.
    """
    header, rows = read_table(__file__, "labels")
    column = header.index(language)
    return {cells[0]: cells[column] for cells in rows}
