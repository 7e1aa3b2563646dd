"""The file `urls` of newsboat: an address a line, with tags behind it in quotes where they have blanks."""

from __future__ import annotations

import re

from reader.model import to_single_line
from reader.sources.feeds.opml import ListedFeed, ListedFeeds
from reader.sources.feeds.xml_feed import resolve_link

_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_ESCAPE = re.compile(r"\\(.)")
_ADDRESS_LINE = re.compile(r'^[ \t]*"?(?:https?|exec|filter|query|file):', re.MULTILINE)
_HIDDEN = "!"
"""A tag that keeps a feed out of newsboat's list."""


def parse_newsboat_urls(text: str) -> ListedFeeds:
    """The feeds of a file `urls`.

    A tag that begins with ~ is the title, `!` hides the feed; the first other tag becomes the folder as well, since
    that is what newsboat's readers group by. Programs, filters and queries are no addresses and are refused.

    Args:
        text: The file, decoded.
    """
    feeds: dict[str, ListedFeed] = {}
    refused: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        address, *tags = [_unquote(match) for match in _TOKEN.finditer(line.strip())] or [""]
        url = resolve_link(address, "")
        if not url or address.startswith(("exec:", "filter:", "query:", "file:")):
            kind = {"query": "a query", "exec": "a program", "filter": "a filter", "file": "a file"}
            what = kind.get(address.partition(":")[0], "no address of http or https")
            refused.append(f"line {number}: {what}, and no feed of the web: {to_single_line(address[:60])}")
            continue
        title = next((tag[1:] for tag in tags if tag.startswith("~")), "")
        plain = tuple(dict.fromkeys(tag for tag in tags if tag and not tag.startswith("~") and tag != _HIDDEN))
        feeds.setdefault(url, ListedFeed(url, title, plain[0] if plain else "", plain))
    return ListedFeeds(tuple(feeds.values()), tuple(refused))


def is_newsboat_urls(text: str, *, is_feed_list: bool = False) -> bool:
    """Whether a text looks like a file `urls`: every line that says anything begins with an address or a quote.

    Args:
        text: The file, decoded.
        is_feed_list: Whether it was named as a list of feeds, not as an article: one line with an address is enough.
    """
    if is_feed_list:
        return not text.lstrip().startswith(("{", "[", "<")) and _ADDRESS_LINE.search(text) is not None
    lines = [line.strip() for line in text.splitlines()[:200] if line.strip() and not line.lstrip().startswith("#")]
    return bool(lines) and all(_ADDRESS_LINE.match(line) for line in lines)


def _unquote(match: re.Match[str]) -> str:
    return _ESCAPE.sub(r"\1", match[1]) if match[1] is not None else match[2]
