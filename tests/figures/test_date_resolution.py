"""Dates made whole from the article and from the dates before them."""

from __future__ import annotations

import pytest

from reader.figures.context import FigureContext
from reader.figures.scan import find_figures

CONTEXT = FigureContext("2024-06-11", "CN")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("去年3月起調查，9月結束，今年1月公布", ["2023-03", "2023-09", "2024-01"]),
        ("去年3月起調查。9月結束", ["2023-03", "2024-09"]),
        ("2015年4月20日、22日買入", ["2015-04-20", "2015-04-22"]),
        ("2013年動工，同年5月停工", ["2013", "2013-05"]),
        ("本月廿四日開會", ["2024-06-24"]),
        ("28日開會", ["2024-05-28"]),
        ("12月28日至1月3日", ["2024-12-28/2025-01-03"]),
        ("一日零時到二日二時", ["2024-06-01T00:00/2024-06-02T02:00"]),
    ],
)
def test_incomplete_date_is_completed_from_the_dates_before(text: str, values: list[str]) -> None:
    assert [figure.canonical_value for figure in find_figures(text, CONTEXT)] == values


def test_without_an_article_date_a_month_has_no_year() -> None:
    (figure,) = find_figures("今年6月11日", FigureContext(""))
    assert (figure.value, figure.canonical_value) == ("--06-11", None)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("2021年12月28日至2022年1月3日舉行，2月5日結束", "2022-02-05"),
        ("12月28日至2022年1月3日舉行，2月5日結束", "2022-02-05"),
        ("2021年5月舉行，6月結束", "2021-06"),
        ("2021年動工，6月5日結束", "2024-06-05"),
    ],
)
def test_a_date_without_a_year_is_of_the_year_before_it(text: str, last: str) -> None:
    assert find_figures(text, FigureContext("2024-06-11", "CN"))[-1].canonical_value == last
