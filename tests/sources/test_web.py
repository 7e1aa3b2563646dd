"""Fetching from a real server that answers badly: a page comes whole or not at all, in time, and says why."""

from __future__ import annotations

import asyncio
import json
import resource
import socket
import ssl
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import ReaderError
from reader.model.clean import UNSAFE_CHARACTER
from reader.sources.address_guard import is_public_ip
from reader.sources.web import FetchedPage, FetchProgress, WebFetcher, fetch_web_document, resolve_redirect
from reader.sources.web_errors import FetchError, WebError
from reader.structure import read_article
from tests.web_server import BODY, MIB, TITLE, Server, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

SHARED = Path(__file__).parents[3] / "shared"
BRIEF = 0.4
"""Seconds that the tests give a page that never comes."""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


async def fetch(url: str, deadline: float = 8.0, **options: Any) -> FetchedPage:
    return await WebFetcher(deadline=deadline).fetch(url, **options)


async def refusal(url: str, deadline: float = 8.0, **options: Any) -> WebError:
    with pytest.raises(WebError) as caught:
        await fetch(url, deadline, **options)
    assert UNSAFE_CHARACTER.search(str(caught.value)) is None
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize(
    "path",
    ["/good", "/好", "/cookie", "/gzip", "/deflate", "/deflate/raw", "/to/chinese", "/to/chain/4", "/slow/redirect",
     *(f"/to/good/{status}" for status in (301, 302, 303, 307, 308))],
)  # fmt: skip
async def test_a_page_is_fetched_whole_through_redirects_and_codings(server: Server, path: str) -> None:
    fetched = await fetch(server.url + path)
    assert TITLE in fetched.body.decode()
    assert fetched.body.endswith(b"</article>")
    assert fetched.charset == "utf-8"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/gzip/cut", "truncated"),
        ("/gzip/lie", "coding"),
        ("/gzip/twice", "coding"),
        ("/gzip/bomb", "decoded_too_large"),
        ("/gzip/large", "wire_too_large"),
        ("/brotli", "coding"),
        ("/endless/body", "wire_too_large"),
        ("/endless/said", "wire_too_large"),
        ("/endless/chunks", "wire_too_large"),
        ("/endless/head", "protocol"),
        ("/to/itself", "redirects"),
        ("/to/chain/5", "redirects"),
        ("/to/nothing", "redirects"),
        ("/to/file", "scheme"),
        ("/to/script", "scheme"),
        ("/to/data", "scheme"),
        ("/to/garbage", "protocol"),
        ("/to/port", "address"),
        ("/to/metadata", "address"),
        ("/cut", "truncated"),
        ("/cut/chunk", "truncated"),
        ("/no/status", "protocol"),
        ("/no/answer", "protocol"),
        ("/two/lengths", "protocol"),
        ("/picture", "not_text"),
        ("/pdf/said", "not_text"),
    ],
)
async def test_a_bad_response_is_an_error_with_its_reason(server: Server, path: str, reason: str) -> None:
    assert (await refusal(server.url + path)).reason == reason


@pytest.mark.parametrize("path", ["/slow/first", "/slow/head", "/slow/body"])
async def test_a_slow_response_ends_at_the_deadline(server: Server, path: str) -> None:
    error = await refusal(server.url + path, BRIEF)
    assert error.reason == "timeout"
    assert f"{BRIEF:g} seconds" in str(error)


@pytest.mark.parametrize("status", [304, 401, 403, 404, 410, 451, 500, 503, 429])
async def test_the_error_of_a_status_has_a_sentence_of_our_own(server: Server, status: int) -> None:
    error = await refusal(f"{server.url}/status/{status}", BRIEF)
    assert (error.reason, error.http_status) == ("status", status)
    assert "no" not in error.why.split()[:1]
    assert (error.retry_after is not None) == (status in (429, 503))


async def test_a_busy_server_is_asked_again(server: Server) -> None:
    said: list[FetchProgress] = []
    assert TITLE in (await fetch(server.url + "/busy", on_progress=said.append)).body.decode()
    assert [each.stage for each in said[:3]] == ["asking", "waiting", "asking"]


async def test_a_long_retry_after_is_named_and_not_waited_for(server: Server) -> None:
    error = await refusal(server.url + "/status/429")
    assert error.retry_after == 86_400
    assert "24 hours" in str(error)
    assert [asked.path for asked in server.asked].count("/status/429") <= 2


async def test_the_body_of_a_redirect_is_not_read(server: Server) -> None:
    await fetch(server.url + "/to/big")
    for _ in range(100):
        if "/to/big" in server.sent:
            break
        await asyncio.sleep(0.02)
    assert server.sent["/to/big"] < 8 * MIB


async def test_a_body_that_says_it_is_too_large_is_not_read(server: Server) -> None:
    said: list[FetchProgress] = []
    await refusal(server.url + "/endless/said", on_progress=said.append)
    assert {each.stage for each in said} == {"asking"}


@pytest.mark.parametrize(
    ("location", "reason"),
    [("http://b.example/", "downgrade"), ("//b.example/", ""), ("/x", ""), ("HTTP://a.example/", "downgrade"),
     ("file:///x", "scheme"), (" javascript:x", "scheme"), ("", "redirects"), ("http://[", "protocol")],
)  # fmt: skip
def test_a_redirect_never_leads_from_https_to_http(location: str, reason: str) -> None:
    if not reason:
        assert resolve_redirect(httpx.URL("https://a.example/"), location).scheme == "https"
        return
    with pytest.raises(FetchError, match=reason):
        resolve_redirect(httpx.URL("https://a.example/"), location)


async def test_no_cookie_login_or_referrer_is_sent(
    server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login me password secret")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    web = WebFetcher()
    for path in ("/cookie", "/good"):
        fetched = await web.fetch(server.url.replace("//", "//me:secret@") + path + "#part")
        assert fetched.url == server.url + path
    headers = {name.lower(): value for name, value in server.asked[-1].headers.items()}
    assert not {"cookie", "authorization", "referer"} & set(headers)
    assert headers["user-agent"].startswith("dubao/")
    assert headers["accept-encoding"] == "gzip, deflate"


async def test_no_error_shows_a_password() -> None:
    assert "secret" not in str(await refusal("http://me:secret@127.0.0.1:9/"))


async def test_progress_counts_the_bytes(server: Server) -> None:
    said: list[FetchProgress] = []
    fetched = await fetch(server.url + "/good", on_progress=said.append)
    assert said[0] == FetchProgress("127.0.0.1", "asking")
    assert said[-1] == FetchProgress("127.0.0.1", "reading", len(fetched.body))


@pytest.mark.parametrize("path", ["/slow/first", "/slow/head", "/slow/body"])
async def test_a_fetch_can_be_stopped(server: Server, path: str) -> None:
    """At once, and not at its deadline."""
    task = asyncio.create_task(fetch(server.url + path, 600))
    await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(task, 60)


async def test_a_decompression_bomb_takes_little_memory(server: Server) -> None:
    server.table["/bomb/again"] = server.table["/gzip/bomb"]
    await refusal(server.url + "/gzip/bomb")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    await refusal(server.url + "/bomb/again")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


@pytest.mark.parametrize(
    "url", ["http://", "http:///x", "http://[", "https://\0", "http://a b/", "http://" + "a" * 300]
)
async def test_a_text_that_is_no_url_is_an_error(url: str) -> None:
    assert (await refusal(url)).reason in ("url", "name", "offline")


@given(st.text(max_size=40))
def test_any_text_as_a_url_is_an_error_with_a_sentence(text: str) -> None:
    """No connection is made: the host is of a top-level domain that nobody has (RFC 2606)."""

    async def run() -> None:
        with pytest.raises(ReaderError):
            await WebFetcher(deadline=2).fetch(f"http://[{text}", allow_private_host=False)

    asyncio.run(run())


# -- machines that are not public


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[list[str]]]:
    """What a name server answers, one answer after the other; the last one for ever."""
    answers: dict[str, list[list[str]]] = {}

    def look_up(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        if host not in answers:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        found = answers[host].pop(0) if len(answers[host]) > 1 else answers[host][0]
        return [(0, 0, 0, "", (address, port)) for address in found]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return answers


async def test_a_private_host_is_fetched_only_where_it_is_allowed(server: Server) -> None:
    assert (await refusal(server.url + "/good", allow_private_host=False)).reason == "address"
    assert (
        await WebFetcher(hosts=[f"127.0.0.1:{server.port}"]).fetch(server.url + "/good", allow_private_host=False)
    ).body
    with pytest.raises(WebError):
        await WebFetcher(hosts=["127.0.0.1:1"]).fetch(server.url + "/good", allow_private_host=False)


async def test_a_permission_for_one_host_allows_no_other(server: Server, names: dict[str, list[list[str]]]) -> None:
    names["other.example"] = names["typed.example"] = [["127.0.0.1"]]
    server.table["/to/name"] = lambda each: each.answer(status=302, Location=f"http://other.example:{server.port}/good")
    assert (await fetch(f"http://typed.example:{server.port}/good")).body
    assert (await refusal(f"http://typed.example:{server.port}/to/name")).reason == "address"


@pytest.mark.parametrize("found", [["127.0.0.1"], ["93.184.216.34", "10.0.0.1"], ["::1"], ["fe80::1%eth0"]])
async def test_every_address_of_a_name_must_be_public(found: list[str], names: dict[str, list[list[str]]]) -> None:
    names["news.example"] = [found]
    assert (await refusal("http://news.example/", allow_private_host=False)).reason == "address"


async def test_only_the_checked_address_is_connected_to(
    names: dict[str, list[list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that has another address a moment later gains nothing."""
    dialled: list[str] = []

    async def dial(_: object, host: str, *__: object) -> None:
        dialled.append(host)
        raise OSError

    monkeypatch.setattr("httpcore.AnyIOBackend.connect_tcp", dial)
    names["news.example"] = [["93.184.216.34"], ["127.0.0.1"]]
    await refusal("http://news.example/", allow_private_host=False)
    assert dialled == ["93.184.216.34"]
    assert (await refusal("http://news.example/", allow_private_host=False)).reason == "address"
    assert dialled == ["93.184.216.34"]


async def test_only_the_proxy_of_the_settings_is_used(server: Server) -> None:
    web = WebFetcher(proxy=server.url)
    server.table["http://news.example/1"] = server.table["/good"]
    assert TITLE in (await web.fetch("http://news.example/1", allow_private_host=False)).body.decode()
    with pytest.raises(WebError) as caught:
        await web.fetch("http://169.254.169.254/", allow_private_host=False)
    assert caught.value.reason == "address"
    with pytest.raises(ReaderError, match="no address of a proxy"):
        WebFetcher(proxy="socks5://127.0.0.1")


# -- connections that fail


async def test_an_unknown_host_name_is_an_error_with_the_name(names: dict[str, list[list[str]]]) -> None:
    error = await refusal("http://nobody.example/")
    assert (error.reason, "nobody.example" in str(error)) == ("name", True)


async def test_a_closed_port_is_a_connection_error() -> None:
    assert (await refusal("http://127.0.0.1:9/")).reason == "connect"


async def test_a_server_without_tls_is_a_tls_error(server: Server) -> None:
    assert (await refusal(f"https://127.0.0.1:{server.port}/")).reason == "tls"


@pytest.fixture(scope="module")
def secure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a server whose certificate nobody knows."""
    folder = tmp_path_factory.mktemp("tls")
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "key",
         "-out", "certificate", "-days", "2", "-subj", "/CN=localhost"],
        cwd=folder, capture_output=True, check=False,
    )  # fmt: skip
    if made.returncode:
        pytest.skip("openssl makes no certificate here")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "certificate", folder / "key")
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            try:
                context.wrap_socket(connection, server_side=True).close()
            except OSError:
                connection.close()

    threading.Thread(target=serve, daemon=True).start()
    yield listening.getsockname()[1]
    listening.close()


async def test_a_self_signed_certificate_is_an_error(secure: int) -> None:
    error = await refusal(f"https://127.0.0.1:{secure}/")
    assert error.reason == "certificate"
    assert "signed by itself" in str(error)


# -- documents


async def open_(server: Server, path: str, encoding: str | None = None) -> Any:
    return await fetch_web_document(WebFetcher(deadline=8), server.url + path, encoding)


async def test_a_document_has_the_url_it_was_found_at_in_the_end(server: Server) -> None:
    document = await open_(server, "/to/chain/1#part")
    assert document.origin.url == server.url + "/good"
    assert document.origin.path is None
    assert document.origin.id == (await open_(server, "/good")).origin.id


async def test_the_encoding_is_detected_when_the_server_names_none_that_is_known(server: Server) -> None:
    document = await open_(server, "/charset")
    assert (document.origin.encoding, document.encoding_reason) == ("big5", "looks")
    assert "佢啲嘢" in document.text
    with pytest.raises(ReaderError, match="not UTF-8"):
        await open_(server, "/charset", "utf-8")


@pytest.mark.parametrize(
    ("path", "why"),
    [("/png", "PNG picture"), ("/pdf", "PDF file"), ("/noise", "binary file"), ("/empty", "empty page")],
)
async def test_a_body_that_is_no_text_is_an_error(server: Server, path: str, why: str) -> None:
    with pytest.raises(ReaderError, match=why):
        await open_(server, path)


@pytest.mark.parametrize(
    ("path", "why"), [("/comment", "no text"), ("/menu", "no article"), ("/login", "a name and a password")]
)
async def test_a_page_without_an_article_is_an_error_with_its_reason(server: Server, path: str, why: str) -> None:
    document = await open_(server, path)
    with pytest.raises(ReaderError, match=why):
        read_article(document.text, document.origin)


async def test_a_page_becomes_an_article(server: Server) -> None:
    document = await open_(server, "/good")
    assert [block.text for block in read_article(document.text, document.origin).blocks] == [TITLE, BODY, BODY]


# -- the acceptance data


@pytest.mark.skipif(not (SHARED / "hostile").is_dir(), reason="the shared hostile data is not here")
def test_no_spelling_of_a_private_address_is_connected_to() -> None:
    data = json.loads((SHARED / "hostile" / "addresses.json").read_text("utf-8"))

    async def run() -> None:
        web = WebFetcher(deadline=2)
        for host in data["private"]:
            with pytest.raises(WebError) as caught:
                await web.fetch(f"http://{host}:9/", allow_private_host=False)
            assert caught.value.reason in ("address", "url", "name", "offline"), host
        for host in data["public"]:
            assert is_public_ip(host.strip("[]"))

    asyncio.run(run())


@pytest.mark.skipif(not (SHARED / "tools").is_dir(), reason="the shared hostile server is not here")
def test_the_shared_hostile_server_is_answered_as_it_expects() -> None:
    command = [sys.executable, str(SHARED / "tools" / "hostile_server.py"), "--seconds", "60"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        base = json.loads(process.stdout.readline())["url"]
        try:
            assert asyncio.run(_answered(base)) == []
        finally:
            process.terminate()


async def _answered(base: str) -> list[str]:
    """The paths that came out otherwise than they should: feeds are read elsewhere."""
    web = WebFetcher(deadline=3)
    index = json.loads((await web.fetch(base + "/index.json")).body)["paths"]

    async def wrong(row: dict[str, Any]) -> str | None:
        try:
            document = await fetch_web_document(web, base + row["path"])
            if row["expect"] == "error":  # the parser finds it out
                read_article(document.text, document.origin)
        except ReaderError as error:
            reasons = row.get("reason", "").split("|")
            good = "error" in row["expect"] and getattr(error, "reason", "not_text") in reasons
        else:
            good = "text" in row["expect"] and row.get("contains", "") in document.text
            good = good and not any(text in document.text for text in row.get("lacks", []))
        return None if good else row["path"]

    rows = [row for row in index if not row["path"].startswith(("/parse/feed", "/bomb/zstd"))]
    few = asyncio.Semaphore(12)

    async def in_turn(row: dict[str, Any]) -> str | None:
        async with few:
            return await wrong(row)

    return [path for path in await asyncio.gather(*map(in_turn, rows)) if path]
