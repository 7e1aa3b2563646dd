"""Lines of a text: trimmed, numbered, with a normalized form of the same length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.structure.lines import Line, LineWindow, count_columns, iter_lines, normalize_chars, read_last_lines


def test_lines_are_trimmed_numbered_and_know_the_blanks_before_them() -> None:
    found = list(iter_lines("　　钟\r\n\r\n\u00a0\n楼 \r桥"))
    assert [(line.text, line.number, line.blank_lines_before, line.indent) for line in found] == [
        ("钟", 0, 0, 4),
        ("楼", 3, 2, 0),
        ("桥", 4, 0, 0),
    ]


@given(st.text(max_size=60))
def test_the_normalized_form_has_the_same_length(text: str) -> None:
    assert len(normalize_chars(text)) == len(text)


def test_widths_quotes_bars_and_scripts_are_folded() -> None:
    assert normalize_chars("「記者」：甲╱乙｜丙") == "“记者”:甲/乙|丙"


@pytest.mark.parametrize(
    ("text", "ends", "prose"),
    [
        ("钟声停了。", True, False),
        ("钟声停了", False, False),
        ("「钟声停了。」", True, False),
        ("停" * 20 + "。", True, True),
        ("The end.", True, False),
    ],
)
def test_a_line_knows_whether_it_is_a_sentence_and_running_text(text: str, ends: bool, prose: bool) -> None:
    (line,) = iter_lines(text)
    assert (line.ends_sentence, line.is_prose) == (ends, prose)


def test_a_window_reads_ahead_and_forgets() -> None:
    window = LineWindow(iter_lines("\n".join(str(n) for n in range(1_000))))
    assert [line.text for line in window.peek(-1, 2)] == ["0", "1"]
    window.discard_before(900)
    last = window[999]
    assert last is not None
    assert last.text == "999"
    assert (window[0], window[1_000]) == (None, None)


def test_the_last_lines_are_read_from_the_end() -> None:
    assert [line.text for line in read_last_lines("甲\n乙\n\n丙\n", 2, 100)] == ["乙", "丙"]


def test_columns_are_counted_as_a_grid_has_them() -> None:
    assert count_columns("钟a") == 3


def test_lines_with_the_same_text_share_what_is_found_out_about_it() -> None:
    first, other, again = iter_lines("甲\n乙\n\n　　甲")
    assert again.facts is first.facts is not other.facts
    assert (again.text, again.number, again.indent, again.blank_lines_before) == ("甲", 3, 4, 1)
    fresh = Line(again.text, 3, 4, 4, 1)
    for name in Line.__slots__:
        if name != "facts":
            assert getattr(again, name) == getattr(fresh, name), name
