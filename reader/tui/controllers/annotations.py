"""Creates, changes and removes highlights and notes; each change can be undone."""

from __future__ import annotations

from dataclasses import replace
from functools import partial, partialmethod
from typing import TYPE_CHECKING, Literal

from reader.annotations.model import COLOURS, Annotation, Target, make_annotation_id, merge_annotations
from reader.annotations.tags import split_tags
from reader.errors import ReaderError
from reader.services.opening import resolve_copy
from reader.translation import translate
from reader.tui.rows.status import compute_percent_read
from reader.tui.state.annotation_store import StoredState
from reader.tui.state.cycle import cycle
from reader.tui.state.navigation import NavigationTarget
from reader.tui.state.undo import UndoableAction

if TYPE_CHECKING:
    from reader.annotations.model import Colour
    from reader.copies.open import AnnotatedCopy
    from reader.model import Article, Figure
    from reader.tui.parts import ArticlePart, SideListPart
    from reader.tui.selection import CurrentSelection
    from reader.tui.shell import Session, Shell
    from reader.tui.state.article import OpenArticle

_MAX_QUOTED_LENGTH = 30
"""Code points of a quote in the title of the note editor."""
_CONVERTED_LENGTH = 2 * _MAX_QUOTED_LENGTH
"""Code points of the words that are converted for it: of several blanks in them one is shown."""


class AnnotationController:
    """Makes, changes and removes the annotations of the open article; says what could not be kept.

    Args:
        shell: The screen.
        session: The open article, the reading list and the settings.
        article: The page.
        side_list: The list beside the page.
        selection: What a command applies to.
    """

    def __init__(
        self,
        shell: Shell,
        session: Session,
        article: ArticlePart,
        side_list: SideListPart,
        selection: CurrentSelection,
    ) -> None:
        self._shell = shell
        self._session = session
        self._article = article
        self._side_list = side_list
        self._selection = selection
        self._changed_articles: dict[str, Article] = {}
        """The articles that actions of the history are on, by their ids."""
        self._last_colour: Colour = COLOURS[0]
        """The colour that was used last."""
        self._unread_article: OpenArticle | None = None
        """The article that was loaded beside or behind the list, and is not stored as read yet."""

    def complete_article(self) -> None:
        """Read the rest of the open article and place its annotations, before anything is stored with it.

        A long one is read in the background, and the library stores no part of one.
        """
        self._article.read_to_end()
        self.load_annotations(self._session.open_article)

    def load_annotations(self, open_article: OpenArticle) -> None:
        """Place the annotations of an article that is read to its end, unless that was done before."""
        if open_article.annotation_index.is_placed:
            return
        reading_list = self._session.reading_list
        number = reading_list.open_number
        try:
            known = self._session.annotation_store.open_article(
                open_article.article,
                lambda: resolve_copy(reading_list.load_document(number))[0],
                is_in_front=not self._session.is_list_in_front,
            )
            if open_article.annotated_copy is not None:
                known = self._merge_copy(open_article.article, known, open_article.annotated_copy)
        except ReaderError as error:
            self._shell.show_message(str(error), "error")
            known = StoredState(open_article.annotated_copy.annotations if open_article.annotated_copy else ())
        open_article.annotation_index.set_annotations(known.annotations)
        self._unread_article = open_article if self._session.is_list_in_front else None
        if known != StoredState():
            self._restore_session(open_article, known)

    def mark_read(self) -> None:
        """Store that the open article is read: it was loaded beside or behind the list, and is in front now."""
        if self._unread_article is not self._session.open_article:
            return
        self._unread_article = None
        try:
            self._session.annotation_store.mark_read(self._session.open_article.article)
        except ReaderError as error:
            self._shell.show_message(str(error), "error")

    def _merge_copy(self, article: Article, stored_state: StoredState, copy: AnnotatedCopy) -> StoredState:
        """Merge the stored annotations with those of a copy: of each the one that was modified later."""
        both = merge_annotations(stored_state.annotations, copy.annotations)
        for annotation in both:
            if annotation not in stored_state.annotations:
                self._session.annotation_store.put_annotation(article, annotation)
        return replace(
            stored_state, annotations=both, notice=stored_state.notice or "  ".join(map(translate, copy.notices))
        )

    def _restore_session(self, open_article: OpenArticle, stored_state: StoredState) -> None:
        """Restore the position and the choices of the last session; those of this session come first."""
        entry = self._session.open_entry
        entry.is_starred = stored_state.is_starred
        if (
            not open_article.converted.pins
            and not open_article.converted.overrides
            and (stored_state.pins or stored_state.overrides)
        ):
            open_article.converted.restore_choices(stored_state.pins, stored_state.overrides)
            self._shell.refresh_for_view()
        article = self._article
        if entry.position == (0, 0) and article.top == (0, 0) and not article.current_item:
            article.restore_position(stored_state.position)
            if article.top != (0, 0) and compute_percent_read(open_article, article):
                # at the beginning, or with all of it in sight, there is nothing to say
                self._shell.show_message(self._session.messages("status.goes_on"))
        self._refresh_views()
        if stored_state.notice:
            self._shell.show_message(stored_state.notice)
        elif unplaced := len(open_article.annotation_index.unplaced_annotations):
            self._shell.show_message(self._session.messages("status.unplaced", n=unplaced), "warning")

    def action_star(self) -> None:
        """Star or unstar the open article."""
        self.complete_article()
        article = self._share(self._session.open_article.article)
        entry = self._session.open_entry

        def put(starred: bool) -> None:
            self._session.annotation_store.set_starred(article, starred=starred)
            entry.is_starred = starred
            self._shell.refresh_article_list()

        after = not entry.is_starred
        title = "action.star" if after else "action.unstar"
        try:
            self._session.undo.do(UndoableAction(title, partial(put, after), partial(put, not after)))
        except ReaderError as error:
            self._shell.show_message(str(error), "error")
        else:
            self._shell.show_message(self._session.messages("status.starred" if after else "status.unstarred"), "done")

    # -- highlights

    def action_mark(self) -> None:
        """Highlight what is selected or current; give a highlight the next colour."""
        self._highlight(None)

    def select_annotation(self, target: Target) -> None:
        """Make a new highlight the current item: the next key may be meant for it."""
        article, noted = self._article, self._session.open_article.annotation_index
        found = noted.find_exact(target.start, target.end)
        ranges = noted.get_ranges(found) if found else ()
        if ranges:
            article.show_target(NavigationTarget(*ranges[0]))

    def highlight_in_colour(self, number: int) -> None:
        """Highlight what is selected or current in a colour, by its number from 1."""
        self._highlight(COLOURS[number - 1])

    def _highlight(self, colour: Colour | None) -> None:
        self.complete_article()
        before = self._selection.get_annotation(exact_selection=self._selection.has_anchor)
        if before is None:
            target = self._selection.make_target()
            if target is None:
                self._shell.show_message(self._session.messages("status.nothing_chosen"), "warning")
                return
            self._last_colour = colour or self._last_colour
            annotation = self.make_annotation(target)
            self._selection.drop_anchor()
            self.apply_change("action.mark", None, annotation, self._session.messages("status.marked"))
            if not self._selection.is_cursor_active and not self._side_list.has_focus:
                self.select_annotation(target)
            return
        self._last_colour = cycle(COLOURS, before.colour) if colour is None else colour
        self._selection.drop_anchor()
        said = self._session.messages("status.coloured", colour=self._session.messages("colour." + self._last_colour))
        self.apply_change("action.colour", before, with_changes(before, colour=self._last_colour), said)

    action_mark_selected = action_mark
    action_mark_1 = partialmethod(highlight_in_colour, 1)
    action_mark_2 = partialmethod(highlight_in_colour, 2)
    action_mark_3 = partialmethod(highlight_in_colour, 3)
    action_mark_4 = partialmethod(highlight_in_colour, 4)
    action_mark_5 = partialmethod(highlight_in_colour, 5)

    def action_remove(self) -> None:
        """Remove the current annotation."""
        self.complete_article()
        before = self._selection.get_annotation()
        if before is None:
            self._shell.show_message(self._session.messages("status.no_mark"), "warning")
            return
        self._selection.hide_cursor()
        self.apply_change("action.unmark", before, None, self._session.messages("status.removed"))

    # -- tags

    def set_tags(self, text: str) -> None:
        """Give the current annotation the tags that a text names; see `split_tags`."""
        before = self._selection.get_annotation()
        if before is None:
            self._shell.show_message(self._session.messages("status.no_mark"), "warning")
            return
        tags = split_tags(text)
        if tags != before.tags:
            self.apply_change("action.tag", before, with_changes(before, tags=tags))

    @property
    def selected_tags(self) -> str | None:
        """The tags of the current annotation, with blanks between; None where there is no annotation."""
        chosen = self._selection.get_annotation()
        return None if chosen is None else " ".join(chosen.tags)

    def make_annotation(self, target: Target | None) -> Annotation:
        """Make a new annotation in the colour that was used last; on a figure it knows the figure's value."""
        now = _current_timestamp()
        figure = self._selection.figure if target else None
        value = _format_value(figure[1], self._session) if figure else ""
        return Annotation(make_annotation_id(), now, now, target, self._last_colour, figure=value)

    # -- doing

    def apply_change(self, title: str, before: Annotation | None, after: Annotation | None, message: str = "") -> None:
        """Change an annotation so that it can be undone, and show a message, or the error of storing it.

        Args:
            title: The id of the message that names the change.
            before: The annotation as it is; None for a new one.
            after: As it is to be; None to remove it.
            message: What to say of it.
        """
        try:
            self.record_change(title, before, after)
        except ReaderError as error:
            self._shell.show_message(str(error), "error")
        else:
            self._shell.show_message(message, "done")

    def record_change(
        self, title: str, before: Annotation | None, after: Annotation | None, article: Article | None = None
    ) -> None:
        """Change an annotation so that it can be undone.

        Args:
            title: The id of the message that names the change.
            before: The annotation as it is; None for a new one.
            after: As it is to be; None to remove it.
            article: The article that it is on; None for the open one.

        Raises:
            ReaderError: It cannot be kept; then nothing has changed.
        """
        article = self._share(article or self._session.open_article.article)
        do, undo = partial(self._replace, article, before, after), partial(self._replace, article, after, before)
        self._session.undo.do(UndoableAction(title, do, undo))

    def _share(self, article: Article) -> Article:
        """The article as the first action on it has it: a thousand actions must not keep a thousand copies of it."""
        known = self._changed_articles.get(article.origin.id)
        if known == article:
            return known
        self._changed_articles[article.origin.id] = article
        return article

    def _replace(self, article: Article, before: Annotation | None, after: Annotation | None) -> None:
        """Replace an annotation in the store, and on the page if its article is still open."""
        if after is not None:
            self._session.annotation_store.put_annotation(article, after)
        elif before is not None:
            self._session.annotation_store.remove_annotation(article, before)
        if self._session.open_article.origin.id == article.origin.id:
            self._session.open_article.annotation_index.replace_annotation(before, after)
            self._refresh_views(after)

    def _refresh_views(self, selected: Annotation | None = None) -> None:
        self._shell.refresh_side_list()
        entries = self._side_list.list_rows
        if selected is not None:
            entries.select_annotation(selected.id)
        self._article.repaint()
        self._shell.refresh_bars()


def _format_value(figure: Figure, session: Session) -> str:
    """A figure's value and unit, in the language of the screen."""
    from reader.figures.formatting import format_plain

    return format_plain(figure, session.messages.language)


def _current_timestamp() -> str:
    from reader.annotations.w3c import make_timestamp

    return make_timestamp()


def format_quote(annotation: Annotation, session: Session) -> str:
    """The words an annotation is on, in the script of the view; of the note on the article a name for it.

    Args:
        annotation: The annotation.
        session: The open article, the reading list and the settings.
    """
    if annotation.target is None:
        return session.messages("note.article")
    quote = " ".join(session.open_article.convert_text(annotation.target.exact[:_CONVERTED_LENGTH]).split())
    return f"「{quote[:_MAX_QUOTED_LENGTH]}{'…' if len(quote) > _MAX_QUOTED_LENGTH else ''}」"


def with_changes(
    annotation: Annotation,
    *,
    note: str | None = None,
    colour: Colour | None = None,
    tags: tuple[str, ...] | None = None,
    target: Target | Literal[False] | None = False,
    state: Literal["exact"] | None = None,
) -> Annotation:
    """Return the annotation with some fields and the time of its change replaced.

    Args:
        annotation: The annotation.
        note: The note; None to leave it.
        colour: The colour; None to leave it.
        tags: The tags; None to leave them.
        target: The target; None for the whole article, False to leave it.
        state: The state; None to leave it.
    """
    return replace(
        annotation,
        modified=_current_timestamp(),
        note=annotation.note if note is None else note,
        colour=colour or annotation.colour,
        tags=annotation.tags if tags is None else tags,
        target=annotation.target if target is False else target,
        state=state or annotation.state,
    )
