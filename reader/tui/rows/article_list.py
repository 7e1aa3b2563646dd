"""The rows of the list of articles: what stands in which column, cut to its cells, in the script of the view."""

from __future__ import annotations

from time import strftime
from typing import TYPE_CHECKING, NamedTuple

from reader.tui.rows.columns import cut, left
from reader.typeset import cell_len

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.i18n import Words
    from reader.tui.state.list_entry import Entry
    from reader.tui.state.reading_list import Shelf
    from reader.typeset import Ambiguous

ONE_ROW = 60
"""From so many cells on an article takes one row: title, outlet, date and length side by side."""
_DATE = 5
_LENGTH = 9
"""Cells of a length with what separates it from the date: `  1,240字`."""
_LONG = 100_000
"""From so many characters on, lengths are told in thousands, in Chinese in 萬."""
_NAME = 12
"""Cells that the name of the list keeps beside its facts."""
_LEAST = 4
"""Cells below which an outlet says nothing."""


class Cell(NamedTuple):
    """A part of a row with a look of its own; it takes as many cells as it is wide."""

    text: str
    look: str = ""


def date_column(date: str, today: str) -> str:
    """A date in five cells: today's time, this year's month and day, an older year; as printed, never in another zone.

    Args:
        date: YYYY-MM-DD or YYYY-MM-DDTHH:MM; empty where there is none.
        today: YYYY-MM-DD.
    """
    if date[:10] == today and "T" in date:
        return date[11:16]
    return (date[5:10] if date[:4] == today[:4] else date[:4]).rjust(_DATE)


class ListRows:
    """The rows of a shelf, made when they are seen.

    Args:
        shelf: The articles.
        words: Of the screen.
        ambiguous: Cells of characters of ambiguous width.
        today: Says what day it is, as YYYY-MM-DD.
    """

    def __init__(
        self, shelf: Shelf, words: Words, ambiguous: Ambiguous, today: Callable[[], str] = lambda: strftime("%Y-%m-%d")
    ) -> None:
        self._shelf = shelf
        self._words = words
        self._ambiguous: Ambiguous = ambiguous
        self._today = today

    @staticmethod
    def of_one(width: int) -> int:
        """Rows of one article in so many cells."""
        return 1 if width >= ONE_ROW else 2

    def head(self, width: int) -> tuple[str, str]:
        """What list this is, and in what state: name, count and order; filter, what is hidden, how many titles came."""
        shelf, words = self._shelf, self._words
        name = shelf.name or words(
            "shelf.samples" if shelf.samples else "shelf.library" if shelf.library else "shelf.files"
        )
        count = words("shelf.count", n=f"{shelf.total:,}")
        if len(shelf.shown) != shelf.total:
            count = words("shelf.count.of", n=f"{len(shelf.shown):,}", m=f"{shelf.total:,}")
        facts = [count, words("shelf.order." + shelf.order)]
        state = []
        if not shelf.done:
            state.append(words("shelf.titles", n=f"{shelf.known:,}", m=f"{len(shelf.entries):,}"))
        if shelf.hides_read:
            state.append(words("shelf.hidden", n=f"{shelf.read_count:,}"))
        if shelf.query:
            state.append(words("shelf.filter", q=shelf.query))
        lead = " " * self._lead(width)
        room = width - len(lead) - 1
        while facts and self._cells("  ".join(facts)) > room - min(self._cells(name), _NAME) - 2:
            facts.pop()
        told = "".join("  " + fact for fact in facts)
        return lead + self._cut(name, room - self._cells(told)) + told, lead + self._cut("  ".join(state), room)

    def nothing(self, width: int) -> str:
        """Why the list is empty."""
        shelf, words = self._shelf, self._words
        lead = self._lead(width)
        if not shelf.total:
            why = words("shelf.empty")
        else:
            why = words("shelf.empty.filter", q=shelf.query) if shelf.query else words("shelf.empty.read")
        return " " * lead + self._cut(why, width - lead)

    def row(self, number: int, part: int, width: int) -> list[Cell]:
        """One row of an article: the whole article on a wide list, its title or what is below it on a narrow one."""
        entry = self._shelf.entries[number]
        title, outlet = self._shelf.say(number)
        lead, room = self._lead(width), width - self._lead(width) - 1
        sign = ">" if number == self._shelf.current else " " if entry.read else "-"
        star = "*" if entry.starred else " "
        why = entry.error.why if entry.error else ""
        if self.of_one(width) == 1:
            signs = Cell(f" {sign}{star}".ljust(lead))
            if why:
                name = self._cut(title, room // 2)
                return [signs, Cell(name), Cell("  " + self._cut(why, room - 2 - self._cells(name)), "meta")]
            outlet_room = 16 if width >= 100 else 12
            tail = "  ".join(("", self._left(outlet, outlet_room), self._date(entry))) + self._length(entry)
            return [signs, Cell(self._left(title, room - self._cells(tail))), Cell(tail, "meta")]
        if part == 0:
            return [Cell(sign.ljust(lead)), Cell(self._cut(title, room))]
        if why:
            return [Cell(star.ljust(lead)), Cell("  " + self._cut(why, room - 2), "meta")]
        tail = self._date(entry) + self._length(entry)
        outlet_room = room - 2 - self._cells(tail)
        meta = "  " + self._left(outlet, outlet_room - 1) + " " + tail if outlet_room > _LEAST else tail
        return [Cell(star.ljust(lead)), Cell(self._cut(meta, room), "meta")]

    @staticmethod
    def _lead(width: int) -> int:
        """Cells before a title."""
        return 4 if width >= ONE_ROW else 2

    def _date(self, entry: Entry) -> str:
        return date_column(entry.date, self._today())

    def _length(self, entry: Entry) -> str:
        """The length, right-aligned; an estimated one is round and has the sign of it."""
        if entry.length < 0:
            return " " * _LENGTH
        if entry.exact and entry.length < _LONG:
            said = self._words("shelf.length", n=f"{entry.length:,}")
        else:
            unit = 1000 if self._words.language == "en" else 10_000
            said = self._words("shelf.length.short", n=f"{max(1, round(entry.length / unit)):,}")
            said = said if entry.exact else "~" + said
        return " " * max(1, _LENGTH - self._cells(said)) + said

    def _cells(self, text: str) -> int:
        return cell_len(text, self._ambiguous)

    def _cut(self, text: str, cells: int) -> str:
        return cut(text, cells, self._ambiguous)

    def _left(self, text: str, cells: int) -> str:
        """Cut and filled with spaces to exactly so many cells."""
        return left(text, cells, self._ambiguous)
