"""Counts, the place before a jump, labels, clicks on what is in the text, and commands that are given a text."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING, Any

from reader.tui.state import count_prefix
from tests.tui.looks import found

if TYPE_CHECKING:
    import pytest

Open = Any


async def wait_for_figures(reader: Any) -> None:
    while not reader.screen.open_article.figure_index.is_ready:
        await reader.pilot.pause(0.05)
    await reader.settle()


async def test_a_count_before_a_motion_moves_so_many_rows(open_reader: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(count_prefix, "CHORD_SECONDS", 60.0)
    async with open_reader("02-feature", size=(120, 24)) as reader:
        article = reader.screen.article_pane.article_view
        await reader.press("j", "j", "j")
        three = article.top
        await reader.press("g", "3", "j")
        assert article.top == three
        assert article.has_focus
        assert reader.screen.article_pane.category == "sections", "it was no key of the figures"
        await reader.press("g", "1", "0", "j")
        ten = article.top
        await reader.press("g", *["j"] * 10)
        assert article.top == ten
        await reader.press("G", "1", "1", "G")
        assert article.top == ten, "the eleventh row is at the top"
        await reader.press("g", "7", "j", "7", "k")
        assert article.top == (0, 0)


async def test_a_digit_and_n_right_behind_it_are_two_commands(
    open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(count_prefix, "CHORD_SECONDS", 60.0)
    async with open_reader("02-feature", size=(120, 24)) as reader:
        await reader.press("2", "n")
        assert reader.screen.article_pane.category == "captions"
        assert reader.bottom.startswith(" caption 1/")


async def test_a_digit_that_no_motion_follows_at_once_is_the_key_of_a_list(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(120, 24)) as reader:
        await wait_for_figures(reader)
        await reader.press("3", "j")
        pane = reader.screen.article_pane
        assert pane.category == "figures"
        assert pane.side_list.has_focus
        assert reader.screen.article_pane.article_view.top == (0, 0)


async def test_the_same_digit_does_the_same_at_every_width(open_reader: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    for size in ((40, 12), (60, 20), (80, 24), (120, 40), (200, 50)):
        async with open_reader("02-feature", size=size) as reader:
            await wait_for_figures(reader)
            pane = reader.screen.article_pane
            await reader.press("space", "3")
            assert pane.side_list.has_focus, size
            assert pane.side_list.selected_target is not None
            await reader.press("3")
            assert not pane.is_list_shown
            assert pane.article_view.has_focus


async def test_apostrophe_goes_back_to_where_a_jump_began(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        article = reader.screen.article_pane.article_view
        await reader.press("apostrophe")
        assert "no jump" in reader.bottom
        await reader.press("space", "j")
        place = article.top
        await reader.press("G", "apostrophe")
        assert article.top == place
        await reader.press("apostrophe")
        assert article.is_at_end


async def test_a_letter_goes_to_a_figure_in_sight(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        await wait_for_figures(reader)
        article = reader.screen.article_pane.article_view
        await reader.press("semicolon")
        labels = dict(reader.screen.controllers.jumps._targets)
        assert labels
        label, (category, target) = list(labels.items())[-1]
        assert category == "figures"
        await reader.press(*label)
        assert article.current_item == target
        assert reader.screen.article_pane.category == "figures"
        assert not reader.screen.controllers.jumps.is_active


async def test_any_other_key_takes_the_labels_away(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        await wait_for_figures(reader)
        before = reader.rows()
        await reader.press("semicolon")
        assert reader.rows() != before
        await reader.press("escape")
        assert reader.rows() == before
        await reader.press("j")
        assert reader.screen.article_pane.article_view.top != (0, 0)


async def test_a_click_on_a_figure_and_on_a_highlight_makes_it_current(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(120, 40)) as reader:
        await wait_for_figures(reader)
        article = reader.screen.article_pane.article_view
        x, y = found(reader, "386口")
        await reader.pilot.click(offset=(x + 1, y))
        await reader.settle()
        block = reader.screen.open_article.blocks[article.current_item.block]
        assert block.text[article.current_item.start : article.current_item.end] == "386口"
        assert reader.screen.article_pane.category == "figures"
        await reader.press("m")
        await asyncio.sleep(0.6)
        await reader.pilot.click(offset=(x + 1, y))
        await reader.settle()
        assert reader.screen.article_pane.category == "notes"


async def test_hints_the_script_label_and_the_time_answer_clicks(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(120, 40)) as reader:
        x, y = found(reader, "As written")
        await reader.pilot.click(offset=(x, y))
        await reader.settle()
        assert reader.screen.open_article.view_name == "hans"
        await reader.pilot.click(offset=found(reader, "n next"))
        await reader.settle()
        assert reader.screen.article_pane.article_view.current_item is not None
        await reader.pilot.click(offset=found(reader, "? help"))
        await reader.settle()
        assert "Help" in reader.top


async def test_marking_keeps_the_cursor_and_a_note_goes_to_the_new_highlight(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        screen = reader.screen
        await reader.press("v", "right_parenthesis", "v", "l", "l", "l", "m")
        place = screen.selection.cursor_position
        assert screen.selection.is_cursor_active
        assert not screen.selection.has_anchor
        await reader.press("m")
        assert screen.selection.cursor_position == place
        assert [each.colour for each in screen.open_article.annotation_index.annotations] == ["green"]
        await reader.press("a", *"why", "ctrl+o")
        await reader.settle()
        assert [each.note for each in screen.open_article.annotation_index.annotations] == ["why"]


async def test_tags_are_parted_at_commas_and_blanks_of_any_width(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        await reader.press("n", "m", "number_sign", *"a,b c, #e a", "enter")
        await reader.settle()
        annotations = reader.screen.open_article.annotation_index.annotations
        assert annotations[0].tags == ("a", "b", "c", "e")


PIPES = (f"{sys.executable} -c \"print('answer to', len(input()))\"",)


async def test_an_answer_is_shown_and_becomes_a_note(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(100, 30), pipes=PIPES) as reader:
        await reader.press("n", "vertical_line", "enter")
        for _ in range(100):
            if reader.screen.choice_drawer.is_open:
                break
            await reader.pilot.pause(0.1)
        assert "answer to" in reader.text
        await reader.press("enter")
        await reader.settle()
        assert reader.screen.note_editor.is_open
        assert reader.screen.note_editor.text.startswith("answer to")
        await reader.press("ctrl+o")
        await reader.settle()
        assert reader.screen.open_article.annotation_index.annotations[0].note.startswith("answer to")


async def test_a_command_that_fails_is_told(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(100, 30)) as reader:
        await reader.press("vertical_line", *"dubao-no-such-program", "enter")
        for _ in range(50):
            if "no such program" in reader.text:
                break
            await reader.pilot.pause(0.1)
        assert "no such program" in reader.text


async def test_printing_writes_a_page_and_opens_it(
    open_reader: Open, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = tmp_path / "opened"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {opened}\n')
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(browser))
    monkeypatch.setenv("DUBAO_CACHE", str(tmp_path / "cache"))
    async with open_reader("02-feature", size=(100, 30)) as reader:
        await reader.press("P")
        for _ in range(100):
            if opened.exists() and opened.read_text():
                break
            await reader.pilot.pause(0.1)
        assert opened.read_text().strip() == (tmp_path / "cache" / "print.html").as_uri()
        page = (tmp_path / "cache" / "print.html").read_text("utf-8")
        assert "@media print" in page
        assert "窯火煉出百億新產業" in page
