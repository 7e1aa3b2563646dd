"""`dubao` without a command: the articles printed without a terminal, and terminals without a screen."""

from __future__ import annotations

import os
import pty
from typing import TYPE_CHECKING

import pytest

from tests.cli.process import (
    FEATURE,
    environment,
    error_line,
    run,
    run_on_terminal,
)

if TYPE_CHECKING:
    from pathlib import Path


def test_standard_input_may_be_named_once_only(paper: Path) -> None:
    done = run("-", "-", stdin=paper.read_bytes())
    assert error_line(done) == "dubao: -: standard input can be read only once; name it once\n"
    assert done.stdout == b""


def test_without_a_terminal_the_reader_prints_like_show(paper: Path) -> None:
    assert run(str(paper)).stdout == run("show", str(paper)).stdout
    two = run(str(paper), str(paper))
    assert two.stdout.count("# 小漁港".encode()) == 2
    assert (two.returncode, two.stderr) == (0, b"")


def test_without_a_terminal_and_sources_the_bundled_articles_are_printed() -> None:
    done = run()
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().count("\n# ") > 5


@pytest.mark.parametrize("command", [(), ("show",), ("show", "-")])
def test_a_text_that_is_piped_in_is_read_without_a_name(command: tuple[str, ...]) -> None:
    done = run(*command, stdin="渡口的钟\n\n停摆了二十年的大钟昨天重新敲响，修钟的师傅守了三个月。\n".encode())
    assert (done.returncode, done.stderr) == (0, b"")
    assert "停摆了二十年" in done.stdout.decode()


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_dumb_terminal_is_an_error_that_names_show(term: str) -> None:
    code, written = run_on_terminal(FEATURE, env=environment(TERM=term))
    assert code == 1
    assert written == (
        b"dubao: the terminal: it has no screen (TERM is dumb or not set); "
        b"set TERM, or print the article with dubao show --plain\n"
    )


def test_a_terminal_without_a_keyboard_is_an_error_that_names_show() -> None:
    master, slave = pty.openpty()
    done = run(FEATURE, stdout=slave)
    os.close(slave)
    os.close(master)
    said = "dubao: the keyboard: standard input is not a terminal; print the article with dubao show --plain\n"
    assert error_line(done) == said


def test_a_terminal_that_is_not_utf_8_is_an_error_that_names_show() -> None:
    code, written = run_on_terminal(FEATURE, env=environment(PYTHONIOENCODING="gbk"))
    assert code == 1
    assert written.startswith(b"dubao: the terminal: its encoding is gbk, not UTF-8; set LC_ALL=C.UTF-8, or print")
