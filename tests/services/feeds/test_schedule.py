"""When a feed is asked again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from reader.services.feeds.schedule import compute_due, format_moment, is_due, parse_moment

NOW = datetime(2026, 3, 1, 10, 30, tzinfo=UTC)


@given(st.none() | st.integers(0, 10**6), st.integers(0, 100), st.none() | st.floats(0, 86_400))
def test_a_feed_is_asked_between_an_hour_and_a_day_later(
    ttl: int | None, failures: int, retry_after: float | None
) -> None:
    due = compute_due(NOW, ttl=ttl, failures=failures, retry_after=retry_after)
    assert timedelta(hours=1) <= due - NOW <= timedelta(hours=27)
    assert due - NOW >= timedelta(seconds=retry_after or 0)


def test_hours_in_which_nothing_changes_are_left_out() -> None:
    due = compute_due(NOW, skip_hours=range(11, 24))
    assert (due.day, due.hour) == (2, 0)
    assert compute_due(NOW, skip_hours=range(24)) < NOW + timedelta(hours=2)


def test_not_all_feeds_are_asked_in_the_same_minute() -> None:
    assert len({compute_due(NOW).replace(second=0, microsecond=0) for _ in range(100)}) > 2


def test_a_moment_comes_back_from_the_library() -> None:
    assert parse_moment(format_moment(NOW)) == NOW
    assert parse_moment("") is None
    assert parse_moment("yesterday") is None


def test_a_feed_is_due_when_its_moment_has_come_or_the_clock_was_wrong() -> None:
    assert is_due("", NOW)
    assert is_due(format_moment(NOW), NOW)
    assert not is_due(format_moment(NOW + timedelta(hours=1)), NOW)
    assert is_due(format_moment(NOW + timedelta(days=400)), NOW)
