from __future__ import annotations

from itertools import pairwise

import pytest

from reader.i18n import Messages
from reader.tui.rows.tabs import make_tabs
from reader.typeset import cell_len


def test_the_selected_tab_stands_in_brackets() -> None:
    tabs = make_tabs("figures", Messages("en"), 2, 100, 1)
    assert [tab.category for tab in tabs] == ["sections", "captions", "figures", "notes", "links"]
    assert [tab.text.startswith("[") for tab in tabs] == [False, False, True, False, False]


@pytest.mark.parametrize("width", [20, 60, 100])
def test_tabs_follow_each_other_cell_by_cell(width: int) -> None:
    tabs = make_tabs("links", Messages("hant"), 5, width, 1)
    assert tabs[0].first_cell == 5
    for tab, following in pairwise(tabs):
        assert tab.first_cell + tab.cells == following.first_cell
        assert tab.cells == cell_len(tab.text)


def test_changes_have_a_tab_only_while_they_are_selected() -> None:
    assert make_tabs("changes", Messages("en"), 0, 100, 1)[-1].category == "changes"
    assert "changes" not in [tab.category for tab in make_tabs("links", Messages("en"), 0, 100, 1)]


def test_where_there_is_no_room_the_others_are_their_keys() -> None:
    assert [tab.text for tab in make_tabs("notes", Messages("hant"), 0, 20, 1)][:3] == ["1 ", "2 ", "3 "]
