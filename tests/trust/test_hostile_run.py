"""Rows 1 and 2: a sample of the hostile texts of `make hostile`, by the commands and on the screen."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

import pytest

from tests.trust.hostile import IS_FULL
from tests.trust.hostile_commands import ALL_DOORS, CommandRun
from tests.trust.hostile_generator import Payload, find_unsafe, generate_payloads, shows, to_entities
from tests.trust.hostile_screens import PER_ARTICLE, ScreenRun
from tests.trust.terminal_lexer import list_kinds

if TYPE_CHECKING:
    from pathlib import Path

INPUTS = 2_000 if IS_FULL else 150
SCREENS = 300 if IS_FULL else 8 * PER_ARTICLE


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DUBAO_LIBRARY", "DUBAO_CONFIG", "DUBAO_CACHE", "PAGER", "TERM", "LC_ALL"):
        monkeypatch.setenv(name, "")  # put back afterwards
    monkeypatch.chdir(tmp_path)


def test_commands_print_hostile_texts_whole_and_harmless(tmp_path: Path) -> None:
    run = CommandRun(tmp_path / "files", seed=7)
    run.run(INPUTS)
    assert run.problems == []
    assert set(run.inputs) == set(ALL_DOORS)
    assert run.shown > INPUTS / 9


def test_screens_show_hostile_texts_whole_and_harmless(tmp_path: Path) -> None:
    run = ScreenRun(tmp_path, seed=7)
    run.run(SCREENS)
    assert run.problems == []
    assert sum(run.inputs.values()) >= SCREENS
    assert run.shown > SCREENS / 3


def test_texts_are_distinct_and_come_from_the_seed() -> None:
    one, again, other = (generate_payloads(seed) for seed in (1, 1, 2))
    texts = [next(one).text for _ in range(2_000)]
    assert len(set(texts)) == len(texts)
    assert [next(again).text for _ in range(2_000)] == texts
    assert next(other).text != texts[0]
    assert next(generate_payloads(1, 700)).text == texts[700]
    kinds = {kind for _, kind, _ in (next(other) for _ in range(300)) if "+" not in kind}
    assert kinds >= {"C0", "C1", "OSC", "CSI", "ESC", "bidi", "tag", "surrogate", "markup", "line end", "noise"}


def test_what_is_lost_or_unsafe_is_found() -> None:
    payload = Payload(0, "CSI", "甲\x1b[2J乙天天天天天")
    assert shows("甲␛[2J乙\n  天天天天天", payload)
    assert not shows("甲乙天天天天天", payload)  # `[2J` is lost
    assert not shows("甲␛[2J天天天天天", payload)
    assert find_unsafe("甲\x1b[31m乙", is_styled=True) == ""
    for text in ("甲\x1b[2J", "甲\x1b[31m", "\r", "\x85", "\u202e", "\U000e0041", "\x1b]8;;javascript:x\x1b\\"):
        assert find_unsafe(text), text
    assert find_unsafe("\x1b]8;;javascript:x\x1b\\", is_styled=True)


def test_entities_are_read_back_as_the_text() -> None:
    import html

    for payload in (next(generate_payloads(3, number)) for number in range(60)):
        spelled = to_entities(payload.text, random.Random(1))
        if not re.search("[\x00-\x1f\x7f-\x9f\ud800-\udfff]", payload.text):
            assert html.unescape(spelled) == payload.text


@pytest.mark.parametrize(
    ("output", "kinds"),
    [
        (b"\xe7\x94\xb2\x1b[1;31mx\x1b[0m", {"\x1b[Nm"}),
        (b"\x1b[2;1H\x1b[?25l", {"\x1b[NH", "\x1b[?25l"}),
        (b"a\x1b]52;c;eA==\x07b", {"\x1b]52"}),
        (b"a\x1bPq\x1b\\\x1bc", {"\x1bPq", "\x1bc"}),
        (b"\x07\xc2\x9b2J\xe2\x80\xae\xf3\xa0\x81\x81", {"\x07", "\xc2\x9b", "\xe2\x80\xae", "\xf3\xa0\x81\x81"}),
        ("“甲”—é的".encode(), set()),
    ],
)
def test_kinds_of_sequences_are_told_apart(output: bytes, kinds: set[str]) -> None:
    assert {kind for kind, _ in list_kinds(output)} == kinds
