"""The browser of the reader's machine, for what is no article: started beside the program, never through a shell."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from contextlib import suppress
from threading import Thread

from reader.sources.files import is_web_url

_BROWSER_COMMANDS: tuple[tuple[str, tuple[str, ...]], ...] = (  # environment that it needs, command
    ("WSL_DISTRO_NAME", ("wslview",)),
    ("WAYLAND_DISPLAY", ("xdg-open",)),
    ("DISPLAY", ("xdg-open",)),
)
"""None of them, nor Firefox, knows `--`: it would take it for the address, or leave out what stands behind it. An
address cannot be an option all the same: it begins with http."""


_UNSAFE_IN_URL = re.compile(r"[\x00-\x20\x7f\"'`\\<>]")


def open_in_browser(url: str) -> bool:
    """Show a page in the browser; whether there is one.

    Only addresses of http and https are shown, as one argument, with what no address has written in per cent.
    """
    command = find_browser_command() if is_web_url(url) else None
    if command is None:
        return False
    url = _UNSAFE_IN_URL.sub(lambda found: f"%{ord(found[0]):02X}", url)
    arguments = [part.replace("%s", url) for part in command]
    Thread(target=_run_browser, args=(arguments if arguments != command else [*command, url],), daemon=True).start()
    return True


def _run_browser(arguments: list[str]) -> None:
    """As long as the browser likes: some end at once, some stay."""
    with suppress(OSError, ValueError):
        subprocess.run(
            arguments,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            check=False,
        )


def find_browser_command() -> list[str] | None:
    """The command that opens a page: BROWSER, of several the first that is there, else the system's."""
    for named in os.environ.get("BROWSER", "").split(os.pathsep):
        try:
            command = shlex.split(named)
        except ValueError:
            continue
        if command and shutil.which(command[0]):
            return command
    if sys.platform == "darwin":
        return ["open"]
    return next((list(c) for needed, c in _BROWSER_COMMANDS if os.environ.get(needed) and shutil.which(c[0])), None)
