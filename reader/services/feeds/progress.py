"""The progress and the result of a refresh, without its heavy imports, so that the screen may import them."""

from __future__ import annotations

from typing import Literal, NamedTuple

Urgency = Literal["due", "now", "full"]
"""due: feeds that were not asked for an hour, and as their servers wish. now: all that their servers do not want to be
asked later. full: all, and whole, whatever was there before."""


class RefreshProgress(NamedTuple):
    """How far a refresh is."""

    done: int
    total: int
    name: str = ""
    """Of the feed, or the page, that was finished last."""
    new_count: int = 0
    """Articles that are new so far."""
    failed_count: int = 0


class FailedFeed(NamedTuple):
    """A feed that could not be fetched."""

    name: str
    error: str
    """Why, and what to do."""


class RefreshSummary(NamedTuple):
    """The result of a refresh: what is new, and what failed."""

    new_count: int = 0
    """Articles that are new."""
    page_count: int = 0
    """Pages of items that were stored."""
    failed: tuple[FailedFeed, ...] = ()
    notified_titles: tuple[str, ...] = ()
    """Titles of articles that rules notify of."""
    feed_list_warning: str = ""
    """The keys of the list of feeds that are not known."""
