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
        ("球隊拉出1波20比6攻勢", ["球隊拉出攻勢", "攻勢"]),
        ("觀塘區有120宗，沙田區98宗", ["觀塘區", "沙田區"]),
        ("實驗組有40名婦女罹癌，對照組85名", ["實驗組婦女罹癌", "對照組婦女罹癌"]),
        ("賭場於3月27日開始營運", ["賭場開始營運"]),
        ("7月3日，據當地媒體報道，宿舍爆發疫情", ["宿舍爆發疫情"]),
        ("香港共有19處軍事用地，佔地約2700公頃", ["香港軍事用地", "軍事用地佔地"]),
        ("其中中年選民佔總新增選民的52%", ["中年選民佔總新增選民"]),
        ("甲隊、乙隊、丙隊，分別取得8、22及6分", ["甲隊", "乙隊", "丙隊"]),
        ("二讀、三讀分別只有8小時、6小時", ["二讀", "三讀"]),
        ("回購股份價格上限為平均收盤價6.7元的150%，即10.05元", ["平均收盤價", "回購股份價格上限", "回購股份價格上限"]),
        ("將刪減110億歐元（約4312億元）社會福利經費", ["刪減社會福利經費", "刪減社會福利經費"]),
        ("震央在魯勒特鎮（Reuleuet）北方約10公里處", ["震央在魯勒特鎮北方"]),
        ("貿易逆差創下歷史新高，達到2275億美元", ["貿易逆差"]),
        ("患者是男病人，享年72歲", ["享年"]),
        ("據報，昨日下午，近中心最大風速：每秒33公尺", ["近中心最大風速"]),
        ("海洋電力多賺12.6%　末期息每股35仙", ["海洋電力多賺", "末期息每股"]),
        ("容量為4萬瓩（含民營3萬瓩），增加2萬瓩", ["容量", "含民營", "容量增加"]),
    ],
)
def test_find_figures_gives_the_subject_of_each_figure(text: str, subjects: list[str]) -> None:
    assert [figure.subject for figure in find_figures(text, FigureContext("2024-06-11", "HK"))] == subjects


def test_a_subject_has_at_most_twelve_characters_and_its_change() -> None:
    (figure,) = find_figures("規模以上的江華瑤族自治縣高新技術產業開發區主營業務收入66億元", CONTEXT)
    assert len(figure.subject) <= 12


def test_a_share_names_its_whole() -> None:
    (figure,) = find_figures("佔主營業務收入的63%", CONTEXT)
    assert figure.share_of == "主營業務收入"
