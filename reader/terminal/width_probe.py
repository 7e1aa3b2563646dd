"""What only the terminal can tell: how wide it draws the characters whose width Unicode leaves open (UAX 11)."""

from __future__ import annotations

import os
import re
import select
import termios
import time
import tty

_PROBE = "…"
_WHERE = "\x1b[6n"
"""Device status report: the terminal answers with the place of the cursor (ECMA-48, 8.3.35)."""
_ANSWER = re.compile(rb"\x1b\[\d+;(\d+)R")


def ambiguous_cells(keyboard: int, screen: int, seconds: float) -> int | None:
    """Print a character of ambiguous width at the start of the row, ask where the cursor is, and wipe it out.

    Args:
        keyboard: Descriptor of the terminal's input.
        screen: Descriptor of its output.
        seconds: How long the answer may take. One that comes later is typed into whatever reads the keyboard then.

    Returns:
        The cells it took; None where there is no terminal or no answer.
    """
    try:
        before = termios.tcgetattr(keyboard)
    except termios.error:
        return None
    try:
        tty.setcbreak(keyboard)
        os.write(screen, f"\r{_PROBE}{_WHERE}".encode())
        answer = _read(keyboard, seconds)
        os.write(screen, b"\r\x1b[K")
    except OSError:
        return None
    finally:
        termios.tcsetattr(keyboard, termios.TCSADRAIN, before)
    found = _ANSWER.search(answer)
    return int(found[1]) - 1 if found else None


def _read(keyboard: int, seconds: float) -> bytes:
    """What comes from the keyboard until the answer is whole or the time is over."""
    answer, end = b"", time.monotonic() + seconds
    while not answer.endswith(b"R") and (left := end - time.monotonic()) > 0:
        if not select.select([keyboard], [], [], left)[0] or not (more := os.read(keyboard, 32)):
            break
        answer += more
    return answer
