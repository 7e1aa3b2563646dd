from __future__ import annotations

import pytest

from reader.tui.state.count_prefix import CHORD_SECONDS, CountPrefix


@pytest.fixture(autouse=True)
def digits_begin_no_count() -> None:
    """The real time in which a key makes a count, in place of that of the tests of the screen."""


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_digits_without_a_command_make_a_count_at_any_speed() -> None:
    clock = Clock()
    prefix = CountPrefix(clock)
    assert prefix.press_digit("7", has_command=False)
    clock.now += 10
    assert prefix.press_digit("0", has_command=True)
    assert prefix.digits == "70"
    clock.now += 10
    assert prefix.take() == 70
    assert prefix.take() == 0


def test_a_digit_with_a_command_runs_it_and_is_a_count_only_where_a_key_follows_at_once() -> None:
    clock = Clock()
    prefix = CountPrefix(clock)
    assert not prefix.press_digit("3", has_command=True)
    assert prefix.has_run_command
    clock.now += CHORD_SECONDS / 2
    assert prefix.take() == 3
    prefix.press_digit("3", has_command=True)
    clock.now += CHORD_SECONDS * 2
    assert prefix.take() == 0


def test_a_second_digit_makes_a_count_of_the_first() -> None:
    prefix = CountPrefix(Clock())
    assert not prefix.press_digit("1", has_command=True)
    assert prefix.press_digit("2", has_command=True)
    prefix.confirm_count()
    assert not prefix.has_run_command
    assert prefix.take() == 12


def test_a_lone_zero_is_no_count_and_a_long_count_keeps_its_last_digits() -> None:
    prefix = CountPrefix(Clock())
    assert not prefix.press_digit("0", has_command=True)
    assert prefix.take() == 0
    for _ in range(20):
        prefix.press_digit("9", has_command=False)
    assert prefix.take() == 9999


def test_another_key_forgets_the_count() -> None:
    prefix = CountPrefix(Clock())
    prefix.press_digit("8", has_command=False)
    prefix.clear()
    assert prefix.take() == 0
