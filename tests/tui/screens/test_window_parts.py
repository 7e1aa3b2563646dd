"""Where the parts of the reading screen stand in windows of all sizes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from tests.tui.conftest import Reader

    Open = Callable[..., AbstractAsyncContextManager[Reader]]


@pytest.mark.parametrize("width", [20, 59, 80, 119, 120, 131, 159, 160, 199, 200, 260])
async def test_the_parts_fill_the_window_side_by_side(open_reader: Open, width: int) -> None:
    async with open_reader("01-welcome", "02-feature", size=(width, 30), in_list=True) as reader:
        await reader.press("j")
        preview = reader.screen.article_preview
        if width >= 120:
            await reader.wait_until(lambda: preview.display)
        screen = reader.screen
        parts = [screen.library_lists, screen.article_list, screen.article_pane, preview]
        shown = [part.region for part in parts if part.display]
        assert shown[0].x == 0
        assert [region.right for region in shown[:-1]] == [region.x for region in shown[1:]]
        assert shown[-1].right == width
        assert all(region.x % 2 == 0 for region in shown)
        reader.rows()


@pytest.mark.parametrize("width", [80, 120, 160])
async def test_opening_an_article_shows_its_page(open_reader: Open, width: int) -> None:
    async with open_reader("01-welcome", "02-feature", size=(width, 30), in_list=True) as reader:
        await reader.press("j", "enter")
        assert reader.screen.article_pane.display
        assert not reader.screen.article_preview.display
        assert reader.screen.article_list.display is (width >= 160)
