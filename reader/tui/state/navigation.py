"""The places of an article that `n` walks, by their kinds."""

from __future__ import annotations

from typing import Literal, NamedTuple

NavigationCategory = Literal["sections", "captions", "figures", "notes", "links", "hits", "changes"]


class NavigationTarget(NamedTuple):
    """A place that `n` can stop at; offsets are code points of the text as written."""

    block: int
    start: int
    end: int
    level: int = 0
    """0, or 1 for a run-in head beneath its heading."""
