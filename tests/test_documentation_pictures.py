"""The pictures of the documentation are those that `make pictures` draws, and all of them are shown."""

from __future__ import annotations

import re
from pathlib import Path

from tests.pictures import states

ROOT = Path(__file__).parents[1]


def test_every_documented_state_has_its_picture_and_every_picture_a_state() -> None:
    drawn = {path.stem for path in (ROOT / "docs" / "pictures").glob("*.svg")}
    assert drawn == {state.name for state in states() if state.documented}


def test_pages_show_only_pictures_that_are_drawn() -> None:
    pages = [*ROOT.glob("README*.md"), *(ROOT / "docs").glob("*.md")]
    shown = {name for page in pages for name in re.findall(r"pictures/([\w-]+)\.svg", page.read_text("utf-8"))}
    drawn = {path.stem for path in (ROOT / "docs" / "pictures").glob("*.svg")}
    assert shown <= drawn
    assert "reading" in shown
