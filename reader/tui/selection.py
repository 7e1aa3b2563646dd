"""The selection that a command applies to: that of the cursor, the selected entry of a list, or the current item."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.tui.cursor import motions
from reader.tui.cursor.quotation import join_ranges

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.annotations.model import Annotation, Target
    from reader.model import Figure
    from reader.script.changes import Change
    from reader.tui.cursor.motions import Selection
    from reader.tui.cursor.positions import Position
    from reader.tui.parts import ArticlePart, SideListPart
    from reader.tui.shell import Session, Shell
    from reader.tui.state.navigation import NavigationCategory, NavigationTarget


class CurrentSelection:
    """Works out what is selected or current, in the same way for every command.

    The list beside the page comes first while it has the keyboard, then the cursor, then the current item.

    Args:
        shell: The screen, whose bars change when the cursor goes.
        session: What is open.
        article: The page.
        side_list: The list beside it.
    """

    def __init__(self, shell: Shell, session: Session, article: ArticlePart, side_list: SideListPart) -> None:
        self._shell = shell
        self._session = session
        self._article = article
        self._side_list = side_list
        self.cursor: Selection | None = None
        """The cursor and what it selects; None while it is hidden."""

    # -- the cursor

    @property
    def is_cursor_active(self) -> bool:
        """Whether the cursor is shown."""
        return self.cursor is not None

    @property
    def cursor_position(self) -> Position | None:
        """The (block, offset) of the cursor."""
        return self.cursor.cursor if self.cursor else None

    @property
    def cursor_ranges(self) -> Sequence[tuple[int, int, int]]:
        """What the cursor selects, as (block, start, end); without an anchor the sentence under it."""
        if self.cursor is None:
            return ()
        texts = self._article.page_texts
        return list(motions.split_by_block(texts, self.cursor.get_range(texts)))

    @property
    def cursor_text(self) -> str:
        """What the cursor selects, as written."""
        blocks = self._session.open_article.blocks
        return join_ranges(self.cursor_ranges, lambda block, start, end: blocks[block].text[start:end])

    @property
    def has_anchor(self) -> bool:
        """Whether the cursor is shown and selects something."""
        return self.cursor is not None and self.cursor.anchor is not None

    def hide_cursor(self) -> None:
        """Hide the cursor and its selection."""
        if self.cursor is not None:
            self.cursor = None
            self._article.set_selection(None, None)
            self._shell.refresh_bars()

    def drop_anchor(self) -> None:
        """End the selection, and leave the cursor where it is."""
        if self.cursor is not None:
            self.cursor = replace(self.cursor, anchor=None)
            self._article.set_selection(self.cursor.cursor, None)
            self._shell.refresh_bars()

    # -- what is selected or current

    @property
    def target(self) -> NavigationTarget | None:
        """The selected entry while the list beside the page has the keyboard, else the current item."""
        return self._side_list.selected_target if self._side_list.has_focus else self._article.current_item

    @property
    def category(self) -> NavigationCategory:
        """The category of `target`."""
        return self._side_list.category if self._side_list.has_focus else self._session.category

    @property
    def ranges(self) -> Sequence[tuple[int, int, int]]:
        """What the cursor selects, else the range of `target`; as (block, start, end), none for nothing."""
        if self.cursor is not None and not self._side_list.has_focus:
            return self.cursor_ranges
        target = self.target
        return [target[:3]] if target is not None and target.block >= 0 else []

    def take_ranges(self) -> Sequence[tuple[int, int, int]]:
        """Return `ranges`, and hide the cursor if they are its own."""
        ranges = self.ranges
        if not self._side_list.has_focus:
            self.hide_cursor()
        return ranges

    @property
    def figure(self) -> tuple[int, Figure] | None:
        """The block and the figure that is under the cursor or is `target`."""
        place = self.cursor_position
        if place is None and self._session.category == "figures" and (target := self.target) is not None:
            place = target.block, target.start
        figure = self._session.open_article.figure_index.find_at(*place) if place else None
        return (place[0], figure) if place and figure else None

    @property
    def link(self) -> NavigationTarget | None:
        """`target`, if it is a link."""
        return self.target if self.category == "links" else None

    @property
    def change(self) -> Change | None:
        """The change of the conversion that is the current item."""
        item = self._article.current_item
        if item is None or self._session.category != "changes":
            return None
        changes = self._session.open_article.converted.get_changes(item.block)
        return next((each for each in changes if each.start == item.start), None)

    def get_annotation(self, *, exact_selection: bool = False) -> Annotation | None:
        """Return the annotation that is selected in the list, is under the cursor, or is the current item.

        Args:
            exact_selection: Only one that is on exactly what is selected.
        """
        index = self._session.open_article.annotation_index
        if self._side_list.has_focus:
            rows, target = self._side_list.list_rows, self._side_list.selected_target
            if rows.category == "notes":
                return rows.selected_annotation
            return index.find_starting_at(target) if target else None
        if exact_selection:
            found = self.make_target()
            return index.find_exact(found.start, found.end) if found else None
        if self.cursor is not None:
            return next(iter(index.find_at(*self.cursor.cursor)), None)
        item = self._article.current_item
        return index.find_starting_at(item) if item else None

    def make_target(self) -> Target | None:
        """Make the target of a new annotation from `ranges`; None where nothing is selected or current."""
        ranges = self.ranges
        if not ranges:
            return None
        canonical = self._session.open_article.annotation_index.canonical_text
        (first, start, _), (last, _, end) = ranges[0], ranges[-1]
        return canonical.make_target(canonical.to_offset(first, start), canonical.to_offset(last, end))
