"""Codes, addresses, names and fixed words are no quantities."""

from __future__ import annotations

import pytest

from reader.figures.block_text import BlockText
from reader.figures.context import FigureContext
from reader.figures.lexicon import fold
from reader.figures.rejections import find_addresses, find_quoted_names, rejected_end
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


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("://a", [(0, 4)]),
        ("a://b c", [(0, 5)]),
        ("見http://a.example/3人，://", [(1, 19), (21, 24)]),
        ("x://!y~ 3", [(0, 7)]),
        ("5a://b", [(1, 6)]),
        ("a://b://c d", [(0, 9)]),
        ("a:/b", []),
    ],
)
def test_a_web_address_has_its_scheme_and_all_printable_signs_behind(text: str, spans: list[tuple[int, int]]) -> None:
    assert find_addresses(text) == spans


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("「3」人", [(1, 3)]),
        ("「十」", [(1, 3)]),
        ("「」", []),
        ("「十", []),
        ("「人」", []),
        ("“十”與“七”", [(1, 3), (5, 7)]),
        ('"三人行"與7人', [(1, 5)]),
        ('"5"與"7"人', [(1, 3), (5, 7)]),
        ('"5人"3"十字"', [(6, 9)]),
        ('"人"十"', []),
        ('"十"人"十"', [(1, 3), (5, 7)]),
        ("《5年後》", [(1, 5)]),
        ("「5年後」", []),
        ("《5月》", [(1, 4)]),
        ("《5比3》", []),
        ("《5人》", []),
        ("「3+5」", []),
        ("「3,5。」", []),
        ("「3甲」", []),
        ("「7乙」", [(1, 4)]),
        ("「7乙二三四五六七八九」", [(1, 12)]),
        ("「7乙二三四五六七八九十」", []),
        ("「二乙丙丁戊己庚辛壬癸」", [(1, 12)]),
        ("「二乙丙丁戊己庚辛壬癸子」", []),
        ("《二乙丙丁戊己庚辛壬癸子》", [(1, 13)]),
        ("「三甲、四乙、五丙丁戊己庚」", [(1, 14)]),
        ("「三甲、乙、五丙丁戊己庚辛」", []),
        ("「三甲,,五丙丁戊己庚辛壬」", [(1, 14)]),
        ("「三萬」", []),
        ("「三甲」「四乙」", [(1, 4), (5, 8)]),
        ("《三" + "甲" * 23 + "》", [(1, 26)]),
        ("《三" + "甲" * 24 + "》", []),
    ],
)
def test_short_names_in_quotes_that_begin_with_a_bare_numeral_are_spans(
    text: str, spans: list[tuple[int, int]]
) -> None:
    assert find_quoted_names(fold(text), "CN") == spans


def end_of(text: str, at: int, previous_end: int = 0) -> int:
    return rejected_end(BlockText(fold(text), CONTEXT), at, previous_end)


@pytest.mark.parametrize(
    ("text", "at", "end"),
    [
        ("#5人", 1, 2),
        ("[5]人", 1, 2),
        ("[5人]", 1, 0),
        ("甲5]", 1, 0),
        ("[12345]", 1, 6),
        ("[123456]", 1, 0),
        ("A5人", 1, 2),
        ("A-5人", 2, 3),
        ("甲-5人", 2, 0),
        ("-5", 1, 0),
        ("A_5-6", 2, 5),
        ("@5", 1, 0),
        ("A@5", 2, 3),
        ("A=5", 2, 0),
        ("GDP3%", 3, 0),
        ("GDP3.5%", 3, 0),
        ("GDP3", 3, 4),
        ("Q3", 1, 2),
        ("5.1.2版", 0, 5),
        ("5.1.2.3版", 0, 7),
        ("2018.1.2", 0, 0),
        ("18.12.2", 0, 7),
        ("201.12.2", 0, 0),
        ("2018.1.2.3", 0, 10),
        ("3A座", 0, 2),
        ("3km", 0, 0),
        ("3kmh", 0, 4),
        ("3mm", 0, 0),
        ("3元", 0, 0),
        ("3-A", 0, 3),
        ("3_b", 0, 3),
        ("3+b", 0, 0),
        ("3-甲", 0, 0),
        ("3--A", 0, 0),
    ],
)
def test_digits_that_belong_to_a_code_are_rejected_to_its_end(text: str, at: int, end: int) -> None:
    assert end_of(text, at) == end


@pytest.mark.parametrize(
    ("text", "at", "previous_end", "end"), [("A5人", 1, 1, 0), ("A-5人", 2, 2, 0), ("A5", 1, 0, 2)]
)
def test_what_belongs_to_the_figure_before_makes_no_code(text: str, at: int, previous_end: int, end: int) -> None:
    assert end_of(text, at, previous_end) == end


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("010-65001234", 12),
        ("010-6500", 8),
        ("010-650", 0),
        ("6500-12", 0),
        ("6500-123", 8),
        ("650-1234元", 0),
        ("650-1234公里", 0),
        ("050-1234公里", 8),
        ("1-2-3", 5),
        ("1~2~3", 5),
        ("1-2", 0),
        ("2018-12-21", 0),
        ("2018-12-211", 11),
        ("2345 6789", 9),
        ("2345 6789人", 0),
        ("2345 67890", 0),
        ("2345 678", 0),
        ("12345熱線", 5),
        ("12345”熱線", 5),
        ("12345 熱線", 5),
        ("12345", 0),
        ("5-12地震", 4),
        ("5-12”地震", 4),
        ("9-32恐襲", 0),
        ("13-12恐襲", 0),
        ("5-12甲", 0),
    ],
)
def test_telephone_numbers_and_numbers_that_are_names_are_rejected(text: str, end: int) -> None:
    assert end_of(text, 0) == end


@pytest.mark.parametrize(
    ("text", "at", "previous_end", "end"), [("A8-5", 3, 0, 4), ("甲8-5", 3, 0, 4), ("甲8-5", 3, 1, 0)]
)
def test_digits_behind_a_hyphen_belong_to_the_code_before(text: str, at: int, previous_end: int, end: int) -> None:
    assert end_of(text, at, previous_end) == end


@pytest.mark.parametrize(
    ("text", "at", "end"),
    [
        ("二段15號3樓", 0, 7),
        ("15號3樓", 0, 5),
        ("15號", 0, 0),
        ("街15號", 1, 4),
        ("街15期", 1, 0),
        ("甲15號", 1, 0),
        ("街15樓", 1, 4),
        ("街15室", 1, 0),
        ("5里3巷", 0, 0),
        ("3巷5里", 0, 4),
        ("段3單5", 1, 0),
        ("1.5號3樓", 0, 0),
        ("5號1.5樓", 0, 0),
        ("5號3樓2室", 0, 6),
    ],
)
def test_numbers_of_a_street_address_are_rejected(text: str, at: int, end: int) -> None:
    assert end_of(text, at) == end


def test_a_run_longer_than_any_numeral_is_rejected_as_a_whole() -> None:
    assert [end_of("十" * count, 0) for count in (60, 61)] == [0, 61]
    assert [end_of("1" * count + "人", 0) for count in (60, 61)] == [0, 61]


def test_a_fixed_word_is_rejected_from_any_of_its_numerals() -> None:
    assert (end_of("一心一意", 0), end_of("一心一意", 2), end_of("一心一意", 2, 1)) == (4, 4, 0)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        (" ".join(map(str, range(1, 24))) + " 24人", 0),
        (" ".join(map(str, range(1, 25))) + " 25人", 63),
        ("1.2.3.4.5.6.7.8.", 16),
        ("1,2,3,4,5,6,7,8,9", 17),
        ("1/2/3/4/5/6/7/8", 0),
        ("1/2/3/4/5/6/7/8/", 16),
        ("1,2,3,4,5,6,7,8人", 0),
    ],
)
def test_long_rows_of_bare_numbers_are_rejected(text: str, end: int) -> None:
    assert end_of(text, 0) == end
