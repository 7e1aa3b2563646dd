"""A note in the reader's own editor."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from reader.errors import ReaderError


def edited(text: str) -> str:
    """What the editor that $VISUAL or $EDITOR names makes of a text. It has the terminal meanwhile.

    Raises:
        ReaderError: None is named, or it could not be run, or it left no text; the text given is not lost.
    """
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        arguments = shlex.split(command)
    except ValueError:
        arguments = []
    if not arguments:
        raise ReaderError("$EDITOR", "it names no editor", "set it, for example to vim or nano")
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
