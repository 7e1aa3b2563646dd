"""The script the article is seen in: the other one with one key, any of the eight from a drawer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.script.plan import VIEWS
from reader.tui.prompts import Choice

if TYPE_CHECKING:
    from reader.model import ViewName
    from reader.tui.screens.reading import ReaderScreen


class Scripts:
    """Owns the view that the reader wants; every article that is opened takes it over."""

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen

    def action_script_other(self) -> None:
        """The script as written, or the reader's other one; nothing moves."""
        opened = self._screen.opened
        self._switch(opened.other if opened.view == "source" else "source")

    def action_script_choose(self) -> None:
        """Any of the eight."""
        words, opened = self._screen.words, self._screen.opened
        choices = [
            Choice(words("view." + view), words("view.about." + view), run=partial(self._switch, view))
            for view in VIEWS
        ]
        self._screen.offer(words("script.choose"), choices, selected=VIEWS.index(opened.view))

    def _switch(self, target: ViewName) -> None:
        """Show the article in a script; the place stays."""
        screen, opened = self._screen, self._screen.opened
        if target == opened.view:
            screen.tell(screen.words("status.same_script"))
            return
        try:
            if target != "source":
                opened.views.preload(target)
                if self._refresh():
                    screen.spread.article.repaint()
        except ReaderError as error:
            screen.tell(str(error))
            return
        opened.view = screen.articles.shelf.view = target  # articles opened from now on are seen in it too
        opened.forget_changes()
        screen.work()
        screen.rescript()
        screen.tell(self.plan(target))

    def _refresh(self) -> bool:
        """Look whether the reader's own overrides have changed; whether they have."""
        own = self._screen.opened.views.rules.own
        return bool(own and own.refresh())

    def reread(self) -> None:
        """The reader is back from another window, perhaps from writing overrides: they hold at once."""
        screen = self._screen
        if screen.opened.view == "source" or not self._refresh():
            return
        screen.opened.forget_changes()
        screen.rescript()
        screen.spread.article.repaint()
        screen.work()
        own = screen.opened.views.rules.own
        screen.tell(own.problems[0] if own and own.problems else screen.words("status.overrides"))

    def plan(self, target: ViewName) -> str:
        """What a switch did: `原文繁體，用字近台灣 > 簡體`."""
        article, words = self._screen.opened.article, self._screen.words
        if target == "source":
            return words("view.source")
        source = words("view.source") + words("script." + article.script)
        plan = "status.plan" + (f".{article.region}" if article.region else "")
        return words(plan, source=source, target=words("view." + target))
