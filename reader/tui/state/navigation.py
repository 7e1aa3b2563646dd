"""Places in an article that the keys for next and previous go to, by category."""

from __future__ import annotations

from typing import Literal, NamedTuple

NavigationCategory = Literal["sections", "captions", "figures", "notes", "links", "hits", "changes"]


class NavigationTarget(NamedTuple):
    """A place that the next and previous keys go to; offsets are code points of the text as written."""

    block: int
    """The index of the block."""
    start: int
    end: int
    level: int = 0
    """0, or 1 for a run-in head beneath its heading."""
