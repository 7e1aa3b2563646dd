"""Copying: what is selected or current, as shown; as a quotation, as written; the rows of a list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.model import characters
from reader.tui.cursor.quotation import as_shown, quotation
from reader.tui.prompts import Choice
from reader.tui.rows.figure_list import FigureEntries
from reader.tui.rows.note_list import NoteEntries
from reader.tui.rows.note_table import STYLES, as_text
from reader.tui.terminal.clipboard import copy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.annotations.model import Annotation
    from reader.tui.rows.note_table import Style
    from reader.tui.screens.reading import ReaderScreen
    from reader.tui.state.navigation import Stop


class Copying:
    """Puts text on the clipboard and says what it was."""

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen

    def action_interrupt(self) -> None:
        """Ctrl+C copies and never quits."""
        if not self._copy():
            self._screen.tell(self._screen.words("status.nothing_selected"))

    def action_copy(self) -> None:
        """The selection or the current item, in the script of the view."""
        if not self._copy():
            self._screen.tell(self._screen.words("status.nothing_chosen"))

    def _copy(self) -> bool:
        pane = self._screen.spread.pane
        if pane.has_focus and isinstance(pane.entries, FigureEntries) and pane.selected:
            self._screen.figures.copy_row(pane.entries.selected)
            return True
        if pane.has_focus and isinstance(pane.entries, NoteEntries) and pane.entries.chosen:
            self._put_notes([pane.entries.chosen], "text")
            return True
        stretches = self._chosen()
        if not stretches:
            return False
        opened, words = self._screen.opened, self._screen.words
        text = as_shown(stretches, opened.stretch)
        self._put(text)
        self._screen.tell(words("status.copied", n=characters(text), view=words("view." + opened.view)))
        return True

    def action_quote(self) -> None:
        """The same words in the script as written, with headline, source, date and address."""
        screen, stretches = self._screen, self._chosen()
        if not stretches:
            screen.tell(screen.words("status.nothing_chosen"))
            return
        blocks = screen.opened.blocks
        text = as_shown(stretches, lambda block, start, end: blocks[block].text[start:end])
        self._put(quotation(screen.opened.article, text))
        screen.tell(screen.words("status.copied.quote"))

    def _chosen(self) -> Sequence[tuple[int, int, int]]:
        """Stretches (block, start, end) of what is selected, else of the marked row of a list, else of the current
        item; then the cursor is put away.
        """
        screen = self._screen
        if screen.cursor.active and not screen.spread.pane.has_focus:
            stretches = screen.cursor.stretches()
            screen.cursor.leave()
            return stretches
        stop = screen.spread.pane.selected if screen.spread.pane.has_focus else screen.spread.article.current
        return [(stop.block, stop.start, stop.end)] if stop and stop.block >= 0 else []

    def action_copy_all(self) -> None:
        """All rows of the list beside the page, in a format to choose."""
        screen = self._screen
        entries = screen.spread.pane.entries
        stops = [entries.stops[index] for index in entries.order]
        if not stops:
            screen.tell(screen.words("empty." + screen.spread.pane.walk))
            return
        if isinstance(entries, FigureEntries):
            screen.figures.offer_copies(entries)
            return
        if isinstance(entries, NoteEntries):
            shown = [screen.opened.noted.annotations[index] for index in entries.order]
            choices = [
                Choice(screen.words("copy.as." + each), run=partial(self._put_notes, shown, each)) for each in STYLES
            ]
            screen.offer(screen.words("copy.all"), choices)
            return
        choices = [
            Choice(screen.words("copy.as." + style), run=partial(self._put_rows, stops, style))
            for style in ("text", "csv", "markdown")
        ]
        screen.offer(screen.words("copy.all"), choices)

    def _put_rows(self, stops: Sequence[Stop], style: str) -> None:
        opened = self._screen.opened
        rows = [(stop.level, opened.stretch(stop.block, stop.start, stop.end)) for stop in stops]
        self._put(format_rows(rows, style))
        self._screen.tell(self._screen.words("status.copied.rows", n=len(rows)))

    def _put_notes(self, annotations: Sequence[Annotation], style: Style) -> None:
        self._put(as_text(self._screen.opened, annotations, style))
        self._screen.tell(self._screen.words("status.copied.rows", n=len(annotations)))

    def action_list_copy(self) -> None:
        """Title and address of the marked article."""
        shelf, number = self._screen.articles.shelf, self._screen.list.view.chosen
        if number is None:
            self._screen.tell(self._screen.words("shelf.nothing_chosen"))
            return
        self._put(f"{shelf.say(number)[0]}\n{shelf.entries[number].source}")
        self._screen.tell(self._screen.words("status.copied.title"))

    def _put(self, text: str) -> None:
        copy(text, self._screen.app)


def format_rows(rows: Sequence[tuple[int, str]], style: str) -> str:
    """Rows (level, text) as plain text, CSV or a Markdown list."""
    if style == "csv":
        from reader.text.csv_rows import csv_row

        return "".join(f"{csv_row(row)}\r\n" for row in [("level", "text"), *rows])
    sign = "- " if style == "markdown" else ""
    return "\n".join("  " * level + sign + text for level, text in rows)
