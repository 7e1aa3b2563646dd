"""The user's keys take the place of the commands' own; what cannot be is said, and nothing else."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.input.commands import COMMANDS, CONTEXTS
from reader.input.key_names import parse_key
from reader.input.keymap import Keymap, find_key_holders, find_problems

if TYPE_CHECKING:
    from reader.config.settings import SettingsProblem
    from reader.input.commands import Command

IDS = [command.id for command in COMMANDS]
READING = ("article", "everywhere")
CURSOR = ("cursor", *READING)


def only(changes: dict[str, list[str]]) -> SettingsProblem:
    (problem,) = find_problems(changes)
    return problem


def test_no_two_commands_have_a_key_in_one_context() -> None:
    held = Counter((command.context, key) for command in COMMANDS for key in command.keys.split(",") if key)
    assert {where for where, count in held.items() if count > 1} == set()


def test_without_changes_every_command_is_found_by_its_keys() -> None:
    keymap = Keymap()
    for command in COMMANDS:
        keys = tuple(command.keys.split(",")) if command.keys else ()
        assert keymap.keys(command.id) == keys
        for key in keys:
            assert keymap.find_command((command.context,), key) == command


def test_the_innermost_context_wins() -> None:
    keymap = Keymap()
    inner, outer = keymap.find_command(CURSOR, "w"), keymap.find_command(READING, "w")
    assert inner is not None
    assert outer is not None
    assert (inner.id, outer.id) == ("cursor.word", "panel")
    assert keymap.find_command(CURSOR, "f24") is None
    assert keymap.find_command((), "w") is None


def test_custom_keys_replace_all_keys_of_a_command() -> None:
    keymap = Keymap({"walk.next": ["p", "Ctrl+N"]})
    assert keymap.keys("walk.next") == ("p", "ctrl+n")
    assert keymap.format_keys("walk.next") == "p  Ctrl+N"
    assert keymap.find_command(READING, "n") is None
    for key in ("p", "ctrl+n"):
        found = keymap.find_command(READING, key)
        assert found is not None
        assert found.id == "walk.next"


def test_a_command_may_have_no_key() -> None:
    assert find_problems({"focus": []}) == []
    keymap = Keymap({"focus": []})
    assert keymap.keys("focus") == ()
    assert keymap.format_keys("focus") == ""
    assert keymap.find_command(READING, "z") is None


def test_an_unknown_command_has_no_keys() -> None:
    with pytest.raises(KeyError):
        Keymap().keys("walk.nxt")


def test_a_keymap_leaves_out_what_makes_no_sense() -> None:
    keymap = Keymap({"walk.nxt": ["p"], "walk.next": ["gg", "p", "p", "N"]})
    assert keymap.keys("walk.next") == ("p", "N")
    found = keymap.find_command(READING, "N")
    assert found is not None
    assert found.id == "walk.next"  # the user's wish, not the own key of walk.previous


def test_default_keys_have_no_problems() -> None:
    assert find_problems({}) == []
    assert find_problems({command.id: command.keys.split(",") for command in COMMANDS if command.keys}) == []


def test_an_unknown_command_is_reported_with_the_nearest_one() -> None:
    problem = only({"walk.nxt": ["p"]})
    assert (problem.name, problem.why, problem.hint) == (
        "walk.nxt",
        "there is no command walk.nxt",
        "did you mean walk.next?",
    )
    assert "did you mean" not in only({"xyz": ["p"]}).hint


def test_an_impossible_key_is_reported_with_the_nearest_one_or_the_reason() -> None:
    assert only({"focus": ["pagdown"]}).hint == "did you mean pagedown?"
    assert only({"focus": ["gg"]}).why == 'focus cannot have "gg"'
    assert "PageDown" in only({"focus": ["gg"]}).hint
    assert "stand still" in only({"focus": ["ctrl+s"]}).why


def test_keys_that_type_cannot_be_used_in_the_prompt_bar() -> None:
    assert only({"box.cancel": ["x"]}).why == 'box.cancel cannot have "x": in a box it is text'
    assert "text" in only({"box.cancel": ["space"]}).why
    assert find_problems({"box.cancel": ["ctrl+x"]}) == []


def test_quit_without_a_key_is_a_problem() -> None:
    assert only({"quit": []}).why == "quit must keep a key"
    assert find_problems({"quit": ["ctrl+q"]}) == []


def test_a_key_of_another_command_is_a_conflict() -> None:
    problem = only({"search": ["n"]})
    assert problem.name == "search"
    assert problem.why == "search cannot have n: it is for walk.next (article)"
    assert problem.hint == "use another, or write the keys of walk.next too"


@pytest.mark.parametrize(
    ("command_id", "key", "holders"),
    [
        ("panel", "n", ["walk.next", "list.next"]),  # enclosed contexts
        ("search", "n", ["walk.next"]),  # the same context
        ("mark", "q", ["back"]),  # everywhere
        ("mark", "j", ["move.down"]),
        ("place", "m", ["mark"]),  # the list beside the page lies in the page
        ("search", "p", ["place"]),
        ("cursor.word.end", "q", ["back"]),
        ("mark", "w", ["panel"]),  # the cursor shadows w by default
        ("list.open", "s", ["list.save"]),  # and not that of the page
        ("box.complete", "down", ["box.down"]),  # a box shadows all others
        ("note.keep", "ctrl+l", []),
        ("mark", "m", []),
        ("mark", "M", []),
    ],
)
def test_key_holders_are_the_commands_in_force_together(command_id: str, key: str, holders: list[str]) -> None:
    assert [command.id for command in find_key_holders(command_id, [key], {})] == holders


def test_key_holders_follow_the_custom_keys() -> None:
    assert find_key_holders("mark", ["q"], {"back": ["x"]}) == []
    assert [command.id for command in find_key_holders("mark", ["f9"], {"back": ["f9"]})] == ["back"]
    assert find_key_holders("mark", [], {"back": ["f9"]}) == []


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_can_be_given_its_default_keys(command: Command) -> None:
    keys = command.keys.split(",") if command.keys else []
    assert find_key_holders(command.id, keys, {}) == []


def test_two_commands_cannot_be_given_one_key() -> None:
    problem = only({"walk.next": ["p"], "search": ["p"]})
    assert "walk.next" in problem.why
    assert "search" in problem.why


def test_keys_may_be_exchanged_or_taken_from_a_command_that_gets_others() -> None:
    assert find_problems({"walk.next": ["N"], "walk.previous": ["n"]}) == []
    assert find_problems({"search": ["n"], "walk.next": ["ctrl+n"]}) == []
    assert find_problems({"search": ["n"], "walk.next": []}) == []


def test_a_key_may_serve_in_contexts_that_never_hold_together() -> None:
    assert find_problems({"list.open": ["x"], "fold": ["x"]}) == []


def test_a_narrower_context_may_be_given_a_key_of_a_wider_one() -> None:
    assert find_problems({"search.this": ["t"]}) == []
    found = Keymap({"search.this": ["t"]}).find_command(CURSOR, "t")
    assert found is not None
    assert found.id == "search.this"


def test_a_wider_context_cannot_be_given_a_key_that_narrower_ones_keep() -> None:
    problem = only({"panel": ["n"]})
    assert problem.why == "panel cannot have n: it is for walk.next (article), list.next (list)"
    assert problem.hint == "use another, or write the keys of those too"


def test_a_narrower_key_that_the_user_sets_too_is_no_conflict() -> None:
    assert find_problems({"panel": ["e"], "cursor.word.end": ["e"], "feed.edit": []}) == []


def test_a_key_that_is_shadowed_by_default_is_no_conflict() -> None:
    assert find_problems({"panel": [], "search": ["w"]}) == []
    assert find_problems({"panel": [], "focus": ["w"]}) == []
    assert find_problems({"act": ["enter", "ctrl+o"]}) == []


KEYS = st.sampled_from(["n", "N", "w", "x", "p", "enter", "ctrl+d", "gg", "ctrl+s", "", "報", "Q"])
CHANGES = st.dictionaries(st.sampled_from([*IDS, "walk.nxt"]), st.lists(KEYS, max_size=3), max_size=4)


@given(CHANGES)
def test_keys_without_problems_work(changes: dict[str, list[str]]) -> None:
    """Every key in the file does in its context what the file says, and every command without one is as it was."""
    keymap = Keymap(changes)
    if find_problems(changes):
        return
    for command in COMMANDS:
        wanted = [parse_key(key) for key in changes[command.id]] if command.id in changes else command.keys.split(",")
        for key in filter(None, wanted):
            assert keymap.find_command((command.context,), key) == command


@given(CHANGES)
def test_a_problem_names_the_command_of_the_file(changes: dict[str, list[str]]) -> None:
    for problem in find_problems(changes):
        assert problem.name in changes
        assert problem.name in problem.why
        assert problem.hint


def test_a_key_can_be_set_in_every_context() -> None:
    assert {command.context for command in COMMANDS} <= set(CONTEXTS)
    for context in CONTEXTS:
        find_problems({next(c.id for c in COMMANDS if c.context == context): ["f9"]})
