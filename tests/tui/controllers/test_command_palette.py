"""The palette: any command by any of its names, run where the keyboard was."""

from __future__ import annotations

from typing import Any

import pytest

from reader.i18n import Messages
from reader.input.commands import COMMANDS
from tests.tui.looks import found

Open = Any


def offered(reader: Any) -> list[str]:
    """The titles in the drawer."""
    return (
        [choice.title for choice in reader.screen.choice_drawer._choices] if reader.screen.choice_drawer.is_open else []
    )


SWITCH = "switch", "簡繁", "简繁", "ＳＷＩＴＣＨ", "script.other"


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        *((typed, "Switch script") for typed in SWITCH),
        ("設定", "Settings"),
        ("设置", "Settings"),
        ("說明", "Help"),
        ("帮助", "Help"),
        ("quit", "Quit"),
        ("pgdn", "Page down"),
    ],
)
async def test_a_command_is_found_by_any_of_its_names(open_reader: Open, typed: str, title: str) -> None:
    async with open_reader("02-feature", size=(100, 30)) as reader:
        await reader.press("colon", *typed)
        if title == "Page down":  # letters in this order are enough
            assert title in offered(reader)
        else:
            assert offered(reader)[0] == title
            assert found(reader, title)


async def test_every_command_of_the_page_is_found_by_its_own_name(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(100, 30)) as reader:
        palette = reader.screen._command_owners["command_palette"]
        await reader.press("colon")
        from reader.tui.controllers.command_palette import _HIDDEN_COMMANDS

        for command in COMMANDS:
            if command.context not in ("article", "everywhere") or command.id in _HIDDEN_COMMANDS:
                continue
            for language in ("en", "hant", "hans"):
                title = Messages(language)(command.id)
                choices = palette.list_choices(title)
                assert any(choice.title == Messages("en")(command.id) for choice in choices), (command.id, language)


async def test_a_command_runs_where_the_keyboard_was(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(120, 30)) as reader:
        screen = reader.screen
        await reader.press("v", "colon", *"start selecting", "enter")
        assert screen.selection.is_cursor_active
        assert screen.selection.cursor.anchor is not None
        await reader.press("escape", "tab", "g", "colon", *"filter", "enter")
        assert screen.prompt_bar.is_open
        await reader.press("escape")
        assert screen.get_contexts()[0] == "pane"
        await reader.press("colon", *"copy all", "enter")
        assert "As text" in reader.text


async def test_commands_of_the_list_are_found_only_there(open_reader: Open) -> None:
    async with open_reader("02-feature", "03-dispatch", size=(80, 24)) as reader:
        await reader.press("colon", *"all read")
        assert "All read" not in offered(reader)
        await reader.press("escape", "0", "colon", *"all read", "enter")
        assert all(entry.is_read for entry in reader.screen.session.reading_list.entries)
        assert reader.screen.get_contexts()[0] == "list"


async def test_keys_are_shown_and_arrows_choose(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        await reader.press("colon")
        first = offered(reader)
        assert len(first) > 30
        await reader.press("down", "down", "up", "tab", "shift+tab")
        assert reader.screen.choice_drawer.selected_choice.title == first[1]
        await reader.press("escape", "ctrl+p", *"palette")
        await reader.press("escape")
        await reader.press("colon", *"next section")
        assert reader.app._exception is None


async def test_nothing_found_says_so_and_enter_does_nothing_else(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        rows = reader.rows()[1:-1]
        await reader.press("colon", *"qqqq")
        assert "no hit" in reader.bottom
        await reader.press("enter")
        assert "no match for qqqq" in reader.bottom
        assert reader.rows()[1:-1] == rows


async def test_a_path_opens_a_file(open_reader: Open, tmp_path: Any) -> None:
    story = tmp_path / "story.txt"
    story.write_text("新聞\n\n　　今天的新聞。\n" * 3, "utf-8")
    async with open_reader("02-feature", size=(80, 24)) as reader:
        await reader.press("colon", *str(story))
        await reader.press("enter")
        assert "今天的新聞" in reader.text
        assert "article 2 of 2" in reader.bottom


async def test_help_and_settings_open_from_the_palette(open_reader: Open, tmp_path: Any) -> None:
    async with open_reader("02-feature", size=(80, 24), config=str(tmp_path / "c.toml")) as reader:
        for typed, title in (("settings", "Settings"), ("check-up", "Check-up"), ("help", "Help")):
            await reader.press("colon", *typed, "enter")
            await reader.pilot.pause()
            assert title in reader.top
            await reader.press("q")
            assert reader.screen.article_pane.article_view.has_focus
