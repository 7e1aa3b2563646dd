"""Keys have the names that Textual gives them, however they are written and whatever the input method makes of them."""

from __future__ import annotations

import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textual.keys import Keys, _character_to_key

from reader.input.commands import COMMANDS
from reader.input.key_names import (
    format_key,
    is_from_input_method,
    is_typing_key,
    normalize_key,
    parse_key,
    parse_key_or_reason,
)

PRINTABLE = string.ascii_letters + string.digits + string.punctuation


def full_width(character: str) -> str:
    return chr(ord(character) + 0xFEE0)


@pytest.mark.parametrize("character", [*PRINTABLE, " "])
def test_parse_key_gives_textuals_names(character: str) -> None:
    name = _character_to_key(character)
    assert parse_key(character) == parse_key(name) == name
    assert is_typing_key(name)
    assert normalize_key(name, character) == name


@pytest.mark.parametrize("name", sorted({key for command in COMMANDS for key in command.keys.split(",") if key}))
def test_default_keys_are_parsed_as_they_are_shown(name: str) -> None:
    assert parse_key(name) == parse_key(format_key(name)) == normalize_key(name, None) == name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Ctrl+D", "ctrl+d"),
        ("CTRL + d", "ctrl+d"),
        ("control+d", "ctrl+d"),
        ("PageDown", "pagedown"),
        ("page_down", "pagedown"),
        ("PgDn", "pagedown"),
        ("Esc", "escape"),
        ("Return", "enter"),
        ("SPACE", "space"),
        ("F5", "f5"),
        ("shift+n", "N"),
        ("Shift+N", "N"),
        ("Shift+Tab", "shift+tab"),
        ("Shift+Ctrl+Left", "ctrl+shift+left"),
        ("ctrl++", "ctrl+plus"),
        ("ctrl+\\", "ctrl+backslash"),
        (" n ", "n"),
        ("？", "question_mark"),
        ("Ｊ", "J"),
        ("　", "space"),
        ("é", "é"),
    ],
)
def test_a_key_may_be_written_in_many_ways(written: str, name: str) -> None:
    assert parse_key(written) == name


@pytest.mark.parametrize(
    "written", ["", "gg", "pagdown", "f25", "ctrl+", "+a", "++", "a+b", "<any>", "\0", "\ud800", "n" * 1_000_000]
)
def test_unknown_keys_have_no_name_and_no_reason(written: str) -> None:
    assert parse_key_or_reason(written) == (None, "")


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("ctrl+space", "input methods"),
        ("shift+space", "input methods"),
        ("ctrl+@", "input methods"),
        ("alt+a", "type a sign"),
        ("option+left", "type a sign"),
        ("ctrl+s", "stand still"),
        ("Ctrl+A", "screen"),
        ("ctrl+i", "Tab"),
        ("ctrl+m", "Enter"),
        ("ctrl+j", "Enter"),
        ("ctrl+h", "Backspace"),
        ("ctrl+[", "Esc"),
        ("ctrl+shift+d", "it is Ctrl+D"),
        ("shift+1", "the sign that it types"),
        ("shift+é", "disagree"),
        ("cmd+c", "does not hear"),
        ("n,ctrl+n", "as a list"),
        ("報", "input method"),
        ("ㄅ", "input method"),
    ],
)
def test_a_forbidden_key_has_a_reason(written: str, why: str) -> None:
    name, reason = parse_key_or_reason(written)
    assert name is None
    assert why in reason


@given(st.text(max_size=12))
@example("shift+ß")
@example("ctrl+İ")
def test_parsed_names_can_be_parsed_again(written: str) -> None:
    name = parse_key(written)
    assert name is None or (parse_key(name) == name and "," not in name and parse_key(format_key(name)) == name)


@pytest.mark.parametrize("name", [key.value for key in Keys if key.value.isalnum() and key.value != "return"])
def test_every_named_key_of_textual_can_be_written(name: str) -> None:
    assert parse_key(name) == parse_key(format_key(name)) == name


@pytest.mark.parametrize("character", PRINTABLE)
def test_full_width_forms_are_normalized_to_their_keys(character: str) -> None:
    form = full_width(character)
    assert normalize_key(_character_to_key(form), form) == _character_to_key(character)


@pytest.mark.parametrize(
    ("characters", "plain"),
    [("￥¥", "$"), ("【「", "["), ("】」", "]"), ("、", "/"), ("。", "."), ("　", " ")],
)
def test_chinese_punctuation_is_normalized_to_the_keys_that_type_it(characters: str, plain: str) -> None:
    for character in characters:
        assert normalize_key(_character_to_key(character), character) == _character_to_key(plain)


def test_other_keys_are_not_changed_by_normalization() -> None:
    assert normalize_key("j", "j") == "j"
    assert normalize_key("ctrl+d", None) == "ctrl+d"
    assert normalize_key("shift+tab", None) == "shift+tab"
    assert normalize_key("tab", "\t") == "tab"
    assert normalize_key("shift+n", None) == "N"
    assert normalize_key("報", "報") == "報"


@pytest.mark.parametrize("character", [*"報报㐀𠮷鿿豈々ㄅㆠ《，！Ａかカ한“…", "\U000323af"])
def test_han_and_chinese_punctuation_come_from_an_input_method(character: str) -> None:
    assert is_from_input_method(character)


@pytest.mark.parametrize("character", [*PRINTABLE, " ", "\t", "\x1b", "é", "ш", "€", "", None, "\ud800", "\ue000"])
def test_other_characters_do_not_come_from_an_input_method(character: str | None) -> None:
    assert not is_from_input_method(character)
