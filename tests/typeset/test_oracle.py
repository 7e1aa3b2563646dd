"""ICU's line breaker as an oracle: our breaks are a small choice of those that it allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.typeset import wrap

if TYPE_CHECKING:
    from collections.abc import Iterable

breakers = pytest.importorskip("icu4py.breakers", reason="the oracle, icu4py, is not installed")

WIDTHS = range(20, 121, 10)


def opportunities(text: str) -> set[int]:
    """Where ICU would break, in code points."""
    found, end = set(), 0
    for segment in breakers.LineBreaker(text, "zh@lb=strict"):
        end += len(segment)
        found.add(end)
    return found


def against_the_oracle(texts: Iterable[str]) -> tuple[int, list[str]]:
    """How many breaks we chose, and those that ICU would not."""
    chosen, odd = 0, []
    for text in texts:
        allowed = opportunities(text)
        for width in WIDTHS:
            for start, _ in wrap(text, width, first_width=width - 4)[1:]:
                chosen += 1
                if start not in allowed:
                    odd.append(f"{text[max(0, start - 8) : start]}|{text[start : start + 8]}")
    return chosen, odd


def test_the_oracle_breaks_between_han() -> None:
    assert opportunities("這——那😀好。") == {1, 3, 4, 5, 7}


def test_nearly_all_breaks_in_news_are_those_of_the_oracle(gold: list[str]) -> None:
    chosen, odd = against_the_oracle(gold)
    assert len(odd) <= 0.001 * chosen, odd


def test_breaks_of_the_test_paragraphs_differ_only_in_addresses(news: list[str]) -> None:
    """ICU parts an address at other places than R4 does."""
    _, odd = against_the_oracle(news)
    assert [place for place in odd if not place.isascii() and "section-" not in place] == []
