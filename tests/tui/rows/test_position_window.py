"""The visible part of a list of equal entries."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.tui.rows.position_window import PositionWindow


@given(st.integers(0, 40), st.integers(1, 12), st.lists(st.tuples(st.booleans(), st.integers(-50, 50)), max_size=9))
def test_nothing_is_hidden_above_with_room_below(count: int, capacity: int, moves: list[tuple[bool, int]]) -> None:
    window = PositionWindow(lambda: count, capacity)
    for is_jump, number in moves:
        before = window.first
        moved = window.scroll_to(number) if is_jump else window.scroll(number)
        assert moved == (window.first != before)
        assert 0 <= window.first <= max(0, count - capacity)
        assert len(window.positions) == min(count, capacity)


@given(st.integers(1, 40), st.integers(1, 12), st.integers(0, 39), st.integers(0, 39))
def test_a_position_is_revealed_by_as_little_as_possible(count: int, capacity: int, start: int, number: int) -> None:
    window = PositionWindow(lambda: count, capacity)
    window.scroll_to(start)
    before, number = window.positions, min(number, count - 1)
    moved = window.reveal(number)
    assert number in window.positions
    assert moved == (number not in before)
    if moved:
        assert number in (window.positions[0], window.positions[-1])


def test_the_capacity_is_at_least_one() -> None:
    window = PositionWindow(lambda: 20, 4)
    window.set_capacity(0)
    assert window.capacity == 1
    window.reveal(7)
    assert list(window.positions) == [7]
