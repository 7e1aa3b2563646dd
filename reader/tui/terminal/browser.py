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

from reader.sources.files import is_address

_OPENERS: tuple[tuple[str, tuple[str, ...]], ...] = (  # environment that it needs, command
    ("WSL_DISTRO_NAME", ("wslview",)),
    ("WAYLAND_DISPLAY", ("xdg-open",)),
    ("DISPLAY", ("xdg-open",)),
)
"""None of them, nor Firefox, knows `--`: it would take it for the address, or leave out what stands behind it. An
address cannot be an option all the same: it begins with http."""


_RAW = re.compile(r"[\x00-\x20\x7f\"'`\\<>]")


def show(url: str) -> bool:
    """Show a page in the browser; whether there is one.

    Only addresses of http and https are shown, as one argument, with what no address has written in per cent.
    """
    command = opener() if is_address(url) else None
    if command is None:
        return False
    url = _RAW.sub(lambda found: f"%{ord(found[0]):02X}", url)
    arguments = [part.replace("%s", url) for part in command]
    Thread(target=_run, args=(arguments if arguments != command else [*command, url],), daemon=True).start()
    return True


def _run(arguments: list[str]) -> None:
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


def opener() -> list[str] | None:
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
    return next((list(c) for needed, c in _OPENERS if os.environ.get(needed) and shutil.which(c[0])), None)
