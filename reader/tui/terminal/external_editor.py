"""Editing a text in the user's own editor."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Sequence

_FALLBACK_EDITORS = ("sensible-editor", "nano", "vi")
"""Editors to look for where $VISUAL and $EDITOR are not set."""


def find_editor_command() -> list[str]:
    """The command of the user's editor: that of $VISUAL or $EDITOR, else the first usual one that is installed.

    Raises:
        ReaderError: The editor is not installed, or there is none.
    """
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        arguments = shlex.split(command)
    except ValueError:
        arguments = []
    if not arguments:
        arguments = [name for name in _FALLBACK_EDITORS if shutil.which(name)][:1]
    if not arguments or shutil.which(arguments[0]) is None:
        named = arguments[0] if arguments else "$EDITOR"
        raise ReaderError(named, "there is no such editor", "set $EDITOR to one that is there, such as vim or nano")
    return arguments


def edit_text(text: str, arguments: Sequence[str]) -> str:
    """Edit a text in an editor, which has the terminal meanwhile, and return the edited text.

    Args:
        text: The text to begin with.
        arguments: The command of the editor; the name of a temporary file is added.

    Raises:
        ReaderError: The editor could not be run, or it failed.
    """
    with tempfile.TemporaryDirectory(prefix="dubao-") as folder:  # readable for its owner only
        path = Path(folder) / "dubao.txt"
        path.write_text(text, "utf-8")
        try:
            done = subprocess.run([*arguments, str(path)], check=False)
            if done.returncode:
                raise ReaderError(arguments[0], f"it ended with code {done.returncode}", "the note is as it was")
            return path.read_bytes().decode("utf-8", "replace").removesuffix("\n")
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            raise ReaderError(arguments[0], why, "set $EDITOR to one that is there") from None
