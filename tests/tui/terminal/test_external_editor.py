"""The user's own editor in a pseudo terminal: it fails, signals come, the program is killed while it runs."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.bench.pty_run import Terminal

DUBAO = [sys.executable, "-m", "reader"]
FEATURE = Path(__file__).parents[3] / "articles" / "02-feature.txt"
SAVING = """#!/bin/sh
echo "saved" >> "$1"
echo $$ > "{folder}/pid"
{then}
"""


class Program:
    """dubao with an editor that saves and then does something else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.library = folder / "library" / "library.db"
        self.edited = folder / "library" / "library.db.edited"
        self.paper = folder / "a.txt"
        self.paper.write_text(FEATURE.read_text("utf-8"), "utf-8")

    def start(self, then: str = "exec sleep 120") -> Terminal:
        editor = self.folder / "editor.sh"
        editor.write_text(SAVING.format(folder=self.folder, then=then), "utf-8")
        editor.chmod(0o700)
        environment = {
            "DUBAO_LIBRARY": str(self.library),
            "DUBAO_CONFIG": str(self.folder / "none.toml"),
            "VISUAL": str(editor),
            "TMPDIR": str(self.folder / "tmp"),
        }
        (self.folder / "tmp").mkdir(exist_ok=True)
        return Terminal([*DUBAO, str(self.paper)], environment=environment)

    def type_note(self, terminal: Terminal) -> None:
        """Type `abc` as a note on the article, and go on in the editor."""
        terminal.start("next section")
        terminal.type("A")
        terminal.await_condition(lambda: "Ctrl+O keep" in terminal.shown_rows()[-1])
        terminal.type("abc")
        terminal.await_condition(lambda: any("abc" in row for row in terminal.shown_rows()))
        terminal.type("\x05")

    def wait_for_editor(self, terminal: Terminal) -> int:
        """The process of the editor, once it has saved and waits."""
        pid = self.folder / "pid"
        terminal.await_condition(lambda: pid.is_file() and pid.read_text("utf-8").strip())
        return int(pid.read_text("utf-8"))

    def drafts(self) -> list[str]:
        with closing(sqlite3.connect(f"{self.library.as_uri()}?mode=ro", uri=True)) as connection:
            return [note for (note,) in connection.execute("SELECT note FROM drafts")]


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_what_is_saved_is_stored_while_the_editor_runs_and_nothing_is_left_when_it_ends(program: Program) -> None:
    with program.start("while [ ! -e go ]; do sleep 0.1; done".replace("go", str(program.folder / "go"))) as terminal:
        program.type_note(terminal)
        program.wait_for_editor(terminal)
        terminal.await_condition(lambda: program.drafts() == ["abcsaved"])
        (folder,) = program.edited.iterdir()
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        (program.folder / "go").touch()
        terminal.await_condition(lambda: not program.edited.exists())
        terminal.await_condition(lambda: any("saved" in row for row in terminal.shown_rows()))
        assert not list((program.folder / "tmp").iterdir())


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP, "hang up"], ids=str)
def test_a_signal_ends_the_editor_too_and_keeps_what_it_saved(program: Program, ending: int | str) -> None:
    with program.start() as terminal:
        program.type_note(terminal)
        editor = program.wait_for_editor(terminal)
        if isinstance(ending, int):
            status = terminal.stop(ending, seconds=20)
        else:
            terminal.hang_up()
            status = terminal.wait(20)
        assert b"Traceback" not in terminal.output
    assert status is not None
    assert os.waitstatus_to_exitcode(status) == 128 + (ending if isinstance(ending, int) else signal.SIGHUP)
    assert program.drafts() == ["abcsaved"]
    assert not is_running(editor)
    assert not program.edited.exists()


def test_what_an_editor_writes_when_a_signal_ends_it_becomes_the_draft(program: Program) -> None:
    with program.start("""trap 'echo unsaved > "$1.save"; exit 1' TERM; while :; do sleep 0.1; done""") as terminal:
        program.type_note(terminal)
        program.wait_for_editor(terminal)
        time.sleep(0.1)  # the trap is set behind the file that tells the process
        terminal.stop(signal.SIGTERM, seconds=20)
    assert program.drafts() == ["unsaved"]


def test_what_was_saved_before_a_kill_is_the_draft_at_the_next_start(program: Program) -> None:
    with program.start() as terminal:
        program.type_note(terminal)
        editor = program.wait_for_editor(terminal)
        terminal.stop(signal.SIGKILL, seconds=20)
    assert program.edited.exists()
    os.kill(editor, signal.SIGKILL)
    with program.start() as terminal:
        terminal.start("next section")
        terminal.type("A")
        terminal.await_condition(lambda: any("abcsaved" in row for row in terminal.shown_rows()))
        assert not program.edited.exists()


@pytest.mark.parametrize("obstacle", ["folder", "editor"])
def test_an_editor_that_cannot_be_run_is_a_message_and_the_note_stays(program: Program, obstacle: str) -> None:
    with program.start() as terminal:
        if obstacle == "folder":
            program.edited.parent.mkdir()
            program.edited.touch()
        else:
            (program.folder / "editor.sh").write_text("#!/nowhere/sh\n", "utf-8")
        program.type_note(terminal)
        terminal.await_condition(lambda: "file" in terminal.shown_rows()[-1])
        assert any("abc" in row for row in terminal.shown_rows())
        terminal.type("d")
        terminal.await_condition(lambda: program.drafts() == ["abcd"])
        assert b"Traceback" not in terminal.output
