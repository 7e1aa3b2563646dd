from __future__ import annotations

from itertools import pairwise
from typing import get_args

import pytest

from reader.i18n import Language, Messages
from reader.tui.layout import compute_layout
from reader.tui.rows.tabs import make_tabs
from reader.typeset import cell_len


def test_tabs_have_key_and_name() -> None:
    tabs = make_tabs("figures", Messages("en"), 2, 100, 1)
    assert [tab.category for tab in tabs] == ["sections", "captions", "figures", "notes", "links"]
    assert [tab.text.strip() for tab in tabs] == ["1 Sections", "2 Captions", "3 Figures", "4 Notes", "5 Links"]


def test_tabs_stay_where_they_are_when_another_is_selected() -> None:
    one, other = (make_tabs(each, Messages("en"), 2, 100, 1) for each in ("figures", "links"))
    assert [tab.first_cell for tab in one] == [tab.first_cell for tab in other]


@pytest.mark.parametrize("language", get_args(Language))
def test_keys_and_names_are_shown_beside_a_page_of_120_columns(language: Language) -> None:
    words = Messages(language)
    cells = compute_layout(120, 40, 72).right_list_cells
    tabs = make_tabs("figures", words, 2, cells, 1)
    for key, tab in zip("12345", tabs, strict=True):
        assert tab.text.strip().startswith(key)
        assert words("tab." + tab.category) in tab.text
    assert tabs[-1].first_cell + tabs[-1].cells <= cells


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


def test_narrow_tabs_show_only_their_keys() -> None:
    assert [tab.text for tab in make_tabs("notes", Messages("hant"), 0, 20, 1)][:3] == [" 1 ", " 2 ", " 3 "]
    tabs = make_tabs("notes", Messages("hant"), 2, 18, 1)
    assert [tab.text for tab in tabs] == ["1 ", "2 ", "3 ", "4筆記 ", "5 "]
    assert tabs[-1].first_cell + tabs[-1].cells <= 18
