"""Measures how many cells the terminal draws characters of ambiguous width in (UAX #11)."""

from __future__ import annotations

import os
import re
import select
import termios
import time
import tty

_PROBE_CHARACTER = "…"
_CURSOR_POSITION_REQUEST = "\x1b[6n"
"""Device status report: the terminal answers with the position of the cursor (ECMA-48, 8.3.35)."""
_CURSOR_POSITION_REPORT = re.compile(rb"\x1b\[\d+;(\d+)R")


def measure_ambiguous_width(input_fd: int, output_fd: int, timeout: float) -> int | None:
    """Print a character of ambiguous width at the start of the row, ask for the cursor position, and erase it.

    Args:
        input_fd: File descriptor of the terminal's input.
        output_fd: File descriptor of its output.
        timeout: Seconds that the answer may take. A later one goes to whatever reads the keyboard then.

    Returns:
        The cells of the character; None where there is no terminal or no answer.
    """
    try:
        before = termios.tcgetattr(input_fd)
    except termios.error:
        return None
    try:
        tty.setcbreak(input_fd)
        os.write(output_fd, f"\r{_PROBE_CHARACTER}{_CURSOR_POSITION_REQUEST}".encode())
        answer = _read_report(input_fd, timeout)
        os.write(output_fd, b"\r\x1b[K")
    except OSError:
        return None
    finally:
        termios.tcsetattr(input_fd, termios.TCSADRAIN, before)
    found = _CURSOR_POSITION_REPORT.search(answer)
    return int(found[1]) - 1 if found else None


def _read_report(input_fd: int, timeout: float) -> bytes:
    """The bytes read until the answer is complete or the time is over."""
    answer, end = b"", time.monotonic() + timeout
    while not answer.endswith(b"R") and (left := end - time.monotonic()) > 0:
        if not select.select([input_fd], [], [], left)[0] or not (more := os.read(input_fd, 32)):
            break
        answer += more
    return answer
