"""Editing a text in the user's own editor."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.tui.terminal.first_paint import EXIT_SIGNALS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reader.library.edited_notes import EditedNote

_FALLBACK_EDITORS = ("sensible-editor", "nano", "vi")
"""Editors to look for where $VISUAL and $EDITOR are not set."""
_LOOK_SECONDS = 0.25
"""Seconds between two looks at the file that is edited."""
_END_SECONDS = (0.3, 1.0)
"""Seconds that an editor has to end by itself, and then by the signal that is passed on to it."""


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


def edit_text(note: EditedNote, arguments: Sequence[str], on_change: Callable[[str], object]) -> str:
    """Run an editor, which has the terminal meanwhile, on the file of a note, and return the edited text.

    A signal that would end the program is passed on to the editor, and comes again when this function has returned.

    Args:
        note: The note; it is closed.
        arguments: The command of the editor; the name of the file is added.
        on_change: Called with the text each time that the file has changed.

    Raises:
        ReaderError: The editor could not be run, or it failed.
    """
    is_deleted = True
    number: int | None = None
    try:
        with _catch_signals() as caught:
            before = _get_state(note)  # the editor may write at once
            process = subprocess.Popen([*arguments, str(note.path)], pass_fds=(note.lock,))
            text = _watch_editor(process, note, before, caught, on_change)
            if caught:
                number = caught[0]
                is_deleted = _end_editor(process, number)
                text = note.read_newest() or text  # it may have been cut short while it wrote
            elif process.returncode:
                raise ReaderError(arguments[0], f"it ended with code {process.returncode}", "the note is as it was")
            else:
                text = note.read()
            on_change(text)
        return text
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise ReaderError(arguments[0], why, "set $EDITOR to one that is there") from None
    finally:
        note.close(is_deleted=is_deleted)
        if number is not None:
            os.kill(os.getpid(), number)


@contextmanager
def _catch_signals() -> Iterator[list[int]]:
    """The signals that come inside the context and would end the program.

    The two that the keyboard sends, SIGINT and SIGQUIT, go to the editor too, and are for it alone.
    """
    caught: list[int] = []
    handlers = {number: signal.signal(number, lambda each, _: caught.append(each)) for number in EXIT_SIGNALS}
    for number in (signal.SIGINT, signal.SIGQUIT):  # SIG_IGN would be inherited by the editor
        before = signal.signal(number, lambda *_: None)
        handlers.setdefault(number, before)
    try:
        yield caught
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)


def _watch_editor(
    process: subprocess.Popen[bytes],
    note: EditedNote,
    known: tuple[int, int, int] | None,
    caught: Sequence[int],
    on_change: Callable[[str], object],
) -> str:
    """Wait for the end of an editor, or for a signal, and read the file whenever it has changed; the text read last.

    It is read when two looks have found the same: an editor may be writing it. What could not be stored is tried again.

    Args:
        process: The editor.
        note: The file.
        known: The state of the file before the editor was started.
        caught: The signals that have come.
        on_change: Stores a text.
    """
    text, seen = note.read(), known
    while not caught:
        with suppress(subprocess.TimeoutExpired):
            process.wait(_LOOK_SECONDS)
            break
        state, before = _get_state(note), seen
        seen = state
        if state not in (None, known) and state == before:
            with suppress(OSError, ReaderError):
                text = note.read()
                on_change(text)
                known = state
    return text


def _get_state(note: EditedNote) -> tuple[int, int, int] | None:
    """What changes when a file is written; None where it is not there."""
    try:
        status = os.stat(note.path)
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size


def _end_editor(process: subprocess.Popen[bytes], number: int) -> bool:
    """Have an editor ended by a signal, which it may have got by itself; return whether it has ended."""
    for seconds in _END_SECONDS:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            if seconds == _END_SECONDS[0]:
                process.send_signal(number)
        else:
            return True
    return False
