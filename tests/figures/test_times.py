"""Times of the day and the words that say which half of it is meant."""

from __future__ import annotations

import pytest

from reader.figures.context import FigureContext
from reader.figures.scan import find_figures
from reader.figures.times import Daytime, hour_of_day

CONTEXT = FigureContext("2024-06-11", "CN")


EVENING, NIGHT = Daytime(18, 24, in_span=True), Daytime(0, 6, in_span=True)


@pytest.mark.parametrize(
    ("hour", "daytime", "expected"),
    [
        (9, EVENING, 21),
        (12, EVENING, 24),
        (12, NIGHT, 0),
        (5, NIGHT, 5),
        (9, None, 9),
        (12, None, 12),
        (13, EVENING, 13),
        (3, Daytime(11, 13, in_span=True), 15),
        (4, Daytime(11, 13, in_span=True), 4),
        (3, Daytime(10, 13, in_span=True), 3),
        (4, Daytime(12, 14, in_span=True), 16),
        (12, Daytime(17, 19, in_span=True), 12),
        (12, Daytime(18, 20, in_span=True), 24),
        (12, Daytime(1, 7, in_span=True), 12),
    ],
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


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("14 時14分開始", ["14 時14分 14:14"]),
        ("14 分", ["14 分 "]),
        ("下午三點十五。", ["下午三點十五 15:15"]),
        ("下午三點十", ["下午三點十 15:10"]),
        ("下午三時九人", ["下午三時 15:00", "九人 "]),
        ("下午3點半", ["下午3點半 15:30"]),
        ("下午3點半天", ["下午3點 15:00", "半天 "]),
        ("9點半年", ["9點 09:00", "半年 "]),
        ("三時三分之二", ["三時 03:00", "三分之二 "]),
        ("3時5分之間", ["3時5分 03:05"]),
        ("8時60分", ["8時 08:00", "60分 "]),
        ("8時59分", ["8時59分 08:59"]),
        ("8時0分", ["8時0分 08:00"]),
        ("8時5分鐘", ["8時 08:00", "5分鐘 "]),
        ("24時開始", ["24時 24:00"]),
        ("25時開始", []),
        ("0012時", []),
        ("二十三時", ["二十三時 23:00"]),
        ("5日 5時", ["5日 2024-06-05", "5時 05:00"]),
        ("5日 5:30", ["5日 5:30 2024-06-05T05:30"]),
        ("5日5時", ["5日5時 2024-06-05T05:00"]),
        ("5日 下午5時", ["5日 下午5時 2024-06-05T17:00"]),
        ("5日，5時", ["5日 2024-06-05", "5時 05:00"]),
        ("約2時", ["2時 02:00"]),
        ("今午約2時", ["今午約2時 14:00"]),
        ("中午1時", ["中午1時 13:00"]),
        ("五點", []),
        ("五點鐘", ["五點鐘 05:00"]),
        ("8時整", ["8時整 08:00"]),
        ("8點正", ["8點正 08:00"]),
        ("8點許", ["8點 08:00"]),
        ("8點左右", ["8點 08:00"]),
        ("8時30分 15秒", ["8時30分 08:30", "15秒 "]),
        ("21:18開始", ["21:18 21:18"]),
        ("8:30分", ["8:30 08:30"]),
    ],
)
def test_a_time_ends_where_another_figure_begins(text: str, figures: list[str]) -> None:
    found = find_figures(text, CONTEXT)
    values = [figure.canonical_value if figure.kind in ("time", "date") else "" for figure in found]
    assert [f"{figure.text} {value}" for figure, value in zip(found, values, strict=True)] == figures


@pytest.mark.parametrize("text", ["21:18扳回一局", "21:18、21:15擊敗", "以8:30開始", "008:30", "8:305", "8:3"])
def test_results_of_games_are_no_times(text: str) -> None:
    assert "time" not in {figure.kind for figure in find_figures(text, CONTEXT)}


@pytest.mark.parametrize(("text", "is_approximate"), [("今午約2時", True), ("今午2時", False), ("約2時", True)])
def test_a_time_behind_about_is_approximate(text: str, is_approximate: bool) -> None:
    (figure,) = find_figures(text, CONTEXT)
    assert figure.is_approximate == is_approximate
