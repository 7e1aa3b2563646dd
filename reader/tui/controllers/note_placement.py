"""The list of notes: its order, and a place for those whose words were not found."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from reader.tui.controllers.annotations import changed, quoted
from reader.tui.prompts import Choice
from reader.tui.rows.note_list import NoteEntries
from reader.tui.state.annotations import ORDERS

if TYPE_CHECKING:
    from reader.annotations.model import Annotation
    from reader.tui.controllers.annotations import Noting
    from reader.tui.controllers.note_editing import Writing
    from reader.tui.screens.reading import ReaderScreen

_AROUND = 12
"""Code points shown before and behind a place."""
_MOST = 8


class Placing:
    """Never a guess: the reader says where the words of a note are now."""

    def __init__(self, noting: Noting, writing: Writing, screen: ReaderScreen) -> None:
        self._noting = noting
        self._writing = writing
        self._screen = screen

    async def choose_placeless(self) -> None:
        """Of an annotation that is marked in the list: where it may be attached; a note on the article is edited."""
        entries = self._screen.spread.pane.entries
        chosen = entries.chosen if isinstance(entries, NoteEntries) else None
        if chosen is not None and chosen.target is None:
            await self._writing.write(chosen, chosen)
        elif chosen is not None:
            self.offer_places(chosen)

    def order(self, entries: NoteEntries) -> None:
        """The next order: by place, by colour, by time."""
        noted = self._screen.opened.noted
        noted.order = ORDERS[(ORDERS.index(noted.order) + 1) % len(ORDERS)]
        entries.rearrange()
        self._screen.spread.pane.refresh()
        self._screen.tell(self._screen.words("status.notes.order." + noted.order))

    def action_place(self) -> None:
        """Attach an annotation without a place: to what is selected, or to one of the places its words may be at."""
        screen = self._screen
        pane = screen.spread.pane
        before = pane.entries.chosen if isinstance(pane.entries, NoteEntries) else None
        if before is None or before.target is None or before.placed:
            screen.tell(screen.words("status.nothing_to_place"))
            return
        self.offer_places(before)

    def offer_places(self, annotation: Annotation) -> None:
        """The places its words may be at, and to keep it as a note on the article."""
        screen, words = self._screen, self._screen.words
        canonical = screen.opened.noted.canonical
        choices = []
        for start, end in self._candidates(annotation):
            before, behind = canonical.text[max(0, start - _AROUND) : start], canonical.text[end : end + _AROUND]
            said = " ".join(screen.opened.say(f"{before}【{canonical.text[start:end]}】{behind}").split())
            choices.append(Choice(said, run=partial(self._attach, annotation, start, end)))
        choices.append(Choice(words("note.as_article"), run=partial(self._as_article, annotation)))
        screen.offer(quoted(annotation, self._screen), choices)

    def _candidates(self, annotation: Annotation) -> list[tuple[int, int]]:
        """Where its words may be, the likeliest first; else the current item."""
        from reader.annotations.anchoring import Words, places

        assert annotation.target is not None
        canonical = self._screen.opened.noted.canonical
        found = [(place.start, place.end) for place in places(Words(canonical.text), annotation.target)[:_MOST]]
        if not found and (stop := self._screen.spread.article.current) and stop.block >= 0:
            return [(canonical.offset(stop.block, stop.start), canonical.offset(stop.block, stop.end))]
        return found

    def _attach(self, annotation: Annotation, start: int, end: int) -> None:
        assert annotation.target is not None
        target = replace(annotation.target, start=start, end=end)
        placed = changed(annotation, target=target, state="moved")
        self._noting.do("action.place", annotation, placed, self._screen.words("status.placed"))

    def _as_article(self, annotation: Annotation) -> None:
        assert annotation.target is not None
        note = "\n".join(filter(None, (f"「{annotation.target.exact}」", annotation.note)))
        self._noting.do("action.place", annotation, changed(annotation, target=None, state="exact", note=note))
