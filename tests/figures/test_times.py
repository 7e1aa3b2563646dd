"""Times of the day and the words that say which half of it is meant."""

from __future__ import annotations

import pytest

from reader.figures.context import FigureContext
from reader.figures.scan import find_figures
from reader.figures.times import Daytime, hour_of_day

CONTEXT = FigureContext("2024-06-11", "CN")


EVENING, NIGHT = Daytime(18, 24, in_span=True), Daytime(0, 6, in_span=True)


@pytest.mark.parametrize(
    ("hour", "daytime", "expected"), [(9, EVENING, 21), (12, EVENING, 24), (12, NIGHT, 0), (5, NIGHT, 5), (9, None, 9)]
)
def test_hour_of_day_applies_the_part_of_the_day(hour: int, daytime: Daytime | None, expected: int) -> None:
    assert hour_of_day(hour, daytime) == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("8:30開始", "08:30"),
        ("14時14分", "14:14"),
        ("晚上9點半", "21:30"),
        ("今晨5時", "05:00"),
        ("今午約2時", "14:00"),
        ("下午4時至6時", "16:00/18:00"),
        ("5日下午1時", "2024-06-05T13:00"),
    ],
)
def test_times_are_read(text: str, value: str) -> None:
    assert [figure.canonical_value for figure in find_figures(text, CONTEXT)] == [value]


@pytest.mark.parametrize("text", ["2018年12月21日14人", "2018年12月21日 5人", "2018年12月21日三名學生"])
def test_a_number_behind_a_date_that_is_no_time_leaves_the_date(text: str) -> None:
    assert [figure.kind for figure in find_figures(f"於{text}", CONTEXT)] == ["date", "count"]


@pytest.mark.parametrize(
    ("text", "printed"), [("8時30分15秒開始", "8時30分15秒"), ("8時30分開始", "8時30分"), ("8時30分15人", "8時30分")]
)
def test_seconds_are_part_of_a_time(text: str, printed: str) -> None:
    assert find_figures(text, CONTEXT)[0].text == printed


@pytest.mark.parametrize("text", ["三點建議", "8時代", "比分4:41:50", "以8:30獲勝", "首局8:30", "8:60", "100:30"])
def test_scores_and_ratios_are_not_times(text: str) -> None:
    assert not [figure for figure in find_figures(text, CONTEXT) if figure.kind == "time"]
