"""What is checked and set before Textual is imported, in a process of its own on a pseudo terminal."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.process import read_terminal

ROOT = Path(__file__).parents[2]
PROBE = """
import os, sys
from reader.errors import ReaderError
from reader.terminal.setup import prepare_terminal
names = ("TEXTUAL_DISABLE_KITTY_KEY", "TEXTUAL_FPS", "ESCDELAY", "TEXTUAL_THEME", *sys.argv[3:])
try:
    prepare_terminal(sys.argv[1], stdin_consumed=sys.argv[2] == "consumed")
except ReaderError as error:
    print(error.what, error.why, sep=": ")
else:
    print(*(os.environ.get(name, "-") for name in names), sys.stdin.isatty())
"""


def prepare(
    theme: str = "dark",
    *,
    consumed: bool = False,
    stdin: bytes | None = None,
    own_session: bool = False,
    names: tuple[str, ...] = (),
    **env: str,
) -> str:
    """What the terminal shows after it was prepared: the variables that were set, and those of names, or the error."""
    own = ("NO_COLOR", "TERM_PROGRAM", "PYTHONIOENCODING", "TEXTUAL_FPS", "ESCDELAY", "TEXTUAL_THEME")
    inherited = {name: value for name, value in os.environ.items() if name not in own}
    master, slave = pty.openpty()
    try:
        subprocess.run(
            [sys.executable, "-c", PROBE, theme, "consumed" if consumed else "kept", *names],
            cwd=ROOT,
            env=inherited | {"TERM": "xterm-256color", "PYTHONIOENCODING": "utf-8"} | env,
            stdout=slave,
            **({"stdin": slave} if stdin is None else {"input": stdin}),
            start_new_session=own_session,
            check=True,
        )
    finally:
        os.close(slave)
    written = b"".join(iter(lambda: read_terminal(master), b""))
    os.close(master)
    return written.decode().strip()


@pytest.mark.parametrize("term", ["", "dumb"])
def test_a_terminal_without_a_screen_is_an_error(term: str) -> None:
    assert prepare(TERM=term) == "the terminal: it has no screen (TERM is dumb or not set)"


def test_an_encoding_without_chinese_is_an_error() -> None:
    assert prepare(PYTHONIOENCODING="gbk") == "the terminal: its encoding is gbk, not UTF-8"


def test_a_pipe_without_a_terminal_to_type_on_is_an_error() -> None:
    for consumed in (True, False):
        said = prepare(consumed=consumed, stdin=b"", own_session=True)
        assert said == "the keyboard: standard input is not a terminal"


def test_the_frame_rate_and_the_delay_of_escape_are_set() -> None:
    assert prepare() == "- 120 15 - True"
    assert prepare(TEXTUAL_FPS="30", ESCDELAY="50") == "- 30 50 - True"


def test_the_kitty_protocol_is_off_in_iterm() -> None:
    assert prepare(TERM_PROGRAM="iTerm.app").startswith("1 ")


def test_without_colours_the_theme_has_those_of_the_terminal() -> None:
    assert prepare(NO_COLOR="1").endswith(" ansi-dark True")
    assert prepare("ansi").endswith(" ansi-dark True")


def test_variables_of_textual_that_would_break_the_screen_are_removed() -> None:
    names = ("TEXTUAL_COLOR_SYSTEM", "TEXTUAL_LOG", "TEXTUAL")
    said = prepare(
        names=names,
        TEXTUAL_COLOR_SYSTEM="nonsense",
        TEXTUAL_LOG="/nonexistent/x",
        TEXTUAL="devtools",
        TEXTUAL_THEME="nope",
    )
    assert said == "- 120 15 - - - - True"


@pytest.mark.parametrize(
    ("columns", "kept"),
    [("100", "100"), ("99999999", "-"), ("1001", "-"), ("0", "-"), ("abc", "-"), ("9" * 5_000, "-")],
)
def test_a_window_size_in_the_environment_stays_where_a_window_may_have_it(columns: str, kept: str) -> None:
    said = prepare(names=("COLUMNS", "LINES"), COLUMNS=columns, LINES=columns)
    assert said == f"- 120 15 - {kept} {kept} True"
