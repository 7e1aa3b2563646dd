"""Dates in digits with separators or brackets."""

from __future__ import annotations

import pytest

from reader.figures.context import FigureContext
from reader.figures.scan import find_figures

CONTEXT = FigureContext("2024-06-11", "CN")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("於2018-12-21公布", "2018-12-21"),
        ("於2018.12.21公布", "2018-12-21"),
        ("於113/06/10公布", "2024-06-10"),
        ("今(7)日公布", "2024-06-07"),
        ("今 (8) 日公布", "2024-06-08"),
        ("今(2/24)公布", "2024-02-24"),
        ("2015/16年度", "2015/2016"),
        ("2023/24賽季", "2023/2024"),
        ("2018-12-21 14:30", "2018-12-21T14:30"),
    ],
)
def test_a_date_in_digits_is_read(text: str, value: str) -> None:
    assert [figure.canonical_value for figure in find_figures(text, CONTEXT)] == [value]


@pytest.mark.parametrize("text", ["2018-13-21", "113/6/10", "(3)項"])
def test_other_digits_are_no_date(text: str) -> None:
    assert not [figure for figure in find_figures(text, CONTEXT) if figure.kind == "date"]
