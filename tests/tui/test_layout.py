from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.config.settings import Settings
from reader.tui.layout import MIN_WIDTH_FOR_ARTICLE_LIST, compute_layout, make_page_style


@given(width=st.integers(1, 400), height=st.integers(1, 120), measure=st.integers(20, 120), beside=st.booleans())
def test_text_and_lists_fit_into_any_window(width: int, height: int, measure: int, *, beside: bool) -> None:
    layout = compute_layout(width, height, measure, article_list_beside=beside)
    assert layout.measure >= 1
    assert layout.measure <= max(1, measure)
    if layout.is_too_small:
        return
    assert layout.text_column + layout.measure <= width
    assert layout.drawer_rows < height
    if layout.has_list_beside:
        assert layout.text_column + layout.measure + 2 + layout.right_list_cells <= width
    if layout.left_list_cells:
        assert layout.left_list_cells < layout.text_column
        assert not beside


@pytest.mark.parametrize(
    ("width", "column", "beside"),
    [(40, 1, False), (60, 2, False), (80, 4, False), (99, 4, False), (100, 6, True), (160, 64, True)],
)
def test_columns_follow_the_width_of_the_window(width: int, column: int, *, beside: bool) -> None:
    layout = compute_layout(width, 40, 72)
    assert (layout.text_column, layout.has_list_beside) == (column, beside)


def test_the_list_of_articles_takes_the_place_of_the_left_list() -> None:
    assert compute_layout(MIN_WIDTH_FOR_ARTICLE_LIST, 40, 72).left_list_cells > 0
    assert compute_layout(MIN_WIDTH_FOR_ARTICLE_LIST, 40, 72, article_list_beside=True).left_list_cells == 0


@pytest.mark.parametrize(
    ("width", "height", "too_small"), [(19, 24, True), (20, 24, False), (80, 4, True), (80, 5, False)]
)
def test_windows_can_be_too_small(width: int, height: int, *, too_small: bool) -> None:
    assert compute_layout(width, height, 72).is_too_small == too_small


def test_the_page_style_is_that_of_the_settings() -> None:
    style = make_page_style(Settings(measure=30, kinsoku="strict", paragraphs="blank", density="compact"))
    assert (style.measure, style.kinsoku, style.paragraphs, style.density) == (60, "strict", "blank", "compact")
