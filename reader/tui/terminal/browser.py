"""The web browser of the user's machine, for links that are not opened as articles."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
from typing import TYPE_CHECKING

from reader.sources.kinds import is_web_url
from reader.tui.terminal.programs import ProgramCandidate, find_program, start_program

if TYPE_CHECKING:
    from pathlib import Path

_BROWSER_PROGRAMS = (
    ProgramCandidate("WSL_DISTRO_NAME", ("wslview",)),
    ProgramCandidate("WAYLAND_DISPLAY", ("xdg-open",)),
    ProgramCandidate("DISPLAY", ("xdg-open",)),
)
"""Programs that open a URL. None of them, nor Firefox, supports `--`, which would be taken as the URL. It is not
needed: a URL begins with http, so it is never taken as an option."""
_UNSAFE_IN_URL = re.compile(r"[\x00-\x20\x7f\"'`\\<>]")


def open_in_browser(url: str) -> bool:
    """Open a URL in the browser; return whether there is a browser, and the URL is one of http or https.

    The URL is passed as one argument, never through a shell, with unsafe characters percent-encoded.
    """
    command = find_browser_command() if is_web_url(url) and url == url.lstrip() else None
    if command is None:
        return False
    url = _UNSAFE_IN_URL.sub(lambda found: f"%{ord(found[0]):02X}", url)
    arguments = [part.replace("%s", url) for part in command]
    start_program(arguments if arguments != command else [*command, url])
    return True


def open_file_in_browser(path: Path) -> bool:
    """Open a file that was written by this program in the browser; return whether there is a browser."""
    command = find_browser_command()
    if command is None:
        return False
    url = path.absolute().as_uri()
    arguments = [part.replace("%s", url) for part in command]
    start_program(arguments if arguments != command else [*command, url])
    return True


def find_browser_command() -> list[str] | None:
    """The command that opens a URL: the first of $BROWSER that is installed, else the system's; None without any.

    A part `%s` of the command stands for the URL; without it the URL is the last argument.
    """
    for named in os.environ.get("BROWSER", "").split(os.pathsep):
        try:
            command = shlex.split(named)
        except ValueError:
            continue
        if command and shutil.which(command[0]):
            return command
    if sys.platform == "darwin":
        return ["open"]
    found = find_program(_BROWSER_PROGRAMS)
    return list(found) if found else None
