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
