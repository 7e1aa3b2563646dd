"""The mouse: what is pressed, dragged and clicked, and what the reader sees of it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from textual import events

from reader.model import count_non_blank
from tests.tui.looks import emphasised_text, found

Open = Any


def separate_clicks(reader: Any) -> None:
    """Make the next click a first one, as it is a while after the last."""
    reader.app._click_chain_last_time = None


async def drag(reader: Any, start: tuple[int, int], *way: tuple[int, int], up: bool = True) -> None:
    """Press at a cell of the window, go over others, release."""
    pilot = reader.pilot
    await pilot.mouse_down(offset=start)
    for cell in way:
        await pilot._post_mouse_events([events.MouseMove], offset=cell, button=1)
    if up:
        await pilot.mouse_up(offset=(way or (start,))[-1])
    await pilot.pause()


def article_row(reader: Any, y: int) -> int:
    """The cell of the window where the text of a row begins."""
    row = reader.rows()[y]
    return len(row) - len(row.lstrip())


async def test_dragging_selects_over_rows_and_blocks(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(60, 20)) as reader:
        screen = reader.screen
        await reader.press("space")
        x, y = 10, next(y for y in range(3, 9) if len(reader.rows()[y].strip()) > 20)
        await drag(reader, (x, y), (x + 4, y), (x + 8, y))
        assert screen.selection.is_cursor_active
        within = "".join(screen.selection.cursor_text.split())
        assert within in "".join(reader.rows()[y].split())
        assert f"selected {count_non_blank(within)} characters" in reader.bottom
        separate_clicks(reader)
        await drag(reader, (x, y), (x, y + 3), (x + 8, y + 9))
        over = screen.selection.cursor_ranges
        assert len({block for block, _, _ in over}) > 1
        assert len(emphasised_text(reader)) > 40
        await reader.press("y")
        assert reader.app.clipboard
        assert not screen.selection.is_cursor_active


@pytest.mark.parametrize("size", [(60, 20), (120, 30)])
async def test_dragging_beyond_the_window_scrolls(open_reader: Open, size: tuple[int, int]) -> None:
    async with open_reader("02-feature", size=size) as reader:
        screen, article = reader.screen, reader.screen.article_pane.article_view
        top = article.top
        await drag(reader, (20, 10), (20, size[1] - 4), (20, size[1] - 1), up=False)
        await reader.wait_until(lambda: article.top > top)
        await reader.pilot.mouse_up(offset=(20, size[1] - 1))
        await reader.settle()
        still = article.top
        text = screen.selection.cursor_text
        await reader.pilot.pause(0.2)
        assert article.top == still
        assert screen.selection.cursor_text == text
        assert len(text.split("\n")) > 1
        separate_clicks(reader)
        await drag(reader, (20, 6), (20, 2), (20, 0), up=False)
        await reader.wait_until(lambda: article.top < still)
        await reader.pilot.mouse_up(offset=(20, 0))


async def test_two_clicks_select_a_phrase_three_its_sentence_one_nothing(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(60, 20)) as reader:
        screen = reader.screen
        reader.app.CLICK_CHAIN_TIME_THRESHOLD = 60  # on a busy machine clicks are far apart
        await reader.press("space")
        y = next(y for y in range(3, 15) if "。" in reader.rows()[y])
        x = article_row(reader, y) + 8
        await reader.pilot.click(offset=(x, y), times=2)
        await reader.settle()
        phrase = screen.selection.cursor_text
        assert 1 <= len(phrase) <= 8
        separate_clicks(reader)
        await reader.pilot.click(offset=(x, y), times=3)
        await reader.settle()
        sentence = screen.selection.cursor_text
        assert phrase in sentence
        assert len(sentence) > len(phrase)
        assert sentence[-1] in "。！？」』"
        separate_clicks(reader)
        await reader.pilot.click(offset=(x, y))
        await reader.settle()
        assert not screen.selection.is_cursor_active
        assert reader.screen.article_pane.article_view.selection_state.selection is None


async def test_a_click_that_comes_when_another_article_is_open_does_nothing(open_reader: Open) -> None:
    async with open_reader("02-feature", "09-short", size=(80, 24)) as reader:
        screen = reader.screen
        view = screen.article_pane.article_view
        before = screen.session.open_article
        await reader.press("G")
        point = view.last_position
        await reader.pilot.mouse_down(offset=(20, 6))
        screen.controllers.navigation.open(1)
        assert point[0] >= len(screen.session.open_article.blocks)
        view.post_message(view.Clicked(before, point, 1))
        view.post_message(view.Dragged(before, point, point))
        await reader.pilot.mouse_up(offset=(20, 6))
        view.on_click(events.Click(view, 20, 6, 0, 0, 1, False, False, False))
        await reader.settle()
        assert screen.session.open_article is not before
        assert not screen.selection.is_cursor_active
        assert not view.mouse_selection.is_pressed


async def test_a_click_right_of_the_text_or_below_its_end_does_no_harm(open_reader: Open) -> None:
    async with open_reader("09-short", size=(120, 40)) as reader:
        for cell in ((119, 1), (0, 38), (60, 30), (0, 0), (0, 39), (60, 39)):
            await reader.pilot.click(offset=cell, times=2)
            await asyncio.sleep(0.01)
        await drag(reader, (100, 3), (60, 30))
        assert len(reader.rows()) == 40


async def test_the_wheel_moves_the_page_and_the_list_beside_it(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(120, 24)) as reader:
        screen = reader.screen
        row = reader.rows()[4][:70]
        assert await reader.pilot._post_mouse_events([_scroll_down()], offset=(20, 8))
        await reader.settle()
        assert reader.rows()[1][:70] == row
        top, selected = screen.article_pane.article_view.top, screen.article_pane.side_list.list_rows.selected_index
        assert await reader.pilot._post_mouse_events([_scroll_down()], offset=(110, 8))
        await reader.settle()
        assert screen.article_pane.article_view.top == top
        assert screen.article_pane.side_list.list_rows.selected_index != selected


def _scroll_down() -> Any:
    return events.MouseScrollDown


async def test_tabs_and_rows_of_the_list_are_clicked(open_reader: Open) -> None:
    for size in ((120, 30), (80, 24)):
        async with open_reader("02-feature", size=size) as reader:
            screen = reader.screen
            if size[0] < 100:
                await reader.press("1")
            x, y = found(reader, "2 Capt")
            await reader.pilot.click(offset=(x + 1, y))
            await reader.settle()
            assert screen.article_pane.category == "captions"
            stop = screen.open_article.all_targets["captions"][-1]
            words = screen.open_article.blocks[stop.block].text[:6]
            x, y = found(reader, words)
            await reader.pilot.click(offset=(x + 1, y))
            await reader.settle()
            assert screen.article_pane.article_view.current_item in screen.open_article.all_targets["captions"]
            assert screen.article_pane.article_view.has_focus
            assert screen.article_pane.is_list_in_drawer is False


async def test_a_row_of_a_drawer_is_clicked(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        await reader.press("T")
        await reader.pilot.click(offset=found(reader, "Simplified"))
        await reader.settle()
        assert reader.screen.open_article.view_name == "hans"
        assert not reader.screen.choice_drawer.is_open
        assert reader.screen.article_pane.article_view.has_focus


async def test_a_click_on_the_page_closes_a_drawer(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        screen = reader.screen
        await reader.press("T")
        await reader.pilot.click(offset=(20, 3))
        await reader.settle()
        assert not screen.choice_drawer.is_open
        assert screen.get_contexts()[0] == "article"
        top = screen.article_pane.article_view.top
        await reader.press("j")
        assert screen.article_pane.article_view.top != top


async def test_a_click_beside_a_box_leaves_the_keyboard_in_it(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        await reader.press("slash", "a")
        await reader.pilot.click(offset=(20, 3))
        await reader.settle()
        await reader.press("b")
        assert reader.screen.prompt_bar.input_text == "ab"
        await reader.press("escape")
        assert reader.screen.article_pane.article_view.has_focus


async def test_the_rows_of_the_palette_are_clicked(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        await reader.press("colon", *"switch")
        await reader.pilot.click(offset=found(reader, "Switch script"))
        await reader.settle()
        assert reader.screen.open_article.view_name == "hans"
        assert reader.screen.article_pane.article_view.has_focus


async def test_rows_of_the_list_of_articles_are_clicked(open_reader: Open) -> None:
    for size in ((80, 24), (160, 40)):
        async with open_reader("02-feature", "03-dispatch", "09-short", size=size, in_list=True) as reader:
            screen = reader.screen
            title = screen.session.reading_list.get_title_and_outlet(1)[0]
            await reader.pilot.click(offset=found(reader, title[:8]))
            await reader.settle()
            assert screen.open_article.article.title == title
            assert screen.article_pane.article_view.has_focus
            assert "article 2 of 3" in reader.bottom


async def test_a_setting_is_clicked(open_reader: Open, tmp_path: Any) -> None:
    async with open_reader("02-feature", size=(100, 30), config=str(tmp_path / "c.toml")) as reader:
        await reader.app.action_settings()
        await reader.settle()
        await reader.pilot.click(offset=found(reader, "Dark"))
        await reader.settle()
        assert reader.app.settings.theme == "light"


async def test_a_drag_that_is_released_on_another_row_is_over(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        await drag(reader, (20, 5), (30, 7), (30, 23))
        text = reader.screen.selection.cursor_text
        assert text
        for button in (0, 1):
            await reader.pilot._post_mouse_events([events.MouseMove], offset=(40, 12), button=button)
            await reader.settle()
            assert reader.screen.selection.cursor_text == text
