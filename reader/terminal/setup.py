"""What must be known of the terminal, and set for it, before the first import of textual."""

from __future__ import annotations

import os
import sys

from reader.errors import ReaderError

_PLAIN_HINT = "print the article with dubao show --plain"

_ESCAPE_DELAY_MS = 15
"""Milliseconds."""


def prepare_terminal(theme: str, *, stdin_consumed: bool) -> None:
    """Make the terminal fit for the screen, or say why it is not.

    Args:
        theme: Of the settings.
        stdin_consumed: Standard input was an article; keys must come from the terminal itself.

    Raises:
        ReaderError: The terminal has no screen, its encoding cannot show Chinese, or there is no keyboard.
    """
    if os.environ.get("TERM", "") in ("", "dumb"):
        raise ReaderError("the terminal", "it has no screen (TERM is dumb or not set)", f"set TERM, or {_PLAIN_HINT}")
    encoding = (sys.stdout.encoding or "").lower()
    if encoding.replace("-", "").replace("_", "") != "utf8":
        why = f"its encoding is {encoding or 'unknown'}, not UTF-8"
        raise ReaderError("the terminal", why, f"set LC_ALL=C.UTF-8, or {_PLAIN_HINT}")
    if sys.__stderr__ is None or not sys.__stderr__.isatty():
        sys.__stderr__ = sys.__stdout__  # type: ignore[misc]  # Textual draws there
    if stdin_consumed or sys.stdin is None or not sys.stdin.isatty():
        _open_keyboard()
    # Textual asks terminals of the kitty protocol for all keys with their text; iTerm2 then loses what an input
    # method commits. Read at import, so it must be set before.
    if os.environ.get("TERM_PROGRAM") == "iTerm.app":
        os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    # A key waits for the next frame; at 120 frames a second it waits 4 ms on the average, at Textual's 60 it waits 8.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    # Textual waits so long behind Esc for the rest of a sequence; its 100 ms are longer than any other key takes.
    os.environ.setdefault("ESCDELAY", str(_ESCAPE_DELAY_MS))
    # Only a theme of terminal colours that is there at construction makes NO_COLOR write no colours at all.
    if os.environ.get("NO_COLOR") or theme == "ansi":
        os.environ["TEXTUAL_THEME"] = "ansi-dark"


def _open_keyboard() -> None:
    """Put the terminal in the place of standard input."""
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError:
        raise ReaderError("the keyboard", "standard input is not a terminal", _PLAIN_HINT) from None
    os.dup2(terminal, 0)
    if terminal:
        os.close(terminal)
    sys.stdin = sys.__stdin__ = open(0, encoding="utf-8", closefd=False)  # type: ignore[misc]  # noqa: SIM115
