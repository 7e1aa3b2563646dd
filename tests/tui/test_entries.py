"""The list beside the page when what it lists comes and goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.settings import Settings
from reader.sources import read_file
from reader.tui.entries import Entries
from reader.tui.opened import Opened

FEATURE = Path(__file__).parents[2] / "articles" / "02-feature.txt"


@pytest.mark.parametrize("hide", [True, False])
@pytest.mark.parametrize("selected", [-1, 0, 7])
def test_in_an_empty_list_nothing_is_folded(selected: int, *, hide: bool) -> None:
    opened = Opened(read_file(FEATURE), Settings(), "")
    entries = Entries(opened, "changes", 1)
    entries.selected = selected
    assert not entries.stops
    assert not entries.fold(hide=hide)
