"""Plain values, short forms by region, and help with units."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.figures.context import FigureContext
from reader.figures.formatting import Language, format_compact, format_for_row, format_plain, list_equivalents
from reader.figures.scan import find_figures

if TYPE_CHECKING:
    from reader.model import Figure


def one(text: str, region: str = "CN") -> Figure:
    (figure,) = find_figures(text, FigureContext("2018-12-21", region))  # type: ignore[arg-type]
    return figure


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6.02億美元", "US$602,000,000"),
        ("三成", "30%"),
        ("120萬平方米", "1,200,000 m²"),
        ("2018年1-9月", "2018-01/2018-09"),
        ("77比73", "77:73"),
        ("15%至20%", "15-20%"),
        ("212個", "212"),
        ("二十年", "20 years"),
        ("1天", "1 day"),
        ("15至20年", "15-20 years"),
        ("三分之二", "2/3"),
        ("七分之三", "3/7"),
        ("四分之一", "0.25"),
        ("0.666倍", "0.666"),
        ("1年", "1 year"),
        ("-3℃", "-3 °C"),
        ("1,234.5元", "CN¥1,234.5"),
        ("3.5%", "3.5%"),
        ("8:30", "08:30"),
        ("上億元", "CN¥100,000,000"),
        ("負3角", "CN¥-0.3"),
        ("負1,234.5元", "CN¥-1,234.5"),
    ],
)
def test_format_plain_writes_the_value_with_its_unit(text: str, expected: str) -> None:
    assert format_plain(one(text)) == expected


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
        ("120萬平方米", "tw", "1.2 km²"),
        ("18.6吉瓦", "en", "18.6 GW"),
        ("524億千瓦時", "hk", "52.4 TWh"),
        ("2,486小時", "en", "2,486 hours"),
        ("2,486小時", "tw", "2,486小時"),
        ("1,280℃", "en", "1,280 °C"),
        ("120萬小時", "hans", "120万小时"),
        ("71歲", "en", "71"),
        ("999元", "en", "CN¥999"),
        ("1,000元", "en", "1K"),
        ("9,995元", "tw", "9,995"),
        ("1,000平方公里", "en", "1,000 km²"),
        ("100萬平方米", "en", "1 km²"),
        ("999,999平方米", "en", "999,999 m²"),
        ("999,999小時", "tw", "999,999小時"),
        ("100萬小時", "tw", "100萬小時"),
        ("1.2345小時", "tw", "1.23小時"),
        ("9.996億人", "tw", "10億"),
        ("12.34億人", "tw", "12.34億"),
        ("12.345億人", "tw", "12.3億"),
        ("10.555億人", "tw", "10.6億"),
        ("1.2355億人", "tw", "1.24億"),
        ("123.45億人", "tw", "123.45億"),
        ("123.456億人", "tw", "123億"),
        ("100.555億人", "tw", "101億"),
        ("9,999人", "tw", "9,999"),
        ("1萬人", "tw", "1萬"),
        ("零下30度", "en", "-30 °C"),
        ("12.0萬人", "tw", "12萬"),
        ("0.50元", "en", "CN¥0.5"),
        ("3至5億人", "tw", "300,000,000-500,000,000"),
        ("2018年", "en", "2018"),
    ],
)
def test_format_compact_writes_the_scales_of_the_language(text: str, language: Language, expected: str) -> None:
    assert format_compact(one(text), language) == expected


@pytest.mark.parametrize(
    ("text", "region", "expected"),
    [
        ("15000畝", "CN", ("10,000,000 m²", "1,000 ha", "10 km²")),
        ("28.5坪", "TW", ("94.21 m²",)),
        ("500呎", "HK", ("46.45 m²",)),
        ("3斤", "CN", ("1.5 kg",)),
        ("3斤", "TW", ("1.8 kg",)),
        ("5里", "CN", ("2.5 km",)),
        ("10,000平方米", "CN", ("10,000 m²", "1 ha")),
        ("9,999平方米", "CN", ("9,999 m²",)),
        ("100萬平方米", "CN", ("1,000,000 m²", "100 ha", "1 km²")),
        ("999,990平方米", "CN", ("999,990 m²", "100 ha")),
        ("1,000公斤", "CN", ("1,000 kg", "1 t")),
        ("999公斤", "CN", ("999 kg",)),
        ("1,000米", "CN", ("1 km",)),
        ("999米", "CN", ("999 m",)),
        ("9999.4米", "CN", ("9.999 km",)),
        ("12345.6公斤", "CN", ("12,346 kg", "12.35 t")),
        ("2018年", "CN", ()),
        ("3至5公里", "CN", ()),
    ],
)
def test_list_equivalents_has_metric_units(text: str, region: str, expected: tuple[str, ...]) -> None:
    assert list_equivalents(one(text, region), "hant") == expected


def test_list_equivalents_has_the_scales_of_the_other_language() -> None:
    assert list_equivalents(one("6.02億美元"), "hant") == ("602M",)


@given(
    st.text("0123456789.,億萬萬亿兆三百千", min_size=1, max_size=80),
    st.sampled_from(["元", "%", "平方米", "年", "吉瓦", "℃", "個", "畝", ""]),
)
def test_a_number_of_any_length_can_be_formatted(number: str, unit: str) -> None:
    """However long it is."""
    for figure in find_figures(number + unit, FigureContext("2018-12-21", "CN")):
        for language in get_args(Language):
            assert format_plain(figure, language)
            assert format_compact(figure, language)
            assert all(list_equivalents(figure, language))


@pytest.mark.parametrize(("text", "is_scaled"), [("9,999元", False), ("10,000元", True), ("10,000人", True)])
def test_large_amounts_and_counts_are_told_in_another_language_too(text: str, is_scaled: bool) -> None:
    assert any("萬" in line for line in list_equivalents(one(text), "en")) == is_scaled


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("6,000公尺", "6 km"),
        ("500公尺", "500 m"),
        ("6000至7000公尺", "6,000-7,000 m"),
        ("3萬元", "CN¥30,000"),
        ("3000人", "3,000"),
        ("15%", "15%"),
    ],
)
def test_a_row_has_a_short_value_only_where_the_unit_has_larger_ones(text: str, row: str) -> None:
    assert format_for_row(one(text), "en") == row
