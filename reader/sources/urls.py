"""Resolves links of web pages, compares URLs, and formats them so that they are safe to show."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from reader.errors import hide_login
from reader.model import CleanText, clean

_URL_HOST = re.compile(r"(https?://(?:[^/?#@]*@)?)(\[[^\]]*\]|[^/?#:@\[\]]+)", re.IGNORECASE)
"""Scheme and login of a web URL, and its host."""
_URL_LOGIN = re.compile(r"\A([a-z][a-z0-9+.-]*://)[^/?#]*@", re.IGNORECASE)
_HAN_LABEL = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff0-9-]+")


def join_url(href: str, base_url: str | None) -> str:
    """Return the absolute URL of a link on a page; empty where it is none of http or https.

    Args:
        href: The link, as it is written.
        base_url: The page's own URL; None where it has none.
    """
    try:
        url = urljoin(base_url or "", href.strip())
    except ValueError:  # http://[
        return ""
    return url if _URL_HOST.match(url) else ""


def format_url(url: str) -> CleanText:
    """Return a URL for display: its host as `format_host` returns it, all else as it is.

    Percent encoding is not decoded: %E2%80%AE stands for a character that reverses the text around it.
    """
    found = _URL_HOST.match(url)
    return clean(url[: found.start(2)] + format_host(found[2]) + url[found.end(2) :] if found else url)


def format_url_without_login(url: str) -> CleanText:
    """Return a URL for display and logs: as `format_url`, without user name and password."""
    return format_url(hide_login(url.strip()))


def make_url_key(url: str) -> str:
    """Return a text that is equal for two URLs of one page: without scheme, login, fragment and a last solidus."""
    return _URL_LOGIN.sub(r"\1", url.strip(), count=1).partition("#")[0].partition("://")[2].rstrip("/")


def is_same_server(url: str, other: str) -> bool:
    """Whether two URLs name the same scheme, host and port, as they are written (443 is not left out for https).

    Args:
        url: An absolute URL.
        other: Another one.
    """
    parts = [urlsplit(each) for each in (url, other)]
    return parts[0].scheme == parts[1].scheme and _find_host_and_port(parts[0].netloc) == _find_host_and_port(
        parts[1].netloc
    )


def _find_host_and_port(netloc: str) -> str:
    return netloc.rpartition("@")[2].lower()


def format_url_host(url: str) -> CleanText:
    """Return the host of a URL, as `format_host` returns it; empty where it is no URL of the web."""
    found = _URL_HOST.match(url)
    return clean(format_host(found[2]) if found else "")


def format_host(host: str) -> str:
    """Return the name of a host for display: its Chinese labels in Chinese, all others in ASCII (punycode).

    A label in any other script, or in several, may be made to look like another one (UTS #39): Cyrillic а is no
    Latin a.
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
