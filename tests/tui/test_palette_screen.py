"""The palette: any command by any of its names, run where the keyboard was."""

from __future__ import annotations

from typing import Any

Open = Any


def offered(reader: Any) -> list[str]:
    """The titles in the drawer."""
    return (
        [choice.title for choice in reader.screen.choice_drawer._choices] if reader.screen.choice_drawer.is_open else []
    )


SWITCH = "switch", "簡繁", "简繁", "ＳＷＩＴＣＨ", "script.other"


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
            await reader.settle()
            assert title in reader.top
            await reader.press("q")
            assert reader.screen.article_pane.article_view.has_focus


async def test_titles_and_keys_are_whole_in_narrow_windows(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        await reader.press("colon", *"taiwan words")
        assert "Choose script: Traditional, Taiwan words" in reader.text
    async with open_reader("02-feature", size=(40, 16)) as reader:
        await reader.press("colon", *"bring")
        assert "Enter" in reader.text


async def test_keys_stand_beside_the_names_in_a_wide_window(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(200, 30)) as reader:
        await reader.press("colon", *"side panel")
        row = next(row for row in reader.rows() if "Side panel" in row)
        assert row.endswith(" w")
        assert len(row) < 100
