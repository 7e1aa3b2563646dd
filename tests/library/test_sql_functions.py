"""Functions that the SQL of the library calls."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import date

import pytest

from reader.library.sql_functions import compute_article_day, create_functions, parse_day, to_julian_day


@pytest.mark.parametrize(
    ("day", "number"), [(date(2000, 1, 1), 2_451_545), (date(1858, 11, 17), 2_400_001), (date(1, 1, 1), 1_721_426)]
)
def test_julian_days_are_those_of_astronomers_at_noon(day: date, number: int) -> None:
    assert to_julian_day(day) == number


@pytest.mark.parametrize(
    ("printed", "added", "day"),
    [
        ("2025-03-01", "2025-03-02T08:00:00Z", date(2025, 3, 1)),
        ("2025-03-01T08:01", "2025-03-01T08:00:00Z", date(2025, 3, 1)),
        ("2025-03-03", "2025-03-02T23:00:00Z", date(2025, 3, 3)),
        ("2025-03-04", "2025-03-02T23:00:00Z", date(2025, 3, 2)),
        (None, "2025-03-02T08:00:00Z", date(2025, 3, 2)),
        ("", "2025-03-02", date(2025, 3, 2)),
        ("someday", "2025-03-02", date(2025, 3, 2)),
        ("2025-03-01", "", date(2025, 3, 1)),
        ("2025-02-30", "", None),
        (None, "", None),
    ],
)
def test_an_article_belongs_to_the_day_it_was_printed_unless_that_is_still_to_come(
    printed: str | None, added: str, day: date | None
) -> None:
    assert compute_article_day(printed, added) == (to_julian_day(day) if day else 0)


@pytest.mark.parametrize(
    ("text", "day"), [("2025-03-01", date(2025, 3, 1)), ("2025-03-01T23:59", date(2025, 3, 1)), ("2025-3-1", None)]
)
def test_a_day_is_read_from_the_start_of_a_text(text: str, day: date | None) -> None:
    assert parse_day(text) == day


@pytest.mark.parametrize(
    ("call", "value", "found"),
    [
        ("search_tokens(?)", "風電", True),
        ("search_tokens(?)", None, False),
        ("search_tokens(CAST(? AS BLOB))", b"\xff\xe9\xa2\xa8", True),
        ("tag_tokens(CAST(? AS BLOB))", json.dumps(["要聞"]), True),
        ("tag_tokens(CAST(? AS BLOB))", json.dumps([3]), True),
        ("tag_tokens(CAST(? AS BLOB))", json.dumps({"a": 1}), False),
        ("tag_tokens(CAST(? AS BLOB))", "[" * 100_000, False),
        ("tag_tokens(CAST(? AS BLOB))", "[", False),
    ],
)
def test_sql_gets_tokens_of_whatever_a_column_has(call: str, value: object, found: bool) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        create_functions(connection)
        ((tokens,),) = connection.execute(f"SELECT {call}", (value,))
        assert bool(tokens) is found
        (day,) = connection.execute("SELECT article_day(CAST('2025-03-01' AS BLOB), CAST('' AS BLOB))").fetchone()
        assert day == to_julian_day(date(2025, 3, 1))
