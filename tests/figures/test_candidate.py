"""Ranges of candidates."""

from __future__ import annotations

from fractions import Fraction

import pytest

from reader.figures.candidate import Candidate


@pytest.mark.parametrize(
    ("low", "high", "ends"),
    [
        (3, 5, (3, 5)),
        (5, 3, (3, 5)),
        (Fraction(1, 2), Fraction(1, 3), (Fraction(1, 3), Fraction(1, 2))),
        (5, None, (5, None)),
        ("2024-06", "2024-05", ("2024-06", "2024-05")),
    ],
)
def test_the_numbers_of_a_range_are_put_in_order(low: object, high: object, ends: tuple[object, object]) -> None:
    candidate = Candidate(0, 1, "count", 4)
    candidate.make_range(low, high)  # type: ignore[arg-type]
    assert (candidate.value, candidate.low, candidate.high, candidate.is_range) == (None, *ends, True)
