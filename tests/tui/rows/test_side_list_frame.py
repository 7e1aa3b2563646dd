"""The rows of the list beside the page, wherever it stands."""

from __future__ import annotations

import pytest

from reader.i18n import Messages
from reader.input.keymap import Keymap
from reader.tui.rows.side_list import SideListRows
from reader.tui.rows.side_list_frame import ListPlace, SideListFrame
from reader.typeset import cell_len
from tests.tui.open_articles import open_text

MESSAGES = Messages("en", Keymap({}))


def make_rows(
    place: ListPlace, *, width: int = 44, height: int = 20, has_focus: bool = False, selected: int = -1
) -> list[list[tuple[str, str]]]:
    frame = SideListFrame(width, height, place, has_focus, 1)
    rows = SideListRows(open_text(), "sections", 1)
    rows.set_size(frame.entry_cells, height - frame.head_rows)
    rows.select_index(selected)
    return [[tuple(part) for part in frame.make_row(y, rows, MESSAGES)] for y in range(height)]  # type: ignore[misc]


@pytest.mark.parametrize("place", ["right", "left", "drawer"])
@pytest.mark.parametrize("width", [16, 30, 44, 120])
def test_every_row_is_as_wide_as_the_frame(place: ListPlace, width: int) -> None:
    for row in make_rows(place, width=width, selected=0):
        assert sum(cell_len(text) for text, _ in row) == width


def test_the_line_to_the_page_is_at_the_side_of_the_page() -> None:
    assert all(row[0] == ("│ ", "frame") for row in make_rows("right"))
    assert all(row[-1] == ("│ ", "frame") for row in make_rows("left"))
    drawer = make_rows("drawer", has_focus=True)
    assert drawer[0] == [("─" * 44, "frame-focused")]
    assert not any("│" in text for row in drawer for text, _ in row)


def test_the_head_has_the_tabs_and_the_number_of_sections() -> None:
    tabs, note = make_rows("right")[1:3]
    assert [style for _, style in tabs if style.startswith("tab")] == ["tab-selected", *["tab"] * 4]
    assert "sections" in "".join(text for text, _ in note)
    assert make_rows("right", height=10)[0] == tabs, "a low list has no empty row above its tabs"
    in_drawer = "".join(text for text, _ in make_rows("drawer", width=120)[1])
    assert "Sections" in in_drawer
    assert "sections" in in_drawer, "the number stands behind the tabs"


@pytest.mark.parametrize(("has_focus", "style"), [(True, "selected"), (False, "selected-blurred")])
def test_the_selected_entry_has_a_sign_and_one_style_for_its_whole_row(has_focus: bool, style: str) -> None:
    row = make_rows("right", has_focus=has_focus, selected=0)[3]
    assert row[1][0].startswith("> ")
    assert [name for _, name in row[1:]] == [style]


def test_an_empty_list_says_so() -> None:
    frame = SideListFrame(44, 20, "right", False, 1)
    rows = SideListRows(open_text(), "captions", 1)
    rows.set_filter("沒有這樣的字")
    rows.set_size(frame.entry_cells, 17)
    text = "".join(text for text, _ in frame.make_row(3, rows, MESSAGES))
    assert MESSAGES("empty.filter")[:20] in text
