"""The cursor and the selection, by what is in reverse, what is said, and what is copied."""

from __future__ import annotations

from typing import Any

import pytest

from reader.model import count_non_blank as count
from tests.tui.looks import look, press, reversed_text

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
        assert len(reversed_text(reader).strip()) == 1
        assert reader.bottom.split()[0] == "Select"
        await reader.press("escape")
        assert reversed_text(reader) == ""
        assert reader.screen.get_contexts()[0] == "article"


async def test_the_cursor_begins_at_the_current_item_else_at_a_sentence_in_sight(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        screen = reader.screen
        await reader.press("n", "v")
        stop = screen.article_pane.article_view.current_item
        assert screen.selection.cursor_position == (stop.block, stop.start)
        await reader.press("escape", "escape", "space", "v")
        block, offset = screen.selection.cursor_position
        assert (
            screen.article_pane.article_view.position
            <= (block, offset)
            < screen.article_pane.article_view.last_position
        )
        text = screen.open_article.blocks[block].text
        assert offset == 0 or text[offset - 1] in "。！？」』,，；："


@pytest.mark.parametrize(
    ("there", "back"),
    [("l", "h"), ("right", "left"), ("w", "b"), (")", "("), ("}", "{"), ("$", "0"), ("j", "k"), ("down", "up")],
)
async def test_motions_go_on_and_back(open_reader: Open, there: str, back: str) -> None:
    async with open_reader("02-feature", size=(60, 20)) as reader:
        cursor = reader.screen.selection
        await reader.press("space", "v", "{", "0")
        places = [cursor.cursor_position]
        for _ in range(4 if there != "$" else 1):
            await press(reader, there)
            places.append(cursor.cursor_position)
            article = reader.screen.article_pane.article_view
            assert article.position <= cursor.cursor_position <= article.last_position
        assert places == sorted(set(places))
        for place in reversed(places[:-1]):
            await press(reader, back)
            assert cursor.cursor_position == place


async def test_motions_stay_where_the_article_ends(open_reader: Open) -> None:
    async with open_reader("09-short", size=(60, 20)) as reader:
        cursor = reader.screen.selection
        await reader.press("v", "g")
        first = cursor.cursor_position
        for key in "hbk({":
            await press(reader, key)
            assert cursor.cursor_position == first
        await press(reader, "G")
        last = cursor.cursor_position
        assert last > first
        for key in "lwej)}":
            await press(reader, key)
            assert cursor.cursor_position == last, key


async def test_j_and_k_keep_the_column_over_short_rows(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(60, 20)) as reader:
        page, cursor = reader.screen.article_pane.article_view.page, reader.screen.selection
        await reader.press("v", "}", "}", "$")
        column = page.locate_cell(*cursor.cursor_position)[1]
        seen = []
        for _ in range(12):
            await press(reader, "j")
            seen.append(page.locate_cell(*cursor.cursor_position)[1])
        assert any(cell < column - 2 for cell in seen)
        assert max(seen[6:]) >= column - 1
        for _ in range(12):
            await press(reader, "k")
        assert page.locate_cell(*cursor.cursor_position)[1] == column


async def test_an_anchor_a_selection_and_its_other_end(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        cursor = reader.screen.selection
        await reader.press("v", "v")
        anchor = cursor.cursor_position
        await reader.press(*["l"] * 4)
        point = cursor.cursor_position
        assert count(written(reader)) == 5
        assert "selected 5 characters" in reader.bottom
        await reader.press("o")
        assert cursor.cursor_position == anchor
        await reader.press("o")
        assert cursor.cursor_position == point
        await reader.press("v")
        assert "selected" not in reader.bottom
        assert cursor.cursor_position == point
        assert len(reversed_text(reader).strip()) == 1


async def test_a_selected_sentence_is_followed_by_whole_sentences(open_reader: Open) -> None:
    """V and then `)`: vi's motion, without the first character of the sentence after."""
    async with open_reader("02-feature", size=(100, 24)) as reader:
        await reader.press("v", "right_parenthesis", "V")
        following = written(reader)
        await reader.press("escape", "V")
        one = written(reader)
        await reader.press("right_parenthesis")
        assert joined(written(reader)) == joined(one + following)
        await reader.press("left_parenthesis")
        assert joined(written(reader)) == joined(one)


async def test_widening_takes_the_sentence_then_the_paragraph(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        screen = reader.screen
        await reader.press("space", "V")
        sentence = written(reader)
        assert sentence[-1] in "。！？」』"
        assert sum(sentence.count(mark) for mark in "。！？") <= 2
        await reader.press("V")
        paragraph = written(reader)
        assert sentence in paragraph
        assert paragraph == screen.open_article.blocks[screen.selection.cursor_position[0]].text


async def test_a_selection_over_blocks_and_pages_is_copied_as_shown(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(60, 20)) as reader:
        screen = reader.screen
        await reader.press("space", "v", "v", "space", "space", "j")
        stretches = screen.selection.cursor_ranges
        assert len(stretches) > 4
        assert reversed_text(reader)
        said = count(written(reader))
        assert f"{said} characters" in reader.bottom
        await reader.press("y")
        shown = "\n".join(screen.open_article.convert_range(*stretch) for stretch in stretches)
        assert joined(reader.app.clipboard) == joined(shown)
        assert f"copied {said} characters, as shown (As written)" in reader.bottom
        assert not screen.selection.is_cursor_active
        assert reversed_text(reader) == ""


async def test_what_is_in_reverse_is_what_is_copied(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(60, 20)) as reader:
        for view in ("source", "hans"):
            await reader.press("g", "space", "v", "v", ")", "h")
            shown = joined(reversed_text(reader))
            await reader.press("o", "o")
            await reader.press("ctrl+c")
            # The cursor's own cell is not in reverse while it ends a selection.
            assert joined(reader.app.clipboard)[:-1] == shown, view
            assert "copied" in reader.bottom
            await reader.press("t")


async def test_a_quotation_is_as_written_in_any_view(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        screen = reader.screen
        await reader.press("t", "space", "V")
        sentence = written(reader)
        assert sentence not in (screen.open_article.convert_text(sentence), screen.open_article.article.title)
        await reader.press("Y")
        quoted = reader.app.clipboard
        assert sentence in quoted
        assert screen.open_article.article.title in quoted
        assert str(screen.open_article.article.date) in quoted or screen.open_article.article.date[:4] in quoted
        assert "copied as quotation" in reader.bottom
        assert not screen.selection.is_cursor_active


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
        await reader.pilot.pause()
        assert screen.selection.is_cursor_active
        assert written(reader) == was
        shown = "".join(screen.open_article.convert_range(*stretch) for stretch in screen.selection.cursor_ranges)
        marked = joined(reversed_text(reader))
        assert joined(shown)[:-1] == marked or joined(shown)[:-2] == marked
        await reader.press("y")
        assert joined(reader.app.clipboard) == joined(shown)
        assert screen.messages("view." + screen.open_article.view_name) in reader.text


async def test_asterisk_searches_for_the_selection(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        screen = reader.screen
        await reader.press("space", "v", "v", "l")
        word = written(reader)
        await reader.press("*")
        assert not screen.selection.is_cursor_active
        assert screen.article_pane.category == "hits"
        assert screen.open_article.all_targets["hits"]
        stop = screen.article_pane.article_view.current_item
        assert screen.open_article.blocks[stop.block].text[stop.start : stop.end] == word
        assert f"hit 1/{len(screen.open_article.all_targets['hits'])}" in reader.bottom or "hit " in reader.bottom


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
        assert reversed_text(reader) == ""


async def test_rows_copied_from_the_list_beside_the_page(open_reader: Open) -> None:
    async with open_reader("02-feature") as reader:
        screen = reader.screen
        await reader.press("tab", "g", "y")
        assert reader.app.clipboard == screen.open_article.convert_range(
            *screen.article_pane.side_list.selected_target[:3]
        )
        for digit, begin in (("1", ""), ("2", "level,text"), ("3", "- ")):
            await reader.press("Y", digit)
            lines = reader.app.clipboard.splitlines()
            assert lines[0].startswith(begin)
            assert f"copied {len(screen.open_article.all_targets['sections'])} rows" in reader.bottom
