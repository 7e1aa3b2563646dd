"""What the list beside the page tells is of the article that it lists; another one may be open when that arrives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.tui.state.navigation import NavigationTarget

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from tests.tui.conftest import Reader


@pytest.mark.parametrize("key", ["1", "3"])
@pytest.mark.parametrize("act", ["jump", "move"])
async def test_an_entry_of_an_article_that_was_left_is_not_looked_for_in_the_next_one(
    open_reader: Callable[..., AbstractAsyncContextManager[Reader]], key: str, act: str
) -> None:
    async with open_reader("02-feature", "09-short") as reader:
        await reader.press(key)
        await reader.settle()
        screen = reader.screen
        side_list, view = screen.article_pane.side_list, screen.article_pane.article_view
        side_list.focus()
        await reader.press("G")
        last = side_list.selected_target
        assert last is not None
        if act == "jump":
            side_list.action_jump()
        else:
            side_list.select_entry(side_list.list_rows.selected_index)
        screen.controllers.navigation.open(1)
        first = NavigationTarget(0, 0, 2)
        view.show_target(first)
        await reader.settle()
        assert view.current_item == first
        assert screen.session.open_entry.number == 1
