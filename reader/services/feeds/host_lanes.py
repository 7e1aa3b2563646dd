"""How many connections there are at once: to all servers, and to each; and which servers do not answer."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.sources.web_errors import WebError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

CONNECTIONS_PER_HOST = 2
CONNECTIONS_MAX = 100
"""Connections at once. It is many, since those to dead servers last as long as their deadline."""
_FAILURES_MAX = 2
"""Connections to a server that come to nothing, in succession, before it is no longer asked."""
_DEAD_REASONS = frozenset({"timeout", "connect", "name", "offline", "certificate", "tls", "address"})
"""Of errors that the next request to the same server would have, too."""


class _Lane:
    """One server."""

    def __init__(self) -> None:
        self.connections = asyncio.Semaphore(CONNECTIONS_PER_HOST)
        self.failure_count = 0
        self.error: WebError | None = None


class HostLanes:
    """Connections of one refresh."""

    def __init__(self) -> None:
        self._all = asyncio.Semaphore(CONNECTIONS_MAX)
        self._lanes: dict[str, _Lane] = {}

    @asynccontextmanager
    async def connection(self, url: str) -> AsyncIterator[None]:
        """A context in which one request is made, once it is its turn; what is raised in it is remembered.

        Args:
            url: The address that is asked.

        Raises:
            WebError: Its server did not answer those before it.
        """
        lane = self._lanes.setdefault(find_host(url), _Lane())
        async with lane.connections:
            if lane.error is not None:
                raise lane.error
            async with self._all:
                try:
                    yield
                except WebError as error:
                    is_dead = error.http_status is None and error.reason in _DEAD_REASONS
                    lane.failure_count = lane.failure_count + 1 if is_dead else 0
                    if lane.failure_count >= _FAILURES_MAX:
                        lane.error = error
                    raise
                else:
                    lane.failure_count = 0


def find_host(url: str) -> str:
    """The host and port of an address, in lower case."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return url
