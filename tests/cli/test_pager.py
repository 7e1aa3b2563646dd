"""Long results on a terminal: the user's pager, and what happens where there is none."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from tests.cli.process import FEATURE, environment, run, run_on_terminal

if TYPE_CHECKING:
    from pathlib import Path

SHORT = "渡口的鐘\n\n渡口的鐘敲響了。\n"


@pytest.fixture
def pager(tmp_path: Path) -> Path:
    """A pager that prints how many lines it was given, and its options for styles."""
    path = tmp_path / "pager"
    path.write_text('#!/bin/sh\necho "lines: $(wc -l), LESS: $LESS"\n', encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_an_article_longer_than_the_window_is_shown_in_the_pager(pager: Path) -> None:
    code, written = run_on_terminal("show", FEATURE, env=environment(PAGER=str(pager)))
    lines = len(run("show", FEATURE, "--width", "72", "--color", "always").stdout.splitlines())
    assert (code, written) == (0, f"lines: {lines}, LESS: FRX\n".encode())


def test_a_pager_of_dubao_goes_before_that_of_all_programs(pager: Path) -> None:
    code, written = run_on_terminal("show", FEATURE, env=environment(PAGER="false", DUBAO_PAGER=f"{pager} --x"))
    assert code == 0
    assert written.startswith(b"lines: ")


def test_options_of_less_that_the_user_has_set_stay(pager: Path) -> None:
    _, written = run_on_terminal("show", FEATURE, env=environment(PAGER=str(pager), LESS="-S"))
    assert written.endswith(b"LESS: -S\n")


def test_a_short_article_is_printed_without_a_pager(tmp_path: Path, pager: Path) -> None:
    path = tmp_path / "short.txt"
    path.write_text(SHORT, encoding="utf-8")
    env = environment(PAGER=str(pager))
    assert "渡口的鐘敲響了。" in run_on_terminal("show", str(path), env=env)[1].decode()
    assert run_on_terminal("show", str(path), "--paging", "always", env=env)[1].startswith(b"lines: ")


@pytest.mark.parametrize("options", [["--paging", "never"], ["--plain"]])
def test_no_pager_is_used_where_it_is_not_wanted(options: list[str], pager: Path) -> None:
    code, written = run_on_terminal("show", FEATURE, *options, env=environment(PAGER=str(pager)))
    assert code == 0
    assert "窯火煉出百億新產業" in written.decode()


def test_a_pipe_gets_no_pager(pager: Path) -> None:
    done = run("show", FEATURE, "--paging", "always", env=environment(PAGER=str(pager)))
    assert "窯火煉出百億新產業" in done.stdout.decode()


@pytest.mark.parametrize(("named", "reason"), [("no-such-pager", "no such file"), ("less '", "quotation mark")])
def test_article_and_reason_are_printed_without_a_pager(named: str, reason: str) -> None:
    code, written = run_on_terminal("show", FEATURE, env=environment(PAGER=named))
    assert code == 0
    assert reason in written.decode()
    assert "printed without a pager" in written.decode()
    assert "窯火煉出百億新產業" in written.decode()


def test_a_pager_that_is_left_early_ends_the_command_quietly() -> None:
    code, written = run_on_terminal("show", FEATURE, env=environment(PAGER="head -n 1"))
    assert code == 0
    assert written.count(b"\n") == 1


@pytest.mark.parametrize(("choice", "is_styled"), [("always", True), ("never", False), ("auto", False)])
def test_styles_of_a_pipe_are_as_the_option_says(choice: str, is_styled: bool) -> None:
    done = run("show", FEATURE, "--color", choice)
    assert (b"\x1b[" in done.stdout) is is_styled


def test_no_styles_are_written_to_a_terminal_that_wants_none() -> None:
    assert b"\x1b[" in run_on_terminal("show", FEATURE)[1]
    assert b"\x1b[" not in run_on_terminal("show", FEATURE, "--color", "never")[1]
    assert b"\x1b[" not in run_on_terminal("show", FEATURE, env=environment(NO_COLOR="1"))[1]
    assert b"\x1b[" in run_on_terminal("show", FEATURE, "--color", "always", env=environment(NO_COLOR="1"))[1]
