"""Dates as they are printed, in every order of their parts."""

from __future__ import annotations

import pytest

from reader.figures.context import FigureContext
from reader.figures.scan import find_figures

CONTEXT = FigureContext("2024-06-11", "CN")


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("於2024年6月11日上午9時半開始", "2024年6月11日上午9時半"),
        ("在9 月開會", "9 月"),
        ("前 11 月營收", "前 11 月"),
        ("5月初起", "5月初"),
        ("2024年第三季度", "2024年第三季度"),
        ("令和六年一月", "令和六年一月"),
        ("上世紀70年代", "上世紀70年代"),
        ("1968~2016年", "1968~2016年"),
    ],
)
def test_the_span_holds_all_parts_of_a_date(text: str, printed: str) -> None:
    assert [figure.text for figure in find_figures(text, CONTEXT)] == [printed]


@pytest.mark.parametrize("text", ["連續6日", "14日隔離", "5日均線", "80年歷史", "10年前"])
def test_a_length_of_time_is_no_date(text: str) -> None:
    assert [figure.kind for figure in find_figures(text, CONTEXT)] == ["duration"]


@pytest.mark.parametrize("text", ["住在3號病房", "5號線", "6月餅", "農曆五月初五"])
def test_house_numbers_lines_and_lunar_days_are_no_dates(text: str) -> None:
    assert not [figure for figure in find_figures(text, CONTEXT) if figure.kind == "date"]
