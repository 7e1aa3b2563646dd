"""Plain values, short forms by region, and help with units."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.figures.context import Context
from reader.figures.forms import Language, help_for, plain, short
from reader.figures.scan import figures_in

if TYPE_CHECKING:
    from reader.model import Figure


def one(text: str, region: str = "CN") -> Figure:
    (figure,) = figures_in(text, Context("2018-12-21", region))  # type: ignore[arg-type]
    return figure


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6.02億美元", "US$602,000,000"),
        ("三成", "30%"),
        ("120萬平方米", "1,200,000 m2"),
        ("2018年1-9月", "2018-01/2018-09"),
        ("77比73", "77:73"),
        ("15%至20%", "15-20%"),
        ("212個", "212"),
        ("三分之二", "0.666666666666667"),
    ],
)
def test_the_plain_value(text: str, expected: str) -> None:
    assert plain(one(text)) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("6.02億美元", "hk", "6.02億"),
        ("6.02億美元", "hans", "6.02亿"),
        ("6.02億美元", "en", "602M"),
        ("1.5萬億元", "hk", "1.5萬億"),
        ("1.5萬億元", "tw", "1.5兆"),
        ("1.5萬億元", "en", "1.5T"),
        ("3,200多名", "en", "3.2K"),
        ("3,200多名", "tw", "3,200"),
        ("120萬平方米", "tw", "1.2 km2"),
    ],
)
def test_the_short_form(text: str, language: Language, expected: str) -> None:
    assert short(one(text), language) == expected


@pytest.mark.parametrize(
    ("text", "region", "expected"),
    [
        ("15000畝", "CN", ("10,000,000 m2", "1,000 ha", "10 km2")),
        ("28.5坪", "TW", ("94.21 m2",)),
        ("500呎", "HK", ("46.45 m2",)),
        ("3斤", "CN", ("1.5 kg",)),
        ("3斤", "TW", ("1.8 kg",)),
        ("5里", "CN", ("2.5 km",)),
    ],
)
def test_help_with_a_unit(text: str, region: str, expected: tuple[str, ...]) -> None:
    assert help_for(one(text, region), "hant") == expected


def test_help_with_a_magnitude_says_it_in_the_other_words() -> None:
    assert help_for(one("6.02億美元"), "hant") == ("602,000,000", "602M")
