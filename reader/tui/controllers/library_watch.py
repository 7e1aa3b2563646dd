"""Shows what other programs have written to the library while it is read."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.tui.shell import Scheduler, Session

_LOOK_SECONDS = 2.0
"""Seconds between two looks at the library, each of which takes some microseconds."""


class LibraryWatch:
    """Lists the articles of the library anew when another program has written to it.

    The open article stays as it is; opened again from the list, it has the notes that others have stored.
    """

    def __init__(self, session: Session, scheduler: Scheduler, reload_list: Callable[[], None]) -> None:
        self._session = session
        self._scheduler = scheduler
        self._reload_list = reload_list

    def start(self) -> None:
        """Look again and again."""
        self._scheduler.call_every(_LOOK_SECONDS, self.look)

    def look(self) -> None:
        """Show what has changed since the last look; nothing where the library cannot be read now."""
        library = self._session.reading_list.library
        with suppress(ReaderError):
            if library is not None and library.take_change():
                self._session.is_article_outdated = True
                self._reload_list()
