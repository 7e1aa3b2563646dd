"""A page of the web for the command line, which has nothing else to do meanwhile."""

from __future__ import annotations

import asyncio
import sys
from time import perf_counter
from typing import TYPE_CHECKING

from reader.model import clean
from reader.sources.urls import format_host
from reader.sources.web import create_fetcher, fetch_web_document

if TYPE_CHECKING:
    from reader.config.settings import Settings
    from reader.sources import Document
    from reader.sources.web import FetchProgress

_QUIET_SECONDS = 0.5
"""Seconds that nothing is said in."""
_CLEAR_LINE = "\r\x1b[K"


def fetch_with_progress(url: str, settings: Settings, encoding: str | None = None) -> Document:
    """The document at an address that the reader typed; what takes long says on a terminal how far it is.

    Raises:
        ReaderError: As open_page.
    """
    said = _ProgressLine()
    try:
        return asyncio.run(fetch_web_document(create_fetcher(settings), url, encoding, on_progress=said))
    finally:
        said.end()


class _ProgressLine:
    """A row on standard error, where that is a terminal."""

    def __init__(self) -> None:
        self._start = perf_counter() + _QUIET_SECONDS
        self._has_output = False
        self._is_terminal = sys.stderr is not None and sys.stderr.isatty()

    def __call__(self, progress: FetchProgress) -> None:
        if self._is_terminal and perf_counter() >= self._start:
            size = f"{max(1, progress.received >> 10):,} KB" if progress.received else progress.stage
            sys.stderr.write(f"{_CLEAR_LINE}{clean(format_host(progress.host))}  {size}")
            sys.stderr.flush()
            self._has_output = True

    def end(self) -> None:
        """Leave nothing of it."""
        if self._has_output:
            sys.stderr.write(_CLEAR_LINE)
            sys.stderr.flush()
