"""What the conversion changed: marked and walked; another candidate chosen; words kept as they are written."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.tui.cursor import phrases
from reader.tui.prompts import Choice
from reader.tui.state.undo import Action

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.script.changes import Change
    from reader.script.rules import Pin
    from reader.tui.screens.reading import ReaderScreen
    from reader.tui.state.article import Opened
    from reader.tui.state.navigation import Stop


class Changes:
    """The mode of `c`, and what the reader decides in it or with `x`; every decision can be undone."""

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen

    def action_changes(self) -> None:
        """Mark what the view changed and walk it; again: no more."""
        screen, opened = self._screen, self._screen.opened
        if opened.view == "source":
            screen.tell(screen.words("status.changes.source"))
            return
        opened.shows_changes = not opened.shows_changes
        opened.forget_changes()
        screen.spread.article.forget_current()
        screen.spread.walk_kind("changes" if opened.shows_changes else "sections")
        screen.work()
        screen.tell("" if opened.shows_changes else screen.words("status.changes.hidden"))

    def current(self) -> Change | None:
        """The change that is the current item, if the current item is one."""
        screen = self._screen
        stop = screen.spread.article.current
        if stop is None or screen.spread.walk != "changes":
            return None
        return next((each for each in screen.opened.changes(stop.block) if each.start == stop.start), None)

    def inspect(self, change: Change) -> None:
        """What was written, what is shown, what else it could be."""
        screen, opened = self._screen, self._screen.opened
        stop = screen.spread.article.current
        if stop is None:
            return
        written = opened.blocks[stop.block].text[change.start : change.end]
        words = screen.words
        choices = [
            Choice(shown, words("change.shown" if shown == change.shown else "change.candidate"),
                   run=partial(self._where, stop, written, shown))
            for shown in dict.fromkeys((change.shown, *change.candidates))
        ]  # fmt: skip
        if written not in (choice.title for choice in choices):
            choices.append(Choice(written, words("change.written"), run=partial(self._keep, opened, stop)))
        title = f"{written} > {change.shown}  {words('change.' + change.kind)}"
        screen.offer(title, choices)

    def _where(self, stop: Stop, written: str, shown: str) -> None:
        """Ask how far a choice is to hold."""
        screen, words = self._screen, self._screen.words
        word, said = self._word(stop, shown)
        choices = [
            Choice(words("candidate.once"), f"{written} > {shown}", run=partial(self._here, stop, shown)),
            Choice(words("candidate.article"), f"{word} > {said}", run=partial(self._in_article, word, said)),
            Choice(words("candidate.always"), f"{word} > {said}", run=partial(self._always, word, said)),
        ]
        screen.offer(f"{written} > {shown}", choices)

    def _word(self, stop: Stop, shown: str) -> tuple[str, str]:
        """The word a place stands in, as written and as it would be shown: a rule for 發 alone would spoil 頭髮."""
        opened = self._screen.opened
        text = opened.blocks[stop.block].text
        start, end = phrases.phrase_at(text, stop.start)
        if not start <= stop.start < stop.end <= end:
            start, end = stop.start, stop.end
        before = opened.stretch(stop.block, start, stop.start)
        behind = opened.stretch(stop.block, stop.end, end)
        return text[start:end], before + shown + behind

    # -- decisions

    def _here(self, stop: Stop, shown: str) -> None:
        from reader.script.rules import Pin

        opened = self._screen.opened
        self._pin(opened, stop.block, Pin(stop.start, stop.end, shown, opened.view), "action.choose")

    def _keep(self, opened: Opened, stop: Stop) -> None:
        from reader.script.rules import Pin

        self._pin(opened, stop.block, Pin(stop.start, stop.end), "action.keep")

    def _pin(self, opened: Opened, block: int, pin: Pin, title: str) -> None:
        """Decide about one stretch."""
        before = opened.pins.get(block, ())
        self._do(title, lambda opened: opened.pin(block, pin), lambda opened: opened.pins.update({block: before}))

    def _in_article(self, written: str, shown: str) -> None:
        from reader.script.overrides import Rule

        opened = self._screen.opened
        rule = Rule(written, shown, (opened.view,))
        self._do("action.choose", lambda opened: opened.decide(rule), lambda opened: opened.undecide(rule))

    def _always(self, written: str, shown: str) -> None:
        opened = self._screen.opened
        own = opened.views.rules.own
        if own is None:
            return
        view = opened.view
        try:
            self._do(
                "action.choose",
                lambda _: own.add(written, shown, [view]),
                lambda _: own.remove(written, shown, [view]),
            )
        except ReaderError as error:
            self._screen.tell(str(error))
            return
        self._screen.tell(self._screen.words("status.override", path=own.path))

    def action_keep(self) -> None:
        """Keep what is selected as it is written; what is kept already is converted again."""
        from reader.script.rules import Pin

        screen, opened = self._screen, self._screen.opened
        stretches = list(screen.cursor.stretches())
        before = {block: opened.pins.get(block, ()) for block, _, _ in stretches}
        kept = all(
            any(pin.shown is None and pin.start <= start and end <= pin.end for pin in before[block])
            for block, start, end in stretches
        )

        def do(opened: Opened) -> None:
            for block, start, end in stretches:
                if kept:
                    opened.unpin(block, start, end)
                else:
                    opened.pin(block, Pin(start, end))

        screen.cursor.leave()
        self._do("action.unkeep" if kept else "action.keep", do, lambda opened: opened.pins.update(before))
        screen.tell(screen.words("status.unkept" if kept else "status.kept"))

    def _do(self, title: str, do: Callable[[Opened], object], undo: Callable[[Opened], object]) -> None:
        """Do something that changes what is shown of the open article, so that it can be undone.

        By then the article may have been left, and perhaps opened anew, with the decisions there were.
        """
        screen, decided_in = self._screen, self._screen.opened

        def with_page(act: Callable[[Opened], object]) -> Callable[[], None]:
            def acted() -> None:
                if screen.opened.pins is not decided_in.pins:
                    decided_in.rest()
                    act(decided_in)
                    screen.noting.decide(decided_in)
                    return
                act(screen.opened)
                screen.noting.decide(screen.opened)
                screen.opened.forget_changes()
                screen.rescript()
                screen.spread.article.repaint()
                screen.work()

            return acted

        screen.articles.shelf.history.do(Action(title, with_page(do), with_page(undo)))
