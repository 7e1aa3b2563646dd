"""Keys named on the screen are those in force: in messages, at the foot of pages, in boxes, on tabs, in help."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Any, get_args

import pytest

import reader
from reader.i18n import Language, Messages
from reader.input.commands import COMMANDS
from reader.input.keymap import Keymap
from reader.tui.rows.tabs import make_tabs

if TYPE_CHECKING:
    from collections.abc import Iterator


ROOM = Path(reader.__file__).parent
COLUMNS: tuple[Language, ...] = ("en", "hant", "hk", "tw", "hans")
_, *ROWS = [line.split("\t") for line in (ROOM / "messages.tsv").read_text("utf-8").splitlines()]
CELLS = [(row[0], column, text) for row in ROWS for column, text in zip(COLUMNS, row[1:], strict=True) if text]
NAMED = re.compile(r"\{keys\[([\w.]+)\]\}")
NAMES = sorted({(name, found) for name, _, text in CELLS for found in NAMED.findall(text)})
"""Rows with the commands whose keys they name."""
LANGUAGES = get_args(Language)
F9 = "f9"
"""No command's own key."""


@cache
def keymap(command: str, *keys: str) -> Keymap:
    return Keymap({command: keys})


def values(text: str) -> dict[str, str]:
    return {field: "7" for _, field, _, _ in Formatter().parse(text) if field and not field.startswith("keys[")}


def said(name: str, language: Language, keys: Keymap | None = None) -> str:
    row = next(row for row in ROWS if row[0] == name)
    return Messages(language, keys)(name, **values(row[1]))


# -- messages


@pytest.mark.parametrize(("name", "command"), NAMES)
def test_a_message_names_the_key_in_force(name: str, command: str) -> None:
    for language in LANGUAGES:
        title = Messages(language)(command)
        assert "F9" not in said(name, language)
        assert "F9" in said(name, language, keymap(command, F9))
        assert "F9" in said(name, language, keymap(command, F9, "f10"))
        assert "F10" not in said(name, language, keymap(command, F9, "f10"))
        assert title in said(name, language, keymap(command)), "a command without a key is named"
        assert "{" not in said(name, language)


def test_a_key_that_is_a_brace_is_only_a_key() -> None:
    words = Messages("en", Keymap({"undo": ["{"], "help": ["}"], "page.down": ["%"]}))
    assert words("status.kept") == "kept as written; { to undo"
    assert words("status.no_key", key="{n}") == "{n} does nothing here; } shows the keys"
    assert words("status.end.unread").startswith("end of the article; % again")


SIGNS = re.compile(r"sign\.\w+|figure\.sign\.\w+|status\.plan.*|setting\.\w+\.\w+\.help|about\..*")
"""Rows of signs that are no keys: what stands on the page, `>` between two scripts, quotation marks."""
KEYS = {key for command in COMMANDS for key in Keymap().format_keys(command.id).split()}


def lone(text: str) -> set[str]:
    """Words of a text that are the keys of commands."""
    plain = re.sub(r"\{[^}]*\}", "XX", text)
    tokens = re.findall(r"(?<![!-~])[!-~]+(?![!-~])", plain)
    found = {token if len(token) == 1 else token.strip(",;:.()") for token in tokens}
    return (found & KEYS) - {"A", "End", "Home", "I", "a"}  # words of English


def test_no_message_has_a_key_that_could_be_another() -> None:
    assert [
        (name, column, lone(text)) for name, column, text in CELLS if lone(text) and not SIGNS.fullmatch(name)
    ] == []
    assert lone("按 n 到下一處") == lone("press n for the next") == {"n"}
    assert lone("kept; Space goes on") == {"Space"}


# -- one and several


def forms(text: str) -> Iterator[tuple[str, str, str]]:
    for _, field, spec, _ in Formatter().parse(text):
        if field and spec:
            one, bar, many = spec.partition("|")
            assert bar, text
            yield field, one, many


def test_messages_use_the_singular_for_one() -> None:
    counted = [(row[0], form) for row in ROWS for form in forms(row[1])]
    assert len(counted) > 10
    for name, (field, one, many) in counted:
        words, others = Messages("en"), dict.fromkeys(values({row[0]: row[1] for row in ROWS}[name]), "7")
        for number in (1, "1"):
            assert re.search(rf"\b{one}\b", words(name, **(others | {field: number})))
        for number in (0, 2, "11", "1,001"):
            assert re.search(rf"\b{many}\b", words(name, **(others | {field: number})))


def test_a_number_never_stands_before_a_word_that_is_always_several() -> None:
    assert [row[0] for row in ROWS if re.search(r"\{[nm]\} (?:\w+ )?[a-z]+s\b", row[1])] == []


def test_only_english_has_two_forms() -> None:
    assert [(name, column) for name, column, text in CELLS if column != "en" and [*forms(text)]] == []


# -- the screen

REMAPPED = (
    ("back", ("ctrl+g",)), ("help", ("f1",)), ("filter", ("f2",)), ("jump", ("f3",)), ("fold", ("f4",)),
    ("unfold", ("f6",)), ("box.accept", ("f7",)), ("box.cancel", ("f8",)), ("pane.sections", ("f10",)),
    ("pane.figures", ()), ("palette", ("f12",)), ("undo", ("f11",)),
)  # fmt: skip


async def test_pages_say_how_to_leave_them(open_reader: Any) -> None:
    async with open_reader("02-feature", size=(120, 40), keys=REMAPPED) as reader:
        await reader.app.action_settings()
        await reader.settle()
        hints = ["F3 next value", "F4 previous value", "F2 search the settings", "Ctrl+G back"]
        assert [*re.split(" {2,}", reader.bottom.strip())][1:] == hints
        await reader.press("ctrl+g")
        await reader.press("f1")
        assert re.split(" {2,}", reader.bottom.strip())[-2:] == ["F2 search the keys", "Ctrl+G back"]
        await reader.press("f2", *"theme")
        assert "F7 accept  F8 close" in reader.bottom
        row = next(row for row in reader.rows() if "language, theme" in row)
        assert row.split()[:2] == ["by", "F12"], "what only the palette does"


async def test_a_page_whose_key_of_leaving_was_taken_away_says_the_other(open_reader: Any) -> None:
    async with open_reader("02-feature", size=(120, 40), keys=(("back", ()),)) as reader:
        await reader.app.action_doctor()
        await reader.settle()
        assert reader.bottom.endswith("Esc back")


async def test_tabs_have_the_keys_that_choose_them(open_reader: Any) -> None:
    async with open_reader("02-feature", size=(140, 40), keys=REMAPPED) as reader:
        assert "F10 Sections  2 Captions" in reader.text
        await reader.press("f10")
        assert reader.screen.article_pane.side_list.has_focus
        await reader.press("f10")
        assert "F10 Sections" not in reader.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_narrow_tabs_are_their_keys(language: Language) -> None:
    words = Messages(language, Keymap({"pane.links": (), "pane.captions": ("ctrl+x",)}))
    named = [tab.text for tab in make_tabs("sections", words, 2, 20, 1)]
    assert named[0] == f" 1{' ' if language == 'en' else ''}{words('pane.sections')} "
    assert named[1:] == [" Ctrl+X ", " 3 ", " 4 ", f" {words('pane.links')} "]


async def test_unbound_key_shows_a_message_with_the_key_of_the_help(open_reader: Any) -> None:
    async with open_reader("02-feature", size=(120, 40), keys=REMAPPED) as reader:
        await reader.press("at")
        assert "@ does nothing here; F1 shows the keys" in reader.bottom


async def test_message_names_the_configured_key_of_undo(open_reader: Any) -> None:
    async with open_reader("02-feature", "09-short", size=(120, 40), in_list=True, keys=REMAPPED) as reader:
        await reader.press("d")
        assert "F11 to undo" in reader.bottom
        await reader.press("f11")
        assert "undone" in reader.bottom


async def test_unbound_key_in_the_help_does_not_mention_the_key_of_the_help(open_reader: Any) -> None:
    async with open_reader("02-feature", size=(120, 40)) as reader:
        await reader.press("question_mark", "4")
        assert "4 does nothing here  " in reader.bottom
