"""Messages: they repeat names and texts from outside, which may be of any length and hold anything."""

from __future__ import annotations

from reader.tui.state.list_entry import one_line

_MOST = 240
"""Code points of a message: in Chinese as much as its rows hold in a window of 80 columns."""
_CUT = " (..) "


def brief(message: str) -> str:
    """A message made safe to print in a row; of a longer one than anybody reads its beginning and its end.

    What makes it long is a value in its middle: before it stands what happened, behind it why, and what to do.
    """
    if len(message) > _MOST:
        half = (_MOST - len(_CUT)) // 2
        message = message[:half] + _CUT + message[-half:]
    return one_line(message)
