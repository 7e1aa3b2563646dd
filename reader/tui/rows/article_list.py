"""The rows of the list of articles, in columns, in the script of the view."""

from __future__ import annotations

from time import strftime
from typing import TYPE_CHECKING

from reader.tui.rows.columns import StyledText, align_left, truncate
from reader.typeset import cell_len, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reader.i18n import Messages
    from reader.tui.state.list_entry import ListEntry
    from reader.tui.state.reading_list import ReadingList
    from reader.typeset import AmbiguousWidth

MIN_ONE_ROW_CELLS = 60
"""Cells of a list in which an article takes one row: title, outlet, date and length side by side."""
_SHORT_DATE_CELLS, _DATE_CELLS = 5, 10
"""Cells of 12-21 or 14:05, and of 2018-12-21."""
_MIN_DATE_CELLS_ONE_ROW, _MIN_DATE_CELLS_TWO_ROWS = 72, 36
"""Cells of a list that has whole dates, with one row for an article or two."""
_LENGTH_CELLS = 9
"""Cells of a length with the space before it: `  1,240字`."""
_MIN_ROUNDED_LENGTH = 100_000
"""Characters from which on lengths are given in thousands, in Chinese in 萬."""
_MIN_NAME_CELLS = 12
"""Cells that the name of the list gets before anything stands beside it."""
_NOTES_CELLS = 6
"""Cells of a count of notes, with the spaces before it."""
_OUTLET_CELLS = ((100, 16), (80, 12), (0, 10))
"""Cells of a list with one row for an article, each with the cells of the outlet from there on."""
_MIN_NOTES_CELLS = 80
"""Cells of a list with one row for an article that counts the notes on each: titles come first."""
_PROGRESS_CELLS = 6
"""Cells of how far an article was read, with the spaces before it."""
_MIN_PROGRESS_CELLS = 96
"""Cells of a list with one row for an article that says how far each was read."""
_MIN_OUTLET_CELLS = 4
"""Cells up to which an outlet is left out."""


def format_date(date: str, today: str, cells: int = _DATE_CELLS) -> str:
    """A date, right-aligned: the time if it is today, month and day of this year, else the date or the year.

    Dates are those that are printed in the article; they are not converted to the time zone of the user.

    Args:
        date: YYYY-MM-DD or YYYY-MM-DDTHH:MM; empty where there is none.
        today: YYYY-MM-DD.
        cells: Its cells; with fewer than ten only the year stands for the date of another year.
    """
    if date[:10] == today and "T" in date:
        text = date[11:16]
    elif date[:4] == today[:4]:
        text = date[5:10]
    else:
        text = date[:10] if cells >= _DATE_CELLS else date[:4]
    return text.rjust(cells)


def _count_date_cells(width: int) -> int:
    """The cells of a date in a list of so many cells."""
    least = _MIN_DATE_CELLS_ONE_ROW if width >= MIN_ONE_ROW_CELLS else _MIN_DATE_CELLS_TWO_ROWS
    return _DATE_CELLS if width >= least else _SHORT_DATE_CELLS


EXAMPLE_FEEDS = (
    ("first.hk", "https://rthk.hk/rthk/news/rss/c_expressnews_clocal.xml"),
    ("first.tw", "https://news.pts.org.tw/xml/newsfeed.xml"),
    ("first.cn", "http://www.people.com.cn/rss/politics.xml"),
    ("first.abroad", "https://feeds.bbci.co.uk/zhongwen/trad/rss.xml"),
)
"""A feed of each region, by the messages that name the regions."""


def _mark_words(text: str, marks: Iterable[tuple[int, int]], style: str = "") -> list[StyledText]:
    """A text with the words of a search marked.

    Args:
        text: The text.
        marks: Start and end of each word, in code points, in order.
        style: Of what is between them.
    """
    parts, at = [], 0
    for start, end in marks:
        parts += [StyledText(text[at:start], style), StyledText(text[start:end], "hit")]
        at = end
    return [*parts, StyledText(text[at:], style)]


class ArticleListRows:
    """The rows of the list of articles, made when they are shown.

    Args:
        reading_list: The articles.
        messages: The messages of the screen.
        ambiguous: Cells of a character of ambiguous width.
        today: Returns the date of today as YYYY-MM-DD.
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

    def rows_per_article(self, width: int) -> int:
        """The rows that an article takes in a list of so many cells; a hit of a search takes one more in a wide one."""
        return 1 if width >= MIN_ONE_ROW_CELLS and not self._reading_list.search_state else 2

    def format_column_heads(self, width: int) -> str:
        """The names of the columns, in a list that has one row for an article; "" in others."""
        if width < MIN_ONE_ROW_CELLS:
            return ""
        words = self._messages
        lead = " " * self._lead_cells(width)
        length = words("col.length")
        length = " " * max(1, _LENGTH_CELLS - self._count_cells(length)) + length
        heads = words("col.source"), self._format_note_head(), words("col.progress"), words("col.date")
        tail = self._format_tail(*heads, length, width)
        return lead + self._align_left(words("col.title"), width - len(lead) - 1 - self._count_cells(tail)) + tail

    def _format_note_head(self) -> str:
        return self._messages("pane.notes") if self._reading_list.is_library else ""

    def _format_tail(self, outlet: str, notes: str, progress: str, date: str, length: str, width: int) -> str:
        """The columns behind the title.

        Args:
            outlet: Where it was published.
            notes: How many notes there are on it.
            progress: How far it was read.
            date: In the cells of a date at most.
            length: In its cells, right-aligned.
            width: Cells of the list.
        """
        outlet_cells = next(cells for least, cells in _OUTLET_CELLS if width >= least)
        tail = f"  {self._align_left(outlet, outlet_cells)}"
        if self._reading_list.is_library and width >= _MIN_NOTES_CELLS:
            tail += " " * max(1, _NOTES_CELLS - self._count_cells(notes)) + notes
        if width >= _MIN_PROGRESS_CELLS:
            tail += " " * max(1, _PROGRESS_CELLS - self._count_cells(progress)) + progress
        date = " " * (_count_date_cells(width) - self._count_cells(date)) + date
        return f"{tail}  {date}{length}"

    def format_heading(self, width: int) -> tuple[str, str]:
        """The two rows above the articles.

        The first has the name of the list, the number of its articles and their order; the second the filter, how many
        read articles are hidden, and how many titles have been read so far.
        """
        articles, messages = self._reading_list, self._messages
        name = self._format_list_name()
        shown = articles.listed_count
        count = messages("shelf.count", n=f"{articles.entry_count:,}")
        if shown != articles.entry_count:
            count = messages("shelf.count.of", n=f"{shown:,}", m=f"{articles.entry_count:,}")
        order = "best" if articles.search_state and articles.search_state.order == "best" else articles.order
        facts = [count, messages("shelf.order." + order)]
        state = []
        if not articles.is_complete and not articles.is_library:
            read, total = articles.read_head_count, len(articles.entries)
            state.append(messages("shelf.titles", n=f"{read:,}", m=f"{total:,}"))
        if articles.is_hiding_read:
            state.append(messages("shelf.hidden", n=f"{articles.read_count:,}"))
        if articles.query:
            state.append(messages("shelf.search" if articles.is_library else "shelf.filter", q=articles.query))
        if articles.search_state and articles.search_state.variants:
            state.append(messages("search.variants", words=" ".join(articles.search_state.variants)))
        lead = " " * self._lead_cells(width)
        room = width - len(lead) - 1
        min_name_cells = min(self._count_cells(name), _MIN_NAME_CELLS)
        while facts and self._count_cells("  ".join(facts)) > room - min_name_cells - 2:
            facts.pop()
        tail = "".join("  " + fact for fact in facts)
        first = lead + self._truncate(name, room - self._count_cells(tail)) + tail
        return first, lead + self._truncate("  ".join(state), room)

    def _format_list_name(self) -> str:
        """The name of the list."""
        articles, messages = self._reading_list, self._messages
        kind, _, value = articles.list_name.partition(":")
        if not articles.is_library:
            return articles.folder_name or messages("shelf.samples" if articles.is_samples else "shelf.files")
        if articles.search_state:
            return messages("list.hits")
        if kind == "feed" and articles.library is not None:
            choices = articles.library.list_choices()
            return next((each.title.strip() for each in choices if each.name == articles.list_name), "")
        return messages("shelf.library") + "  " + (f"#{value}" if kind == "tag" else value or messages("list." + kind))

    def format_empty_message(self, width: int) -> str:
        """Why the list is empty, in a row of so many cells."""
        articles = self._reading_list
        if articles.is_library and articles.query:
            reason = self._messages("shelf.empty.search", q=articles.query)
        elif articles.is_library and not articles.is_hiding_read:
            reason = self._messages("shelf.empty.library" if articles.list_name == "all" else "shelf.empty.list")
        elif not articles.entry_count:
            reason = self._messages("shelf.empty")
        elif articles.query:
            reason = self._messages("shelf.empty.filter", q=articles.query)
        else:
            reason = self._messages("shelf.empty.read")
        lead = self._lead_cells(width)
        return " " * lead + self._truncate(reason, width - lead)

    def _format_outlet(self, number: int, outlet: str) -> str:
        """The outlet of an article, with how many others have the same story: `海角日報 +2`."""
        count = self._reading_list.entries[number].duplicate_count
        return f"{outlet} +{count}" if count else outlet

    def format_first_steps(self, width: int) -> list[str]:
        """The rows below an empty list or the bundled articles: what to do first, and an example feed of each region.

        Args:
            width: Cells of the list.
        """
        articles = self._reading_list
        is_empty = (
            articles.is_library and articles.list_name == "all" and not articles.entry_count and not articles.query
        )
        if not articles.has_first_steps or not (is_empty or (articles.is_samples and not articles.is_library)):
            return []
        lead = self._lead_cells(width)
        room = width - lead - 1
        rows = self._wrap(self._messages("first.follow"), room)
        if width >= MIN_ONE_ROW_CELLS:
            rows += [self._truncate(f"  {self._messages(name)}  {url}", room) for name, url in EXAMPLE_FEEDS]
        rows += self._wrap(self._messages("first.keys"), room)
        return [" " * lead + row for row in rows]

    def _wrap(self, text: str, cells: int) -> list[str]:
        """A text in rows of so many cells."""
        return [text[start:end] for start, end in wrap(text, max(4, cells), ambiguous_width=self._ambiguous)]

    def make_row(self, number: int, part: int, width: int) -> list[StyledText]:
        """One row of an article.

        Args:
            number: The number of the article.
            part: Which of its rows, from 0; a wide list has one row for an article, a narrow one two.
            width: Cells of the list.
        """
        if width >= MIN_ONE_ROW_CELLS:
            return self._make_single_row(number, width) if part == 0 else self._make_snippet_row(number, width)
        if part == 1 and (hit := self._reading_list.find_hit(number)) and not hit.is_headline:
            return self._make_snippet_row(number, width)
        return self._make_title_row(number, width) if part == 0 else self._make_detail_row(number, width)

    def _make_single_row(self, number: int, width: int) -> list[StyledText]:
        """Signs, title, outlet, date and length side by side; of an article that cannot be read title and reason."""
        entry = self._reading_list.entries[number]
        title, outlet = self._reading_list.get_title_and_outlet(number)
        outlet = self._format_outlet(number, outlet)
        lead = self._lead_cells(width)
        room = width - lead - 1
        signs = StyledText(
            f"{self._state_sign(number).rjust(2)}{self._star_sign(entry)}{self._change_sign(entry)}".ljust(lead)
        )
        if entry.error and entry.error.why:
            name = self._truncate(title, room // 2)
            reason = self._truncate(entry.error.translated_why, room - 2 - self._count_cells(name))
            return [signs, StyledText(name), StyledText("  " + reason, "meta")]
        notes = f"{entry.note_count:,}" if entry.note_count else ""
        progress = self._format_progress(entry)
        tail = self._format_tail(
            outlet, notes, progress, self._format_date(entry, width), self._format_length(entry), width
        )
        name = self._align_left(title, room - self._count_cells(tail))
        return [signs, *self._mark_title(number, title, name), StyledText(tail, "meta")]

    def _make_snippet_row(self, number: int, width: int) -> list[StyledText]:
        """The place that a search found in an article, in the script of the view, with its words marked.

        Empty where that is the title.
        """
        lead = StyledText(" " * (self._lead_cells(width) + 2))
        hit = self._reading_list.find_hit(number)
        found = self._reading_list.get_snippet(number) if hit and not hit.is_headline else None
        return [lead, *_mark_words(*found, "meta")] if found else [lead]

    def _mark_title(self, number: int, title: str, shown: str) -> list[StyledText]:
        """A title with the words of a search marked in it.

        Args:
            number: Of the article.
            title: The whole title.
            shown: What there is room for, and blanks behind it.
        """
        hit = self._reading_list.find_hit(number)
        found = self._reading_list.get_snippet(number) if hit and hit.is_headline else None
        if not found or found[0] != title:
            return [StyledText(shown)]
        return _mark_words(shown, [(start, end) for start, end in found[1] if shown.startswith(title[:end])])

    def _make_title_row(self, number: int, width: int) -> list[StyledText]:
        """The first of two rows: sign and title."""
        lead = self._lead_cells(width)
        title, _ = self._reading_list.get_title_and_outlet(number)
        sign = StyledText(self._state_sign(number).ljust(lead))
        return [sign, *self._mark_title(number, title, self._truncate(title, width - lead - 1))]

    def _make_detail_row(self, number: int, width: int) -> list[StyledText]:
        """The second of two rows: outlet, date and length; of an article that cannot be read the reason."""
        entry = self._reading_list.entries[number]
        lead = self._lead_cells(width)
        room = width - lead - 1
        star = StyledText(f"{self._star_sign(entry)}{self._change_sign(entry)}".ljust(lead))
        if entry.error and entry.error.why:
            return [star, StyledText("  " + self._truncate(entry.error.translated_why, room - 2), "meta")]
        progress = self._format_progress(entry)
        text = progress + "  " * bool(progress) + self._format_date(entry, width) + self._format_length(entry)
        outlet_cells = room - 2 - self._count_cells(text)
        if outlet_cells > _MIN_OUTLET_CELLS:
            outlet = self._format_outlet(number, self._reading_list.get_title_and_outlet(number)[1])
            text = f"  {self._align_left(outlet, outlet_cells - 1)} {text}"
        return [star, StyledText(self._truncate(text, room), "meta")]

    def _state_sign(self, number: int) -> str:
        """`>` for the open article, `-` for an unread one, both for one that is open and unread; "" for others."""
        is_open = number == self._reading_list.open_number
        return ">" * is_open + "-" * (not self._reading_list.entries[number].is_read)

    @staticmethod
    def _star_sign(entry: ListEntry) -> str:
        return "*" if entry.is_starred else " "

    @staticmethod
    def _change_sign(entry: ListEntry) -> str:
        """`~` where the paper has changed the article, `x` where it took it away."""
        return "x" if entry.is_gone else "~" if entry.is_changed else " "

    @staticmethod
    def _lead_cells(width: int) -> int:
        """The cells before a title."""
        return 5 if width >= MIN_ONE_ROW_CELLS else 2

    def _format_date(self, entry: ListEntry, width: int) -> str:
        return format_date(entry.date, self._today(), _count_date_cells(width))

    @staticmethod
    def _format_progress(entry: ListEntry) -> str:
        """How far the article was read; nothing where it was left at its beginning."""
        return f"{entry.progress}%" if entry.progress else ""

    def _format_length(self, entry: ListEntry) -> str:
        """The length, right-aligned; `~` stands before an estimate, which is rounded."""
        if entry.length < 0:
            return " " * _LENGTH_CELLS
        if entry.is_length_exact and entry.length < _MIN_ROUNDED_LENGTH:
            text = self._messages("shelf.length", n=f"{entry.length:,}")
        else:
            unit = 1000 if self._messages.language == "en" else 10_000
            text = self._messages("shelf.length.short", n=f"{max(1, round(entry.length / unit)):,}")
            text = text if entry.is_length_exact else "~" + text
        return " " * max(1, _LENGTH_CELLS - self._count_cells(text)) + text

    def _count_cells(self, text: str) -> int:
        return cell_len(text, self._ambiguous)

    def _truncate(self, text: str, cells: int) -> str:
        return truncate(text, cells, self._ambiguous)

    def _align_left(self, text: str, cells: int) -> str:
        return align_left(text, cells, self._ambiguous)
