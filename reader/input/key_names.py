"""Keys by their names: as people write them, as a terminal sends them, and what an input method makes of them.

The names are Textual's (`question_mark`, `ctrl+d`, `N`). keys.tsv has those that are no letter and no digit, with what
they are called and the characters that an input method sends for them.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from reader.text.tsv import read_rows

_CONTROL_ALIASES = {"i": "Tab", "m": "Enter", "j": "Enter", "h": "Backspace", "left_square_bracket": "Esc"}
_MODIFIERS = {"ctrl": "ctrl", "control": "ctrl", "c": "ctrl", "shift": "shift", "alt": "alt", "option": "alt"}
_UNSUPPORTED_MODIFIERS = frozenset({"cmd", "command", "super", "win", "meta", "hyper"})
_DIGITS = "0123456789"
_FULL_WIDTH_OFFSET = 0xFEE0
"""From an ASCII character to its full-width form."""

# Blocks of Unicode 16 that only an input method types; CJK punctuation and full-width forms are among them.
_INPUT_METHOD_RANGES = (
    (0x1100, 0x11FF), (0x2E80, 0x9FFF), (0xA960, 0xA97F), (0xAC00, 0xD7FF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF), (0x16FE0, 0x18D7F), (0x1AFF0, 0x1B16F), (0x20000, 0x3FFFF),
)  # fmt: skip
_INPUT_METHOD_MARKS = frozenset("“”‘’…—·￥¥×")


class _KeyRow(NamedTuple):
    """A row of keys.tsv."""

    key: str
    label: str
    aliases: str
    characters: str


@cache
def _load_rows() -> tuple[_KeyRow, ...]:
    return tuple(_KeyRow(*cells) for cells in read_rows(__file__, "keys"))


@cache
def key_names_by_label() -> dict[str, str]:
    """What keys that are no letter and no digit are called, in small letters, with their names."""
    return {
        called: row.key
        for row in _load_rows()
        for called in (row.key, row.label.lower(), *row.aliases.split())
    }  # fmt: skip


@cache
def _keys_by_character() -> dict[str, str]:
    """Characters of an input method with the key they stand for."""
    letters = (chr(code) for code in range(ord("!"), ord("~") + 1))
    plain = {chr(ord(letter) + _FULL_WIDTH_OFFSET): letter for letter in letters if letter.isalnum()}
    return plain | {character: row.key for row in _load_rows() for character in row.characters}


def normalize_key(key: str, character: str | None) -> str:
    """The key of a key event, as if no input method were on.

    Args:
        key: Textual's name of it.
        character: What it would type; None for keys that type nothing.
    """
    if character and (plain := _keys_by_character().get(character)):
        return plain
    # A terminal that reports modifiers apart sends shift and the small letter.
    return key[-1].upper() if len(key) == len("shift+n") and key.startswith("shift+") and key.isascii() else key


def is_from_input_method(character: str | None) -> bool:
    """Whether this can only come from an input method: a Han character, a 注音 sign, Chinese punctuation."""
    return any(
        sign in _INPUT_METHOD_MARKS or any(first <= ord(sign) <= last for first, last in _INPUT_METHOD_RANGES)
        for sign in character or ""
    )


def parse_key(notation: str) -> str | None:
    """Textual's name of a key as people write it: `?`, `Ctrl+D`, `PageDown`, `shift+n`; None for what cannot be one."""
    return parse_key_or_reason(notation)[0]


def format_key(key: str) -> str:
    """A key as it is shown to a reader: `?`, `Ctrl+D`, `PageDown`."""
    *modifiers, base = key.split("+")
    shown = next((row.label for row in _load_rows() if row.key == base), base.upper() if modifiers else base)
    return "+".join([*(modifier.capitalize() for modifier in modifiers), shown])


def parse_key_or_reason(notation: str) -> tuple[str | None, str]:
    """Textual's name of a key, or None and why it cannot be one; no reason where there is no such key."""
    text = notation.strip() or notation[:1]
    if "," in text[1:]:
        return None, "it is several keys, to be written as a list"
    if text == "+":
        return _combine_modifiers([], text)
    front, plus, base = (text[:-2], "+", "+") if text.endswith("++") else text.rpartition("+")
    return _combine_modifiers([word.strip().lower() for word in front.split("+")] if plus else [], base.strip() or base)


def _combine_modifiers(modifier_names: list[str], base: str) -> tuple[str | None, str]:
    """The name of a base key with its modifiers, or why it cannot be one."""
    if any(modifier in _UNSUPPORTED_MODIFIERS for modifier in modifier_names):
        return None, "a terminal does not hear that key"
    if any(modifier not in _MODIFIERS for modifier in modifier_names):
        return None, ""
    modifiers = sorted({_MODIFIERS[modifier] for modifier in modifier_names})
    key = _normalize_base(base)
    if key is None:
        return None, "it can only come from an input method" if len(base) == 1 and is_from_input_method(base) else ""
    if modifiers and len(key) == 1:
        if not key.isascii():
            return None, "terminals disagree about it"
        if modifiers == ["shift"] and key.isalpha():
            return key.upper(), ""
        key = key.lower()
    why = _find_objection(modifiers, key)
    return (None, why) if why else ("+".join([*modifiers, key]), "")


def _normalize_base(base: str) -> str | None:
    """The name of a key without modifiers."""
    base = "space" if base == " " else _keys_by_character().get(base, base)
    # é has a key on some keyboards; a full-width letter is folded by now.
    if len(base) == 1 and (base.isalpha() or base in _DIGITS) and not is_from_input_method(base):
        return base
    return key_names_by_label().get(base.lower())


def _find_objection(modifiers: list[str], key: str) -> str:
    """Why a key must not be used; empty where it may."""
    if "alt" in modifiers:
        return "with alt (option) many keyboards type a sign"
    if modifiers and (key == "space" or (key == "at" and "ctrl" in modifiers)):
        return "input methods are switched with it"
    if "ctrl" not in modifiers:
        return "write the sign that it types" if modifiers and is_typing_key(key) else ""
    if key in _CONTROL_ALIASES:
        return f"for a terminal it is {_CONTROL_ALIASES[key]}"
    if key == "s":
        return "some terminals stand still after it"
    if key == "a":
        return "it belongs to screen and the shell"
    return f"for most terminals it is {format_key('ctrl+' + key)}" if "shift" in modifiers and len(key) == 1 else ""


def is_typing_key(key: str) -> bool:
    """Whether a key of this name types a character."""
    return len(key) == 1 or any(row.key == key and (len(row.label) == 1 or key == "space") for row in _load_rows())
