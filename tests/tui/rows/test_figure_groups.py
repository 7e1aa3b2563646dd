from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.i18n import Messages
from reader.tui.rows.figure_groups import draw_bar, format_sign, get_currency_name, get_group, get_scale, get_size
from reader.typeset import cell_len
from tests.tui.open_articles import find_all_figures, open_text

if TYPE_CHECKING:
    from reader.i18n import Language
    from reader.model import Figure

ENGLISH = Messages("en")


def figure(text: str) -> Figure:
    """The first figure of a sentence."""
    article = open_text(f"新聞\n\n    {text}，廠裏的人都這樣說，說了很多年。\n")
    find_all_figures(article)
    return next(each for each in article.figure_index.figures if each.kind != "year")


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("超過500人", "more"),
        ("不到500人", "less"),
        ("至少500人", "least"),
        ("500人以上", "least"),
        ("最多500人", "most"),
        ("不超過500人", "most"),
        ("低於500人", "less"),
        ("五十多度", ""),
        ("超過五十多度", ""),
        ("十餘人", ""),
        ("幾十人", ""),
        ("數百人", ""),
        ("增長3%", "up"),
        ("下跌3%", "down"),
        ("增長至3%", "to"),
        ("跌到3%", "to"),
        ("上調至3港元", "to"),
        ("新增500人", "added"),
        ("累计500人", "total"),
        ("累計500人", "total"),
        ("共500人", "total"),
        ("約500人", "about"),
        ("500人", ""),
    ],
)
def test_the_sign_of_a_figure_is_its_most_telling_qualifier(text: str, sign: str) -> None:
    assert format_sign(figure(text), ENGLISH) == (ENGLISH("figure.sign." + sign) if sign else "")


@pytest.mark.parametrize("language", ["hant", "tw", "hans"])
def test_a_chinese_sign_is_in_the_script_of_the_figure(language: Language) -> None:
    about, words = figure("約500人"), Messages(language)
    assert format_sign(about, words, "Hans") == "约"
    assert format_sign(about, words, "Hant") == "約"
    assert format_sign(about, words) == words("figure.sign.about")
    assert format_sign(about, ENGLISH, "Hant") == ENGLISH("figure.sign.about")


def test_groups_are_kinds_and_currencies() -> None:
    hkd, usd, people = figure("3億港元"), figure("3億美元"), figure("500人")
    assert get_group(hkd).kind == get_group(usd).kind == "money"
    assert get_group(hkd) != get_group(usd)
    assert get_group(people).currency == ""
    assert get_group(hkd) < get_group(people), "money comes first"


def test_only_figures_of_one_scale_are_compared() -> None:
    assert get_scale(figure("3億港元")) == get_scale(figure("5萬港元"))
    assert get_scale(figure("3億港元")) != get_scale(figure("3億美元"))
    assert get_scale(figure("3公里")) == get_scale(figure("500米"))
    assert get_scale(figure("3公里")) != get_scale(figure("3公斤"))
    for text in ("3至5公里", "15元/公斤", "3%"):
        assert get_scale(figure(text)) is None, text


def test_the_size_is_in_the_canonical_unit() -> None:
    assert get_size(figure("3公里")) == get_size(figure("3000米"))
    size = get_size(figure("3至5公里"))
    assert size is not None
    assert size == get_size(figure("5公里")), "that of the upper end"


@given(st.decimals(0, 1, places=4), st.integers(1, 40))
def test_bars_fit_their_cells_and_grow_with_the_part(part: Decimal, cells: int) -> None:
    for block_elements in (True, False):
        bar = draw_bar(part, cells, block_elements=block_elements)
        assert 1 <= cell_len(bar) <= cells
        longer = draw_bar(min(Decimal(1), part + Decimal("0.2")), cells, block_elements=block_elements)
        assert len(longer) >= len(bar)
    assert draw_bar(Decimal(1), cells, block_elements=True) == "█" * cells
    assert draw_bar(Decimal(1), cells, block_elements=False) == "#" * cells


def test_an_unknown_currency_is_its_code() -> None:
    assert get_currency_name("XYZ", ENGLISH) == "XYZ"
    assert get_currency_name("HKD", ENGLISH) != "HKD"
