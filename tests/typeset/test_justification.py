"""Rows that end at one edge: the slack is shared, positions and cells still find each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Block, CleanText
from reader.typeset import cell_len
from reader.typeset.justification import share_slack
from reader.typeset.page_layout import LineLocation, PageLayout, PageStyle

TEXT = (
    "縣城東南6公里的瓦背街，至今留着一座長58米的龍窯。每年霜降前後，窯工秦守業都要帶着3名徒弟，用兩天兩夜把窯燒到1,280度。"
    * 3
)


def page(text: str, measure: int = 40, *, justified: bool = True) -> PageLayout:
    layout = PageLayout(PageStyle(measure=measure, is_justified=justified))
    layout.extend([Block("paragraph", CleanText(text))])
    return layout


@given(st.text("漢字，。a1 ", min_size=1, max_size=40), st.integers(0, 12))
def test_the_slack_is_shared_as_a_whole_or_not_at_all(text: str, slack: int) -> None:
    gaps = share_slack(text, 0, len(text), slack)
    assert sum(gap.cells for gap in gaps) in (0, slack)
    assert all(0 < gap.offset < len(text) and 1 <= gap.cells <= 2 for gap in gaps)
    assert [gap.offset for gap in gaps] == sorted({gap.offset for gap in gaps})


def test_marks_come_first_then_borders() -> None:
    assert [gap.offset for gap in share_slack("甲，乙丙1丁", 0, 6, 1)] == [2]
    assert [gap.offset for gap in share_slack("甲，乙丙1丁", 0, 6, 3)] == [2, 4, 5]
    assert share_slack("甲乙丙", 0, 3, 1) == ()
    assert not share_slack("甲，乙", 0, 3, 0)
    assert not share_slack("甲，乙", 0, 3, -1)
    assert [gap.offset for gap in share_slack("a山水", 0, 3, 1)] == [1]
    assert [gap.offset for gap in share_slack("，山水", 0, 3, 1)] == [1]
    assert [gap.offset for gap in share_slack("水a山水土b", 1, 5, 1)] == [2]


def test_the_last_row_of_a_quotation_and_the_rows_of_other_kinds_have_no_gaps() -> None:
    layout = page("", 40)
    layout.extend([Block("quote", CleanText("> " + TEXT)), Block("caption", CleanText("▲" + TEXT))])
    quotation, caption = layout.get_rows(1), layout.get_rows(2)
    assert any(layout.get_row_gaps(1, row) for row in quotation[:-1])
    assert layout.get_row_gaps(1, quotation[-1]) == ()
    assert not any(layout.get_row_gaps(2, row) for row in caption)


@pytest.mark.parametrize("measure", range(20, 74))
def test_rows_end_at_the_measure_where_there_are_places(measure: int) -> None:
    layout = page(TEXT, measure)
    rows = layout.get_rows(0)
    even = [layout.find_row_end_cell(LineLocation(0, number)) == measure for number in range(len(rows) - 1)]
    assert sum(even) >= 0.6 * len(even)
    assert layout.get_row_gaps(0, rows[-1]) == (), "the last row stays as it is"


def test_every_position_is_found_again_at_its_cell() -> None:
    layout = page(TEXT, 40)
    for offset in range(len(TEXT)):
        found = layout.locate_cell(0, offset)
        assert found is not None
        location, cell = found
        assert layout.find_position(location, cell) == (0, offset)


def test_a_ragged_page_has_no_gaps() -> None:
    layout = page(TEXT, 40, justified=False)
    for number, row in enumerate(layout.get_rows(0)):
        assert layout.get_row_gaps(0, row) == ()
        assert layout.find_row_end_cell(LineLocation(0, number)) == row.indent + cell_len(TEXT[row.start : row.end])


def test_a_cell_of_a_gap_has_the_position_before_the_gap() -> None:
    layout = page(TEXT, 41)
    gaps = [(number, gap) for number, row in enumerate(layout.get_rows(0)) for gap in layout.get_row_gaps(0, row)]
    assert gaps
    for number, gap in gaps:
        found = layout.locate_cell(0, gap.offset)
        assert found is not None
        for passed in range(1, gap.cells + 1):
            assert layout.find_position(LineLocation(0, number), found[1] - passed) == (0, gap.offset - 1)
