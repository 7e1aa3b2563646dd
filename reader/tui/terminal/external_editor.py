"""A note in the reader's own editor."""

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
"""Editors where none is named."""


def find_editor_command() -> list[str]:
    """The editor that $VISUAL or $EDITOR names, else a usual one: the program, and arguments for it.

    Raises:
        ReaderError: There is none.
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
    """What an editor makes of a text. It has the terminal meanwhile.

    Raises:
        ReaderError: It could not be run, or says that it failed; the text given is not lost.
    """
    with tempfile.TemporaryDirectory(prefix="dubao-") as folder:  # only its owner may look into it
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
