"""Notes: written in a drawer or in the reader's own editor; what is not kept stays as a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.tui.controllers.annotations import changed, quoted
from reader.tui.widgets.note_editor import ROWS

if TYPE_CHECKING:
    from reader.annotations.model import Annotation
    from reader.tui.controllers.annotations import Noting
    from reader.tui.screens.reading import ReaderScreen


class Writing:
    """What the reader writes. Nothing typed is lost: what cannot be kept is a draft."""

    def __init__(self, noting: Noting, screen: ReaderScreen) -> None:
        self._noting = noting
        self._screen = screen
        self._about: Annotation | None = None
        """What the note that is being typed is about, as it will be kept."""
        self._before: Annotation | None = None
        """The same as it is kept now; None where it is new."""

    async def action_note(self) -> None:
        """Write a note on what is selected or current, or on the mark there."""
        screen = self._screen
        before = self._noting.chosen(whole=screen.cursor.active)
        target = None if before else self._noting.target()
        if before is None and target is None:
            screen.tell(screen.words("status.nothing_chosen"))
            return
        await self.write(before, before or self._noting.new(target))

    async def action_note_article(self) -> None:
        """Write a note on the whole article."""
        before = self._screen.opened.noted.of_article
        await self.write(before, before or self._noting.new(None))

    async def action_note_editor(self) -> None:
        """Write the note in the reader's own editor."""
        await self.action_note()
        if self._about is not None:
            self.action_note_outside()

    async def write(self, before: Annotation | None, about: Annotation) -> None:
        """Have a note typed.

        Args:
            before: The annotation it is of, as it is kept; None for a new one.
            about: The same, or the new one.
        """
        screen = self._screen
        self._before, self._about = before, about
        draft = self._draft()
        screen.from_pane = screen.spread.pane.has_focus
        screen.cursor.leave()
        if about.target is not None and about.placed:
            stretches = list(screen.opened.noted.canonical.stretches(about.target.start, about.target.end))
            screen.spread.article.keep_above(stretches[-1][0], stretches[-1][2], ROWS)
        await screen.editor.open(quoted(about, self._screen), draft or about.note, screen.words)
        screen.retell()
        if draft and draft != about.note:
            screen.tell(screen.words("status.draft"))

    def action_note_outside(self) -> None:
        """Go on in the editor that $VISUAL or $EDITOR names; what it leaves comes back."""
        from textual.app import SuspendNotSupported

        from reader.tui.terminal.external_editor import edited, editor

        screen, text = self._screen, self._screen.editor.text
        if self._about is not None:
            self._keep_draft(self._about, text, safely=True)  # whatever becomes of the editor
        failed: ReaderError | None = None
        try:
            arguments = editor()
            with screen.app.suspend():
                try:
                    text = edited(text, arguments)
                except ReaderError as error:  # Textual would not take the terminal back
                    failed = error
        except SuspendNotSupported:
            screen.tell(screen.words("status.no_editor"))
        except ReaderError as error:
            failed = error
        else:
            screen.editor.put(text)
        if failed is not None:
            screen.tell(str(failed))
        screen.app.refresh()

    def ended(self, text: str, *, kept: bool) -> None:
        """The note was kept, or put aside."""
        screen, about, before = self._screen, self._about, self._before
        self._about = self._before = None
        if about is None:
            return
        try:
            if kept:
                self._keep(before, about, text.strip("\n"))
            elif text != about.note:
                self._keep_draft(about, text)
                screen.tell(screen.words("status.drafted"))
            else:
                self._keep_draft(about, "")
        except ReaderError as error:
            self._keep_draft(about, text, safely=True)
            screen.tell(f"{screen.words('status.drafted')}  {error}")

    def _keep(self, before: Annotation | None, about: Annotation, note: str) -> None:
        words = self._screen.words
        self._keep_draft(about, "", safely=True)
        if before is None and not note and about.target is None:
            return  # a note on the article that says nothing
        if before is not None and before.note == note:
            return
        if before is not None and not note and before.target is None:
            self._noting.record("action.unmark", before, None)
            self._screen.tell(words("status.removed"))
            return
        self._noting.record("action.note", before, changed(about, note=note))
        self._screen.tell(words("status.noted"))

    # -- drafts

    def _draft(self) -> str:
        assert self._about is not None
        try:
            return self._noting.keeper.draft(self._screen.opened.article, _named(self._about))
        except ReaderError:
            return ""

    def _keep_draft(self, about: Annotation, text: str, *, safely: bool = False) -> None:
        try:
            self._noting.keeper.keep_draft(self._screen.opened.article, _named(about), text)
        except ReaderError:
            if not safely:
                raise


def _named(annotation: Annotation) -> str:
    """What a draft is about: the words, wherever they will be; or the whole article."""
    target = annotation.target
    return f"{target.start}-{target.end}" if target else "article"
