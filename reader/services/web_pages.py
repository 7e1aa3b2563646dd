"""Opens pages of the web for both front ends, and reports their progress."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from reader.model import CleanText, clean
from reader.sources.detached_thread import run_in_thread
from reader.sources.urls import format_host

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.config.settings import Settings
    from reader.sources import Document
    from reader.sources.pictures import Picture
    from reader.sources.web import FetchProgress, WebFetcher


class FetchStatus:
    """The progress of fetching a page, in parts for a line of text.

    Args:
        host: The first host, safe to show; None where it is not known yet.
        quiet_seconds: Seconds in which nothing should be shown, because most pages are loaded by then.
    """

    def __init__(self, host: CleanText | None = None, quiet_seconds: float = 0) -> None:
        self.host = host or clean("")
        """The host of the current request, safe to show."""
        self.stage = "asking"
        """The FetchStage, or a later stage that a front end adds."""
        self.received = 0
        """Bytes of the body, as sent."""
        self._due = perf_counter() + quiet_seconds

    @property
    def is_due(self) -> bool:
        """Whether the quiet seconds are over."""
        return perf_counter() >= self._due

    @property
    def size_text(self) -> str:
        """The size of what was received, such as `1,024 KB`; empty before anything was."""
        return f"{max(1, self.received >> 10):,} KB" if self.received else ""

    def update(self, progress: FetchProgress) -> None:
        """Copy the progress that the client reports."""
        self.host = clean(format_host(progress.host))
        self.stage, self.received = progress.stage, progress.received


class WebPageLoader:
    """Opens pages of the web with one client, which is replaced when the settings change."""

    def __init__(self) -> None:
        self._fetcher: WebFetcher | None = None
        self._settings: Settings | None = None
        """The settings of the client."""

    async def load(
        self,
        url: str,
        settings: Settings,
        encoding: str | None = None,
        *,
        allow_private_host: bool = True,
        on_progress: Callable[[FetchProgress], None] = lambda _: None,
    ) -> Document:
        """Return the document at a URL.

        Args:
            url: A URL of http or https.
            settings: The current settings, for proxy and hosts.
            encoding: A WHATWG label; None means to find out.
            allow_private_host: Whether the host may be on the local network, because the user named it.
            on_progress: Called with the progress, often.

        Raises:
            ReaderError: It cannot be fetched, is no text, or the proxy of the settings is none.
        """
        fetcher = await self._get_fetcher(settings)
        from reader.sources.web import fetch_web_document

        return await fetch_web_document(
            fetcher, url, encoding, allow_private_host=allow_private_host, on_progress=on_progress
        )

    async def load_picture(
        self,
        url: str,
        settings: Settings,
        *,
        allow_private_host: bool,
        on_progress: Callable[[FetchProgress], None] = lambda _: None,
    ) -> Picture:
        """Return the picture at a URL.

        Args:
            url: A URL of http or https.
            settings: The current settings, for proxy and hosts.
            allow_private_host: Whether the host may be on the local network, because the user named it.
            on_progress: Called with the progress, often.

        Raises:
            ReaderError: It cannot be fetched, is no picture, or the proxy of the settings is none.
        """
        from reader.sources.pictures import fetch_picture

        fetcher = await self._get_fetcher(settings)
        return await fetch_picture(fetcher, url, allow_private_host=allow_private_host, on_progress=on_progress)

    async def _get_fetcher(self, settings: Settings) -> WebFetcher:
        if self._fetcher is None or self._settings != settings:
            self._fetcher, self._settings = await run_in_thread(lambda: _create_fetcher(settings)), settings
        return self._fetcher


def _create_fetcher(settings: Settings) -> WebFetcher:
    """Create the client. The first time its libraries are loaded, which takes longer than a frame of the screen."""
    from reader.sources.web import create_fetcher

    return create_fetcher(settings)
