"""The clipboard: through the terminal (OSC 52), which works over ssh too, and through the system's own tool."""

from __future__ import annotations

import os
import shutil
import subprocess
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App

_CLIPBOARD_COMMANDS: tuple[tuple[str, tuple[str, ...]], ...] = (  # environment that it needs, command
    ("", ("pbcopy",)),
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
    ("WSL_DISTRO_NAME", ("clip.exe",)),
)
"""macOS Terminal ignores OSC 52, some terminals ask for it to be allowed; a tool on the reader's own machine helps."""
_TIMEOUT_SECONDS = 3


def copy_text(text: str, app: App[object]) -> None:
    """Put a text on the clipboard; bytes in the name of a file that are no UTF-8 come as question marks."""
    text = text.encode("utf-8", "replace").decode()
    app.copy_to_clipboard(text)
    command = find_clipboard_command()
    if command:
        Thread(target=_run_clipboard_command, args=(command, text), daemon=True).start()


def find_clipboard_command() -> tuple[str, ...] | None:
    """The system's command; None where there is none, and over ssh, where it would be the wrong machine's."""
    if os.environ.get("SSH_CONNECTION"):
        return None
    for needed, command in _CLIPBOARD_COMMANDS:
        if (not needed or os.environ.get(needed)) and shutil.which(command[0]):
            return command
    return None


def _run_clipboard_command(command: tuple[str, ...], text: str) -> None:
    encoding = "utf-16-le" if command[0] == "clip.exe" else "utf-8"
    try:
        subprocess.run(
            command,
            input=text.encode(encoding, "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_TIMEOUT_SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return
