"""Decides which machines may be connected to: those of the public internet, and those the user named.

A page, a feed or a redirect can name any machine, also those that only this computer can reach: itself, the router, a
printer, the metadata service of a cloud (server-side request forgery). So every IP address is checked where the
connection is made, and the address that was checked is the one that is dialled.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from reader.sources.detached_thread import run_in_thread
from reader.sources.web_errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Iterable

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_NON_PUBLIC_NETWORKS = [
    ipaddress.ip_network(text)
    for text in (
        "100.64.0.0/10",  # shared by the customers of a provider (RFC 6598)
        "192.0.0.0/24",  # IETF protocol assignments
        "192.88.99.0/24",  # relays of 6to4
        "192.0.2.0/24",  # documentation (RFC 5737), as the next two
        "198.51.100.0/24",
        "203.0.113.0/24",
        "198.18.0.0/15",  # benchmarks (RFC 2544)
        "2001::/23",  # IETF protocol assignments: Teredo, benchmarks, ORCHID
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: holds an IPv4 address
        "3fff::/20",  # documentation (RFC 9637)
    )
]
"""Networks that are not public (IANA, Special-Purpose Address Registries), though some Pythons call them global."""
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
"""All that IANA has given to registries; every other IPv6 address is of no public machine."""


class HostPort(NamedTuple):
    """A machine and a port on it, as a URL names them."""

    host: str
    """Lower case, in ASCII (IDNA); an IPv6 address without brackets."""
    port: int


class AddressGuard:
    """Refuses connections to machines that are not public.

    Args:
        allowed: Machines that may be connected to though they are not public.
    """

    def __init__(self, allowed: Iterable[HostPort] = ()) -> None:
        self._allowed = frozenset(allowed)

    def check(self, target: HostPort, addresses: Iterable[str]) -> None:
        """Refuse a machine that has an IP address which is not public; all of them must be.

        Args:
            target: The machine, as the URL names it.
            addresses: Its IP addresses.

        Raises:
            FetchError: It is not public, and not among those that are allowed.
        """
        if target not in self._allowed and not all(map(is_public_ip, addresses)):
            raise FetchError("address", host=target.host)

    async def resolve(self, target: HostPort) -> list[str]:
        """Return the IP addresses of a machine, checked, the preferred first.

        Raises:
            FetchError: As `check`.
            OSError: There is no such name, or no name server that answers.
        """
        literal = parse_ip_literal(target.host)
        addresses = [literal] if literal else await resolve_host(*target)
        self.check(target, addresses)
        # A typed name may be of the local network; one that has a public address as well is dialled at that alone.
        return [address for address in addresses if is_public_ip(address)] or addresses


def is_public_ip(address: str) -> bool:
    """Whether an IP address belongs to the public internet.

    For an IPv6 address that contains an IPv4 one, that one counts: mapped (::ffff:0:0/96), or with the prefix of
    NAT64, which networks without IPv4 use for IPv4 hosts (RFC 6052).

    Args:
        address: An address as getaddrinfo returns it, perhaps with a zone (fe80::1%eth0).

    Raises:
        ValueError: It is no IP address.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            ip = ip.ipv4_mapped
        elif ip in _NAT64:
            ip = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    if isinstance(ip, ipaddress.IPv6Address) and ip not in _GLOBAL_UNICAST:
        return False
    closed = any(ip in network for network in _NON_PUBLIC_NETWORKS if network.version == ip.version)
    return ip.is_global and not (closed or ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def parse_host_port(text: str) -> HostPort:
    """Return the host, in lower case, and the port of `host:port`, as written in the settings.

    Raises:
        ValueError: There is no port.
    """
    host, _, port = text.lower().rpartition(":")
    return HostPort(host.removeprefix("[").removesuffix("]"), int(port))


def parse_ip_literal(host: str) -> str | None:
    """Return the IP address that a host is written as, in any form the system reads (127.1, 0x7f.1), or None."""
    with suppress(ValueError):
        return str(ipaddress.ip_address(host.partition("%")[0]))
    if re.fullmatch(r"[0-9a-fx.]+", host, re.IGNORECASE):
        with suppress(OSError):
            return socket.inet_ntoa(socket.inet_aton(host.rstrip(".")))
    return None


async def resolve_host(host: str, port: int) -> list[str]:
    """Return the IP addresses of a host, the preferred first.

    They are looked up in a thread that is never joined: a name server that does not answer delays neither a
    cancellation nor the end of the program.

    Args:
        host: A name, in ASCII.
        port: The port that will be connected to.

    Raises:
        OSError: There is no such name, or no name server that answers.
    """
    return await run_in_thread(lambda: _look_up(host, port))


def _look_up(host: str, port: int) -> list[str]:
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError:  # a label that is too long
        raise socket.gaierror(socket.EAI_NONAME, "no such name") from None
    return list(dict.fromkeys(str(row[4][0]) for row in rows))
