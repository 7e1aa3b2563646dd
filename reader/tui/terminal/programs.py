"""Programs of the user's machine that run beside the screen: for the clipboard and the browser."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class ProgramCandidate(NamedTuple):
    """A command that may be there."""

    environment_variable: str
    """Must be set for the command to be of use; "" for none."""
    command: tuple[str, ...]


def find_program(candidates: Iterable[ProgramCandidate]) -> tuple[str, ...] | None:
    """The command of the first candidate that is installed and of use; None where there is none."""
    for variable, command in candidates:
        if (not variable or os.environ.get(variable)) and shutil.which(command[0]):
            return command
    return None


def start_program(arguments: Sequence[str], *, stdin: bytes | None = None, timeout: float | None = None) -> None:
    """Run a command in the background, without a shell and without output; errors are ignored.

    Args:
        arguments: The program and its arguments.
        stdin: What it reads; None for nothing.
        timeout: Seconds after which it is ended; None to let it run, in a session of its own.
    """

    def run() -> None:
        with suppress(OSError, ValueError, subprocess.SubprocessError):
            subprocess.run(
                arguments,
                input=stdin,
                stdin=subprocess.DEVNULL if stdin is None else None,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=timeout,
                start_new_session=timeout is None,
                check=False,
            )

    Thread(target=run, daemon=True).start()
