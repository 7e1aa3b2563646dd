"""What can wait until the page stands: the rest of the article, what is listed of it, titles, converters."""

from __future__ import annotations

import gc
from time import perf_counter
from typing import TYPE_CHECKING

from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.tui.screens.reading import ReadingScreen
    from reader.tui.state.article import OpenArticle

_SLICE_SECONDS = 0.008
"""Seconds of work that can wait, between two looks at the keys."""
_SLICE_BLOCKS = 50
_PAUSE_SECONDS = 0.001


class BackgroundWork:
    """Goes on with it a few milliseconds at a time, between the keys."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._is_scheduled = False

    def start_for_article(self) -> None:
        """An article has been painted."""
        screen = self._screen
        gc.enable()
        gc.freeze()
        self.schedule()
        opened = screen.open_article
        screen.run_worker(lambda: self._load_engines(opened), thread=True, group="preload", exit_on_error=False)

    def _load_engines(self, open_article: OpenArticle) -> None:
        """Load, in a thread, what finds figures and what converts; what is wrong with it is told early."""
        screen = self._screen
        open_article.figure_index.import_engine()
        screen.app.call_from_thread(screen.figure_controller.enable_marks, open_article)
        if not open_article.should_preload:
            return
        try:
            open_article.converted.converter.preload(open_article.converted.other_view_name)
        except ReaderError as error:
            screen.app.call_from_thread(screen.show_message, str(error))

    def schedule(self) -> None:
        """There is something to go on with."""
        if not self._is_scheduled:
            self._is_scheduled = True
            self._screen.set_timer(_PAUSE_SECONDS, self._run_slice)

    def _run_slice(self) -> None:
        until = perf_counter() + _SLICE_SECONDS
        self._is_scheduled = False
        if self._read_slice(until) or self._scan_slice(until) or self._screen.article_list.load_titles(until):
            self.schedule()

    def _read_slice(self, until: float) -> bool:
        """Read on in the article; whether there was anything to read."""
        screen, opened = self._screen, self._screen.open_article
        if opened.reading.is_done:
            if not opened.annotation_index.is_placed:
                screen.annotation_controller.load_annotations(opened)
            return False
        fresh = opened.read_blocks(_SLICE_BLOCKS)
        while fresh and perf_counter() < until:
            screen.article_pane.article_view.append_blocks(fresh)
            fresh = opened.read_blocks(_SLICE_BLOCKS)
        screen.article_pane.article_view.append_blocks(fresh)
        if not fresh:
            screen.annotation_controller.load_annotations(opened)
            self._refresh_displays()
        return True

    def _scan_slice(self, until: float) -> bool:
        """Look on for what the view changed and for figures, where they are listed; whether there is more of them."""
        opened, more = self._screen.open_article, False
        if opened.converted.has_change_marks:
            more = opened.find_changes(until)
            self._refresh_displays()
        if not more and not opened.figure_index.has_nothing_pending:
            more = opened.figure_index.scan_until(until)
            self._refresh_displays()
        return more

    def _refresh_displays(self) -> None:
        self._screen.article_pane.refresh_list(self._screen.messages)
        self._screen.refresh_bars()
