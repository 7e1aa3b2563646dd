"""Commands that answer, fail, hang, and write too much or what a terminal would obey."""

from __future__ import annotations

import sys
from threading import Timer
from time import monotonic

import pytest

from reader.errors import ReaderError
from reader.tui.terminal.text_pipe import pipe_text

PYTHON = [sys.executable, "-c"]


def test_a_command_gets_the_text_and_its_answer_comes_back() -> None:
    upper = "import sys; sys.stdout.reconfigure(encoding='utf-8'); sys.stdin.reconfigure(encoding='utf-8')"
    answer = pipe_text([*PYTHON, f"{upper}; print(sys.stdin.read()[::-1])"], "小漁港")
    assert answer.text.strip() == "港漁小"
    assert not answer.is_cut


def test_arguments_are_not_interpreted_by_a_shell() -> None:
    assert pipe_text([*PYTHON, "import sys; print(sys.argv[1])", "$(echo no); `no` | cat"], "").text.strip() == (
        "$(echo no); `no` | cat"
    )


def test_missing_program_raises_an_error() -> None:
    with pytest.raises(ReaderError, match="no such program"):
        pipe_text(["dubao-no-such-program"], "x")
    with pytest.raises(ReaderError):
        pipe_text([], "x")


def test_failed_command_raises_an_error_with_its_message() -> None:
    with pytest.raises(ReaderError, match="wrong language"):
        pipe_text([*PYTHON, "import sys; sys.exit('wrong language')"], "x")
    with pytest.raises(ReaderError, match="code 3"):
        pipe_text([*PYTHON, "raise SystemExit(3)"], "x")


def test_a_command_that_hangs_is_ended() -> None:
    began = monotonic()
    with pytest.raises(ReaderError, match="did not end"):
        pipe_text([*PYTHON, "import time; time.sleep(60)"], "x", timeout=0.5)
    assert monotonic() - began < 10


def test_a_command_that_is_no_longer_wanted_is_ended() -> None:
    stopped: list[bool] = []
    Timer(0.3, lambda: stopped.append(True)).start()
    began = monotonic()
    with pytest.raises(ReaderError, match="stopped"):
        pipe_text([*PYTHON, "import time; time.sleep(60)"], "x", is_cancelled=lambda: bool(stopped))
    assert monotonic() - began < 10


def test_control_characters_and_escape_sequences_do_not_come_back() -> None:
    answer = pipe_text([*PYTHON, r"print('\x1b[31mred\x1b[0m \x1b]0;title\x07end\x07\x00')"], "")
    assert "red" in answer.text
    assert "title" not in answer.text
    assert not any(ord(sign) < 32 and sign not in "\n\t" for sign in answer.text)


def test_only_the_beginning_of_a_hundred_megabytes_is_read() -> None:
    began = monotonic()
    answer = pipe_text(
        [*PYTHON, "import sys\nfor _ in range(100): sys.stdout.write('x' * 1000000)"], "", max_bytes=1000
    )
    assert answer.is_cut
    assert len(answer.text) == 1000
    assert monotonic() - began < 20


def test_a_command_that_reads_nothing_of_a_long_text_is_no_failure() -> None:
    assert pipe_text([*PYTHON, "print('done')"], "長" * 2_000_000).text.strip() == "done"
