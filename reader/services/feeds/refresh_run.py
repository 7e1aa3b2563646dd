"""A whole refresh, as a command or the screen starts it: feeds, then the pages of their items, with all processors."""

from __future__ import annotations

import asyncio
import gc
import multiprocessing
import os
import signal
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from reader.services.feeds.item_pages import fetch_item_pages
from reader.services.feeds.refresh import FeedOutcome, refresh_feeds
from reader.services.feeds.stopping import run_until_stopped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Executor

    from reader.config.feed_list import FeedList
    from reader.config.settings import Settings
    from reader.library.library import Library
    from reader.services.feeds.progress import RefreshProgress, Urgency

StopWatch: TypeAlias = "Callable[[asyncio.AbstractEventLoop, Callable[[], None]], AbstractContextManager[None]]"
"""Makes a context in which the user may end the work, by the running event loop and what to call then."""
_FEEDS_PER_PROCESS_MIN = 12
"""Feeds for which it pays to start another process."""
_PROCESSES_MAX = 4
_SHARED_MODULES = (
    "lxml.etree",
    "reader.services.feeds.preparation",
    "reader.sources.feeds.parse",
    "reader.structure.html",
)
"""What the processes that take documents apart need."""
_GARBAGE_THRESHOLD = 50_000
"""Objects after which the collector looks for garbage in cycles."""


class RefreshReport(NamedTuple):
    """The result of a whole refresh: the outcome of each feed, and the number of pages."""

    outcomes: list[FeedOutcome]
    page_count: int
    """Pages of items that were fetched and stored."""
    was_stopped: bool = False
    """Whether it was ended before everything was fetched."""


def run_refresh(
    library: Library,
    feed_list: FeedList,
    settings: Settings,
    *,
    urls: Sequence[str] | None = None,
    urgency: Urgency = "due",
    with_pages: bool = True,
    watch_stop: StopWatch = lambda _loop, _stop: nullcontext(),
    on_progress: Callable[[str, RefreshProgress], None] = lambda _stage, _progress: None,
) -> RefreshReport:
    """Fetch feeds and the pages that their items need; to be called where no event loop runs.

    Args:
        library: Open for writing, in this thread.
        feed_list: The feeds that are followed.
        settings: In force; the proxy and the hosts of them are used.
        urls: The addresses of the feeds that are fetched; None for all.
        urgency: Which of them are asked.
        with_pages: Whether pages are fetched.
        watch_stop: Gives a context in which the user may end the refresh.
        on_progress: Is called with `feeds` or `pages`, and how far that is.

    Raises:
        ReaderError: The library cannot be written, or the proxy of the settings is none.
    """
    wanted = None if urls is None else frozenset(urls)
    feeds = [feed for feed in feed_list.feeds if wanted is None or feed.url in wanted]
    library.connection.enlarge_cache()
    with _start_processes(len(feeds)) as executor:
        from reader.sources.web import create_fetcher

        fetcher = create_fetcher(settings, uses_tls=any(feed.url.startswith("https:") for feed in feeds))

        async def run() -> RefreshReport:
            stopped = asyncio.Event()
            with watch_stop(asyncio.get_running_loop(), stopped.set):
                outcomes = await refresh_feeds(
                    library,
                    feed_list,
                    fetcher,
                    urls=urls,
                    urgency=urgency,
                    executor=executor,
                    stopped=stopped,
                    on_progress=lambda progress: on_progress("feeds", progress),
                )
                count = 0

                def report_pages(progress: RefreshProgress) -> None:
                    nonlocal count
                    count = progress.new_count
                    on_progress("pages", progress)

                if with_pages:
                    fetching = fetch_item_pages(library, feeds, fetcher, executor=executor, on_progress=report_pages)
                    await run_until_stopped(fetching, stopped)
            if stopped.is_set() and executor is not None:
                executor.shutdown(wait=False, cancel_futures=True)
            return RefreshReport(outcomes, count, stopped.is_set())

        return asyncio.run(run())


@contextmanager
def _start_processes(feed_count: int) -> Iterator[Executor | None]:
    """Processes that take documents apart; None where there are too few feeds for one."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    count = min(processors, feed_count // _FEEDS_PER_PROCESS_MIN, _PROCESSES_MAX)
    if count < 1:
        yield None
        return
    # A fork is there at once; a new interpreter would have to load everything again.
    has_fork = "fork" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if has_fork else "spawn")
    if has_fork:
        _load_modules()
        gc.freeze()  # the collector would copy the pages of memory that the processes share
    with ProcessPoolExecutor(count, context, initializer=_set_up_process) as executor:
        try:
            yield executor
        except BaseException:
            executor.shutdown(wait=False, cancel_futures=True)
            raise


def _load_modules() -> None:
    """Load what all processes need, so that they share it."""
    for name in _SHARED_MODULES:
        import_module(name)
    from reader.text.folding import fold_for_search
    from reader.text.search_tokens import tokenize_for_search

    fold_for_search(tokenize_for_search("一"))  # loads their tables


def _set_up_process() -> None:
    """Leave the answer to Ctrl-C to the process that began the refresh, and collect garbage seldom."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(_GARBAGE_THRESHOLD)  # trees of XML have few cycles
