"""Which machines the web may lead to: those of the public internet, and those the reader named.

A page, a feed or a redirect can name any machine, also those that only this computer can reach: itself, the router, a
printer, the metadata service of a cloud. So every address is looked at where the connection is made.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from contextlib import suppress
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from reader.model import CleanText, clean
from reader.sources.detached_thread import run_in_thread

_URL_HOST = re.compile(r"(https?://(?:[^/?#@]*@)?)(\[[^\]]*\]|[^/?#:@\[\]]+)", re.IGNORECASE)
_HAN_LABEL = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff0-9-]+")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_NON_PUBLIC_NETWORKS = [
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


class HostPort(NamedTuple):
    """A machine and a port on it, as an address names them."""

    host: str
    """Lower case, in ASCII (IDNA); an IPv6 address without brackets."""
    port: int


def is_public_ip(address: str) -> bool:
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
    closed = any(ip in network for network in _NON_PUBLIC_NETWORKS if network.version == ip.version)
    return ip.is_global and not (closed or ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def parse_host_port(text: str) -> HostPort:
    """The machine and port of `host:port`, as the settings name one.

    Raises:
        ValueError: There is no port.
    """
    host, _, port = text.lower().rpartition(":")
    return HostPort(host.removeprefix("[").removesuffix("]"), int(port))


def join_url(href: str, base_url: str | None) -> str:
    """Where a link on a page leads; empty where that is no address of the web.

    Args:
        href: As it is written.
        base_url: The page's own address, where it has one.
    """
    try:
        url = urljoin(base_url or "", href.strip())
    except ValueError:  # http://[
        return ""
    return url if _URL_HOST.match(url) else ""


def format_url(url: str) -> CleanText:
    """An address as it is shown: its machine as `printed_host` writes it, all else as it is.

    Nothing in it is decoded: what %E2%80%AE stands for is not to be seen.
    """
    found = _URL_HOST.match(url)
    return clean(url[: found.start(2)] + format_host(found[2]) + url[found.end(2) :] if found else url)


def is_same_server(url: str, other: str) -> bool:
    """Whether two addresses are of the same scheme, machine and port, as they are written."""
    parts = [urlsplit(each) for each in (url, other)]
    return parts[0].scheme == parts[1].scheme and _find_host_and_port(parts[0].netloc) == _find_host_and_port(
        parts[1].netloc
    )


def _find_host_and_port(netloc: str) -> str:
    return netloc.rpartition("@")[2].lower()


def format_url_host(url: str) -> CleanText:
    """The machine of an address, as `printed_host` writes it; empty where there is none."""
    found = _URL_HOST.match(url)
    return clean(format_host(found[2]) if found else "")


def format_host(host: str) -> str:
    """The name of a machine as it may be shown: in Chinese where it is Chinese, else in ASCII (punycode).

    A name in any other script, or in several, may be made to look like another one (UTS #39): Cyrillic а is no Latin a.
    """
    return ".".join(map(_format_label, host.split(".")))


def _format_label(label: str) -> str:
    try:
        wide = label[4:].encode("ascii").decode("punycode") if label[:4].lower() == "xn--" else label
        if _HAN_LABEL.fullmatch(wide):
            return wide
        return label if label.isascii() else f"xn--{label.lower().encode('punycode').decode('ascii')}"
    except UnicodeError:
        return label if label.isascii() else "?"


def parse_ip_literal(host: str) -> str | None:
    """The IP address that a host is written as, in any form the system reads (127.1, 0x7f.1, 2130706433), or None."""
    with suppress(ValueError):
        return str(ipaddress.ip_address(host.partition("%")[0]))
    if re.fullmatch(r"[0-9a-fx.]+", host, re.IGNORECASE):
        with suppress(OSError):
            return socket.inet_ntoa(socket.inet_aton(host.rstrip(".")))
    return None


async def resolve_host(host: str, port: int) -> list[str]:
    """The IP addresses of a host, the preferred first.

    A name server that does not answer holds up nothing.

    Raises:
        OSError: There is no such name, or nobody who knows.
    """
    return await run_in_thread(lambda: _look_up_host(host, port))


def _look_up_host(host: str, port: int) -> list[str]:
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError:  # a label that is too long
        raise socket.gaierror(socket.EAI_NONAME, "no such name") from None
    return list(dict.fromkeys(str(row[4][0]) for row in rows))
