"""Names of keys: as users write them, as Textual reports them, and as they are when an input method is on.

Key names are Textual's (`question_mark`, `ctrl+d`, `N`). keys.tsv has those that are no letter and no digit, with the
names that users may write for them and the characters that an input method sends for them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reader.text.folding import FULL_WIDTH_FORMS
from reader.text.tsv import read_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_CONTROL_ALIASES = {"i": "Tab", "m": "Enter", "j": "Enter", "h": "Backspace", "left_square_bracket": "Esc"}
_MODIFIERS = {"ctrl": "ctrl", "control": "ctrl", "c": "ctrl", "shift": "shift", "alt": "alt", "option": "alt"}
_UNSUPPORTED_MODIFIERS = frozenset({"cmd", "command", "super", "win", "meta", "hyper"})
_DIGITS = "0123456789"

# Blocks of Unicode 16 that only an input method types, with CJK punctuation and full-width forms.
_INPUT_METHOD_RANGES = (
    (0x1100, 0x11FF), (0x2E80, 0x9FFF), (0xA960, 0xA97F), (0xAC00, 0xD7FF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF), (0x16FE0, 0x18D7F), (0x1AFF0, 0x1B16F), (0x20000, 0x3FFFF),
)  # fmt: skip
_INPUT_METHOD_MARKS = frozenset("“”‘’…—·￥¥×")


class _KeyRow(NamedTuple):
    """A row of keys.tsv."""

    key: str
    """Textual's name."""
    label: str
    """How the key is shown."""
    aliases: str
    """Other names that users may write, separated by spaces."""
    characters: str
    """Characters that an input method sends for it."""


@cache
def _load_rows() -> tuple[_KeyRow, ...]:
    return tuple(_KeyRow(*cells) for cells in read_rows(__file__, "keys"))


@cache
def key_names_by_label() -> dict[str, str]:
    """All names, in lower case, that users may write for keys that are no letter and no digit, with Textual's name."""
    rows = _load_rows()
    return {name: row.key for row in rows for name in (row.key, row.label.lower(), *row.aliases.split())}


@cache
def _keys_by_character() -> dict[str, str]:
    """The characters that an input method sends, with the key that was pressed for each."""
    letters = {chr(wide): chr(code) for wide, code in FULL_WIDTH_FORMS.items() if chr(code).isalnum()}
    return letters | {character: row.key for row in _load_rows() for character in row.characters}


def normalize_key(key: str, character: str | None) -> str:
    """The name of a key as if no input method were on.

    Args:
        key: Textual's name of the key of an event.
        character: The character that it types; None for a key that types nothing.
    """
    if character and (plain := _keys_by_character().get(character)):
        return plain
    # A terminal that reports modifiers separately sends shift and the lower-case letter.
    return key[-1].upper() if len(key) == len("shift+n") and key.startswith("shift+") and key.isascii() else key


def is_from_input_method(character: str | None) -> bool:
    """Whether a text can only come from an input method: a Han character, a 注音 sign, Chinese punctuation."""
    return any(
        sign in _INPUT_METHOD_MARKS or any(first <= ord(sign) <= last for first, last in _INPUT_METHOD_RANGES)
        for sign in character or ""
    )


def parse_key(notation: str) -> str | None:
    """Textual's name of a key as users write it: `?`, `Ctrl+D`, `PageDown`, `shift+n`; None for what cannot be one."""
    return parse_key_or_reason(notation)[0]


def format_key(key: str) -> str:
    """A key as it is shown: `?`, `Ctrl+D`, `PageDown`."""
    *modifiers, base = key.split("+")
    shown = next((row.label for row in _load_rows() if row.key == base), base.upper() if modifiers else base)
    return "+".join([*(modifier.capitalize() for modifier in modifiers), shown])


def parse_key_or_reason(notation: str) -> tuple[str | None, str]:
    """Textual's name of a key as users write it; or None, and the reason why it cannot be used.

    The reason is "" where there is no such key.
    """
    text = notation.strip() or notation[:1]
    if "," in text[1:]:
        return None, "it is several keys, to be written as a list"
    if text == "+":
        return _combine_modifiers([], text)
    front, plus, base = (text[:-2], "+", "+") if text.endswith("++") else text.rpartition("+")
    return _combine_modifiers([word.strip().lower() for word in front.split("+")] if plus else [], base.strip() or base)


def _combine_modifiers(modifier_names: list[str], base: str) -> tuple[str | None, str]:
    """The name of a key with modifiers, or None and the reason why it cannot be used."""
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
    """Textual's name of a key without modifiers; None where there is no such key."""
    base = "space" if base == " " else _keys_by_character().get(base, base)
    # é has a key on some keyboards; full-width letters were replaced above.
    if len(base) == 1 and (base.isalpha() or base in _DIGITS) and not is_from_input_method(base):
        return base
    return key_names_by_label().get(base.lower())


class _Objection(NamedTuple):
    """A rule against using a key."""

    reason: str
    applies: Callable[[Sequence[str], str], bool]
    """Whether it applies to modifiers and a key without them."""


_CTRL_OBJECTIONS = {
    **{key: f"for a terminal it is {label}" for key, label in _CONTROL_ALIASES.items()},
    "s": "some terminals stand still after it",
    "a": "it belongs to screen and the shell",
}
"""Why a key cannot be used with Ctrl."""
_OBJECTIONS = (
    _Objection("with alt (option) many keyboards type a sign", lambda modifiers, key: "alt" in modifiers),
    _Objection(
        "input methods are switched with it",
        lambda modifiers, key: bool(modifiers) and (key == "space" or (key == "at" and "ctrl" in modifiers)),
    ),
    _Objection(
        "write the sign that it types",
        lambda modifiers, key: bool(modifiers) and "ctrl" not in modifiers and is_typing_key(key),
    ),
)


def _find_objection(modifiers: Sequence[str], key: str) -> str:
    """Why a key with modifiers must not be used; "" where it may."""
    for objection in _OBJECTIONS:
        if objection.applies(modifiers, key):
            return objection.reason
    if "ctrl" not in modifiers:
        return ""
    if key in _CTRL_OBJECTIONS:
        return _CTRL_OBJECTIONS[key]
    is_shifted_letter = "shift" in modifiers and len(key) == 1
    return f"for most terminals it is {format_key('ctrl+' + key)}" if is_shifted_letter else ""


def is_typing_key(key: str) -> bool:
    """Whether a key of this name types a character."""
    return len(key) == 1 or any(row.key == key and (len(row.label) == 1 or key == "space") for row in _load_rows())
