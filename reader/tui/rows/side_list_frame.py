"""The rows of the list beside the page: the line to the page, the tabs, order and filter, and the entries.

No Textual: the first screen is drawn before that is imported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.tui.rows.columns import StyledText, fit_parts, get_frame_characters, truncate
from reader.tui.rows.side_list import MARKER_CELLS, SideListRows, describe_arrangement
from reader.tui.rows.tabs import Tab, make_tabs
from reader.typeset import cell_len, to_display_text, wrap

if TYPE_CHECKING:
    from reader.i18n import Messages
    from reader.typeset import AmbiguousWidth

ListPlace = Literal["right", "left", "drawer"]
_DRAWER_HEAD_ROWS = 2
"""Rows above the entries of a drawer: the rule and the tabs, behind which the order and the filter stand."""
_MIN_HEIGHT_FOR_AIR = 16
"""Rows of a list beside the page from which it begins with an empty row, as the page does."""
_FRAME_CELLS = 2
"""Cells of the line between list and page."""
_MIN_NOTE_CELLS = 8
"""Cells below which the order and the filter say nothing."""
_HEAD_MARGIN = 4
"""Cells around what the head says of the order and the filter."""


class SideListFrame(NamedTuple):
    """How the list is drawn."""

    width: int
    """Cells."""
    height: int
    """Rows."""
    place: ListPlace
    """At which side of the page it is, or whether it comes from below."""
    has_focus: bool
    """Whether it has the keyboard."""
    ambiguous: AmbiguousWidth
    """Cells of a character of ambiguous width."""

    @property
    def head_rows(self) -> int:
        """Rows above the entries: an empty one where there is room, the tabs, the order with the filter."""
        if self.place == "drawer":
            return _DRAWER_HEAD_ROWS
        return 3 if self.height >= _MIN_HEIGHT_FOR_AIR else 2

    @property
    def entry_cells(self) -> int:
        """Cells of the rows of entries."""
        return self.width - (0 if self.place == "drawer" else _FRAME_CELLS)

    def make_tabs(self, list_rows: SideListRows, messages: Messages) -> list[Tab]:
        """The tabs above a list."""
        first = _FRAME_CELLS if self.place == "right" else 1
        width = self.width - (_FRAME_CELLS if self.place == "left" else 0)
        return make_tabs(list_rows.category, messages, first, width, self.ambiguous)

    def make_row(self, y: int, list_rows: SideListRows, messages: Messages) -> list[StyledText]:
        """A row of the list, exactly as wide as the frame. The names of styles are those of the widget.

        Args:
            y: The number of the row.
            list_rows: The entries, which have been given the size of the frame.
            messages: The messages of the screen.
        """
        line, rule = get_frame_characters(self.ambiguous)
        frame_style = "frame-focused" if self.has_focus else "frame"
        if self.place == "drawer" and y == 0:
            return [StyledText(line * self.width, frame_style)]
        edge = StyledText(rule + " ", frame_style)
        if y < self.head_rows:
            inside = self._make_head_row(y, list_rows, messages)
        else:
            inside = self._make_entry_row(y - self.head_rows, list_rows, messages)
        inside = fit_parts(inside, self.entry_cells, self.ambiguous)
        return inside if self.place == "drawer" else [edge, *inside] if self.place == "right" else [*inside, edge]

    def _make_head_row(self, y: int, list_rows: SideListRows, messages: Messages) -> list[StyledText]:
        """The tabs, the order and the filter; these stand behind the tabs in a drawer, below them elsewhere."""
        parts = [] if self.place == "right" else [StyledText(" ")]
        is_drawer = self.place == "drawer"
        if y == self.head_rows - (1 if is_drawer else 2):
            parts += [
                StyledText(tab.text, "tab-selected" if tab.category == list_rows.category else "tab")
                for tab in self.make_tabs(list_rows, messages)
            ]
        if y == self.head_rows - 1:
            used = self.width - self.entry_cells if self.place == "right" else 0
            room = self.width - used - sum(cell_len(part.text, self.ambiguous) for part in parts) - _HEAD_MARGIN
            note = describe_arrangement(list_rows, messages) if room >= _MIN_NOTE_CELLS else ""
            if note:
                gap = "  " if is_drawer else " "
                parts.append(StyledText(gap + truncate(note, room, self.ambiguous), "tab"))
        return parts

    def _make_entry_row(self, y: int, list_rows: SideListRows, messages: Messages) -> list[StyledText]:
        """A row of an entry, or of the sentence that there are none."""
        if not list_rows.listed_indexes:
            message = messages("empty.filter" if list_rows.is_filtered else "empty." + list_rows.category)
            room = max(4, self.width - _FRAME_CELLS - MARKER_CELLS - 1)
            lines = wrap(message, room, ambiguous_width=self.ambiguous)
            return [StyledText(" " * MARKER_CELLS + message[slice(*lines[y])], "tab")] if y < len(lines) else []
        rows = list_rows.get_visible_rows()
        if y >= len(rows):
            return []
        index, number = rows[y]
        row = list_rows.get_rows(index)[number]
        is_selected = index == list_rows.selected_index and not row.is_group_title
        is_first = number == 0 or list_rows.get_rows(index)[number - 1].is_group_title
        lead = " " * (row.indent_cells - MARKER_CELLS) + ("> " if is_selected and is_first else "  ")
        if not is_selected:
            return [StyledText(lead), *(StyledText(to_display_text(text), style) for text, style in row.parts)]
        style = "selected" if self.has_focus else "selected-blurred"
        text = lead + "".join(to_display_text(text) for text, _ in row.parts)
        return [StyledText(text + " " * self.width, style)]
