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
from reader.sources.decompression import Inflate, coding
from reader.sources.faults import connection_fault
from reader.sources.files import Document, document
from reader.sources.urls import Place, is_public, literal, place, printed, printed_host, resolve
from reader.sources.web_errors import RefusalError, WebError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable

    from reader.config.settings import Settings

WIRE_MOST, DECODED_MOST = 5 << 20, 10 << 20
"""Bytes of a body as it is sent, and unpacked."""
REDIRECTS_MOST = 5
DEADLINE = 20.0
"""Seconds that a page may take in all; the only real limit on time, since a server can send a byte now and then."""
_DIAL = 10.0
"""Seconds that one address may take to answer."""
_AGAIN = frozenset({429, 503})
"""The status of servers that want to be asked again later."""
_ATTEMPTS = 3
_PAUSE = 1.0
"""Seconds before the second attempt, where the server names none; twice as many before each further one."""
_LONGEST_WAIT = 86_400.0
_USUAL_WAIT = 60.0
"""Seconds: of a Retry-After at most, and where there is none."""
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_KINDS = {
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

Stage = Literal["asking", "reading", "waiting"]
"""Nothing came yet; the body comes; the server wants to be asked again later."""


class Progress(NamedTuple):
    """How far a page is."""

    host: str
    stage: Stage
    received: int = 0
    """Bytes of the body."""


class Fetched(NamedTuple):
    """What a server sent."""

    url: str
    """Where it was found in the end, without name, password and fragment."""
    body: bytes
    charset: str | None
    """What the server says it is, which may be anything."""


class _Answer(NamedTuple):
    """A page, or where to look for it."""

    fetched: Fetched | None
    location: str = ""


_allowed: ContextVar[frozenset[Place]] = ContextVar("allowed", default=frozenset())
"""The machines that the fetch of this task may reach though they are not public."""


class _Guard(httpcore.AsyncNetworkBackend):
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
        ip = literal(host)
        found = [ip] if ip else await resolve(host, port)
        if Place(host, port) not in _allowed.get() and not all(map(is_public, found)):
            raise RefusalError("address", host=host)
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


class Web:
    """Fetches pages.

    Args:
        proxy: `http://host:port`, which is asked for everything; none where it is empty.
        hosts: Machines that pages may come from though they are not public, as `host:port`.
        deadline: Seconds that a page may take in all.

    Raises:
        ReaderError: The proxy is none.
    """

    def __init__(self, proxy: str = "", hosts: Iterable[str] = (), deadline: float = DEADLINE) -> None:
        self._deadline = deadline
        self._hosts = frozenset(map(place, hosts))
        try:
            self._proxy = _url(proxy, "proxy") if proxy else None
        except RefusalError:
            raise ReaderError(shown(proxy), "this is no address of a proxy", "write it as http://host:port") from None
        # Connections are not kept: one that was made with a permission could serve a page that has none.
        limits = httpx.Limits(max_keepalive_connections=0)
        self._transport = httpx.AsyncHTTPTransport(verify=_trust(), trust_env=False, limits=limits, proxy=proxy or None)
        self._transport._pool._network_backend = _Guard()  # httpx has no public name for it

    async def fetch(
        self, url: str, *, typed: bool = True, told: Callable[[Progress], None] = lambda _: None
    ) -> Fetched:
        """What is at an address.

        Args:
            url: Of http or https; may hold any characters.
            typed: Whether the reader named that machine, which then may be one of the local network.
            told: Is called with the progress, often.

        Raises:
            WebError: It is not to be had.
        """
        target = None
        try:
            async with asyncio.timeout(self._deadline):
                target = _url(url, "url")
                _allowed.set(self._hosts | ({_place(target)} if typed else set()) | self._proxy_place)
                return await self._patiently(target, told)
        except Exception as error:
            host = printed_host(target.raw_host.decode("ascii")) if target else url
            raise WebError(shown(url), _refusal(error, host, self._deadline)) from None

    @property
    def _proxy_place(self) -> frozenset[Place]:
        return frozenset({_place(self._proxy)} if self._proxy else ())

    async def _patiently(self, url: httpx.URL, told: Callable[[Progress], None]) -> Fetched:
        """The page, asked for again where the server is busy for a moment."""
        for attempt in range(_ATTEMPTS):
            try:
                return await self._follow(url, told)
            except RefusalError as refusal:
                if refusal.status not in _AGAIN:
                    raise
                pause = _PAUSE * 2**attempt if refusal.wait is None else refusal.wait
                if attempt == _ATTEMPTS - 1 or pause > self._deadline / 2:
                    refusal.wait = refusal.wait or _USUAL_WAIT
                    raise
            told(Progress(url.host, "waiting"))
            await asyncio.sleep(pause)
        raise AssertionError  # the last attempt returns or raises

    async def _follow(self, url: httpx.URL, told: Callable[[Progress], None]) -> Fetched:
        """The page, or the one that it leads to."""
        for _ in range(REDIRECTS_MOST + 1):
            answer = await self._ask(url, told)
            if answer.fetched:
                return answer.fetched
            url = _next(url, answer.location)
        raise RefusalError("redirects")

    async def _ask(self, url: httpx.URL, told: Callable[[Progress], None]) -> _Answer:
        """One request."""
        ip = literal(url.host)  # a proxy makes the connection itself
        if self._proxy and ip and not is_public(ip) and _place(url) not in _allowed.get():
            raise RefusalError("address", host=url.host)
        told(Progress(url.host, "asking"))
        timeout = {"connect": _DIAL, "read": self._deadline, "write": self._deadline, "pool": self._deadline}
        request = httpx.Request("GET", url, headers=_HEADERS, extensions={"timeout": timeout})
        response = await self._transport.handle_async_request(request)
        async with aclosing(response):
            if response.status_code in _REDIRECTS:
                return _Answer(None, _location(response))
            if response.status_code != 200:
                raise RefusalError("status", response.status_code, _wait(response))
            _check_kind(response)
            body = await _body(response, partial(Progress, url.host, "reading"), told)
            return _Answer(Fetched(str(url), body, response.charset_encoding))


async def open_page(
    web: Web,
    url: str,
    encoding: str | None = None,
    *,
    typed: bool = True,
    told: Callable[[Progress], None] = lambda _: None,
) -> Document:
    """The document at an address; its id is made of where it was found in the end.

    Args:
        web: Fetches it.
        url: Its address.
        encoding: A WHATWG label; None means to find out.
        typed: As for `Web.fetch`.
        told: As for `Web.fetch`.

    Raises:
        ReaderError: It is not to be had, or no text.
    """
    from reader.sources.detached_thread import aside

    fetched = await web.fetch(url, typed=typed, told=told)
    return await aside(lambda: _document(fetched, encoding))


def _document(fetched: Fetched, encoding: str | None) -> Document:
    url = fetched.url
    try:
        return document(fetched.body, url, f"url:{url}", url=url, label=encoding, header=fetched.charset)
    except ReaderError as error:
        if fetched.body:
            raise
        raise ReaderError(error.what, "the server sent an empty page", "open it in the browser") from None


def web_of(settings: Settings) -> Web:
    """What fetches pages as the settings want it.

    Raises:
        ReaderError: As Web.
    """
    return Web(settings.proxy, settings.hosts)


def shown(url: str) -> str:
    """An address as it may be shown: without the name and the password in it."""
    return printed(re.sub(r"(?i)^(https?://)[^/?#]*@", r"\1", url))


@cache
def _trust() -> ssl.SSLContext:
    """Whose certificates are believed: those the system trusts, and Mozilla's list, where a system has none."""
    context = ssl.create_default_context(cafile=certifi.where())
    context.load_default_certs()
    return context


def _refusal(error: Exception, host: str, deadline: float) -> RefusalError:
    """Why a page is not to be had, by whatever was raised on the way."""
    refusal = error if isinstance(error, RefusalError) else None
    if isinstance(error, httpx.ConnectTimeout):
        refusal = RefusalError("timeout", seconds=f"{min(_DIAL, deadline):g}")
    elif isinstance(error, TimeoutError | httpx.TimeoutException):
        refusal = RefusalError("timeout")
    elif isinstance(error, httpx.ProxyError):
        refusal = RefusalError("proxy")
    elif isinstance(error, httpx.LocalProtocolError):
        refusal = RefusalError("url")
    elif isinstance(error, httpx.RemoteProtocolError):
        cut = "without sending complete" in str(error) or "incomplete chunked" in str(error)
        refusal = RefusalError("truncated" if cut else "protocol")
    elif isinstance(error, httpx.ReadError | httpx.WriteError | httpx.CloseError):
        refusal = RefusalError("lost")
    elif isinstance(error, httpx.ConnectError | OSError):
        refusal = connection_fault(error, host)
    refusal = refusal or RefusalError("protocol")
    limits = {"seconds": f"{deadline:g}", "wire": str(WIRE_MOST >> 20), "decoded": str(DECODED_MOST >> 20)}
    refusal.said = {"host": host, **limits, **refusal.said}
    return refusal


def _url(written: str, reason: str) -> httpx.URL:
    """An address without name, password and fragment."""
    try:
        url = httpx.URL(written.strip())
    except (httpx.InvalidURL, UnicodeError, ValueError):
        raise RefusalError(reason) from None
    if url.scheme not in ("http", "https"):
        raise RefusalError("scheme")
    if not url.raw_host or (b"%" in url.raw_host and b":" not in url.raw_host):
        raise RefusalError(reason)
    return url.copy_with(userinfo=b"", fragment=None)


def _place(url: httpx.URL) -> Place:
    return Place(url.raw_host.decode("ascii"), url.port or (443 if url.scheme == "https" else 80))


def _location(response: httpx.Response) -> str:
    """Where a redirect leads, in whatever bytes it is written."""
    raw = next((value for name, value in response.headers.raw if name.lower() == b"location"), b"")
    return raw.decode("utf-8", "replace").strip()


def _next(url: httpx.URL, location: str) -> httpx.URL:
    """The address that a redirect leads to.

    Raises:
        RefusalError: It is none, or one that must not be followed.
    """
    if not location:
        raise RefusalError("redirects")
    scheme = _SCHEME.match(location)
    if scheme and scheme[1].lower() not in ("http", "https"):
        raise RefusalError("scheme")
    try:
        target = _url(str(url.join(location)), "protocol")
    except httpx.InvalidURL:
        raise RefusalError("protocol") from None
    if url.scheme == "https" and target.scheme == "http":
        raise RefusalError("downgrade", url=str(target))
    return target


def _wait(response: httpx.Response) -> float | None:
    """Seconds after which the server wants to be asked again, at most a day."""
    said = response.headers.get("retry-after", "").strip()
    if said.isascii() and said.isdecimal():
        return min(float(said[:12]), _LONGEST_WAIT)
    from email.utils import parsedate_to_datetime

    try:
        seconds = parsedate_to_datetime(said).timestamp() - time()
    except (ValueError, OverflowError):
        return None
    return max(0.0, min(seconds, _LONGEST_WAIT))


def _check_kind(response: httpx.Response) -> None:
    """Refuse what says of itself that it is no page, before it is read."""
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if named := _KINDS.get(kind) or _KINDS.get(kind.partition("/")[0]):
        raise RefusalError("not_text", kind=named)


async def _body(response: httpx.Response, at: Callable[[int], Progress], told: Callable[[Progress], None]) -> bytes:
    """The body, unpacked; `at` makes the progress of so many bytes."""
    length = response.headers.get("content-length", "")
    if length.isdecimal() and int(length[:20]) > WIRE_MOST:
        raise RefusalError("wire_too_large")
    kind = coding(response.headers.get("content-encoding", ""))
    inflate = Inflate(kind, DECODED_MOST if kind else WIRE_MOST)
    received = 0
    async for piece in _pieces(response):
        received += len(piece)
        if received > WIRE_MOST:
            raise RefusalError("wire_too_large")
        inflate.feed(piece)
        told(at(received))
    return inflate.body()


async def _pieces(response: httpx.Response) -> AsyncIterator[bytes]:
    """The body as it comes."""
    assert isinstance(response.stream, httpx.AsyncByteStream)
    async for piece in response.stream:
        yield piece
        await asyncio.sleep(0)  # a server that is faster than we are must not keep the loop from its other work
