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
        ("第3.", True, False),
        ("第三.", False, False),
        (".", False, False),
        ("。", True, False),
        ("」", False, False),
        ("钟声停了……", True, False),
        ("钟声停了！）", True, False),
        ("停" * 20, False, False),
        ("停" * 17 + "。", True, True),
        ("停" * 16 + "。", True, False),
        ("停" * 15 + "。」", True, False),
        ("停" * 16 + "。」", True, True),
        ("停" * 29 + "！", True, True),
        ("停" * 28 + "！", True, False),
        ("停" * 90, False, True),
        ("停" * 89, False, False),
        ("停，停，" + "停" * 41, False, True),
        ("停，停，" + "停" * 40, False, False),
        ("停，停" + "停" * 50, False, False),
        ("停。停；" + "停" * 41, False, True),
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


@pytest.mark.parametrize(
    ("text", "count", "size", "lines"),
    [
        ("甲\n乙\n丙", 9, 99, [("甲", -3, 0), ("乙", -2, 0), ("丙", -1, 0)]),
        ("甲\r\n乙\r\n", 9, 99, [("甲", -3, 0), ("乙", -2, 0)]),
        ("甲\r乙\r丙", 9, 99, [("甲", -3, 0), ("乙", -2, 0), ("丙", -1, 0)]),
        ("甲\n\n　　乙", 9, 99, [("甲", -3, 0), ("乙", -1, 4)]),
        ("\n甲", 9, 99, [("甲", -1, 0)]),
        ("甲乙丙\n丁", 9, 4, [("丁", -1, 0)]),  # the other line is longer than what is looked at
        ("甲乙丙\n丁", 9, 5, [("甲乙丙", -2, 0), ("丁", -1, 0)]),
        ("甲乙丙丁", 9, 3, []),
        ("甲\n乙", 1, 99, [("乙", -1, 0)]),
        ("甲", 0, 99, []),
        ("", 9, 99, []),
    ],
)
def test_the_numbers_of_the_last_lines_count_from_the_end(
    text: str, count: int, size: int, lines: list[tuple[str, int, int]]
) -> None:
    assert [(line.text, line.number, line.indent) for line in read_last_lines(text, count, size)] == lines


@pytest.mark.parametrize(
    ("space", "columns"), [(" ", 1), ("　", 2), ("\t", 4), (" \t　", 7), ("\u200b ", 1), ("\ufeff　", 2)]
)
def test_an_indent_has_the_columns_of_its_white_space(space: str, columns: int) -> None:
    (line,) = iter_lines(space + "钟")
    assert line.indent == columns


def test_a_window_gives_the_lines_after_a_position() -> None:
    window = LineWindow(iter_lines("甲\n乙\n丙\n丁"))
    assert window[-1] is None
    assert [line.text for line in window.peek(0, 2)] == ["乙", "丙"]
    assert [line.text for line in window.peek(2, 9)] == ["丁"]
    assert window.peek(3, 1) == []
    (joined,) = iter_lines("乙丙")
    window.replace_pair(1, joined)
    assert [line.text for line in window.peek(-1, 9)] == ["甲", "乙丙", "丁"]


def test_columns_are_counted_as_a_grid_has_them() -> None:
    assert count_columns("钟a") == 3
    assert count_columns("한ᄒ。é”") == 2 + 2 + 2 + 1 + 1


def test_lines_with_the_same_text_share_what_is_found_out_about_it() -> None:
    first, other, again = iter_lines("甲\n乙\n\n　　甲")
    assert again.facts is first.facts is not other.facts
    assert (again.text, again.number, again.indent, again.blank_lines_before) == ("甲", 3, 4, 1)
    fresh = Line(again.text, 3, 4, 4, 1)
    for name in Line.__slots__:
        if name != "facts":
            assert getattr(again, name) == getattr(fresh, name), name
