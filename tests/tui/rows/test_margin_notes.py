from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from reader.annotations.model import Annotation
from reader.tui.rows.margin_notes import layout_margin
from reader.typeset import cell_len

if TYPE_CHECKING:
    from reader.tui.rows.columns import StyledText

TIME = "2025-07-18T08:00:00.000000Z"


def note(text: str = "", *tags: str) -> Annotation:
    return Annotation("urn:uuid:1", TIME, TIME, None, "green", text, tags)


def texts(rows: dict[int, list[StyledText]]) -> dict[int, str]:
    return {number: "".join(part.text for part in row) for number, row in rows.items()}


def test_a_note_stands_beside_its_first_row_with_bar_plus_and_tags() -> None:
    rows = layout_margin([(3, note("要核實", "港口"))], 20, 30, 1)
    assert texts(rows) == {3: "▌ + 要核實  #港口"}
    assert [part.style_name for part in rows[3]] == ["edge2", "sign", ""]


def test_without_colours_the_number_of_the_colour_stands_for_the_bar() -> None:
    rows = layout_margin([(3, note("要核實"))], 20, 30, 1, has_colours=False)
    assert texts(rows) == {3: "2 + 要核實"}


def test_a_highlight_is_in_the_margin_by_its_note_or_its_tags() -> None:
    assert layout_margin([(0, note())], 20, 30, 1) == {}
    assert texts(layout_margin([(0, note("", "港口"))], 20, 30, 1)) == {0: "▌   #港口"}


def test_a_note_is_wrapped_under_its_text() -> None:
    rows = layout_margin([(0, note("一二三四五六七八九十"))], 20, 14, 1)
    assert texts(rows) == {0: "▌ + 一二三四五", 1: "    六七八九十"}


def test_a_note_that_does_not_fit_above_the_next_is_cut() -> None:
    rows = texts(layout_margin([(0, note("一二三四五六七八九十")), (1, note("下"))], 20, 14, 1))
    assert rows == {0: "▌ + 一二三四…", 1: "▌ + 下"}


def test_notes_of_one_row_stand_below_each_other_until_the_window_ends() -> None:
    starts = [(1, note(str(number))) for number in range(5)]
    assert sorted(layout_margin(starts, 4, 30, 1)) == [1, 2, 3]


@given(
    st.lists(st.tuples(st.integers(0, 11), st.text("一二三 \nab，", max_size=60)), max_size=6),
    st.integers(1, 12),
    st.integers(24, 40),
)
def test_no_row_is_outside_the_margin(starts: list[tuple[int, str]], height: int, room: int) -> None:
    annotated = [(min(row, height - 1), note(text)) for row, text in sorted(starts)]
    for number, row in texts(layout_margin(annotated, height, room, 1)).items():
        assert 0 <= number < height
        assert cell_len(row) <= room
