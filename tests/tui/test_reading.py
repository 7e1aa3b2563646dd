"""Every key of the reading screen, by what the reader sees afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from reader.input.commands import COMMANDS
from reader.typeset import cell_len
from reader.typeset.page_layout import LineLocation

if TYPE_CHECKING:
    from pathlib import Path

Open = Any


async def test_the_page_stands_with_head_sections_and_status(open_reader: Open) -> None:
    async with open_reader("02-feature") as reader:
        screen = reader.screen
        article = screen.open_article.article
        assert article.title in reader.rows()[2]
        assert " / ".join(article.breadcrumb) in reader.top
        assert "As written, traditional" in reader.top
        assert "1 Sections  2 Captions" in reader.text or "1 Sect 2 Capt" in reader.text
        for stop in screen.open_article.all_targets["sections"][:3]:
            assert screen.open_article.blocks[stop.block].text[stop.start : stop.end][:8] in reader.text
        assert reader.bottom.endswith("? help")


async def test_rows_move_the_page(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        rows = reader.rows()
        await reader.press("j", "down")
        assert reader.rows()[1:21] == rows[3:23]
        await reader.press("k", "up")
        assert reader.rows()[1:-1] == rows[1:-1]


async def test_a_page_keeps_two_rows_in_sight(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        before = reader.rows()[21:23]
        await reader.press("space")
        assert reader.rows()[1:3] == before
        await reader.press("pageup")
        assert reader.screen.article_pane.article_view.top == LineLocation(0, 0)


async def test_half_page_keys_scroll_by_half_a_page(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        row = reader.rows()[12]
        await reader.press("ctrl+d")
        assert reader.rows()[1] == row
        await reader.press("ctrl+u")
        assert reader.screen.article_pane.article_view.top == LineLocation(0, 0)


async def test_end_and_start_keys_go_to_the_ends_of_the_article(open_reader: Open) -> None:
    async with open_reader("02-feature") as reader:
        await reader.press("G")
        assert "100%" in reader.top
        assert "end of the article" in reader.top
        await reader.press("space", "j")
        assert "100%" in reader.top
        await reader.press("g")
        assert reader.screen.article_pane.article_view.top == LineLocation(0, 0)


async def test_the_end_of_a_long_article_is_reached_while_its_rest_is_read_in_the_background(
    open_reader: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.tui.widgets.article_view._END_READ_SECONDS", 0)
    monkeypatch.setattr("reader.tui.controllers.background_work._SLICE_SECONDS", 0)
    path = tmp_path / "long.txt"
    path.write_text("長篇\n\n" + "".join(f"　　第{n}段，街坊說聲音同從前一樣。\n" for n in range(2_000)), "utf-8")
    async with open_reader("09-short", str(path), size=(80, 24)) as reader:
        view = reader.screen.article_pane.article_view
        reader.screen.controllers.navigation.open(1)
        view.move_to(end=True)
        assert not reader.screen.open_article.reading.is_done
        assert view.is_at_end
        await reader.press("space")  # more of it will come: the next article is not opened
        await reader.settle()
        assert reader.screen.open_article.reading.is_done
        assert "第1999段" in reader.text.replace(" ", "")


async def test_the_headline_takes_the_place_of_the_path(open_reader: Open) -> None:
    async with open_reader("02-feature") as reader:
        await reader.press("space")
        assert reader.screen.open_article.article.title in reader.top


async def test_n_goes_through_the_sections_and_marks_the_current_one(open_reader: Open) -> None:
    async with open_reader("02-feature") as reader:
        screen = reader.screen
        headings = [stop for stop in screen.open_article.all_targets["sections"] if not stop.level]
        assert "4 sections" in reader.bottom
        for number, stop in enumerate(headings, 1):
            await reader.press("n")
            assert screen.article_pane.article_view.current_item == stop
            assert screen.article_pane.article_view.is_in_view(stop)
            assert (
                screen.article_pane.side_list.list_rows.all_targets[
                    screen.article_pane.side_list.list_rows.selected_index
                ]
                == stop
            )
            assert f"section {number}/4" in reader.bottom
        await reader.press("N")
        assert screen.article_pane.article_view.current_item == headings[2]


async def test_n_and_the_status_agree_while_scrolling(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        screen = reader.screen
        headings = [stop for stop in screen.open_article.all_targets["sections"] if not stop.level]
        for _ in range(40):
            await reader.press("j")
            said = reader.bottom.split()[1]
            number = int(said.split("/")[0]) if "/" in said else 0
            if number == 2:
                break
        assert number == 2
        await reader.press("n")
        assert screen.article_pane.article_view.current_item == headings[2]


async def test_n_goes_on_from_the_reading_place(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        screen = reader.screen
        await reader.press("space")
        here = screen.article_pane.article_view.position
        await reader.press("n")
        current = screen.article_pane.article_view.current_item
        assert current is not None
        assert (current.block, current.start) >= here


async def test_walking_on_from_the_last_begins_again_and_says_so(open_reader: Open) -> None:
    async with open_reader("02-feature") as reader:
        screen = reader.screen
        await reader.press("N")
        headings = screen.open_article.get_navigation_targets("sections")
        assert screen.article_pane.article_view.current_item == headings[-1]
        assert "again from the last" in reader.bottom
        await reader.press("n")
        assert screen.article_pane.article_view.current_item == headings[0]
        assert "again from the first" in reader.bottom


async def test_captions_are_listed_with_credits_and_visited_by_n(open_reader: Open) -> None:
    async with open_reader("02-feature") as reader:
        screen = reader.screen
        await reader.press("2")
        assert screen.article_pane.side_list.has_focus
        first = screen.open_article.blocks[screen.open_article.all_targets["captions"][0].block]
        assert first.credit is None or first.credit in reader.text
        await reader.press("n")
        assert screen.article_pane.article_view.current_item == screen.open_article.all_targets["captions"][0]
        await reader.press("2")
        assert not screen.article_pane.side_list.display


async def test_the_text_does_not_move_when_the_list_opens_or_closes(open_reader: Open) -> None:
    for size in ((80, 24), (100, 30), (120, 40), (200, 50)):
        async with open_reader("02-feature", size=size) as reader:
            screen = reader.screen

            def columns(reader: Any = reader, screen: Any = screen) -> list[int]:
                words = [screen.open_article.article.title, screen.open_article.article.date]
                return [cell_len(row[: row.index(word)]) for row in reader.rows() for word in words if word in row][:2]

            before = columns()
            await reader.press("w")
            assert columns() == before
            await reader.press("escape", "2")
            assert columns() == before


async def test_enter_in_the_list_goes_there_and_closes_a_drawer(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        screen = reader.screen
        await reader.press("1")
        assert screen.article_pane.side_list.has_focus
        await reader.press("j", "j", "enter")
        assert not screen.article_pane.side_list.display
        assert screen.article_pane.article_view.has_focus
        assert screen.article_pane.article_view.current_item == screen.open_article.all_targets["sections"][2]
        assert screen.article_pane.article_view.is_in_view(screen.article_pane.article_view.current_item)


async def test_tab_goes_to_the_list_and_back(open_reader: Open) -> None:
    async with open_reader("02-feature") as reader:
        await reader.press("tab")
        assert reader.screen.article_pane.side_list.has_focus
        await reader.press("G")
        assert (
            reader.screen.article_pane.side_list.list_rows.selected_index
            == len(reader.screen.article_pane.side_list.list_rows.all_targets) - 1
        )
        await reader.press("shift+tab")
        assert reader.screen.article_pane.article_view.has_focus


async def test_t_switches_everything_and_nothing_moves(open_reader: Open) -> None:
    async with open_reader("02-feature") as reader:
        screen = reader.screen
        await reader.press("space")
        place, rows = screen.article_pane.article_view.top, reader.rows()
        await reader.press("t")
        assert screen.article_pane.article_view.top == place
        assert "Simplified" in reader.top
        changed = reader.rows()
        assert changed != rows
        assert [len(row) for row in changed[1:-1]] == [len(row) for row in rows[1:-1]]
        title = screen.open_article.convert_text(screen.open_article.article.title)
        assert title in reader.top
        for stop in screen.open_article.all_targets["sections"][:2]:
            assert screen.open_article.convert_range(stop.block, stop.start, stop.end)[:6] in reader.text
        await reader.press("t")
        assert reader.rows()[1:-1] == rows[1:-1]


async def test_a_simplified_article_goes_to_the_preferred_traditional(open_reader: Open) -> None:
    async with open_reader("03-dispatch", preferred_traditional="hk") as reader:
        await reader.press("t")
        assert "Traditional, Hong Kong" in reader.top


async def test_search_finds_in_either_script_and_keeps_its_place(open_reader: Open) -> None:
    async with open_reader("02-feature") as reader:
        screen = reader.screen
        word = screen.open_article.blocks[screen.open_article.all_targets["sections"][0].block].text[:2]
        await reader.press("slash")
        await reader.settle()
        await reader.press(*word)
        written = list(screen.open_article.all_targets["hits"])
        assert written
        assert all(screen.open_article.blocks[hit.block].text[hit.start : hit.end] == word for hit in written)
        assert f"/{len(written)}" in reader.bottom
        await reader.press("enter", "t", "n")
        assert screen.open_article.all_targets["hits"] == written
        assert screen.article_pane.article_view.current_item in written
        from reader.text.folding import fold_script

        assert screen.open_article.search(fold_script(word)) == written


async def test_no_match_says_so_and_escape_ends_a_search(open_reader: Open) -> None:
    async with open_reader("02-feature") as reader:
        await reader.press("slash")
        await reader.settle()
        await reader.press(*"zzz", "enter")
        assert "no match for zzz" in reader.bottom
        await reader.press("slash")
        await reader.settle()
        await reader.press("的", "enter")
        assert reader.screen.article_pane.category == "hits"
        await reader.press("escape")
        assert reader.screen.article_pane.category == "sections"


async def test_help_lists_every_command_and_closes(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(160, 40)) as reader:
        words = reader.screen.messages
        await reader.press("question_mark")
        text = reader.text
        for _ in range(4):
            await reader.press("space")
            text += reader.text
        for command in COMMANDS:
            assert words(command.id + ".help")[:20] in text
        await reader.press("q")
        assert reader.screen.article_pane.article_view.has_focus


async def test_the_palette_knows_the_commands(open_reader: Open) -> None:
    async with open_reader("02-feature") as reader:
        await reader.press("ctrl+p")
        await reader.settle()
        await reader.press(*"switch")
        await reader.wait_until(lambda: "Switch script" in reader.text)
        await reader.press("enter")
        await reader.wait_until(lambda: not reader.screen.prompt_bar.is_open)
        assert reader.screen.open_article.view_name == "hans"


async def test_ctrl_c_never_quits(open_reader: Open) -> None:
    async with open_reader("02-feature") as reader:
        await reader.press("ctrl+c")
        assert "nothing is selected" in reader.bottom
        assert reader.app.is_running


@pytest.mark.parametrize("key", ["q", "Q", "ctrl+q"])
async def test_quit_keys_end_the_program(open_reader: Open, key: str) -> None:
    async with open_reader("02-feature") as reader:
        await reader.press(key)
        assert reader.app._exit


async def test_furniture_is_hidden_until_asked_for(open_reader: Open) -> None:
    async with open_reader("02-feature") as reader:
        chrome = next(block.text for block in reader.screen.open_article.blocks if block.kind == "chrome")
        await reader.press("G")
        assert chrome not in reader.text
        await reader.press("full_stop", "G")
        assert chrome in reader.text


async def test_active_input_method_shows_a_message(open_reader: Open) -> None:
    async with open_reader("01-welcome") as reader:
        await reader.press("漢")
        assert "input method is on" in reader.bottom


async def test_the_wheel_scrolls(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        row = reader.rows()[4]
        reader.screen.article_pane.article_view.on_mouse_scroll_down(_Stopped())
        await reader.settle()
        assert reader.rows()[1] == row


class _Stopped:
    """An event that can be stopped."""

    def stop(self) -> None:
        """Nothing follows."""


async def test_number_of_the_current_target_is_never_cut(open_reader: Open) -> None:
    for size in ((80, 24), (60, 20), (40, 20)):
        async with open_reader("02-feature", size=size) as reader:
            await reader.press("n")
            assert "section 1/4" in reader.bottom
            await reader.press("t")
            assert "shown:" in reader.text  # a message is read whole
            await reader.press("slash")
            await reader.settle()
            await reader.press("的", "enter", "n")
            hits = reader.screen.open_article.all_targets["hits"]
            assert f"/{len(hits)}" in reader.bottom


async def test_a_list_that_fits_is_never_scrolled(open_reader: Open) -> None:
    async with open_reader("02-feature") as reader:
        first = reader.screen.open_article.blocks[reader.screen.open_article.all_targets["sections"][0].block].text
        await reader.press("G", "2", "n", "2", "1")
        assert any(first in row[80:] or first in row for row in reader.rows()[2:6])


async def test_a_paragraph_as_long_as_a_book_is_not_set_to_its_end(open_reader: Open, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("<" * 300_000, "utf-8")
    async with open_reader(str(path), size=(80, 24)) as reader:
        await reader.press("space", "j")
        article = reader.screen.article_pane.article_view
        assert not article.is_at_end
        assert len(article.page._get_layout(0).rows) < 500
        await reader.press("G")
        assert article.is_at_end
