"""The program on a real terminal: what it leaves behind, whatever happens to it."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pyte
import pytest

from reader.config.settings import Settings
from reader.tui.layout import compute_layout
from tests.bench.pty_run import Terminal

ARTICLES = Path(__file__).parents[2] / "articles"
DUBAO = [sys.executable, "-m", "reader"]
FEATURE = str(ARTICLES / "02-feature.txt")
MOUSE_ON = b"\x1b[?1000h"
"""What Textual writes before its first frame."""
RESTORED = (b"\x1b[?1049l", b"\x1b[?1000l", b"\x1b[?1003l", b"\x1b[?2004l", b"\x1b[?25h")
"""Alternate screen, mouse, bracketed paste off; cursor on."""


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DUBAO_CONFIG", str(tmp_path / "none.toml"))
    monkeypatch.delenv("NO_COLOR", raising=False)


def ready(terminal: Terminal) -> None:
    """Wait until the app has taken over and its keys work."""
    terminal.start("next section")


def exit_code(status: int | None) -> int | None:
    return None if status is None else os.waitstatus_to_exitcode(status)


def test_the_first_paint_comes_before_the_app_which_does_not_move_it() -> None:
    with Terminal([*DUBAO, FEATURE]) as terminal:
        title = "縣"
        terminal.start(title)
        curtain = bytes(terminal.output)
        assert b"next section" not in curtain
        ready(terminal)
        terminal.idle(0.3)
        assert terminal.output.count(b"\x1b[?1049h") == 1
        drawn = pyte.Screen(120, 40)
        pyte.ByteStream(drawn).feed(curtain)
        for before, after in zip(drawn.display[1:-1], terminal.shown_rows()[1:-1], strict=True):
            assert after.startswith(before[:80].rstrip())


@pytest.mark.parametrize("columns", [100, 120, 200])
@pytest.mark.parametrize("theme", ["dark", "light"])
def test_the_list_of_the_first_paint_is_cell_by_cell_that_of_the_app(
    columns: int, theme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "config.toml"
    config.write_text(f'theme = "{theme}"\nlanguage = "en"\n', encoding="utf-8")
    monkeypatch.setenv("DUBAO_CONFIG", str(config))
    layout = compute_layout(columns, 40, Settings().measure * 2)
    cells = range(layout.left_list_cells) if layout.left_list_cells else range(columns)[-layout.right_list_cells :]
    with Terminal([*DUBAO, FEATURE], columns=columns) as terminal:
        ready(terminal)
        terminal.idle(0.3)
        first, last = pyte.Screen(columns, 40), pyte.Screen(columns, 40)
        pyte.ByteStream(first).feed(bytes(terminal.output).partition(MOUSE_ON)[0])
        pyte.ByteStream(last).feed(bytes(terminal.output))
    assert "1 Sect" in "".join(first.display)
    for y in range(1, 39):
        assert [first.buffer[y][x] for x in cells] == [last.buffer[y][x] for x in cells], f"row {y}"


@pytest.mark.parametrize("keys", ["q", "Q", "\x11"])
def test_quitting_leaves_the_terminal_as_it_was(keys: str) -> None:
    with Terminal([*DUBAO, FEATURE]) as terminal:
        modes = terminal.modes()
        ready(terminal)
        assert terminal.modes() != modes
        terminal.type(keys)
        assert exit_code(terminal.wait(20)) == 0
        assert terminal.last_modes == modes
        assert all(sequence in terminal.output for sequence in RESTORED)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_leaves_the_terminal_as_it_was(number: int) -> None:
    with Terminal([*DUBAO, FEATURE]) as terminal:
        modes = terminal.modes()
        ready(terminal)
        assert exit_code(terminal.stop(number)) == 128 + number
        assert all(sequence in terminal.output for sequence in RESTORED)
        assert terminal.last_modes == modes
        assert b"Traceback" not in terminal.output


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_before_the_app_is_there_leaves_the_terminal_as_it_was(number: int) -> None:
    with Terminal([*DUBAO, FEATURE]) as terminal:
        modes = terminal.modes()
        while b"\x1b[?1049h" not in terminal.output:
            terminal.idle(0.002)
        code = exit_code(terminal.stop(number))
        assert code == 128 + number
        assert b"\x1b[?1049l" in terminal.output
        assert terminal.last_modes == modes
        assert b"Traceback" not in terminal.output


@pytest.mark.parametrize("before", ["", 'trap "" HUP; '])
def test_closing_the_terminal_ends_the_program(before: str, tmp_path: Path) -> None:
    log = tmp_path / "log"
    command = f"{before}exec {sys.executable} -m reader {FEATURE} 2>{log}"
    with Terminal(["sh", "-c", command]) as terminal:
        ready(terminal)
        terminal.hang_up()
        assert exit_code(terminal.wait(20)) == 128 + signal.SIGHUP
    assert log.read_text() == ""


def test_closing_the_terminal_ends_a_program_in_another_session() -> None:
    ours, its = os.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
    command = [*DUBAO, FEATURE]
    with subprocess.Popen(command, stdin=its, stdout=its, stderr=its, env=environment, start_new_session=True) as dubao:
        os.close(its)
        output = b""
        while b"? help" not in output and select.select([ours], [], [], 10)[0]:
            output += os.read(ours, 65536)
        os.close(ours)
        try:
            assert dubao.wait(5) == 128 + signal.SIGHUP
        finally:
            dubao.kill()


@pytest.mark.parametrize("keys", ["Q", "?Q"])
def test_the_program_goes_on_after_sigstop_and_sigcont(keys: str) -> None:
    with Terminal([*DUBAO, FEATURE]) as terminal:
        modes = terminal.modes()
        ready(terminal)
        os.kill(terminal.pid, signal.SIGSTOP)
        terminal.idle(0.1)
        os.kill(terminal.pid, signal.SIGCONT)
        terminal.idle(0.3)
        terminal.type(keys)
        assert exit_code(terminal.wait(20)) == 0
        assert terminal.last_modes == modes


REPORTS = [
    b"\x1b[48;0;0;0;0t",
    b"\x1b[48;24;80;0;0t",
    b"\x1b[48;99999;99999;9;9t",
    b"\xff\xfe",
    b"\x1b[200~\xff\x1b[201~",
    b"\x1b[2;3R" * 20,
]


def test_keys_work_after_any_report_of_the_terminal() -> None:
    with Terminal([*DUBAO, FEATURE]) as terminal:
        ready(terminal)
        for report in REPORTS:
            terminal.say(report + b"\x1b[<35;10;10M")
            terminal.idle(0.3)
            terminal.type("\x1b")
            terminal.idle(0.3)
            before = len(terminal.output)
            terminal.press("?", " back\x1b")
            assert b" back\x1b" in terminal.output[before:], report
            terminal.press("q", "next section")
        terminal.type("Q")
        assert exit_code(terminal.wait(20)) == 0
        assert b"Traceback" not in terminal.output


def test_a_character_whose_bytes_arrive_apart_is_read_whole() -> None:
    with Terminal([*DUBAO, FEATURE]) as terminal:
        ready(terminal)
        terminal.press("/", limit=5)
        for part in (b"\xe7", b"\xb8", b"\xa3"):
            terminal.say(part)
            terminal.idle(0.05)
        terminal.await_condition(lambda: any("縣" in row and "/" in row for row in terminal.shown_rows()))
        terminal.type("\x1b")
        terminal.idle(0.3)
        terminal.type("Q")
        assert exit_code(terminal.wait(20)) == 0


JOB_CONTROL = """
import os, signal, sys

signal.signal(signal.SIGTTOU, signal.SIG_IGN)
job = os.fork()
if job == 0:
    os.setpgid(0, 0)
    os.tcsetpgrp(0, os.getpid())
    os.execv(sys.argv[1], sys.argv[1:])
_, status = os.waitpid(job, os.WUNTRACED)
os.tcsetpgrp(0, os.getpgrp())
print("the shell:", os.WIFSTOPPED(status), flush=True)
input()
os.tcsetpgrp(0, job)
os.kill(job, signal.SIGCONT)
os.waitpid(job, 0)
"""
"""A shell that starts one job, and continues it in the foreground after Enter."""


def test_ctrl_z_suspends_the_program_and_fg_resumes_it() -> None:
    with Terminal([sys.executable, "-c", JOB_CONTROL, *DUBAO, FEATURE]) as terminal:
        ready(terminal)
        terminal.type("\x1a")
        terminal.await_condition(lambda: b"the shell: True" in terminal.output and b"\x1b[?1049l" in terminal.output)
        entered = terminal.output.count(b"\x1b[?1049h")
        before = len(terminal.output)
        terminal.type("\n")
        terminal.await_condition(lambda: "n next section" in terminal.shown_rows(before)[-1])
        assert terminal.output.count(b"\x1b[?1049h") == entered + 1
        assert sum(bool(row) for row in terminal.shown_rows(before)) > 20
        terminal.type("Q")
        assert exit_code(terminal.wait(20)) == 0


@pytest.mark.parametrize("keys", ["/縣\r", "|true\r", "Aabc\x0f"], ids=["search", "command", "note"])
def test_what_is_typed_into_a_prompt_while_the_program_starts_leaves_the_keyboard_to_the_page(keys: str) -> None:
    with Terminal([*DUBAO, FEATURE]) as terminal:
        terminal.start("next section")
        terminal.type(keys)
        terminal.settle(1, 20)
        terminal.type("Q")
        assert exit_code(terminal.wait(20)) == 0


def test_ctrl_z_is_a_message_where_no_shell_could_resume_the_program() -> None:
    with Terminal([*DUBAO, FEATURE]) as terminal:
        ready(terminal)
        terminal.type("\x1a")
        terminal.await_condition(lambda: "no shell" in terminal.shown_rows()[-1])
        os.kill(terminal.pid, signal.SIGTSTP)  # as an editor sends to its process group
        terminal.type("Q")
        assert exit_code(terminal.wait(20)) == 0


@pytest.mark.parametrize(("columns", "rows"), [(1, 1), (2, 2), (10, 3), (19, 24), (40, 12), (300, 80)])
def test_the_program_starts_in_windows_of_any_size(columns: int, rows: int) -> None:
    with Terminal([*DUBAO, FEATURE], columns=columns, rows=rows) as terminal:
        terminal.idle(1.5)
        terminal.press(" n2t/的\r q", limit=1)
        assert b"Traceback" not in terminal.output


def test_many_resizes_keep_the_first_character_visible() -> None:
    with Terminal([*DUBAO, FEATURE]) as terminal:
        ready(terminal)
        start = terminal.shown_rows()
        terminal.type(" ")
        terminal.await_condition(lambda: terminal.shown_rows()[0] != start[0])
        terminal.settle()
        first = next(text for row in terminal.shown_rows()[1:] if (text := row.strip(" │")[:6]))
        assert not any(first in row for row in start[1:4])
        for number in range(40):
            terminal.resize(30 + number * 7 % 170, 6 + number * 5 % 50, silence=0.0, limit=0.02)
        terminal.resize(120, 40)
        terminal.await_condition(lambda: any(first in row for row in terminal.shown_rows()[1:4]))
        assert b"Traceback" not in terminal.output


def test_an_idle_screen_writes_nothing() -> None:
    with Terminal([*DUBAO, FEATURE]) as terminal:
        ready(terminal)
        terminal.idle(1)
        assert terminal.idle(1.5) == 0
        terminal.press("/", limit=2)
        terminal.idle(0.5)
        assert terminal.idle(1.5) == 0


def test_a_dumb_terminal_gets_a_hint() -> None:
    with Terminal([*DUBAO, FEATURE], environment={"TERM": "dumb"}) as terminal:
        assert exit_code(terminal.wait(20)) == 1
        assert b"dubao show --plain" in terminal.output
        assert b"\x1b" not in terminal.output


def test_no_color_writes_no_colour() -> None:
    with Terminal([*DUBAO, FEATURE], environment={"NO_COLOR": "1"}) as terminal:
        ready(terminal)
        terminal.press(" t", limit=2)
        assert b";2;" not in terminal.output
        assert b"38;5" not in terminal.output


def test_an_article_from_a_pipe_and_keys_from_the_terminal() -> None:
    shell = ["sh", "-c", f"cat {FEATURE} | {sys.executable} -m reader -"]
    with Terminal(shell) as terminal:
        ready(terminal)
        terminal.type("q")
        assert exit_code(terminal.wait(20)) == 0


def test_standard_input_may_follow_another_article() -> None:
    shell = ["sh", "-c", f"exec {sys.executable} -m reader {FEATURE} - <{ARTICLES / '05-hongkong.txt'}"]
    with Terminal(shell) as terminal:
        terminal.start("mark read")
        terminal.press("j", limit=2)
        terminal.press("\r", "article 2 of 2", limit=30)
        assert b"article 2 of 2" in terminal.output
        terminal.type("Q")
        assert exit_code(terminal.wait(20)) == 0


def test_hostile_text_reaches_the_terminal_without_control_characters() -> None:
    with Terminal([*DUBAO, str(ARTICLES / "10-hostile.txt")]) as terminal:
        terminal.start(" help")
        terminal.press("  2", limit=2)
        output = terminal.output.decode()
    for sign in "\u202e\u2066\u200f\u2028\x9b\x90":
        assert sign not in output
    assert "\x1b]0" not in output
    assert "\x1b]52" not in output
    assert "[b]" in output
    assert "[/]" in output


def test_keys_typed_before_the_app_starts_are_not_lost() -> None:
    with Terminal([*DUBAO, FEATURE]) as terminal:
        terminal.type("t")
        ready(terminal)
        terminal.await_condition(lambda: "Simplified" in terminal.shown_rows()[0])
