from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.typeset import break_classes
from reader.typeset.break_classes import BREAK_CLASSES, NON_STARTERS, OPENERS
from reader.typeset.widths import get_cell_widths


@pytest.mark.parametrize(
    ("characters", "name"),
    [
        ("的漢かカ㐀", "IDEOGRAPH"),
        ("億美元月個\uf98e", "QUANTITY_PART"),  # U+F98E is 年
        ("，。」』）：！？、々ー", "CLOSE"),
        ("「『（《￥", "OPEN"),
        ("—…⋯⸺", "DASH"),
        (" \t\u3000\u2003", "SPACE"),
        ("aZ.,;)é%", "ALPHABETIC"),
        ("0９5", "DIGIT"),
        ('+=&@"<', "SYMBOL"),
        ("\u00a0\u2060\u202f", "GLUE"),
        ("·•→", "ALPHABETIC"),
        ("\u0301\u200d\ufe0f\u302a\u0e33", "COMBINING_MARK"),  # the last one takes a cell of its own
        ("👍🇭한⌚⚡\u0600", "COMPLEX"),
        ("\u200b", "ZWSP"),
    ],
)
def test_characters_have_the_class_that_clreq_gives_them(characters: str, name: str) -> None:
    expected = getattr(break_classes, name)
    assert {char: BREAK_CLASSES[char] for char in characters} == dict.fromkeys(characters, expected)


@given(st.characters())
def test_every_character_has_one_class_that_stays(char: str) -> None:
    assert 0 <= BREAK_CLASSES[char] <= break_classes.ZWSP
    assert BREAK_CLASSES[char] == BREAK_CLASSES[char]


@given(st.characters())
def test_characters_without_width_never_begin_a_row(char: str) -> None:
    if get_cell_widths()[char] == 0:
        without_break = {break_classes.COMBINING_MARK, break_classes.ZWSP, break_classes.GLUE, break_classes.CLOSE}
        assert BREAK_CLASSES[char] in without_break


def test_no_character_may_neither_begin_nor_end_a_row() -> None:
    assert not NON_STARTERS & set(OPENERS)
