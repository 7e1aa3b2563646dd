from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.sources.feeds.dates import parse_feed_date


@pytest.mark.parametrize(
    ("text", "printed", "hour"),
    [
        ("Fri, 21 Dec 2018 08:01:00 +0800", "2018-12-21T08:01", 0),
        ("Fri, 21 Dec 2018 00:01:00 GMT", "2018-12-21T08:01", 0),
        ("21 Dec 18 08:01 +0800", "2018-12-21T08:01", 0),
        ("2018-12-21T08:01:00+08:00", "2018-12-21T08:01", 0),
        ("2018-12-21T00:01:00.123Z", "2018-12-21T08:01", 0),
        ("2018-12-21 08:01:00", "2018-12-21T08:01", 0),
        ("2018年12月21日 08:01", "2018-12-21T08:01", 0),
        ("2018年12月21日上午8時1分", "2018-12-21T08:01", 0),
        ("2018年12月21日 星期五 晚上8點01分", "2018-12-21T20:01", 12),
        ("民國107年12月21日 08:01", "2018-12-21T08:01", 0),
        ("107年12月21日 08:01", "2018-12-21T08:01", 0),
        ("107/12/21 08:01", "2018-12-21T08:01", 0),
        ("2018/12/21 08:01", "2018-12-21T08:01", 0),
        ("2018.12.21 08:01:59", "2018-12-21T08:01", 0),
        ("21/12/2018 08:01", "2018-12-21T08:01", 0),
        ("12/21/2018 08:01", "2018-12-21T08:01", 0),
        ("星期五, 21 十二月 2018 08:01:00 +0800", "2018-12-21T08:01", 0),
        ("周五, 21 12月 2018 08:01:00 +0800", "2018-12-21T08:01", 0),
        ("December 21, 2018 8:01 AM", "2018-12-21T08:01", 0),
        ("Fri Dec 21 08:01:00 CST 2018", "2018-12-21T08:01", 0),
        ("Fri, 21 Dec 2018 08:01:00 HKT", "2018-12-21T08:01", 0),
        ("Fri, 21 Dec 2018 08:01:00 GMT+8", "2018-12-21T08:01", 0),
        ("20181221080100", "2018-12-21T08:01", 0),
        ("1545350460", "2018-12-21T08:01", 0),
        ("1545350460000", "2018-12-21T08:01", 0),
    ],
)
def test_dates_of_chinese_feeds_are_read_in_every_form(text: str, printed: str, hour: int) -> None:
    date = parse_feed_date(text, is_chinese=True)
    assert date is not None
    assert date.printed == printed
    assert date.moment == datetime(2018, 12, 21, hour, 1, date.moment.second, tzinfo=UTC)


@pytest.mark.parametrize("text", ["2018-12-21", "2018年12月21日", "20181221", "2018/12/21"])
def test_a_day_without_a_time_is_printed_as_a_day(text: str) -> None:
    date = parse_feed_date(text, is_chinese=True)
    assert date is not None
    assert date.printed == "2018-12-21"
    assert date.moment == datetime(2018, 12, 20, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    ["", "今天", "3分鐘前", "18年12月21日", "2018-13-01", "2018-02-30", "30000年1月1日", "12月21日", "1", "x" * 500],
)
def test_incomplete_date_gives_none(text: str) -> None:
    assert parse_feed_date(text, is_chinese=True) is None


def test_a_date_without_a_zone_is_of_china_only_in_a_chinese_feed() -> None:
    chinese = parse_feed_date("2018-12-21 08:01", is_chinese=True)
    other = parse_feed_date("2018-12-21 08:01", is_chinese=False)
    assert chinese is not None
    assert other is not None
    assert (chinese.moment.hour, other.moment.hour) == (0, 8)
    assert chinese.is_zone_guessed
    assert other.is_zone_guessed


def test_cst_is_central_time_only_outside_china() -> None:
    other = parse_feed_date("Fri, 21 Dec 2018 08:01:00 CST", is_chinese=False)
    assert other is not None
    assert other.moment.hour == 14


@given(st.text(max_size=60) | st.from_regex(r"[0-9年月日/:., +-]{0,40}", fullmatch=True))
def test_no_text_raises(text: str) -> None:
    for is_chinese in (True, False):
        date = parse_feed_date(text, is_chinese=is_chinese)
        assert date is None or date.moment.tzinfo is UTC


@given(st.datetimes(datetime(1990, 1, 1), datetime(2099, 1, 1)), st.integers(-12, 14))
def test_every_moment_in_every_zone_is_read_back(moment: datetime, zone: int) -> None:
    moment = moment.replace(microsecond=0)
    date = parse_feed_date(f"{moment.isoformat()}{zone:+03}:00", is_chinese=False)
    assert date is not None
    assert (date.moment.replace(tzinfo=None) - moment).total_seconds() == -zone * 3600
    assert date.printed == moment.isoformat()[:16]
