"""Runs the command in a process of its own, with pipes or on a terminal."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Sequence
ROOT = Path(__file__).parents[2]
FEATURE = str(ROOT / "articles" / "02-feature.txt")
ARTICLES = [*sorted((ROOT / "articles").glob("*.txt")), *sorted((ROOT / "tests/structure/data").glob("cn-*.txt"))]
HOSTILE = str(ROOT / "articles" / "10-hostile.txt")
DUBAO = [sys.executable, "-m", "reader"]
CLOSED_STDOUT = ["sh", "-c", 'exec "$@" >&-', "sh"]
ERROR_LINE = re.compile(r"dubao: [^\x00-\x1f\x7f-\x9f]+\n")
HOSTILE_NAMES = [
    "a\nb",
    "\x1b[31m紅\x1b[0m",
    "\x1b]0;題\x07",
    "a\r\tb",
    "跌\u202e升",
    "\x9b2J",
    "x" * 5000,
    "~nobody-of-this-name/a",
    "%s%n{0}",
    "\udcff",
]


def environment(**changes: str) -> dict[str, str]:
    """The environment of a machine without settings and preferences."""
    own = ("NO_COLOR", "COLUMNS", "LINES", "PYTHONIOENCODING", "PYTHONUNBUFFERED", "DUBAO_PAGER", "LESS")
    kept = {name: value for name, value in os.environ.items() if name not in own}
    return (
        kept
        | {"DUBAO_CONFIG": "/nowhere/config.toml", "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "PAGER": "cat"}
        | changes
    )


def run(
    *arguments: str,
    before: Sequence[str] = (),
    stdin: bytes = b"",
    stdout: int | BinaryIO = subprocess.PIPE,
    env: dict[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Run the command, behind the words of another program, with `stdin` on standard input."""
    return subprocess.run(
        [*before, *DUBAO, *arguments],
        input=stdin,
        stdout=stdout,
        stderr=subprocess.PIPE,
        env=env or environment(),
        check=False,
        start_new_session=True,  # without a terminal to ask for keys
    )


def run_on_terminal(*arguments: str, env: dict[str, str] | None = None) -> tuple[int, bytes]:
    """Run the command on a terminal of its own; the exit code and all that was written there."""
    master, slave = pty.openpty()
    with subprocess.Popen(
        [*DUBAO, *arguments], stdin=slave, stdout=slave, stderr=slave, env=env or environment(), start_new_session=True
    ) as process:
        os.close(slave)
        written = b"".join(iter(lambda: read_terminal(master), b""))
        os.close(master)
    return process.returncode, written.replace(b"\r\n", b"\n")


def read_terminal(terminal: int) -> bytes:
    """What was written to a terminal; empty when no program has it open any more."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def error_line(done: subprocess.CompletedProcess[bytes], code: int = 1) -> str:
    """The one line that a command with this exit code wrote to standard error."""
    error = done.stderr.decode()
    assert done.returncode == code, error
    assert ERROR_LINE.fullmatch(error), error
    return error
