"""DateParts: what is printed of a date or time, before the article's date fills in the rest."""

from __future__ import annotations

from dataclasses import dataclass, replace

MONTHS, DAYS = range(1, 13), range(1, 32)
ROC = 1911
"""The year before the first one of the Republic."""
ROC_YEARS = range(80, 200)
"""Years of the Republic that articles are about."""


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class DateParts:
    """A date or time in a text. Offsets are code points of the folded text."""

    start: int
    end: int
    kind: str
    """year, date or time."""
    unit: str = ""
    year: int | None = None
    month: int | None = None
    last_month: int | None = None
    """Of a quarter, a half or 1-9月."""
    day: int | None = None
    time: str = ""
    """HH:MM."""
    last_year: int | None = None
    """Of a decade or century."""
    anchor: str = ""
    """`article` or `text`, for 今年 and 同年: what the shift counts from."""
    anchor_slot: str = ""
    """`year` or `month`: what the shift counts."""
    shift: int = 0
    approx: bool = False
    part: str = ""
    """初, 底, 中旬."""

    def copy(self, **changes: object) -> DateParts:
        """The same with other parts."""
        return replace(self, **changes)  # type: ignore[arg-type]

    @property
    def is_span(self) -> bool:
        """Whether it is a period of more than the smallest unit that is printed: a quarter, a decade."""
        return self.last_month is not None or self.last_year is not None
