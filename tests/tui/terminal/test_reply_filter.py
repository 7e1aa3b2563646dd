"""Answers of terminals are no keys; keys, the mouse and pastes come through, however they are cut."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import XTermParser

from reader.tui.terminal.reply_filter import KEY_SECONDS, REPLY_SECONDS, ReplyFilter
from tests.trust.terminal_replies import REPLIES

ESCAPE_SECONDS = 0.015
INPUTS = {
    "j": ["j"],
    "\x1b[A": ["up"],
    "\x1bOB": ["down"],
    "\x1b[1;5C": ["ctrl+right"],
    "\x1b[3~": ["delete"],
    "\x1b[[A": ["f1"],
    "\x1b[Z": ["shift+tab"],
    "\x1b[24;5~": ["ctrl+f12"],
    "\x1b[97u": ["a"],
    "\x1b[13;5u": ["ctrl+enter"],
    "的": ["的"],
    "\r": ["enter"],
}
"""What terminals send for keys, and Textual's names of these."""


def read(chunks: list[str], *, pause: float = 0.001) -> list[events.Event]:
    """The events of input that arrives in these chunks, after which nothing comes for a long time."""
    replies, parser, now = ReplyFilter(ESCAPE_SECONDS), XTermParser(), 0.0
    found: list[object] = []

    def parse(pieces: list[str]) -> None:
        for piece in pieces:
            assert piece
            found.extend([events.Key("escape", "\x1b")] if piece == "\x1b" else parser.feed(piece))

    for chunk in chunks:
        parse(list(replies.feed(chunk, now)))
        now += pause
        parse(list(replies.tick(now)))
    for wait in (ESCAPE_SECONDS, KEY_SECONDS, REPLY_SECONDS):
        now += wait
        parse(list(replies.tick(now)))
    parse(list(replies.feed("~", now)))  # the parser is not left within a sequence
    return found  # type: ignore[return-value]


def keys(found: list[events.Event]) -> list[str]:
    return [event.key for event in found if isinstance(event, events.Key)]


@pytest.mark.parametrize("reply", REPLIES.values(), ids=REPLIES)
def test_no_answer_of_a_terminal_is_a_key(reply: str) -> None:
    for chunks in ([reply], list(reply), [reply[: len(reply) // 2], reply[len(reply) // 2 :]], [reply * 3]):
        assert keys(read(chunks)) == ["tilde"]


@pytest.mark.parametrize("reply", REPLIES.values(), ids=REPLIES)
def test_keys_around_an_answer_are_keys(reply: str) -> None:
    assert keys(read([f"j{reply}k"])) == ["j", "k", "tilde"]
    assert keys(read(["j", *reply, "k"])) == ["j", "k", "tilde"]


@pytest.mark.parametrize("reply", [text for text in REPLIES.values() if len(text) > 6], ids=repr)
def test_an_answer_that_is_cut_off_is_no_key_either(reply: str) -> None:
    for end in range(3, len(reply)):
        found = keys(read([reply[:end]]))
        assert found[-1] == "tilde"
        assert len(found) == 1, (reply[:end], found)
        assert keys(read([reply[:end] + "\x1b[A"])) == ["up", "tilde"]


@pytest.mark.parametrize("text", INPUTS, ids=repr)
def test_keys_come_through_whole_or_in_pieces(text: str) -> None:
    for chunks in ([text], list(text), [text * 2]):
        assert keys(read(chunks)) == INPUTS[text] * (1 + (chunks == [text * 2])) + ["tilde"]


@pytest.mark.parametrize(("text", "names"), [("\x1b", ["escape"]), ("\x1b\x1b", ["escape", "escape"])])
def test_esc_is_a_key_soon_after_nothing_has_followed_it(text: str, names: list[str]) -> None:
    replies = ReplyFilter(ESCAPE_SECONDS)
    first = list(replies.feed(text, 0.0))
    assert list(replies.tick(ESCAPE_SECONDS / 2)) == []
    assert [*first, *replies.tick(ESCAPE_SECONDS)] == ["\x1b"] * len(names)


@pytest.mark.parametrize("character", "[]P_^XO")
def test_alt_and_the_beginning_of_an_answer_is_a_key_when_nothing_follows(character: str) -> None:
    replies = ReplyFilter(ESCAPE_SECONDS)
    assert list(replies.feed("\x1b" + character, 0.0)) == []
    assert list(replies.tick(KEY_SECONDS)) == ["\x1b" + character]


def test_alt_and_a_letter_behind_which_keys_come_is_not_an_answer() -> None:
    replies = ReplyFilter(ESCAPE_SECONDS)
    assert "".join(replies.feed("\x1b]j\x1bPj\x1bxk", 0.0)) == "\x1b]j\x1bPj\x1bxk"


def test_a_paste_is_a_paste_whatever_is_in_it() -> None:
    pasted = "甲\x1b]0;x\x07\x1b[c" + "\x1b" + "z" * 40 + "\x1b[200~乙\x1b"
    whole = f"\x1b[200~{pasted}\x1b[201~"
    for chunks in ([whole], list(whole), [whole[:50], whole[50:]]):
        found = read(chunks)
        assert keys(found) == ["tilde"]
        (paste,) = [event for event in found if isinstance(event, events.Paste)]
        assert paste.text == pasted.replace("\x1b", "␛")


def test_the_mouse_and_asked_answers_come_through() -> None:
    found = read(["\x1b[<0;3;4M\x1b[<0;3;4m\x1b[M !!\x1b[5;7R\x1b[?2026;2$y\x1b[48;40;120;800;1200t\x1b[I\x1b[O"])
    assert [type(event).__name__ for event in found[:2]] == ["MouseDown", "MouseUp"]
    assert {"CursorPosition", "Resize", "AppFocus", "AppBlur"} <= {type(event).__name__ for event in found}
    assert keys(found) == ["tilde"]


def test_keys_are_the_same_as_without_the_filter() -> None:
    chance = random.Random(5)
    for _ in range(200):
        typed = chance.choices(list(INPUTS), k=8)
        text = "".join(typed)
        at = sorted(chance.choices(range(len(text)), k=3))
        chunks = [text[start:end] for start, end in zip([0, *at], [*at, len(text)], strict=True)]
        assert keys(read(chunks)) == [name for each in typed for name in INPUTS[each]] + ["tilde"]


@given(st.text(st.sampled_from("\x1b[]P_^XO?;0123456789cntuyR\\\x07\x9b\x9d$<>Mj~"), max_size=40))
def test_any_input_is_parted_into_pieces_that_are_not_empty(text: str) -> None:
    replies = ReplyFilter(ESCAPE_SECONDS)
    pieces = [piece for character in text for piece in replies.feed(character, 0.0)]
    assert all(pieces)
    list(replies.tick(9.0))
    assert list(replies.feed("j", 9.0)) or "200~" in text
