"""The preview of the selected article beside the list of articles, or in place of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.config.settings import Settings
from reader.tui.widgets.article_preview import ArticlePreview
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.painted import PaintedWidget

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from tests.tui.conftest import Reader

    Open = Callable[..., AbstractAsyncContextManager[Reader]]

NAMES = "01-welcome", "02-feature", "05-hongkong"


def get_title(reader: Reader, number: int) -> str:
    return reader.screen.session.reading_list.get_title_and_outlet(number)[0]


def get_rows(reader: Reader) -> list[str]:
    """The rows of the preview as drawn."""
    part = next(each for each in reader.screen.article_preview.query(PaintedWidget) if each.display)
    return [part.render_line(y).text.rstrip() for y in range(part.size.height)]


async def wait_for_preview(reader: Reader, number: int) -> None:
    """Wait until the preview begins with the title of an article."""
    title = get_title(reader, number)[:6]
    preview = reader.screen.article_preview
    await reader.wait_until(lambda: preview.display and any(title in row for row in get_rows(reader)[:6]))


@pytest.mark.parametrize("size", [(120, 40), (140, 30), (159, 45)])
async def test_the_selected_article_is_shown_beside_the_list_and_stays_unread(
    open_reader: Open, size: tuple[int, int]
) -> None:
    async with open_reader(*NAMES, size=size, in_list=True) as reader:
        await wait_for_preview(reader, 0)
        await reader.press("j")
        await wait_for_preview(reader, 1)
        assert not reader.screen.session.reading_list.entries[1].is_read
        assert reader.screen.article_list.has_focus
        assert "Files" in reader.top
        assert "2/3" in reader.bottom
        reader.rows()  # none is wider than the window


async def test_a_key_hides_the_preview_and_shows_it_again(open_reader: Open) -> None:
    async with open_reader(*NAMES, size=(120, 40), in_list=True) as reader:
        await wait_for_preview(reader, 0)
        assert "w preview" in reader.bottom
        await reader.press("w")
        assert not reader.screen.article_preview.display
        assert "Title" in reader.rows()[1]
        await reader.press("j", "w")
        await wait_for_preview(reader, 1)


async def test_a_narrow_window_has_no_preview_and_says_so(open_reader: Open) -> None:
    async with open_reader(*NAMES, size=(100, 30), in_list=True) as reader:
        await reader.press("j")
        assert not reader.screen.article_preview.display
        await reader.press("w")
        assert "120 columns" in reader.bottom


async def test_a_click_on_the_preview_opens_the_article_and_the_wheel_scrolls_it(open_reader: Open) -> None:
    async with open_reader(*NAMES, size=(120, 24), in_list=True) as reader:
        await reader.press("j")
        await wait_for_preview(reader, 1)
        before = get_rows(reader)
        await reader.pilot._post_mouse_events([__import__("textual.events").events.MouseScrollDown],
                                              offset=(100, 10))  # fmt: skip
        await reader.settle()
        assert get_rows(reader) != before
        assert reader.screen.article_list.selected_number == 1
        await reader.pilot.click(offset=(100, 10))
        await reader.settle()
        assert reader.screen.session.reading_list.open_number == 1
        assert reader.screen.article_pane.article_view.has_focus
        assert not reader.screen.article_preview.display


async def test_in_a_wide_window_the_preview_takes_the_place_of_the_page_while_the_list_has_the_keyboard(
    open_reader: Open,
) -> None:
    async with open_reader(*NAMES, size=(180, 40), in_list=True) as reader:
        await reader.press("j")
        await wait_for_preview(reader, 1)
        assert not reader.screen.article_pane.display
        assert "Preview" in reader.top
        await reader.press("k")
        await reader.wait_until(lambda: reader.screen.article_pane.display)
        await reader.press("j")
        await wait_for_preview(reader, 1)
        await reader.press("tab")
        await reader.wait_until(lambda: reader.screen.article_pane.display)
        assert not reader.screen.article_preview.display
        assert reader.screen.session.reading_list.open_number == 0


async def test_the_preview_follows_the_script(open_reader: Open) -> None:
    async with open_reader(*NAMES, size=(120, 40), in_list=True) as reader:
        await wait_for_preview(reader, 0)
        before = get_rows(reader)
        await reader.press("t")
        await reader.wait_until(lambda: get_rows(reader) != before)
        await wait_for_preview(reader, 0)


async def test_a_window_that_becomes_wider_shows_the_preview(open_reader: Open) -> None:
    async with open_reader(*NAMES, size=(90, 30), in_list=True) as reader:
        await reader.pilot.resize_terminal(130, 30)
        await wait_for_preview(reader, 0)
        await reader.pilot.resize_terminal(90, 30)
        await reader.wait_until(lambda: not reader.screen.article_preview.display)


async def test_an_article_is_shown_as_soon_as_the_screen_is_there_and_not_after_its_end(open_reader: Open) -> None:
    async with open_reader(*NAMES, size=(120, 40), in_list=True) as reader:
        article = reader.screen.open_article
        preview = ArticlePreview(Settings())
        preview.show_article(article)
        await reader.screen.mount(preview)
        await reader.wait_until(lambda: preview.query(ArticleView))
        await preview.remove()
        preview.show_article(article)  # a timer may be due now
