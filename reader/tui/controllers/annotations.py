"""Highlights and notes: made, changed, removed, found a place for; each can be undone."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial, partialmethod
from typing import TYPE_CHECKING, Literal

from reader.annotations.model import COLOURS, Annotation, Target, make_annotation_id, merge_annotations
from reader.errors import ReaderError
from reader.services.opening import resolve_copy
from reader.tui.rows.note_list import NoteListRows
from reader.tui.state.annotation_store import StoredState
from reader.tui.state.navigation import NavigationTarget
from reader.tui.state.undo import UndoableAction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.annotations.model import Colour
    from reader.copies.open import AnnotatedCopy
    from reader.model import Article
    from reader.tui.screens.reading import ReadingScreen
    from reader.tui.state.annotation_store import AnnotationStore
    from reader.tui.state.article import OpenArticle

_MAX_QUOTED_LENGTH = 30
"""Code points of the words that a title says a note is about."""


class AnnotationController:
    """What the reader marks in an article. What cannot be kept is said."""

    def __init__(self, screen: ReadingScreen, annotation_store: AnnotationStore) -> None:
        self._screen = screen
        self.annotation_store = annotation_store
        self._last_colour: Colour = COLOURS[0]
        """The last that was used."""

    def load_annotations(self, open_article: OpenArticle) -> None:
        """Place the annotations of an article that is read to its end, unless that was done before."""
        if open_article.annotation_index.is_placed:
            return
        shelf = self._screen.article_navigation.reading_list
        number = shelf.open_number
        try:
            known = self.annotation_store.open_article(
                open_article.article, lambda: resolve_copy(shelf.load_document(number))[0]
            )
            if open_article.annotated_copy is not None:
                known = self._merge_copy(open_article.article, known, open_article.annotated_copy)
        except ReaderError as error:
            self._screen.show_message(str(error))
            known = StoredState(open_article.annotated_copy.annotations if open_article.annotated_copy else ())
        open_article.annotation_index.set_annotations(known.annotations)
        if known != StoredState():
            self._restore_session(open_article, known)

    def _merge_copy(self, article: Article, stored_state: StoredState, copy: AnnotatedCopy) -> StoredState:
        """What is kept, with what the copy says: of each annotation what was changed later."""
        both = merge_annotations(stored_state.annotations, copy.annotations)
        for annotation in both:
            if annotation not in stored_state.annotations:
                self.annotation_store.put_annotation(article, annotation)
        return replace(stored_state, annotations=both, notice=stored_state.notice or "  ".join(copy.notices))

    def _restore_session(self, open_article: OpenArticle, stored_state: StoredState) -> None:
        """Go on where the reader was when the program was quit; what was done since it was started comes first."""
        screen, entry = (
            self._screen,
            self._screen.article_navigation.reading_list.entries[
                self._screen.article_navigation.reading_list.open_number
            ],
        )
        entry.is_starred = stored_state.is_starred
        converted = open_article.converted
        if not converted.pins and not converted.overrides and (stored_state.pins or stored_state.overrides):
            converted.restore_choices(stored_state.pins, stored_state.overrides)
            screen.refresh_for_view()
        article = screen.article_pane.article_view
        if (
            stored_state.position > (0, 0)
            and entry.position == (0, 0)
            and article.top == (0, 0)
            and not article.current_item
        ):
            article.restore_position(stored_state.position)
            screen.show_message(screen.messages("status.goes_on"))
        self._refresh_views()
        if stored_state.notice:
            screen.show_message(stored_state.notice)
        elif unplaced := len(open_article.annotation_index.unplaced_annotations):
            screen.show_message(screen.messages("status.unplaced", n=unplaced))

    def save_position(self, position: tuple[int, int]) -> None:
        """The article is left at a place; not keeping that is no reason to trouble anybody."""
        with suppress(ReaderError):
            self.annotation_store.put_position(self._screen.open_article.article, position)

    def save_choices(self, open_article: OpenArticle) -> None:
        """Keep what was decided about words of an article."""
        try:
            converted = open_article.converted
            self.annotation_store.put_choices(open_article.article, converted.pins, converted.overrides)
        except ReaderError as error:
            self._screen.show_message(str(error))

    def action_star(self) -> None:
        """A star for the open article, or none."""
        screen, article = self._screen, self._screen.open_article.article
        entry = screen.article_navigation.reading_list.entries[screen.article_navigation.reading_list.open_number]

        def put(starred: bool) -> None:
            self.annotation_store.set_starred(article, starred=starred)
            entry.is_starred = starred
            screen.article_list.refresh()

        after = not entry.is_starred
        title = "action.star" if after else "action.unstar"
        try:
            screen.article_navigation.reading_list.history.do(
                UndoableAction(title, partial(put, after), partial(put, not after))
            )
        except ReaderError as error:
            screen.show_message(str(error))
        else:
            screen.show_message(screen.messages("status.starred" if after else "status.unstarred"))

    # -- highlights

    def action_mark(self) -> None:
        """Highlight what is selected or current; a mark gets the next colour."""
        self._highlight(None)

    def _select_annotation(self, target: Target) -> None:
        """What was marked is the current item now: the next key may be meant for it."""
        article, noted = self._screen.article_pane.article_view, self._screen.open_article.annotation_index
        if found := noted.find_exact(target.start, target.end):
            article.show_target(NavigationTarget(*noted.get_ranges(found)[0]))

    def highlight_in_colour(self, number: int) -> None:
        """Highlight what is selected in a colour, from 1."""
        self._highlight(COLOURS[number - 1])

    def _highlight(self, colour: Colour | None) -> None:
        screen = self._screen
        before = self.get_selected(exact_selection=screen.selection.is_cursor_active)
        if before is None:
            target = self.make_target()
            if target is None:
                screen.show_message(screen.messages("status.nothing_chosen"))
                return
            self._last_colour = colour or self._last_colour
            screen.selection.hide_cursor()
            self.apply_change("action.mark", None, self.make_annotation(target), screen.messages("status.marked"))
            self._select_annotation(target)
            return
        following = COLOURS[(COLOURS.index(before.colour) + 1) % len(COLOURS)]
        self._last_colour = colour or following
        screen.selection.hide_cursor()
        said = screen.messages("status.coloured", colour=screen.messages("colour." + self._last_colour))
        self.apply_change("action.colour", before, with_changes(before, colour=self._last_colour), said)

    action_mark_selected = action_mark
    action_mark_1 = partialmethod(highlight_in_colour, 1)
    action_mark_2 = partialmethod(highlight_in_colour, 2)
    action_mark_3 = partialmethod(highlight_in_colour, 3)
    action_mark_4 = partialmethod(highlight_in_colour, 4)
    action_mark_5 = partialmethod(highlight_in_colour, 5)

    def action_remove(self) -> None:
        """Remove the current mark."""
        screen, before = self._screen, self.get_selected()
        if before is None:
            screen.show_message(screen.messages("status.no_mark"))
            return
        screen.selection.hide_cursor()
        self.apply_change("action.unmark", before, None, screen.messages("status.removed"))

    # -- tags

    def set_tags(self, text: str) -> None:
        """Give the chosen annotation these tags, with blanks between."""
        before = self.get_selected()
        if before is None:
            self._screen.show_message(self._screen.messages("status.no_mark"))
            return
        tags = tuple(dict.fromkeys(word.lstrip("#＃") for word in text.split() if word.strip("#＃")))
        if tags != before.tags:
            self.apply_change("action.tag", before, with_changes(before, tags=tags))

    @property
    def selected_tags(self) -> str | None:
        """The tags of the chosen annotation; None where none is chosen."""
        chosen = self.get_selected()
        return None if chosen is None else " ".join(chosen.tags)

    # -- what is meant

    def get_selected(self, *, exact_selection: bool = False) -> Annotation | None:
        """The annotation that is marked in the list, is the current item, or is under the cursor.

        Args:
            exact_selection: Only one that is on exactly what is selected.
        """
        screen, noted = self._screen, self._screen.open_article.annotation_index
        pane = screen.article_pane.side_list
        if pane.has_focus and isinstance(pane.list_rows, NoteListRows):
            return pane.list_rows.selected_annotation
        if exact_selection and not pane.has_focus:
            target = self.make_target()
            return noted.find_exact(target.start, target.end) if target else None
        if screen.selection.cursor_position is not None and not pane.has_focus:
            return next(iter(noted.find_at(*screen.selection.cursor_position)), None)
        stop = pane.selected_target if pane.has_focus else screen.article_pane.article_view.current_item
        return noted.find_starting_at(stop) if stop else None

    def make_target(self) -> Target | None:
        """The words that are selected, or are the current item or the marked row; None for nothing."""
        screen = self._screen
        if screen.selection.is_cursor_active and not screen.article_pane.side_list.has_focus:
            stretches: Sequence[tuple[int, int, int]] = screen.selection.cursor_ranges
        else:
            stop = (
                screen.article_pane.side_list.selected_target
                if screen.article_pane.side_list.has_focus
                else screen.article_pane.article_view.current_item
            )
            stretches = [stop[:3]] if stop and stop.block >= 0 else []
        if not stretches:
            return None
        canonical = screen.open_article.annotation_index.canonical_text
        (first, start, _), (last, _, end) = stretches[0], stretches[-1]
        return canonical.make_target(canonical.to_offset(first, start), canonical.to_offset(last, end))

    def make_annotation(self, target: Target | None) -> Annotation:
        """A fresh annotation in the last colour; on a figure it knows the figure's value."""
        now = _current_timestamp()
        figure = self._screen.figure_controller.get_current_figure() if target else None
        return Annotation(
            make_annotation_id(),
            now,
            now,
            target,
            self._last_colour,
            figure=self._screen.figure_controller.format_for_note(figure[1]) if figure else "",
        )

    # -- doing

    def apply_change(self, title: str, before: Annotation | None, after: Annotation | None, message: str = "") -> None:
        """Change an annotation so that it can be undone, and say so; or why it could not be kept."""
        try:
            self.record_change(title, before, after)
        except ReaderError as error:
            message = str(error)
        self._screen.show_message(message)

    def record_change(self, title: str, before: Annotation | None, after: Annotation | None) -> None:
        """Change an annotation so that it can be undone.

        Raises:
            ReaderError: It cannot be kept; then nothing has changed.
        """
        article = self._screen.open_article.article
        do, undo = partial(self._replace, article, before, after), partial(self._replace, article, after, before)
        self._screen.article_navigation.reading_list.history.do(UndoableAction(title, do, undo))

    def _replace(self, article: Article, before: Annotation | None, after: Annotation | None) -> None:
        """Keep one in place of the other; on the page too, if its article is still open."""
        if after is not None:
            self.annotation_store.put_annotation(article, after)
        elif before is not None:
            self.annotation_store.remove_annotation(article, before)
        screen = self._screen
        if screen.open_article.origin.id == article.origin.id:
            screen.open_article.annotation_index.replace_annotation(before, after)
            self._refresh_views(after)

    def _refresh_views(self, selected: Annotation | None = None) -> None:
        screen = self._screen
        screen.article_pane.refresh_list(screen.messages)
        entries = screen.article_pane.side_list.list_rows
        if selected is not None and isinstance(entries, NoteListRows):
            entries.select_annotation(selected.id)
        screen.article_pane.article_view.repaint()
        screen.refresh_bars()


def _current_timestamp() -> str:
    from reader.annotations.w3c import make_timestamp

    return make_timestamp()


def format_quote(annotation: Annotation, screen: ReadingScreen) -> str:
    """The words an annotation is on, in the script of the view; one on the article says so."""
    if annotation.target is None:
        return screen.messages("note.article")
    quote = " ".join(screen.open_article.convert_text(annotation.target.exact[: _MAX_QUOTED_LENGTH + 1]).split())
    return f"「{quote[:_MAX_QUOTED_LENGTH]}{'..' if len(quote) > _MAX_QUOTED_LENGTH else ''}」"


def with_changes(
    annotation: Annotation,
    *,
    note: str | None = None,
    colour: Colour | None = None,
    tags: tuple[str, ...] | None = None,
    target: Target | Literal[False] | None = False,
    state: Literal["exact"] | None = None,
) -> Annotation:
    """The annotation with something changed, and the time of that."""
    return replace(
        annotation,
        modified=_current_timestamp(),
        note=annotation.note if note is None else note,
        colour=colour or annotation.colour,
        tags=annotation.tags if tags is None else tags,
        target=annotation.target if target is False else target,
        state=state or annotation.state,
    )
