"""OPML: lists of feeds with folders, as other readers export them, in and out."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import ReaderError
from reader.model import clean, to_single_line
from reader.sources.feeds.plain_text import to_plain_line
from reader.sources.feeds.xml_feed import resolve_link
from reader.sources.feeds.xml_text import find_root_name, parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER_SEPARATOR = "/"
"""Between the names of a folder and of one in it."""
_FEEDS_MAX = 100_000
"""Feeds of one file that are read."""
_NAME_SIZE_MAX = 200


class ListedFeed(NamedTuple):
    """A feed in a list of another reader."""

    url: str
    title: str = ""
    folder: str = ""
    """Names of folders, the outer first, with FOLDER_SEPARATOR between them."""
    tags: tuple[str, ...] = ()
    link: str = ""
    """The address of its site."""


class ListedFeeds(NamedTuple):
    """What a list of another reader holds."""

    feeds: tuple[ListedFeed, ...]
    """Each address once, in the order of the list."""
    refused: tuple[str, ...] = ()
    """What could not be taken, a sentence each."""


def parse_opml(text: str, name: str) -> ListedFeeds:
    """The feeds of an OPML file.

    Args:
        text: The file, decoded.
        name: What to call it in an error.

    Raises:
        ReaderError: It is no OPML that can be read.
    """
    if find_root_name(text) != "opml":
        raise ReaderError(name, "this is no OPML file", "name one that another reader exported")
    root = parse_xml(text, name)
    body = next(root.iter("body", "{*}body"), root)
    feeds: dict[str, ListedFeed] = {}
    refused: list[str] = []
    # Nesting is limited by the parser; a stack keeps the order of the file.
    stack = [(element, "") for element in reversed(body)]
    while stack and len(feeds) < _FEEDS_MAX:
        element, folder = stack.pop()
        values = {key.lower(): value for key, value in element.attrib.items() if isinstance(key, str)}
        title = to_plain_line(str(values.get("title") or values.get("text") or ""), _NAME_SIZE_MAX)
        address = str(values.get("xmlurl") or "").strip()
        if not address:
            inner = FOLDER_SEPARATOR.join(filter(None, [folder, title.replace(FOLDER_SEPARATOR, "／")]))
            stack += [(child, inner) for child in reversed(element)]
            continue
        stack += [(child, folder) for child in reversed(element)]
        url = resolve_link(address, "")
        if not url:
            refused.append(f"{clean(title or address)}: its address is none of http or https")
        elif url not in feeds:
            feeds[url] = ListedFeed(
                url, title, folder, _read_tags(values), resolve_link(str(values.get("htmlurl") or ""), "")
            )
    return ListedFeeds(tuple(feeds.values()), tuple(refused))


def _read_tags(values: dict[str, str]) -> tuple[str, ...]:
    """The tags of an outline, which OPML 2.0 calls categories: /folder/tag,tag."""
    tags = (to_plain_line(part.strip().rpartition("/")[2], 50) for part in str(values.get("category") or "").split(","))
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def format_opml(feeds: Iterable[ListedFeed], title: str = "dubao") -> str:
    """An OPML 2.0 file with feeds in their folders.

    Args:
        feeds: In any order; those of one folder stay in theirs.
        title: Of the file.
    """
    tree: _Folder = _Folder({}, [])
    for feed in feeds:
        place = tree
        for name in filter(None, feed.folder.split(FOLDER_SEPARATOR)):
            place = place.folders.setdefault(name, _Folder({}, []))
        place.feeds.append(feed)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        f"  <head><title>{html.escape(title)}</title></head>",
        "  <body>",
        *_format_folder(tree, "    "),
        "  </body>",
        "</opml>",
    ]
    return "\n".join(lines) + "\n"


class _Folder(NamedTuple):
    folders: dict[str, _Folder]
    feeds: list[ListedFeed]


def _format_folder(folder: _Folder, indent: str) -> Iterable[str]:
    for feed in folder.feeds:
        values = {"type": "rss", "text": feed.title or feed.url, "title": feed.title or feed.url, "xmlUrl": feed.url}
        values |= {"htmlUrl": feed.link} if feed.link else {}
        values |= {"category": ",".join(feed.tags)} if feed.tags else {}
        yield f"{indent}<outline {_format_attributes(values)}/>"
    for name, inner in folder.folders.items():
        yield f"{indent}<outline {_format_attributes({'text': name, 'title': name})}>"
        yield from _format_folder(inner, indent + "  ")
        yield f"{indent}</outline>"


def _format_attributes(values: dict[str, str]) -> str:
    return " ".join(f'{name}="{html.escape(to_single_line(value))}"' for name, value in values.items())
