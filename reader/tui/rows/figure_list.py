"""The figures as rows of the list beside the page: in columns, in groups, in three orders."""

from __future__ import annotations

import re
from bisect import bisect_right
from decimal import Decimal
from typing import TYPE_CHECKING

from reader.text.folding import fold_for_search
from reader.tui.rows.columns import align_left, align_right
from reader.tui.rows.figure_groups import (
    draw_bar,
    format_short,
    format_sign,
    get_currency_name,
    get_group,
    get_scale,
    get_size,
)
from reader.tui.rows.side_list import MARKER_CELLS, SideListRow, SideListRows
from reader.tui.state.cycle import cycle
from reader.tui.state.figures import FIGURE_ORDERS
from reader.typeset import cell_len

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from reader.i18n import Messages
    from reader.model import Figure
    from reader.tui.state.article import OpenArticle
    from reader.tui.state.navigation import NavigationTarget
    from reader.typeset import AmbiguousWidth

MIN_WIDE_CELLS = 50
"""From so many cells on, a row has room for the whole value."""
_MIN_VALUE_ROW_CELLS = 28
"""Under so many cells a row has no room for a value."""
_MAX_PRINTED_CELLS = 14
"""Cells of the column of figures as printed, at most."""
_VALUE_CELLS = 18
_SHORT_VALUE_CELLS = 8
_SECTION_CELLS = 8
_BAR_CELLS = 12
_NUMBER = re.compile(r"[0-9][0-9,.]*")
_SAMPLED_FIGURES = 200
"""Figures whose widths make the column of the printed ones."""
_MAX_EAGER_FIGURES = 200
"""Figures up to which a list that is still being found is arranged anew with each."""


class FigureListRows(SideListRows):
    """The figures of an article.

    Args:
        open_article: The article.
        messages: Of the screen.
        ambiguous: Cells of characters of ambiguous width.
        block_elements: Whether bars can be drawn in block elements.
    """

    def __init__(
        self, open_article: OpenArticle, messages: Messages, ambiguous: AmbiguousWidth, *, block_elements: bool = True
    ) -> None:
        super().__init__(open_article, "figures", ambiguous)
        self._messages = messages
        self._can_draw_blocks = block_elements
        self._group_titles: dict[int, tuple[Hashable, str, int]] = {}
        """Over which entries a group's title stands: the group, the title, how many figures."""
        self._collapsed_groups: set[Hashable] = set()
        """Groups of which only the title is shown."""
        self._largest: dict[tuple[str, ...], Decimal] = {}
        """Of each scale that more than one figure is of."""
        self._positions: dict[int, int] = {}
        self._printed_cells = 0
        self._arranged_count = 0
        self._arranged_view = ""
        self._arrange()

    @property
    def listed_indexes(self) -> Sequence[int]:
        """The figures that are listed, by their indexes among all."""
        return self._listed_indexes

    def set_messages(self, messages: Messages) -> None:
        """The screen speaks another language."""
        if messages.language != self._messages.language:
            self._messages = messages
            self._arrange()

    def _rewrap(self) -> None:
        """Other cells, other columns."""
        self._arrange()

    def refresh(self) -> None:
        """More figures were found, or they are seen in another script."""
        found = len(self.open_article.figure_index.figures)
        if self._arranged_view != self.open_article.view_name:  # the titles of groups are in its script
            self._arrange()
        if found != self._arranged_count and (
            found < _MAX_EAGER_FIGURES or self.open_article.figure_index.is_complete or found < self._arranged_count
        ):
            self._arrange()
        super().refresh()

    def rebuild(self) -> None:
        """Another order, or others are hidden."""
        self._arrange()

    def cycle_order(self) -> str:
        """Order them by place, by kind, by size, in turn; return the id of the message that names the order."""
        options = self.open_article.figure_index.options
        options.order = cycle(FIGURE_ORDERS, options.order)
        self.rebuild()
        return "status.figures.order." + options.order

    def collapse(self, *, hide: bool) -> bool:
        """Hide or show the figures of the selected one's group; whether that changed anything."""
        first = self._find_group_start(self.selected_index)
        if first is None:
            return False
        group = self._group_titles[first][0]
        if hide == (group in self._collapsed_groups):
            return False
        self._collapsed_groups ^= {group}
        self._arrange()
        self.select_index(first)
        return True

    def get_group_indexes(self, index: int) -> list[int]:
        """All figures of an entry's group that are listed, the entry among them; all, where there are no groups."""
        first = self._find_group_start(index)
        if first is None:
            return list(self._listed_indexes)
        at = self._positions[first]
        rest = (n for n, each in enumerate(self._listed_indexes[at + 1 :], at + 1) if each in self._group_titles)
        return list(self._listed_indexes[at : next(rest, len(self._listed_indexes))])

    def _find_group_start(self, index: int) -> int | None:
        """The entry that the title of an entry's group stands over."""
        for at in range(self._positions.get(index, -1), -1, -1):
            if self._listed_indexes[at] in self._group_titles:
                return self._listed_indexes[at]
        return None

    # -- which are listed, and where

    def _find_position(self, index: int) -> int:
        """The place of a figure; of one that is not listed, of the last before it in the text that is."""
        while index >= 0 and index not in self._positions:
            index -= 1
        return self._positions.get(index, -1)

    def _arrange(self) -> None:
        """Find out anew what is listed, in which order, in which groups."""
        counted = self.open_article.figure_index
        listed = [n for n, figure in enumerate(counted.figures) if counted.is_listed(figure) and self._matches(n)]
        groups: dict[Hashable, list[int]] = {}
        for index in listed:
            groups.setdefault(self._group_key(index), []).append(index)
        order = counted.options.order
        keys = list(groups) if order == "place" else sorted(groups)  # type: ignore[type-var]
        titled = order != "place" or len(keys) > 1
        places: list[int] = []
        self._group_titles = {}
        for key in keys:
            members = groups[key]
            if order == "size":
                members.sort(key=lambda index: -(get_size(counted.figures[index]) or Decimal("-Infinity")))
            if titled:
                self._group_titles[members[0]] = key, self._group_title(key), len(members)
            places += members[:1] if key in self._collapsed_groups else members
        self._listed_indexes = places
        self._positions = {index: at for at, index in enumerate(places)}
        self._arranged_count, self._arranged_view = len(counted.figures), self.open_article.view_name
        self._compute_columns(listed)
        self._row_cache.clear()
        self.version += 1
        super().refresh()

    def _compute_columns(self, indexes: list[int]) -> None:
        """How wide the column of the figures as printed is, and which of them are the longest of their scales."""
        found = self.open_article.figure_index.figures
        self._printed_cells = max(
            (cell_len(found[index].text, self._ambiguous) for index in indexes[:_SAMPLED_FIGURES]), default=0
        )
        scales: dict[tuple[str, ...], list[Decimal]] = {}
        for index in indexes:
            scale, size = get_scale(found[index]), get_size(found[index])
            if scale and size:
                scales.setdefault(scale, []).append(size)
        self._largest = {scale: max(sizes) for scale, sizes in scales.items() if len(sizes) > 1}

    def _matches(self, index: int) -> bool:
        return not self._query or self._query in self._search_text(self.all_targets[index])

    def _search_text(self, navigation_target: NavigationTarget) -> str:
        """What a filter looks in: the figure, its value, what it measures."""
        from reader.figures.formatting import format_plain

        figure = self.open_article.figure_index.find_at(navigation_target.block, navigation_target.start)
        if figure is None:
            return ""
        kind = self._messages("figure.kind." + figure.kind)
        value = format_plain(figure, self._messages.language)
        return fold_for_search("\n".join([figure.text, value, figure.subject, kind]))

    # -- groups

    def _group_key(self, index: int) -> Hashable:
        """The section of a figure, or what it is a figure of."""
        if self.open_article.figure_index.options.order != "place":
            return get_group(self.open_article.figure_index.figures[index])
        stop = self.all_targets[index]
        return bisect_right(self.open_article.get_navigation_targets("sections"), (stop.block, stop.start, 1 << 60)) - 1

    def _group_title(self, key: Hashable) -> str:
        """What stands over a group."""
        words = self._messages
        if isinstance(key, int):
            if key < 0:
                return words("part.lead")
            stop = self.open_article.get_navigation_targets("sections")[key]
            return self.open_article.convert_range(stop.block, stop.start, stop.end)
        assert isinstance(key, tuple)
        _, kind, code = key
        return words("figure.kind." + kind) + (f"  {get_currency_name(code, words)}" if code else "")

    # -- rows

    def _make_rows(self, index: int) -> list[SideListRow]:
        """One figure in its columns, under the title of its group where it is the first of it."""
        rows = []
        if index in self._group_titles:
            group, title, count = self._group_titles[index]
            room = self._width - MARKER_CELLS - 1
            if group in self._collapsed_groups:
                return [
                    SideListRow(MARKER_CELLS, ((align_left(f"{title} ({count})", room, self._ambiguous), "group"),))
                ]
            rows.append(
                SideListRow(MARKER_CELLS, ((align_left(title, room, self._ambiguous), "group"),), is_group_title=True)
            )
        return rows + self._make_figure_row(index)

    def _make_figure_row(self, index: int) -> list[SideListRow]:
        """As printed, its sign, what it measures, its value or a bar; in a wide row also its section."""
        counted, words, stop = self.open_article.figure_index, self._messages, self.all_targets[index]
        source = counted.figures[index]
        figure = counted.convert_figure(stop.block, source)
        room = self._width - MARKER_CELLS - 1
        wide = room >= MIN_WIDE_CELLS
        printed = min(max(self._printed_cells, 2), _MAX_PRINTED_CELLS, room // 2)
        signs = 3 if words.language == "en" else 2
        tail = self._format_last_column(source, wide=wide) if room >= _MIN_VALUE_ROW_CELLS else ""
        if not self._group_titles and wide and not self._largest_of(source):
            tail += align_left(f"  {self._format_section(stop)}", _SECTION_CELLS + 2, self._ambiguous)
        measures = room - printed - signs - 2 - cell_len(tail, self._ambiguous)
        noted = "?" if counted.find_failed_check(stop.block, source) else format_sign(source, words)
        text, rows = align_right(figure.text, printed, self._ambiguous), []
        if cell_len(figure.text, self._ambiguous) > printed:  # a number is never cut
            lines = self._wrap_text(figure.text, room)
            rows = [SideListRow(MARKER_CELLS, ((figure.text[start:end], "figure"),)) for start, end in lines]
            text = " " * printed
        parts = (
            (text, "figure"),
            (f" {align_left(noted, signs, self._ambiguous)} ", "sign"),
            (align_left(figure.subject.replace("\n", " "), max(0, measures), self._ambiguous), ""),
            (tail, "value"),
        )
        return [*rows, SideListRow(MARKER_CELLS, parts)]

    def _format_last_column(self, figure: Figure, *, wide: bool) -> str:
        """The last column: a bar where figures can be compared and are in such an order, else the value."""
        from reader.figures.formatting import format_for_row

        if largest := self._largest_of(figure):
            size = get_size(figure)
            assert size is not None
            cells = _BAR_CELLS if wide else _SHORT_VALUE_CELLS
            drawn = draw_bar(size / largest, cells, block_elements=self._can_draw_blocks and self._ambiguous == 1)
            return "  " + align_left(drawn, cells, self._ambiguous)
        cells = _VALUE_CELLS if wide else _SHORT_VALUE_CELLS
        value = format_for_row(figure, self._messages.language)
        if not wide or cell_len(value, self._ambiguous) > cells:
            value = format_short(figure, self._messages)
        number = _NUMBER.search(value)
        says_nothing_new = number is not None and number[0] in figure.text  # 386 of 386口
        if says_nothing_new or cell_len(value, self._ambiguous) > cells:  # a number is never cut
            return "  " + " " * cells if wide else ""
        return "  " + align_left(value, cells, self._ambiguous)

    def _largest_of(self, figure: Figure) -> Decimal | None:
        """The largest of a figure's scale, where bars are drawn."""
        scale = get_scale(figure)
        return self._largest.get(scale) if scale and self.open_article.figure_index.options.order != "place" else None

    def _format_section(self, navigation_target: NavigationTarget) -> str:
        """`節 1` or `導語`."""
        number = bisect_right(
            self.open_article.get_navigation_targets("sections"),
            (navigation_target.block, navigation_target.start, 1 << 60),
        )
        words = self._messages
        return f"{words('walk.sections')} {number}" if number else words("part.lead")
