"""Units: the longest form, in the sense that its surroundings speak for."""

from __future__ import annotations

import pytest

from reader.figures.context import FigureContext
from reader.figures.scan import find_figures
from tests.figures.cases import list_figures

CONTEXT = FigureContext("2024-06-11", "CN")


@pytest.mark.parametrize(
    ("region", "text", "kind", "subkind"),
    [
        ("CN", "水溫80度", "temperature", ""),
        ("CN", "用電80度", "energy", ""),
        ("CN", "北緯30度", "other", "latitude"),
        ("CN", "近視800度", "other", "eyesight"),
        ("CN", "發生5.4級地震", "other", "magnitude"),
        ("CN", "陣風9級", "other", "wind force"),
        ("CN", "最大震度4級", "other", "intensity"),
        ("HK", "文憑試二級成績", "other", "grade"),
        ("CN", "得到28分", "other", "score"),
        ("CN", "每股派息5分", "money", ""),
        ("CN", "收報18329點", "count", ""),
        ("TW", "升息2碼", "percent", ""),
        ("CN", "長30碼", "length", ""),
        ("HK", "500呎單位", "area", ""),
        ("HK", "水位高5呎", "length", ""),
        ("HK", "按息3.5厘", "percent", ""),
        ("CN", "事故30起", "count", ""),
    ],
)
def test_a_unit_of_several_senses_has_the_one_of_its_surroundings(
    region: str, text: str, kind: str, subkind: str
) -> None:
    (figure,) = find_figures(text, FigureContext("2024-06-11", region))  # type: ignore[arg-type]
    assert (figure.kind, figure.subkind) == (kind, subkind)


@pytest.mark.parametrize("text", ["2018級學生", "三成功能", "五角大樓", "一百八十度轉變", "700冠狀", "兩國"])
def test_a_unit_inside_a_word_is_none(text: str) -> None:
    assert find_figures(text, CONTEXT) == ()


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("釀三死五傷", ["三死", "五傷"]),
        ("三男兩女被捕", ["三男", "兩女"]),
        ("釀三死", []),
        ("九死一生", []),
        ("3死", ["3死"]),
    ],
)
def test_small_numbers_in_words_count_people_only_in_pairs(text: str, printed: list[str]) -> None:
    assert [figure.text for figure in find_figures(text, CONTEXT)] == printed


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("3來歲", []),
        ("30來歲", []),
        ("三十來歲", ["age 三十來歲 30"]),
        ("八來分", []),
        ("3多公里", ["length 3多公里 3"]),
        ("3余公里", ["length 3余公里 3"]),
        ("3幾公里", ["length 3幾公里 3"]),
        ("3 公里", ["length 3 公里 3"]),
        ("3     公里", ["length 3     公里 3"]),
        ("3      公里", []),
        ("3　公里", []),
        ("三 人", []),
        ("三 公里", ["length 三 公里 3"]),
        ("三 個", []),
        ("3 人", ["count 3 人 3"]),
        ("30多 個", []),
        ("3個百分點", ["percent 3個百分點 3"]),
        ("3 個 百 分 點", ["percent 3 個 百 分 點 3"]),
        ("3個 百分 點", ["percent 3個 百分 點 3"]),
        ("3個百分", ["count 3個 3"]),
        ("一個多月", ["duration 一個多月 1"]),
        ("8分多鐘", ["duration 8分多鐘 8"]),
        ("一個半小時", ["duration 一個半小時 1.5"]),
        ("一個半圓", []),
        ("一個半", []),
        ("一個多人", []),
        ("三死五傷", ["count 三死 3", "count 五傷 5"]),
        ("五傷三死", ["count 五傷 5", "count 三死 3"]),
        ("甲乙丙丁五死", []),
        ("十死一生", []),
        ("三人", ["count 三人 3"]),
        ("三國", []),
        ("十省", []),
        ("11省", ["count 11省 11"]),
        ("十一省", ["count 十一省 11"]),
        ("兩區", []),
        ("十區", []),
        ("六名為", []),
        ("六名", ["count 六名 6"]),
        ("3m", ["length 3m 3"]),
        ("3mm", ["length 3mm 3"]),
        ("3mx", []),
        ("3m5", []),
        ("3km", ["length 3km 3"]),
        ("3kmh", []),
        ("三m", ["length 三m 3"]),
        ("3元旦", []),
        ("3元", ["money 3元 3"]),
        ("3元朗", []),
        ("3人民", []),
        ("3月球", []),
        ("二m6", []),
        ("三成立", []),
        ("三成", ["percent 三成 30"]),
        ("80度", ["temperature 80度 80"]),
        ("用電80度", ["energy 80度 80"]),
        ("水溫80度", ["temperature 80度 80"]),
        ("水溫80度用電", ["temperature 80度 80"]),
        ("用電80度水溫", ["energy 80度 80"]),
    ],
)
def test_a_unit_is_read_where_it_is_no_part_of_a_word(text: str, figures: list[str]) -> None:
    assert list_figures(text) == figures
