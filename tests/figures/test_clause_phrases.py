"""The phrases before and behind a figure."""

from __future__ import annotations

import pytest

from reader.figures.block_text import BlockText
from reader.figures.clause_phrases import ClauseReader
from reader.figures.context import FigureContext
from reader.figures.lexicon import fold
from reader.figures.scan import find_candidates

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
