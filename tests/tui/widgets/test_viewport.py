"""The window on a page, without a widget."""

from __future__ import annotations

import pytest

from reader.config.settings import Settings
from reader.tui.layout import make_page_style
from reader.tui.state.navigation import NavigationTarget
from reader.tui.widgets.scroll_thumb import compute_scroll_thumb
from reader.tui.widgets.viewport import ROWS_ABOVE_TARGET, Viewport
from tests.tui.controllers.fakes import Program


class Window:
    def __init__(self, article: str = "02-feature", height: int = 12) -> None:
        self.height = height
        self.open_article = Program(article).open_article
        self.viewport = Viewport(make_page_style(Settings()), lambda: self.height)
        self.viewport.page.extend(self.open_article.blocks)

    @property
    def last(self) -> object:
        return self.viewport.page.get_last_line()


def test_a_viewport_without_a_page_stays_where_it_is() -> None:
    viewport = Viewport(make_page_style(Settings()), lambda: 10)
    viewport.move(3)
    viewport.move_to(end=True)
    assert viewport.top == (0, 0)
    assert viewport.position == viewport.last_position == (0, 0)
    assert viewport.is_at_end


def test_rows_are_scrolled_as_far_as_the_end_is_in_the_last_row() -> None:
    viewport = Window().viewport
    rows = [viewport.top]
    while True:
        viewport.move(1)
        if viewport.top == rows[-1]:
            break
        rows.append(viewport.top)
    assert rows == sorted(set(rows))
    assert viewport.is_at_end
    assert viewport.get_visible_places()[-1] == viewport.page.get_last_line()
    viewport.move(-(1 << 20))
    assert viewport.top == (0, 0)
    viewport.move_to(end=True)
    assert viewport.top == rows[-1]
    viewport.move_to(end=False)
    assert viewport.top == (0, 0)


def test_the_end_of_a_page_that_grows_is_followed_until_the_window_is_scrolled() -> None:
    window = Window()
    viewport, blocks = window.viewport, window.open_article.blocks
    viewport.move_to(end=True, follows_end=True)
    viewport.page.extend(blocks)
    assert viewport.follow_end()
    assert viewport.is_at_end
    assert viewport.get_visible_places()[-1] == viewport.page.get_last_line()
    viewport.move(-3)
    viewport.page.extend(blocks)
    before = viewport.top
    assert not viewport.follow_end()
    viewport.move(3)
    assert not viewport.follow_end()
    viewport.move_to(end=True)
    assert viewport.top > before
    viewport.page.extend(blocks)
    assert not viewport.follow_end()
    assert viewport.move_back()


def test_below_the_end_of_a_short_article_there_are_no_places() -> None:
    window = Window("09-short", height=200)
    places = window.viewport.get_visible_places()
    assert len(places) == 200
    assert places[-1] is None
    assert window.last in places
    assert compute_scroll_thumb(window.viewport, window.open_article, window.viewport.height) == range(0)


def test_another_height_shows_the_chosen_position_again() -> None:
    window = Window()
    viewport = window.viewport
    viewport.move_to(end=True)
    position = viewport.position
    window.height = 60
    viewport.restore_top()
    assert viewport.position < position
    assert viewport.is_at_end
    window.height = 12
    viewport.restore_top()
    assert viewport.position == position


def test_empty_rows_above_a_position_are_restored() -> None:
    viewport = Window().viewport
    while not viewport.rows_above_top:
        viewport.move(1)
    top, position, rows = viewport.top, viewport.position, viewport.rows_above_top
    viewport.move(20)
    viewport.restore_position(position, rows)
    assert viewport.top == top


def test_a_target_comes_a_little_below_the_top_unless_the_page_ends_before() -> None:
    window = Window()
    targets = window.open_article.get_navigation_targets("sections")
    for target in targets:
        window.viewport.scroll_to_target(target.block, target.start)
        assert window.viewport.is_in_view(target)
        if not window.viewport.is_at_end:
            assert window.viewport.reading_position == (target.block, target.start)
            line = window.viewport.find_line(target.block, target.start)
            assert window.viewport.get_visible_places().index(line) == ROWS_ABOVE_TARGET


def test_a_position_near_by_is_scrolled_to_by_as_little_as_possible() -> None:
    viewport = Window().viewport
    viewport.move(20)
    below = viewport.page.offset_location(viewport.top, 14)
    viewport.scroll_into_view(viewport.page.find_line_start(below))
    assert viewport.get_visible_places()[-1] == viewport.find_line(*viewport.page.find_line_start(below))
    above = viewport.page.find_line_start(viewport.page.offset_location(viewport.top, -5))
    viewport.scroll_into_view(above)
    assert viewport.position == above


def test_position_is_scrolled_above_covered_rows() -> None:
    viewport = Window().viewport
    top = viewport.top
    viewport.scroll_above_rows(*viewport.position, 8)
    assert viewport.top == top
    last = viewport.page.find_line_start(viewport.page.offset_location(viewport.top, 11))
    viewport.scroll_above_rows(*last, 8)
    assert viewport.get_visible_places().index(viewport.find_line(*last)) == 3


@pytest.mark.parametrize("row", [-3, 0, 5, 500])
@pytest.mark.parametrize("cell", [-9, 0, 30, 500])
def test_every_cell_has_a_position(row: int, cell: int) -> None:
    viewport = Window("09-short").viewport
    block, offset = viewport.position_at(row, cell)
    assert 0 <= offset <= len(viewport.page.blocks[block].text)


def test_the_thumb_of_the_scroll_bar_goes_from_the_top_to_the_bottom() -> None:
    window = Window()
    first = compute_scroll_thumb(window.viewport, window.open_article, window.viewport.height)
    window.viewport.move_to(end=True)
    last = compute_scroll_thumb(window.viewport, window.open_article, window.viewport.height)
    assert first.start == 0
    assert last.stop == window.height
    assert first.stop <= last.start


def test_a_target_that_is_not_shown_is_not_in_view() -> None:
    viewport = Window().viewport
    assert not viewport.is_in_view(NavigationTarget(len(viewport.page.blocks) - 1, 0, 1))
