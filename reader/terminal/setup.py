"""Checks and settings of the terminal that must be made before Textual is first imported."""

from __future__ import annotations

import os
import sys

from reader.errors import ReaderError

_PLAIN_HINT = "print the article with dubao show --plain"
_ESCAPE_DELAY_MS = 15
"""Milliseconds that Textual waits after Esc for the rest of an escape sequence."""
_WINDOW_SIZE_MAX = 1_000
"""Columns or rows: more than a window has."""
_KEPT_VARIABLES = frozenset({"TEXTUAL_DISABLE_KITTY_KEY", "TEXTUAL_FPS"})
"""Variables of Textual that its user may set: any value of them is usable."""


def prepare_terminal(theme: str, *, stdin_consumed: bool) -> None:
    """Prepare the terminal and the environment for the screen.

    Args:
        theme: The name of the theme, from the settings.
        stdin_consumed: Whether standard input was read as an article, so that keys come from the terminal itself.

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
    _remove_unusable_variables()
    # Textual asks terminals with the kitty protocol for all keys with their text; iTerm2 then loses what an input
    # method commits. Textual reads this when it is imported.
    if os.environ.get("TERM_PROGRAM") == "iTerm.app":
        os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    # A key takes effect with the next frame: at 120 frames a second after 4 ms on average, at Textual's 60 after 8.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    # Textual's own delay of 100 ms is longer than any other key takes.
    os.environ.setdefault("ESCDELAY", str(_ESCAPE_DELAY_MS))
    # NO_COLOR writes no colours at all only if the app starts with a theme of terminal colours.
    if os.environ.get("NO_COLOR") or theme == "ansi":
        os.environ["TEXTUAL_THEME"] = "ansi-dark"


def _remove_unusable_variables() -> None:
    """Remove the variables of the environment that could end or stop the screen.

    Textual reads its own, which are for its developers: an unknown colour system or a log file that cannot be written
    is an exception. COLUMNS and LINES come before the size of the window, and Python asks for them again each time.
    """
    for name in [name for name in os.environ if name.startswith("TEXTUAL") and name not in _KEPT_VARIABLES]:
        del os.environ[name]
    for name in ("COLUMNS", "LINES"):
        value = os.environ.get(name, "")
        if not (value.isascii() and value.isdecimal() and len(value) <= 4 and 0 < int(value) <= _WINDOW_SIZE_MAX):
            os.environ.pop(name, None)


def _open_keyboard() -> None:
    """Replace standard input by the terminal.

    Raises:
        ReaderError: There is no terminal.
    """
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError:
        raise ReaderError("the keyboard", "standard input is not a terminal", _PLAIN_HINT) from None
    os.dup2(terminal, 0)
    if terminal:
        os.close(terminal)
    sys.stdin = sys.__stdin__ = open(0, encoding="utf-8", closefd=False)  # type: ignore[misc]  # noqa: SIM115
