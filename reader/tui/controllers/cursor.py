"""The cursor of the article: shown by v or the mouse, moved as in vi, with or without a selection."""

from __future__ import annotations

from functools import partialmethod
from typing import TYPE_CHECKING

from reader.model import characters
from reader.tui.cursor import motions, phrases
from reader.tui.cursor.motions import Selection
from reader.tui.cursor.page_cells import in_row, rows_from
from reader.tui.cursor.quotation import as_shown
from reader.tui.widgets.scrolling import Moves

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.tui.cursor.positions import Position, Texts
    from reader.tui.screens.reading import ReaderScreen
    from reader.tui.widgets.article_view import ArticleView

    Motion = Callable[[Texts, Position], Position]

_DICTIONARY_SECONDS = 0.1
"""After the cursor is seen its dictionary is read, before w can want it."""


class Cursor(Moves):
    """Positions are (block, offset as written), so that a switch of the script moves nothing."""

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen
        self._selection: Selection | None = None
        self._column: int | None = None
        """The cell that j and k try to stay in."""

    @property
    def active(self) -> bool:
        """Whether the cursor is shown."""
        return self._selection is not None

    @property
    def place(self) -> Position | None:
        """Where it is."""
        return self._selection.point if self._selection else None

    @property
    def _article(self) -> ArticleView:
        return self._screen.spread.article

    # -- beginning and ending

    def action_cursor(self) -> None:
        """At the current item, else at the first sentence that begins on the screen."""
        place = self._first_place()
        if place is not None:
            self._put(Selection(None, place))

    def action_sentence(self) -> None:
        """The same, and the sentence is selected."""
        place = self._first_place()
        if place is not None:
            self._put(Selection(None, place))
            self.action_widen()

    def _first_place(self) -> Position | None:
        """Where a cursor begins; None, and a word about it, in an article without text."""
        article = self._article
        if not article.page.items:
            self._screen.tell(self._screen.words("status.no_text"))
            return None
        current = article.current
        if current is not None and article.sees(current):
            return motions.settle(article.texts, (current.block, current.start))
        top = motions.settle(article.texts, article.position)
        sentence, _ = motions.sentence_at(article.texts, top)
        following = motions.sentence_next(article.texts, top)
        return sentence if sentence >= top else following if following < article.last_position else top

    def leave(self) -> None:
        """Put it away."""
        if self._selection is not None:
            self._selection = None
            self._article.select(None, None)
            self._screen.retell()

    def follow(self) -> None:
        """The page has gone to a current item: the cursor goes with it."""
        current = self._article.current
        if self._selection is not None and current is not None:
            place = current.block, current.start
            if place != self._selection.point:
                self._put(Selection(self._selection.anchor, place))

    # -- moving

    def _move(self, motion: Motion) -> None:
        if self._selection is not None:
            self._put(self._selection.moved(motion, self._article.texts))

    action_cursor_left = partialmethod(_move, motions.left)
    action_cursor_right = partialmethod(_move, motions.right)
    action_cursor_word = partialmethod(_move, motions.phrase_next)
    action_cursor_word_back = partialmethod(_move, motions.phrase_back)
    action_cursor_word_end = partialmethod(_move, motions.phrase_end)
    action_cursor_sentence_next = partialmethod(_move, motions.sentence_next)
    action_cursor_sentence_back = partialmethod(_move, motions.sentence_back)
    action_cursor_paragraph_next = partialmethod(_move, motions.paragraph_next)
    action_cursor_paragraph_back = partialmethod(_move, motions.paragraph_back)

    def action_cursor_start(self) -> None:
        """To the first character of the row."""
        self._in_row(0)

    def action_cursor_end(self) -> None:
        """To the last character of the row."""
        self._in_row(1 << 20)

    def _in_row(self, cell: int) -> None:
        if self._selection is not None:
            self._put(Selection(self._selection.anchor, in_row(self._article.page, self._selection.point, cell)))

    def move(self, lines: int) -> None:
        """Rows on or back, in the same column as far as there are words; a long way turns pages."""
        if self._selection is None:
            return
        if abs(lines) > 1:
            self._article.move(lines)
        point, column = rows_from(self._article.page, self._selection.point, lines, self._column)
        self._put(Selection(self._selection.anchor, point))
        self._column = column

    def move_to(self, *, end: bool) -> None:
        """To the first or the last character."""
        if self._selection is not None:
            self._article.move_to(end=end)
            page = self._article.page
            place = page.source(page.end()) if end else self._article.position
            self._put(Selection(self._selection.anchor, motions.settle(self._article.texts, place)))
            if end:
                self.action_cursor_end()

    def page_height(self) -> int:
        """Rows of the page."""
        return self._article.size.height

    # -- selecting

    def action_anchor(self) -> None:
        """Select from here, or select no more."""
        if self._selection is not None:
            self._put(self._selection.anchored())

    def action_widen(self) -> None:
        """To the sentence, then to the paragraph."""
        if self._selection is not None:
            self._put(self._selection.widen(self._article.texts))

    def action_other_end(self) -> None:
        """To the other end of the selection."""
        if self._selection is None or self._selection.anchor is None:
            self._screen.tell(self._screen.words("status.nothing_selected"))
        else:
            self._put(self._selection.other_end())

    def drag(self, anchor: Position, point: Position) -> None:
        """The mouse selects from one place to another."""
        texts = self._article.texts
        self._put(Selection(motions.settle(texts, anchor), motions.settle(texts, point)))

    def click(self, point: Position, chain: int) -> None:
        """A click lets go; two take the phrase under the mouse, three its sentence."""
        texts = self._article.texts
        if chain == 1:
            self.leave()
        else:
            low, (block, end) = (motions.phrase_at if chain == 2 else motions.sentence_at)(texts, point)
            self._put(Selection(low, motions.settle(texts, (block, end - 1))))

    def _put(self, selection: Selection) -> None:
        """Show the cursor and what is selected, and bring the cursor into sight."""
        if self._selection is None:
            self._screen.set_timer(_DICTIONARY_SECONDS, phrases.load)
        self._selection = selection
        self._column = None
        span = selection.span(self._article.texts) if selection.anchor is not None else None
        self._article.select(selection.point, span)
        self._screen.retell()

    # -- what is selected

    def stretches(self) -> Sequence[tuple[int, int, int]]:
        """What is selected, block by block; without an anchor the sentence under the cursor."""
        if self._selection is None:
            return ()
        texts = self._article.texts
        return list(motions.stretches(texts, self._selection.span(texts)))

    def text(self) -> str:
        """What is selected, as written."""
        blocks = self._screen.opened.blocks
        return as_shown(self.stretches(), lambda block, start, end: blocks[block].text[start:end])

    def said(self) -> str:
        """`已選42字`, while something is selected."""
        if self._selection is None or self._selection.anchor is None:
            return ""
        return self._screen.words("status.selected", n=characters(self.text()))
