"""Terms: smaller units, halves, decimals and prefixes that belong to a number."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reader.figures.context import FigureContext
from reader.figures.scan import find_figures

CONTEXT = FigureContext("2024-06-11", "CN")


@pytest.mark.parametrize(
    ("text", "printed", "value"),
    [
        ("2小時8分35秒奪冠", "2小時8分35秒", 7715),
        ("三年六個月", "三年六個月", 42),
        ("123元1角1分", "123元1角1分", Decimal("123.11")),
        ("跳出1米75", "1米75", Decimal("1.75")),
        ("近4成8市民", "4成8", 48),
        ("上壘率3成60、", "3成60", 36),
        ("一倍半", "一倍半", Decimal("1.5")),
        ("以13秒41完成", "13秒41", Decimal("13.41")),
        ("藥價3塊5，", "3塊5", Decimal("3.5")),
        ("五斤六兩", "五斤六兩", Decimal("5.6")),
    ],
)
def test_terms_chained_to_a_number_are_part_of_its_figure(text: str, printed: str, value: Decimal | int) -> None:
    (figure,) = find_figures(text, CONTEXT)
    assert (figure.text, figure.value) == (printed, value)


@pytest.mark.parametrize(
    ("text", "printed", "unit"),
    [
        ("達攝氏30度", "攝氏30度", "Cel"),
        ("零下5度", "零下5度", "Cel"),
        ("每秒33公尺", "每秒33公尺", "m/s"),
        ("時速150公里", "150公里", "km/h"),
        ("售HK$450", "HK$450", "HKD"),
        ("付人民幣8億元", "人民幣8億元", "CNY"),
    ],
)
def test_prefixes_give_a_number_its_unit(text: str, printed: str, unit: str) -> None:
    (figure,) = find_figures(text, CONTEXT)
    assert (figure.text, figure.canonical_unit) == (printed, unit)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("五元零三", ["五元零三 5.03"]),
        ("五元零九人", ["五元零九 5.09"]),
        ("7美元零4", ["7美元零4 7.04"]),
        ("五元零三十", ["五元 5"]),
        ("五元零十", ["五元 5"]),
        ("五元零〇", ["五元 5"]),
        ("三元三", ["三元 3"]),
        ("三分半鐘", ["三分半鐘 3.5"]),
        ("一分半鐘後", ["一分半鐘 1.5"]),
        ("九分半", ["九分半 9.5"]),
        ("兩年半前", ["兩年半 2.5"]),
        ("兩年半天", ["兩年半天 731"]),
        ("兩打半", ["兩打半 2.5"]),
        ("兩塊半", ["兩塊半 2.5"]),
        ("兩元半", ["兩元 2"]),
        ("兩人半", ["兩人 2"]),
        ("八兩半場", ["八兩 8"]),
        ("三成 2", ["三成 2 32"]),
        ("三成  2", ["三成 30"]),
        ("三米 2", ["三米 3"]),
        ("三成八的", ["三成八 38"]),
        ("三成八人", ["三成 30", "八人 8"]),
        ("五成3房", ["五成3 53"]),
        ("三成至三成五", ["三成至三成五 30..35"]),
        ("13秒412", ["13秒 13"]),
        ("1米755", ["1米 1"]),
        ("1米75%", ["1米 1", "75% 75"]),
        ("1米75人", ["1米 1", "75人 75"]),
        ("3度九t", ["3度 3", "九t 9"]),
        ("37度5", ["37度5 37.5"]),
        ("用電37度5", ["37度 37"]),
        ("三塊十", ["三塊 3"]),
        ("三塊五十", ["三塊 3"]),
        ("2小時8分35秒41", ["2小時8分35秒41 7715.41"]),
        ("2小時8分35秒412", ["2小時8分35秒 7715"]),
        ("8分又35秒", ["8分又35秒 515"]),
        ("8分零35秒", ["8分零35秒 515"]),
        ("3元5角2分", ["3元5角2分 3.52"]),
        ("兩美元又三美分", ["兩美元又三美分 2.03"]),
        ("三斤三斤", ["三斤 3", "三斤 3"]),
        ("三年半六個月", ["三年半 3.5", "六個月 6"]),
        ("兩年半價", ["兩年 2"]),
        ("1米5厘米75", ["1米5厘米 1.05"]),
        ("五塊零三75", ["五塊零三 5.03"]),
        ("五元零一", ["五元零一 5.01"]),
        ("五元零3.5元", ["五元 5", "3.5元 3.5"]),
        ("五六米75", ["五六米 5..6"]),
        ("五六年半", ["五六年 5..6"]),
        ("百分之五半", ["百分之五 5"]),
        ("3美元歐元", ["3美元 3"]),
        ("3角歐元", ["3角 3"]),
        ("3元€5", ["3元 3", "€5 5"]),
        ("3元¥", ["3元 3"]),
        ("5級人民幣", ["5級 5"]),
        ("5元3角度", ["5元 5"]),
        ("2小時8分之一", ["2小時 2", "8分之一 0.125"]),
        ("3米5厘", ["3米5厘 3.05"]),
        ("8分多35秒", ["8分 8", "35秒 35"]),
        ("8分35萬秒", ["8分 8", "35萬秒 350000"]),
        ("8分五六秒", ["8分 8", "五六秒 5..6"]),
        ("5角5元", ["5角 5", "5元 5"]),
        ("8.5分35秒", ["8.5分35秒 545"]),
        ("3元5角2分1厘", ["3元5角2分 3.52", "1厘 1"]),
        ("三成8%", ["三成 30", "8% 8"]),
        ("三分鐘三小時", ["三分鐘 3", "三小時 3"]),
    ],
)
def test_what_stands_behind_a_unit_is_added_where_it_belongs_to_it(text: str, figures: list[str]) -> None:
    found = find_figures(text, CONTEXT)
    values = [figure.value if not figure.is_range else f"{figure.low}..{figure.high}" for figure in found]
    assert [f"{figure.text} {value}" for figure, value in zip(found, values, strict=True)] == figures


@pytest.mark.parametrize(
    ("text", "printed", "unit"),
    [
        ("HK$ 450", "HK$ 450", "HKD"),
        ("HK$  450", "HK$  450", "HKD"),
        ("KHK$450", "HK$450", "HKD"),
        ("US$5美元", "US$5美元", "USD"),
        ("US$5港元", "5港元", "HKD"),
        ("$5人", "$5", "CNY"),
        ("￥5", "￥5", "CNY"),
        ("人民幣5人", "5人", "1"),
        ("3萬元歐元", "3萬元歐元", "EUR"),
        ("3萬元元", "3萬元", "CNY"),
        ("美元5", "美元5", "USD"),
        ("攝氏 30度", "攝氏 30度", "Cel"),
        ("攝氏   30度", "30度", "Cel"),
        ("攝氏5級", "5級", "1"),
    ],
)
def test_prefixes_and_second_units_belong_to_a_number_of_their_kind(text: str, printed: str, unit: str) -> None:
    (figure,) = find_figures(text, CONTEXT)
    assert (figure.text, figure.canonical_unit) == (printed, unit)


@pytest.mark.parametrize("text", ["HK$   450", "歐5", "VUSD6"])
def test_other_words_before_a_number_are_no_currency(text: str) -> None:
    assert find_figures(text, CONTEXT) == ()
