"""The count that is typed before a motion: 12 of `12G`."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_MAX_COUNT = 9999
CHORD_SECONDS = 0.25
"""Seconds in which a key has to follow a digit that has a command of its own, to make a count of it: who presses `3`
for the figures and then `j` to move in them takes longer than who types `3j`."""


class CountPrefix:
    """Tells digits of a count from digits that are keys of commands.

    A digit with a command is both at first: its command runs at once, and is taken back when a motion follows within
    CHORD_SECONDS.

    Args:
        clock: Gives the time in seconds.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._digits = ""
        self._has_run_command = False
        self._last_press = 0.0

    @property
    def digits(self) -> str:
        """The digits typed so far; "" for none."""
        return self._digits

    @property
    def has_run_command(self) -> bool:
        """Whether the command of the first digit ran, and was not taken back yet."""
        return self._has_run_command

    def press_digit(self, digit: str, *, has_command: bool) -> bool:
        """Take a digit; return whether it is only a part of a count, so that its own command must not run.

        Args:
            digit: 0 to 9.
            has_command: Whether the digit is the key of a command here.
        """
        if self._is_expired():
            self.clear()
        self._last_press = self._clock()
        if self._digits:
            self._digits = (self._digits + digit)[-len(str(_MAX_COUNT)) :]
            return True
        if digit == "0":
            return False
        self._digits, self._has_run_command = digit, has_command
        return not has_command

    def confirm_count(self) -> None:
        """The command of the first digit was taken back: it was the beginning of a count."""
        self._has_run_command = False

    def take(self) -> int:
        """The count for the motion that was pressed now, and none from now on; 0 where there is none."""
        count = 0 if self._is_expired() or not self._digits else int(self._digits)
        self.clear()
        return count

    def clear(self) -> None:
        """Have no count: another key was pressed."""
        self._digits, self._has_run_command = "", False

    def _is_expired(self) -> bool:
        return self._has_run_command and self._clock() - self._last_press > CHORD_SECONDS
