"""Esc and Ctrl-C while a command works: they end the work in good order, with what it has done."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Iterator

STOPPED_EXIT_CODE = 130
"""What shells give a command that was ended by Ctrl-C."""
_ESCAPE = b"\x1b"
_READ_SIZE = 1_024
"""Bytes of typed keys that are read at once."""


@contextmanager
def watch_stop_keys(loop: asyncio.AbstractEventLoop, stop: Callable[[], None]) -> Iterator[None]:
    """A context in which Ctrl-C, and on a terminal also Esc, call a function in place of ending the program.

    Other keys are read and ignored; nothing that is typed is shown.

    Args:
        loop: The running event loop, in the main thread.
        stop: What to call, perhaps several times.
    """
    has_signal = False
    with suppress(NotImplementedError, ValueError, RuntimeError):  # Windows
        loop.add_signal_handler(signal.SIGINT, stop)
        has_signal = True
    try:
        with _watch_escape(loop, stop):
            yield
    finally:
        if has_signal:
            loop.remove_signal_handler(signal.SIGINT)


@contextmanager
def _watch_escape(loop: asyncio.AbstractEventLoop, stop: Callable[[], None]) -> Iterator[None]:
    """A context in which Esc calls a function, where standard input is a terminal that this program may read."""
    descriptor = _find_terminal()
    if descriptor is None:
        yield
        return
    import termios

    def read_keys() -> None:
        with suppress(OSError):
            keys = os.read(descriptor, _READ_SIZE)
            if not keys:  # the terminal is gone
                loop.remove_reader(descriptor)
            if keys.endswith(_ESCAPE):  # else it begins the sequence of another key, such as an arrow
                stop()

    before = termios.tcgetattr(descriptor)
    modes = termios.tcgetattr(descriptor)
    modes[3] &= ~(termios.ECHO | termios.ICANON)
    termios.tcsetattr(descriptor, termios.TCSANOW, modes)
    try:
        loop.add_reader(descriptor, read_keys)
        yield
    finally:
        loop.remove_reader(descriptor)
        with suppress(termios.error):
            termios.tcsetattr(descriptor, termios.TCSANOW, before)


def _find_terminal() -> int | None:
    """The descriptor of the terminal that keys are typed on; None where there is none, or another job has it."""
    try:
        import termios

        descriptor = sys.stdin.fileno()
        termios.tcgetattr(descriptor)
        return descriptor if os.tcgetpgrp(descriptor) == os.getpgrp() else None
    except (ImportError, AttributeError, OSError, ValueError):
        return None
    except termios.error:
        return None
