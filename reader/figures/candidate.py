"""A figure while it is being read: offsets of the folded text, values as fractions."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.figures.times import Printed

Exact = Fraction | int


@dataclass(slots=True, eq=False, repr=False, match_args=False)  # the rest would cost 2 ms at every start
class Draft:
    """What is known of a figure before its surroundings are looked at."""

    start: int
    end: int
    kind: str
    """"" for what was read and is no figure."""
    value: Exact | str | None = None
    low: Exact | str | None = None
    high: Exact | str | None = None
    ranged: bool = False
    values: tuple[Exact, ...] = ()
    """Of A:B:C."""
    unit_start: int = 0
    unit_end: int = 0
    unit: str = ""
    """Where it is not in the text: 日 of 6月25."""
    pieces: tuple[tuple[int, int], ...] = ()
    """Where it stands, if it is not one stretch of the text: 分 and 鐘 of 8分多鐘."""
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

    @classmethod
    def of_date(cls, printed: Printed) -> Draft:
        """The draft of a date or time."""
        draft = cls(printed.start, printed.end, printed.kind, canonical="ISO8601", unit=printed.unit)
        draft.approx = printed.approx
        if printed.part:
            draft.qualifiers.append(printed.part)
        if printed.high:
            draft.low, draft.high, draft.ranged, draft.subkind = printed.low, printed.high, True, "date_range"
        elif printed.kind == "year":
            draft.value = int(printed.low)
        else:
            draft.value = printed.low
        return draft

    @property
    def year(self) -> int:
        """Of a date; 0 where it has none."""
        first = str(self.low if self.value is None else self.value)[:4]
        return int(first) if first.isdecimal() else 0
