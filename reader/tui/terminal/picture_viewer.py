"""The program of the user's machine that shows a picture: the one of the settings, the system's, or the browser."""

from __future__ import annotations

import shlex
import shutil
import sys
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.tui.terminal.browser import find_browser_command
from reader.tui.terminal.programs import ProgramCandidate, find_program, start_program

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_VIEWERS = (
    ProgramCandidate("WAYLAND_DISPLAY", ("xdg-open",)),
    ProgramCandidate("DISPLAY", ("xdg-open",)),
    ProgramCandidate("WSL_DISTRO_NAME", ("wslview",)),
)


def find_viewer(setting: str) -> list[str] | None:
    """Return the command that shows a picture, without the file; None where the machine has none.

    Args:
        setting: The setting `viewer`; empty for the system's.

    Raises:
        ReaderError: The command of the settings cannot be run.
    """
    if setting:
        try:
            command = shlex.split(setting)
        except ValueError:
            raise ReaderError(setting, "a quotation mark is open", "check the setting viewer") from None
        if not command or not shutil.which(command[0]):
            raise ReaderError(setting, "there is no such program", "check the setting viewer")
        return command
    if sys.platform == "darwin":
        return ["open"]
    found = find_program(_VIEWERS)
    return list(found) if found else find_browser_command()


def start_viewer(command: Sequence[str], path: Path) -> None:
    """Show a file in a viewer, without a shell.

    Args:
        command: The program and its arguments; a part `%s` stands for the file, without it the file is the last one.
        path: The file; absolute, so that it is no option.
    """
    name = str(path.absolute())
    arguments = [part.replace("%s", name) for part in command]
    start_program(arguments if arguments != list(command) else [*command, name])
