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
def test_canonical_values(text: str, value: int, canonical: Decimal | int, unit: str) -> None:
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


def test_a_currency_named_before_in_the_sentence_is_that_of_a_bare_yuan() -> None:
    figures = find_figures("人民幣8億元，另付3億元。", FigureContext("2024-06-11", "HK"))
    assert [figure.canonical_unit for figure in figures] == ["CNY", "CNY"]
