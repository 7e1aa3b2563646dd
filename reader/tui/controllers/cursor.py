"""The cursor of the article: shown by v or the mouse, moved as in vi, with or without a selection."""

from __future__ import annotations

from functools import partialmethod
from typing import TYPE_CHECKING

from reader.model import count_non_blank
from reader.tui.cursor import motions, phrases
from reader.tui.cursor.motions import Selection
from reader.tui.cursor.page_cells import find_in_row, move_rows
from reader.tui.widgets.scrolling import Scrolling

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.tui.cursor.positions import BlockTexts, Position
    from reader.tui.parts import ArticlePart
    from reader.tui.selection import CurrentSelection
    from reader.tui.shell import Session, Shell

    Motion = Callable[[BlockTexts, Position], Position]

_ROW_END = 1 << 20
"""A cell behind the end of any row."""


class CursorController(Scrolling):
    """Shows and moves the cursor. Positions are (block, offset as written), so a switch of the script moves nothing.

    Args:
        shell: The screen.
        session: The open article, the reading list and the settings.
        article: The page.
        selection: What a command applies to.
    """

    def __init__(self, shell: Shell, session: Session, article: ArticlePart, selection: CurrentSelection) -> None:
        self._shell = shell
        self._session = session
        self._article = article
        self._selection = selection
        self._preferred_column: int | None = None
        """The cell that j and k keep, as far as rows are long enough."""

    # -- beginning and ending

    def action_cursor(self) -> None:
        """Show the cursor at the current item, else at the first sentence that begins on the screen."""
        place = self._find_start()
        if place is not None:
            self._show_selection(Selection(None, place))

    def action_sentence(self) -> None:
        """Show the cursor, and select the sentence it is in."""
        place = self._find_start()
        if place is not None:
            self._show_selection(Selection(None, place))
            self.action_widen()

    def _find_start(self) -> Position | None:
        """The first position of the cursor; None, with a message, in an article without text."""
        article = self._article
        if not article.page.items:
            self._shell.show_message(self._session.messages("status.no_text"), "warning")
            return None
        current = article.current_item
        if current is not None and article.is_in_view(current):
            return motions.snap_position(article.page_texts, (current.block, current.start))
        top = motions.snap_position(article.page_texts, article.position)
        sentence, _ = motions.find_sentence(article.page_texts, top)
        following = motions.move_to_next_sentence(article.page_texts, top)
        return sentence if sentence >= top else following if following < article.last_position else top

    def follow_current_item(self) -> None:
        """Move the cursor, if it is shown, to the current item."""
        current = self._article.current_item
        if self._selection.cursor is not None and current is not None:
            place = current.block, current.start
            if place != self._selection.cursor.cursor:
                self._show_selection(Selection(self._selection.cursor.anchor, place))

    # -- moving

    def _move(self, motion: Motion) -> None:
        if self._selection.cursor is not None:
            self._show_selection(self._selection.cursor.apply_motion(motion, self._article.page_texts))

    action_cursor_left = partialmethod(_move, motions.move_left)
    action_cursor_right = partialmethod(_move, motions.move_right)
    action_cursor_word = partialmethod(_move, motions.move_to_next_phrase)
    action_cursor_word_back = partialmethod(_move, motions.move_to_previous_phrase)
    action_cursor_word_end = partialmethod(_move, motions.move_to_phrase_end)
    action_cursor_sentence_next = partialmethod(_move, motions.move_to_next_sentence)
    action_cursor_sentence_back = partialmethod(_move, motions.move_to_previous_sentence)
    action_cursor_paragraph_next = partialmethod(_move, motions.move_to_next_paragraph)
    action_cursor_paragraph_back = partialmethod(_move, motions.move_to_previous_paragraph)

    def action_cursor_start(self) -> None:
        """Move to the first character of the row."""
        self._move_in_row(0)

    def action_cursor_end(self) -> None:
        """Move to the last character of the row."""
        self._move_in_row(_ROW_END)

    def _move_in_row(self, cell: int) -> None:
        if self._selection.cursor is not None:
            place = find_in_row(self._article.page, self._selection.cursor.cursor, cell)
            self._show_selection(Selection(self._selection.cursor.anchor, place))

    def move(self, lines: int) -> None:
        """Move by rows, in the same column as far as there are words; more than one row scrolls the page."""
        if self._selection.cursor is None:
            return
        if abs(lines) > 1:
            self._article.move(lines)
        point, column = move_rows(self._article.page, self._selection.cursor.cursor, lines, self._preferred_column)
        self._show_selection(Selection(self._selection.cursor.anchor, point))
        self._preferred_column = column

    def move_to(self, *, end: bool) -> None:
        """Move to the first or the last character of the article."""
        if self._selection.cursor is not None:
            self._article.move_to(end=end)
            page = self._article.page
            place = page.find_line_start(page.get_last_line()) if end else self._article.position
            self._show_selection(
                Selection(self._selection.cursor.anchor, motions.snap_position(self._article.page_texts, place))
            )
            if end:
                self.action_cursor_end()

    def page_height(self) -> int:
        """Rows of the page."""
        return self._article.page_height()

    # -- selecting

    def action_anchor(self) -> None:
        """Begin a selection here, or end it."""
        if self._selection.cursor is not None:
            self._show_selection(self._selection.cursor.toggle_anchor())

    def action_widen(self) -> None:
        """Widen the selection to the sentence, then to the paragraph."""
        if self._selection.cursor is not None:
            self._show_selection(self._selection.cursor.widen(self._article.page_texts))

    def action_other_end(self) -> None:
        """Move the cursor to the other end of the selection."""
        if self._selection.cursor is None or self._selection.cursor.anchor is None:
            self._shell.show_message(self._session.messages("status.nothing_selected"), "warning")
        else:
            self._show_selection(self._selection.cursor.swap_ends())

    def select_between(self, anchor: Position, point: Position) -> None:
        """Select what the mouse was dragged over, from one position to another.

        Args:
            anchor: The position where the mouse was pressed.
            point: The position under the mouse.
        """
        texts = self._article.page_texts
        self._show_selection(Selection(motions.snap_position(texts, anchor), motions.snap_position(texts, point)))

    def select_at(self, point: Position, click_count: int) -> None:
        """Select what was clicked at: nothing for one click, the phrase for two, its sentence for three.

        Args:
            point: The position that was clicked.
            click_count: 1 for a single click, 2 for a double one, and so on.
        """
        texts = self._article.page_texts
        if click_count == 1:
            self._selection.hide_cursor()
        else:
            low, (block, end) = (motions.find_phrase if click_count == 2 else motions.find_sentence)(texts, point)
            self._show_selection(Selection(low, motions.snap_position(texts, (block, end - 1))))

    def _show_selection(self, selection: Selection) -> None:
        """Show the cursor and what is selected, and bring the cursor into sight."""
        if self._selection.cursor is None:
            phrases.load_dictionary()
        self._selection.cursor = selection
        self._preferred_column = None
        span = selection.get_range(self._article.page_texts) if selection.anchor is not None else None
        self._article.set_selection(selection.cursor, span)
        self._shell.refresh_bars()

    def format_selection_count(self) -> str:
        """`已選42字`, while something is selected; else nothing."""
        if (selection := self._selection.cursor) is None or selection.anchor is None:
            return ""
        return self._session.messages("status.selected", n=count_non_blank(self._selection.cursor_text))
