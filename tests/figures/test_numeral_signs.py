"""Blanks between the characters of a numeral."""

from __future__ import annotations

import pytest

from reader.figures.numeral_signs import skip_blanks

WANTED = frozenset("萬")


@pytest.mark.parametrize(
    ("text", "at", "end"),
    [
        ("萬", 0, 0),
        ("5 萬", 1, 2),
        ("5 \u3000\u00a0萬", 1, 4),
        ("5    萬", 1, 1),
        ("5 \t人", 1, 1),
        ("5  ", 1, 1),
        ("5", 1, 1),
        ("5人萬", 1, 1),
    ],
)
def test_at_most_three_blanks_are_skipped_before_a_sign_that_is_wanted(text: str, at: int, end: int) -> None:
    assert skip_blanks(text, at, WANTED) == end
