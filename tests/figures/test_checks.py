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


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("由100家增至120家，甲甲甲甲甲甲甲甲甲增長20%。", 1),
        ("由100家增至120家，甲甲甲甲甲甲甲甲甲甲增長20%。", 0),
        ("由100家甲甲甲甲甲甲甲甲甲甲增至120家，增長20%。", 1),
        ("由100家甲甲甲甲甲甲甲甲甲甲甲增至120家，增長20%。", 0),
        ("由甲甲甲甲甲甲甲100家增至120家，增長20%。", 1),
        ("由甲甲甲甲甲甲甲甲100家增至120家，增長20%。", 0),
        ("有100家增至120家，增長20%。", 0),
        ("由100家、120家，增長20%。", 0),
        ("由100家增至120家，共20%。", 0),
        ("120家，比上年的100家增長20%。", 1),
        ("120家，比甲甲甲甲甲甲甲甲甲的100家增長20%。", 1),
        ("120家，比甲甲甲甲甲甲甲甲甲甲的100家增長20%。", 0),
        ("120家，比上年100家增長20%。", 0),
        ("120家，而上年的100家增長20%。", 0),
        ("120家，比上年的100家大幅增長20%。", 0),
        ("由0家增至120家，增長20%。", 0),
        ("由1家增至2家，增長100%。", 1),
        ("由100家增至120家，增長20個百分點。", 0),
        ("由100家增至120家，增長約20%。", 0),
        ("由100家增至120人，增長20元。", 0),
        ("由100家增長20%至120家。", 1),
        ("由100家增長20人至120家。", 0),
        ("由100家增長20%至120元。", 0),
        ("由100家甲20%至120家。", 0),
        ("有100家增長20%至120家。", 0),
        ("由甲甲甲甲甲甲甲100家增長20%至120家。", 1),
        ("由甲甲甲甲甲甲甲甲100家增長20%至120家。", 0),
        ("由100家增長20%共120家。", 0),
    ],
)
def test_growth_is_checked_where_near_words_say_from_what_to_what(text: str, count: int) -> None:
    assert len(found(text)) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("共10個，其中5個，佔50%。", 1),
        ("共10個" + "甲" * 28 + "其中5個，佔50%。", 1),
        ("共10個" + "甲" * 29 + "其中5個，佔50%。", 0),
        ("共10個，其中5個，" + "甲" * 10 + "佔50%。", 1),
        ("共10個，其中5個，" + "甲" * 11 + "佔50%。", 0),
        ("共10個，引入5個，佔50%。", 0),
        ("共10個，其中5個，漲50%。", 0),
        ("共0個，其中0個，佔50%。", 0),
        ("共1個，其中1個，佔100%。", 1),
        ("共5個，其中5個，佔50%。", 1),
        ("共5個，其中6個，佔50%。", 0),
        ("共10個，其中5人，佔50%。", 0),
        ("共10元，其中5元，佔50%。", 0),
        ("共10個，其中5個，佔5個百分點。", 0),
    ],
)
def test_a_share_is_checked_of_a_count_and_a_part_of_it(text: str, count: int) -> None:
    assert len(found(text)) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("拘捕7人（5男2女）。", 1),
        ("拘捕7人，甲甲甲甲甲甲甲甲甲包括5男2女。", 1),
        ("拘捕7人，甲甲甲甲甲甲甲甲甲甲包括5男2女。", 0),
        ("拘捕7人，包括5男、2女。", 1),
        ("拘捕7人，包括5男和2女。", 0),
        ("拘捕7人，而5男2女。", 0),
        ("拘捕7人，另有5男2女。", 0),
        ("拘捕約7人，包括5男2女。", 0),
        ("拘捕7家，包括5男2女。", 0),
        ("拘捕7人，包括5男2童。", 0),
        ("死傷3人，其中1死2傷。", 1),
        ("拘捕3人，其中1死2傷。", 0),
        ("3人傷亡，其中1死2傷。", 1),
    ],
)
def test_two_parts_of_a_number_of_people_are_added_up(text: str, count: int) -> None:
    assert len(found(text)) == count


@pytest.mark.parametrize(
    ("text", "indices", "computed"),
    [
        ("六成贊成，三成反對，其餘一成。", (0, 1, 2), 10),
        ("六成" + "甲" * 80 + "，三成反對，其餘是一成。", (0, 1, 2), 10),
        ("六成" + "甲" * 82 + "，三成反對，其餘一成。", (0, 1, 2), 10),
        ("六成" + "甲" * 83 + "，三成反對，其餘一成。", (1, 2), 70),
        ("有5人，六成贊成，三成反對，其餘一成。", (1, 2, 3), 10),
        ("六成贊成。三成反對，其餘一成。", (1, 2), 70),
        ("99%贊成，其餘1%。", (0, 1), 1),
    ],
)
def test_the_rest_is_what_the_shares_before_it_in_the_sentence_leave(
    text: str, indices: tuple[int, ...], computed: int
) -> None:
    (check,) = found(text)
    assert check.figure_indices == indices
    assert check.computed == computed


@pytest.mark.parametrize("text", ["其餘一成。", "六成贊成，四成反對，其餘一成。", "六成贊成，三成反對，一成。"])
def test_no_rest_is_checked_where_nothing_is_left(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("由9999家增至10000家，增長0.02%。", True),
        ("由9999家增至10000家，增長0.04%。", False),
        ("由1.5兆元增至1.8兆元，增長33%。", True),
        ("由1.5兆元增至1.8兆元，增長34%。", False),
        ("由15億元增至18億元，增長33%。", True),
        ("由15億元增至18億元，增長34%。", False),
        ("由5萬元減至0元，減少100%。", True),
        ("31.5%贊成，50%反對，其餘22%。", True),
        ("31.5%贊成，50%反對，其餘23%。", False),
    ],
)
def test_a_check_holds_within_the_rounding_of_what_is_printed(text: str, holds: bool) -> None:
    (check,) = found(text)
    assert check.is_consistent == holds


@pytest.mark.parametrize(
    ("headline", "text", "doubted"),
    [
        ("公司營業額12美元", "公司營業額15美元。", True),
        ("公司營業額12美元", "公司營業額15歐元。", False),
        ("公司樓價12元/平方米", "公司樓價15元。", False),
        ("公司營業額增長12%", "公司營業額增長15%。", True),
        ("公司營業額增長12%", "公司營業額下降15%。", False),
        ("工廠爆炸12人死亡", "工廠爆炸15家死亡。", False),
        ("工廠爆炸12人死亡", "工廠爆炸約15人死亡。", False),
        ("公司營業額12億元", "公司營業額13億元。", False),
        ("公司營業額12億元", "公司營業額14億元。", True),
        ("公司營業額1.5兆元", "公司營業額1.6兆元。", False),
        ("公司營業額1.5兆元", "公司營業額1.7兆元。", True),
        ("公司營業額12元", "公司營業額24元。", True),
        ("公司營業額12元", "公司營業額25元。", False),
        ("公司營業額0元", "公司營業額15元。", False),
        ("公司營業額12元", "公司營業額15元，公司營業額16元。", False),
    ],
)
def test_a_headline_is_compared_with_figures_of_the_same_quantity(headline: str, text: str, doubted: bool) -> None:
    context = FigureContext("2018-12-21", "CN")
    assert bool(check_headline(find_figures(headline, context), [find_figures(text, context)])) == doubted
