"""Parts of a text that are converted apart."""

from __future__ import annotations

import pytest

from reader.script.chunking import find_clause, split_into_chunks

TEXT = "甲乙，丙丁戊。己庚"


@pytest.mark.parametrize(
    ("start", "end", "lower_bound", "clause"),
    [
        (4, 5, 0, "丙丁戊"),
        (3, 4, 0, "丙丁戊"),
        (0, 1, 0, "甲乙"),
        (7, 8, 0, "己庚"),
        (5, 6, 4, "丁戊"),
        (1, 4, 0, "甲乙，丙丁戊"),
    ],
)
def test_a_clause_ends_at_separators(start: int, end: int, lower_bound: int, clause: str) -> None:
    first, last = find_clause(TEXT, start, end, lower_bound)
    assert TEXT[first:last] == clause


@pytest.mark.parametrize("max_length", range(1, 12))
def test_chunks_are_the_whole_text_and_not_too_long(max_length: int) -> None:
    chunks = list(split_into_chunks(TEXT, max_length))
    assert "".join(chunks) == TEXT
    assert max(map(len, chunks)) <= max_length
