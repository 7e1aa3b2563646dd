"""Parts of a text that are converted apart."""

from __future__ import annotations

import pytest

from reader.script.chunking import find_clause, find_cut, split_into_chunks

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


@pytest.mark.parametrize(
    ("text", "max_length", "separators_only", "chunks"),
    [
        ("甲乙，丙", 4, False, ["甲乙，丙"]),
        ("甲乙，丙", 3, False, ["甲乙，", "丙"]),
        ("甲乙，丙", 2, False, ["甲乙", "，丙"]),
        ("甲，乙，丙丁", 5, False, ["甲，乙，", "丙丁"]),
        ("甲乙丙，丁", 2, True, ["甲乙丙，", "丁"]),
        ("甲乙丙丁", 2, True, ["甲乙丙丁"]),
        ("甲\n乙丙", 3, False, ["甲\n", "乙丙"]),
        ("", 3, False, [""]),
    ],
)
def test_a_chunk_ends_behind_the_last_separator_that_fits(
    text: str, max_length: int, chunks: list[str], *, separators_only: bool
) -> None:
    assert list(split_into_chunks(text, max_length, separators_only=separators_only)) == chunks


@pytest.mark.parametrize(
    ("text", "start", "end", "cut"),
    [
        ("來源:江岸。日報，甲", 0, 10, 3),
        ("來源:江岸:日報", 0, 8, 6),
        ("來源。江岸，日報", 0, 8, 3),
        ("來源，江岸日報", 0, 7, 3),
        ("，江岸日報", 0, 5, 1),
        ("，江岸日報", 1, 5, 5),
        ("江岸，日報", 0, 2, 2),
    ],
)
def test_a_stretch_in_two_scripts_is_cut_behind_its_label_or_sentence(
    text: str, start: int, end: int, cut: int
) -> None:
    assert find_cut(text, start, end) == cut
