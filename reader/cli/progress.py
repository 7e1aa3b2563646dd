"""Fetches a page of the web for the command line, with a line of progress where that takes long."""

from __future__ import annotations

import asyncio
import shutil
import sys
from typing import TYPE_CHECKING

from reader.model import clean
from reader.services.web_pages import FetchStatus, WebPageLoader

if TYPE_CHECKING:
    from reader.config.settings import Settings
    from reader.services.feeds.progress import RefreshProgress
    from reader.sources import Document
    from reader.sources.web import FetchProgress

_QUIET_SECONDS = 0.5
"""Seconds in which nothing is printed: most pages are there by then."""
_BAR_CELLS = 20
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


class _TerminalLine:
    """A line on standard error that is written over, where that is a terminal."""

    def __init__(self) -> None:
        self._has_output = False
        self.is_terminal = sys.stderr is not None and sys.stderr.isatty()

    def write(self, text: str) -> None:
        """Write a text, made clean and one line, in place of what was written before."""
        one_line = clean(text).replace("\n", " ").replace("\t", " ").replace("\r", " ")
        sys.stderr.write(_CLEAR_LINE + one_line)
        sys.stderr.flush()
        self._has_output = True

    def clear(self) -> None:
        """Clear the line, if anything was written."""
        if self._has_output:
            sys.stderr.write(_CLEAR_LINE)
            sys.stderr.flush()


class RefreshLine:
    """A bar on standard error for a refresh of feeds, where that is a terminal."""

    def __init__(self) -> None:
        self._line = _TerminalLine()

    def __call__(self, stage: str, progress: RefreshProgress) -> None:
        """Print how far the refresh is, in place of what was printed before.

        Args:
            stage: `feeds` or `pages`.
            progress: How far that is.
        """
        if not self._line.is_terminal or not progress.total:
            return
        filled = _BAR_CELLS * progress.done // progress.total
        bar = "#" * filled + "." * (_BAR_CELLS - filled)
        failed = f", {progress.failed_count} failed" if progress.failed_count else ""
        facts = f"{progress.done}/{progress.total} {stage}  {progress.new_count} new{failed}  Esc stops"
        columns = shutil.get_terminal_size().columns
        self._line.write(_truncate(f"[{bar}] {facts}  {progress.name}", columns - 1))

    def clear(self) -> None:
        """Clear the line, if anything was printed."""
        self._line.clear()


def _truncate(text: str, cells: int) -> str:
    """The beginning of a text that fits into so many cells."""
    used = 0
    for index, character in enumerate(text):
        used += 1 if character.isascii() else 2
        if used > cells:
            return text[:index]
    return text


class _ProgressLine:
    """A line on standard error, where that is a terminal."""

    def __init__(self) -> None:
        self._status = FetchStatus(quiet_seconds=_QUIET_SECONDS)
        self._line = _TerminalLine()

    def __call__(self, progress: FetchProgress) -> None:
        """Print how far the fetching is, in place of what was printed before."""
        if self._line.is_terminal and self._status.is_due:
            self._status.update(progress)
            self._line.write(f"{self._status.host}  {self._status.size_text or self._status.stage}")

    def clear(self) -> None:
        """Clear the line, if anything was printed."""
        self._line.clear()
