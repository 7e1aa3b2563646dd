"""What finds words again without the library: where they were, or the one place they are at; else nowhere."""

from __future__ import annotations

import pytest

from reader.annotations.model import Annotation, Canonical
from reader.copies.anchors import by_words, placed
from reader.model import Block, clean

WHEN = "2026-01-01T00:00:00.000000Z"


def canonical(text: str) -> Canonical:
    return Canonical([Block("paragraph", clean(text))])


def mark(text: str, quote: str) -> Annotation:
    at = text.index(quote)
    return Annotation("urn:1", WHEN, WHEN, canonical(text).target(at, at + len(quote)))


@pytest.mark.parametrize(
    ("before", "quote", "after", "state", "at"),
    [
        ("甲乙丙丁戊己", "丙丁", "甲乙丙丁戊己", "exact", 2),
        ("甲乙丙丁戊己", "乙丙丁戊", "新的甲乙丙丁戊己", "moved", 3),
        ("甲乙丙丁戊己", "丙丁", "新的甲乙丙丁戊己", "orphan", 2),
        ("甲乙丙丁戊己", "乙丙丁戊", "乙丙丁戊、乙丙丁戊", "ambiguous", 1),
        ("甲乙丙丁戊己", "乙丙丁戊", "甲乙丙戊己", "orphan", 1),
        ("甲乙丙丁戊己", "丙丁", "子丑丙丁寅卯", "orphan", 2),  # too short to tell that these are meant
        ("甲乙丙丁戊己", "乙丙丁戊", "子乙丙丁戊、乙丙丁戊", "ambiguous", 1),
        ("甲乙丙丁戊己", "乙丙丁戊", "子乙丙丁戊丑", "exact", 1),  # in other surroundings, but it is there alone
    ],
)
def test_the_words_are_found_or_not_placed(before: str, quote: str, after: str, state: str, at: int) -> None:
    (found,) = by_words(canonical(after), [mark(before, quote)])
    assert found.target
    assert (found.target.exact, found.state, found.target.start) == (quote, state, at)


def test_what_is_about_all_stays() -> None:
    whole = Annotation("urn:1", WHEN, WHEN, note="好")
    assert by_words(canonical("甲"), [whole]) == [whole]
    assert placed(whole, 0, 1) == whole


def test_a_move_is_kept_in_the_history() -> None:
    moved = placed(mark("甲乙丙丁", "乙丙"), 3, 5, 0.8)
    assert (moved.state, moved.score) == ("fuzzy", 0.8)
    assert [(each.start, each.end, each.to_start, each.to_end) for each in moved.history] == [(1, 3, 3, 5)]
