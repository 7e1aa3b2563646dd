"""The phrases before and behind a figure."""

from __future__ import annotations

import pytest

from reader.figures.block_text import BlockText
from reader.figures.clause_phrases import ClauseReader
from reader.figures.context import FigureContext
from reader.figures.lexicon import fold
from reader.figures.scan import find_candidates
from tests.figures.cases import list_subjects

CONTEXT = FigureContext("2024-06-11", "HK")


def clauses(text: str) -> ClauseReader:
    block = BlockText(fold(text), CONTEXT)
    return ClauseReader(text, block.text, list(find_candidates(block)))


@pytest.mark.parametrize(
    ("text", "phrase", "change"),
    [
        ("恒生指數升198點", "恒生指數", "升"),
        ("人口約為3萬人", "人口", ""),
        ("價格上限為平均收盤價6.7元", "平均收盤價", ""),
        ("主要從泰國（25宗）", "主要從泰國", ""),
        ("國家、省級品牌6件", "國家、省級品牌", ""),
        ("3個月拆息1.98厘", "3個月拆息", ""),
        ("對照組85名", "對照組", ""),
        ("新京報訊5月12日", "", ""),
    ],
)
def test_the_phrase_before_a_figure(text: str, phrase: str, change: str) -> None:
    reader = clauses(text)
    left = reader.left(len(reader.candidates) - 1)
    assert (text[slice(*left.phrase)], left.change) == (phrase, change)


@pytest.mark.parametrize(
    ("text", "noun", "whole"),
    [
        ("有105名學生被確診", "學生", "學生被確診"),
        ("6名來自壁屋懲教所", "", "來自壁屋懲教所"),
        ("110億歐元（約四千億元）社會福利經費", "社會福利經費", "社會福利經費"),
        ("18人已辭任", "", "辭任"),
        ("12家以上企業", "企業", "企業"),
        ("5名男子、兩名女子", "男子", "男子"),
        ("32%，", "", ""),
    ],
)
def test_phrase_after_a_figure_is_its_noun_and_predicate(text: str, noun: str, whole: str) -> None:
    behind = clauses(text).behind(0)
    assert (text[slice(*behind.noun)], text[behind.noun[0] : behind.end]) == (noun, whole)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("3月27日開始營運", "開始營運"),
        ("7月3日，據當地媒體報道，宿舍爆發疫情", "宿舍爆發疫情"),
        ("2013年開始，經營權易手", "經營權易手"),
        ("11月12日，在北區廣福道商業大廈將男子拘捕", "男子拘捕"),
    ],
)
def test_event_phrase_of_a_date_is_found(text: str, event: str) -> None:
    found = clauses(text).event(0)
    assert text[found.noun[0] : found.end] == event


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("（渡口會員8人", ["8人 渡口會員"]),
        ("（約3萬人，", ["3萬人 "]),
        ("渡口（約3萬人，", ["3萬人 渡口"]),
        ("甲類為乙丙丁8元", ["8元 乙丙丁"]),
        ("甲類為乙丙8元", ["8元 甲類為乙丙"]),
        ("甲為乙丙丁8元", ["8元 甲為乙丙丁"]),
        ("工會（男8人）", ["8人 工會"]),
        ("工會（男女8人）", ["8人 男女"]),
        ("漁市（第一）1席", ["1席 漁市"]),
        ("渡口周五（7日）宣布停航", ["7日 宣布停航"]),
        ("經過8年努力", ["8年 努力"]),
        ("漁民經過8年努力", ["8年 漁民經過努力"]),
        ("渡口周三（19日）在立法會上指出有警員受傷", ["19日 立法會上指出有警員受傷"]),
        ("渡口周三（19日）在議事堂的大廳中指出問題", ["19日 議事堂的大廳中指出問題"]),
        ("三分之二是中國人", ["三分之二 "]),
        ("三分之一是漁民", ["三分之一 "]),
        ("接納及不批判的態度取得信任，三年", ["三年 接納及不批判的態度"]),
        ("1波2次3人漁船", ["1波 漁船", "2次 漁船", "3人 漁船"]),
        ("1波2次3人4艘漁船", ["1波 ", "2次 漁船", "3人 漁船", "4艘 漁船"]),
        ("8億元（全年）社會福利經費", ["8億元 社會福利經費"]),
        ("8億元（全年社會福利經費", ["8億元 "]),
        ("三家漁市分別迎8個漁民", ["三家 漁市分別迎", "8個 漁民"]),
        ("有9位學生參與，分別來自3間學校", ["9位 學生參", "3間 分別來自學校"]),
        ("甲、乙分別升8、9點", ["8、9點 甲、乙升"]),
        ("甲、乙分別收入升8、9點", ["8、9點 甲、乙分別收入升"]),
        ("在渡口五天執行任務", ["五天 渡口執行任務"]),
        ("於渡口外海五天執行任務", ["五天 於渡口外海執行任務"]),
        ("五天在渡口的外海上執行任務", ["五天 渡口的外海上執行任務"]),
        ("五天於渡口外海後執行了任務", ["五天 於渡口外海後執行了任務"]),
        ("服用8次", ["8次 "]),
        ("社會8次", ["8次 社會"]),
        ("大社會8次", ["8次 大社會"]),
    ],
)
def test_phrases_before_and_behind_a_figure_end_at_brackets_links_and_places(text: str, figures: list[str]) -> None:
    assert list_subjects(text) == figures


@pytest.mark.parametrize(
    ("text", "least", "end", "stripped"),
    [
        ("「人口為3人", 1, 4, (3, "")),
        ("「3人", 1, 1, (1, "")),
        ("人口增長約3人", 0, 5, (2, "增長")),
        ("人口「約3人", 0, 4, (2, "")),
        ("約約3人", 0, 2, (0, "")),
        ("約3人", 1, 1, (1, "")),
    ],
)
def test_what_leads_to_a_number_is_stripped_from_its_phrase(
    text: str, least: int, end: int, stripped: tuple[int, str]
) -> None:
    assert clauses(text).strip(least, end) == stripped
