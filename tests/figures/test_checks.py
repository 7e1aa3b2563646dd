"""What an article says of its own numbers, computed again; nobody is accused without need."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reader.figures.checks import FigureCheck, check_figures, check_headline
from reader.figures.context import FigureContext
from reader.figures.scan import find_figures


def found(text: str) -> list[FigureCheck]:
    return list(check_figures(text, find_figures(text, FigureContext("2018-12-21", "CN"))))


@pytest.mark.parametrize(
    ("text", "computed", "holds"),
    [
        ("產值由2073.5億元增至2519.3億元,增長21.5%。", "21.5", True),
        ("產值由2073.5億元增至2519.3億元,增長31.5%。", "21.5", False),
        ("产值从3147亿元增加到4208亿元，增长34%。", "33.71", True),
        ("由200家減少到150家，減少25%。", "25", True),
        ("共引入項目14個,其中工業項目12個,佔85.7%。", "85.71", True),
        ("共引入項目14個,其中工業項目10個,佔85.7%。", "71.43", False),
        ("產值2519.3億元，比上年的2073.5億元增長21.5%。", "21.5", True),
        ("產值2519.3億元，比上年的2073.5億元增長12.5%。", "21.5", False),
        ("收入由2.0萬元增至2.4萬元,增長24%。", "20", True),
        ("收入由20000元增至24000元,增長24%。", "20", False),
        ("產值由2.0兆元增至2.4兆元,增長24%。", "20", True),
    ],
)
def test_growth_and_shares_are_computed_again(text: str, computed: str, holds: bool) -> None:
    (check,) = found(text)
    assert (check.computed, check.is_consistent) == (Decimal(computed), holds)
    assert check.figure_indices == (0, 1, 2)


@pytest.mark.parametrize(
    ("text", "computed", "holds"),
    [
        ("利潤由1.2億元增長50%至1.8億元。", "50", True),
        ("利潤由12000萬元增長40%至18000萬元。", "50", False),
        ("警方拘捕7人，包括5男2女。", "7", True),
        ("警方拘捕8人，包括5男2女。", "7", False),
        ("車禍造成28人死傷，其中3死26傷。", "29", False),
        ("六成受訪者贊成，三成反對，其餘一成無意見。", "10", True),
        ("六成受訪者贊成，三成反對，其餘兩成無意見。", "10", False),
        ("只抽樣10%學生，該10%學生應考，其餘90%學生不必。", "90", True),
    ],
)
def test_parts_are_added_up_to_their_whole(text: str, computed: str, holds: bool) -> None:
    (check,) = found(text)
    assert (check.computed, check.is_consistent) == (Decimal(computed), holds)


@pytest.mark.parametrize(
    ("headline", "text", "doubted"),
    [
        ("工廠爆炸12人死亡", "據通報，工廠爆炸事故已致15人死亡。", True),
        ("工廠爆炸12人死亡", "據通報，工廠爆炸事故已致12人死亡。", False),
        ("營業額1.2億元", "公司全年營業額1.234億元。", False),
        ("營業額1.2億元", "公司全年營業額2.1億元。", True),
        ("逾12人死亡", "據通報，工廠爆炸事故已致15人死亡。", False),
        ("12家企業獲獎", "共有300家企業參展。", False),
        ("會展站欠2層工字鐵", "設計有4層工字鐵。", False),
        ("高院處理最後4人保釋覆核", "律政司曾要求11人保釋覆核。", False),
        ("醫管局2億元聘護士", "醫管局外判請人1.5億元。", False),
    ],
)
def test_a_headline_is_doubted_where_the_text_says_otherwise(headline: str, text: str, doubted: bool) -> None:
    context = FigureContext("2018-12-21", "CN")
    checks = check_headline(find_figures(headline, context), [find_figures(text, context)])
    assert bool(checks) == doubted


@pytest.mark.parametrize(
    "text",
    [
        "產值由2073.5億元增至2519.3億美元,增長31.5%。",
        "產值由約2000億元增至2519.3億元,增長31.5%。",
        "產值由2073.5億元增至2519.3億元。投資增長31.5%。",
        "5月初簽約，6月25日投產，僅用了一個月，佔31.5%。",
        "共引入項目14個,上億元的12個,同比增長85.7%。",
        "產值2073.5億元,稅收2519.3億元,增長31.5%。",
        "四人被控多項罪名，4男5女組成的陪審團退庭。",
    ],
)
def test_no_check_is_made_where_the_text_does_not_join_the_figures(text: str) -> None:
    assert found(text) == []
