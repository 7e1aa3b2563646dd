"""Notes: written in a drawer or in the reader's own editor; what is not kept stays as a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.tui.controllers.annotations import format_quote, with_changes
from reader.tui.widgets.note_editor import NOTE_EDITOR_ROWS

if TYPE_CHECKING:
    from reader.annotations.model import Annotation
    from reader.tui.controllers.annotations import AnnotationController
    from reader.tui.screens.reading import ReadingScreen


class NoteEditingController:
    """What the reader writes. Nothing typed is lost: what cannot be kept is a draft."""

    def __init__(self, annotation_controller: AnnotationController, screen: ReadingScreen) -> None:
        self._annotation_controller = annotation_controller
        self._screen = screen
        self._annotation: Annotation | None = None
        """What the note that is being typed is about, as it will be kept."""
        self._stored_annotation: Annotation | None = None
        """The same as it is kept now; None where it is new."""

    async def action_note(self) -> None:
        """Write a note on what is selected or current, or on the mark there."""
        screen = self._screen
        before = self._annotation_controller.get_selected(exact_selection=screen.selection.is_cursor_active)
        target = None if before else self._annotation_controller.make_target()
        if before is None and target is None:
            screen.show_message(screen.messages("status.nothing_chosen"))
            return
        await self.edit_note(before, before or self._annotation_controller.make_annotation(target))

    async def action_note_article(self) -> None:
        """Write a note on the whole article."""
        before = self._screen.open_article.annotation_index.article_note
        await self.edit_note(before, before or self._annotation_controller.make_annotation(None))

    async def action_note_editor(self) -> None:
        """Write the note in the reader's own editor."""
        await self.action_note()
        if self._annotation is not None:
            self.action_note_outside()

    async def edit_note(self, before: Annotation | None, annotation: Annotation) -> None:
        """Have a note typed.

        Args:
            before: The annotation it is of, as it is kept; None for a new one.
            annotation: The same, or the new one.
        """
        screen = self._screen
        self._stored_annotation, self._annotation = before, annotation
        draft = self._load_draft()
        screen.is_opened_from_list = screen.article_pane.side_list.has_focus
        screen.selection.hide_cursor()
        if annotation.target is not None and annotation.is_placed:
            stretches = list(
                screen.open_article.annotation_index.canonical_text.split_by_block(
                    annotation.target.start, annotation.target.end
                )
            )
            screen.article_pane.article_view.scroll_above_rows(stretches[-1][0], stretches[-1][2], NOTE_EDITOR_ROWS)
        await screen.note_editor.open(format_quote(annotation, self._screen), draft or annotation.note, screen.messages)
        screen.refresh_bars()
        if draft and draft != annotation.note:
            screen.show_message(screen.messages("status.draft"))

    def action_note_outside(self) -> None:
        """Go on in the editor that $VISUAL or $EDITOR names; what it leaves comes back."""
        from textual.app import SuspendNotSupported

        from reader.tui.terminal.external_editor import edit_text, find_editor_command

        screen, text = self._screen, self._screen.note_editor.text
        if self._annotation is not None:
            self._save_draft(self._annotation, text, suppress_errors=True)  # whatever becomes of the editor
        failed: ReaderError | None = None
        try:
            arguments = find_editor_command()
            with screen.app.suspend():
                try:
                    text = edit_text(text, arguments)
                except ReaderError as error:  # Textual would not take the terminal back
                    failed = error
        except SuspendNotSupported:
            screen.show_message(screen.messages("status.no_editor"))
        except ReaderError as error:
            failed = error
        else:
            screen.note_editor.set_text(text)
        if failed is not None:
            screen.show_message(str(failed))
        screen.app.refresh()

    def finish(self, text: str, *, is_kept: bool) -> None:
        """The note was kept, or put aside."""
        screen, about, before = self._screen, self._annotation, self._stored_annotation
        self._annotation = self._stored_annotation = None
        if about is None:
            return
        try:
            if is_kept:
                self._save_note(before, about, text.strip("\n"))
            elif text != about.note:
                self._save_draft(about, text)
                screen.show_message(screen.messages("status.drafted"))
            else:
                self._save_draft(about, "")
        except ReaderError as error:
            self._save_draft(about, text, suppress_errors=True)
            screen.show_message(f"{screen.messages('status.drafted')}  {error}")

    def _save_note(self, before: Annotation | None, annotation: Annotation, note: str) -> None:
        words = self._screen.messages
        self._save_draft(annotation, "", suppress_errors=True)
        if before is None and not note and annotation.target is None:
            return  # a note on the article that says nothing
        if before is not None and before.note == note:
            return
        if before is not None and not note and before.target is None:
            self._annotation_controller.record_change("action.unmark", before, None)
            self._screen.show_message(words("status.removed"))
            return
        self._annotation_controller.record_change("action.note", before, with_changes(annotation, note=note))
        self._screen.show_message(words("status.noted"))

    # -- drafts

    def _load_draft(self) -> str:
        assert self._annotation is not None
        try:
            return self._annotation_controller.annotation_store.get_draft(
                self._screen.open_article.article, _make_draft_key(self._annotation)
            )
        except ReaderError:
            return ""

    def _save_draft(self, annotation: Annotation, text: str, *, suppress_errors: bool = False) -> None:
        try:
            self._annotation_controller.annotation_store.put_draft(
                self._screen.open_article.article, _make_draft_key(annotation), text
            )
        except ReaderError:
            if not suppress_errors:
                raise


def _make_draft_key(annotation: Annotation) -> str:
    """What a draft is about: the words, wherever they will be; or the whole article."""
    target = annotation.target
    return f"{target.start}-{target.end}" if target else "article"
