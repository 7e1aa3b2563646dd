"""The figures of an article as rows: in columns, in groups, in the order of the text, by kind or by size."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from reader.text.folding import fold_for_search
from reader.tui.rows.columns import StyledText, align_left
from reader.tui.rows.figure_groups import (
    draw_bar,
    format_short,
    format_sign,
    get_currency_name,
    get_group,
    get_scale,
    get_size,
)
from reader.tui.rows.grouped_rows import GroupedRows
from reader.tui.rows.side_list import MARKER_CELLS, SideListRow
from reader.tui.state.cycle import cycle
from reader.tui.state.figures import FIGURE_ORDERS, FIGURE_STYLES
from reader.typeset import cell_len

if TYPE_CHECKING:
    from collections.abc import Hashable

    from reader.i18n import Messages
    from reader.model import Figure
    from reader.tui.state.article import OpenArticle
    from reader.tui.state.navigation import NavigationTarget
    from reader.typeset import AmbiguousWidth

MIN_WIDE_CELLS = 50
"""Cells of a row that has room for whole values and sections."""
_MAX_PRINTED_CELLS = 14
"""Cells of the column of figures as printed, at most."""
_MIN_LABEL_CELLS = 6
"""Cells of what a figure measures, at least; with fewer it has a row of its own."""
_VALUE_CELLS = 18
_SHORT_BAR_CELLS = 8
_SECTION_CELLS = 8
_BAR_CELLS = 12
_MIN_LABEL_CELLS_WITH_BAR = 12
"""Cells of what a figure measures that a bar leaves: with fewer the figures of its scale have no bars."""
_NUMBER = re.compile(r"[0-9][0-9,.]*")
_SAMPLED_FIGURES = 200
"""Figures whose widths decide the column of figures as printed."""
_MAX_EAGER_FIGURES = 200
"""Figures up to which the list is arranged anew with each that is found; a longer list waits for all."""


class FigureListRows(GroupedRows):
    """The figures of an article.

    Args:
        open_article: The article.
        messages: The messages of the screen.
        ambiguous: Cells of a character of ambiguous width.
        block_elements: Whether bars can be drawn in block elements (U+2588 and its like).
    """

    def __init__(
        self, open_article: OpenArticle, messages: Messages, ambiguous: AmbiguousWidth, *, block_elements: bool = True
    ) -> None:
        super().__init__(open_article, "figures", messages, ambiguous)
        self._can_draw_blocks = block_elements
        self._group_titles: dict[int, tuple[Hashable, str, int]] = {}
        """The groups, by the index of the first entry of each: its key, its title, the number of its figures."""
        self._collapsed_groups: set[Hashable] = set()
        """The keys of the groups of which only the title is shown."""
        self._largest: dict[tuple[str, ...], Decimal] = {}
        """The largest size of each scale that several figures are of."""
        self._bar_room: dict[tuple[str, ...], bool] = {}
        """Whether the figures of a scale have room for bars, in the width of the list."""
        self._printed_cells = 0
        self._label_cells = 0
        """Cells of the longest of what figures measure: a wide list leaves no more between it and the figure."""
        self._arranged_count = 0
        self._arranged_view = ""
        self._arrange()

    def _rewrap(self) -> None:
        self._arrange()  # the columns depend on the cells, too

    def refresh(self) -> None:
        """Arrange the list anew if figures were found or forgotten, or are shown in another script."""
        index = self.open_article.figure_index
        found = len(index.figures)
        is_worth_arranging = found < _MAX_EAGER_FIGURES or index.is_complete or found < self._arranged_count
        if self._arranged_view != self.open_article.view_name or (found != self._arranged_count and is_worth_arranging):
            self._arrange()
        super().refresh()

    def cycle_order(self) -> str:
        """Order them by place, by kind, by size, in turn; return the id of the message that names the order."""
        options = self.open_article.figure_index.options
        options.order = cycle(FIGURE_ORDERS, options.order)
        self.rebuild()
        return "status.figures.order." + options.order

    def collapse(self, *, hide: bool) -> bool:
        """Hide or show the figures of the selected entry's group; return whether that changed anything.

        Args:
            hide: Whether to hide them.
        """
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
        """The indexes of all listed entries of an entry's group; of all entries where there are no groups."""
        first = self._find_group_start(index)
        if first is None:
            return list(self._listed_indexes)
        start = self._positions[first]
        ends = (n for n, each in enumerate(self._listed_indexes[start + 1 :], start + 1) if each in self._group_titles)
        return list(self._listed_indexes[start : next(ends, len(self._listed_indexes))])

    def _find_group_start(self, index: int) -> int | None:
        """The index of the first entry of an entry's group; None where there are no groups."""
        for at in range(self._positions.get(index, -1), -1, -1):
            if self._listed_indexes[at] in self._group_titles:
                return self._listed_indexes[at]
        return None

    # -- order

    def _arrange(self) -> None:
        index = self.open_article.figure_index
        listed = [n for n, figure in enumerate(index.figures) if index.is_listed(figure) and self._matches(n)]
        groups: dict[Hashable, list[int]] = {}
        for n in listed:
            groups.setdefault(self._group_key(n), []).append(n)
        order = index.options.order
        self.order_message_id = "status.figures.order." + order
        keys = list(groups) if order == "place" else sorted(groups)  # type: ignore[type-var]
        has_titles = order != "place" or len(keys) > 1
        shown: list[int] = []
        self._group_titles = {}
        for key in keys:
            members = groups[key]
            if order == "size":
                members.sort(key=lambda n: -(get_size(index.figures[n]) or Decimal("-Infinity")))
            if has_titles:
                self._group_titles[members[0]] = key, self._format_group_title(key), len(members)
            shown += members[:1] if key in self._collapsed_groups else members
        self._arranged_count, self._arranged_view = len(index.figures), self.open_article.view_name
        self._compute_columns(listed)
        self._set_listed(shown)

    def _compute_columns(self, indexes: list[int]) -> None:
        """Work out the columns of subjects and of figures as printed, and the largest figure of each scale."""
        found = self.open_article.figure_index.figures
        self._printed_cells = max(
            (cell_len(found[index].text, self._ambiguous) + 2 for index in indexes[:_SAMPLED_FIGURES]), default=0
        )
        self._printed_cells = min(self._printed_cells, _MAX_PRINTED_CELLS)
        self._label_cells = max(
            (cell_len(found[index].subject, self._ambiguous) for index in indexes[:_SAMPLED_FIGURES]), default=0
        )
        scales: dict[tuple[str, ...], list[Decimal]] = {}
        for index in indexes:
            scale, size = get_scale(found[index]), get_size(found[index])
            if scale and size:
                scales.setdefault(scale, []).append(size)
        self._largest = {scale: max(sizes) for scale, sizes in scales.items() if len(sizes) > 1}
        self._bar_room.clear()

    def set_size(self, width: int, height: int) -> None:
        """As `SideListRows.set_size`; another width may have no room for bars."""
        if width != self._width:
            self._bar_room.clear()
        super().set_size(width, height)

    def _search_text(self, index: int) -> str:
        """The folded text, value, subject and kind of a figure."""
        from reader.figures.formatting import format_plain

        figure = self.open_article.figure_index.figures[index]
        kind = self._messages("figure.kind." + figure.kind)
        value = format_plain(figure, self._messages.language)
        return fold_for_search("\n".join([figure.text, value, figure.subject, kind]))

    # -- groups

    def _group_key(self, index: int) -> Hashable:
        """What figures are grouped by: the index of the section, or the kind."""
        if self.open_article.figure_index.options.order != "place":
            return get_group(self.open_article.figure_index.figures[index])
        return self._find_section(self.all_targets[index])

    def _format_group_title(self, key: Hashable) -> str:
        """The title of the group with a key."""
        if isinstance(key, int):
            return self._format_section_title(key)
        assert isinstance(key, tuple)
        _, kind, code = key
        return self._messages("figure.kind." + kind) + (f"  {get_currency_name(code, self._messages)}" if code else "")

    # -- rows

    def _make_rows(self, index: int) -> list[SideListRow]:
        """The columns of a figure, under the title of its group where it is the first of it."""
        if index not in self._group_titles:
            return self._make_figure_rows(index)
        key, title, count = self._group_titles[index]
        if key in self._collapsed_groups:
            return [self._make_title_row(f"{title} ({count})", is_collapsed=True)]
        return [self._make_title_row(title), *self._make_figure_rows(index)]

    def _make_figure_rows(self, index: int) -> list[SideListRow]:
        """What a figure measures at the left, and at the right the figure with its sign and its value or a bar.

        A wide row also has the section.
        """
        figures, target = self.open_article.figure_index, self.all_targets[index]
        source = figures.figures[index]
        figure = figures.convert_figure(target.block, source)
        room = self._width - MARKER_CELLS - 1
        is_wide = room >= MIN_WIDE_CELLS
        tail = self._format_last_column(source, is_wide=is_wide)
        if not self._group_titles and is_wide and not self._largest_of(source):
            tail += align_left(f"  {self._format_section(target)}", _SECTION_CELLS + 2, self._ambiguous)
        script = self.open_article.converted.get_shown_script(target.block)
        has_failed = figures.find_failed_check(target.block, source)
        sign = "?" if has_failed else format_sign(source, self._messages, script)
        prefix = sign + " " * bool(sign and sign.isascii() and sign.isalnum())
        printed_cells = cell_len(prefix + figure.text, self._ambiguous)
        column = min(max(self._printed_cells, printed_cells), max(_MAX_PRINTED_CELLS, printed_cells), room)
        if not tail:  # figures at the edge need no column: what they measure has all the rest of the row
            column = min(printed_cells, room)
        label = figure.subject.replace("\n", " ")
        label_cells = room - column - 1 - cell_len(tail, self._ambiguous)
        if is_wide:
            label_cells = min(label_cells, max(self._label_cells, _MIN_LABEL_CELLS))
        rows = []
        if label_cells < _MIN_LABEL_CELLS:  # a number is never cut: it takes the next row with its column
            rows = [SideListRow(MARKER_CELLS, (StyledText(align_left(label, room, self._ambiguous)),))] if label else []
            label, label_cells = "", max(0, label_cells)
        style = FIGURE_STYLES.get(figure.kind, "quantity")
        parts = (
            StyledText(align_left(label, label_cells, self._ambiguous) + " " * (1 + column - printed_cells)),
            StyledText(prefix, "sign"),
            StyledText(figure.text, style),
            StyledText(tail, "value"),
        )
        return [*rows, SideListRow(MARKER_CELLS, parts)]

    def _format_last_column(self, figure: Figure, *, is_wide: bool) -> str:
        """The last column: a bar where figures of a scale stand together, else the value in a wide list.

        A narrow one would have it only in some rows, and its figures in no column.
        """
        from reader.figures.formatting import format_for_row

        if largest := self._largest_of(figure):
            size = get_size(figure)
            assert size is not None
            cells = _BAR_CELLS if is_wide else _SHORT_BAR_CELLS
            bar = draw_bar(size / largest, cells, block_elements=self._can_draw_blocks and self._ambiguous == 1)
            return "  " + align_left(bar, cells, self._ambiguous)
        if not is_wide:
            return ""
        cells = _VALUE_CELLS
        value = format_for_row(figure, self._messages.language)
        if cell_len(value, self._ambiguous) > cells:
            value = format_short(figure, self._messages)
        number = _NUMBER.search(value)
        is_printed_already = number is not None and number[0] in figure.text  # 386 for 386口
        if is_printed_already or cell_len(value, self._ambiguous) > cells:  # a number is never cut
            return "  " + " " * cells
        return "  " + align_left(value, cells, self._ambiguous)

    def _largest_of(self, figure: Figure) -> Decimal | None:
        """The largest size of a figure's scale; None where the figure gets no bar."""
        scale = get_scale(figure)
        if not scale or scale not in self._largest or self.open_article.figure_index.options.order == "place":
            return None
        if scale not in self._bar_room:
            self._bar_room[scale] = self._has_bar_room(scale)
        return self._largest[scale] if self._bar_room[scale] else None

    def _has_bar_room(self, scale: tuple[str, ...]) -> bool:
        """Whether bars leave enough of what each figure of a scale measures: without it a bar says nothing."""
        room = self._width - MARKER_CELLS - 1
        if room >= MIN_WIDE_CELLS:
            return True
        figures = self.open_article.figure_index
        for index in self.listed_indexes[:_SAMPLED_FIGURES]:
            if get_scale(figures.figures[index]) == scale:
                figure = figures.convert_figure(self.all_targets[index].block, figures.figures[index])
                printed = max(self._printed_cells, cell_len(figure.text, self._ambiguous) + 2)
                needed = min(cell_len(figure.subject, self._ambiguous), _MIN_LABEL_CELLS_WITH_BAR)
                if room - printed - 1 - 2 - _SHORT_BAR_CELLS < needed:
                    return False
        return True

    def _format_section(self, navigation_target: NavigationTarget) -> str:
        """The number of the section that a target is in, such as `節 1`; `導語` before the first."""
        section = self._find_section(navigation_target)
        return self._messages("part.lead") if section < 0 else f"{self._messages('walk.sections')} {section + 1}"
