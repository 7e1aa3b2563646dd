"""Messages: they repeat names and texts from outside, which may be of any length and hold anything."""

from __future__ import annotations

from reader.tui.state.list_entry import to_single_line

_MAX_MESSAGE_LENGTH = 240
"""Code points of a message: in Chinese as much as its rows hold in a window of 80 columns."""
_CUT = " (..) "


def shorten_message(message: str) -> str:
    """A message made safe to print in a row; of a longer one than anybody reads its beginning and its end.

    What makes it long is a value in its middle: before it stands what happened, behind it why, and what to do.
    """
    if len(message) > _MAX_MESSAGE_LENGTH:
        half = (_MAX_MESSAGE_LENGTH - len(_CUT)) // 2
        message = message[:half] + _CUT + message[-half:]
    return to_single_line(message)
