"""Fetches pages of the web, with bounds on time, bytes and redirects, and only from permitted machines.

A transport is used without httpx's client, which keeps cookies, reads .netrc, raises for a Location that no browser
could follow, and unpacks a bomb in one piece.
"""

from __future__ import annotations

import asyncio
import re
from contextlib import aclosing, asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader import __version__
from reader.errors import ReaderError
from reader.sources.address_guard import AddressGuard, HostPort, parse_host_port, parse_ip_literal
from reader.sources.files import Document, create_document
from reader.sources.http_packages import httpx
from reader.sources.urls import format_host, format_url_without_login
from reader.sources.web_errors import FetchError, WebError
from reader.sources.web_response import (
    BODY_SIZE_MAX,
    TRANSFER_SIZE_MAX,
    check_content_type,
    read_body,
    read_header,
    read_location,
    read_retry_after,
    skip_empty_body,
)
from reader.sources.web_transport import GuardedTransport, classify_error, create_ssl_context, is_connection_lost

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Mapping

    from reader.config.settings import Settings

REDIRECTS_MAX = 5
DEADLINE_SECONDS = 20.0
"""Seconds that a page may take in all: a server that sends a byte now and then would pass all other limits."""
_CONNECT_SECONDS = 10.0
"""Seconds that one address may take to answer."""
_RETRY_STATUSES = frozenset({429, 503})
"""The status codes of busy servers that may be asked again later."""
_ATTEMPTS_MAX = 3
_RETRY_PAUSE_SECONDS = 1.0
"""Seconds before the second attempt, if the server names none; doubled before each further one."""
_RETRY_AFTER_DEFAULT = 60.0
"""Seconds that an error names for a retry, if the busy server names none."""
_REDIRECT_STATUSES = frozenset({301, 302, 303, 307, 308})
_PERMANENT_STATUSES = frozenset({301, 308})
_NOT_MODIFIED = 304
_DEFAULT_PORTS = {"http": 80, "https": 443}
_URL_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_HEADERS = {
    "User-Agent": f"dubao/{__version__} (a reader of news for the terminal)",
    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.5",
    "Accept-Language": "zh, en;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}
_CLOSE_HEADER = {"Connection": "close"}

FetchStage = Literal["asking", "reading", "waiting"]
"""`asking`: nothing was received yet; `reading`: the body is being received; `waiting`: before a retry."""


class FetchProgress(NamedTuple):
    """The progress of fetching a page."""

    host: str
    """The host, as in the URL; use `format_host` to show it."""
    stage: FetchStage
    received: int = 0
    """Bytes of the body, as sent."""


class FetchedPage(NamedTuple):
    """The response of a server."""

    url: str
    """Its URL after all redirects, without login and fragment."""
    body: bytes
    """Unpacked."""
    charset: str | None
    """The charset that the server named, which may be any text."""
    is_unchanged: bool = False
    """Whether the server answered that the page has not changed since the given validators; there is no body then."""
    etag: str = ""
    """The ETag header, as it was sent; empty where there is none."""
    last_modified: str = ""
    """The Last-Modified header, likewise."""
    moved_to: str = ""
    """The target of permanent redirects; empty where the first one was not permanent, or there was none."""


class _Response(NamedTuple):
    """A page, or the location of a redirect."""

    page: FetchedPage | None
    location: str = ""
    is_permanent: bool = False
    """Whether the redirect is permanent."""


class WebFetcher:
    """Fetches pages.

    Args:
        proxy: `http://host:port` for all requests; empty for none.
        hosts: Machines that are not public but permitted, as `host:port`.
        deadline: Seconds that a page may take in all.
        uses_tls: Whether pages of https are expected: the list of certificates is then loaded here, which takes 50 ms,
            rather than at the first request.

    Raises:
        ReaderError: The proxy is no URL of http or https.
    """

    def __init__(
        self,
        proxy: str = "",
        hosts: Iterable[str] = (),
        deadline: float = DEADLINE_SECONDS,
        *,
        uses_tls: bool = True,
    ) -> None:
        self._deadline = deadline
        self._kept_hosts: frozenset[str] = frozenset()
        self._kept_transports: dict[tuple[str, str, bool], GuardedTransport] = {}
        try:
            self._proxy = _parse_url(proxy, "proxy") if proxy else None
        except FetchError:
            raise ReaderError(
                format_url_without_login(proxy), "this is no address of a proxy", "write it as http://host:port"
            ) from None
        self._proxy_with_login = httpx.URL(proxy.strip()) if proxy else None
        self._allowed = {*map(parse_host_port, hosts), *([_get_host_port(self._proxy)] if self._proxy else ())}
        if uses_tls:
            create_ssl_context()

    @asynccontextmanager
    async def keep_connections(self, hosts: Iterable[str]) -> AsyncIterator[None]:
        """A context in which connections to some hosts are kept open from page to page.

        Args:
            hosts: Those of which several pages are fetched, as `host` or `host:port`, in lower case.
        """
        self._kept_hosts = frozenset(hosts)
        try:
            yield
        finally:
            self._kept_hosts = frozenset()
            transports, self._kept_transports = self._kept_transports, {}
            for transport in transports.values():
                await transport.aclose()

    async def fetch(
        self,
        url: str,
        *,
        allow_private_host: bool = True,
        on_progress: Callable[[FetchProgress], None] = lambda _: None,
        headers: Mapping[str, str] | None = None,
        max_attempts: int = _ATTEMPTS_MAX,
        takes_any_type: bool = False,
    ) -> FetchedPage:
        """Return the page at a URL.

        Args:
            url: A URL of http or https; may have any characters.
            allow_private_host: Whether the host may be on the local network, because the user named it.
            on_progress: Called with the progress, often.
            headers: Headers of the request that replace the usual ones; with validators among them the response may
                be that the page has not changed.
            max_attempts: How often a busy server is asked.
            takes_any_type: Whether the body may be of any type, which the caller checks; else it must be no picture,
                sound or the like.

        Raises:
            WebError: It cannot be fetched.
        """
        target = None
        try:
            async with asyncio.timeout(self._deadline):
                target = _parse_url(url, "url")
                all_headers = {**_HEADERS, **(headers or {})}
                make_run = partial(
                    _Fetch,
                    deadline=self._deadline,
                    has_proxy=self._proxy is not None,
                    on_progress=on_progress,
                    takes_any_type=takes_any_type,
                )
                if target.netloc.decode("ascii").lower() in self._kept_hosts:
                    transport = self._get_kept_transport(target, allow_private_host)
                    has_answered = transport.has_answered
                    try:
                        return await make_run(transport, headers=all_headers).run(target, max_attempts)
                    except Exception as error:
                        if not (has_answered and is_connection_lost(error)):
                            raise
                all_headers |= _CLOSE_HEADER
                async with self._make_transport(target, allow_private_host) as transport:
                    return await make_run(transport, headers=all_headers).run(target, max_attempts)
        except Exception as error:
            host = format_host(target.raw_host.decode("ascii")) if target else url
            refusal = classify_error(error, host, min(_CONNECT_SECONDS, self._deadline))
            raise WebError(format_url_without_login(url), self._add_limits(refusal, host)) from None

    def _make_transport(self, target: httpx.URL, allow_private_host: bool) -> GuardedTransport:
        """A transport for a page.

        Args:
            target: Its URL.
            allow_private_host: As for `fetch`.
        """
        guard = AddressGuard({*self._allowed, *([_get_host_port(target)] if allow_private_host else ())})
        return GuardedTransport(guard, self._proxy_with_login)

    def _get_kept_transport(self, target: httpx.URL, allow_private_host: bool) -> GuardedTransport:
        """The transport that keeps its connections for the pages of a host; see `_make_transport`."""
        key = target.scheme, target.netloc.decode("ascii"), allow_private_host
        if key not in self._kept_transports:
            self._kept_transports[key] = self._make_transport(target, allow_private_host)
        return self._kept_transports[key]

    def _add_limits(self, error: FetchError, host: str) -> FetchError:
        """The error with the values for all placeholders of web_errors.tsv."""
        limits = {"wire": str(TRANSFER_SIZE_MAX >> 20), "decoded": str(BODY_SIZE_MAX >> 20)}
        values = {"host": host, "seconds": f"{self._deadline:g}", **limits, **error.values}
        return FetchError(error.reason, error.http_status, error.retry_after, **values)


class _Fetch(NamedTuple):
    """One page that is fetched, with its redirects and attempts."""

    transport: GuardedTransport
    deadline: float
    """Seconds."""
    has_proxy: bool
    on_progress: Callable[[FetchProgress], None]
    headers: Mapping[str, str]
    takes_any_type: bool
    """Whether the body may be a picture, a sound or the like."""

    async def run(self, url: httpx.URL, max_attempts: int) -> FetchedPage:
        """Return the page; a busy server is asked again after a pause.

        Args:
            url: The URL of the page.
            max_attempts: How often a busy server is asked.

        Raises:
            Exception: Those that `classify_error` handles.
        """
        for attempt in range(max_attempts - 1):
            try:
                return await self._follow_redirects(url)
            except FetchError as error:
                pause = _RETRY_PAUSE_SECONDS * 2**attempt if error.retry_after is None else error.retry_after
                if error.http_status not in _RETRY_STATUSES or pause > self.deadline / 2:
                    raise _name_retry_after(error) from None
            self.on_progress(FetchProgress(url.host, "waiting"))
            await asyncio.sleep(pause)
        try:
            return await self._follow_redirects(url)
        except FetchError as error:
            raise _name_retry_after(error) from None

    async def _follow_redirects(self, url: httpx.URL) -> FetchedPage:
        """Return the page at the end of all redirects."""
        moved_to, is_permanent = "", True
        for _ in range(REDIRECTS_MAX + 1):
            response = await self._request(url)
            if response.page:
                return response.page._replace(moved_to=moved_to)
            url = resolve_redirect(url, response.location)
            is_permanent = is_permanent and response.is_permanent
            moved_to = str(url) if is_permanent else moved_to
        raise FetchError("redirects")

    async def _request(self, url: httpx.URL) -> _Response:
        """Return the response to one request."""
        literal = parse_ip_literal(url.host)
        if self.has_proxy and literal:  # a proxy makes the connection itself
            self.transport.guard.check(_get_host_port(url), [literal])
        self.on_progress(FetchProgress(url.host, "asking"))
        timeout = {"connect": _CONNECT_SECONDS, "read": self.deadline, "write": self.deadline, "pool": self.deadline}
        headers = httpx.Headers(self.headers, encoding="latin-1")  # validators go back with the bytes that came
        request = httpx.Request("GET", url, headers=headers, extensions={"timeout": timeout})
        response = await self.transport.handle_async_request(request)
        async with aclosing(response):
            if response.status_code in _REDIRECT_STATUSES:
                return _Response(None, read_location(response), response.status_code in _PERMANENT_STATUSES)
            etag, modified = read_header(response, "etag"), read_header(response, "last-modified")
            if response.status_code == _NOT_MODIFIED and _has_validators(self.headers):
                await skip_empty_body(response)
                return _Response(FetchedPage(str(url), b"", None, is_unchanged=True, etag=etag, last_modified=modified))
            if response.status_code != 200:
                raise FetchError("status", response.status_code, read_retry_after(response))
            if not self.takes_any_type:
                check_content_type(response)
            body = await read_body(
                response, lambda received: self.on_progress(FetchProgress(url.host, "reading", received))
            )
            return _Response(FetchedPage(str(url), body, response.charset_encoding, etag=etag, last_modified=modified))


def _has_validators(headers: Mapping[str, str]) -> bool:
    return "If-None-Match" in headers or "If-Modified-Since" in headers


def _name_retry_after(error: FetchError) -> FetchError:
    """The error of a busy server, with a time to wait where the server named none."""
    if error.http_status in _RETRY_STATUSES:
        error.retry_after = error.retry_after or _RETRY_AFTER_DEFAULT
    return error


async def fetch_web_document(
    fetcher: WebFetcher,
    url: str,
    encoding: str | None = None,
    *,
    allow_private_host: bool = True,
    on_progress: Callable[[FetchProgress], None] = lambda _: None,
) -> Document:
    """Return the document at a URL; it is decoded in a thread.

    Args:
        fetcher: The client.
        url: The URL.
        encoding: A WHATWG label; None means to find out.
        allow_private_host: As for `WebFetcher.fetch`.
        on_progress: As for `WebFetcher.fetch`.

    Raises:
        ReaderError: It cannot be fetched, or is no text.
    """
    from reader.sources.detached_thread import run_in_thread

    fetched = await fetcher.fetch(url, allow_private_host=allow_private_host, on_progress=on_progress)
    return await run_in_thread(lambda: _create_document(fetched, encoding))


def _create_document(fetched: FetchedPage, encoding: str | None) -> Document:
    url = fetched.url
    try:
        return create_document(fetched.body, url, f"url:{url}", url=url, label=encoding, http_charset=fetched.charset)
    except ReaderError as error:
        if fetched.body:
            raise
        raise ReaderError(error.what, "the server sent an empty page", "open it in the browser") from None


def create_fetcher(settings: Settings, *, uses_tls: bool = True) -> WebFetcher:
    """Create a client with the proxy and the hosts of the settings.

    Args:
        settings: In force.
        uses_tls: As for `WebFetcher`.

    Raises:
        ReaderError: The proxy is no URL of http or https.
    """
    return WebFetcher(settings.proxy, settings.hosts, uses_tls=uses_tls)


def _parse_url(text: str, reason: str) -> httpx.URL:
    """A URL without login and fragment.

    Args:
        text: The URL as written.
        reason: The reason of the FetchError for a text that is no URL.

    Raises:
        FetchError: It is no URL, or not one of http or https.
    """
    try:
        url = httpx.URL(text.strip())
    except (httpx.InvalidURL, UnicodeError, ValueError):
        raise FetchError(reason) from None
    if url.scheme not in _DEFAULT_PORTS:
        raise FetchError("scheme")
    if not url.raw_host or (b"%" in url.raw_host and b":" not in url.raw_host):
        raise FetchError(reason)
    return url.copy_with(userinfo=b"", fragment=None)


def _get_host_port(url: httpx.URL) -> HostPort:
    return HostPort(url.raw_host.decode("ascii"), url.port or _DEFAULT_PORTS[url.scheme])


def resolve_redirect(url: httpx.URL, location: str) -> httpx.URL:
    """Return the URL that a redirect leads to.

    Args:
        url: The URL of the response.
        location: Its Location header, as written; empty where there is none.

    Raises:
        FetchError: It is no URL, not one of http or https, or leads from https to http.
    """
    if not location:
        raise FetchError("redirects")
    scheme = _URL_SCHEME.match(location)
    if scheme and scheme[1].lower() not in _DEFAULT_PORTS:
        raise FetchError("scheme")
    try:
        target = _parse_url(str(url.join(location)), "protocol")
    except httpx.InvalidURL:
        raise FetchError("protocol") from None
    if url.scheme == "https" and target.scheme == "http":
        raise FetchError("downgrade", url=str(target))
    return target
