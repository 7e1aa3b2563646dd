"""What the paper has changed in an article, on a full page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.library import Library
from tests.library.texts import opened
from tests.tui.test_library_list import library, running, story

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["library"]


async def test_changes_screen_shows_changed_figures_first(library: Path) -> None:
    with Library.open(library) as found:
        one = opened(story(29).replace("29個月", "31個月"), "/nowhere/29.txt")
        found.store_article(one.article, one.source)
    async with running(library) as reader:
        assert reader.rows()[2].startswith(("  ~", " -~", " - ~", " > ~", " >~")) or "~" in reader.rows()[2][:5]
        await reader.press("D")
        text = "\n".join(strip.text for strip in reader.app.screen._compositor.render_strips())
        assert "29個月 > 31個月" in text
        assert text.index("29個月 > 31個月") < text.index("修鐘的師傅守了31個月")
        await reader.press("q", "j", "D")
        assert "only one text" in reader.bottom
