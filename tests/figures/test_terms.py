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
