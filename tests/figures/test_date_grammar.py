"""Dates as they are printed, in every order of their parts."""

from __future__ import annotations

import pytest

from reader.figures.context import FigureContext
from reader.figures.scan import find_figures
from tests.figures.cases import list_figures

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


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("二人，90年！", ["count 二人 2", "year 90年 1990"]),
        ("90年，", ["year 90年 1990"]),
        ("69年", ["duration 69年 69"]),
        ("70年", ["year 70年 1970"]),
        ("70年的", ["duration 70年 70"]),
        ("在70年", ["year 70年 1970"]),
        ("在70年，", ["duration 70年 70"]),
        ("在69年", ["duration 69年 69"]),
        ("70年前", ["duration 70年 70"]),
        ("08年", ["year 08年 2008"]),
        ("30年代", ["date 30年代 1930..1939"]),
        ("三零年", ["year 三零年 1930"]),
        ("二九年", ["year 二九年 2029"]),
        ("2019年 7月", ["date 2019年 7月 2019-07"]),
        ("2019年  7月", ["year 2019年 2019", "date 7月 2024-07"]),
        ("2019年7月", ["date 2019年7月 2019-07"]),
        ("2017年上半年", ["date 2017年上半年 2017-01..2017-06"]),
        ("2017年首3季", ["date 2017年首3季 2017-01..2017-09"]),
        ("2017年首9個月", ["date 2017年首9個月 2017-01..2017-09"]),
        ("2017年第9個月", ["year 2017年 2017", "ordinal 第9個月 9"]),
        ("2017年首13個月", ["year 2017年 2017", "duration 13個月 13"]),
        ("02年五", ["year 02年 2002"]),
        ("1月 1日", ["date 1月 1日 2024-01-01"]),
        ("1月 1", ["date 1月 1 2024-01-01"]),
        ("1月  1日", ["date 1月 2024-01", "date 1日 2024-01-01"]),
        ("兩月份", ["date 兩月份 2024-02"]),
        ("5月一", ["date 5月 2024-05"]),
        ("5月1", ["date 5月1 2024-05-01"]),
        ("5月12", ["date 5月12 2024-05-12"]),
        ("5月123", ["date 5月 2024-05"]),
        ("5月1人", ["date 5月 2024-05", "count 1人 1"]),
        ("5月1.5", ["date 5月 2024-05", "count 1.5 1.5"]),
        ("6月25日元", ["date 6月 2024-06", "money 25日元 25"]),
        ("6月25日", ["date 6月25日 2024-06-25"]),
        ("程一季", ["duration 一季 1"]),
        ("一季", ["duration 一季 1"]),
        ("一季度", ["date 一季度 2024-01..2024-03"]),
        ("4季度", ["date 4季度 2024-10..2024-12"]),
        ("5季度", []),
        ("第四季", ["date 第四季 2024-10..2024-12"]),
        ("第五季", ["ordinal 第五季 5"]),
        ("前三季", ["date 前三季 2024-01..2024-09"]),
        ("《歌手》第三季", ["ordinal 第三季 3"]),
        ("1987年會", ["year 1987年 1987"]),
        ("1987年終", ["year 1987年 1987"]),
        ("1987年夜", ["year 1987年 1987"]),
        ("87年會", []),
        ("4月中發", ["date 4月 2024-04"]),
        ("4月中", ["date 4月中 2024-04"]),
        ("4月中旬", ["date 4月中旬 2024-04"]),
        ("4月中學", ["date 4月 2024-04"]),
        ("2018年中", ["date 2018年中 2018"]),
        ("2018年中的", ["year 2018年 2018"]),
        ("半年十二號", ["duration 半年 0.5"]),
        ("几27號", ["date 27號 2024-05-27"]),
        ("A27號", []),
        ("街27號", []),
        ("27號樓", []),
        ("27號選手", []),
        ("連續27日", ["duration 27日 27"]),
        ("近27日", ["duration 27日 27"]),
        ("每27日", ["duration 27日 27"]),
        ("27日內", ["duration 27日 27"]),
        ("27日起", ["date 27日 2024-05-27"]),
        ("下半年", ["date 下半年 2024-07..2024-12"]),
        ("一下半年", ["duration 半年 0.5"]),
        ("前兩月", ["date 前兩月 2024-01..2024-02"]),
        ("前1月", ["rank 1 1"]),
        ("前12月", ["date 前12月 2024-01..2024-12"]),
        ("前13月", ["rank 13 13"]),
        ("前 兩月", ["date 前 兩月 2024-01..2024-02"]),
        ("之前兩月", []),
        ("百12财年", ["duration 百12财年 112"]),
        ("112財年", ["duration 112財年 112"]),
        ("2014 年", ["year 2014 年 2014"]),
        ("0年代", ["date 0年代 2000..2009"]),
        ("20年代", ["date 20年代 1920..1929"]),
        ("10年代", ["date 10年代 2010..2019"]),
        ("100年代", []),
        ("95年代", []),
        ("90年代", ["date 90年代 1990..1999"]),
        ("1990年代", ["date 1990年代 1990..1999"]),
        ("1999年代", ["date 1999年代 1999..2008"]),
        ("世紀90年代", ["date 90年代 1990..1999"]),
        ("20世紀90年代", ["date 20世紀90年代 1990..1999"]),
        ("20世紀100年代", ["date 20世紀 1901..2000"]),
        ("30世紀", ["date 30世紀 2901..3000"]),
        ("31世紀", ["duration 31世紀 31"]),
        ("1世紀", ["date 1世紀 0001..0100"]),
        ("0世紀", ["duration 0世紀 0"]),
        ("8:30-2:00", ["time 8:30-2:00 08:30..14:00"]),
        ("8:30-9:00", ["time 8:30-9:00 08:30..09:00"]),
        ("下午4時至6時", ["time 下午4時至6時 16:00..18:00"]),
        ("下午4時至4時", ["time 下午4時至4時 16:00..16:00"]),
        ("上午9時至12時", ["time 上午9時至12時 09:00..12:00"]),
        ("4至6月份", ["date 4至6月份 2024-04..2024-06"]),
        ("4至6月", ["date 4至6月 2024-04..2024-06"]),
        ("6至4月", ["range 6至4 4..6"]),
        ("4至4月", ["range 4至4 4..4"]),
        ("4至13月", ["range 4至13 4..13"]),
        ("5至7日", ["date 5至7日 2024-06-05..2024-06-07"]),
        ("7至5日", ["duration 7至5日 5..7"]),
        ("5至5日", ["duration 5至5日 5..5"]),
        ("5至32日", ["duration 5至32日 5..32"]),
        ("31日", ["date 31日 2024-05-31"]),
        ("32日", ["duration 32日 32"]),
        ("0日", ["duration 0日 0"]),
        ("5月5-7日", ["date 5月5-7日 2024-05-05..2024-05-07"]),
        ("5月5-5日", ["date 5月 2024-05", "duration 5-5日 5..5"]),
        ("2016-2018年", ["year 2016-2018年 2016..2018"]),
        ("2018-2016年", ["duration 2018-2016年 2016..2018"]),
        ("2018-18年", ["duration 2018-18年 18..2018"]),
        ("2016-18年", ["year 2016-18年 2016..2018"]),
        ("公元前221年", ["year 公元前221年 -221"]),
        ("公元1年", ["year 公元1年 1"]),
        ("令和元年", []),
        ("令和六年", ["year 令和六年 2024"]),
        ("農曆五月", []),
        ("農曆初五", []),
        ("5日元", ["money 5日元 5"]),
        ("5日本", []),
        ("2010年8月~2015年7月", ["date 2010年8月~2015年7月 2010-08..2015-07"]),
        ("2010年8月~今年7月", ["date 2010年8月~今年7月 2010-08..2024-07"]),
        ("2010年~去年7月", ["year 2010年 2010", "date 去年7月 2023-07"]),
        ("2010年8月至今", ["date 2010年8月 2010-08"]),
        ("今年6月至明年1月", ["date 今年6月至明年1月 2024-06..2025-01"]),
        ("2010年~2015年", ["year 2010年~2015年 2010..2015"]),
        ("6月份機票", ["date 6月份 2024-06"]),
        ("4至6月份期間", ["date 4至6月份 2024-04..2024-06"]),
        ("25日元的", ["money 25日元 25"]),
        ("6月25日元的", ["date 6月 2024-06", "money 25日元 25"]),
        ("9時至1", ["time 9時 09:00"]),
        ("2014 年5月", ["date 2014 年5月 2014-05"]),
        ("今年5月3日下午", ["date 今年5月3日 2024-05-03"]),
        ("九八年和〇八年", ["year 九八年 1998", "year 〇八年 2008"]),
        ("周日下午1時至9時", ["time 下午1時至9時 13:00..21:00"]),
        ("5月12日", ["date 5月12日 2024-05-12"]),
        ("5月 12日晚", ["date 5月 12日 2024-05-12"]),
        ("第一季度的", []),
        ("前三季的", ["date 前三季 2024-01..2024-09"]),
        ("4季的", ["duration 4季 4"]),
        ("4季度的", ["date 4季度 2024-10..2024-12"]),
        ("9月至今年", ["date 9月 2024-09"]),
        ("2010年8月~2015年7月底", ["date 2010年8月~2015年7月底 2010-08..2015-07"]),
        ("2010年8月~上個月", ["date 2010年8月 2010-08"]),
        ("8月~甲乙丙丁9月", ["date 8月 2024-08", "date 9月 2024-09"]),
        ("8月~甲乙9月", ["date 8月 2024-08", "date 9月 2024-09"]),
        ("2010年8月5日~9", ["date 2010年8月5日 2010-08-05"]),
        ("2018~9月", ["range 2018~9 9..2018"]),
    ],
)
def test_dates_lengths_of_time_and_numbers_of_things_are_told_apart(text: str, figures: list[str]) -> None:
    assert list_figures(text) == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("過110年", ["duration 110年 110"]),
        ("110年", ["year 110年 2021"]),
        ("99年", ["duration 99年 99"]),
        ("99年底", ["date 99年底 2010"]),
        ("100年", ["year 100年 2011"]),
        ("79年底", ["date 79年底 1979"]),
        ("80年底", ["date 80年底 1991"]),
        ("80年", ["duration 80年 80"]),
        ("199年底", ["date 199年底 2110"]),
        ("200年", ["duration 200年 200"]),
        ("113年", ["year 113年 2024"]),
        ("113年來", ["year 113年 2024"]),
        ("過113年", ["year 113年 2024"]),
        ("到99年", ["year 99年 2010"]),
        ("一〇七年", ["year 一〇七年 2018"]),
        ("一百零七年", ["duration 一百零七年 107"]),
        ("99年的", ["duration 99年 99"]),
        ("107學年度", ["year 107學年度 2018"]),
        ("79學年度", ["year 79學年度 1979"]),
        ("80學年度", ["year 80學年度 1991"]),
        ("199年度", ["year 199年度 2110"]),
        ("200年度", []),
        ("一百年", ["duration 一百年 100"]),
        ("九九年", ["year 九九年 1999"]),
        ("一〇一年", ["year 一〇一年 2012"]),
    ],
)
def test_in_taiwan_a_year_may_be_one_of_the_republic(text: str, figures: list[str]) -> None:
    assert list_figures(text, "TW") == figures


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("2017年上半年的", "半年"),
        ("下半年", "半年"),
        ("第三季度", "季度"),
        ("第三季", "季"),
        ("6月25，", "日"),
    ],
)
def test_the_unit_of_a_date_is_its_last_mark(text: str, unit: str) -> None:
    assert [figure.unit for figure in find_figures(text, CONTEXT)] == [unit]


def test_a_year_before_the_thousandth_has_four_digits_in_its_canonical_value() -> None:
    assert [figure.canonical_value for figure in find_figures("公元1年", CONTEXT)] == ["0001"]
