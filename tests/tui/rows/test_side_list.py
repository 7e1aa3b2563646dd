"""The list beside the page when what it lists comes and goes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from reader.config.settings import Settings
from reader.sources import read_file
from reader.tui.rows.side_list import SideListRows
from reader.tui.state.article import OpenArticle

FEATURE = Path(__file__).parents[3] / "articles" / "02-feature.txt"


@pytest.mark.parametrize("hide", [True, False])
@pytest.mark.parametrize("selected", [-1, 0, 7])
def test_in_an_empty_list_nothing_is_folded(selected: int, *, hide: bool) -> None:
    opened = OpenArticle(read_file(FEATURE), Settings(), "")
    entries = SideListRows(opened, "changes", 1)
    entries.selected_index = selected
    assert not entries.all_targets
    assert not entries.collapse(hide=hide)


async def test_the_row_below_tells_of_the_marked_entry_while_the_list_has_the_keyboard(open_reader: Any) -> None:
    async with open_reader("01-welcome", size=(80, 24)) as reader:
        await reader.press("G", "1")
        assert "section 5/5  切換簡繁" in reader.bottom
        await reader.press("k")
        assert "section 4/5  另存全文" in reader.bottom
        await reader.press("escape")
        assert "section 5/5" in reader.bottom
