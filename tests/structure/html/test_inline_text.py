"""White space is set as a browser sets it, and offsets follow."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.structure.html.inline_text import INLINE_BOUNDARY, collapse_whitespace, mark_line_ends


@pytest.mark.parametrize(
    ("raw", "boundaries", "text"),
    [
        ("  钟  楼 ", False, "钟 楼"),
        (f"来源：甲{INLINE_BOUNDARY}作者：乙", True, "来源：甲 作者：乙"),
        (f"开放{INLINE_BOUNDARY}，", False, "开放，"),
        (f"{INLINE_BOUNDARY}甲报", True, "甲报"),
        ("新馆\n年内", False, "新馆年内"),
        ("British\nMuseum", False, "British Museum"),
        ("由\nBritish", False, "由 British"),
        ("甲报\n乙报", True, "甲报 乙报"),
    ],
)
def test_white_space_is_collapsed(raw: str, boundaries: bool, text: str) -> None:
    assert collapse_whitespace(raw, keep_boundaries=boundaries)[0] == text


def test_a_line_end_between_han_leaves_a_mark_of_the_same_length() -> None:
    assert len(mark_line_ends("大\n  钟 a\nb")) == len("大\n  钟 a\nb")
    assert "\n" not in mark_line_ends("大\n  钟")


@given(st.text("钟a \n\0", max_size=40), st.booleans())
def test_every_offset_of_a_character_leads_to_that_character(raw: str, boundaries: bool) -> None:
    text, start, offset_of = collapse_whitespace(raw, keep_boundaries=boundaries)
    for i, char in enumerate(raw):
        if char in "钟a":
            assert text[offset_of(i, start, len(text))] == char
