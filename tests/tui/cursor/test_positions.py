from __future__ import annotations

import pytest
from hypothesis import example, given

from reader.tui.cursor.positions import MAX_GRAPHEME_LENGTH, find_grapheme_end, find_grapheme_start
from reader.typeset.graphemes import find_boundary_at_or_before, iter_graphemes
from tests.tui.cursor.papers import TEXTS


@given(TEXTS)
@example("🇭🇰🇭🇰🇭")
@example("क्षि")
@example("好\u0600\u0600好")
def test_grapheme_bounds_agree_with_the_graphemes_of_the_text(text: str) -> None:
    for offset in range(len(text) + 1):
        assert find_grapheme_start(text, offset) == find_boundary_at_or_before(text, offset)
    for start, end in iter_graphemes(text):
        assert find_grapheme_end(text, start) == end


@pytest.mark.parametrize("unit", ["\u0301", "🇭", "👨\u200d", "か"])
def test_graphemes_are_split_at_the_maximum_length(unit: str) -> None:
    text = unit * (MAX_GRAPHEME_LENGTH * 3)
    offset = len(text) - 1
    assert 0 < offset - find_grapheme_start(text, offset) <= MAX_GRAPHEME_LENGTH or unit in "か🇭"
    assert find_grapheme_end(text, 0) <= MAX_GRAPHEME_LENGTH
