"""The clipboard: through the terminal (OSC 52), which also works over ssh, and through a program of the system."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from reader.tui.terminal.programs import ProgramCandidate, find_program, start_program

if TYPE_CHECKING:
    from textual.app import App

_CLIPBOARD_PROGRAMS = (
    ProgramCandidate("", ("pbcopy",)),
    ProgramCandidate("WAYLAND_DISPLAY", ("wl-copy",)),
    ProgramCandidate("DISPLAY", ("xclip", "-selection", "clipboard")),
    ProgramCandidate("DISPLAY", ("xsel", "--clipboard", "--input")),
    ProgramCandidate("WSL_DISTRO_NAME", ("clip.exe",)),
)
"""Programs of the system, for terminals that ignore OSC 52 (macOS Terminal) or have it switched off."""
_TIMEOUT_SECONDS = 3


def copy_text(text: str, app: App[object]) -> None:
    """Put a text on the clipboard; what cannot be encoded, such as bytes of a file name, becomes question marks.

    Args:
        text: Any text.
        app: The running app, which writes to the terminal.
    """
    text = text.encode("utf-8", "replace").decode()
    app.copy_to_clipboard(text)
    if command := find_clipboard_command():
        encoding = "utf-16-le" if command[0] == "clip.exe" else "utf-8"
        start_program(command, stdin=text.encode(encoding), timeout=_TIMEOUT_SECONDS)


def find_clipboard_command() -> tuple[str, ...] | None:
    """The system's command that reads a text onto the clipboard.

    None where there is none, and over ssh, where it would be the clipboard of the wrong machine.
    """
    return None if os.environ.get("SSH_CONNECTION") else find_program(_CLIPBOARD_PROGRAMS)
