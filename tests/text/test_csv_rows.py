from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.csv_rows import format_csv_row, guard_formula


@pytest.mark.parametrize("text", ["=1+1", "＝1+1", " =1+1", "　@SUM(1)", "+cmd", "@A1", "\t=1", "\r=1", "-2+3", "－x"])
def test_formulas_get_an_apostrophe(text: str) -> None:
    assert guard_formula(text) == "'" + text


@pytest.mark.parametrize("text", ["-3", "+1,200", "-12.5%", "第一節", "a=b", " 甲", ""])
def test_numbers_and_words_stay_as_they_are(text: str) -> None:
    assert guard_formula(text) == text


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (Decimal("1E+3"), "1000"),
        ([1, "a"], "1 a"),
        (["=1"], "'=1"),
        (5, "5"),
    ],
)
def test_values_are_formatted_as_cells(value: object, cell: str) -> None:
    assert format_csv_row([value, "x"]) == f"{cell},x"


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=2, max_size=5))
def test_rows_are_read_back_by_any_reader_of_csv(values: list[str]) -> None:
    (row,) = csv.reader(io.StringIO(format_csv_row(values), newline=""))
    assert row == [guard_formula(value) for value in values]
