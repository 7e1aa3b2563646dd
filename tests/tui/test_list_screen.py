"""Several articles: the list and the way between list and page, by what is on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.tui.looks import cells, press

if TYPE_CHECKING:
    from pathlib import Path

Open = Any

FOUR = ("02-feature", "03-dispatch", "09-short", "01-welcome")
NARROW, WIDE = (80, 24), (160, 40)


def titles(reader: Any) -> list[str]:
    """The titles of the list, as said now."""
    shelf = reader.screen.session.reading_list
    return [shelf.get_title_and_outlet(number)[0] for number in shelf.visible_numbers]


async def ready(reader: Any) -> None:
    """The titles have been read."""
    await reader.wait_until(lambda: reader.screen.session.reading_list.is_complete)


@pytest.mark.parametrize("size", [NARROW, WIDE, (60, 20), (40, 20)])
async def test_the_list_shows_every_title_and_q_and_0_go_to_it_and_back(
    open_reader: Open, size: tuple[int, int]
) -> None:
    async with open_reader(*FOUR, size=size) as reader:
        screen = reader.screen
        await reader.press("space")
        await ready(reader)
        left = screen.article_pane.article_view.region.x  # the list beside the page says how far one has read
        page = [row[left:] for row in cells(reader)]
        for key in ("0", "q"):
            await reader.press(key)
            assert screen.get_contexts()[0] == "list"
            for title in titles(reader):
                assert title[:6] in reader.text
            assert "1/4" in reader.bottom or "4 articles" in reader.text
            await reader.press("enter")
            assert screen.get_contexts()[0] == "article"
            assert [row[left:] for row in cells(reader)[1:-1]] == page[1:-1]
        await reader.press("q", "q")
        assert reader.app._exit


async def test_an_article_is_opened_from_the_list_at_its_place(open_reader: Open) -> None:
    async with open_reader(*FOUR, size=NARROW) as reader:
        screen = reader.screen
        await reader.press("space", "j")
        rows = reader.rows()[1:-1]
        await reader.press("0", "j", "enter")
        assert screen.open_article.article.title == titles(reader)[1]
        assert "article 2 of 4" in reader.bottom
        await reader.press("0", "k", "l")
        assert reader.rows()[1:-1] == rows


async def test_capital_j_and_k_keep_the_places_and_the_script(open_reader: Open) -> None:
    async with open_reader(*FOUR, size=NARROW) as reader:
        screen = reader.screen
        await reader.press("t", "space")
        rows = reader.rows()[1:-1]
        await reader.press("J", "J", "K", "K")
        assert reader.rows()[1:-1] == rows
        assert screen.open_article.view_name == "hans"
        await reader.press("K")
        assert "first article" in reader.bottom
        await reader.press("J", "J", "J", "J")
        assert "last article" in reader.bottom


async def test_space_at_the_end_says_so_and_then_opens_the_next_unread(open_reader: Open) -> None:
    async with open_reader(*FOUR, size=NARROW) as reader:
        shelf = reader.screen.session.reading_list
        await reader.press("G", "space")
        assert "Space again opens the next unread" in reader.bottom
        assert shelf.open_number == 0
        await reader.press("k", "j", "space")
        assert shelf.open_number == 0
        assert "Space again" in reader.bottom
        await reader.press("space")
        assert shelf.open_number == 1
        assert "article 2 of 4" in reader.bottom


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_the_list_is_filtered_in_either_script_and_shown_again(open_reader: Open, size: tuple[int, int]) -> None:
    async with open_reader(*FOUR, size=size, in_list=True) as reader:
        screen, shelf = reader.screen, reader.screen.session.reading_list
        await ready(reader)
        word = shelf.entries[0].title[:2]
        from reader.text.folding import fold_script

        for written in (word, fold_script(word)):
            await reader.press("slash", *written)
            assert 0 in shelf.visible_numbers
            assert len(shelf.visible_numbers) < 4
            assert f"{len(shelf.visible_numbers)}/4" in reader.bottom
            await reader.press("enter")
            assert word in reader.text
            assert f"filter: {written}" in reader.text
            await reader.press("escape")
            assert len(shelf.visible_numbers) == 4
        await reader.press("slash", *"zzz")
        assert "no match for zzz" in reader.text or "has zzz" in reader.text
        await reader.press("escape")
        assert len(shelf.visible_numbers) == 4
        assert screen.get_contexts()[0] == "list"
        await reader.press("slash", *"zzz", "enter", "enter", "y", "m", "d", "i", "j", "G")
        assert screen.get_contexts()[0] == "list" or screen.choice_drawer.is_open


async def test_an_article_that_cannot_be_read_says_why_and_the_others_stay(open_reader: Open, tmp_path: Path) -> None:
    gone, folder = tmp_path / "gone.txt", tmp_path / "bytes.txt"
    folder.write_bytes(bytes(range(256)) * 40)
    async with open_reader("02-feature", str(gone), str(folder), "09-short", size=NARROW) as reader:
        screen = reader.screen
        await ready(reader)
        await reader.press("0", "j", "enter")
        assert "no such file" in reader.text
        assert screen.get_contexts()[0] == "list"
        await reader.press("j", "enter")
        assert reader.app._exception is None
        await reader.press("0") if screen.get_contexts()[0] == "article" else None
        await reader.press("G", "enter")
        assert screen.session.reading_list.open_number == 3
        await reader.press("K", "K", "K", "K")
        assert reader.app._exception is None


async def test_the_list_follows_the_script_of_the_view(open_reader: Open) -> None:
    async with open_reader(*FOUR, size=WIDE) as reader:
        await ready(reader)
        before = titles(reader)
        await reader.press("t")
        await reader.settle()
        after = titles(reader)
        assert after[0] != before[0]
        assert after[0][:6] in reader.text
        await reader.press("0", "slash", *before[0][:2])
        assert 0 in reader.screen.session.reading_list.visible_numbers


async def test_the_list_beside_the_page_moves_no_character_of_it(open_reader: Open) -> None:
    async with open_reader(*FOUR, size=WIDE) as reader:
        await ready(reader)
        screen = reader.screen
        await reader.press("space")
        left = screen.article_pane.article_view.region.x + screen.article_pane.article_view.text_column
        before = [row[left : left + 60] for row in cells(reader)[1:-1]]
        for keys in ("0", "slash", "escape", "tab", "tab", "tab", "S", "1", "1", "z z", "w", "w"):
            await press(reader, *keys.split())
            await reader.settle()
            assert [row[left : left + 60] for row in cells(reader)[1:-1]] == before, keys


async def test_the_list_of_articles_ends_the_page_alone(open_reader: Open) -> None:
    async with open_reader(*FOUR, size=WIDE) as reader:
        await ready(reader)
        await reader.press("0")
        before = cells(reader)
        await reader.press("z")
        assert not reader.screen.article_list.display
        assert reader.screen.get_contexts()[0] == "article"
        await reader.press("0")
        await reader.settle()
        assert cells(reader)[:-1] == before[:-1]


async def test_tab_goes_round_page_list_and_articles(open_reader: Open) -> None:
    async with open_reader(*FOUR, size=WIDE) as reader:
        contexts = []
        for _ in range(3):
            await reader.press("tab")
            contexts.append(reader.screen.get_contexts()[0])
        assert sorted(contexts) == ["article", "list", "pane"]
        for context in [*contexts[1::-1], contexts[2]]:
            await reader.press("shift+tab")
            assert reader.screen.get_contexts()[0] == context


async def test_a_window_that_changes_keeps_the_list_or_the_page_in_front(open_reader: Open) -> None:
    async with open_reader(*FOUR, size=WIDE, in_list=True) as reader:
        screen = reader.screen
        for size in (NARROW, (18, 4), (60, 20), WIDE):
            await reader.pilot.resize_terminal(*size)
            await reader.settle()
            assert screen.get_contexts()[0] == "list"
        await reader.press("enter")
        for size in (NARROW, WIDE):
            await reader.pilot.resize_terminal(*size)
            await reader.settle()
            assert screen.get_contexts()[0] == "article"


async def test_the_list_selects_the_article_that_was_read_last(open_reader: Any) -> None:
    async with open_reader("02-feature", "03-dispatch", "09-short", in_list=True) as reader:
        await reader.press("enter", "J", "J", "q")
        assert reader.screen.article_list.has_focus
        assert reader.screen.article_list.selected_number == reader.screen.session.reading_list.open_number == 2
