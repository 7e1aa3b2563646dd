"""Edits notes, in a drawer or in the user's own editor; text that is not stored remains as a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.tui.controllers.annotations import format_quote, with_changes
from reader.tui.layout import NOTE_EDITOR_ROWS
from reader.tui.shell import SuspendNotSupportedError

if TYPE_CHECKING:
    from reader.annotations.model import Annotation
    from reader.model import Article
    from reader.tui.controllers.annotations import AnnotationController
    from reader.tui.parts import ArticlePart, NoteEditorPart
    from reader.tui.selection import CurrentSelection
    from reader.tui.shell import Scheduler, Session, Shell


class NoteEditingController:
    """Edits notes. Nothing typed is lost: text that cannot be stored becomes a draft.

    Args:
        shell: The screen.
        session: The open article, the reading list and the settings.
        scheduler: Timers, workers and threads.
        article: The page.
        selection: What a command applies to.
        note_editor: The drawer that a note is typed into.
        annotation_controller: Changes annotations so that they can be undone.
    """

    def __init__(
        self,
        shell: Shell,
        session: Session,
        scheduler: Scheduler,
        article: ArticlePart,
        selection: CurrentSelection,
        note_editor: NoteEditorPart,
        annotation_controller: AnnotationController,
    ) -> None:
        self._shell = shell
        self._session = session
        self._scheduler = scheduler
        self._article = article
        self._selection = selection
        self._note_editor = note_editor
        self._annotation_controller = annotation_controller
        self._annotation: Annotation | None = None
        """The annotation whose note is being edited, as it will be stored; None while none is edited."""
        self._stored_annotation: Annotation | None = None
        """The same annotation as it is stored now; None for a new one."""
        self._annotated_article: Article = session.open_article.article
        """The article of that annotation; another one may be open when the editor is closed."""
        self._stored_text: str | None = None
        """What is stored as the draft of the note being edited; None where that is not known."""
        self._is_storing_scheduled = False

    async def action_note(self) -> None:
        """Write a note on what is selected or current, or on the mark there."""
        self._annotation_controller.complete_article()
        before = self._selection.get_annotation(exact_selection=self._selection.has_anchor)
        target = None if before else self._selection.make_target()
        if before is None and target is None:
            self._shell.show_message(self._session.messages("status.nothing_chosen"), "warning")
            return
        await self.edit_note(before, before or self._annotation_controller.make_annotation(target))

    async def action_note_article(self) -> None:
        """Write a note on the whole article."""
        self._annotation_controller.complete_article()
        before = self._session.open_article.annotation_index.article_note
        await self.edit_note(before, before or self._annotation_controller.make_annotation(None))

    async def action_note_editor(self) -> None:
        """Write the note in the user's own editor."""
        await self.action_note()
        if self._annotation is not None:
            self.action_note_outside()

    async def edit_note(self, before: Annotation | None, annotation: Annotation, proposal: str = "") -> None:
        """Open the editor for the note of an annotation.

        Args:
            before: The annotation as it is stored; None for a new one.
            annotation: The same, or the new one.
            proposal: A text to begin with in place of the note; "" for the draft or the note.
        """
        self._stored_annotation, self._annotation = before, annotation
        self._annotated_article = self._session.open_article.article
        draft = self._stored_text = self._load_draft()
        if annotation.target is not None and annotation.is_placed:
            stretches = list(
                self._session.open_article.annotation_index.canonical_text.split_by_block(
                    annotation.target.start, annotation.target.end
                )
            )
            (first, start, _), (last, _, end) = stretches[0], stretches[-1]
            self._article.scroll_above_rows(last, end, NOTE_EDITOR_ROWS)
            self._article.set_selection(None, ((first, start), (last, end)))  # what the note is about
        title = format_quote(annotation, self._session)
        await self._note_editor.open(title, proposal or draft or annotation.note, self._session.messages)
        self._shell.refresh_bars()
        if draft and draft != annotation.note and not proposal:
            self._shell.show_message(self._session.messages("status.draft"), "warning")

    def action_note_outside(self) -> None:
        """Continue editing in the editor that $VISUAL or $EDITOR names, and take over its result."""
        if self._annotation is None:
            return
        text = self._note_editor.text
        self._save_draft(self._annotation, text, suppress_errors=True)  # whatever becomes of the editor
        self._stored_text = text
        try:
            self._edit_outside(text, self._annotation)
        except SuspendNotSupportedError:
            self._shell.show_message(self._session.messages("status.no_editor"), "error")
        except ReaderError as error:
            self._store_text(self._note_editor.text)  # the editor may have saved another one before it failed
            self._shell.show_message(str(error), "error")

    def _edit_outside(self, text: str, annotation: Annotation) -> None:
        """Have a text edited in another editor; what is saved there is stored as the draft at once."""
        from reader.tui.terminal.external_editor import edit_text, find_editor_command

        arguments = find_editor_command()
        with self._scheduler.suspend():
            note = self._session.annotation_store.create_edited_note(
                self._annotated_article, _make_draft_key(annotation), text
            )
            self._note_editor.set_text(edit_text(note, arguments, self._store_text))

    def store_draft_soon(self) -> None:
        """Store what was typed so far as a draft, within half a second: whatever ends the program, little is lost."""
        if self._annotation is not None and not self._is_storing_scheduled:
            self._is_storing_scheduled = True
            self._scheduler.call_after(_DRAFT_PAUSE_SECONDS, self._store_scheduled_draft)

    def _store_scheduled_draft(self) -> None:
        self._is_storing_scheduled = False
        self.store_draft()

    def store_draft(self) -> None:
        """Store what was typed so far as a draft, at once; errors are reported when the note is kept."""
        self._store_text(self._note_editor.text)

    def _store_text(self, text: str) -> None:
        """Store a text as the draft of the note that is edited; where it is the note itself there is none."""
        if self._annotation is None:
            return
        draft = "" if text == self._annotation.note else text
        if draft != self._stored_text:
            self._save_draft(self._annotation, draft, suppress_errors=True)
            self._stored_text = draft

    def finish(self, text: str, *, is_kept: bool) -> None:
        """End what `edit_note` began.

        Args:
            text: What was typed.
            is_kept: Whether to keep it as the note; else it stays as a draft.
        """
        about, before = self._annotation, self._stored_annotation
        self._annotation = self._stored_annotation = None
        if not self._selection.is_cursor_active:
            self._article.set_selection(None, None)
        if about is None:
            return
        try:
            if is_kept:
                self._selection.hide_cursor()
                self._save_note(before, about, text.strip("\n"))
            elif text != about.note:
                self._save_draft(about, text)
                self._shell.show_message(self._session.messages("status.drafted"), "warning")
            else:
                self._save_draft(about, "")
        except ReaderError as error:
            self._save_draft(about, text, suppress_errors=True)
            self._shell.show_message(f"{self._session.messages('status.drafted')}  {error}", "error")

    def _save_note(self, before: Annotation | None, annotation: Annotation, note: str) -> None:
        words = self._session.messages
        self._save_draft(annotation, "", suppress_errors=True)
        if before is None and not note and annotation.target is None:
            return  # a note on the article that says nothing
        if before is not None and before.note == note:
            return
        if before is not None and not note and before.target is None:
            self._annotation_controller.record_change("action.unmark", before, None, self._annotated_article)
            self._shell.show_message(words("status.removed"), "done")
            return
        noted = with_changes(annotation, note=note)
        self._annotation_controller.record_change("action.note", before, noted, self._annotated_article)
        is_open = self._session.open_article.origin.id == self._annotated_article.origin.id
        if annotation.target is not None and is_open:
            self._annotation_controller.select_annotation(annotation.target)
        self._shell.show_message(words("status.noted"), "done")

    # -- drafts

    def _load_draft(self) -> str:
        assert self._annotation is not None
        try:
            return self._session.annotation_store.get_draft(self._annotated_article, _make_draft_key(self._annotation))
        except ReaderError:
            return ""

    def _save_draft(self, annotation: Annotation, text: str, *, suppress_errors: bool = False) -> None:
        try:
            self._session.annotation_store.put_draft(self._annotated_article, _make_draft_key(annotation), text)
        except ReaderError:
            if not suppress_errors:
                raise


_DRAFT_PAUSE_SECONDS = 0.5
"""Seconds between something typed and its being stored."""


def _make_draft_key(annotation: Annotation) -> str:
    """The key of a draft: the range of its words, or the whole article."""
    target = annotation.target
    return f"{target.start}-{target.end}" if target else "article"
