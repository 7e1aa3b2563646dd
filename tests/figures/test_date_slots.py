"""Slots of dates: numbers with their marks, and what makes a mark part of a word."""

from __future__ import annotations

import pytest

from reader.figures.block_text import BlockText
from reader.figures.context import FigureContext
from reader.figures.date_slots import is_inside_word, slot_at, small_number, year_mark


def block(text: str) -> BlockText:
    return BlockText(text, FigureContext())


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12月", (12, 2)),
        ("廿四日", (24, 2)),
        ("二〇二四年", (2024, 4)),
        ("2〇18年", (2018, 4)),
        ("1234年", (1234, 4)),
        ("二千九百九十九年", (2999, 7)),
    ],
)
def test_a_small_number_is_read_in_any_alphabet(text: str, number: tuple[int, int]) -> None:
    assert small_number(block(text), 0) == number


@pytest.mark.parametrize("text", ["12345年", "123456年", "几十天", "五六天", "万", "三千年", "二点五年", "", "年"])
def test_other_numerals_are_no_part_of_a_date(text: str) -> None:
    assert small_number(block(text), 0) is None


def test_a_slot_may_have_two_numbers_and_a_blank() -> None:
    assert slot_at(block("1-9月"), 0) == (1, 9, 3, 0)
    assert slot_at(block("11 月"), 0) == (11, None, 3, 0)
    assert slot_at(block("1-9 月"), 0) == (1, 9, 4, 0)
    assert slot_at(block("1-9人"), 0) == (1, None, 1, 0)
    assert slot_at(block("1-"), 0) == (1, None, 1, 0)
    assert slot_at(block("1-9"), 0) == (1, None, 1, 0)
    assert slot_at(block("月"), 0) is None
    assert slot_at(block("月"), 1) is None


def test_a_mark_may_be_part_of_a_word() -> None:
    assert is_inside_word("6月饼", 1)
    assert is_inside_word("6月饼店", 1)
    assert not is_inside_word("6月", 1)
    assert not is_inside_word("6月起", 1)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("年度预算", "年度"),
        ("学年度", "学年度"),
        ("年底", "年"),
        ("年度假", "年"),
        ("年度假期", "年"),
        ("年度过后", "年"),
        ("财年底", "财年"),
    ],
)
def test_the_mark_of_a_year_is_the_longest(text: str, mark: str) -> None:
    assert year_mark(text, 0) == (len(mark), mark)
