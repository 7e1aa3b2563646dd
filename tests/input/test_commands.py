from __future__ import annotations

from typing import get_args

from reader.i18n import Messages
from reader.input.commands import COMMANDS, CONTEXTS, CommandContext, CommandOwner
from reader.input.key_names import parse_key
from reader.input.keymap import find_problems


def test_every_command_has_an_id_of_its_own() -> None:
    ids = [command.id for command in COMMANDS]
    assert sorted(ids) == sorted(set(ids))


def test_every_command_has_a_title_and_a_help() -> None:
    messages = Messages("en")
    missing = [each.id for each in COMMANDS if each.id not in messages or each.id + ".help" not in messages]
    assert missing == []


def test_default_keys_are_names_of_keys_without_conflicts() -> None:
    keys = [key for command in COMMANDS for key in command.keys.split(",") if key]
    assert [key for key in keys if parse_key(key) != key] == []
    assert find_problems({}) == []


def test_contexts_and_owners_are_those_that_are_declared() -> None:
    assert set(CONTEXTS) == set(get_args(CommandContext))
    assert {command.context for command in COMMANDS} == set(CONTEXTS)
    assert {command.owner for command in COMMANDS} <= set(get_args(CommandOwner))


def test_the_action_of_a_command_is_named_after_it() -> None:
    actions = {command.id: command.action for command in COMMANDS}
    assert actions["walk.next"] == "action_walk_next"
    assert len(set(actions.values())) == len(actions)
