"""Keeps the column with the lists of the library up to date: they are counted in a thread, after a pause."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reader.tui.parts import LibraryListsPart
    from reader.tui.shell import Scheduler, Session, Shell
    from reader.tui.state.counted_lists import CountedList

_PAUSE_SECONDS = 0.3
"""Seconds after the last change of the list behind which the lists are counted."""


class LibraryListsController:
    """Counts the lists of the library where they are shown.

    Args:
        shell: Shows what is wrong with the list of feeds.
        session: What is open.
        scheduler: Timers, workers and threads.
        library_lists: The column on the screen.
    """

    def __init__(self, shell: Shell, session: Session, scheduler: Scheduler, library_lists: LibraryListsPart) -> None:
        self._shell = shell
        self._session = session
        self._scheduler = scheduler
        self._library_lists = library_lists
        self._cancel_timer: Callable[[], None] | None = None

    def update(self) -> None:
        """Mark the list that is shown, and count the lists anew, soon; nothing where they are not shown."""
        self._library_lists.refresh()
        if self._cancel_timer is not None:
            self._cancel_timer()
            self._cancel_timer = None
        if self._library_lists.is_shown and self._session.reading_list.library is not None:
            self._cancel_timer = self._scheduler.call_after(_PAUSE_SECONDS, self._start)

    def _start(self) -> None:
        self._cancel_timer = None
        reading_list = self._session.reading_list
        if reading_list.library is not None:
            path = reading_list.library.listing.connection.path
            self._scheduler.start_worker(partial(self._count, path, reading_list.feeds_path), "library_lists")

    async def _count(self, library_path: Path, feeds_path: Path | None) -> None:
        from reader.sources.detached_thread import run_in_thread
        from reader.tui.state.counted_lists import count_lists

        def count() -> list[CountedList]:
            return count_lists(library_path, feeds_path)

        try:
            lists = await run_in_thread(count)
        except ReaderError as error:
            self._shell.show_message(str(error), "error")
            return
        self._library_lists.set_lists(lists)
