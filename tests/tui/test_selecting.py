"""The cursor and the selection, by what has its ground, what is said, and what is copied."""

from __future__ import annotations

from typing import Any

import pytest

from reader.model import count_non_blank as count
from tests.tui.looks import emphasised_text, look, press

Open = Any


def joined(text: str) -> str:
    """Without the breaks of rows and blocks."""
    return "".join(text.split())


def written(reader: Any) -> str:
    """What is selected, as written."""
    text: str = reader.screen.selection.cursor_text
    return text


async def test_v_shows_a_cursor_and_escape_takes_it_away(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        await reader.press("v")
        assert reader.screen.get_contexts()[0] == "cursor"
        assert len(emphasised_text(reader).strip()) == 1
        assert reader.bottom.split()[0] == "Select"
        await reader.press("escape")
        assert emphasised_text(reader) == ""
        assert reader.screen.get_contexts()[0] == "article"


async def test_a_selection_over_blocks_and_pages_is_copied_as_shown(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(60, 20)) as reader:
        screen = reader.screen
        await reader.press("space", "v", "v", "space", "space", "j")
        stretches = screen.selection.cursor_ranges
        assert len(stretches) > 4
        assert emphasised_text(reader)
        said = count(written(reader))
        assert f"{said} characters" in reader.bottom
        await reader.press("y")
        shown = "\n".join(screen.open_article.convert_range(*stretch) for stretch in stretches)
        assert joined(reader.app.clipboard) == joined(shown)
        assert f"copied {said} characters, as written" in reader.bottom
        assert not screen.selection.is_cursor_active
        assert emphasised_text(reader) == ""


async def test_copied_text_is_the_highlighted_selection(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(60, 20)) as reader:
        for view in ("source", "hans"):
            await reader.press("g", "space", "v", "v", ")", "h")
            shown = joined(emphasised_text(reader))
            await reader.press("o", "o")
            await reader.press("ctrl+c")
            # The cursor's own cell has a ground of its own while it ends a selection.
            assert joined(reader.app.clipboard)[:-1] == shown, view
            assert "copied" in reader.bottom
            await reader.press("t")


@pytest.mark.parametrize("digit", "12345678")
async def test_in_every_view_the_selection_is_on_the_same_words(open_reader: Open, digit: str) -> None:
    async with open_reader("02-feature", size=(60, 20)) as reader:
        screen = reader.screen
        await reader.press("space", "v", "}", "v", "w", "w", "w", "w", "w", "w", "h")
        was, span = written(reader), screen.selection.cursor
        await reader.press("escape", "v")  # a drawer needs no cursor
        screen.controllers.cursor._show_selection(span)
        await press(reader, "T")
        await reader.press(digit)
        await reader.settle()
        assert screen.selection.is_cursor_active
        assert written(reader) == was
        shown = "".join(screen.open_article.convert_range(*stretch) for stretch in screen.selection.cursor_ranges)
        marked = joined(emphasised_text(reader))
        assert joined(shown)[:-1] == marked or joined(shown)[:-2] == marked
        await reader.press("y")
        assert joined(reader.app.clipboard) == joined(shown)
        assert screen.messages("view." + screen.open_article.view_name) in reader.text


async def test_a_long_selection_can_be_searched_for_without_harm(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(60, 16)) as reader:
        await reader.press("v", "v", "G", "*")
        assert len(reader.rows()) == 16
        assert "hit" in reader.text or "no match" in reader.text


async def test_hits_move_the_cursor(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(60, 20)) as reader:
        screen = reader.screen
        await reader.press("slash", "縣", "enter", "v", "v", "n")
        stop = screen.article_pane.article_view.current_item
        assert screen.selection.cursor_position == (stop.block, stop.start)
        assert screen.selection.cursor.anchor is not None
        before = look(reader)
        await reader.press("slash", "園", "enter")
        assert look(reader) != before
        assert screen.selection.is_cursor_active
        stop = screen.article_pane.article_view.current_item
        assert screen.selection.cursor_position == (stop.block, stop.start)


async def test_escape_in_a_box_leaves_the_cursor_where_it_was(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(60, 20)) as reader:
        screen = reader.screen
        await reader.press("space", "v", "j", "v", "l", "l")
        for _ in range(6):  # the first row in sight may be an empty one
            before = look(reader)
            await reader.press("slash", "責", "escape")
            assert screen.selection.is_cursor_active
            assert look(reader)[3:6] == before[3:6]
            await reader.press("slash", "z", "z")
            assert look(reader)[3:4] == before[3:4]
            await reader.press("escape", "j")
            screen.article_pane.article_view.move(1)


async def test_switching_the_script_keeps_cursor_and_selection(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(60, 20)) as reader:
        await reader.press("space", "v", "v", "w", "w")
        before = look(reader)
        await reader.press("t")
        assert look(reader)[4] == before[4]
        assert reader.screen.get_contexts()[0] == "cursor"
        await reader.press("t", "h", "l")
        assert look(reader)[0][3:-6] == before[0][3:-6]


async def test_another_article_has_no_cursor(open_reader: Open) -> None:
    async with open_reader("02-feature", "03-dispatch", size=(80, 24)) as reader:
        await reader.press("v", "v", "j", "J")
        assert not reader.screen.selection.is_cursor_active
        assert emphasised_text(reader) == ""
