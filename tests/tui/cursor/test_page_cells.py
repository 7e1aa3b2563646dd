from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.model import Block, clean
from reader.tui.cursor.page_cells import PageBlocks, find_at_cell, find_in_row, move_rows
from reader.typeset.page_layout import LineLocation, PageLayout, PageStyle

TEXTS = ("第一段的文字有三行，因為這一頁的行寬只有十個字。", "第二段。", "Latin words 和漢字。")


def make() -> PageLayout:
    page = PageLayout(PageStyle(measure=20, paragraphs="blank"))
    page.extend([*(Block("paragraph", clean(text)) for text in TEXTS), Block("chrome", clean("分享"))])
    return page


def test_the_blocks_of_a_page_know_which_are_shown() -> None:
    blocks = PageBlocks(make())
    assert blocks.block_count == 4
    assert blocks.get_text(1) == "第二段。"
    assert [blocks.is_shown(block) for block in range(4)] == [True, True, True, False]


def test_a_cell_beyond_the_row_has_the_last_character_of_the_row() -> None:
    page = make()
    assert find_in_row(page, (1, 0), 0) == (1, 0)
    assert find_in_row(page, (1, 0), 3) == (1, 1)
    assert find_in_row(page, (1, 0), 19) == (1, 3)
    assert find_in_row(page, (0, 0), 99) == (0, 9)
    assert find_in_row(page, (3, 0), 4) == (3, 0), "it is not on the page"


def test_an_empty_row_has_the_start_of_the_row_below() -> None:
    page = make()
    assert page.get_row(LineLocation(1, 0)) is None
    assert find_at_cell(page, LineLocation(1, 0), 4) == (1, 0)


def test_moving_by_rows_keeps_the_column_over_short_rows() -> None:
    page = make()
    position, column = move_rows(page, (0, 14), 1, None)
    assert (position, column) == ((0, 23), 8)
    position, column = move_rows(page, position, 1, column)
    assert (position, column) == ((1, 3), 8), "the row has only four characters"
    position, column = move_rows(page, position, 1, column)
    assert (position, column) == ((2, 8), 8)


def test_moving_beyond_the_ends_stays() -> None:
    page = make()
    assert move_rows(page, (0, 3), -1, None)[0] == (0, 3)
    assert move_rows(page, (2, 3), 5, None)[0][0] == 2
    assert move_rows(page, (3, 0), 1, None) == ((3, 0), 0)


@given(st.integers(0, 23), st.integers(1, 4))
def test_moving_down_and_up_comes_back_to_the_column(offset: int, lines: int) -> None:
    page = make()
    down, column = move_rows(page, (0, offset), lines, None)
    up, again = move_rows(page, down, -lines, column)
    assert again == column
    assert up <= down
