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
        ("1至9月", "1至9月"),
        ("上半年至今", "上半年"),
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


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("2018年至3月", ["2018年", "3月"]),
        ("上午9時到5月", ["上午9時", "5月"]),
        ("2018年15月", ["2018年"]),
        ("5月7-5日", ["5月", "7-5日"]),
        ("2018年第五季", ["2018年", "第五季"]),
        ("2019年前13個月", ["2019年", "13個月"]),
        ("6月25%", ["6月", "25%"]),
        ("6月25日元", ["6月", "25日元"]),
        ("5月5-7日", ["5月5-7日"]),
        ("3至5月份", ["3至5月份"]),
        ("6月25，", ["6月25"]),
        ("2018-19年", ["2018-19年"]),
        ("2018年中學生", ["2018年"]),
        ("2019年學期", ["2019年"]),
    ],
)
def test_parts_that_make_no_date_together_are_figures_of_their_own(text: str, printed: list[str]) -> None:
    assert [figure.text for figure in find_figures(text, CONTEXT)] == printed


@pytest.mark.parametrize("text", ["14年代", "123年代", "上世紀15年代", "日前5月", "上半場"])
def test_numbers_that_no_calendar_has_are_no_dates(text: str) -> None:
    assert not [figure for figure in find_figures(text, CONTEXT) if figure.kind in ("date", "year")]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("20世紀90年代", "1990", "1999"),
        ("21世紀20年代", "2020", "2029"),
        ("本世紀10年代", "2010", "2019"),
        ("上世紀20年代", "1920", "1929"),
        ("70年代", "1970", "1979"),
        ("1990年代", "1990", "1999"),
        ("20世紀", "1901", "2000"),
        ("首9個月", "2024-01", "2024-09"),
        ("2018年首3季", "2018-01", "2018-09"),
        ("上半年", "2024-01", "2024-06"),
        ("5月5-7日", "2024-05-05", "2024-05-07"),
        ("3至5月份", "2024-03", "2024-05"),
        ("下午4時至6時", "16:00", "18:00"),
    ],
)
def test_a_period_has_its_first_and_last_part(text: str, low: str, high: str) -> None:
    (figure,) = find_figures(text, CONTEXT)
    assert (figure.low, figure.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("107學年度招生", "year", 2018),
        ("108年前完工", "year", 2019),
        ("營收是107年的兩倍", "duration", 107),
        ("過去95年來", "duration", 95),
        ("民國107年", "year", 2018),
        ("公元前221年", "year", -221),
    ],
)
def test_years_of_the_republic_and_lengths_of_years_are_told_apart(text: str, kind: str, value: int) -> None:
    figure = find_figures(text, FigureContext("2024-06-11", "TW"))[0]
    assert (figure.kind, figure.value) == (kind, value)


@pytest.mark.parametrize(
    ("text", "printed"),
    [("1-9月至10月", ["1-9月", "10月"]), ("上半年至10月", ["上半年", "10月"]), ("9月至10月", ["9月至10月"])],
)
def test_a_period_of_months_is_no_end_of_another_period(text: str, printed: list[str]) -> None:
    assert [figure.text for figure in find_figures(text, CONTEXT)] == printed
