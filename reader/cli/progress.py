"""Fetches a page of the web for the command line, with a line of progress where that takes long."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

from reader.services.web_pages import FetchStatus, WebPageLoader

if TYPE_CHECKING:
    from reader.config.settings import Settings
    from reader.sources import Document
    from reader.sources.web import FetchProgress

_QUIET_SECONDS = 0.5
"""Seconds in which nothing is printed: most pages are there by then."""
_CLEAR_LINE = "\r\x1b[K"


def fetch_with_progress(url: str, settings: Settings, encoding: str | None = None) -> Document:
    """The document at a URL that the user typed; where it takes long, a terminal shows how far it is.

    Args:
        url: Of http or https.
        settings: In force.
        encoding: A WHATWG label; None means to find out.

    Raises:
        ReaderError: It cannot be fetched, or is no text.
    """
    line = _ProgressLine()
    try:
        return asyncio.run(WebPageLoader().load(url, settings, encoding, on_progress=line))
    finally:
        line.clear()


class _ProgressLine:
    """A line on standard error, where that is a terminal."""

    def __init__(self) -> None:
        self._status = FetchStatus(quiet_seconds=_QUIET_SECONDS)
        self._has_output = False
        self._is_terminal = sys.stderr is not None and sys.stderr.isatty()

    def __call__(self, progress: FetchProgress) -> None:
        """Print how far the fetching is, in place of what was printed before."""
        if self._is_terminal and self._status.is_due:
            self._status.update(progress)
            sys.stderr.write(f"{_CLEAR_LINE}{self._status.host}  {self._status.size_text or self._status.stage}")
            sys.stderr.flush()
            self._has_output = True

    def clear(self) -> None:
        """Clear the line, if anything was printed."""
        if self._has_output:
            sys.stderr.write(_CLEAR_LINE)
            sys.stderr.flush()
