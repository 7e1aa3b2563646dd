"""The annotations of an article as rows: quotes in the script of the view, notes as they were typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.annotations.model import COLOURS
from reader.model import clean
from reader.text.folding import fold_for_search
from reader.tui.rows.columns import StyledText, cut_with_ellipsis
from reader.tui.rows.grouped_rows import GroupedRows
from reader.tui.rows.margin_notes import NOTE_SIGN, make_mark_sign
from reader.tui.rows.side_list import MARKER_CELLS, SideListRow
from reader.tui.state.annotations import NO_BLOCK, NOTE_ORDERS
from reader.tui.state.cycle import cycle
from reader.typeset import wrap

if TYPE_CHECKING:
    from reader.annotations.model import Annotation
    from reader.i18n import Messages
    from reader.tui.state.article import OpenArticle
    from reader.typeset import AmbiguousWidth

_MAX_QUOTE_ROWS = 2
_MAX_NOTE_ROWS = 6
"""Rows of a note; a longer one is read where it is edited."""


class _NoteGroup(NamedTuple):
    """A group of annotations; groups are listed in this order."""

    rank: int
    """0 without a place, 1 on the whole article, 2 all others."""
    number: int
    """The index of the section or the colour; -1 before the first section."""


class NoteListRows(GroupedRows):
    """The annotations of an article: first those without a place, then the others by place, colour or time.

    Args:
        open_article: The article.
        messages: The messages of the screen.
        ambiguous: Cells of a character of ambiguous width.
        has_colours: Whether the terminal shows colours.
    """

    def __init__(
        self, open_article: OpenArticle, messages: Messages, ambiguous: AmbiguousWidth, *, has_colours: bool = True
    ) -> None:
        super().__init__(open_article, "notes", messages, ambiguous)
        self._has_colours = has_colours
        self._group_titles: dict[int, str] = {}
        """The titles of groups, by the index of the entry that each stands over."""
        self._arranged_for: tuple[int, str] | None = None
        """The version of the annotations and the view that the list was arranged for."""
        self._arrange()

    @property
    def selected_annotation(self) -> Annotation | None:
        """The annotation of the selected entry."""
        annotations = self.open_article.annotation_index.annotations
        return annotations[self.selected_index] if 0 <= self.selected_index < len(annotations) else None

    def cycle_order(self) -> str:
        """Order them by place, by colour, by time, in turn; return the id of the message that names the order."""
        index = self.open_article.annotation_index
        index.order = cycle(NOTE_ORDERS, index.order)
        self.rebuild()
        return "status.notes.order." + index.order

    def select_annotation(self, annotation_id: str) -> None:
        """Select the entry of an annotation, if it is there."""
        ids = [each.id for each in self.open_article.annotation_index.annotations]
        if annotation_id in ids:
            self.select_index(ids.index(annotation_id))

    def refresh(self) -> None:
        """Arrange the list anew if annotations have changed or are shown in another script."""
        if self._arranged_for != (self.open_article.annotation_index.version, self.open_article.view_name):
            self._arrange()
            self.selected_index = min(self.selected_index, len(self.open_article.annotation_index.annotations) - 1)
        super().refresh()

    def collapse(self, *, hide: bool) -> bool:
        """Change nothing: groups of annotations cannot be collapsed."""
        return False

    def _arrange(self) -> None:
        index = self.open_article.annotation_index
        self.order_message_id = "status.notes.order." + index.order
        listed = [n for n in range(len(index.annotations)) if self._matches(n)]
        if index.order == "time":
            listed.sort(key=lambda n: index.annotations[n].created, reverse=True)
        listed.sort(key=self._group_of)  # stable: within a group the order stays
        self._group_titles = {}
        last_group: _NoteGroup | None = None
        for n in listed:
            group = self._group_of(n)
            if group != last_group and (title := self._format_group_title(group)):
                self._group_titles[n] = title
            last_group = group
        self._arranged_for = index.version, self.open_article.view_name
        self._set_listed(listed)

    def _search_text(self, index: int) -> str:
        """The folded quote, note, tags and colour of an annotation."""
        annotation = self.open_article.annotation_index.annotations[index]
        quote = annotation.target.exact if annotation.target else ""
        colour = self._messages("colour." + annotation.colour)
        return fold_for_search("\n".join([quote, annotation.note, *(f"#{tag}" for tag in annotation.tags), colour]))

    # -- groups

    def _group_of(self, n: int) -> _NoteGroup:
        """The group of an annotation in the order that is chosen."""
        index = self.open_article.annotation_index
        annotation, target = index.annotations[n], index.all_targets[n]
        if annotation.target is None:
            return _NoteGroup(1, 0)
        if target.block == NO_BLOCK:
            return _NoteGroup(0, 0)
        if index.order == "colour":
            return _NoteGroup(2, COLOURS.index(annotation.colour))
        if index.order == "time":
            return _NoteGroup(2, 0)
        return _NoteGroup(2, self._find_section(target))

    def _format_group_title(self, group: _NoteGroup) -> str:
        """The title of a group; "" for one that has none."""
        index = self.open_article.annotation_index
        if group.rank == 0:
            return self._messages("notes.unplaced", n=len(index.unplaced_annotations))
        if group.rank == 1:
            return self._messages("note.article")
        if index.order == "colour":
            return self._messages("colour." + COLOURS[group.number])
        if index.order == "time" or not self.open_article.get_navigation_targets("sections"):
            return ""
        return self._format_section_title(group.number)

    # -- rows

    def _make_rows(self, index: int) -> list[SideListRow]:
        """The title of the group, the the bar of the colour before the quote, the note and the tags behind a plus."""
        annotation = self.open_article.annotation_index.annotations[index]
        rows = [self._make_title_row(self._group_titles[index])] if index in self._group_titles else []
        if annotation.target is not None:
            sign = make_mark_sign(annotation.colour, self._ambiguous, has_colours=self._has_colours)
            state = "" if annotation.is_placed else self._messages("note.state." + annotation.state)
            quote = self._format_quote(index, annotation.target.exact) + (f"  {state}" if state else "")
            rows += self._make_hanging_rows(sign, StyledText(quote), _MAX_QUOTE_ROWS)
        note = " ".join(annotation.note.split())
        tags = "  ".join(f"#{tag}" for tag in annotation.tags)
        if note or tags or annotation.target is None:
            text = clean("  ".join(filter(None, (note, tags))))
            rows += self._make_hanging_rows(StyledText(NOTE_SIGN, "sign"), StyledText(text, "note"), _MAX_NOTE_ROWS)
        return rows

    def _format_quote(self, n: int, exact: str) -> str:
        """The highlighted text in the script of the view; the stored quote of an annotation without a place."""
        index = self.open_article.annotation_index
        ranges = index.get_ranges(index.annotations[n])
        if not ranges:
            return " ".join(self.open_article.convert_text(exact).split())
        return " ".join(" ".join(self.open_article.convert_range(*each) for each in ranges).split())

    def _make_hanging_rows(self, sign: StyledText, text: StyledText, max_rows: int) -> list[SideListRow]:
        """A text behind a sign, wrapped into at most so many rows."""
        room = max(4, self._width - MARKER_CELLS - 3)
        lines = [text.text[start:end] for start, end in wrap(text.text, room, ambiguous_width=self._ambiguous)] or [""]
        if len(lines) > max_rows:
            lines[max_rows - 1] = cut_with_ellipsis(lines[max_rows - 1], room, self._ambiguous)
        first = SideListRow(MARKER_CELLS, (StyledText(sign.text + " ", sign.style_name), text._replace(text=lines[0])))
        rest = (SideListRow(MARKER_CELLS + 2, (text._replace(text=line),)) for line in lines[1:max_rows])
        return [first, *rest]
