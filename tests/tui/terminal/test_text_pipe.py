"""Commands that answer, fail, hang, and write too much or what a terminal would obey."""

from __future__ import annotations

import sys
from pathlib import Path
from threading import Timer
from time import monotonic, sleep

import pytest

from reader.errors import ReaderError
from reader.tui.terminal.text_pipe import ProcessGroup, pipe_text

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
    group = ProcessGroup()
    Timer(0.3, group.kill).start()
    began = monotonic()
    with pytest.raises(ReaderError, match="stopped"):
        pipe_text([*PYTHON, "import time; time.sleep(60)"], "x", group=group)
    assert monotonic() - began < 10


def test_a_command_that_is_killed_before_it_starts_does_not_run(tmp_path: Path) -> None:
    group = ProcessGroup()
    group.kill()
    with pytest.raises(ReaderError, match="stopped"):
        pipe_text([*PYTHON, f"import time; time.sleep(1); open({str(tmp_path / 'ran')!r}, 'w')"], "x", group=group)
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("redirection", ["", " >/dev/null 2>&1"], ids=["with its output", "without it"])
def test_what_a_command_leaves_running_is_killed_and_not_waited_for(redirection: str) -> None:
    began = monotonic()
    answer = pipe_text(["sh", "-c", f"sleep 60{redirection} & echo $!"], "x", timeout=30)
    assert monotonic() - began < 10
    wait_until_ended(int(answer.text))


def test_a_command_that_waits_for_what_it_started_is_read_to_its_end() -> None:
    assert pipe_text(["sh", "-c", "(sleep 1; echo late) & wait"], "x").text.strip() == "late"


def wait_until_ended(process: int) -> None:
    """Wait for the end of a process that is not ours; its parent may not have reaped it."""
    deadline = monotonic() + 10
    while monotonic() < deadline:
        try:
            state = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
        except OSError:
            return
        if state == "Z":
            return
        sleep(0.05)
    raise AssertionError(f"process {process} is still running")


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
