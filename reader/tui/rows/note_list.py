"""The annotations as rows of the list beside the page: quotes in the script of the view, notes as they were typed."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from reader.annotations.model import COLOURS
from reader.model import clean
from reader.text.folding import fold_for_search
from reader.tui.rows.columns import align_left
from reader.tui.rows.side_list import MARKER_CELLS, SideListRow, SideListRows
from reader.tui.state.annotations import NO_BLOCK, NOTE_ORDERS
from reader.tui.state.cycle import cycle
from reader.typeset import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.annotations.model import Annotation
    from reader.i18n import Messages
    from reader.tui.state.article import OpenArticle
    from reader.typeset import AmbiguousWidth

_MAX_QUOTE_ROWS = 2
_MAX_NOTE_ROWS = 6
"""Rows of a note; what is longer is read where it is edited."""


class _NoteGroup(NamedTuple):
    """What annotations stand under; groups come in this order."""

    rank: int
    number: int
    """Of the section or the colour, -1 before the first section."""


class NoteListRows(SideListRows):
    """The annotations of an article: those without a place on top, the others by place, colour or time.

    Args:
        open_article: The article.
        messages: Of the screen.
        ambiguous: Cells of characters of ambiguous width.
    """

    def __init__(self, open_article: OpenArticle, messages: Messages, ambiguous: AmbiguousWidth) -> None:
        super().__init__(open_article, "notes", ambiguous)
        self._messages = messages
        self._group_titles: dict[int, str] = {}
        self._positions: dict[int, int] = {}
        self._arranged_for: tuple[int, str] | None = None
        self._arrange()

    @property
    def listed_indexes(self) -> Sequence[int]:
        """The annotations that are listed, by their indexes among all."""
        return self._listed_indexes

    @property
    def selected_annotation(self) -> Annotation | None:
        """The annotation that is marked in the list."""
        annotations = self.open_article.annotation_index.annotations
        return annotations[self.selected_index] if 0 <= self.selected_index < len(annotations) else None

    def cycle_order(self) -> str:
        """Order them by place, by colour, by time, in turn; return the id of the message that names the order."""
        index = self.open_article.annotation_index
        index.order = cycle(NOTE_ORDERS, index.order)
        self.rebuild()
        return "status.notes.order." + index.order

    def select_annotation(self, annotation_id: str) -> None:
        """Mark an annotation, by its id."""
        ids = [each.id for each in self.open_article.annotation_index.annotations]
        if annotation_id in ids:
            self.select_index(ids.index(annotation_id))

    def set_messages(self, messages: Messages) -> None:
        """The screen speaks another language."""
        if messages.language != self._messages.language:
            self._messages = messages
            self.rebuild()

    def refresh(self) -> None:
        """Some are new, changed or gone, or they are seen in another script."""
        if self._arranged_for != (self.open_article.annotation_index.version, self.open_article.view_name):
            self._arrange()
            self.selected_index = min(self.selected_index, len(self.open_article.annotation_index.annotations) - 1)
        super().refresh()

    def rebuild(self) -> None:
        """Another order."""
        self._arrange()

    def collapse(self, *, hide: bool) -> bool:
        """Groups of notes are not folded."""
        return False

    def _find_position(self, index: int) -> int:
        """The place of an entry; of one that is not listed, of the last before it that is."""
        while index >= 0 and index not in self._positions:
            index -= 1
        return self._positions.get(index, -1)

    def _arrange(self) -> None:
        noted = self.open_article.annotation_index
        listed = [
            n
            for n, each in enumerate(noted.annotations)
            if not self._query or self._query in self._annotation_search_text(each)
        ]
        if noted.order == "time":
            listed.sort(key=lambda n: noted.annotations[n].created, reverse=True)
        listed.sort(key=self._group_key)  # stable: within a group the order stays
        self._group_titles, before = {}, None
        for index in listed:
            if (group := self._group_key(index)) != before and (title := self._group_title(group)):
                self._group_titles[index] = title
            before = group
        self._listed_indexes = listed
        self._positions = {index: at for at, index in enumerate(listed)}
        self._arranged_for = noted.version, self.open_article.view_name
        self._row_cache.clear()
        self.version += 1
        super().refresh()

    def _annotation_search_text(self, annotation: Annotation) -> str:
        """What a filter looks in: the quote, the note, the tags, the colour."""
        quote = annotation.target.exact if annotation.target else ""
        colour = self._messages("colour." + annotation.colour)
        return fold_for_search("\n".join([quote, annotation.note, *(f"#{tag}" for tag in annotation.tags), colour]))

    # -- groups

    def _group_key(self, index: int) -> _NoteGroup:
        noted = self.open_article.annotation_index
        annotation, stop = noted.annotations[index], noted.all_targets[index]
        if annotation.target is None:
            return _NoteGroup(1, 0)
        if stop.block == NO_BLOCK:
            return _NoteGroup(0, 0)
        if noted.order == "colour":
            return _NoteGroup(2, COLOURS.index(annotation.colour))
        if noted.order == "time":
            return _NoteGroup(2, 0)
        return _NoteGroup(
            2, bisect_right(self.open_article.get_navigation_targets("sections"), (stop.block, stop.start, 1 << 60)) - 1
        )

    def _group_title(self, group: _NoteGroup) -> str:
        words, noted = self._messages, self.open_article.annotation_index
        if group.rank == 0:
            return words("notes.unplaced", n=len(noted.unplaced_annotations))
        if group.rank == 1:
            return words("note.article")
        if noted.order == "colour":
            return words("colour." + COLOURS[group.number])
        if noted.order == "time":
            return ""
        sections = self.open_article.get_navigation_targets("sections")
        if group.number < 0:
            return words("part.lead") if sections else ""
        stop = sections[group.number]
        return self.open_article.convert_range(stop.block, stop.start, stop.end)

    # -- rows

    def _make_rows(self, index: int) -> list[SideListRow]:
        """The title of its group, the number of its colour before the quote, the note behind a star, tags."""
        annotation = self.open_article.annotation_index.annotations[index]
        rows = []
        if index in self._group_titles:
            title = align_left(self._group_titles[index], self._width - MARKER_CELLS - 1, self._ambiguous)
            rows.append(SideListRow(MARKER_CELLS, ((title, "group"),), is_group_title=True))
        if annotation.target is not None:
            number = str(COLOURS.index(annotation.colour) + 1)
            why = "" if annotation.is_placed else self._messages("note.state." + annotation.state)
            quote = self._format_quote(index, annotation.target.exact) + (f"  {why}" if why else "")
            rows += self._make_hanging_rows(number, f"mark{number}", quote, "", _MAX_QUOTE_ROWS)
        note = " ".join(annotation.note.split())
        tags = "  ".join(f"#{tag}" for tag in annotation.tags)
        if note or tags or annotation.target is None:
            rows += self._make_hanging_rows(
                "*", "sign", clean("  ".join(filter(None, (note, tags)))), "note", _MAX_NOTE_ROWS
            )
        return rows

    def _format_quote(self, index: int, exact: str) -> str:
        """The words in the script of the view; of one without a place as they were taken."""
        noted = self.open_article.annotation_index
        stretches = noted.get_ranges(noted.annotations[index])
        quote = (
            " ".join(self.open_article.convert_range(*each) for each in stretches)
            if stretches
            else self.open_article.convert_text(exact)
        )
        return " ".join(quote.split())

    def _make_hanging_rows(
        self, sign: str, style_name: str, text: str, text_style_name: str, most: int
    ) -> list[SideListRow]:
        """A text behind a sign, in at most so many rows."""
        room = max(4, self._width - MARKER_CELLS - 3)
        lines = [text[start:end] for start, end in wrap(text, room, ambiguous_width=self._ambiguous)] or [""]
        if len(lines) > most:
            lines[most - 1] = align_left(lines[most - 1] + " " * room, room - 2, self._ambiguous).rstrip() + ".."
        first = SideListRow(MARKER_CELLS, ((sign + " ", style_name), (lines[0], text_style_name)))
        return [first, *(SideListRow(MARKER_CELLS + 2, ((line, text_style_name),)) for line in lines[1:most])]
