"""A small server on 127.0.0.1 that answers badly on purpose. Nothing it sends is endless: it stops when it is told."""

from __future__ import annotations

import gzip
import threading
import zlib
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MIB = 1 << 20
TITLE = "渡口的鐘又響了"
BODY = "停擺了二十年的渡口大鐘昨天重新敲響，修鐘的師傅守了三個月，街坊說聲音同從前一樣。"
_MOST = 64 * MIB
_LONGEST = 20.0
_TICK = 0.02


def page(body: str = "", head: str = "") -> bytes:
    """A page with an article."""
    story = f"<h1>{TITLE}</h1><p>{BODY}</p><p>{BODY}</p>{body}"
    return f"<!doctype html><html><head>{head}<title>{TITLE}</title></head><body><article>{story}</article>".encode()


def zeros(size: int) -> bytes:
    """So many MiB of zeros as one gzip stream, packed piece by piece."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join([*(packer.compress(bytes(MIB)) for _ in range(size)), packer.flush()])


class Asked(NamedTuple):
    """A request that came."""

    path: str
    headers: dict[str, str]


class Exchange:
    """One request, and what is sent for it."""

    def __init__(self, handler: BaseHTTPRequestHandler, server: Server) -> None:
        self._handler = handler
        self._server = server
        self.sent = 0

    @property
    def count(self) -> int:
        """How many requests came for this path, this one included."""
        return sum(asked.path == self._handler.path for asked in self._server.asked)

    def raw(self, data: bytes) -> bool:
        """Send bytes; whether the other side still takes them."""
        try:
            self._handler.wfile.write(data)
        except OSError:
            return False
        self.sent += len(data)
        return not self._server.ended.is_set()

    def say(self, data: bytes) -> Exchange:
        """The same, where more follows."""
        self.raw(data)
        return self

    def answer(self, body: bytes = b"", status: int = 200, **headers: str) -> Exchange:
        """A whole answer; names of headers have _ for -."""
        told = {"Content_Type": "text/html; charset=utf-8", "Content_Length": str(len(body)), **headers}
        lines = [f"{name.replace('_', '-')}: {value}" for name, value in told.items() if value]
        head = "\r\n".join([f"HTTP/1.1 {status} \x1b]0;x\x07", *lines, "Connection: close", "", ""])
        return self.say(head.encode("utf-8") + body)

    def drip(self, data: bytes, pause: float = _TICK) -> None:
        """The same bytes now and then, until nobody wants them."""
        for _ in range(int(_LONGEST / pause)):
            if not self.raw(data) or self._server.ended.wait(pause):
                return

    def flood(self, data: bytes) -> None:
        """The same bytes as fast as they go, until nobody wants them."""
        while self.sent < _MOST and self.raw(data):
            pass


class Server:
    """Answers by a table of paths, which a test may change.

    Attributes:
        asked: The requests, in the order they came.
    """

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.ended = threading.Event()
        self.sent: dict[str, int] = {}
        """Bytes that went out, by paths."""
        self.table: dict[str, Callable[[Exchange], object]] = dict(_table())
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.answer(self)

            def log_message(self, *_: object) -> None:
                """Nothing."""

        class Quiet(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request: object, client_address: object) -> None:
                """Whoever hung up has hung up."""

        self._server = Quiet(("127.0.0.1", 0), Handler)
        self.port: int = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._server.serve_forever, args=(_TICK,), daemon=True).start()

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """What the table has for the path."""
        self.asked.append(Asked(handler.path, dict(handler.headers.items())))
        exchange = Exchange(handler, self)
        handler.close_connection = True
        self.table.get(handler.path.partition("?")[0], _missing)(exchange)
        self.sent[handler.path] = exchange.sent

    def stop(self) -> None:
        """End it, and whatever it is sending."""
        self.ended.set()
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def serving() -> Iterator[Server]:
    """A server, as long as it is needed."""
    server = Server()
    try:
        yield server
    finally:
        server.stop()


def _missing(exchange: Exchange) -> object:
    return exchange.answer(b"?", 404)


def _to(location: str, status: int = 302) -> Callable[[Exchange], object]:
    return lambda each: each.answer(status=status, Location=location)


def _table() -> Iterator[tuple[str, Callable[[Exchange], object]]]:
    """What is answered, by paths."""
    big5 = f"<html><title>{TITLE}</title><h1>{TITLE}</h1><p>佢啲嘢，{BODY}</p><p>{BODY}</p>".encode("big5hkscs")
    yield "/good", lambda each: each.answer(page())
    yield "/%E5%A5%BD", lambda each: each.answer(page())
    yield "/charset", lambda each: each.answer(big5, Content_Type="text/html; charset=rot13")
    yield "/cookie", lambda each: each.answer(page(), Set_Cookie="a=b")
    yield "/empty", lambda each: each.answer()
    yield "/comment", lambda each: each.answer(b"<!-- x -->")
    yield "/menu", lambda each: each.answer(b"<html><ul>" + "<li><a href=/x>港聞</a>".encode() * 9)
    yield "/login", lambda each: each.answer("<html><form>帳號<input><input type=Password></form>".encode())
    # packed
    yield "/gzip", lambda each: each.answer(gzip.compress(page()), Content_Encoding="gzip")
    yield "/deflate", lambda each: each.answer(zlib.compress(page()), Content_Encoding="deflate")
    yield "/deflate/raw", lambda each: each.answer(zlib.compress(page())[2:-4], Content_Encoding="deflate")
    yield "/gzip/cut", lambda each: each.answer(gzip.compress(page())[:-9], Content_Encoding="gzip")
    yield "/gzip/lie", lambda each: each.answer(page(), Content_Encoding="gzip")
    yield "/gzip/twice", lambda each: each.answer(gzip.compress(page()), Content_Encoding="gzip, gzip")
    yield "/gzip/bomb", lambda each: each.answer(zeros(48), Content_Encoding="gzip")
    yield "/gzip/large", lambda each: each.answer(gzip.compress(bytes(6 * MIB), 0), Content_Encoding="gzip",
                                                  Content_Length="")  # fmt: skip
    yield "/brotli", lambda each: each.answer(b"x", Content_Encoding="br")
    # slow, endless
    yield "/slow/first", lambda each: each.drip(b"")
    yield "/slow/head", lambda each: each.say(b"HTTP/1.1 200 OK\r\n").drip(b"X: y\r\n")
    yield "/slow/body", lambda each: each.answer(Content_Length="99999").drip(b"x")
    yield "/slow/redirect", lambda each: each.answer(status=302, Location="/good", Content_Length="999").drip(b"x")
    yield "/endless/body", lambda each: each.answer(Content_Length="").flood(bytes(MIB))
    yield "/endless/said", lambda each: each.answer(Content_Length=str(_MOST)).flood(bytes(MIB))
    piece = b"%x\r\n" % MIB + bytes(MIB) + b"\r\n"
    yield "/endless/chunks", lambda each: each.answer(Content_Length="", Transfer_Encoding="chunked").flood(piece)
    yield "/endless/head", lambda each: each.say(b"HTTP/1.1 200 OK\r\nX: ").flood(b"a" * MIB)
    # redirects
    for status in (301, 302, 303, 307, 308):
        yield f"/to/good/{status}", _to("/good", status)
    yield "/to/chinese", _to("/好")
    yield "/to/itself", _to("/to/itself")
    yield "/to/nothing", lambda each: each.answer(status=302)
    yield "/to/file", _to("file:///etc/passwd")
    yield "/to/script", _to("javascript:alert(1)")
    yield "/to/data", _to("data:text/html,x")
    yield "/to/garbage", _to("http://[")
    yield "/to/port", _to("http://127.0.0.1:9/")
    yield "/to/metadata", _to("http://169.254.169.254/latest")
    for n in range(7):
        yield f"/to/chain/{n}", _to(f"/to/chain/{n - 1}" if n else "/good")
    big = str(_MOST)
    yield "/to/big", lambda each: each.answer(status=302, Location="/good", Content_Length=big).flood(bytes(MIB))
    # broken
    yield "/cut", lambda each: each.answer(page(), Content_Length="99999")
    yield "/cut/chunk", lambda each: each.answer(Content_Length="", Transfer_Encoding="chunked").say(b"ffff\r\nabc")
    yield "/no/status", lambda each: each.raw(page())
    yield "/no/answer", lambda each: None
    yield (
        "/two/lengths",
        lambda each: each.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx"),
    )
    # refused
    for status in (304, 401, 403, 404, 410, 451, 500, 503):
        yield f"/status/{status}", partial(Exchange.answer, body=b"\x1b[31mno", status=status)
    yield "/status/429", lambda each: each.answer(b"", 429, Retry_After="1000000000")
    yield "/busy", lambda each: each.answer(page(), 200 if each.count > 1 else 503, Retry_After="0")
    # no pages
    yield "/png", lambda each: each.answer(b"\x89PNG\r\n\x1a\n" + bytes(range(256)), Content_Type="text/html")
    yield "/picture", lambda each: each.answer(b"x", Content_Type="image/png")
    yield "/pdf", lambda each: each.answer(b"%PDF-1.7 ...", Content_Type="application/octet-stream")
    yield "/pdf/said", lambda each: each.answer(b"x", Content_Type="application/pdf; x=y")
    yield "/noise", lambda each: each.answer(bytes(range(256)) * 40, Content_Type="text/html; charset=gbk")
