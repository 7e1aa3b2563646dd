"""Attaches annotations whose words were not found in the text to places that the user chooses."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.tui.controllers.annotations import format_quote, with_changes
from reader.tui.prompts import Choice

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from reader.annotations.model import Annotation
    from reader.tui.controllers.annotations import AnnotationController
    from reader.tui.parts import ArticlePart, SideListPart
    from reader.tui.shell import Session, Shell

_CONTEXT_LENGTH = 12
"""Code points shown before and behind a place."""
_MAX_CANDIDATES = 8


class NotePlacementController:
    """Attaches annotations where the user says. It never guesses.

    Args:
        shell: The screen.
        session: The open article, the reading list and the settings.
        article: The page.
        side_list: The list beside the page.
        annotation_controller: Changes annotations so that they can be undone.
        edit_note: Opens the editor for a note.
    """

    def __init__(
        self,
        shell: Shell,
        session: Session,
        article: ArticlePart,
        side_list: SideListPart,
        annotation_controller: AnnotationController,
        edit_note: Callable[[Annotation | None, Annotation], Awaitable[None]],
    ) -> None:
        self._shell = shell
        self._session = session
        self._article = article
        self._side_list = side_list
        self._annotation_controller = annotation_controller
        self._edit_note = edit_note

    async def open_unplaced(self) -> None:
        """Offer places for the selected annotation of the list; if it is the note on the article, edit it."""
        chosen = self._side_list.list_rows.selected_annotation
        if chosen is not None and chosen.target is None:
            await self._edit_note(chosen, chosen)
        elif chosen is not None:
            self.offer_candidates(chosen)

    def action_place(self) -> None:
        """Offer places for the selected annotation of the list, if it has none."""
        before = self._side_list.list_rows.selected_annotation
        if before is None or before.target is None or before.is_placed:
            self._shell.show_message(self._session.messages("status.nothing_to_place"), "warning")
            return
        self.offer_candidates(before)

    def offer_candidates(self, annotation: Annotation) -> None:
        """Offer the places its words may be at, and to make it a note on the article."""
        words = self._session.messages
        canonical = self._session.open_article.annotation_index.canonical_text
        choices = []
        for start, end in self._find_candidates(annotation):
            before, behind = (
                canonical.text[max(0, start - _CONTEXT_LENGTH) : start],
                canonical.text[end : end + _CONTEXT_LENGTH],
            )
            said = " ".join(
                self._session.open_article.convert_text(f"{before}【{canonical.text[start:end]}】{behind}").split()
            )
            choices.append(Choice(said, run=partial(self._attach, annotation, start, end)))
        choices.append(Choice(words("note.as_article"), run=partial(self._attach_to_article, annotation)))
        self._shell.show_choices(format_quote(annotation, self._session), choices)

    def _find_candidates(self, annotation: Annotation) -> list[tuple[int, int]]:
        """Find where its words may be, the likeliest first; else the current item. As offsets of the canonical text."""
        from reader.annotations.anchoring import TextIndex, find_matches

        assert annotation.target is not None
        canonical = self._session.open_article.annotation_index.canonical_text
        found = [
            (place.start, place.end)
            for place in find_matches(TextIndex(canonical.text), annotation.target)[:_MAX_CANDIDATES]
        ]
        if not found and (stop := self._article.current_item) and stop.block >= 0:
            return [(canonical.to_offset(stop.block, stop.start), canonical.to_offset(stop.block, stop.end))]
        return found

    def _attach(self, annotation: Annotation, start: int, end: int) -> None:
        from reader.annotations.anchoring import attach_annotation

        canonical = self._session.open_article.annotation_index.canonical_text
        placed = attach_annotation(annotation, canonical.make_target(start, end))
        self._annotation_controller.apply_change(
            "action.place", annotation, placed, self._session.messages("status.placed")
        )

    def _attach_to_article(self, annotation: Annotation) -> None:
        assert annotation.target is not None
        note = "\n".join(filter(None, (f"「{annotation.target.exact}」", annotation.note)))
        self._annotation_controller.apply_change(
            "action.place", annotation, with_changes(annotation, target=None, state="exact", note=note)
        )
