"""Dates as outlets print them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.structure.dates import find_dates, is_date, parse_date
from reader.structure.lines import normalize_chars


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2018-12-21", "2018-12-21"),
        ("2018/1/2", "2018-01-02"),
        ("2018.01.02", "2018-01-02"),
        ("2018年12月21日", "2018-12-21"),
        ("2018 年 12 月 21 日", "2018-12-21"),
        ("2024年05月10日06:58 | 来源：人民网", "2024-05-10T06:58"),
        ("2024-05-10 06:58:31", "2024-05-10T06:58"),
        ("2024-05-10T06:58:31+08:00", "2024-05-10T06:58"),
        ("2024-05-10（星期五）下午3:05", "2024-05-10T15:05"),
        ("2024年5月10日 上午8時05分", "2024-05-10T08:05"),
        ("2024年5月10日晚上8時", "2024-05-10T20:00"),
        ("2024-05-10 3:05 PM", "2024-05-10T15:05"),
        ("2024-05-10 凌晨12:05", "2024-05-10T00:05"),
        ("２０２４－０５－１０　０６：５８", "2024-05-10T06:58"),
        ("10:24 2024-05-10", "2024-05-10T10:24"),
        ("发布时间：2024-05-10", "2024-05-10"),
        ("二〇一八年十二月二十一日", "2018-12-21"),
        ("二零二四年五月十日", "2024-05-10"),
        ("一一三年五月十日", "2024-05-10"),
        ("民國一百一十三年五月十日", "2024-05-10"),
        ("民國113年5月10日", "2024-05-10"),
        ("中華民國 99 年 1 月 2 日", "2010-01-02"),
        ("113/05/10 08:30", "2024-05-10T08:30"),
        ("（編輯：陳清芳）1130510", "2024-05-10"),
        ("20240510", "2024-05-10"),
        ("31/12/2019", "2019-12-31"),
        ("2018-02-30", None),
        ("2023年2月28日", "2023-02-28"),
        ("2023年2月29日", None),
        ("2024年2月29日", "2024-02-29"),
        ("2024年2月30日", None),
        ("1900年2月29日", None),
        ("2000年2月29日", "2000-02-29"),
        ("2024年1月32日", None),
        ("2024年4月31日", None),
        ("2024年12月31日", "2024-12-31"),
        ("2024年0月1日", None),
        ("2024年1月0日", None),
        ("1899年12月31日", None),
        ("1900年1月1日", "1900-01-01"),
        ("2100年12月31日", "2100-12-31"),
        ("2101年1月1日", None),
        ("民國一百○年五月十日", "2011-05-10"),
        ("May 10, 2024", "2024-05-10"),
        ("Published: 1 Jan 2024", "2024-01-01"),
        ("December 31, 2019", "2019-12-31"),
        ("31 DECEMBER 2019", None),
        ("2024-05-10 12:05", "2024-05-10T12:05"),
        ("2024-05-10 中午12:05", "2024-05-10T12:05"),
        ("2024-05-10 下午12:05", "2024-05-10T12:05"),
        ("2024-05-10 12:05 AM", "2024-05-10T00:05"),
        ("2024-05-10 凌晨3:05", "2024-05-10T03:05"),
        ("2024-05-10 深夜11:59", "2024-05-10T23:59"),
        ("2024-05-10 下午13:05", "2024-05-10T13:05"),
        ("2024-05-10 23:59", "2024-05-10T23:59"),
        ("2024-05-10 24:00", "2024-05-10"),
        ("2024-05-10 10:60", "2024-05-10"),
        ("2024-05-10 8点", "2024-05-10T08:00"),
        ("3点 2024-05-10", "2024-05-10"),
        ("13点 2024-05-10", "2024-05-10T13:00"),
        ("3:05 2024-05-10", "2024-05-10T03:05"),
        ("25:05 2024-05-10", "2024-05-10"),
        ("下午 10:24 2024-05-10", "2024-05-10T22:24"),
        ("2018-13-01", None),
        ("5月9日", None),
        ("2018年1-9月", None),
        ("新华社北京5月9日电", None),
        ("电话 13812018122112", None),
        ("1.2018-1", None),
        ("", None),
    ],
)
def test_a_date_is_read(text: str, value: str | None) -> None:
    assert parse_date(text) == value


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("于2024-05-10（星期五）刊", ["2024-05-10（星期五）"]),
        ("2024-05-10 来源", ["2024-05-10 "]),
        ("刊于2024-05-10下午3:05起", ["2024-05-10下午3:05"]),
        ("10:24 2024-05-10 星期五", ["10:24 2024-05-10 星期五"]),
        ("1:24 2024-05-10", ["1:24 2024-05-10"]),
        ("更新 2024-05-10，发布 2024-05-09", ["2024-05-10", "2024-05-09"]),
        ("渡" * 200 + "2024-05-10", ["2024-05-10"]),
    ],
)
def test_a_date_ends_behind_its_weekday_or_time(text: str, dates: list[str]) -> None:
    normalized = normalize_chars(text)
    assert [text[printed.start : printed.end] for printed in find_dates(normalized)] == dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-05-10", True),
        ("10:24 2024-05-10", True),
        ("2024-05-10（星期五）", True),
        ("民國113年5月10日", True),
        ("二〇二四年五月十日", True),
        ("00:24", True),
        ("0:24", False),
        ("早上10点", True),
        ("早上", False),
        ("2024年", False),
        ("2024-05-10 来源", False),
        ("发布 2024-05-10", False),
        ("中国 2024-05-10", False),
        ("中国人", False),
    ],
)
def test_a_line_is_a_date_if_nothing_else_is_in_it(text: str, expected: bool) -> None:
    assert is_date(normalize_chars(text)) is expected


@given(st.dates(min_value=date(1912, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_is_read_in_every_form(day: date) -> None:
    iso = day.isoformat()
    assert parse_date(f"{day.year}年{day.month}月{day.day}日") == iso
    assert parse_date(f"{day.year}/{day.month:02}/{day.day:02}") == iso
    assert parse_date(f"民國{day.year - 1911}年{day.month}月{day.day}日") == iso


@given(st.text(st.sampled_from("0123456789年月日时点:-/. 民国一二三十百〇上午PM星期"), max_size=60))
def test_any_text_is_bounded(text: str) -> None:
    shadow = normalize_chars(text)
    end = 0
    for printed in find_dates(shadow):
        assert end <= printed.start < printed.end <= len(shadow)
        end = printed.end
