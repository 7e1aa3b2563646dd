"""Which machines the web may lead to: those of the public internet, and those the reader named.

A page, a feed or a redirect can name any machine, also those that only this computer can reach: itself, the router, a
printer, the metadata service of a cloud. So every address is looked at where the connection is made.
"""

from __future__ import annotations

import asyncio
import ipaddress
import re
import socket
import threading
from contextlib import suppress
from typing import NamedTuple

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_CLOSED = [
    ipaddress.ip_network(text)
    for text in (
        "100.64.0.0/10",  # shared by the customers of a provider (RFC 6598)
        "192.0.0.0/24",  # IETF protocol assignments
        "192.88.99.0/24",  # relays of 6to4
        "198.18.0.0/15",  # benchmarks (RFC 2544)
        "::/96",  # an IPv4 address, long deprecated
        "64:ff9b:1::/48",  # NAT64 of a local network (RFC 8215)
        "2001::/32",  # Teredo
        "2002::/16",  # 6to4: holds an IPv4 address
        "fec0::/10",  # site-local
    )
]
"""What Python calls global in some of its versions, and is not."""


class Place(NamedTuple):
    """A machine and a port on it, as an address names them."""

    host: str
    """Lower case, in ASCII (IDNA); an IPv6 address without brackets."""
    port: int


def is_address(source: str) -> bool:
    """Whether a source is an address of the web, and not a path."""
    return _ADDRESS.match(source) is not None


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet.

    An IPv4 address inside an IPv6 one decides for both: mapped (::ffff:0:0/96), or of the well-known prefix of NAT64,
    which networks without IPv4 give to every host that has no other (RFC 6052).

    Args:
        address: As getaddrinfo writes it, perhaps with a zone (fe80::1%eth0).

    Raises:
        ValueError: It is no IP address.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            ip = ip.ipv4_mapped
        elif ip in _NAT64:
            ip = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    closed = any(ip in network for network in _CLOSED if network.version == ip.version)
    return ip.is_global and not (closed or ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def literal(host: str) -> str | None:
    """The IP address that a host is written as, in any form the system reads (127.1, 0x7f.1, 2130706433), or None."""
    with suppress(ValueError):
        return str(ipaddress.ip_address(host.partition("%")[0]))
    if re.fullmatch(r"[0-9a-fx.]+", host, re.IGNORECASE):
        with suppress(OSError):
            return socket.inet_ntoa(socket.inet_aton(host.rstrip(".")))
    return None


async def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a host, the preferred first.

    In a thread of its own, which ends whenever it likes: a name server that does not answer can hold up neither a
    cancelled fetch nor the end of the program.

    Raises:
        OSError: There is no such name, or nobody who knows.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[list[str]] = loop.create_future()

    def settle(found: list[str] | None, error: Exception | None) -> None:
        if answer.done():  # cancelled
            return
        if error:
            answer.set_exception(error)
        else:
            answer.set_result(found or [])

    def look_up() -> None:
        found, error = None, None
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found = list(dict.fromkeys(str(row[4][0]) for row in rows))
        except OSError as problem:
            error = problem
        except UnicodeError:  # a label that is too long
            error = socket.gaierror(socket.EAI_NONAME, "no such name")
        with suppress(RuntimeError):  # the loop has ended
            loop.call_soon_threadsafe(settle, found, error)

    threading.Thread(target=look_up, daemon=True, name="look up").start()
    return await answer
