"""The few words of a copy that are not of its article; words.tsv has them, in the script the article is shown in."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def words(language: str) -> dict[str, str]:
    """The words by their keys.

    Args:
        language: zh-Hant or zh-Hans.
    """
    head, *rows = Path(__file__).with_name("words.tsv").read_text("utf-8").splitlines()
    column = head.split("\t").index(language)
    return {cells[0]: cells[column] for cells in (row.split("\t") for row in rows)}
