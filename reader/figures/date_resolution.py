"""Completes dates: parts that are not printed come from earlier dates of the text, or from the article's date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.figures.candidate import Candidate

if TYPE_CHECKING:
    from reader.figures.context import FigureContext
    from reader.figures.date_parts import DateParts

_FAR_DAYS = 15
"""Days that a day without a month may be later than the article; a later one is of the month before."""


class DateResolver:
    """Completes the dates of one block in their order, each from those before it.

    Args:
        context: The article's date and region.
    """

    _last_day: int
    """The day of the date that the carried month is of; 0 where it had none."""

    def __init__(self, context: FigureContext) -> None:
        self._context = context
        self._year: int | None = None
        """The year that was told last, for 同年."""
        self._sentence: int | None = None
        self._carried_year: int | None = None
        """The year of a date with a month, told in the same sentence."""
        self._carried_month: tuple[int | None, int] | None = None
        """Year and month told last in the paragraph, for 22日 behind 4月20日."""
        self._past_day: tuple[int, int, int] | None = None
        """The last day that was told with its year, where it is not of the article's: 2015年6月2日 for 6月3日."""

    def candidate(self, first: DateParts, second: DateParts | None, sentence: int) -> Candidate:
        """The figure of a date, a time or a period.

        Args:
            first: What is printed.
            second: Its last day, for a period.
            sentence: Where its sentence begins; a year is only carried over inside one.
        """
        if sentence != self._sentence:
            self._sentence, self._carried_year = sentence, None
        found = Candidate(first.start, first.end, first.kind, canonical="ISO8601", unit=first.unit, approx=first.approx)
        if first.part:
            found.qualifiers.append(first.part)
        year, month = self._fill(first)
        low = _iso(first, year, month)
        if second is not None:
            found.end, found.unit = second.end, second.unit
            self._finish_range(found, first, second, year, month)
        elif first.last_month is not None:
            found.make_range(low, _iso(first, year, first.last_month))
            found.subkind = "date_range"
        elif first.last_year is not None:
            found.make_range(low, _iso(first, first.last_year, None))
            found.subkind = "date_range"
        else:
            found.value = low if first.kind != "year" else year
        self._remember(first, year, month)
        if second is not None and isinstance(found.high, str) and found.high[:4].isdecimal():
            self._remember_end(first, second, found.high)
        return found

    def _fill(self, parts: DateParts) -> tuple[int | None, int | None]:
        """Year and month of a date."""
        year, month = parts.year, parts.month
        if parts.kind == "time":
            return None, None
        if parts.anchor:
            return self._relative(parts)
        if year is None and month is not None:
            year = self._carried_year if self._carried_year is not None else self._year_of_month(month, parts.day)
        if month is None and parts.day is not None:
            return self._month_of_day(parts.day)
        return year, month

    def _year_of_month(self, month: int, day: int | None) -> int | None:
        """The year of a month or day without one: of the day of the past that it follows, else near the article."""
        own = self._context.infer_year(month)
        if self._past_day is None or day is None or not own:
            return own
        is_near_article = 0 <= self._context.shift_month()[1] - month <= 1 and own == self._context.year
        return self._past_day[0] if (month, day) >= self._past_day[1:] and not is_near_article else own

    def _relative(self, parts: DateParts) -> tuple[int | None, int | None]:
        own = self._context.year
        if parts.anchor_slot == "month":
            if not own:
                return None, None
            return self._context.shift_month(parts.shift)
        base = (self._year or own) if parts.anchor == "text" else own
        return (base + parts.shift if base else None), parts.month

    def _month_of_day(self, day: int) -> tuple[int | None, int | None]:
        """The month of a day that is printed without one."""
        if self._carried_month is not None and day >= self._last_day:
            return self._carried_month
        if not self._context.year:
            return None, None
        shift = -1 if self._context.day and day > self._context.day + _FAR_DAYS else 0
        return self._context.shift_month(shift)

    def _finish_range(
        self, found: Candidate, first: DateParts, second: DateParts, year: int | None, month: int | None
    ) -> None:
        """A period of two dates: each takes what it lacks from the other."""
        found.subkind = "date_range"
        if first.kind == "year":
            found.kind = "year"
            found.make_range(year, second.year)
            return
        last_year, last_month = second.year, second.month
        if second.anchor:
            last_year, last_month = self._relative(second)
        if last_month is None:
            last_month = month
            if month and first.day and second.day and second.day < first.day:
                last_month = month % 12 + 1  # 8月30日至2日
        last_year = last_year if last_year is not None else year
        same_day = second.day if second.day is not None else first.day if second.kind == "time" else None
        if last_year is not None and last_year == year and second.year is None and month and last_month:
            last_year += last_month < month
        end = second.copy(day=same_day, kind=first.kind)
        low, high = _iso(first, year, month), _iso(end, last_year, last_month)
        found.value, found.low, found.high, found.is_range = None, low, high, True

    def _remember_end(self, first: DateParts, second: DateParts, high: str) -> None:
        """A period is remembered by its end: what follows 2023年12月28日至2024年1月3日 is of 2024."""
        if first.year is not None or second.year is not None:
            self._year = self._carried_year = int(high[:4])
        if self._carried_month is not None and len(high) >= 7:
            self._carried_month, self._last_day = (int(high[:4]), int(high[5:7])), 0

    def _remember(self, parts: DateParts, year: int | None, month: int | None) -> None:
        if parts.kind == "time":
            return
        if year is not None:
            self._year = year
        printed = parts.year is not None or bool(parts.anchor)
        if printed and month is not None:
            self._carried_year = year
        elif printed and parts.kind != "year":
            self._carried_year = None
        if year is not None and month is not None and parts.day is not None:
            self._past_day = (year, month, parts.day) if year != self._context.year else None
        if month is not None and parts.month is not None and parts.last_month is None:
            self._carried_month, self._last_day = (year, month), parts.day or 0


def _iso(parts: DateParts, year: int | None, month: int | None) -> str:
    """The date in ISO 8601; what is not known is left open as XML Schema does it: --06-11, ---24."""
    if parts.kind == "time":
        return parts.time
    day = f"-{parts.day:02}" if parts.day is not None else ""
    time = f"T{parts.time}" if parts.time else ""
    if month is None and parts.day is None:
        return f"{year:04}" if year is not None else ""
    if month is None:
        return f"---{parts.day:02}{time}"
    return f"{'-' if year is None else f'{year:04}'}-{month:02}{day}{time}"
