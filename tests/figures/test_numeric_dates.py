"""Dates in digits with separators or brackets."""

from __future__ import annotations

import pytest

from reader.figures.context import FigureContext
from reader.figures.scan import find_figures
from tests.figures.cases import list_figures

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


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("2024-6-11", ["date 2024-6-11 2024-06-11"]),
        ("2024-13-11", []),
        ("2024-12-32", []),
        ("2024-0-1", []),
        ("2024/6/11", ["date 2024/6/11 2024-06-11"]),
        ("2024.6.11", ["date 2024.6.11 2024-06-11"]),
        ("2024.6/11", []),
        ("A2024-6-11", []),
        ("甲2024-6-11", ["date 2024-6-11 2024-06-11"]),
        ("2024-6-11-5", []),
        ("1799-6-11", []),
        ("1800-6-11", ["date 1800-6-11 1800-06-11"]),
        ("2199-6-11", ["date 2199-6-11 2199-06-11"]),
        ("2200-6-11", []),
        ("113/06/11", ["date 113/06/11 2024-06-11"]),
        ("113/6/11", []),
        ("113-06-11", []),
        ("79/06/11", []),
        ("079/06/11", []),
        ("080/06/11", ["date 080/06/11 1991-06-11"]),
        ("199/06/11", ["date 199/06/11 2110-06-11"]),
        ("200/06/11", []),
        ("今(7)日", ["date 今(7)日 2024-06-07"]),
        ("今(7)", []),
        ("今 (7) 日", ["date 今 (7) 日 2024-06-07"]),
        ("昨(31)日", ["date 昨(31)日 2024-05-31"]),
        ("昨(32)日", []),
        ("昨(0)日", []),
        ("今(7)早", ["date 今(7) 2024-06-07"]),
        ("今(7) 晚", ["date 今(7) 2024-06-07"]),
        ("今(7)天", ["date 今(7)天 2024-06-07"]),
        ("今( 7 )日", ["date 今( 7 )日 2024-06-07"]),
        ("今（7）日上午", ["date 今（7）日 2024-06-07"]),
        ("去(2024)年", ["year 去(2024)年 2024"]),
        ("去(113)年", ["year 去(113)年 2024"]),
        ("去(79)年", []),
        ("去(1800)年", ["year 去(1800)年 1800"]),
        ("今(2/24)", ["date 2/24 2024-02-24"]),
        ("今(13/24)", []),
        ("今(2/32)", []),
        ("今(0/24)", []),
        ("（24/8）", []),
        ("甲(2/24)", []),
        ("天(2/24)", ["date 2/24 2024-02-24"]),
        ("6/11至6/15", ["date 6/11至6/15 2024-06-11..2024-06-15"]),
        ("5/30至6/2", ["date 5/30至6/2 2024-05-30..2024-06-02"]),
        ("1/3至2/3", ["ratio 1/3至2/3 0.333333333333333..0.666666666666667"]),
        ("1/3至2/11", ["date 1/3至2/11 2024-01-03..2024-02-11"]),
        ("1/3至11/3", ["date 1/3至11/3 2024-01-03..2024-11-03"]),
        ("2015/16年度", ["year 2015/16年度 2015..2016"]),
        ("2015/16年", ["year 2015/16年 2015..2016"]),
        ("2015/16賽季", ["year 2015/16 2015..2016"]),
        ("2015/16學年", ["year 2015/16學年 2015..2016"]),
        ("2015/16", []),
        ("2015-16年", ["year 2015-16年 2015..2016"]),
    ],
)
def test_digits_with_separators_or_brackets_are_dates_where_a_calendar_has_them(text: str, figures: list[str]) -> None:
    assert list_figures(text) == figures


@pytest.mark.parametrize("text", ["13/3至14/3", "2/30至2/32", "6/11至6/11", "6/15至6/11", "( 7 )日"])
def test_numbers_that_no_calendar_has_in_this_order_are_no_period(text: str) -> None:
    assert not [figure for figure in list_figures(text) if figure.startswith("date")]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("3/3至4/4", ["date 3/3至4/4 2024-03-03..2024-04-04"]),
        ("5日 7人", ["date 5日 2024-06-05", "count 7人 7"]),
        ("今( 7)日", ["date 今( 7)日 2024-06-07"]),
    ],
)
def test_days_with_strokes_or_in_brackets_with_blanks_are_dates(text: str, figures: list[str]) -> None:
    assert list_figures(text) == figures
