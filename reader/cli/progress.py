"""A page of the web for the command line, which has nothing else to do meanwhile."""

from __future__ import annotations

import asyncio
import sys
from time import perf_counter
from typing import TYPE_CHECKING

from reader.model import clean
from reader.sources.urls import printed_host
from reader.sources.web import open_page, web_of

if TYPE_CHECKING:
    from reader.config.settings import Settings
    from reader.sources import Document
    from reader.sources.web import Progress

_SILENT = 0.5
"""Seconds that nothing is said in."""
_CLEAR = "\r\x1b[K"


def fetched(url: str, settings: Settings, encoding: str | None = None) -> Document:
    """The document at an address that the reader typed; what takes long says on a terminal how far it is.

    Raises:
        ReaderError: As open_page.
    """
    said = _Said()
    try:
        return asyncio.run(open_page(web_of(settings), url, encoding, told=said))
    finally:
        said.end()


class _Said:
    """A row on standard error, where that is a terminal."""

    def __init__(self) -> None:
        self._from = perf_counter() + _SILENT
        self._any = False
        self._shown = sys.stderr is not None and sys.stderr.isatty()

    def __call__(self, progress: Progress) -> None:
        if self._shown and perf_counter() >= self._from:
            size = f"{max(1, progress.received >> 10):,} KB" if progress.received else progress.stage
            sys.stderr.write(f"{_CLEAR}{clean(printed_host(progress.host))}  {size}")
            sys.stderr.flush()
            self._any = True

    def end(self) -> None:
        """Leave nothing of it."""
        if self._any:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()
