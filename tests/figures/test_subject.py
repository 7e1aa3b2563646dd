"""What figures measure: noun phrases of their clauses."""

from __future__ import annotations

import pytest

from reader.figures.context import FigureContext
from reader.figures.scan import find_figures

CONTEXT = FigureContext("2024-06-11", "CN")


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("實際利用外資6.02億美元", ["實際利用外資"]),
        ("引進工業項目212個", ["引進工業項目"]),
        ("共有14個項目", ["項目"]),
        ("恒生指數升198點，升幅1.2%", ["恒生指數升", "恒生指數升幅"]),
        ("近中心最大風速，每秒33公尺", ["近中心最大風速"]),
        ("3個月拆息跌至1.98厘", ["拆息", "3個月拆息"]),
        ("球隊拉出1波20比6攻勢", ["攻勢", "攻勢"]),
        ("觀塘區有120宗，沙田區98宗", ["觀塘區", "沙田區"]),
        ("容量為4萬瓩（含民營3萬瓩），增加2萬瓩", ["容量", "含民營", "容量增加"]),
    ],
)
def test_subjects(text: str, subjects: list[str]) -> None:
    assert [figure.subject for figure in find_figures(text, FigureContext("2024-06-11", "HK"))] == subjects


def test_a_subject_has_at_most_twelve_characters_and_its_change() -> None:
    (figure,) = find_figures("規模以上的江華瑤族自治縣高新技術產業開發區主營業務收入66億元", CONTEXT)
    assert len(figure.subject) <= 12


def test_a_share_names_its_whole() -> None:
    (figure,) = find_figures("佔主營業務收入的63%", CONTEXT)
    assert figure.share_of == "主營業務收入"
