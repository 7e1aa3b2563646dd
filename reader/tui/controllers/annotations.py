"""Highlights and notes: made, changed, removed, found a place for; each can be undone."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial, partialmethod
from typing import TYPE_CHECKING, Literal

from reader.annotations.merging import merged
from reader.annotations.model import COLOURS, Annotation, Target, fresh_id
from reader.errors import ReaderError
from reader.tui.rows.note_list import NoteEntries
from reader.tui.state.annotation_store import Known
from reader.tui.state.copied import original
from reader.tui.state.navigation import Stop
from reader.tui.state.undo import Action

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.annotations.model import Colour
    from reader.copies.open import Copy
    from reader.model import Article
    from reader.tui.screens.reading import ReaderScreen
    from reader.tui.state.annotation_store import Keeper
    from reader.tui.state.article import Opened

_QUOTED = 30
"""Code points of the words that a title says a note is about."""


class Noting:
    """What the reader marks in an article. What cannot be kept is said."""

    def __init__(self, screen: ReaderScreen, keeper: Keeper) -> None:
        self._screen = screen
        self.keeper = keeper
        self._colour: Colour = COLOURS[0]
        """The last that was used."""

    def place(self, opened: Opened) -> None:
        """The article is read to its end: find its annotations in it."""
        shelf = self._screen.articles.shelf
        number = shelf.current
        try:
            known = self.keeper.take_in(opened.article, lambda: original(shelf.fetch(number))[0])
            if opened.copy is not None:
                known = self._with_copy(opened.article, known, opened.copy)
        except ReaderError as error:
            self._screen.tell(str(error))
            known = Known(opened.copy.annotations if opened.copy else ())
        opened.noted.place(known.annotations)
        if known != Known():
            self._take_up(opened, known)

    def _with_copy(self, article: Article, known: Known, copy: Copy) -> Known:
        """What is kept, with what the copy says: of each annotation what was changed later."""
        both = merged(known.annotations, copy.annotations)
        for annotation in both:
            if annotation not in known.annotations:
                self.keeper.put(article, annotation)
        return replace(known, annotations=both, notice=known.notice or "  ".join(copy.notices))

    def _take_up(self, opened: Opened, known: Known) -> None:
        """Go on where the reader was when the program was quit; what was done since it was started comes first."""
        screen, entry = self._screen, self._screen.articles.shelf.entries[self._screen.articles.shelf.current]
        entry.starred = known.starred
        if not opened.pins and not opened.rules and (known.pins or known.rules):
            opened.take_up(known.pins, known.rules)
            screen.rescript()
        article = screen.spread.article
        if known.position > (0, 0) and entry.position == (0, 0) and article.top == (0, 0) and not article.current:
            article.go_back(known.position)
            screen.tell(screen.words("status.goes_on"))
        self._show()
        if known.notice:
            screen.tell(known.notice)
        elif unplaced := len(opened.noted.unplaced):
            screen.tell(screen.words("status.unplaced", n=unplaced))

    def leave(self, position: tuple[int, int]) -> None:
        """The article is left at a place; not keeping that is no reason to trouble anybody."""
        with suppress(ReaderError):
            self.keeper.leave(self._screen.opened.article, position)

    def decide(self, opened: Opened) -> None:
        """Keep what was decided about words of an article."""
        try:
            self.keeper.decide(opened.article, opened.pins, opened.rules)
        except ReaderError as error:
            self._screen.tell(str(error))

    def action_star(self) -> None:
        """A star for the open article, or none."""
        screen, article = self._screen, self._screen.opened.article
        entry = screen.articles.shelf.entries[screen.articles.shelf.current]

        def put(starred: bool) -> None:
            self.keeper.star(article, starred=starred)
            entry.starred = starred
            screen.list.refresh()

        after = not entry.starred
        title = "action.star" if after else "action.unstar"
        try:
            screen.articles.shelf.history.do(Action(title, partial(put, after), partial(put, not after)))
        except ReaderError as error:
            screen.tell(str(error))
        else:
            screen.tell(screen.words("status.starred" if after else "status.unstarred"))

    # -- highlights

    def action_mark(self) -> None:
        """Highlight what is selected or current; a mark gets the next colour."""
        self._mark(None)

    def _choose(self, target: Target) -> None:
        """What was marked is the current item now: the next key may be meant for it."""
        article, noted = self._screen.spread.article, self._screen.opened.noted
        if found := noted.on(target.start, target.end):
            article.go_to(Stop(*noted.stretches(found)[0]))

    def mark_in(self, number: int) -> None:
        """Highlight what is selected in a colour, from 1."""
        self._mark(COLOURS[number - 1])

    def _mark(self, colour: Colour | None) -> None:
        screen = self._screen
        before = self.chosen(whole=screen.cursor.active)
        if before is None:
            target = self.target()
            if target is None:
                screen.tell(screen.words("status.nothing_chosen"))
                return
            self._colour = colour or self._colour
            screen.cursor.leave()
            self.do("action.mark", None, self.new(target), screen.words("status.marked"))
            self._choose(target)
            return
        following = COLOURS[(COLOURS.index(before.colour) + 1) % len(COLOURS)]
        self._colour = colour or following
        screen.cursor.leave()
        said = screen.words("status.coloured", colour=screen.words("colour." + self._colour))
        self.do("action.colour", before, changed(before, colour=self._colour), said)

    action_mark_selected = action_mark
    action_mark_1 = partialmethod(mark_in, 1)
    action_mark_2 = partialmethod(mark_in, 2)
    action_mark_3 = partialmethod(mark_in, 3)
    action_mark_4 = partialmethod(mark_in, 4)
    action_mark_5 = partialmethod(mark_in, 5)

    def action_remove(self) -> None:
        """Remove the current mark."""
        screen, before = self._screen, self.chosen()
        if before is None:
            screen.tell(screen.words("status.no_mark"))
            return
        screen.cursor.leave()
        self.do("action.unmark", before, None, screen.words("status.removed"))

    # -- tags

    def tag(self, typed: str) -> None:
        """Give the chosen annotation these tags, with blanks between."""
        before = self.chosen()
        if before is None:
            self._screen.tell(self._screen.words("status.no_mark"))
            return
        tags = tuple(dict.fromkeys(word.lstrip("#＃") for word in typed.split() if word.strip("#＃")))
        if tags != before.tags:
            self.do("action.tag", before, changed(before, tags=tags))

    @property
    def tags(self) -> str | None:
        """The tags of the chosen annotation; None where none is chosen."""
        chosen = self.chosen()
        return None if chosen is None else " ".join(chosen.tags)

    # -- what is meant

    def chosen(self, *, whole: bool = False) -> Annotation | None:
        """The annotation that is marked in the list, is the current item, or is under the cursor.

        Args:
            whole: Only one that is on exactly what is selected.
        """
        screen, noted = self._screen, self._screen.opened.noted
        pane = screen.spread.pane
        if pane.has_focus and isinstance(pane.entries, NoteEntries):
            return pane.entries.chosen
        if whole and not pane.has_focus:
            target = self.target()
            return noted.on(target.start, target.end) if target else None
        if screen.cursor.place is not None and not pane.has_focus:
            return next(iter(noted.at(*screen.cursor.place)), None)
        stop = pane.selected if pane.has_focus else screen.spread.article.current
        return noted.beginning(stop) if stop else None

    def target(self) -> Target | None:
        """The words that are selected, or are the current item or the marked row; None for nothing."""
        screen = self._screen
        if screen.cursor.active and not screen.spread.pane.has_focus:
            stretches: Sequence[tuple[int, int, int]] = screen.cursor.stretches()
        else:
            stop = screen.spread.pane.selected if screen.spread.pane.has_focus else screen.spread.article.current
            stretches = [stop[:3]] if stop and stop.block >= 0 else []
        if not stretches:
            return None
        canonical = screen.opened.noted.canonical
        (first, start, _), (last, _, end) = stretches[0], stretches[-1]
        return canonical.target(canonical.offset(first, start), canonical.offset(last, end))

    def new(self, target: Target | None) -> Annotation:
        """A fresh annotation in the last colour; on a figure it knows the figure's value."""
        now = _now()
        figure = self._screen.figures.current() if target else None
        return Annotation(
            fresh_id(), now, now, target, self._colour, figure=self._screen.figures.told(figure[1]) if figure else ""
        )

    # -- doing

    def do(self, title: str, before: Annotation | None, after: Annotation | None, said: str = "") -> None:
        """Change an annotation so that it can be undone, and say so; or why it could not be kept."""
        try:
            self.record(title, before, after)
        except ReaderError as error:
            said = str(error)
        self._screen.tell(said)

    def record(self, title: str, before: Annotation | None, after: Annotation | None) -> None:
        """Change an annotation so that it can be undone.

        Raises:
            ReaderError: It cannot be kept; then nothing has changed.
        """
        article = self._screen.opened.article
        do, undo = partial(self._swap, article, before, after), partial(self._swap, article, after, before)
        self._screen.articles.shelf.history.do(Action(title, do, undo))

    def _swap(self, article: Article, before: Annotation | None, after: Annotation | None) -> None:
        """Keep one in place of the other; on the page too, if its article is still open."""
        if after is not None:
            self.keeper.put(article, after)
        elif before is not None:
            self.keeper.remove(article, before)
        screen = self._screen
        if screen.opened.origin.id == article.origin.id:
            screen.opened.noted.swap(before, after)
            self._show(after)

    def _show(self, chosen: Annotation | None = None) -> None:
        screen = self._screen
        screen.spread.retell(screen.words)
        entries = screen.spread.pane.entries
        if chosen is not None and isinstance(entries, NoteEntries):
            entries.choose(chosen.id)
        screen.spread.article.repaint()
        screen.retell()


def _now() -> str:
    from reader.annotations.w3c import moment

    return moment()


def quoted(annotation: Annotation, screen: ReaderScreen) -> str:
    """The words an annotation is on, in the script of the view; one on the article says so."""
    if annotation.target is None:
        return screen.words("note.article")
    quote = " ".join(screen.opened.say(annotation.target.exact[: _QUOTED + 1]).split())
    return f"「{quote[:_QUOTED]}{'..' if len(quote) > _QUOTED else ''}」"


def changed(
    annotation: Annotation,
    *,
    note: str | None = None,
    colour: Colour | None = None,
    tags: tuple[str, ...] | None = None,
    target: Target | Literal[False] | None = False,
    state: Literal["exact", "moved"] | None = None,
) -> Annotation:
    """The annotation with something changed, and the time of that."""
    return replace(
        annotation,
        modified=_now(),
        note=annotation.note if note is None else note,
        colour=colour or annotation.colour,
        tags=annotation.tags if tags is None else tags,
        target=annotation.target if target is False else target,
        state=state or annotation.state,
    )
