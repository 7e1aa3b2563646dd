from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.tui.rows.row_window import RowWindow


def make(rows: list[int], height: int) -> RowWindow:
    window = RowWindow(rows.__getitem__)
    window.height = height
    return window


def visible(window: RowWindow, count: int) -> set[int]:
    """The positions of the entries that are visible as a whole."""
    shown = list(window.iter_rows(count))[: window.height]
    return {
        position for position, _ in shown if all((position, n) in shown for n in range(window._count_rows(position)))
    }


def test_an_entry_that_is_not_visible_comes_to_the_middle() -> None:
    window = make([1] * 20, 6)
    window.reveal(3, 20)
    assert window.first_position == 0
    window.reveal(6, 20)
    assert window.first_position == 3
    window.reveal(4, 20)
    assert window.first_position == 3, "it is visible already"
    window.reveal(0, 20)
    assert window.first_position == 0


def test_no_entry_above_is_hidden_while_there_is_room_below() -> None:
    window = make([1] * 10, 6)
    window.reveal(9, 10)
    assert window.first_position == 4
    window.height = 8
    window.reveal(9, 10)
    assert window.first_position == 2


def test_rows_end_with_an_entry() -> None:
    window = make([2, 3, 2], 4)
    assert list(window.iter_rows(3)) == [(0, 0), (0, 1), (1, 0), (1, 1), (1, 2)]


def test_an_empty_list_and_a_window_without_rows_have_nothing() -> None:
    window = make([], 5)
    window.reveal(0, 0)
    assert list(window.iter_rows(0)) == []
    window = make([1, 1], 0)
    window.reveal(1, 2)
    assert window.first_position == 0


@given(
    st.lists(st.integers(1, 4), min_size=1, max_size=15), st.integers(1, 12), st.lists(st.integers(0, 14), max_size=6)
)
def test_a_revealed_entry_is_visible_as_a_whole_if_it_fits(rows: list[int], height: int, positions: list[int]) -> None:
    window = make(rows, height)
    for position in positions:
        if position < len(rows):
            window.reveal(position, len(rows))
            assert position in visible(window, len(rows)) or rows[position] > height // 2
