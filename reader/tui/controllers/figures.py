"""The figures: marked in the text, listed in an order, looked at closely, read in another currency, copied."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.tui.prompts import Choice
from reader.tui.rows.clipboard_text import STYLES, as_text
from reader.tui.rows.figure_list import FigureEntries
from reader.tui.rows.note_list import NoteEntries
from reader.tui.rows.said import currency, sign
from reader.tui.state.figures import BARE, ORDERS, Taste
from reader.tui.state.undo import Action
from reader.tui.terminal.clipboard import copy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.model import Figure
    from reader.tui.rows.clipboard_text import Style
    from reader.tui.screens.reading import ReaderScreen
    from reader.tui.state.article import Opened


class Figuring:
    """What the reader does with figures; how they are marked and listed stays so for every article."""

    def __init__(self, screen: ReaderScreen, taste: Taste) -> None:
        self._screen = screen
        self.taste = taste

    # -- in the text

    def action_figures(self) -> None:
        """Marked in the text, or not."""
        screen, taste = self._screen, self.taste
        taste.marked = not taste.marked
        screen.spread.article.repaint()
        screen.tell(screen.words("status.figures.shown" if taste.marked else "status.figures.hidden"))

    def mark(self, opened: Opened) -> None:
        """The engine is there: what is in sight can be marked."""
        opened.figures.ready = True
        if self.taste.marked and opened is self._screen.opened:
            self._screen.spread.article.repaint()

    # -- the list

    def action_pane_sort(self) -> None:
        """Figures by place, by kind, by size; notes by place, by colour, by time."""
        notes = self._screen.spread.pane.entries
        if isinstance(notes, NoteEntries):
            self._screen.placing.order(notes)
            return
        entries = self._entries("pane.sort")
        if entries:
            self.taste.order = ORDERS[(ORDERS.index(self.taste.order) + 1) % len(ORDERS)]
            self._rearrange(entries, "status.figures.order." + self.taste.order)

    def action_pane_hidden(self) -> None:
        """Dates and years listed and walked, or not."""
        entries = self._entries("pane.hidden")
        if entries:
            self.taste.periods = not self.taste.periods
            self._rearrange(entries, "status.periods." + ("shown" if self.taste.periods else "hidden"))

    def _entries(self, command: str) -> FigureEntries | None:
        """The list of figures; where another one is shown that is said."""
        screen = self._screen
        entries = screen.spread.pane.entries
        if isinstance(entries, FigureEntries):
            return entries
        screen.tell(screen.words("status.not_here", command=screen.words(command)))
        return None

    def _rearrange(self, entries: FigureEntries, message: str) -> None:
        entries.rearrange()
        self._screen.spread.pane.refresh()
        self._screen.tell(self._screen.words(message))

    # -- the currency of a bare 元

    def action_currency(self) -> None:
        """Read a bare 元 as the next currency there is; at the end as the article says."""
        opened = self._screen.opened
        before = opened.figures.currency
        default = opened.figures.context.money if not before else ""
        codes = ["", *(code for code in BARE if code != default)]
        after = codes[(codes.index(before) + 1) % len(codes)] if before in codes else ""
        self._screen.articles.shelf.history.do(
            Action("action.currency", partial(self._read_as, opened, after), partial(self._read_as, opened, before))
        )

    def _read_as(self, opened: Opened, code: str) -> None:
        opened.figures.read_bare_as(code)
        screen = self._screen
        if screen.opened is opened:
            screen.spread.retell(screen.words)
            screen.spread.article.repaint()
            screen.work()
            screen.tell(screen.words("status.currency", currency=currency(opened.figures.context.money, screen.words)))

    # -- a closer look

    def current(self) -> tuple[int, Figure] | None:
        """The figure that is marked in its list, is the current item, or is under the cursor; and its block."""
        screen, counted = self._screen, self._screen.opened.figures
        place = screen.cursor.place if screen.cursor.active else None
        stop = screen.spread.pane.selected if screen.spread.pane.has_focus else screen.spread.article.current
        if place is None and screen.spread.walk == "figures" and stop is not None:
            place = stop.block, stop.start
        figure = counted.at(*place) if place else None
        return (place[0], figure) if place and figure else None

    def told(self, figure: Figure) -> str:
        """A figure for a note on it, in any language: its value and its unit."""
        from reader.figures.formatting import plain

        return plain(figure)

    def inspect(self, block: int, figure: Figure) -> None:
        """All there is to know of a figure."""
        screen = self._screen
        seen = screen.opened.figures.seen(block, figure)
        rows = [Choice(label, value) for label, value in self._facts(block, figure, seen) if value]
        screen.offer(seen.text, rows, numbered=False)

    def _facts(self, block: int, figure: Figure, seen: Figure) -> Iterator[tuple[str, str]]:
        """Labels and values; an empty value is not known."""
        from reader.figures.formatting import help_for, plain, short

        words, counted = self._screen.words, self._screen.opened.figures
        yield words("figure.kind"), words("figure.kind." + figure.kind)
        told = plain(figure, words.language)
        yield words("figure.value"), told
        value = short(figure, words.language)
        yield words("figure.short"), value if value != told else ""
        yield words("figure.measures"), seen.measures
        yield words("figure.share_of"), seen.share_of
        yield words("figure.per"), seen.per
        yield words("figure.said"), "  ".join(filter(None, (sign(figure, words), *seen.qualifiers)))
        for line in help_for(figure, words.language):
            yield words("figure.help"), line if line not in (told, value) else ""
        if figure.assumed:
            assumed = currency(figure.canonical_unit, words)
            yield words("figure.assumed"), words("figure.assumed.as", currency=assumed)
        if check := counted.checks(block).get(figure):
            a, b = f"{check.told}%", f"{check.computed}%"
            yield words("figure.check"), words("check.holds" if check.holds else "check.doubt", a=a, b=b)

    # -- copying

    def offer_copies(self, entries: FigureEntries) -> None:
        """This row, its group or all, in a style."""
        screen, words = self._screen, self._screen.words
        sets = [("all", list(entries.order))]
        if entries.selected in entries.order:
            sets = [("row", [entries.selected]), ("group", entries.group_at(entries.selected)), *sets]
        choices = [
            Choice(words("copy.figures." + name), f"{words('copy.as.' + style)}  {len(indices)}",
                   run=partial(self._put, screen.opened, indices, style))
            for name, indices in sets
            for style in STYLES
        ]  # fmt: skip
        screen.offer(words("copy.all"), choices)

    def copy_row(self, index: int) -> None:
        """One row as a line."""
        self._put(self._screen.opened, [index], "text")

    def _put(self, opened: Opened, indices: Sequence[int], style: Style) -> None:
        copy(as_text(opened, indices, style), self._screen.app)
        self._screen.tell(self._screen.words("status.copied.rows", n=len(indices)))
