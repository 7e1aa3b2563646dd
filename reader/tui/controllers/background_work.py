"""What can wait until the page stands: the rest of the article, what is listed of it, titles, converters."""

from __future__ import annotations

import gc
from time import perf_counter
from typing import TYPE_CHECKING

from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.tui.screens.reading import ReaderScreen
    from reader.tui.state.article import Opened

_SLICE = 0.008
"""Seconds of work that can wait, between two looks at the keys."""
_SLICE_BLOCKS = 50
_PAUSE = 0.001


class Waiting:
    """Goes on with it a few milliseconds at a time, between the keys."""

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen
        self._working = False

    def start(self) -> None:
        """An article has been painted."""
        screen = self._screen
        gc.enable()
        gc.freeze()
        self.work()
        opened = screen.opened
        screen.run_worker(lambda: self._prepare(opened), thread=True, group="preload", exit_on_error=False)

    def _prepare(self, opened: Opened) -> None:
        """Load, in a thread, what finds figures and what converts; what is wrong with it is told early."""
        screen = self._screen
        opened.figures.load()
        screen.app.call_from_thread(screen.figures.mark, opened)
        if not opened.prepares:
            return
        try:
            opened.views.preload(opened.other)
        except ReaderError as error:
            screen.app.call_from_thread(screen.tell, str(error))

    def work(self) -> None:
        """There is something to go on with."""
        if not self._working:
            self._working = True
            self._screen.set_timer(_PAUSE, self._work)

    def _work(self) -> None:
        until = perf_counter() + _SLICE
        self._working = False
        if self._read_on(until) or self._find(until) or self._screen.list.look(until):
            self.work()

    def _read_on(self, until: float) -> bool:
        """Read on in the article; whether there was anything to read."""
        screen, opened = self._screen, self._screen.opened
        if opened.reading.done:
            if not opened.noted.placed:
                screen.noting.place(opened)
            return False
        fresh = opened.read_on(_SLICE_BLOCKS)
        while fresh and perf_counter() < until:
            screen.spread.article.extend(fresh)
            fresh = opened.read_on(_SLICE_BLOCKS)
        screen.spread.article.extend(fresh)
        if not fresh:
            screen.noting.place(opened)
            self._retell()
        return True

    def _find(self, until: float) -> bool:
        """Look on for what the view changed and for figures, where they are listed; whether there is more of them."""
        opened, more = self._screen.opened, False
        if opened.shows_changes:
            more = opened.find_changes(until)
            self._retell()
        if not more and not opened.figures.satisfied:
            more = opened.figures.find(until)
            self._retell()
        return more

    def _retell(self) -> None:
        self._screen.spread.retell(self._screen.words)
        self._screen.retell()
