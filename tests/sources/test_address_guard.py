"""Which IP addresses are public, and which machines the guard lets through."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.sources.address_guard import (
    AddressGuard,
    HostPort,
    is_public_ip,
    parse_host_port,
    parse_ip_literal,
    resolve_host,
)
from reader.sources.web_errors import FetchError

if TYPE_CHECKING:
    import ipaddress

PRIVATE = ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
           "198.18.0.1", "192.0.0.8", "192.88.99.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1",
           "::7f00:1", "::ffff:10.0.0.1", "fe80::1", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1",
           "64:ff9b::7f00:1", "64:ff9b:1::1", "2001::1", "2001:db8::1", "2002:7f00:1::"]  # fmt: skip
PUBLIC = ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]


@pytest.mark.parametrize("address", PRIVATE)
def test_reserved_and_local_addresses_are_not_public(address: str) -> None:
    assert not is_public_ip(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_global_addresses_are_public(address: str) -> None:
    assert is_public_ip(address)


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_is_as_public_as_its_ipv6_forms(ip: ipaddress.IPv4Address) -> None:
    assert (
        is_public_ip(str(ip))
        == is_public_ip(f"::ffff:{ip}")
        == is_public_ip(f"64:ff9b::{int(ip) >> 16:x}:{int(ip) & 65535:x}")
    )
    assert parse_ip_literal(str(int(ip))) == parse_ip_literal(hex(int(ip))) == str(ip)


@pytest.mark.parametrize("host", ["127.1", "0x7f.1", "2130706433", "017700000001", "127.0.0.1."])
def test_parse_ip_literal_reads_every_spelling_of_an_ipv4_address(host: str) -> None:
    assert parse_ip_literal(host) == "127.0.0.1"


@pytest.mark.parametrize("host", ["localhost", "news.example", "1.2.3.4.5", "face", "例子.example"])
def test_parse_ip_literal_gives_none_for_names(host: str) -> None:
    assert parse_ip_literal(host) is None


def test_parse_host_port_needs_a_port() -> None:
    assert parse_host_port("Wiki.Local:80") == HostPort("wiki.local", 80)
    assert parse_host_port("[FD00::1]:8080") == HostPort("fd00::1", 8080)
    with pytest.raises(ValueError, match="invalid literal"):
        parse_host_port("wiki.local")


async def test_resolve_host_fails_for_an_impossible_name() -> None:
    with pytest.raises(OSError, match="name"):
        await resolve_host("a" * 70 + ".example", 80)
    assert await resolve_host("127.0.0.1", 80) == ["127.0.0.1"]


# -- the guard


@pytest.mark.parametrize("addresses", [["127.0.0.1"], ["93.184.216.34", "10.0.0.1"], ["fe80::1%eth0"]])
def test_the_guard_refuses_a_host_unless_all_its_addresses_are_public(addresses: list[str]) -> None:
    with pytest.raises(FetchError, match="address") as caught:
        AddressGuard().check(HostPort("news.example", 80), addresses)
    assert caught.value.values == {"host": "news.example"}
    AddressGuard().check(HostPort("news.example", 80), PUBLIC)


def test_an_allowed_machine_is_let_through_on_its_own_port_only() -> None:
    guard = AddressGuard([HostPort("wiki.local", 80)])
    guard.check(HostPort("wiki.local", 80), ["192.168.1.1"])
    for other in (HostPort("wiki.local", 81), HostPort("other.local", 80)):
        with pytest.raises(FetchError):
            guard.check(other, ["192.168.1.1"])


@pytest.mark.parametrize("host", ["127.1", "0x7f.1", "2130706433", "::1", "::ffff:10.0.0.1"])
async def test_the_guard_resolves_no_spelling_of_a_local_address(host: str) -> None:
    with pytest.raises(FetchError, match="address"):
        await AddressGuard().resolve(HostPort(host, 80))
    assert await AddressGuard([HostPort(host, 80)]).resolve(HostPort(host, 80))
