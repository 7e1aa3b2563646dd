"""What the mouse selects, from its presses and moves."""

from __future__ import annotations

import pytest

from reader.tui.widgets.mouse_selection import Click, Drag, MouseSelection


def test_a_drag_goes_from_where_the_button_was_pressed() -> None:
    mouse = MouseSelection()
    assert mouse.drag_to((1, 2)) is None
    mouse.press((1, 2))
    assert mouse.is_pressed
    assert mouse.drag_to((1, 2)) is None
    assert mouse.drag_to((3, 4)) == Drag((1, 2), (3, 4))
    assert mouse.drag_to((3, 4)) is None
    assert mouse.drag_to((0, 1)) == Drag((1, 2), (0, 1))
    mouse.release()
    assert mouse.scroll_step == 0
    assert mouse.drag_to((5, 5)) is None


@pytest.mark.parametrize(
    ("row", "nearest", "step"), [(0, 0, 0), (9, 9, 0), (-1, 0, -1), (-30, 0, -4), (10, 9, 1), (12, 9, 3), (99, 9, 4)]
)
def test_outside_the_window_the_page_scrolls_the_faster_the_farther(row: int, nearest: int, step: int) -> None:
    mouse = MouseSelection()
    mouse.press((0, 0))
    assert mouse.set_row(row, 10) == nearest
    assert mouse.scroll_step == step
    mouse.release()
    assert mouse.scroll_step == 0


def test_a_click_is_one_only_where_the_mouse_has_not_moved() -> None:
    mouse = MouseSelection()
    assert mouse.click(1) is None
    mouse.press((1, 2))
    mouse.release()
    assert mouse.click(1) == Click((1, 2), 1)
    mouse.press((1, 2))
    mouse.drag_to((3, 4))
    mouse.release()
    assert mouse.click(1) is None


def test_clicks_in_a_row_are_counted_from_the_first_that_was_here() -> None:
    mouse = MouseSelection()
    counts = []
    for chain in (2, 3, 1, 2, 3):
        mouse.press((1, 2))
        mouse.release()
        click = mouse.click(chain)
        assert click is not None
        counts.append(click.click_count)
    assert counts == [1, 1, 1, 2, 3]
