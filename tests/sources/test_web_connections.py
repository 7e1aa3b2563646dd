"""Connections that are kept open from page to page, with a real server that counts them."""

from __future__ import annotations

import socketserver
import threading
from typing import TYPE_CHECKING

import pytest

from reader.sources.web import WebFetcher
from reader.sources.web_errors import WebError

if TYPE_CHECKING:
    from collections.abc import Iterator


class KeepingServer(socketserver.ThreadingTCPServer):
    """Answers requests one after the other over one connection.

    Attributes:
        connection_count: Connections that came.
        request_count: Requests that came.
        requests_per_connection: Answers after which a connection is closed, although they say nothing of it.
    """

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.connection_count = self.request_count = 0
        self.requests_per_connection = 1_000

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"


class _Handler(socketserver.StreamRequestHandler):
    server: KeepingServer

    def handle(self) -> None:
        self.server.connection_count += 1
        for _ in range(self.server.requests_per_connection):
            lines = list(iter(lambda: self.rfile.readline().strip(), b""))
            if not lines:
                return
            self.server.request_count += 1
            if any(line.lower().startswith(b"if-none-match") for line in lines):
                self.wfile.write(b"HTTP/1.1 304 Same\r\nContent-Length: 99999999\r\nContent-Encoding: br\r\n\r\n")
            else:
                self.wfile.write(b"HTTP/1.1 200 Good\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\ntext")
            if any(line.lower() == b"connection: close" for line in lines):
                return


@pytest.fixture
def server() -> Iterator[KeepingServer]:
    with KeepingServer() as running:
        threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True).start()
        yield running
        running.shutdown()


async def test_a_connection_is_kept_for_the_pages_of_a_named_host(server: KeepingServer) -> None:
    fetcher = WebFetcher()
    async with fetcher.keep_connections([server.host]):
        for number in range(4):
            assert (await fetcher.fetch(f"http://{server.host}/{number}")).body == b"text"
        unchanged = await fetcher.fetch(f"http://{server.host}/", headers={"If-None-Match": '"a"'})
        assert unchanged.is_unchanged
        assert (await fetcher.fetch(f"http://{server.host}/")).body == b"text"
    assert (server.connection_count, server.request_count) == (1, 6)
    await fetcher.fetch(f"http://{server.host}/")
    assert server.connection_count == 2


async def test_a_connection_of_another_host_is_not_kept(server: KeepingServer) -> None:
    fetcher = WebFetcher()
    async with fetcher.keep_connections(["paper.example"]):
        for number in range(3):
            await fetcher.fetch(f"http://{server.host}/{number}")
    assert server.connection_count == 3


async def test_a_kept_connection_that_the_server_closes_is_replaced(server: KeepingServer) -> None:
    server.requests_per_connection = 1
    fetcher = WebFetcher()
    async with fetcher.keep_connections([server.host]):
        for number in range(20):
            assert (await fetcher.fetch(f"http://{server.host}/{number}")).body == b"text"
    assert server.request_count == 20


async def test_a_kept_connection_is_not_used_where_private_hosts_are_not_allowed(server: KeepingServer) -> None:
    fetcher = WebFetcher()
    async with fetcher.keep_connections([server.host]):
        await fetcher.fetch(f"http://{server.host}/")
        with pytest.raises(WebError) as caught:
            await fetcher.fetch(f"http://{server.host}/", allow_private_host=False)
    assert caught.value.reason == "address"
    assert server.request_count == 1
