"""The figures as rows of the list beside the page: in columns, in groups, in three orders."""

from __future__ import annotations

import re
from bisect import bisect_right
from decimal import Decimal
from typing import TYPE_CHECKING

from reader.tui.rows.columns import left, right
from reader.tui.rows.figure_groups import bar, group_of, scale_of, size_of
from reader.tui.rows.said import currency, short_form, sign
from reader.tui.rows.side_list import MARK, Entries, EntryRow
from reader.tui.state.article import folded
from reader.typeset import cell_len

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from reader.i18n import Words
    from reader.model import Figure
    from reader.tui.state.article import Opened
    from reader.tui.state.navigation import Stop
    from reader.typeset import Ambiguous

WIDE = 50
"""From so many cells on, a row has room for the whole value."""
_NARROW = 28
"""Under so many cells a row has no room for a value."""
_PRINTED = 14
"""Cells of the column of figures as printed, at most."""
_VALUE = 18
_SHORT = 8
_SECTION = 8
_BAR = 12
_NUMBER = re.compile(r"[0-9][0-9,.]*")
_MEASURED = 200
"""Figures whose widths make the column of the printed ones."""
_EAGER = 200
"""Figures up to which a list that is still being found is arranged anew with each."""


class FigureEntries(Entries):
    """The figures of an article.

    Args:
        opened: The article.
        words: Of the screen.
        ambiguous: Cells of characters of ambiguous width.
        blocks: Whether bars can be drawn in block elements.
    """

    def __init__(self, opened: Opened, words: Words, ambiguous: Ambiguous, *, blocks: bool = True) -> None:
        super().__init__(opened, "figures", ambiguous)
        self._words_of_screen = words
        self._blocks = blocks
        self._titles: dict[int, tuple[Hashable, str, int]] = {}
        """Over which entries a group's title stands: the group, the title, how many figures."""
        self._hidden: set[Hashable] = set()
        """Groups of which only the title is shown."""
        self._largest: dict[tuple[str, ...], Decimal] = {}
        """Of each scale that more than one figure is of."""
        self._places: dict[int, int] = {}
        self._printed = 0
        self._arranged = 0
        self._view = ""
        self._arrange()

    @property
    def order(self) -> Sequence[int]:
        """The figures that are listed, by their indexes among all."""
        return self._order

    def speak(self, words: Words) -> None:
        """The screen speaks another language."""
        if words.language != self._words_of_screen.language:
            self._words_of_screen = words
            self._arrange()

    def _rewrap(self) -> None:
        """Other cells, other columns."""
        self._arrange()

    def look_again(self) -> None:
        """More figures were found, or they are seen in another script."""
        found = len(self.opened.figures.found)
        if self._view != self.opened.view:  # the titles of groups are in its script
            self._arrange()
        if found != self._arranged and (found < _EAGER or self.opened.figures.complete or found < self._arranged):
            self._arrange()
        super().look_again()

    def rearrange(self) -> None:
        """Another order, or others are hidden."""
        self._arrange()

    def fold(self, *, hide: bool) -> bool:
        """Hide or show the figures of the selected one's group; whether that changed anything."""
        first = self._first_of(self.selected)
        if first is None:
            return False
        group = self._titles[first][0]
        if hide == (group in self._hidden):
            return False
        self._hidden ^= {group}
        self._arrange()
        self.select(first)
        return True

    def group_at(self, index: int) -> list[int]:
        """All figures of an entry's group that are listed, the entry among them; all, where there are no groups."""
        first = self._first_of(index)
        if first is None:
            return list(self._order)
        at = self._places[first]
        rest = (n for n, each in enumerate(self._order[at + 1 :], at + 1) if each in self._titles)
        return list(self._order[at : next(rest, len(self._order))])

    def _first_of(self, index: int) -> int | None:
        """The entry that the title of an entry's group stands over."""
        for at in range(self._places.get(index, -1), -1, -1):
            if self._order[at] in self._titles:
                return self._order[at]
        return None

    # -- which are listed, and where

    def _at(self, index: int) -> int:
        """The place of a figure; of one that is not listed, of the last before it in the text that is."""
        while index >= 0 and index not in self._places:
            index -= 1
        return self._places.get(index, -1)

    def _arrange(self) -> None:
        """Find out anew what is listed, in which order, in which groups."""
        counted = self.opened.figures
        listed = [n for n, figure in enumerate(counted.found) if counted.lists(figure) and self._matches(n)]
        groups: dict[Hashable, list[int]] = {}
        for index in listed:
            groups.setdefault(self._group(index), []).append(index)
        order = counted.taste.order
        keys = list(groups) if order == "place" else sorted(groups)  # type: ignore[type-var]
        titled = order != "place" or len(keys) > 1
        places: list[int] = []
        self._titles = {}
        for key in keys:
            members = groups[key]
            if order == "size":
                members.sort(key=lambda index: -(size_of(counted.found[index]) or Decimal("-Infinity")))
            if titled:
                self._titles[members[0]] = key, self._title(key), len(members)
            places += members[:1] if key in self._hidden else members
        self._order = places
        self._places = {index: at for at, index in enumerate(places)}
        self._arranged, self._view = len(counted.found), self.opened.view
        self._measure(listed)
        self._made.clear()
        self.version += 1
        super().look_again()

    def _measure(self, listed: list[int]) -> None:
        """How wide the column of the figures as printed is, and which of them are the longest of their scales."""
        found = self.opened.figures.found
        self._printed = max((cell_len(found[index].text, self._ambiguous) for index in listed[:_MEASURED]), default=0)
        scales: dict[tuple[str, ...], list[Decimal]] = {}
        for index in listed:
            scale, size = scale_of(found[index]), size_of(found[index])
            if scale and size:
                scales.setdefault(scale, []).append(size)
        self._largest = {scale: max(sizes) for scale, sizes in scales.items() if len(sizes) > 1}

    def _matches(self, index: int) -> bool:
        return not self._query or self._query in self._words(self.stops[index])

    def _words(self, stop: Stop) -> str:
        """What a filter looks in: the figure, its value, what it measures."""
        from reader.figures.formatting import plain

        figure = self.opened.figures.at(stop.block, stop.start)
        if figure is None:
            return ""
        kind = self._words_of_screen("figure.kind." + figure.kind)
        return folded(f"{figure.text}\n{plain(figure, self._words_of_screen.language)}\n{figure.measures}\n{kind}")

    # -- groups

    def _group(self, index: int) -> Hashable:
        """The section of a figure, or what it is a figure of."""
        if self.opened.figures.taste.order != "place":
            return group_of(self.opened.figures.found[index])
        stop = self.stops[index]
        return bisect_right(self.opened.walkable("sections"), (stop.block, stop.start, 1 << 60)) - 1

    def _title(self, key: Hashable) -> str:
        """What stands over a group."""
        words = self._words_of_screen
        if isinstance(key, int):
            if key < 0:
                return words("part.lead")
            stop = self.opened.walkable("sections")[key]
            return self.opened.stretch(stop.block, stop.start, stop.end)
        assert isinstance(key, tuple)
        _, kind, code = key
        return words("figure.kind." + kind) + (f"  {currency(code, words)}" if code else "")

    # -- rows

    def _lay(self, index: int) -> list[EntryRow]:
        """One figure in its columns, under the title of its group where it is the first of it."""
        rows = []
        if index in self._titles:
            group, title, count = self._titles[index]
            room = self._width - MARK - 1
            if group in self._hidden:
                return [EntryRow(MARK, ((left(f"{title} ({count})", room, self._ambiguous), "group"),))]
            rows.append(EntryRow(MARK, ((left(title, room, self._ambiguous), "group"),), title=True))
        return rows + self._columns(index)

    def _columns(self, index: int) -> list[EntryRow]:
        """As printed, its sign, what it measures, its value or a bar; in a wide row also its section."""
        counted, words, stop = self.opened.figures, self._words_of_screen, self.stops[index]
        source = counted.found[index]
        figure = counted.seen(stop.block, source)
        room = self._width - MARK - 1
        wide = room >= WIDE
        printed = min(max(self._printed, 2), _PRINTED, room // 2)
        signs = 3 if words.language == "en" else 2
        tail = self._tail(source, wide=wide) if room >= _NARROW else ""
        if not self._titles and wide and not self._largest_of(source):
            tail += left(f"  {self._section(stop)}", _SECTION + 2, self._ambiguous)
        measures = room - printed - signs - 2 - cell_len(tail, self._ambiguous)
        noted = "?" if counted.doubted(stop.block, source) else sign(source, words)
        text, rows = right(figure.text, printed, self._ambiguous), []
        if cell_len(figure.text, self._ambiguous) > printed:  # a number is never cut
            lines = self._wrapped(figure.text, room)
            rows = [EntryRow(MARK, ((figure.text[start:end], "figure"),)) for start, end in lines]
            text = " " * printed
        parts = (
            (text, "figure"),
            (f" {left(noted, signs, self._ambiguous)} ", "sign"),
            (left(figure.measures.replace("\n", " "), max(0, measures), self._ambiguous), ""),
            (tail, "value"),
        )
        return [*rows, EntryRow(MARK, parts)]

    def _tail(self, figure: Figure, *, wide: bool) -> str:
        """The last column: a bar where figures can be compared and are in such an order, else the value."""
        from reader.figures.formatting import told

        if largest := self._largest_of(figure):
            size = size_of(figure)
            assert size is not None
            cells = _BAR if wide else _SHORT
            drawn = bar(size / largest, cells, blocks=self._blocks and self._ambiguous == 1)
            return "  " + left(drawn, cells, self._ambiguous)
        cells = _VALUE if wide else _SHORT
        value = told(figure, self._words_of_screen.language)
        if not wide or cell_len(value, self._ambiguous) > cells:
            value = short_form(figure, self._words_of_screen)
        number = _NUMBER.search(value)
        says_nothing_new = number is not None and number[0] in figure.text  # 386 of 386口
        if says_nothing_new or cell_len(value, self._ambiguous) > cells:  # a number is never cut
            return "  " + " " * cells if wide else ""
        return "  " + left(value, cells, self._ambiguous)

    def _largest_of(self, figure: Figure) -> Decimal | None:
        """The largest of a figure's scale, where bars are drawn."""
        scale = scale_of(figure)
        return self._largest.get(scale) if scale and self.opened.figures.taste.order != "place" else None

    def _section(self, stop: Stop) -> str:
        """`節 1` or `導語`."""
        number = bisect_right(self.opened.walkable("sections"), (stop.block, stop.start, 1 << 60))
        words = self._words_of_screen
        return f"{words('walk.sections')} {number}" if number else words("part.lead")
