"""The transport: which exception is which reason, what it sends, and that it connects to checked addresses only."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

import httpcore
import httpx
import pytest

from reader.sources.address_guard import AddressGuard, HostPort
from reader.sources.web_errors import FetchError
from reader.sources.web_transport import GuardedTransport, classify_error, create_ssl_context
from tests.web_server import TITLE, Server, serving

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def allowed(server: Server) -> AddressGuard:
    return AddressGuard([HostPort("127.0.0.1", server.port)])


async def test_a_client_of_httpx_can_use_the_transport(server: Server) -> None:
    """Nothing private of httpx or httpcore is needed, so that a later version may replace this one."""
    async with httpx.AsyncClient(transport=GuardedTransport(allowed(server)), trust_env=False) as client:
        answer = await client.get(server.url + "/gzip")
    assert TITLE in answer.text


async def test_the_transport_connects_to_no_machine_that_the_guard_refuses(server: Server) -> None:
    asked_before = len(server.asked)
    async with GuardedTransport(AddressGuard()) as transport:
        for host in ("127.0.0.1", "2130706433", "localhost"):
            with pytest.raises(FetchError, match="address"):
                await transport.handle_async_request(httpx.Request("GET", f"http://{host}:{server.port}/good"))
    assert len(server.asked) == asked_before


async def test_the_proxy_gets_its_login_and_the_server_none(server: Server) -> None:
    server.table["http://news.example/page"] = server.table["/good"]
    proxy = httpx.URL(f"http://me:s%C3%A9cret@127.0.0.1:{server.port}")
    async with GuardedTransport(allowed(server), proxy) as transport:
        answer = await transport.handle_async_request(httpx.Request("GET", "http://news.example/page"))
        await answer.aread()
        await answer.aclose()
    headers = {name.lower(): value for name, value in server.asked[-1].headers.items()}
    assert headers["proxy-authorization"].startswith("Basic ")
    assert "authorization" not in headers


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (FetchError("downgrade"), "downgrade"),
        (TimeoutError(), "timeout"),
        (httpcore.ReadTimeout(), "timeout"),
        (httpcore.ProxyError(), "proxy"),
        (httpcore.LocalProtocolError(), "request"),
        (UnicodeEncodeError("latin-1", "中", 0, 1, ""), "request"),
        (httpcore.ReadError(), "lost"),
        (httpcore.WriteError(), "lost"),
        (httpcore.RemoteProtocolError("peer closed connection without sending complete message body"), "truncated"),
        (httpcore.RemoteProtocolError("illegal status line"), "protocol"),
        (httpcore.ConnectError(), "connect"),
        (OSError(), "connect"),
        (UnicodeError(), "protocol"),
    ],
)
def test_every_exception_on_the_way_has_a_reason(error: Exception, reason: str) -> None:
    assert classify_error(error, "news.example", 10).reason == reason


def test_a_connection_that_takes_too_long_names_its_own_limit() -> None:
    assert classify_error(httpcore.ConnectTimeout(), "news.example", 2.5).values == {"seconds": "2.5"}


def test_certificates_are_always_checked() -> None:
    context = create_ssl_context()
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)
    assert context.get_ca_certs()
