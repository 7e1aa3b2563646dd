"""Units: the longest form, in the sense that its surroundings speak for."""

from __future__ import annotations

import pytest

from reader.figures.context import FigureContext
from reader.figures.scan import find_figures

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
