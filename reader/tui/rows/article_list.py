"""The rows of the list of articles: what stands in which column, cut to its cells, in the script of the view."""

from __future__ import annotations

from time import strftime
from typing import TYPE_CHECKING

from reader.tui.rows.columns import StyledText, align_left, truncate
from reader.typeset import cell_len

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.i18n import Messages
    from reader.tui.state.list_entry import ListEntry
    from reader.tui.state.reading_list import ReadingList
    from reader.typeset import AmbiguousWidth

MIN_ONE_ROW_CELLS = 60
"""From so many cells on an article takes one row: title, outlet, date and length side by side."""
_DATE_CELLS = 5
_LENGTH_CELLS = 9
"""Cells of a length with what separates it from the date: `  1,240字`."""
_MIN_ROUNDED_LENGTH = 100_000
"""From so many characters on, lengths are told in thousands, in Chinese in 萬."""
_MIN_NAME_CELLS = 12
"""Cells that the name of the list keeps beside its facts."""
_MIN_OUTLET_CELLS = 4
"""Cells below which an outlet says nothing."""


def format_date(date: str, today: str) -> str:
    """A date in five cells: today's time, this year's month and day, an older year; as printed, never in another zone.

    Args:
        date: YYYY-MM-DD or YYYY-MM-DDTHH:MM; empty where there is none.
        today: YYYY-MM-DD.
    """
    if date[:10] == today and "T" in date:
        return date[11:16]
    return (date[5:10] if date[:4] == today[:4] else date[:4]).rjust(_DATE_CELLS)


class ArticleListRows:
    """The rows of a shelf, made when they are seen.

    Args:
        reading_list: The articles.
        messages: Of the screen.
        ambiguous: Cells of characters of ambiguous width.
        today: Says what day it is, as YYYY-MM-DD.
    """

    def __init__(
        self,
        reading_list: ReadingList,
        messages: Messages,
        ambiguous: AmbiguousWidth,
        today: Callable[[], str] = lambda: strftime("%Y-%m-%d"),
    ) -> None:
        self._reading_list = reading_list
        self._messages = messages
        self._ambiguous: AmbiguousWidth = ambiguous
        self._today = today

    @staticmethod
    def rows_per_article(width: int) -> int:
        """Rows of one article in so many cells."""
        return 1 if width >= MIN_ONE_ROW_CELLS else 2

    def format_heading(self, width: int) -> tuple[str, str]:
        """What list this is, and in what state: name, count and order; filter, what is hidden, how many titles came."""
        shelf, words = self._reading_list, self._messages
        name = shelf.folder_name or words(
            "shelf.samples" if shelf.is_samples else "shelf.library" if shelf.is_library else "shelf.files"
        )
        count = words("shelf.count", n=f"{shelf.entry_count:,}")
        if len(shelf.visible_numbers) != shelf.entry_count:
            count = words("shelf.count.of", n=f"{len(shelf.visible_numbers):,}", m=f"{shelf.entry_count:,}")
        facts = [count, words("shelf.order." + shelf.order)]
        state = []
        if not shelf.is_complete:
            state.append(words("shelf.titles", n=f"{shelf.read_head_count:,}", m=f"{len(shelf.entries):,}"))
        if shelf.is_hiding_read:
            state.append(words("shelf.hidden", n=f"{shelf.read_count:,}"))
        if shelf.query:
            state.append(words("shelf.filter", q=shelf.query))
        lead = " " * self._lead_cells(width)
        room = width - len(lead) - 1
        while facts and self._count_cells("  ".join(facts)) > room - min(self._count_cells(name), _MIN_NAME_CELLS) - 2:
            facts.pop()
        told = "".join("  " + fact for fact in facts)
        return lead + self._truncate(name, room - self._count_cells(told)) + told, lead + self._truncate(
            "  ".join(state), room
        )

    def format_empty_message(self, width: int) -> str:
        """Why the list is empty."""
        shelf, words = self._reading_list, self._messages
        lead = self._lead_cells(width)
        if not shelf.entry_count:
            why = words("shelf.empty")
        else:
            why = words("shelf.empty.filter", q=shelf.query) if shelf.query else words("shelf.empty.read")
        return " " * lead + self._truncate(why, width - lead)

    def make_row(self, number: int, part: int, width: int) -> list[StyledText]:
        """One row of an article: the whole article on a wide list, its title or what is below it on a narrow one."""
        entry = self._reading_list.entries[number]
        title, outlet = self._reading_list.get_title_and_outlet(number)
        lead, room = self._lead_cells(width), width - self._lead_cells(width) - 1
        sign = ">" if number == self._reading_list.open_number else " " if entry.is_read else "-"
        star = "*" if entry.is_starred else " "
        why = entry.error.why if entry.error else ""
        if self.rows_per_article(width) == 1:
            signs = StyledText(f" {sign}{star}".ljust(lead))
            if why:
                name = self._truncate(title, room // 2)
                return [
                    signs,
                    StyledText(name),
                    StyledText("  " + self._truncate(why, room - 2 - self._count_cells(name)), "meta"),
                ]
            outlet_room = 16 if width >= 100 else 12
            tail = "  ".join(
                ("", self._align_left(outlet, outlet_room), self._format_date(entry))
            ) + self._format_length(entry)
            return [
                signs,
                StyledText(self._align_left(title, room - self._count_cells(tail))),
                StyledText(tail, "meta"),
            ]
        if part == 0:
            return [StyledText(sign.ljust(lead)), StyledText(self._truncate(title, room))]
        if why:
            return [StyledText(star.ljust(lead)), StyledText("  " + self._truncate(why, room - 2), "meta")]
        tail = self._format_date(entry) + self._format_length(entry)
        outlet_room = room - 2 - self._count_cells(tail)
        meta = (
            "  " + self._align_left(outlet, outlet_room - 1) + " " + tail if outlet_room > _MIN_OUTLET_CELLS else tail
        )
        return [StyledText(star.ljust(lead)), StyledText(self._truncate(meta, room), "meta")]

    @staticmethod
    def _lead_cells(width: int) -> int:
        """Cells before a title."""
        return 4 if width >= MIN_ONE_ROW_CELLS else 2

    def _format_date(self, entry: ListEntry) -> str:
        return format_date(entry.date, self._today())

    def _format_length(self, entry: ListEntry) -> str:
        """The length, right-aligned; an estimated one is round and has the sign of it."""
        if entry.length < 0:
            return " " * _LENGTH_CELLS
        if entry.is_length_exact and entry.length < _MIN_ROUNDED_LENGTH:
            said = self._messages("shelf.length", n=f"{entry.length:,}")
        else:
            unit = 1000 if self._messages.language == "en" else 10_000
            said = self._messages("shelf.length.short", n=f"{max(1, round(entry.length / unit)):,}")
            said = said if entry.is_length_exact else "~" + said
        return " " * max(1, _LENGTH_CELLS - self._count_cells(said)) + said

    def _count_cells(self, text: str) -> int:
        return cell_len(text, self._ambiguous)

    def _truncate(self, text: str, cells: int) -> str:
        return truncate(text, cells, self._ambiguous)

    def _align_left(self, text: str, cells: int) -> str:
        """Cut and filled with spaces to exactly so many cells."""
        return align_left(text, cells, self._ambiguous)
