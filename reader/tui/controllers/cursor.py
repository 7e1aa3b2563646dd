"""The cursor of the article: shown by v or the mouse, moved as in vi, with or without a selection."""

from __future__ import annotations

from functools import partialmethod
from typing import TYPE_CHECKING

from reader.model import count_non_blank
from reader.tui.cursor import motions, phrases
from reader.tui.cursor.motions import Selection
from reader.tui.cursor.page_cells import find_in_row, move_rows
from reader.tui.cursor.quotation import join_ranges
from reader.tui.widgets.scrolling import Scrolling

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.tui.cursor.positions import BlockTexts, Position
    from reader.tui.screens.reading import ReadingScreen
    from reader.tui.widgets.article_view import ArticleView

    Motion = Callable[[BlockTexts, Position], Position]

_DICTIONARY_SECONDS = 0.1
"""After the cursor is seen its dictionary is read, before w can want it."""


class CursorController(Scrolling):
    """Positions are (block, offset as written), so that a switch of the script moves nothing."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._selection: Selection | None = None
        self._preferred_column: int | None = None
        """The cell that j and k try to stay in."""

    @property
    def is_active(self) -> bool:
        """Whether the cursor is shown."""
        return self._selection is not None

    @property
    def position(self) -> Position | None:
        """Where it is."""
        return self._selection.cursor if self._selection else None

    @property
    def _article(self) -> ArticleView:
        return self._screen.article_pane.article_view

    # -- beginning and ending

    def action_cursor(self) -> None:
        """At the current item, else at the first sentence that begins on the screen."""
        place = self._find_start()
        if place is not None:
            self._show_selection(Selection(None, place))

    def action_sentence(self) -> None:
        """The same, and the sentence is selected."""
        place = self._find_start()
        if place is not None:
            self._show_selection(Selection(None, place))
            self.action_widen()

    def _find_start(self) -> Position | None:
        """Where a cursor begins; None, and a word about it, in an article without text."""
        article = self._article
        if not article.page.items:
            self._screen.show_message(self._screen.messages("status.no_text"))
            return None
        current = article.current_item
        if current is not None and article.is_in_view(current):
            return motions.snap_position(article.page_texts, (current.block, current.start))
        top = motions.snap_position(article.page_texts, article.position)
        sentence, _ = motions.find_sentence(article.page_texts, top)
        following = motions.move_to_next_sentence(article.page_texts, top)
        return sentence if sentence >= top else following if following < article.last_position else top

    def hide(self) -> None:
        """Put it away."""
        if self._selection is not None:
            self._selection = None
            self._article.set_selection(None, None)
            self._screen.refresh_bars()

    def follow_current_item(self) -> None:
        """The page has gone to a current item: the cursor goes with it."""
        current = self._article.current_item
        if self._selection is not None and current is not None:
            place = current.block, current.start
            if place != self._selection.cursor:
                self._show_selection(Selection(self._selection.anchor, place))

    # -- moving

    def _move(self, motion: Motion) -> None:
        if self._selection is not None:
            self._show_selection(self._selection.apply_motion(motion, self._article.page_texts))

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
        """To the first character of the row."""
        self._move_in_row(0)

    def action_cursor_end(self) -> None:
        """To the last character of the row."""
        self._move_in_row(1 << 20)

    def _move_in_row(self, cell: int) -> None:
        if self._selection is not None:
            self._show_selection(
                Selection(self._selection.anchor, find_in_row(self._article.page, self._selection.cursor, cell))
            )

    def move(self, lines: int) -> None:
        """Rows on or back, in the same column as far as there are words; a long way turns pages."""
        if self._selection is None:
            return
        if abs(lines) > 1:
            self._article.move(lines)
        point, column = move_rows(self._article.page, self._selection.cursor, lines, self._preferred_column)
        self._show_selection(Selection(self._selection.anchor, point))
        self._preferred_column = column

    def move_to(self, *, end: bool) -> None:
        """To the first or the last character."""
        if self._selection is not None:
            self._article.move_to(end=end)
            page = self._article.page
            place = page.find_line_start(page.get_last_line()) if end else self._article.position
            self._show_selection(
                Selection(self._selection.anchor, motions.snap_position(self._article.page_texts, place))
            )
            if end:
                self.action_cursor_end()

    def page_height(self) -> int:
        """Rows of the page."""
        return self._article.size.height

    # -- selecting

    def action_anchor(self) -> None:
        """Select from here, or select no more."""
        if self._selection is not None:
            self._show_selection(self._selection.toggle_anchor())

    def action_widen(self) -> None:
        """To the sentence, then to the paragraph."""
        if self._selection is not None:
            self._show_selection(self._selection.widen(self._article.page_texts))

    def action_other_end(self) -> None:
        """To the other end of the selection."""
        if self._selection is None or self._selection.anchor is None:
            self._screen.show_message(self._screen.messages("status.nothing_selected"))
        else:
            self._show_selection(self._selection.swap_ends())

    def select_between(self, anchor: Position, point: Position) -> None:
        """The mouse selects from one place to another."""
        texts = self._article.page_texts
        self._show_selection(Selection(motions.snap_position(texts, anchor), motions.snap_position(texts, point)))

    def select_at(self, point: Position, click_count: int) -> None:
        """A click lets go; two take the phrase under the mouse, three its sentence."""
        texts = self._article.page_texts
        if click_count == 1:
            self.hide()
        else:
            low, (block, end) = (motions.find_phrase if click_count == 2 else motions.find_sentence)(texts, point)
            self._show_selection(Selection(low, motions.snap_position(texts, (block, end - 1))))

    def _show_selection(self, selection: Selection) -> None:
        """Show the cursor and what is selected, and bring the cursor into sight."""
        if self._selection is None:
            self._screen.set_timer(_DICTIONARY_SECONDS, phrases.load_dictionary)
        self._selection = selection
        self._preferred_column = None
        span = selection.get_range(self._article.page_texts) if selection.anchor is not None else None
        self._article.set_selection(selection.cursor, span)
        self._screen.refresh_bars()

    # -- what is selected

    def get_selected_ranges(self) -> Sequence[tuple[int, int, int]]:
        """What is selected, block by block; without an anchor the sentence under the cursor."""
        if self._selection is None:
            return ()
        texts = self._article.page_texts
        return list(motions.split_by_block(texts, self._selection.get_range(texts)))

    def get_selected_text(self) -> str:
        """What is selected, as written."""
        blocks = self._screen.open_article.blocks
        return join_ranges(self.get_selected_ranges(), lambda block, start, end: blocks[block].text[start:end])

    def format_selection_count(self) -> str:
        """`已選42字`, while something is selected."""
        if self._selection is None or self._selection.anchor is None:
            return ""
        return self._screen.messages("status.selected", n=count_non_blank(self.get_selected_text()))
