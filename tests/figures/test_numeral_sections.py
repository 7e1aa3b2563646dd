"""Sections of numerals: steps, zeros, pairs and tails."""

from __future__ import annotations

import pytest

from reader.figures.context import FigureContext
from reader.figures.lexicon import fold
from reader.figures.numeral_sections import begins_unit, parse_digits, scale_at, section_at
from reader.figures.numerals import exact, numerals
from reader.figures.scan import find_figures


@pytest.mark.parametrize(
    ("text", "value", "size"),
    [("二百零五人", 205, 4), ("四百五", 450, 3), ("廿五", 25, 2), ("1,353.83", None, 8), ("三千二", 3200, 3)],
)
def test_a_section_ends_where_its_number_ends(text: str, value: int | None, size: int) -> None:
    section = section_at(fold(text), 0, after_scale=False)
    assert section is not None
    assert section.end == size
    assert value is None or section.value == value


def test_a_pair_of_digits_has_two_ends() -> None:
    section = section_at("五六百", 0, after_scale=False)
    assert section is not None
    assert (section.value, section.high) == (500, 600)


@pytest.mark.parametrize(("text", "size", "end"), [("万亿元", 10**12, 2), ("多万人", 10**4, 2), ("兆瓦", 0, 0)])
def test_scales_multiply_unless_they_begin_a_unit(text: str, size: int, end: int) -> None:
    found = scale_at(text, 0, empty=False)
    assert (found[0], found[2]) == (size, end)


def test_a_step_may_begin_a_unit() -> None:
    assert begins_unit("十千瓦", 1, begun=True)
    assert not begins_unit("千人", 0, begun=False)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("3千500人", "3千500人"),
        ("3千5000人", "5000人"),
        ("3百50人", "3百50人"),
        ("3百100人", "100人"),
    ],
)
def test_digits_behind_a_step_are_smaller_than_it(text: str, printed: str) -> None:
    assert [figure.text for figure in find_figures(text, FigureContext("2024-06-11", "CN"))] == [printed]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("四百五", ["四百五 450"]),
        ("四百零五", ["四百零五 405"]),
        ("四百五十", ["四百五十 450"]),
        ("四百五六", ["四百五六 450..460"]),
        ("四百五六十", ["四百五六十 450..460"]),
        ("三千七八", ["三千七八 3700..3800"]),
        ("十五六", ["十五六 15..16"]),
        ("一百零五六十", ["一百零五六十 150..160"]),
        ("一百零五六", ["一百 100", "零五六 56"]),
        ("四百十", ["四百 400", "十 10"]),
        ("二百〇", ["二百 200", "〇 0"]),
        ("二百零人", ["二百 200", "零 0"]),
        ("三萬零人", ["三萬 30000", "零 0"]),
        ("三萬零零五", ["三萬 30000", "零零五 5"]),
        ("四百10", ["四百10 410"]),
        ("四百1", ["四百1 410"]),
        ("幾百分", ["百 100"]),
        ("二點五萬", ["二點五萬 25000"]),
        ("三點五百", ["三點五 3.5", "百 100"]),
        ("三百二零", ["三百 300", "二零 20"]),
        ("千零十", ["千零十 1010"]),
        ("一千零十", ["一千零十 1010"]),
        ("三萬零十", ["三萬零十 30010"]),
        ("千十", ["千 1000", "十 10"]),
        ("百十五", ["百 100", "十五 15"]),
        ("三千百", ["三千 3000", "百 100"]),
        ("三百五百", ["三百五 350", "百 100"]),
        ("五百三千", ["五百三 530", "千 1000"]),
        ("五六百", ["五六百 500..600"]),
        ("三五百", ["三五百 300..500"]),
        ("三六百", ["三六百 3600"]),
        ("五六", ["五六 5..6"]),
        ("三五", ["三五 3..5"]),
        ("五七", ["五七 57"]),
        ("零一", ["零一 1"]),
        ("廿五", ["廿五 25"]),
        ("百廿", ["百廿 120"]),
        ("千廿五", ["千廿五 1025"]),
        ("二百卅", ["二百卅 230"]),
        ("三廿", ["三 3", "廿 20"]),
        ("十廿", ["十 10", "廿 20"]),
        ("廿廿", ["廿 20", "廿 20"]),
        ("一兩天", ["一兩 1..2"]),
        ("一兩酒", ["一 1", "兩 2"]),
        ("三兩個", ["三 3", "兩 2"]),
        ("百兩個", ["百 100", "兩 2"]),
        ("一百兩", ["一百 100", "兩 2"]),
        ("萬兩千", ["萬兩千 12000"]),
        ("萬兩人", ["萬 10000", "兩 2"]),
        ("五千幾", ["五千幾 5000+"]),
        ("三十幾萬", ["三十幾萬 300000+"]),
        ("幾十萬", ["幾十萬 100000+"]),
        ("數百", ["數百 100+"]),
        ("三十幾十", ["三十 30", "幾十 10+"]),
        ("三幾", ["三 3"]),
        ("幾個", []),
        ("幾", []),
        ("幾百分點", []),
        ("百帕", []),
        ("3百帕", ["3 3"]),
        ("3千瓦", ["3 3", "千 1000"]),
        ("3千元", ["3千 3000"]),
        ("三百分點", ["三 3"]),
        ("三百分比", ["三 3"]),
        ("3百分之五", ["3百 300", "五 5"]),
        ("百分之五", ["五 5"]),
        ("一百分", ["一百 100"]),
        ("二點五", ["二點五 2.5"]),
        ("二.五", ["二.五 2.5"]),
        ("2.五", ["2 2", "五 5"]),
        ("二百點五", ["二百點五 200.5"]),
        ("三四點五", ["三四 3..4", "五 5"]),
        ("三四.五億", ["三四.五億 3450000000"]),
        ("三點十", ["三 3", "十 10"]),
        ("三點五分", ["三 3", "五 5"]),
        ("三點五分鐘", ["三點五 3.5"]),
        ("二〇點五", ["二〇 20", "五 5"]),
        ("五點", ["五 5"]),
        ("一點" + "一" * 21, ["一點" + "一" * 20 + " 1." + "1" * 20, "一 1"]),
        ("3千5", ["3千5 3500"]),
        ("3千50", ["3千50 3050"]),
        ("3千5000", ["3千 3000", "5000 5000"]),
        ("3百5百", ["3百5 350", "百 100"]),
        ("15百", ["15百 1500"]),
        ("3萬15百", ["3萬15 30015", "百 100"]),
        ("3萬10百", ["3萬10 30010", "百 100"]),
        ("3萬5百", ["3萬5百 30500"]),
        ("1,234.5", ["1,234.5 1234.5"]),
        ("1,2345", ["1 1", "2345 2345"]),
        ("12,34", ["12 12", "34 34"]),
        ("1·5", ["1·5 1.5"]),
        ("20個億", ["20個億 2000000000"]),
        ("20個億萬", ["20 20", "億萬 1000000000000"]),
        ("3 個億", ["3 3", "億 100000000"]),
        ("5 多 萬", ["5 多 萬 50000+"]),
        ("三十萬多億", ["三十萬多億 30000000000000+"]),
        ("三萬多", ["三萬 30000"]),
        ("3萬兆瓦", ["3萬 30000"]),
        ("3兆瓦", ["3 3"]),
        ("3兆元", ["3兆 3000000000000"]),
        ("兩三萬一平", ["兩三萬 20000..30000", "一 1"]),
        ("十" * 2, ["十 10", "十 10"]),
        ("1" * 60, ["1" * 60 + " " + "1" * 60]),
        ("一" * 60, ["一" * 60 + " " + "1" * 60]),
        ("甲3乙5", ["3 3", "5 5"]),
    ],
)
def test_signs_make_one_numeral_or_several(text: str, found: list[str]) -> None:
    described = []
    for each in numerals(text):
        high = "" if each.high is None else f"..{each.high}"
        described.append(f"{text[each.start : each.end]} {exact(each.value)}{high}{'+' * each.more}")
    assert described == found


@pytest.mark.parametrize(("count", "value"), [(80, int("1" * 80)), (81, 0)])
def test_digits_of_more_signs_than_a_numeral_has_make_no_number(count: int, value: int) -> None:
    assert parse_digits("1" * count) == value


@pytest.mark.parametrize(
    ("text", "is_bare"),
    [("百", True), ("十", False), ("百五", False), ("一百", False), ("百二十", False), ("億", True)],
)
def test_a_step_or_scale_alone_has_no_coefficient(text: str, is_bare: bool) -> None:
    (found,) = numerals(text)
    assert found.bare == is_bare
