"""Items of lists, rows of tables and quotations are told by their signs and neighbours."""

from __future__ import annotations

import pytest

from reader.model import CleanText
from reader.structure.lines import Line
from reader.structure.lists_and_tables import has_item_mark, is_list_item, is_quote, is_table_row


def line(text: str) -> Line:
    return Line(CleanText(text), 0, 1, 0, 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- 钟", True),
        ("3. 钟", True),
        ("③钟", True),
        ("（三）钟", True),
        ("·钟", True),
        ("3.5米", False),
        ("-钟", False),
        ("12. 钟", True),
        ("123. 钟", False),
        ("3.钟", True),
        ("3 .钟", True),
        ("3、钟", True),
        ("3.", False),
        ("3钟", False),
        ("二、钟", True),
        ("十五、钟", True),
        ("十六、钟", False),
        ("二十、钟", False),
        ("二钟", False),
        ("（11）钟", True),
        ("（十二）钟", True),
        ("（三钟", False),
        ("（钟）", False),
        ("（", False),
        ("· 钟", True),
        ("··钟", False),
        ("·", False),
        ("钟", False),
    ],
)
def test_the_mark_of_a_list_item_is_recognised(text: str, expected: bool) -> None:
    assert has_item_mark(line(text)) is expected


def test_a_number_alone_makes_no_list_and_a_row_of_them_does() -> None:
    assert not is_list_item(line("2. 修钟"), None, None)
    assert is_list_item(line("2. 修钟"), line("1. 铸钟"), None)
    assert not is_list_item(line("2. 修钟"), line("（1）铸钟"), line("4. 敲钟"))
    assert is_list_item(line("- 修钟"), None, None)
    assert not is_list_item(line("- " + "钟" * 130), None, None)


def test_a_row_has_as_many_cells_as_its_neighbour() -> None:
    assert is_table_row(line("东线\t8:30\t21:00"), None, line("西线\t8:45\t21:15"))
    assert is_table_row(line("| 年 | 事 |"), None, None)
    assert not is_table_row(line("东线  西线"), None, line("钟声停了"))


def test_a_quotation_has_the_sign_of_mail_and_markdown() -> None:
    assert is_quote(line("> 钟声"))
    assert not is_quote(line(">钟声"))


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        ("1. 铸钟", "2. 修钟", True),
        ("1. 铸钟", "3. 修钟", False),
        ("2. 铸钟", "1. 修钟", False),
        ("1. 铸钟", "1. 修钟", False),
        ("①铸钟", "②修钟", True),
        ("九、铸钟", "十、修钟", True),
        ("十、铸钟", "十一、修钟", True),
        ("（一）铸钟", "（二）修钟", True),
        ("一、铸钟", "（二）修钟", False),
        ("·铸钟", "·修钟", True),
        ("·铸钟", "●修钟", False),
        ("一、铸钟", "二、" + "钟" * 58, True),
        ("一、铸钟", "二、" + "钟" * 59, False),
        ("（一）铸钟", "（二）" + "钟" * 58, False),
        ("1. 铸钟", "2. " + "钟" * 117, True),
        ("1. 铸钟", "2. " + "钟" * 118, False),
        ("铸钟", "修钟", False),
    ],
)
def test_a_number_makes_a_list_with_the_number_beside_it(before: str, text: str, *, expected: bool) -> None:
    assert is_list_item(line(text), line(before), None) is expected
    first, second = (text, before) if before[:2] == text[:2] else (before, text)
    if len(text) < 60:
        assert is_list_item(line(first), None, line(second)) is expected


@pytest.mark.parametrize(
    ("text", "other", "expected"),
    [
        ("东线\t8:30", "西线\t8:45", True),
        ("东线  8:30", "西线  8:45", False),
        ("东线  8:30  21:00", "西线  8:45  21:15", True),
        ("东线|8:30|21:00", "西线|8:45|21:15", True),
        ("东线|8:30", "西线|8:45", False),
        ("东线 8:30 21:00", "西线 8:45 21:15", True),
        ("东线 8:30 21:00", "西线 8:45 晚上", False),
        ("东线 8:30", "西线 8:45", False),
        ("东线 -5 +3 ±2", "西线 .5 ~3 %", True),
        ("东线 a5 b3 c2", "西线 a5 b3 c2", False),
        ("东" * 14 + " 8:30 21:00", "西线 8:45 21:15", True),
        ("东" * 15 + " 8:30 21:00", "西线 8:45 21:15", False),
        ("东线\t8:30\t21:00", "西线\t8:45", False),
        ("东线\t8:30。", "西线\t8:45。", False),
        ("东线\t" + "8" * 117, "西线\t8:45", True),
        ("东线\t" + "8" * 118, "西线\t8:45", False),
        ("东线", "西线", False),
        ("|东线", "西线", False),
        ("|东线|", "西线", True),
    ],
)
def test_rows_have_cells_between_tabs_gaps_bars_or_numbers(text: str, other: str, *, expected: bool) -> None:
    assert is_table_row(line(text), line(other), None) is expected
    assert is_table_row(line(text), None, line(other)) is expected
