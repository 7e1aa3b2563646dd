"""Shows a long result in the user's pager, as git does."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from contextlib import suppress
from itertools import chain, islice
from typing import TYPE_CHECKING

from reader.cli.output import print_lines, print_message

if TYPE_CHECKING:
    from collections.abc import Iterable

_DEFAULT_PAGER = "less"
_LESS_OPTIONS = {"LESS": "FRX", "LESSCHARSET": "utf-8", "LV": "-c"}
"""Where the user has set none: pass styles through and leave the text on the screen, as git does."""


def print_in_pager(lines: Iterable[str], *, are_styled: bool = False, is_always: bool = False) -> None:
    """Print lines through the pager that DUBAO_PAGER or PAGER names, less where neither is set.

    They are printed directly where standard output is no terminal or the pager is `cat` or empty, where the pager
    cannot be started, which is reported, and where they fit into the window.

    Args:
        lines: Without line ends, made as they are needed.
        are_styled: Whether there are escape sequences of ours in them.
        is_always: Use the pager on a terminal also where they fit.

    Raises:
        ReaderError: Standard output is closed.
        OSError: It cannot be written to.
    """
    command = _find_pager()
    if sys.stdout is None or not sys.stdout.isatty() or command in ([], ["cat"]):
        print_lines(lines, are_styled=are_styled)
        return
    iterator = iter(lines)
    first = list(islice(iterator, shutil.get_terminal_size().lines))
    fits = len(first) < shutil.get_terminal_size().lines
    if fits and not is_always:
        print_lines(first, are_styled=are_styled)
        return
    _run_pager(command, first, iterator, are_styled=are_styled)


def _find_pager() -> list[str]:
    """The words of the user's pager; none where it is set to nothing, or cannot be understood."""
    named = os.environ.get("DUBAO_PAGER", os.environ.get("PAGER", _DEFAULT_PAGER))
    try:
        return shlex.split(named)
    except ValueError:
        print_message(f"PAGER: {named} has a quotation mark without its other half; printed without a pager")
        return []


def _run_pager(command: list[str], first: list[str], rest: Iterable[str], *, are_styled: bool) -> None:
    """Write lines to a pager and wait for its end; all of them are printed directly where it cannot be started."""
    import signal
    import subprocess

    try:
        pager = subprocess.Popen(command, stdin=subprocess.PIPE, env={**_LESS_OPTIONS, **os.environ})
    except OSError as error:
        print_message(f"{command[0]}: {(error.strerror or str(error)).lower()}; printed without a pager")
        print_lines(chain(first, rest), are_styled=are_styled)
        return
    assert pager.stdin is not None
    interrupt = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the pager, which we wait for
    try:
        try:
            for line in chain(first, rest):
                pager.stdin.write(f"{line}\n".encode("utf-8", "replace"))
        except BrokenPipeError:  # the user has left the pager before the end
            pass
        with suppress(BrokenPipeError):
            pager.stdin.close()
        pager.wait()
    finally:
        signal.signal(signal.SIGINT, interrupt)
