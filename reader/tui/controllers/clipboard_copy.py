"""Copying: what is selected or current, as shown; as a quotation, as written; the rows of a list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.model import count_non_blank
from reader.tui.cursor.quotation import format_quotation, join_ranges
from reader.tui.prompts import Choice
from reader.tui.rows.clipboard_text import CLIPBOARD_FORMATS, format_notes, format_rows
from reader.tui.rows.figure_list import FigureListRows
from reader.tui.rows.note_list import NoteListRows
from reader.tui.terminal.clipboard import copy_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.annotations.model import Annotation
    from reader.tui.rows.clipboard_text import ClipboardFormat
    from reader.tui.screens.reading import ReadingScreen
    from reader.tui.state.navigation import NavigationTarget


class ClipboardController:
    """Puts text on the clipboard and says what it was."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen

    def action_interrupt(self) -> None:
        """Ctrl+C copies and never quits."""
        if not self._copy_selection():
            self._screen.show_message(self._screen.messages("status.nothing_selected"))

    def action_copy(self) -> None:
        """The selection or the current item, in the script of the view."""
        if not self._copy_selection():
            self._screen.show_message(self._screen.messages("status.nothing_chosen"))

    def _copy_selection(self) -> bool:
        pane = self._screen.article_pane.side_list
        if pane.has_focus and isinstance(pane.list_rows, FigureListRows) and pane.selected_target:
            self._screen.figure_controller.copy_row(pane.list_rows.selected_index)
            return True
        if pane.has_focus and isinstance(pane.list_rows, NoteListRows) and pane.list_rows.selected_annotation:
            self._copy_notes([pane.list_rows.selected_annotation], "text")
            return True
        stretches = self._take_ranges()
        if not stretches:
            return False
        opened, words = self._screen.open_article, self._screen.messages
        text = join_ranges(stretches, opened.convert_range)
        self._copy_text(text)
        self._screen.show_message(
            words("status.copied", n=count_non_blank(text), view=words("view." + opened.view_name))
        )
        return True

    def action_quote(self) -> None:
        """The same words in the script as written, with headline, source, date and address."""
        screen, stretches = self._screen, self._take_ranges()
        if not stretches:
            screen.show_message(screen.messages("status.nothing_chosen"))
            return
        blocks = screen.open_article.blocks
        text = join_ranges(stretches, lambda block, start, end: blocks[block].text[start:end])
        self._copy_text(format_quotation(screen.open_article.article, text))
        screen.show_message(screen.messages("status.copied.quote"))

    def _take_ranges(self) -> Sequence[tuple[int, int, int]]:
        """Stretches (block, start, end) of what is selected, else of the marked row of a list, else of the current
        item; then the cursor is put away.
        """
        screen = self._screen
        if screen.selection.is_cursor_active and not screen.article_pane.side_list.has_focus:
            stretches = screen.selection.cursor_ranges
            screen.selection.hide_cursor()
            return stretches
        stop = (
            screen.article_pane.side_list.selected_target
            if screen.article_pane.side_list.has_focus
            else screen.article_pane.article_view.current_item
        )
        return [(stop.block, stop.start, stop.end)] if stop and stop.block >= 0 else []

    def action_copy_all(self) -> None:
        """All rows of the list beside the page, in a format to choose."""
        screen = self._screen
        entries = screen.article_pane.side_list.list_rows
        stops = [entries.all_targets[index] for index in entries.listed_indexes]
        if not stops:
            screen.show_message(screen.messages("empty." + screen.article_pane.side_list.category))
            return
        if isinstance(entries, FigureListRows):
            screen.figure_controller.offer_copies(entries)
            return
        if isinstance(entries, NoteListRows):
            shown = [screen.open_article.annotation_index.annotations[index] for index in entries.listed_indexes]
            choices = [
                Choice(screen.messages("copy.as." + each), run=partial(self._copy_notes, shown, each))
                for each in CLIPBOARD_FORMATS
            ]
            screen.show_choices(screen.messages("copy.all"), choices)
            return
        choices = [
            Choice(screen.messages("copy.as." + style), run=partial(self._copy_rows, stops, style))
            for style in CLIPBOARD_FORMATS
        ]
        screen.show_choices(screen.messages("copy.all"), choices)

    def _copy_rows(self, navigation_targets: Sequence[NavigationTarget], style: ClipboardFormat) -> None:
        opened = self._screen.open_article
        rows = [(stop.level, opened.convert_range(stop.block, stop.start, stop.end)) for stop in navigation_targets]
        self._copy_text(format_rows(rows, style))
        self._screen.show_message(self._screen.messages("status.copied.rows", n=len(rows)))

    def _copy_notes(self, annotations: Sequence[Annotation], style: ClipboardFormat) -> None:
        self._copy_text(format_notes(self._screen.open_article, annotations, style))
        self._screen.show_message(self._screen.messages("status.copied.rows", n=len(annotations)))

    def action_list_copy(self) -> None:
        """Title and address of the marked article."""
        shelf, number = self._screen.article_navigation.reading_list, self._screen.article_list.view.visible_selection
        if number is None:
            self._screen.show_message(self._screen.messages("shelf.nothing_chosen"))
            return
        self._copy_text(f"{shelf.get_title_and_outlet(number)[0]}\n{shelf.entries[number].source}")
        self._screen.show_message(self._screen.messages("status.copied.title"))

    def _copy_text(self, text: str) -> None:
        copy_text(text, self._screen.app)
