"""Row 20: whatever signal ends the program, the terminal is as it was, and what was typed is in the library."""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.bench.pty_run import Terminal
from tests.trust.hostile import IS_FULL

DUBAO = [sys.executable, "-m", "reader"]
FEATURE = str(Path(__file__).parents[2] / "articles" / "02-feature.txt")
RESTORED = (b"\x1b[?1049l", b"\x1b[?1000l", b"\x1b[?1003l", b"\x1b[?2004l", b"\x1b[?25h")
"""Alternate screen, mouse, bracketed paste off; cursor on."""
SIGNALS = [
    *(signal.SIGTERM, signal.SIGQUIT, signal.SIGALRM, signal.SIGUSR1),
    *([signal.SIGHUP, signal.SIGABRT, signal.SIGXCPU, signal.SIGUSR2, signal.SIGVTALRM, signal.SIGPROF] * IS_FULL),
]


def exit_code(status: int | None) -> int | None:
    return None if status is None else os.waitstatus_to_exitcode(status)


def load_drafts(library: Path) -> list[str]:
    with closing(sqlite3.connect(f"{library.as_uri()}?mode=ro", uri=True)) as connection:
        return [note for (note,) in connection.execute("SELECT note FROM drafts")]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    library = tmp_path / "library" / "library.db"
    return {"DUBAO_LIBRARY": str(library), "DUBAO_CONFIG": str(tmp_path / "none.toml")}


def type_note(terminal: Terminal) -> None:
    """Open the editor of a note and type `abcdef` into it."""
    terminal.start("next section")
    terminal.type("A")
    terminal.await_condition(lambda: "Ctrl+O keep" in terminal.shown_rows()[-1])
    terminal.type("abcdef")
    terminal.await_condition(lambda: any("abcdef" in row for row in terminal.shown_rows()))


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: signal.Signals(number).name)
def test_a_signal_restores_the_terminal_and_stores_the_draft(
    number: int, environment: dict[str, str], tmp_path: Path
) -> None:
    paper = tmp_path / "a.txt"
    paper.write_text(Path(FEATURE).read_text("utf-8"), "utf-8")
    with Terminal([*DUBAO, str(paper)], environment=environment) as terminal:
        modes = terminal.modes()
        type_note(terminal)
        status = terminal.stop(number, seconds=20)
        assert exit_code(status) == 128 + number
        assert all(sequence in terminal.output for sequence in RESTORED)
        assert terminal.last_modes == modes
        assert b"Traceback" not in terminal.output
    assert load_drafts(Path(environment["DUBAO_LIBRARY"])) == ["abcdef"]


@pytest.mark.parametrize("ending", ["kill", "hang up"])
def test_a_draft_is_stored_before_the_program_is_killed_or_its_terminal_closed(
    ending: str, environment: dict[str, str], tmp_path: Path
) -> None:
    paper = tmp_path / "a.txt"
    paper.write_text(Path(FEATURE).read_text("utf-8"), "utf-8")
    library = Path(environment["DUBAO_LIBRARY"])
    with Terminal([*DUBAO, str(paper)], environment=environment) as terminal:
        type_note(terminal)
        if ending == "kill":
            terminal.await_condition(lambda: load_drafts(library) == ["abcdef"])
            terminal.stop(signal.SIGKILL)
        else:
            terminal.hang_up()
            assert exit_code(terminal.wait(20)) == 128 + signal.SIGHUP
    assert load_drafts(library) == ["abcdef"]


@pytest.mark.parametrize("ending", ["Q", "SIGTERM", "hang up"])
def test_a_command_that_runs_neither_delays_the_end_of_the_program_nor_outlives_it(
    ending: str, environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "command.sh").write_text(f"echo $$ > {tmp_path}/pid; sleep 120\n", "utf-8")
    with Terminal([*DUBAO, FEATURE], environment=environment) as terminal:
        terminal.start("next section")
        terminal.type("|")
        terminal.await_condition(lambda: "characters" in terminal.shown_rows()[-1])
        terminal.type(f"sh {tmp_path}/command.sh\r")
        terminal.await_condition(lambda: (tmp_path / "pid").is_file() and (tmp_path / "pid").read_text() != "")
        command = int((tmp_path / "pid").read_text("utf-8"))
        if ending == "SIGTERM":
            status = terminal.stop(signal.SIGTERM, seconds=15)
        else:
            terminal.type("Q") if ending == "Q" else terminal.hang_up()
            status = terminal.wait(15)
    assert exit_code(status) == {"Q": 0, "SIGTERM": 128 + signal.SIGTERM}.get(ending, 128 + signal.SIGHUP)
    with pytest.raises(ProcessLookupError):  # noqa: PT012
        for _ in range(100):  # it is killed as the program ends, and reaped somewhat later
            os.kill(command, 0)
            time.sleep(0.1)
