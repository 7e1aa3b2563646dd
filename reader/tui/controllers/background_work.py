"""Work after the page is drawn: reads the rest of the article, scans it, reads titles, loads converters."""

from __future__ import annotations

import gc
from time import perf_counter
from typing import TYPE_CHECKING
from weakref import ref

from reader.errors import ReaderError
from reader.tui.memory import freeze_objects

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.tui.parts import ArticlePart
    from reader.tui.shell import Scheduler, Session, Shell
    from reader.tui.state.article import OpenArticle

_SLICE_SECONDS = 0.008
"""Seconds of work between two checks for input."""
_SLICE_BLOCKS = 50
_PAUSE_SECONDS = 0.001
_REFRESH_SECONDS = 0.1
"""Seconds between two times that the screen shows what was found, while more is looked for."""
_FREEZE_BLOCKS = 10_000
"""Blocks of an article that the collection of garbage may look at, in 5 ms."""
_FREEZE_LENGTH = 100_000
"""Code points of an article that may have so many."""


class BackgroundWork:
    """Runs the work in slices of a few milliseconds, so that keys are never delayed.

    Args:
        shell: The screen.
        session: What is open.
        scheduler: Timers and threads.
        article: The page.
        load_annotations: Places the annotations of an article that is read to its end.
        enable_figure_marks: Marks the figures of an article, once what finds them is imported.
        load_titles: Reads titles of the list until a moment of `perf_counter`; returns whether there are more.
        preload_for_keys: Loads, in a thread, what the first press of a key would otherwise load.
    """

    _is_scheduled = False
    _last_refresh = 0.0
    """The moment of `perf_counter` at which the screen showed last what was found."""
    _unfrozen_blocks = 0

    def __init__(
        self,
        shell: Shell,
        session: Session,
        scheduler: Scheduler,
        article: ArticlePart,
        load_annotations: Callable[[OpenArticle], None],
        enable_figure_marks: Callable[[OpenArticle], None],
        load_titles: Callable[[float], bool],
        preload_for_keys: Callable[[], None],
    ) -> None:
        self._shell = shell
        self._session = session
        self._scheduler = scheduler
        self._article = article
        self._load_annotations = load_annotations
        self._enable_figure_marks = enable_figure_marks
        self._load_titles = load_titles
        self._preload_for_keys = preload_for_keys

    def start_for_article(self) -> None:
        """Start the work for an article that was just drawn."""
        if is_first := not gc.isenabled():
            gc.enable()
            freeze_objects()
        self.schedule()
        if self._session.open_article.length >= _FREEZE_LENGTH:
            freeze_objects()  # the blocks of a page or a copy are all there
        # Textual keeps what a thread runs for some time: not the article, too.
        opened = ref(self._session.open_article)
        self._scheduler.start_thread(lambda: self._load_engines(opened, is_first=is_first), "preload")

    def _load_engines(self, reference: ref[OpenArticle], *, is_first: bool) -> None:
        """Import the figure engine and the converter in a thread; show an error of them early.

        Args:
            reference: The article that they are for, if it is still open.
            is_first: Whether it is the first one: what is loaded for it stays until the end.
        """
        if (open_article := reference()) is None:
            return
        open_article.figure_index.import_engine()
        self._scheduler.call_from_thread(self._enable_figure_marks, open_article)
        if open_article.should_preload:
            try:
                open_article.converted.converter.preload(open_article.converted.other_view_name)
            except ReaderError as error:
                self._scheduler.call_from_thread(self._shell.show_message, str(error))
        if is_first:
            self._preload_for_keys()
            self._scheduler.call_from_thread(freeze_objects)

    def schedule(self) -> None:
        """Schedule the next slice."""
        if not self._is_scheduled:
            self._is_scheduled = True
            self._scheduler.call_after(_PAUSE_SECONDS, self._run_slice)

    def _run_slice(self) -> None:
        until = perf_counter() + _SLICE_SECONDS
        self._is_scheduled = False
        if self._read_slice(until) or self._scan_slice(until) or self._load_titles(until):
            self.schedule()

    def _read_slice(self, until: float) -> bool:
        """Read more of the article; return whether there was anything to read."""
        opened = self._session.open_article
        if opened.reading.is_done:
            self._load_annotations(opened)
            return False
        fresh = opened.read_blocks(_SLICE_BLOCKS)
        while fresh and perf_counter() < until:
            self._unfrozen_blocks += len(fresh)
            self._article.append_blocks(fresh)
            fresh = opened.read_blocks(_SLICE_BLOCKS)
        self._article.append_blocks(fresh)
        self._unfrozen_blocks += len(fresh)
        if self._unfrozen_blocks >= _FREEZE_BLOCKS:
            self._unfrozen_blocks = 0
            freeze_objects()
        if not fresh:
            self._load_annotations(opened)
            self._refresh_displays()
        return True

    def _scan_slice(self, until: float) -> bool:
        """Scan more blocks for changes and figures, if they are listed; return whether there are blocks left."""
        opened, more, has_scanned = self._session.open_article, False, False
        if opened.converted.has_change_marks:
            more = opened.find_changes(until)
            has_scanned = True
        if not more and not opened.figure_index.is_idle:
            more = opened.figure_index.scan_until(until)
            has_scanned = True
        if has_scanned and (not more or perf_counter() > self._last_refresh + _REFRESH_SECONDS):
            self._refresh_displays()
        return more

    def _refresh_displays(self) -> None:
        self._last_refresh = perf_counter()
        self._shell.refresh_side_list()
        self._shell.refresh_bars()
