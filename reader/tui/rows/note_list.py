"""The annotations as rows of the list beside the page: quotes in the script of the view, notes as they were typed."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from reader.annotations.model import COLOURS
from reader.model import clean
from reader.tui.rows.columns import left
from reader.tui.rows.side_list import MARK, Entries, EntryRow
from reader.tui.state.annotations import NOWHERE
from reader.tui.state.article import folded
from reader.typeset import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.annotations.model import Annotation
    from reader.i18n import Words
    from reader.tui.state.article import Opened
    from reader.typeset import Ambiguous

_QUOTE_ROWS = 2
_NOTE_ROWS = 6
"""Rows of a note; what is longer is read where it is edited."""


class _Group(NamedTuple):
    """What annotations stand under; groups come in this order."""

    rank: int
    number: int
    """Of the section or the colour, -1 before the first section."""


class NoteEntries(Entries):
    """The annotations of an article: those without a place on top, the others by place, colour or time.

    Args:
        opened: The article.
        words: Of the screen.
        ambiguous: Cells of characters of ambiguous width.
    """

    def __init__(self, opened: Opened, words: Words, ambiguous: Ambiguous) -> None:
        super().__init__(opened, "notes", ambiguous)
        self._words_of_screen = words
        self._titles: dict[int, str] = {}
        self._places: dict[int, int] = {}
        self._seen: tuple[int, str] | None = None
        self._arrange()

    @property
    def order(self) -> Sequence[int]:
        """The annotations that are listed, by their indexes among all."""
        return self._order

    @property
    def chosen(self) -> Annotation | None:
        """The annotation that is marked in the list."""
        annotations = self.opened.noted.annotations
        return annotations[self.selected] if 0 <= self.selected < len(annotations) else None

    def choose(self, identity: str) -> None:
        """Mark an annotation, by its id."""
        ids = [each.id for each in self.opened.noted.annotations]
        if identity in ids:
            self.select(ids.index(identity))

    def speak(self, words: Words) -> None:
        """The screen speaks another language."""
        if words.language != self._words_of_screen.language:
            self._words_of_screen = words
            self.rearrange()

    def look_again(self) -> None:
        """Some are new, changed or gone, or they are seen in another script."""
        if self._seen != (self.opened.noted.version, self.opened.view):
            self._arrange()
            self.selected = min(self.selected, len(self.opened.noted.annotations) - 1)
        super().look_again()

    def rearrange(self) -> None:
        """Another order."""
        self._arrange()

    def fold(self, *, hide: bool) -> bool:
        """Groups of notes are not folded."""
        return False

    def _at(self, index: int) -> int:
        """The place of an entry; of one that is not listed, of the last before it that is."""
        while index >= 0 and index not in self._places:
            index -= 1
        return self._places.get(index, -1)

    def _arrange(self) -> None:
        noted = self.opened.noted
        listed = [n for n, each in enumerate(noted.annotations) if not self._query or self._query in self._said(each)]
        if noted.order == "time":
            listed.sort(key=lambda n: noted.annotations[n].created, reverse=True)
        listed.sort(key=self._group)  # stable: within a group the order stays
        self._titles, before = {}, None
        for index in listed:
            if (group := self._group(index)) != before and (title := self._title(group)):
                self._titles[index] = title
            before = group
        self._order = listed
        self._places = {index: at for at, index in enumerate(listed)}
        self._seen = noted.version, self.opened.view
        self._made.clear()
        self.version += 1
        super().look_again()

    def _said(self, annotation: Annotation) -> str:
        """What a filter looks in: the quote, the note, the tags, the colour."""
        quote = annotation.target.exact if annotation.target else ""
        colour = self._words_of_screen("colour." + annotation.colour)
        return folded("\n".join([quote, annotation.note, *(f"#{tag}" for tag in annotation.tags), colour]))

    # -- groups

    def _group(self, index: int) -> _Group:
        noted = self.opened.noted
        annotation, stop = noted.annotations[index], noted.stops[index]
        if annotation.target is None:
            return _Group(1, 0)
        if stop.block == NOWHERE:
            return _Group(0, 0)
        if noted.order == "colour":
            return _Group(2, COLOURS.index(annotation.colour))
        if noted.order == "time":
            return _Group(2, 0)
        return _Group(2, bisect_right(self.opened.walkable("sections"), (stop.block, stop.start, 1 << 60)) - 1)

    def _title(self, group: _Group) -> str:
        words, noted = self._words_of_screen, self.opened.noted
        if group.rank == 0:
            return words("notes.unplaced", n=len(noted.unplaced))
        if group.rank == 1:
            return words("note.article")
        if noted.order == "colour":
            return words("colour." + COLOURS[group.number])
        if noted.order == "time":
            return ""
        sections = self.opened.walkable("sections")
        if group.number < 0:
            return words("part.lead") if sections else ""
        stop = sections[group.number]
        return self.opened.stretch(stop.block, stop.start, stop.end)

    # -- rows

    def _lay(self, index: int) -> list[EntryRow]:
        """The title of its group, the number of its colour before the quote, the note behind a star, tags."""
        annotation = self.opened.noted.annotations[index]
        rows = []
        if index in self._titles:
            title = left(self._titles[index], self._width - MARK - 1, self._ambiguous)
            rows.append(EntryRow(MARK, ((title, "group"),), title=True))
        if annotation.target is not None:
            number = str(COLOURS.index(annotation.colour) + 1)
            why = "" if annotation.placed else self._words_of_screen("note.state." + annotation.state)
            quote = self._quote(index, annotation.target.exact) + (f"  {why}" if why else "")
            rows += self._hung(number, f"mark{number}", quote, "", _QUOTE_ROWS)
        note = " ".join(annotation.note.split())
        tags = "  ".join(f"#{tag}" for tag in annotation.tags)
        if note or tags or annotation.target is None:
            rows += self._hung("*", "sign", clean("  ".join(filter(None, (note, tags)))), "note", _NOTE_ROWS)
        return rows

    def _quote(self, index: int, exact: str) -> str:
        """The words in the script of the view; of one without a place as they were taken."""
        noted = self.opened.noted
        stretches = noted.stretches(noted.annotations[index])
        quote = " ".join(self.opened.stretch(*each) for each in stretches) if stretches else self.opened.say(exact)
        return " ".join(quote.split())

    def _hung(self, sign: str, look: str, text: str, text_look: str, most: int) -> list[EntryRow]:
        """A text behind a sign, in at most so many rows."""
        room = max(4, self._width - MARK - 3)
        lines = [text[start:end] for start, end in wrap(text, room, ambiguous=self._ambiguous)] or [""]
        if len(lines) > most:
            lines[most - 1] = left(lines[most - 1] + " " * room, room - 2, self._ambiguous).rstrip() + ".."
        first = EntryRow(MARK, ((sign + " ", look), (lines[0], text_look)))
        return [first, *(EntryRow(MARK + 2, ((line, text_look),)) for line in lines[1:most])]
