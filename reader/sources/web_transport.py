"""The HTTP transport of httpx over httpcore's pool, with connections to checked addresses only.

httpx's own transport has no public way to replace how connections are made; httpcore's pool has one.
"""

from __future__ import annotations

import ssl
from functools import cache
from typing import TYPE_CHECKING

import certifi

from reader.sources.address_guard import HostPort
from reader.sources.http_packages import httpcore, httpx
from reader.sources.web_errors import FetchError, classify_connection_error

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    from reader.sources.address_guard import AddressGuard

_BODY_CUT_MESSAGES = ("without sending complete", "incomplete chunked")
"""Parts of h11's messages for a body that ended too early."""
_ERROR_REASONS: tuple[tuple[type[Exception], str], ...] = (
    (TimeoutError, "timeout"),
    (httpcore.TimeoutException, "timeout"),
    (httpcore.ProxyError, "proxy"),
    (httpcore.LocalProtocolError, "request"),
    (UnicodeEncodeError, "request"),
    (httpcore.ReadError, "lost"),
    (httpcore.WriteError, "lost"),
)
"""The reasons of web_errors.tsv by exceptions; the first that matches counts."""


class _GuardedBackend(httpcore.AsyncNetworkBackend):
    """Makes TCP connections to addresses that the guard has checked, without looking up the name again."""

    def __init__(self, guard: AddressGuard) -> None:
        self._guard = guard
        self._backend = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Return a connection to the first address of the host that answers.

        Args:
            host: A name or an IP address, as in the URL.
            port: The port.
            timeout: Seconds for each address; None for no limit.
            local_address: The address to connect from; None for any.
            socket_options: The options of the socket.

        Raises:
            FetchError: The host is not public.
        """
        error: Exception = OSError("no address")
        for address in await self._guard.resolve(HostPort(host, port)):
            try:
                return await self._backend.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as problem:
                error = problem
        raise error

    async def sleep(self, seconds: float) -> None:
        """Wait, as the backend of asyncio does."""
        await self._backend.sleep(seconds)


class _BodyStream(httpx.AsyncByteStream):
    """The body of a response as it is sent: compressed, in the pieces in which it arrives."""

    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._response.aiter_stream():
            yield piece

    async def aclose(self) -> None:
        """Close the connection, even if the body was not read."""
        await self._response.aclose()


class GuardedTransport(httpx.AsyncBaseTransport):
    """Sends requests to public machines, and to those that are allowed; raises httpcore's exceptions.

    A transport serves pages that the same machines are allowed for, so that no connection outlasts the permissions it
    was made with.

    Args:
        guard: Decides which machines may be connected to. A proxy connects by itself, so that the machines behind it
            are not checked here.
        proxy: The proxy that every request is sent to, with its user name and password; None for none.

    Attributes:
        guard: As given.
        has_answered: Whether there was any answer.
    """

    def __init__(self, guard: AddressGuard, proxy: httpx.URL | None = None) -> None:
        self.guard = guard
        self.has_answered = False
        self._proxy = proxy
        self._pools: dict[str, httpcore.AsyncConnectionPool] = {}

    def _get_pool(self, scheme: str) -> httpcore.AsyncConnectionPool:
        """The connections for a scheme, made when it is first used: not all need the list of certificates."""
        if scheme not in self._pools:
            needs_context = scheme == "https" or (self._proxy is not None and self._proxy.scheme == "https")
            context = create_ssl_context() if needs_context else None
            self._pools[scheme] = httpcore.AsyncConnectionPool(
                ssl_context=context,
                proxy=None if self._proxy is None else _make_proxy(self._proxy, context),
                network_backend=_GuardedBackend(self.guard),
            )
        return self._pools[scheme]

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; the response has its status and headers, its body is still to be read.

        Raises:
            FetchError: The machine is not public.
            httpcore.TimeoutException: A timeout of the request's extensions is over.
            httpcore.NetworkError: There is no connection, or it ended.
            httpcore.ProtocolError: The request or the response is not HTTP.
        """
        assert isinstance(request.stream, httpx.AsyncByteStream)
        response = await self._get_pool(request.url.scheme).handle_async_request(
            httpcore.Request(
                method=request.method,
                url=_make_core_url(request.url),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        self.has_answered = True
        return httpx.Response(
            response.status, headers=response.headers, stream=_BodyStream(response), extensions=response.extensions
        )

    async def aclose(self) -> None:
        """Close all connections."""
        for pool in self._pools.values():
            await pool.aclose()


def is_connection_lost(error: Exception) -> bool:
    """Whether a connection ended before there was an answer, as one that was kept open does when its server closes it.

    Args:
        error: Whatever was raised.
    """
    return isinstance(error, httpcore.ReadError | httpcore.WriteError | httpcore.RemoteProtocolError)


def classify_error(error: Exception, host: str, connect_timeout: float) -> FetchError:
    """Why a page cannot be fetched, by whatever was raised on the way.

    Args:
        error: A FetchError, which is given back, or any other exception.
        host: The name of the machine, as it may be shown.
        connect_timeout: Seconds that a connection was given.
    """
    if isinstance(error, FetchError):
        return error
    if isinstance(error, httpcore.ConnectTimeout):
        return FetchError("timeout", seconds=f"{connect_timeout:g}")
    for kind, reason in _ERROR_REASONS:
        if isinstance(error, kind):
            return FetchError(reason)
    if isinstance(error, httpcore.RemoteProtocolError):
        return FetchError("truncated" if any(text in str(error) for text in _BODY_CUT_MESSAGES) else "protocol")
    if isinstance(error, httpcore.ConnectError | OSError):
        return classify_connection_error(error, host)
    return FetchError("protocol")


@cache
def create_ssl_context() -> ssl.SSLContext:
    """The certificates that are trusted: those that the system trusts, and Mozilla's list, where a system has none."""
    # Not ssl.create_default_context(), which writes the keys of all connections to the file that SSLKEYLOGFILE names.
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # checks certificates and host names
    context.load_verify_locations(certifi.where())
    context.load_default_certs()
    return context


def _make_proxy(url: httpx.URL, context: ssl.SSLContext | None) -> httpcore.Proxy:
    return httpcore.Proxy(
        _make_core_url(url),
        auth=(url.username.encode(), url.password.encode()) if url.username or url.password else None,
        ssl_context=context if url.scheme == "https" else None,
    )


def _make_core_url(url: httpx.URL) -> httpcore.URL:
    return httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
