"""Keys, clicks and pastes that were on their way when what they were meant for closed."""

from __future__ import annotations

from typing import Any

import pytest
from textual import events

from reader.errors import ReaderError
from reader.input.commands import COMMANDS
from reader.tui.prompts import Choice
from reader.tui.screens.settings import SettingsScreen
from reader.tui.state.undo import UndoableAction
from reader.tui.widgets.choice_drawer import ChoiceDrawer

Open = Any


def send(reader: Any, *keys: str) -> None:
    """All at once, before the first is answered."""
    for key in keys:
        reader.app.post_message(events.Key(key, {"colon": ":", "slash": "/"}.get(key, key if len(key) == 1 else None)))


async def test_a_key_behind_the_one_that_closes_a_page_is_the_articles(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        await reader.press("question_mark")
        send(reader, "escape", "escape", "t")
        await reader.settle()
        await reader.settle()
        assert reader.app._exception is None
        assert reader.screen.open_article.view_name == "hans"
        await reader.press("colon", *"settings", "enter")
        send(reader, "q", "t")
        await reader.settle()
        await reader.settle()
        assert reader.screen.open_article.view_name == "source"


@pytest.mark.parametrize("key", ["O", "question_mark", "slash", "T"])
async def test_a_key_behind_quitting_is_nobodys(open_reader: Open, key: str) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        send(reader, "Q", key)
        reader.app.post_message(events.Paste("/a"))
        await reader.settle()
    assert reader.app.return_code == 0
    assert reader.app._exception is None


async def test_a_command_that_was_clicked_when_its_box_closed_is_run(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(80, 24)) as reader:
        screen = reader.screen
        command = next(command for command in COMMANDS if command.id == "script.other")
        screen.choice_drawer.post_message(ChoiceDrawer.Chosen(Choice("", run=lambda: screen.run_command(command))))
        await reader.settle()
        assert screen.open_article.view_name == "hans"


async def test_failed_undo_and_redo_show_the_reason(open_reader: Open) -> None:
    def fail() -> None:
        raise ReaderError("overrides.tsv", "it may not be written", "check who owns it")

    async with open_reader("02-feature", size=(120, 24)) as reader:
        history = reader.screen.session.reading_list.history
        history.do(UndoableAction("action.read", lambda: None, fail, {"n": 1}))
        await reader.press("u")
        assert "overrides.tsv: it may not be written" in reader.bottom
        history.do(UndoableAction("action.read", lambda: None, lambda: None, {"n": 1}))
        history.undo()
        history._redo_stack.append(UndoableAction("action.read", fail, lambda: None, {"n": 1}))
        await reader.press("ctrl+r")
        assert "overrides.tsv: it may not be written" in reader.bottom


async def test_keys_typed_while_the_prompt_opens_go_into_it(open_reader: Open) -> None:
    """Its parts are made when it is opened first; a macro and a fast hand do not wait for them."""
    async with open_reader("02-feature", size=(80, 24)) as reader:
        send(reader, "colon", *"settings", "enter")
        await reader.settle()
        await reader.settle()
        assert isinstance(reader.app.screen, SettingsScreen)
    async with open_reader("02-feature", size=(80, 24)) as reader:
        send(reader, "slash", *"窯火", "enter")
        await reader.settle()
        await reader.settle()
        assert reader.screen.open_article.query == "窯火"
        assert reader.screen.article_pane.category == "hits"
