"""The list of notes: its order, and a place for those whose words were not found."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.tui.controllers.annotations import format_quote, with_changes
from reader.tui.prompts import Choice
from reader.tui.rows.note_list import NoteListRows
from reader.tui.state.annotations import NOTE_ORDERS

if TYPE_CHECKING:
    from reader.annotations.model import Annotation
    from reader.tui.controllers.annotations import AnnotationController
    from reader.tui.controllers.note_editing import NoteEditingController
    from reader.tui.screens.reading import ReadingScreen

_CONTEXT_LENGTH = 12
"""Code points shown before and behind a place."""
_MAX_CANDIDATES = 8


class NotePlacementController:
    """Never a guess: the reader says where the words of a note are now."""

    def __init__(
        self,
        annotation_controller: AnnotationController,
        note_editing_controller: NoteEditingController,
        screen: ReadingScreen,
    ) -> None:
        self._annotation_controller = annotation_controller
        self._note_editing_controller = note_editing_controller
        self._screen = screen

    async def open_unplaced(self) -> None:
        """Of an annotation that is marked in the list: where it may be attached; a note on the article is edited."""
        entries = self._screen.article_pane.side_list.list_rows
        chosen = entries.selected_annotation if isinstance(entries, NoteListRows) else None
        if chosen is not None and chosen.target is None:
            await self._note_editing_controller.edit_note(chosen, chosen)
        elif chosen is not None:
            self.offer_candidates(chosen)

    def cycle_note_order(self, entries: NoteListRows) -> None:
        """The next order: by place, by colour, by time."""
        noted = self._screen.open_article.annotation_index
        noted.order = NOTE_ORDERS[(NOTE_ORDERS.index(noted.order) + 1) % len(NOTE_ORDERS)]
        entries.rebuild()
        self._screen.article_pane.side_list.refresh()
        self._screen.show_message(self._screen.messages("status.notes.order." + noted.order))

    def action_place(self) -> None:
        """Attach an annotation without a place: to what is selected, or to one of the places its words may be at."""
        screen = self._screen
        pane = screen.article_pane.side_list
        before = pane.list_rows.selected_annotation if isinstance(pane.list_rows, NoteListRows) else None
        if before is None or before.target is None or before.is_placed:
            screen.show_message(screen.messages("status.nothing_to_place"))
            return
        self.offer_candidates(before)

    def offer_candidates(self, annotation: Annotation) -> None:
        """The places its words may be at, and to keep it as a note on the article."""
        screen, words = self._screen, self._screen.messages
        canonical = screen.open_article.annotation_index.canonical_text
        choices = []
        for start, end in self._find_candidates(annotation):
            before, behind = (
                canonical.text[max(0, start - _CONTEXT_LENGTH) : start],
                canonical.text[end : end + _CONTEXT_LENGTH],
            )
            said = " ".join(
                screen.open_article.convert_text(f"{before}【{canonical.text[start:end]}】{behind}").split()
            )
            choices.append(Choice(said, run=partial(self._attach, annotation, start, end)))
        choices.append(Choice(words("note.as_article"), run=partial(self._attach_to_article, annotation)))
        screen.show_choices(format_quote(annotation, self._screen), choices)

    def _find_candidates(self, annotation: Annotation) -> list[tuple[int, int]]:
        """Where its words may be, the likeliest first; else the current item."""
        from reader.annotations.anchoring import TextIndex, find_matches

        assert annotation.target is not None
        canonical = self._screen.open_article.annotation_index.canonical_text
        found = [
            (place.start, place.end)
            for place in find_matches(TextIndex(canonical.text), annotation.target)[:_MAX_CANDIDATES]
        ]
        if not found and (stop := self._screen.article_pane.article_view.current_item) and stop.block >= 0:
            return [(canonical.to_offset(stop.block, stop.start), canonical.to_offset(stop.block, stop.end))]
        return found

    def _attach(self, annotation: Annotation, start: int, end: int) -> None:
        from reader.annotations.anchoring import attach_annotation

        canonical = self._screen.open_article.annotation_index.canonical_text
        placed = attach_annotation(annotation, canonical.make_target(start, end))
        self._annotation_controller.apply_change(
            "action.place", annotation, placed, self._screen.messages("status.placed")
        )

    def _attach_to_article(self, annotation: Annotation) -> None:
        assert annotation.target is not None
        note = "\n".join(filter(None, (f"「{annotation.target.exact}」", annotation.note)))
        self._annotation_controller.apply_change(
            "action.place", annotation, with_changes(annotation, target=None, state="exact", note=note)
        )
