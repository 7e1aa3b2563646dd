"""Shares, amounts that are told twice, and lists behind 分別."""

from __future__ import annotations

import pytest

from reader.figures.clause_relations import find_respective_lists, find_share, find_whole, restates_last
from tests.figures.test_clause_phrases import clauses


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("其中中年選民佔總新增選民的52%", "中年選民", "總新增選民"),
        ("女性僅佔32%", "女性", ""),
        ("佔比達5%", "", ""),
    ],
)
def test_a_share_has_its_part_and_its_whole(text: str, part: str, whole: str) -> None:
    share = find_share(clauses(text), 0)
    assert share
    assert (text[slice(*share.part)], text[slice(*share.whole)]) == (part, whole)


@pytest.mark.parametrize("text", ["佔地面積增加5%", "收入增長5%", "女性佔多數,增長5%"])
def test_other_percentages_are_no_shares(text: str) -> None:
    assert find_share(clauses(text), 0) is None


def test_a_percentage_of_another_figure_is_of_the_subject_of_its_clause() -> None:
    text = "當日，價格上限為收盤價6.7元的150%，即10.05元"
    reader = clauses(text)
    assert text[slice(*find_whole(reader, 1))] == "價格上限"
    assert [restates_last(reader, index) for index in range(3)] == [False, False, True]


@pytest.mark.parametrize(
    ("text", "names", "quantity"),
    [
        ("二讀、三讀分別只有8小時、6小時", ["二讀", "三讀"], ""),
        ("大老山、長洲及大美督分別錄得的最高風速為170、165及145公里", ["大老山", "長洲", "大美督"], "錄得的最高風速"),
        ("昨日下午，二讀、、三讀分別只有8小時、6小時", ["二讀", "三讀"], ""),
    ],
)
def test_the_figures_of_a_list_belong_to_the_names_before_it(text: str, names: list[str], quantity: str) -> None:
    ((indices, found, what),) = find_respective_lists(clauses(text))
    assert len(indices) == len(names)
    assert [text[slice(*name)] for name in found] == names
    assert text[slice(*what)].endswith(quantity)


@pytest.mark.parametrize("text", ["甲分別得8分、6分", "二讀、三讀共8小時、6小時"])
def test_a_list_without_as_many_names_is_none(text: str) -> None:
    assert find_respective_lists(clauses(text)) == []
