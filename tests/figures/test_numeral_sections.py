"""Sections of numerals: steps, zeros, pairs and tails."""

from __future__ import annotations

import pytest

from reader.figures.context import FigureContext
from reader.figures.lexicon import fold
from reader.figures.numeral_sections import begins_unit, scale_at, section_at
from reader.figures.scan import find_figures


@pytest.mark.parametrize(
    ("text", "value", "size"),
    [("二百零五人", 205, 4), ("四百五", 450, 3), ("廿五", 25, 2), ("1,353.83", None, 8), ("三千二", 3200, 3)],
)
def test_a_section_ends_where_its_number_ends(text: str, value: int | None, size: int) -> None:
    section = section_at(fold(text), 0, after_scale=False)
    assert section is not None
    assert section.end == size
    assert value is None or section.value == value


def test_a_pair_of_digits_has_two_ends() -> None:
    section = section_at("五六百", 0, after_scale=False)
    assert section is not None
    assert (section.value, section.high) == (500, 600)


@pytest.mark.parametrize(("text", "size", "end"), [("万亿元", 10**12, 2), ("多万人", 10**4, 2), ("兆瓦", 0, 0)])
def test_scales_multiply_unless_they_begin_a_unit(text: str, size: int, end: int) -> None:
    found = scale_at(text, 0, empty=False)
    assert (found[0], found[2]) == (size, end)


def test_a_step_may_begin_a_unit() -> None:
    assert begins_unit("十千瓦", 1, begun=True)
    assert not begins_unit("千人", 0, begun=False)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("3千500人", "3千500人"),
        ("3千5000人", "5000人"),
        ("3百50人", "3百50人"),
        ("3百100人", "100人"),
    ],
)
def test_digits_behind_a_step_are_smaller_than_it(text: str, printed: str) -> None:
    assert [figure.text for figure in find_figures(text, FigureContext("2024-06-11", "CN"))] == [printed]
