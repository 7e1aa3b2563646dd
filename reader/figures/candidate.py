"""A figure while it is being read: offsets of the folded text, values as fractions."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

Exact = Fraction | int
PERIOD_KINDS = frozenset(("date", "time", "year"))
"""Kinds whose values are texts or years and whose canonical unit is ISO8601."""


@dataclass(slots=True, eq=False, repr=False, match_args=False)  # the rest would cost 2 ms at every start
class Candidate:
    """What is known of a figure before its surroundings are looked at."""

    start: int
    end: int
    kind: str
    """"" for what was read and is no figure."""
    value: Exact | str | None = None
    low: Exact | str | None = None
    high: Exact | str | None = None
    is_range: bool = False
    values: tuple[Exact, ...] = ()
    """Of A:B:C."""
    unit_start: int = 0
    unit_end: int = 0
    unit: str = ""
    """Where it is not in the text: 日 of 6月25."""
    pieces: tuple[tuple[int, int], ...] = ()
    """Where the unit stands, if it is not one stretch of the text: 分 and 鐘 of 8分多鐘."""
    canonical: str = "1"
    factor: Exact = 1
    subkind: str = ""
    form: str = ""
    """The unit as the tables have it."""
    approx: bool = False
    bound: str = ""
    qualifiers: list[str] = field(default_factory=list)
    per: tuple[int, int] = (0, 0)
    assumed: bool = False

    def make_range(self, low: Exact | str | None, high: Exact | str | None) -> None:
        """Give it two ends in place of a value; numbers are put in order.

        Args:
            low: The lower end; None where it is open.
            high: The upper end; None where it is open.
        """
        if isinstance(low, int | Fraction) and isinstance(high, int | Fraction):
            low, high = min(low, high), max(low, high)
        self.value, self.low, self.high, self.is_range = None, low, high, True
