"""Computes when a feed is requested again: hourly at most, and as its publisher and server ask."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

INTERVAL_MIN = timedelta(hours=1)
"""The shortest time between two requests of a feed; the screen, the help and `Urgency` call it an hour."""
INTERVAL_MAX = timedelta(days=1)
"""The longest, whatever its publisher says and however often it failed."""
_JITTER_SHARE = 0.1
"""Share of the interval that is added at random, so that not all feeds are asked in the same minute for ever."""
REDIRECT_DAYS = 2
"""Days after which a permanent redirect is believed."""


def format_moment(moment: datetime) -> str:
    """A moment as the library stores it: ISO 8601, UTC, in seconds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse_moment(text: str) -> datetime | None:
    """A moment of the library; None where there is none, or a damaged one."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def compute_due(
    now: datetime,
    *,
    ttl: int | None = None,
    skip_hours: Collection[int] = (),
    failures: int = 0,
    retry_after: float | None = None,
) -> datetime:
    """When a feed may be asked again.

    Args:
        now: When it was asked.
        ttl: Minutes for which its publisher says that it need not be asked again.
        skip_hours: Hours of the day, UTC, in which it does not change.
        failures: How often in succession it could not be fetched; each doubles the interval.
        retry_after: Seconds after which its server wants to be asked again.
    """
    interval = max(INTERVAL_MIN, min(timedelta(minutes=ttl or 0), INTERVAL_MAX))
    interval = min(interval * (1 << min(max(failures - 1, 0), 10)), INTERVAL_MAX)
    due = now + interval * (1 + _JITTER_SHARE * random())
    if retry_after is not None:
        due = max(due, now + timedelta(seconds=retry_after))
    skipped = {hour % 24 for hour in skip_hours}
    if len(skipped) < 24:
        while due.astimezone(UTC).hour in skipped:
            due = (due + timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)
    return due


def is_due(due: str, now: datetime) -> bool:
    """Whether a feed may be asked.

    A moment further ahead than any interval is of a clock that was wrong, and does not count.

    Args:
        due: As the library stores it; empty for a feed that was never asked.
        now: The present moment.
    """
    moment = parse_moment(due)
    return moment is None or moment <= now or moment > now + 2 * INTERVAL_MAX
