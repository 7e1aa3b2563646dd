"""Loads many sources in worker processes, since taking an article apart costs more than storing it."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

MIN_SOURCES = 40
"""Sources from which on workers are started: it takes as long as loading a few."""
_GARBAGE_THRESHOLD = 50_000
"""Objects after which the collector looks for garbage in cycles, of which trees of HTML and XML have few."""
_CHUNK = 8
"""Sources that a worker takes at once."""

_load: Callable[[str], Any] | None = None
"""What the workers run; they have it by being forked after it was set."""


class LoadedResult(NamedTuple):
    """What came of a source: its value, or the error."""

    source: str
    value: Any = None
    error: ReaderError | None = None


def load_in_parallel(sources: Sequence[str], load: Callable[[str], Any]) -> Iterator[LoadedResult]:
    """Load sources, in their order.

    Where processes can be forked and there are many sources, this is done in as many processes as there are processors.

    Args:
        sources: What is loaded.
        load: Loads one; what it returns must be picklable. It may raise ReaderError.
    """
    count = _count_processors()
    if len(sources) < MIN_SOURCES or count < 2 or not sys.platform.startswith("linux"):
        yield from (_load_one(source, load) for source in sources)
        return
    global _load
    _load = load
    gc.freeze()  # the collector would copy the pages of memory that the processes share
    try:
        with multiprocessing.get_context("fork").Pool(count, _set_up_worker) as pool:
            yield from pool.imap(_load_in_worker, sources, _CHUNK)
    finally:
        _load = None


def _count_processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _set_up_worker() -> None:
    """Leave Ctrl-C to the process that waits for the workers, which ends them, and collect garbage seldom."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(_GARBAGE_THRESHOLD)


def _load_in_worker(source: str) -> LoadedResult:
    return LoadedResult(source) if _load is None else _load_one(source, _load)


def _load_one(source: str, load: Callable[[str], Any]) -> LoadedResult:
    try:
        return LoadedResult(source, load(source))
    except ReaderError as error:
        return LoadedResult(source, error=error)
