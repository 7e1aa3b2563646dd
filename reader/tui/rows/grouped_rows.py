"""A list whose entries are arranged in an order of their own, in groups with titles."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from reader.tui.rows.columns import StyledText, align_left
from reader.tui.rows.side_list import MARKER_CELLS, SideListRow, SideListRows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.i18n import Messages
    from reader.tui.state.article import OpenArticle
    from reader.tui.state.navigation import NavigationCategory, NavigationTarget
    from reader.typeset import AmbiguousWidth


class GroupedRows(SideListRows):
    """The entries of a category in an order other than that of the text.

    Sub-classes work out the order in `_arrange` and hand it to `_set_listed`.

    Args:
        open_article: The article.
        category: The category to list.
        messages: The messages of the screen.
        ambiguous: Cells of a character of ambiguous width.
    """

    def __init__(
        self, open_article: OpenArticle, category: NavigationCategory, messages: Messages, ambiguous: AmbiguousWidth
    ) -> None:
        super().__init__(open_article, category, ambiguous)
        self._messages = messages
        self._positions: dict[int, int] = {}
        """The positions of the listed entries by their indexes."""

    @property
    def listed_indexes(self) -> Sequence[int]:
        """The indexes of the listed entries, in the order of the list."""
        return self._listed_indexes

    def _set_listed(self, indexes: Sequence[int]) -> None:
        """List these entries, in this order."""
        self._listed_indexes = indexes
        self._positions = {index: position for position, index in enumerate(indexes)}
        self._row_cache.clear()
        self.version += 1
        SideListRows.refresh(self)

    def _find_position(self, index: int) -> int:
        while index >= 0 and index not in self._positions:
            index -= 1
        return self._positions.get(index, -1)

    def set_messages(self, messages: Messages) -> None:
        """Use the messages of another language, also in titles."""
        if messages.language != self._messages.language:
            self._messages = messages
            self._arrange()

    def rebuild(self) -> None:
        """Arrange the entries anew: the order or the kinds that are listed have changed."""
        self._arrange()

    def _find_section(self, navigation_target: NavigationTarget) -> int:
        """The index of the section that a target is in; -1 before the first."""
        sections = self.open_article.get_navigation_targets("sections")
        return bisect_right(sections, (navigation_target.block, navigation_target.start, 1 << 60)) - 1

    def _format_section_title(self, section: int) -> str:
        """The title of a section, by the index that `_find_section` gives."""
        if section < 0:
            return self._messages("part.lead")
        target = self.open_article.get_navigation_targets("sections")[section]
        return self.open_article.convert_range(target.block, target.start, target.end)

    def _make_title_row(self, title: str, *, is_collapsed: bool = False) -> SideListRow:
        """The row of the title of a group; that of a collapsed group stands for an entry of it."""
        text = align_left(title, self._width - MARKER_CELLS - 1, self._ambiguous)
        return SideListRow(MARKER_CELLS, (StyledText(text, "group"),), is_group_title=not is_collapsed)
