"""Every key in every context: something happens that can be seen, or the reader is told why not."""

from __future__ import annotations

import os
import string
from typing import TYPE_CHECKING, Any

import pytest

from reader.input.key_names import normalize_key
from reader.tui.screens.command_screen import _IGNORED_KEYS
from tests.tui.looks import look, press, reset_screen, rest, split_key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reader.input.keymap import Keymap

Open = Any

PRINTABLE = [character for character in string.printable if character.isprintable()]
FULL_WIDTH = [chr(ord(character) + 0xFEE0) for character in PRINTABLE if character != " "]
INPUT_METHOD = ["　", "。", "、", "「", "」", "【", "】", "￥", "·", "…", "漢", "汉", "ㄅ", "ˇ", "あ", "한", "，"]
NAMED = [
    "space", "enter", "escape", "tab", "shift+tab", "backspace", "delete", "insert", "home", "end", "pageup",
    "pagedown", "up", "down", "left", "right", *(f"f{n}" for n in range(1, 13)), "ctrl+b", "ctrl+c", "ctrl+d",
    "ctrl+e", "ctrl+f", "ctrl+g", "ctrl+k", "ctrl+l", "ctrl+n", "ctrl+o", "ctrl+p", "ctrl+r", "ctrl+t", "ctrl+u",
    "ctrl+v", "ctrl+w", "ctrl+x", "ctrl+y", "ctrl+z", "ctrl+up", "ctrl+left", "shift+up", "shift+left", "alt+a",
    "é", "ß", "и", "😀",
]  # fmt: skip
KEYS = list(dict.fromkeys([*PRINTABLE, *INPUT_METHOD, *NAMED]))
UNSEEN = _IGNORED_KEYS | {"ctrl+l", "ctrl+z", "escape"}
"""Redraw, and to the shell: nothing of them is to be seen here. Escape where nothing is open has done all it can."""
MOVES = frozenset({"j", "k", "g", "G", "b", " ", "　", "space", "home", "end", "pageup", "pagedown", "up", "down",
                   "ctrl+b", "ctrl+d", "ctrl+f", "ctrl+u"})  # fmt: skip
QUIET = {
    "pane-empty": MOVES | {"enter"},  # the list says that it is empty
    "dialog-about": MOVES,  # all is in sight
}


CONTEXTS: dict[str, tuple[tuple[int, int], tuple[str, ...], tuple[str, ...], str]] = {
    # name: window, articles, keys that lead there from the page, the context
    "article": ((60, 16), ("02-feature",), (), "article"),
    "article-current": ((60, 16), ("02-feature",), ("n", "j"), "article"),
    "article-hits": ((60, 16), ("02-feature",), ("slash", "的", "enter"), "article"),
    "article-several": ((60, 16), ("02-feature", "03-dispatch", "09-short"), (), "article"),
    "article-alone": ((60, 16), ("02-feature",), ("z",), "article"),
    "cursor": ((60, 16), ("02-feature",), ("v", "j", "l"), "cursor"),
    "selection": ((60, 16), ("02-feature",), ("v", "j", "l", "v", "w", "j"), "cursor"),
    "pane-beside": ((104, 18), ("02-feature",), ("tab", "j"), "pane"),
    "pane-captions": ((104, 18), ("02-feature",), ("2", "j"), "pane"),
    "pane-drawer": ((60, 20), ("02-feature",), ("1", "j"), "pane"),
    "pane-empty": ((60, 20), ("02-feature",), ("5",), "pane"),
    "list-narrow": ((60, 16), ("02-feature", "03-dispatch", "09-short", "01-welcome"), ("0", "g", "j"), "list"),
    "list-beside": ((160, 16), ("02-feature", "03-dispatch", "09-short", "01-welcome"), ("0", "g", "j"), "list"),
    "dialog": ((60, 20), ("02-feature",), ("T", "j"), "dialog"),
    "dialog-about": ((60, 20), ("02-feature",), ("i",), "dialog"),
    "help": ((60, 16), ("02-feature",), ("question_mark", "j"), "pane"),
    "settings": ((60, 16), ("02-feature",), ("<settings>", "j"), "pane"),
    "doctor": ((60, 12), ("02-feature",), ("<doctor>", "j"), "pane"),
}


MAIN_CONTEXTS = {"article", "cursor", "selection", "pane-beside", "list-narrow", "dialog", "help", "settings", "doctor"}
"""Those where every command is tried; in their variants a third of them is, another in each."""


def choose_keys(keymap: Keymap, name: str, contexts: Sequence[str]) -> list[str]:
    """The keys to press in one of CONTEXTS: one for each command, and a share of all others, another in each.

    With DUBAO_ALL_KEYS in the environment (`make keys`) they are all keys.

    Args:
        keymap: The keymap of the app.
        name: The name in CONTEXTS.
        contexts: The contexts of commands there, the innermost first.
    """
    if os.environ.get("DUBAO_ALL_KEYS"):
        return KEYS
    number = list(CONTEXTS).index(name)
    first_keys: dict[str, str] = {}
    for key in KEYS:
        command = keymap.find_command(contexts, normalize_key(*split_key(key)))
        if command is not None:
            first_keys.setdefault(command.id, key)
    of_commands = list(first_keys.values())
    others = [key for key in KEYS if key not in of_commands]
    share = of_commands if name in MAIN_CONTEXTS else of_commands[number % 3 :: 3]
    chosen = {*share, *others[number :: len(CONTEXTS)]}
    return [key for key in KEYS if key in chosen]


async def lead(reader: Any, keys: tuple[str, ...]) -> None:
    """To a context, from the page."""
    for key in keys:
        if key.startswith("<"):
            await getattr(reader.app, f"action_{key[1:-1]}")()
        elif key == "slash" and not reader.screen.prompt_bar.children:
            await reader.press(key)  # the box is made when it is first opened, which takes a frame
        else:
            await press(reader, key)
    await rest()


@pytest.mark.parametrize("name", CONTEXTS)
async def test_every_key_does_something_or_says_why_not(
    open_reader: Open, name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    size, articles, keys, context = CONTEXTS[name]
    async with open_reader(*articles, size=size, config=str(tmp_path / "config.toml")) as reader:
        quits: list[object] = []
        monkeypatch.setattr(reader.app, "exit", lambda *a, **k: quits.append(a))
        unseen = UNSEEN | QUIET.get(name, frozenset())
        dead = []
        await reset_screen(reader)
        await lead(reader, keys)
        ready = look(reader)
        for key in choose_keys(reader.app._reading_screen.keymap, name, ready[2]):
            if look(reader) != ready:
                await reset_screen(reader)
                await lead(reader, keys)
                ready = look(reader)
            assert ready[2][0] == context, (key, ready[2])
            count = len(quits)
            await press(reader, key)
            assert reader.app._exception is None, key
            if look(reader) == ready and key not in unseen and len(quits) == count:
                await reader.settle()
                if look(reader) == ready:
                    dead.append(key)
            reader.app.screen.show_message("")
            await rest()
        assert dead == []


def is_completing(reader: Any) -> bool:
    """Whether a thread still looks for the paths that complete what is typed."""
    completion = reader.app._reading_screen.controllers.open_prompt._completion
    return completion._text is not None


@pytest.mark.parametrize(("name", "keys"), [("article", "njkgGtTvVyYiwz0uO.12?"), ("cursor", "hlwbe(){}$vVo*yjkG")])
async def test_full_width_keys_are_the_same_keys(open_reader: Open, name: str, keys: str) -> None:
    size, articles, way, _ = CONTEXTS[name]
    async with open_reader(*articles, size=size) as reader:
        for key in keys:
            looks = []
            for pressed in (key, chr(ord(key) + 0xFEE0)):
                await reset_screen(reader)
                await lead(reader, way)
                await press(reader, pressed)
                await reader.settle()
                await reader.wait_until(lambda: not is_completing(reader))
                looks.append(look(reader))
            assert looks[0] == looks[1], key


async def test_keys_in_a_window_that_is_too_small_do_no_harm(open_reader: Open) -> None:
    async with open_reader("02-feature", "03-dispatch", size=(18, 4)) as reader:
        for key in KEYS:
            if key not in {"q", "Q", "ctrl+q"}:
                await press(reader, key)
            assert reader.app._exception is None, key
        await reader.pilot.resize_terminal(80, 24)
        await reader.settle()
        assert len(reader.rows()) == 24


@pytest.mark.parametrize("opener", ["slash", "colon", "O"])
async def test_every_character_can_be_typed_into_the_prompt(open_reader: Open, opener: str) -> None:
    typed = [key for key in PRINTABLE if key != "/"] + FULL_WIDTH + INPUT_METHOD
    async with open_reader("02-feature", size=(60, 16)) as reader:
        await reader.press(opener)
        line = reader.screen.prompt_bar._input
        for key in typed[::3]:
            line.value = ""
            await press(reader, key)
            assert reader.screen.prompt_bar.input_text == key
        for key in NAMED:
            if key not in {"enter", "escape"}:
                await press(reader, key)
            assert reader.app._exception is None, key
        assert reader.screen.prompt_bar.is_open
