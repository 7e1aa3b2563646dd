"""Pages of the web: fetched with bounds on time, bytes and redirects, and only from machines that may be asked.

The only module that knows httpx, so that it can be exchanged. Its transport is used without its client, which keeps
cookies, reads .netrc, raises for a Location that no browser could follow, and unpacks a bomb in one piece.
"""

from __future__ import annotations

import asyncio
import re
import ssl
from contextlib import aclosing
from contextvars import ContextVar
from functools import cache, partial
from time import time
from typing import TYPE_CHECKING, Literal, NamedTuple

import certifi
import httpcore
import httpx

from reader import __version__
from reader.errors import ReaderError
from reader.sources.decompression import BoundedDecompressor, parse_content_encoding
from reader.sources.faults import classify_connection_error
from reader.sources.files import Document, create_document
from reader.sources.urls import (
    HostPort,
    format_host,
    format_url,
    is_public_ip,
    parse_host_port,
    parse_ip_literal,
    resolve_host,
)
from reader.sources.web_errors import FetchError, WebError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable

    from reader.config.settings import Settings

TRANSFER_SIZE_MAX, BODY_SIZE_MAX = 5 << 20, 10 << 20
"""Bytes of a body as it is sent, and unpacked."""
REDIRECTS_MAX = 5
DEADLINE_SECONDS = 20.0
"""Seconds that a page may take in all; the only real limit on time, since a server can send a byte now and then."""
_CONNECT_SECONDS = 10.0
"""Seconds that one address may take to answer."""
_RETRY_STATUSES = frozenset({429, 503})
"""The status of servers that want to be asked again later."""
_ATTEMPTS_MAX = 3
_RETRY_PAUSE_SECONDS = 1.0
"""Seconds before the second attempt, where the server names none; twice as many before each further one."""
_RETRY_AFTER_MAX = 86_400.0
_RETRY_AFTER_DEFAULT = 60.0
"""Seconds: of a Retry-After at most, and where there is none."""
_REDIRECT_STATUSES = frozenset({301, 302, 303, 307, 308})
_URL_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_NON_TEXT_TYPES = {
    "image": "a picture",
    "audio": "a sound",
    "video": "a film",
    "font": "a font",
    "application/pdf": "a PDF file",
    "application/zip": "a ZIP file",
    "application/epub+zip": "an e-book",
    "application/msword": "an Office document",
}
"""Content types that are no pages; what lies about itself is found out by its bytes."""
_HEADERS = {
    "User-Agent": f"dubao/{__version__} (a reader of news for the terminal)",
    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.5",
    "Accept-Language": "zh, en;q=0.5",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}

FetchStage = Literal["asking", "reading", "waiting"]
"""Nothing came yet; the body comes; the server wants to be asked again later."""


class FetchProgress(NamedTuple):
    """How far a page is."""

    host: str
    stage: FetchStage
    received: int = 0
    """Bytes of the body."""


class FetchedPage(NamedTuple):
    """What a server sent."""

    url: str
    """Where it was found in the end, without name, password and fragment."""
    body: bytes
    charset: str | None
    """What the server says it is, which may be anything."""


class _Response(NamedTuple):
    """A page, or where to look for it."""

    page: FetchedPage | None
    location: str = ""


_allowed_hosts: ContextVar[frozenset[HostPort]] = ContextVar("allowed", default=frozenset())
"""The machines that the fetch of this task may reach though they are not public."""


class _GuardedBackend(httpcore.AsyncNetworkBackend):
    """Looks at every address where the connection is made, and dials what it looked at, never looking it up twice."""

    def __init__(self) -> None:
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to the first address that answers."""
        ip = parse_ip_literal(host)
        found = [ip] if ip else await resolve_host(host, port)
        if HostPort(host, port) not in _allowed_hosts.get() and not all(map(is_public_ip, found)):
            raise FetchError("address", host=host)
        error: Exception = OSError("no address")
        for address in found:
            try:
                return await self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as problem:
                error = problem
        raise error

    async def sleep(self, seconds: float) -> None:
        """As the inner one."""
        await self._inner.sleep(seconds)


class WebFetcher:
    """Fetches pages.

    Args:
        proxy: `http://host:port`, which is asked for everything; none where it is empty.
        hosts: Machines that pages may come from though they are not public, as `host:port`.
        deadline: Seconds that a page may take in all.

    Raises:
        ReaderError: The proxy is none.
    """

    def __init__(self, proxy: str = "", hosts: Iterable[str] = (), deadline: float = DEADLINE_SECONDS) -> None:
        self._deadline = deadline
        self._extra_hosts = frozenset(map(parse_host_port, hosts))
        try:
            self._proxy = _parse_url(proxy, "proxy") if proxy else None
        except FetchError:
            raise ReaderError(
                format_url_without_login(proxy), "this is no address of a proxy", "write it as http://host:port"
            ) from None
        # Connections are not kept: one that was made with a permission could serve a page that has none.
        limits = httpx.Limits(max_keepalive_connections=0)
        self._transport = httpx.AsyncHTTPTransport(
            verify=_create_ssl_context(), trust_env=False, limits=limits, proxy=proxy or None
        )
        self._transport._pool._network_backend = _GuardedBackend()  # httpx has no public name for it

    async def fetch(
        self,
        url: str,
        *,
        allow_private_host: bool = True,
        on_progress: Callable[[FetchProgress], None] = lambda _: None,
    ) -> FetchedPage:
        """What is at an address.

        Args:
            url: Of http or https; may hold any characters.
            allow_private_host: Whether the reader named that machine, which then may be one of the local network.
            on_progress: Is called with the progress, often.

        Raises:
            WebError: It is not to be had.
        """
        target = None
        try:
            async with asyncio.timeout(self._deadline):
                target = _parse_url(url, "url")
                _allowed_hosts.set(
                    self._extra_hosts | ({_get_host_port(target)} if allow_private_host else set()) | self._proxy_hosts
                )
                return await self._fetch_with_retries(target, on_progress)
        except Exception as error:
            host = format_host(target.raw_host.decode("ascii")) if target else url
            raise WebError(format_url_without_login(url), _classify_error(error, host, self._deadline)) from None

    @property
    def _proxy_hosts(self) -> frozenset[HostPort]:
        return frozenset({_get_host_port(self._proxy)} if self._proxy else ())

    async def _fetch_with_retries(self, url: httpx.URL, on_progress: Callable[[FetchProgress], None]) -> FetchedPage:
        """The page, asked for again where the server is busy for a moment."""
        for attempt in range(_ATTEMPTS_MAX):
            try:
                return await self._fetch_with_redirects(url, on_progress)
            except FetchError as refusal:
                if refusal.http_status not in _RETRY_STATUSES:
                    raise
                pause = _RETRY_PAUSE_SECONDS * 2**attempt if refusal.retry_after is None else refusal.retry_after
                if attempt == _ATTEMPTS_MAX - 1 or pause > self._deadline / 2:
                    refusal.retry_after = refusal.retry_after or _RETRY_AFTER_DEFAULT
                    raise
            on_progress(FetchProgress(url.host, "waiting"))
            await asyncio.sleep(pause)
        raise AssertionError  # the last attempt returns or raises

    async def _fetch_with_redirects(self, url: httpx.URL, on_progress: Callable[[FetchProgress], None]) -> FetchedPage:
        """The page, or the one that it leads to."""
        for _ in range(REDIRECTS_MAX + 1):
            answer = await self._request(url, on_progress)
            if answer.page:
                return answer.page
            url = _resolve_redirect(url, answer.location)
        raise FetchError("redirects")

    async def _request(self, url: httpx.URL, on_progress: Callable[[FetchProgress], None]) -> _Response:
        """One request."""
        ip = parse_ip_literal(url.host)  # a proxy makes the connection itself
        if self._proxy and ip and not is_public_ip(ip) and _get_host_port(url) not in _allowed_hosts.get():
            raise FetchError("address", host=url.host)
        on_progress(FetchProgress(url.host, "asking"))
        timeout = {"connect": _CONNECT_SECONDS, "read": self._deadline, "write": self._deadline, "pool": self._deadline}
        request = httpx.Request("GET", url, headers=_HEADERS, extensions={"timeout": timeout})
        response = await self._transport.handle_async_request(request)
        async with aclosing(response):
            if response.status_code in _REDIRECT_STATUSES:
                return _Response(None, _read_location(response))
            if response.status_code != 200:
                raise FetchError("status", response.status_code, _read_retry_after(response))
            _check_content_type(response)
            body = await _read_body(response, partial(FetchProgress, url.host, "reading"), on_progress)
            return _Response(FetchedPage(str(url), body, response.charset_encoding))


async def fetch_web_document(
    fetcher: WebFetcher,
    url: str,
    encoding: str | None = None,
    *,
    allow_private_host: bool = True,
    on_progress: Callable[[FetchProgress], None] = lambda _: None,
) -> Document:
    """The document at an address; its id is made of where it was found in the end.

    Args:
        fetcher: Fetches it.
        url: Its address.
        encoding: A WHATWG label; None means to find out.
        allow_private_host: As for `Web.fetch`.
        on_progress: As for `Web.fetch`.

    Raises:
        ReaderError: It is not to be had, or no text.
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


def create_fetcher(settings: Settings) -> WebFetcher:
    """What fetches pages as the settings want it.

    Raises:
        ReaderError: As Web.
    """
    return WebFetcher(settings.proxy, settings.hosts)


def format_url_without_login(url: str) -> str:
    """An address as it may be shown: without the name and the password in it."""
    return format_url(re.sub(r"(?i)^(https?://)[^/?#]*@", r"\1", url))


@cache
def _create_ssl_context() -> ssl.SSLContext:
    """Whose certificates are believed: those the system trusts, and Mozilla's list, where a system has none."""
    context = ssl.create_default_context(cafile=certifi.where())
    context.load_default_certs()
    return context


def _classify_error(error: Exception, host: str, deadline: float) -> FetchError:
    """Why a page is not to be had, by whatever was raised on the way."""
    refusal = error if isinstance(error, FetchError) else None
    if isinstance(error, httpx.ConnectTimeout):
        refusal = FetchError("timeout", seconds=f"{min(_CONNECT_SECONDS, deadline):g}")
    elif isinstance(error, TimeoutError | httpx.TimeoutException):
        refusal = FetchError("timeout")
    elif isinstance(error, httpx.ProxyError):
        refusal = FetchError("proxy")
    elif isinstance(error, httpx.LocalProtocolError):
        refusal = FetchError("url")
    elif isinstance(error, httpx.RemoteProtocolError):
        cut = "without sending complete" in str(error) or "incomplete chunked" in str(error)
        refusal = FetchError("truncated" if cut else "protocol")
    elif isinstance(error, httpx.ReadError | httpx.WriteError | httpx.CloseError):
        refusal = FetchError("lost")
    elif isinstance(error, httpx.ConnectError | OSError):
        refusal = classify_connection_error(error, host)
    refusal = refusal or FetchError("protocol")
    limits = {"seconds": f"{deadline:g}", "wire": str(TRANSFER_SIZE_MAX >> 20), "decoded": str(BODY_SIZE_MAX >> 20)}
    refusal.values = {"host": host, **limits, **refusal.values}
    return refusal


def _parse_url(text: str, reason: str) -> httpx.URL:
    """An address without name, password and fragment."""
    try:
        url = httpx.URL(text.strip())
    except (httpx.InvalidURL, UnicodeError, ValueError):
        raise FetchError(reason) from None
    if url.scheme not in ("http", "https"):
        raise FetchError("scheme")
    if not url.raw_host or (b"%" in url.raw_host and b":" not in url.raw_host):
        raise FetchError(reason)
    return url.copy_with(userinfo=b"", fragment=None)


def _get_host_port(url: httpx.URL) -> HostPort:
    return HostPort(url.raw_host.decode("ascii"), url.port or (443 if url.scheme == "https" else 80))


def _read_location(response: httpx.Response) -> str:
    """Where a redirect leads, in whatever bytes it is written."""
    raw = next((value for name, value in response.headers.raw if name.lower() == b"location"), b"")
    return raw.decode("utf-8", "replace").strip()


def _resolve_redirect(url: httpx.URL, location: str) -> httpx.URL:
    """The address that a redirect leads to.

    Raises:
        RefusalError: It is none, or one that must not be followed.
    """
    if not location:
        raise FetchError("redirects")
    scheme = _URL_SCHEME.match(location)
    if scheme and scheme[1].lower() not in ("http", "https"):
        raise FetchError("scheme")
    try:
        target = _parse_url(str(url.join(location)), "protocol")
    except httpx.InvalidURL:
        raise FetchError("protocol") from None
    if url.scheme == "https" and target.scheme == "http":
        raise FetchError("downgrade", url=str(target))
    return target


def _read_retry_after(response: httpx.Response) -> float | None:
    """Seconds after which the server wants to be asked again, at most a day."""
    said = response.headers.get("retry-after", "").strip()
    if said.isascii() and said.isdecimal():
        return min(float(said[:12]), _RETRY_AFTER_MAX)
    from email.utils import parsedate_to_datetime

    try:
        seconds = parsedate_to_datetime(said).timestamp() - time()
    except (ValueError, OverflowError):
        return None
    return max(0.0, min(seconds, _RETRY_AFTER_MAX))


def _check_content_type(response: httpx.Response) -> None:
    """Refuse what says of itself that it is no page, before it is read."""
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if named := _NON_TEXT_TYPES.get(kind) or _NON_TEXT_TYPES.get(kind.partition("/")[0]):
        raise FetchError("not_text", kind=named)


async def _read_body(
    response: httpx.Response,
    make_progress: Callable[[int], FetchProgress],
    on_progress: Callable[[FetchProgress], None],
) -> bytes:
    """The body, unpacked; `make_progress` makes the progress of so many bytes."""
    length = response.headers.get("content-length", "")
    if length.isdecimal() and int(length[:20]) > TRANSFER_SIZE_MAX:
        raise FetchError("wire_too_large")
    kind = parse_content_encoding(response.headers.get("content-encoding", ""))
    inflate = BoundedDecompressor(kind, BODY_SIZE_MAX if kind else TRANSFER_SIZE_MAX)
    received = 0
    async for piece in _iter_body(response):
        received += len(piece)
        if received > TRANSFER_SIZE_MAX:
            raise FetchError("wire_too_large")
        inflate.feed(piece)
        on_progress(make_progress(received))
    return inflate.finish()


async def _iter_body(response: httpx.Response) -> AsyncIterator[bytes]:
    """The body as it comes."""
    assert isinstance(response.stream, httpx.AsyncByteStream)
    async for piece in response.stream:
        yield piece
        await asyncio.sleep(0)  # a server that is faster than we are must not keep the loop from its other work
