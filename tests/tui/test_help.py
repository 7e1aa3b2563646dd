"""The help, its search, and the reader's own keys wherever keys are told."""

from __future__ import annotations

from typing import Any

import pytest

from reader.input.commands import COMMANDS
from reader.tui.widgets.status_bars import Bar

Open = Any


async def everything(reader: Any) -> str:
    """All rows of the page, from top to bottom."""
    await reader.press("g")
    seen = reader.text
    for _ in range(30):
        before = reader.text
        await reader.press("space")
        if reader.text == before:
            break
        seen += "\n" + reader.text
    return str(seen)


@pytest.mark.parametrize("size", [(160, 50), (80, 24)])
async def test_help_lists_every_command_with_its_keys(open_reader: Open, size: tuple[int, int]) -> None:
    async with open_reader("02-feature", size=size) as reader:
        words = reader.screen.messages
        await reader.press("question_mark")
        text = await everything(reader)
        for command in COMMANDS:
            assert words(command.id + ".help")[:20] in text, command.id


@pytest.mark.parametrize(
    ("keys", "topic"), [((), "Moving"), (("v",), "Selecting"), (("tab",), "Lists beside"), (("T",), "Choices")]
)
async def test_the_keys_to_begin_with_come_first_then_those_of_where_the_keyboard_is(
    open_reader: Open, keys: tuple[str, ...], topic: str
) -> None:
    async with open_reader("02-feature", size=(108, 70)) as reader:
        await reader.press(*keys, "question_mark")
        rows = reader.rows()
        first = next(y for y, row in enumerate(rows) if row.strip() == "Keys to begin with")
        here = next(y for y, row in enumerate(rows) if row.strip().startswith(topic))
        assert first < here
        assert sum(bool(row.strip()) for row in rows[first + 1 : here]) == 10
        await reader.press("question_mark")
        assert type(reader.app.screen).__name__ == "ReadingScreen"
        if keys == ("v",):
            assert reader.screen.selection.is_cursor_active


async def test_a_wide_help_has_two_columns(open_reader: Open) -> None:
    for width, columns in ((80, 1), (120, 2)):
        async with open_reader("02-feature", size=(width, 40)) as reader:
            await reader.press("question_mark")
            assert all(("│" in row) == (columns == 2) for row in reader.rows()[1:-1])


async def test_the_help_opens_over_the_settings(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(120, 40)) as reader:
        await reader.app.action_settings()
        await reader.settle()
        await reader.press("question_mark")
        assert "Help" in reader.top
        await reader.press("q")
        assert "Settings" in reader.top


async def test_the_search_of_the_help_keeps_matching_rows(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(100, 30)) as reader:
        await reader.press("question_mark", "slash", *"unread")
        rows = [row for row in reader.rows()[1:-1] if row.strip()]
        assert len(rows) < 12
        assert any("unread" in row for row in rows)
        await reader.press("enter")
        assert [row for row in reader.rows()[1:-1] if row.strip()] == rows
        await reader.press("escape")
        assert len([row for row in reader.rows()[1:-1] if row.strip()]) > len(rows)
        await reader.press("slash", *"qqqq")
        assert "no match for qqqq" in reader.text
        await reader.press("escape")
        assert "Keys to begin with" in reader.text
        await reader.press("escape")
        assert type(reader.app.screen).__name__ == "ReadingScreen"


@pytest.mark.parametrize("language", ["hant", "hans"])
async def test_the_help_is_searched_in_either_script(open_reader: Open, language: str) -> None:
    async with open_reader("02-feature", size=(100, 30), language=language) as reader:
        for typed in ("說明", "搜尋", "搜索", "选取", "選取"):
            await reader.press("question_mark", "slash", *typed)
            rows = [row for row in reader.rows()[1:-1] if row.strip()]
            if typed in ("选取", "選取"):
                assert len(rows) > 3
            await reader.press("escape", "escape")


@pytest.mark.parametrize("key", ["q", "escape", "question_mark"])
async def test_the_help_closes_and_the_keyboard_is_where_it_was(open_reader: Open, key: str) -> None:
    async with open_reader("02-feature", size=(120, 30)) as reader:
        await reader.press("tab", "j", "question_mark", "j", key)
        assert reader.screen.article_pane.side_list.has_focus


async def test_the_second_of_two_clicks_on_the_hint_that_closes_the_help_does_nothing(open_reader: Open) -> None:
    async with open_reader("02-feature") as reader:
        await reader.press("question_mark")
        page = reader.app.screen
        for _ in range(2):
            page.post_message(Bar.CommandClicked("back"))
        await reader.settle()
        assert reader.app.screen is reader.screen


async def test_quitting_from_the_help(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        await reader.press("question_mark")
        await reader.press("Q")
        assert reader.app._exit


async def test_configured_keys_work_and_are_shown_everywhere(open_reader: Open) -> None:
    keys = (("walk.next", ("f5", "ctrl+n")), ("pane.sections", ()), ("help", ("f1", "question_mark")))
    async with open_reader("02-feature", size=(120, 30), keys=keys) as reader:
        screen = reader.screen
        assert "F5 next section" in reader.bottom
        assert "1 Sections" not in reader.bottom
        await reader.press("n")
        assert not screen.article_pane.article_view.current_item
        assert "does nothing here" in reader.bottom
        await reader.press("f5")
        assert screen.article_pane.article_view.current_item
        await reader.press("ctrl+n", "1")
        assert not screen.article_pane.side_list.has_focus, "it is only a digit of a count"
        await reader.press("colon", *"next")
        assert "F5  Ctrl+N" in reader.text
        await reader.press("escape", "f1")
        assert "F5  Ctrl+N" in await everything(reader)
        await reader.press("f1")
        assert type(reader.app.screen).__name__ == "ReadingScreen"


async def test_keys_of_the_reader_in_a_box_and_a_dialog(open_reader: Open) -> None:
    keys = (("box.cancel", ("escape", "ctrl+g")), ("dialog.accept", ("enter", "f2")), ("back", ("backspace",)))
    async with open_reader("02-feature", size=(80, 24), keys=keys) as reader:
        await reader.press("slash", "a", "ctrl+g")
        assert not reader.screen.prompt_bar.is_open
        await reader.press("T", "j", "f2")
        assert reader.screen.open_article.view_name != "source"
        await reader.press("slash", "a", "b", "backspace")
        assert reader.screen.prompt_bar.input_text == "a"
        await reader.press("escape", "q")
        assert not reader.app._exit
        await reader.press("backspace")
        assert reader.app._exit


async def test_each_topic_is_whole_and_commands_without_a_key_are_named(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(108, 260)) as reader:
        await reader.press("question_mark")
        rows = [row.strip() for row in reader.rows()]
        figures = rows[rows.index("Figures") : rows.index("Copying, saving, elsewhere")]
        for key in ("3", "f", "$"):
            assert any(row.split()[:1] == [key] for row in figures), key
        listed = rows[rows.index("The list of articles") : rows.index("Typing and choosing")]
        assert any(row.split()[:1] == ["m"] for row in listed)
        assert not any("(Articles)" in row for row in rows)
        row = next(row for row in rows if "language, theme" in row)
        assert row.startswith("by :")
        assert "Settings: language" in row
        row = next(row for row in rows if row.startswith("n ") and "next section" in row)
        assert row.index("the next") < 20, "the text of a letter stands beside it"
        await reader.press("slash", *"next currency")
        assert sum("next currency" in row for row in reader.rows()) == 2, "the row, and what is typed"
