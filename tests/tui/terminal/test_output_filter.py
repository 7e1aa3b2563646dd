"""What the terminal is sent has nothing in it that a terminal obeys or cannot be sent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import ControlType, Segment
from textual.color import Color

from reader.model import clean
from reader.tui.terminal.output_filter import OutputFilter

BLACK = Color(0, 0, 0)


def drawn(text: str) -> str:
    return "".join(segment.text for segment in OutputFilter().apply([Segment("甲"), Segment(text)], BLACK))[1:]


@pytest.mark.parametrize("code", [0x00, 0x09, 0x0A, 0x1B, 0x7F, 0x9B, 0x061C, 0x202E, 0x2069, 0x206A, 0x206F, 0xD800,
                                  0xDCFF, 0xDFFF, 0xFFF9, 0xFFFB, 0xE0001, 0xE0041, 0xE007F])  # fmt: skip
def test_unsafe_characters_are_removed(code: int) -> None:
    assert drawn(f"a{chr(code)}b") == "ab"


@given(st.text(alphabet=st.characters()))
def test_filtered_text_is_clean_and_can_be_encoded(text: str) -> None:
    left = drawn(text)
    assert left == clean(left)
    assert not set("\r\n\t") & set(left)
    left.encode()


@given(st.text(alphabet="漢字，　a 👍é\u0301"))
def test_clean_text_is_not_changed(text: str) -> None:
    assert drawn(text) == text


def test_control_segments_are_not_changed() -> None:
    own = Segment("\x1b[2J", None, [(ControlType.CLEAR,)])
    assert own in OutputFilter().apply([Segment("\x1b"), own], BLACK)
