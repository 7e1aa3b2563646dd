"""Codes, addresses, names and fixed words are no quantities."""

from __future__ import annotations

import pytest

from reader.figures.context import FigureContext
from reader.figures.rejections import find_addresses, find_quoted_names
from reader.figures.scan import find_figures

CONTEXT = FigureContext("2024-06-11", "CN")


@pytest.mark.parametrize(
    "text",
    [
        "航班CX888延誤",
        "電話010-65001234",
        "电话2345 6789",
        "ISBN 978-7-02-000220-7",
        "中山路二段15號3樓",
        "5栋2单元301室",
        "4/5G用户",
        "12345热线",
        "5·12地震",
        "5-12地震",
        "“9-11”事件",
        "9-11恐怖襲擊後",
        "11-13 襲擊案",
        "股票3406-TW",
        "注释[12]",
        "「七通一清」",
        "一心一意",
        "1,1,1,1,1,1,1,1,1,1,1",
    ],
)
def test_find_figures_rejects_numbers_that_measure_nothing(text: str) -> None:
    assert find_figures(text, CONTEXT) == ()


@pytest.mark.parametrize(("text", "printed"), [("911人", "911人"), ("12345宗", "12345宗"), ("屏幕6.7英寸", "6.7英寸")])
def test_numbers_like_codes_are_figures_with_a_unit(text: str, printed: str) -> None:
    assert [figure.text for figure in find_figures(text, CONTEXT)] == [printed]


@pytest.mark.parametrize("text", ["9-11歲", "9-11月", "9-11人", "9-32起"])
def test_ranges_that_read_like_the_date_of_an_event_are_figures(text: str) -> None:
    assert [figure.text for figure in find_figures(text + "的事件", CONTEXT)] == [text]


@pytest.mark.parametrize("text", ["500-1000米", "500-1000%", "500-1000千瓦时", "2345-6789元", "500-1000人"])
def test_ranges_that_read_like_a_telephone_number_are_figures_with_a_unit(text: str) -> None:
    assert [figure.text for figure in find_figures(f"為{text}。", CONTEXT)] == [text]


@pytest.mark.parametrize("text", ["500-1000", "2345-6789分機12", "2345-6789名單", "0500-1000米", "2345-6789號"])
def test_telephone_numbers_before_other_words_are_no_figures(text: str) -> None:
    assert find_figures(f"撥{text}", CONTEXT) == ()


def test_web_addresses_are_spans() -> None:
    assert find_addresses("见http://a.b/c 1人") == [(1, 13)]


def test_a_quoted_name_begins_with_a_bare_numeral() -> None:
    assert find_quoted_names("“三通一平”和“1.5小时圈”", "CN") == [(1, 6)]
