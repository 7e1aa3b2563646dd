"""Figures from candidates: canonical values, currencies and qualifiers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reader.figures.context import FigureContext
from reader.figures.scan import find_figures

CONTEXT = FigureContext("2024-06-11", "CN")


@pytest.mark.parametrize(
    ("text", "value", "canonical", "unit"),
    [
        ("25點子", 25, Decimal("0.25"), "pp"),
        ("20000mAh", 20000, 20, "A.h"),
        ("3公里", 3, 3000, "m"),
        ("三成", 30, 30, "%"),
        ("兩打", 2, 24, "1"),
        ("3万元欧元", 30000, 30000, "EUR"),
    ],
)
def test_find_figures_gives_value_canonical_value_and_unit(
    text: str, value: int, canonical: Decimal | int, unit: str
) -> None:
    (figure,) = find_figures(text, CONTEXT)
    assert (figure.value, figure.canonical_value, figure.canonical_unit) == (value, canonical, unit)


@pytest.mark.parametrize(
    ("text", "qualifiers"),
    [
        ("同比增長約21.5%", ("同比增長", "約")),
        ("超過12家以上", ("超過", "以上")),
        ("前10名", ("前",)),
        ("50多公里", ("多",)),
    ],
)
def test_qualifiers_are_as_printed(text: str, qualifiers: tuple[str, ...]) -> None:
    (figure,) = find_figures(text, CONTEXT)
    assert figure.qualifiers == qualifiers


@pytest.mark.parametrize(
    "text",
    [
        "首批企業簽約12家",
        "全年節約12億元",
        "預約12人",
        "公約12條",
        "附近12戶",
        "最近12天",
        "靠近12公里",
        "經過12年",
        "通過12項決議",
        "去過12次",
        "用過12瓶",
        "降水12毫升3瓶",
        "投降12人",
        "英超12隊",
        "不過12人報名",
    ],
)
def test_words_that_end_like_a_qualifier_are_none(text: str) -> None:
    figure = find_figures(text, CONTEXT)[0]
    assert (figure.qualifiers, figure.bound, figure.direction, figure.is_approximate) == ((), None, None, False)


@pytest.mark.parametrize(
    ("text", "qualifiers", "bound", "is_approximate"),
    [
        ("簽約約12家", ("約",), None, True),
        ("耗資近12億元", ("近",), None, True),
        ("超過百億元", ("超過",), "lower", False),
        ("均過12萬人", ("均過",), "lower", False),
    ],
)
def test_qualifiers_behind_other_words_are_found(
    text: str, qualifiers: tuple[str, ...], bound: str | None, is_approximate: bool
) -> None:
    (figure,) = find_figures(text, CONTEXT)
    assert (figure.qualifiers, figure.bound, figure.is_approximate) == (qualifiers, bound, is_approximate)


@pytest.mark.parametrize(
    ("text", "direction", "is_reached"),
    [
        ("升至5%", "up", True),
        ("上調到5%", "up", True),
        ("下滑至5%", "down", True),
        ("跌破2萬點", "down", True),
        ("升5%", "up", False),
        ("大跌5%", "down", False),
        ("5%", None, False),
    ],
)
def test_a_value_that_was_reached_is_told_from_a_change(text: str, direction: str | None, is_reached: bool) -> None:
    (figure,) = find_figures(text, CONTEXT)
    assert (figure.direction, figure.is_reached) == (direction, is_reached)


def test_a_currency_named_before_in_the_sentence_is_that_of_a_bare_yuan() -> None:
    figures = find_figures("人民幣8億元，另付3億元。", FigureContext("2024-06-11", "HK"))
    assert [figure.canonical_unit for figure in figures] == ["CNY", "CNY"]


@pytest.mark.parametrize(
    ("text", "is_approximate"),
    [("100多人以上", True), ("約100人以上", True), ("100人左右", True), ("100人以上", False)],
)
def test_a_number_stays_approximate_whatever_follows_it(text: str, is_approximate: bool) -> None:
    (figure,) = find_figures(text, FigureContext("2024-06-11", "CN"))
    assert figure.is_approximate is is_approximate


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("逾三人", ["三人 逾 lower"]),
        ("約三人左右", ["三人 約+左右 about"]),
        ("約有三人", ["三人 約 about"]),
        ("約為了三人", ["三人 約為 about"]),
        ("將近三人", ["三人 將近 about"]),
        ("至少約三人", ["三人 至少+約 lower about"]),
        ("三人以上不等", ["三人 以上+不等 lower about"]),
        ("三人多", ["三人 多 lower about"]),
        ("三人多次", ["三人"]),
        ("三多人", ["三多人 多 lower about"]),
        ("超過約三人以上左右", ["三人 超過+約+以上+左右 lower about"]),
        ("增至三人", ["三人 增至 up"]),
        ("同比增長至三人", ["三人 同比增長至 up"]),
        ("增長到三人", ["三人 增長到 up"]),
        ("最多，三人", ["三人"]),
        ("5日，超過三人", ["5日", "三人 超過 lower"]),
        ("超過5日", ["5日 超過"]),
        ("約5日", ["5日 約 about"]),
        ("5日左右", ["5日 左右 about"]),
        ("5日以上", ["5日 以上 lower"]),
        ("不足三人", ["三人 不足 upper"]),
        ("三十幾人", ["三十幾人 幾 lower about"]),
        ("三人許", ["三人 許 about"]),
        ("降為三人", ["三人 降 down"]),
        ("升破三元", ["三元 升+破 lower up"]),
        ("約了三人", ["三人 約 about"]),
        ("了三人", ["三人"]),
        ("，了三人", ["三人"]),
        ("約將達三人", ["三人 約+達 about"]),
        ("約，三人", ["三人"]),
        ("三人多人", ["三人"]),
        ("十多人多", ["十多人 多+多 lower about"]),
        ("五六人左右", ["五六人 左右 about"]),
        ("三人左右以上以下", ["三人 左右+以上 lower about"]),
        ("三人以上左右以下", ["三人 以上+左右 lower about"]),
        ("三人，以上", ["三人"]),
        ("三人左右三人以上", ["三人 左右 about", "三人 以上 lower"]),
        ("三人以上三人", ["三人 以上 lower", "三人"]),
        ("三人 以上", ["三人"]),
        ("約三人至", ["三人 約 about"]),
        ("不到一年多", ["一年 不到+多 upper about"]),
        ("三年多", ["三年 多 lower about"]),
        ("三時多", ["三時"]),
        ("近三時許", ["三時 近+許 about"]),
        ("人民幣三元", ["人民幣三元"]),
        ("人民幣甲乙丙丁，五元", ["五元"]),
    ],
)
def test_words_beside_a_figure_qualify_it(text: str, figures: list[str]) -> None:
    described = []
    for figure in find_figures(text, FigureContext("2024-06-11", "HK")):
        about = "about" if figure.is_approximate else ""
        parts = (figure.text, "+".join(figure.qualifiers), figure.bound, figure.direction, about)
        described.append(" ".join(filter(None, parts)))
    assert described == figures


@pytest.mark.parametrize(("between", "currency"), [(57, "CNY"), (58, "HKD")])
def test_a_currency_is_that_of_the_words_before_it_in_reach(between: int, currency: str) -> None:
    (figure,) = find_figures("人民幣" + "甲" * between + "5元", FigureContext("2024-06-11", "HK"))
    assert (figure.canonical_unit, figure.is_currency_assumed) == (currency, True)


@pytest.mark.parametrize(("text", "currency"), [("人民幣市場。5元", "HKD"), ("新台幣市場，5元", "TWD")])
def test_a_currency_of_another_sentence_does_not_count(text: str, currency: str) -> None:
    assert [figure.canonical_unit for figure in find_figures(text, FigureContext("2024-06-11", "HK"))] == [currency]
