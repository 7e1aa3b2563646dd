"""Which machines are public, how addresses are shown, where links lead."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.clean import UNSAFE_CHARACTER
from reader.sources.detached_thread import run_in_thread
from reader.sources.files import is_web_url
from reader.sources.urls import (
    HostPort,
    format_url,
    format_url_host,
    is_public_ip,
    is_same_server,
    join_url,
    parse_host_port,
    parse_ip_literal,
    resolve_host,
)

if TYPE_CHECKING:
    import ipaddress

PRIVATE = ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
           "198.18.0.1", "192.0.0.8", "192.88.99.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1",
           "::7f00:1", "::ffff:10.0.0.1", "fe80::1", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1",
           "64:ff9b::7f00:1", "64:ff9b:1::1", "2001::1", "2001:db8::1", "2002:7f00:1::"]  # fmt: skip
PUBLIC = ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]


@pytest.mark.parametrize("address", PRIVATE)
def test_a_private_address_is_not_public(address: str) -> None:
    assert not is_public_ip(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_one(address: str) -> None:
    assert is_public_ip(address)


@given(st.ip_addresses(v=4))
def test_an_address_of_four_bytes_is_as_public_in_any_clothes(ip: ipaddress.IPv4Address) -> None:
    assert (
        is_public_ip(str(ip))
        == is_public_ip(f"::ffff:{ip}")
        == is_public_ip(f"64:ff9b::{int(ip) >> 16:x}:{int(ip) & 65535:x}")
    )
    assert parse_ip_literal(str(int(ip))) == parse_ip_literal(hex(int(ip))) == str(ip)


@pytest.mark.parametrize("host", ["127.1", "0x7f.1", "2130706433", "017700000001", "127.0.0.1."])
def test_every_spelling_of_an_address_is_seen_through(host: str) -> None:
    assert parse_ip_literal(host) == "127.0.0.1"


@pytest.mark.parametrize("host", ["localhost", "news.example", "1.2.3.4.5", "face", "例子.example"])
def test_a_name_is_no_address(host: str) -> None:
    assert parse_ip_literal(host) is None


def test_a_place_is_a_machine_and_a_port() -> None:
    assert parse_host_port("Wiki.Local:80") == HostPort("wiki.local", 80)
    assert parse_host_port("[FD00::1]:8080") == HostPort("fd00::1", 8080)
    with pytest.raises(ValueError, match="invalid literal"):
        parse_host_port("wiki.local")


# -- how they are shown


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://news.example/1?a=b#c", "https://news.example/1?a=b#c"),
        ("https://例子.中国:8080/路", "https://例子.中国:8080/路"),
        ("https://xn--fsqu00a.xn--fiqs8s/", "https://例子.中国/"),
        ("https://аррle.example/", "https://xn--le-6kc8da.example/"),
        ("https://xn--80ak6aa92e.com/", "https://xn--80ak6aa92e.com/"),
        ("https://例a.example/", "https://xn--a-kb7a.example/"),
        ("https://xn--\ud800.example/", "https://?.example/"),
        ("http://[::1]:8/x", "http://[::1]:8/x"),
        ("HTTP://me:secret@аb.example/%E2%80%AE", "HTTP://me:secret@xn--b-7sb.example/%E2%80%AE"),
        ("https://news.example/\u202e\x1b[31m", "https://news.example/\ufffd␛[31m"),
        ("file:///etc", "file:///etc"),
    ],
)
def test_a_host_that_could_be_taken_for_another_is_shown_in_ascii(url: str, shown: str) -> None:
    assert format_url(url) == shown


@given(st.text(max_size=60))
def test_whatever_is_shown_is_tame(text: str) -> None:
    for url in (text, "https://" + text, f"https://{text}.example/{text}"):
        assert UNSAFE_CHARACTER.search(format_url(url)) is None
        assert UNSAFE_CHARACTER.search(format_url_host(url)) is None
        assert all(character.isascii() or "㐀" <= character <= "鿿" or character == "\ufffd" or character == "␛"
                   or 0x2400 <= ord(character) < 0x2440 for character in format_url_host(url))  # fmt: skip


# -- where links lead


@pytest.mark.parametrize(
    ("href", "base", "url"),
    [
        ("/b?c", "https://news.example/a/1", "https://news.example/b?c"),
        ("../b", "https://news.example/a/1/2", "https://news.example/a/b"),
        ("//other.example/", "https://news.example/", "https://other.example/"),
        (" https://other.example/x \n", None, "https://other.example/x"),
        ("/b", None, ""),
        ("javascript:alert(1)", "https://news.example/", ""),
        ("file:///etc/passwd", "https://news.example/", ""),
        ("http://[", "https://news.example/", ""),
        ("", None, ""),
    ],
)
def test_a_link_leads_to_the_web_or_nowhere(href: str, base: str | None, url: str) -> None:
    assert join_url(href, base) == url
    assert not url or is_web_url(url)


@given(st.text(max_size=40), st.sampled_from([None, "https://news.example/a"]))
def test_a_link_never_leads_elsewhere(href: str, base: str | None) -> None:
    url = join_url(href, base)
    assert not url or is_web_url(url)


def test_two_addresses_of_one_machine() -> None:
    assert is_same_server("http://a.example:8/x", "http://me@A.example:8/y")
    assert not is_same_server("http://a.example:8/", "http://a.example:9/")
    assert not is_same_server("http://a.example/", "https://a.example/")
    assert not is_same_server("http://a.example/", "/home/a.html")


# -- beside the loop


async def test_what_hangs_beside_the_loop_holds_up_nobody() -> None:
    ended = threading.Event()
    task = asyncio.create_task(run_in_thread(ended.wait))
    await asyncio.sleep(0.02)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    ended.set()


async def test_an_error_beside_the_loop_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        await run_in_thread(lambda: 1 // 0)
    assert await run_in_thread(lambda: 1) == 1


async def test_a_name_that_cannot_be_is_not_found() -> None:
    with pytest.raises(OSError, match="name"):
        await resolve_host("a" * 70 + ".example", 80)
    assert await resolve_host("127.0.0.1", 80) == ["127.0.0.1"]
