"""Fetches many feeds at once and stores what is new; the failure of one is its own.

What takes time on the processor is done in other processes, as far as there are any; the library is written by this one
alone, several feeds in one transaction, since each transaction waits for the disk.
"""

from __future__ import annotations

import asyncio
import hashlib
import random
import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.errors import ReaderError
from reader.services.feeds.host_lanes import HostLanes, find_host
from reader.services.feeds.ingestion import FeedDocument, IngestionResult, store_feeds
from reader.services.feeds.preparation import FeedRequest, PreparedFeed, prepare_feed
from reader.services.feeds.progress import RefreshProgress
from reader.services.feeds.schedule import REDIRECT_DAYS, compute_due, format_moment, is_due, parse_moment
from reader.services.feeds.stopping import run_until_stopped
from reader.sources.feeds.parse import PARSER_VERSION
from reader.sources.web_errors import WebError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from concurrent.futures import Executor

    from reader.config.feed_list import FeedList, FeedSettings
    from reader.library.feed_store import FeedState
    from reader.library.library import Library
    from reader.services.feeds.progress import Urgency
    from reader.sources.web import FetchedPage, WebFetcher

FeedStatus = Literal["new", "unchanged", "failed", "not_due", "gone", "stopped"]
"""stopped: the refresh ended before the feed was fetched."""
_FLUSH_SECONDS = 0.4
"""Seconds after which what was received is stored."""
_FLUSH_COUNT = 64
"""Feeds that are stored in one transaction."""
_GONE = 410
_FIELD_VALUE = re.compile(r"[!-~\x80-\xff](?:[\t -~\x80-\xff]*[!-~\x80-\xff])?")
"""The value of a header that may be sent (RFC 9110, 5.5), each byte as one code point."""
_HEADERS = {
    "Accept": "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
}


class FeedOutcome(NamedTuple):
    """The result of fetching one feed."""

    url: str
    """The address that is followed."""
    name: str
    status: FeedStatus
    result: IngestionResult = IngestionResult()
    error: str = ""
    """Why it failed, a sentence with what to do."""


@dataclass(slots=True)
class _Received:
    """The response of one feed that waits to be stored."""

    settings: FeedSettings
    state: FeedState
    status: FeedStatus
    error: str = ""
    prepared: PreparedFeed | None = None


async def refresh_feeds(
    library: Library,
    feed_list: FeedList,
    fetcher: WebFetcher,
    *,
    urls: Sequence[str] | None = None,
    urgency: Urgency = "due",
    executor: Executor | None = None,
    stopped: asyncio.Event | None = None,
    on_progress: Callable[[RefreshProgress], None] = lambda _: None,
) -> list[FeedOutcome]:
    """Fetch feeds and store what is new.

    Args:
        library: Open for writing, in this thread.
        feed_list: The feeds that are followed.
        fetcher: Fetches them.
        urls: The addresses of those that are fetched; None for all.
        urgency: Which of them are asked.
        executor: Takes documents apart; None for this thread.
        stopped: Ends the fetching when it is set; what was received is stored.
        on_progress: Is called whenever feeds were stored.

    Returns:
        What became of each feed, in the order of the list.

    Raises:
        ReaderError: The library cannot be written.
    """
    wanted = None if urls is None else frozenset(urls)
    feeds = [feed for feed in feed_list.feeds if wanted is None or feed.url in wanted]
    refresh = _Refresh(library, feed_list, fetcher, urgency, executor, on_progress)
    return await refresh.run(feeds, stopped or asyncio.Event())


class _Refresh:
    """One run of `refresh_feeds`."""

    def __init__(
        self,
        library: Library,
        feed_list: FeedList,
        fetcher: WebFetcher,
        urgency: Urgency,
        executor: Executor | None,
        on_progress: Callable[[RefreshProgress], None],
    ) -> None:
        self._library = library
        self._feed_list = feed_list
        self._fetcher = fetcher
        self._urgency = urgency
        self._executor = executor
        self._on_progress = on_progress
        self._lanes = HostLanes()
        self._waiting: list[_Received] = []
        self._is_ready = asyncio.Event()
        self._outcomes: dict[str, FeedOutcome] = {}
        self._total = 0
        self._name = ""
        self._done = self._new_count = self._failed_count = 0

    async def run(self, feeds: Sequence[FeedSettings], stopped: asyncio.Event) -> list[FeedOutcome]:
        """Fetch feeds and store what they bring; return the outcome of each.

        Args:
            feeds: The feeds, in any order; those that are not due are left out.
            stopped: Ends the refresh when it is set; what was received by then is stored.
        """
        states = self._library.feeds.load_states([feed.url for feed in feeds])
        asked = [feed for feed in feeds if self._should_fetch(feed, states[feed.url])]
        random.shuffle(asked)  # so that the feeds of one server do not stand in a row
        self._total = len(asked)
        self._report("")
        writer = asyncio.create_task(self._store_as_received())
        try:
            await run_until_stopped(self._receive_all(asked, states), stopped)
        finally:
            writer.cancel()
            self._flush()
        for feed in asked:
            if feed.url not in self._outcomes:
                self._outcomes[feed.url] = FeedOutcome(feed.url, self._name_feed(feed, states[feed.url]), "stopped")
        return [self._outcomes[feed.url] for feed in feeds]

    async def _receive_all(self, feeds: Sequence[FeedSettings], states: Mapping[str, FeedState]) -> None:
        """Fetch feeds, as many at once as may be."""
        counts = Counter(find_host(states[feed.url].location) for feed in feeds)
        async with (
            self._fetcher.keep_connections(host for host, count in counts.items() if count > 1),
            asyncio.TaskGroup() as group,
        ):
            for feed in feeds:
                group.create_task(self._receive(feed, states[feed.url]))

    @staticmethod
    def _name_feed(feed: FeedSettings, state: FeedState) -> str:
        """The name that the reader gave a feed, else its own, else its address."""
        return feed.title or state.title or feed.url

    def _should_fetch(self, feed: FeedSettings, state: FeedState) -> bool:
        """Whether a feed is to be fetched now; records the outcome `gone` or `not_due` where it is not."""
        if self._urgency == "full":
            return True
        name = self._name_feed(feed, state)
        if state.gone:
            self._outcomes[feed.url] = FeedOutcome(feed.url, name, "gone")
            return False
        # "now" ignores when the feed is due, unless the server itself asked for a pause.
        due = state.due if self._urgency == "due" or state.is_throttled else ""
        if is_due(due, datetime.now(UTC)):
            return True
        self._outcomes[feed.url] = FeedOutcome(feed.url, name, "not_due")
        return False

    def _report(self, name: str) -> None:
        self._name = name or self._name
        progress = RefreshProgress(self._done, self._total, self._name, self._new_count, self._failed_count)
        self._on_progress(progress)

    # -- one feed

    async def _receive(self, feed: FeedSettings, state: FeedState) -> None:
        """Fetch a feed and take it apart; what is to be stored of it waits for the writer."""
        try:
            async with self._lanes.connection(state.location):
                page = await self._fetcher.fetch(
                    state.location,
                    allow_private_host=feed.private_host,
                    headers={**_HEADERS, **self._make_validators(state)},
                    max_attempts=1,
                )
            received = await self._take_apart(feed, state, page)
        except ReaderError as error:
            received = _note_failure(feed, state, error)
        except Exception:
            received = _note_failure(feed, state, ReaderError(feed.url, "it cannot be read", "tell its publisher"))
        self._waiting.append(received)
        self._is_ready.set()

    def _make_validators(self, state: FeedState) -> dict[str, str]:
        """The headers of a request for a feed that may be unchanged; none after the parser has changed."""
        if self._urgency == "full" or state.parser != PARSER_VERSION:
            return {}
        rows = ("If-None-Match", state.etag), ("If-Modified-Since", state.last_modified)
        return {name: value for name, value in rows if _FIELD_VALUE.fullmatch(value)}

    async def _take_apart(self, feed: FeedSettings, state: FeedState, page: FetchedPage) -> _Received:
        """Parse the response of a server, and return what is to be stored."""
        now = datetime.now(UTC)
        body_hash = hashlib.sha256(page.body).hexdigest() if page.body else state.body_hash
        is_same = page.is_unchanged or (body_hash == state.body_hash and state.parser == PARSER_VERSION)
        after = replace(
            _follow_move(state, page, now),
            # A server that sends a validator no more is asked with the old one: some leave it out of a 304.
            etag=page.etag or (state.etag if page.is_unchanged else ""),
            last_modified=page.last_modified or (state.last_modified if page.is_unchanged else ""),
            body_hash=body_hash,
            answered=format_moment(now),
            failures=0,
            error="",
            gone=False,
            is_throttled=False,
        )
        if is_same and self._urgency != "full":
            due = compute_due(now, ttl=state.ttl, skip_hours=state.skip_hours)
            return _Received(feed, replace(after, due=format_moment(due)), "unchanged")
        records = self._library.feeds.load_items(state.id)
        request = FeedRequest(page.body, page.url, page.charset, feed.title, state.id, records)
        if self._executor is None:
            prepared = prepare_feed(request)
        else:
            prepared = await asyncio.get_running_loop().run_in_executor(self._executor, prepare_feed, request)
        parsed = prepared.feed
        due = compute_due(now, ttl=parsed.ttl, skip_hours=parsed.skip_hours)
        after = replace(
            after,
            title=parsed.title,
            link=parsed.link,
            language=parsed.language,
            ttl=parsed.ttl,
            skip_hours=tuple(sorted(parsed.skip_hours)),
            parser=PARSER_VERSION,
            due=format_moment(due),
        )
        return _Received(feed, after, "new", prepared=prepared)

    # -- into the library

    async def _store_as_received(self) -> None:
        """Store the responses that wait, again and again, until it is cancelled."""
        while True:
            await self._is_ready.wait()
            if len(self._waiting) < _FLUSH_COUNT:
                await asyncio.sleep(_FLUSH_SECONDS)
            self._flush()

    def _flush(self) -> None:
        """Store the responses that wait, all in one transaction."""
        self._is_ready.clear()
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        with self._library.transaction():
            outcomes = self._store(waiting)
        for outcome in outcomes:
            self._outcomes[outcome.url] = outcome
            self._done += 1
            self._new_count += outcome.result.new_count
            self._failed_count += outcome.status == "failed"
        self._report(outcomes[-1].name)

    def _store(self, received: Sequence[_Received]) -> list[FeedOutcome]:
        """Store the responses of feeds, in the transaction that is open; return the outcome of each."""
        outcomes: list[FeedOutcome] = []
        documents: list[FeedDocument] = []
        for each in received:
            feed, state = each.settings, each.state
            outcomes.append(FeedOutcome(feed.url, self._name_feed(feed, state), each.status, error=each.error))
            if each.prepared is None:
                self._library.feeds.store_state(state)
            else:
                documents.append(FeedDocument(state, each.prepared, feed, (*feed.rules, *self._feed_list.rules)))
        results = dict(
            zip(
                (document.settings.url for document in documents),
                store_feeds(self._library, documents, datetime.now(UTC)),
                strict=True,
            )
        )
        return [_add_result(outcome, results.get(outcome.url)) for outcome in outcomes]


def _add_result(outcome: FeedOutcome, result: IngestionResult | None) -> FeedOutcome:
    """The outcome of a feed with what its document has brought; as it is where there was none."""
    if result is None:
        return outcome
    is_new = result.new_count or result.changed_count or result.muted_count
    return outcome._replace(status="new" if is_new else "unchanged", result=result)


def _follow_move(state: FeedState, page: FetchedPage, now: datetime) -> FeedState:
    """The state with a permanent redirect noted; it is believed when it was seen for days, since many are mistakes."""
    if not page.moved_to or page.moved_to == state.location:
        return replace(state, moved_to="", moved_since="")
    since = parse_moment(state.moved_since)
    if page.moved_to != state.moved_to or since is None:
        return replace(state, moved_to=page.moved_to, moved_since=format_moment(now))
    if now - since < timedelta(days=REDIRECT_DAYS):
        return state
    return replace(state, location=page.moved_to, moved_to="", moved_since="")


def _note_failure(feed: FeedSettings, state: FeedState, error: ReaderError) -> _Received:
    """The state to store of a feed that could not be fetched, or is no feed."""
    now, failures = datetime.now(UTC), state.failures + 1
    retry_after = error.retry_after if isinstance(error, WebError) else None
    due = compute_due(now, ttl=state.ttl, skip_hours=state.skip_hours, failures=failures, retry_after=retry_after)
    is_gone = isinstance(error, WebError) and error.http_status == _GONE
    sentence = f"{error.why}; {error.hint}" if error.hint else error.why
    after = replace(
        state,
        failures=failures,
        error=sentence,
        due=format_moment(due),
        gone=is_gone,
        is_throttled=retry_after is not None,
    )
    return _Received(feed, after, "failed", sentence)
