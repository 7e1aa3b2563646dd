"""RSS 0.9x, 1.0 and 2.0 and Atom: a tree of XML as a feed.

Names are compared without regard to the exact address of a namespace, of which feeds write many variants, and with the
prefix alone where it is not declared at all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from reader.sources.feeds.dates import parse_feed_date
from reader.sources.feeds.model import FeedItem, ParsedFeed
from reader.sources.feeds.plain_text import to_plain_line
from reader.sources.feeds.xml_text import parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

ITEMS_MAX = 20_000
"""Items of a feed that are read."""
_LISTED_MAX = 50
"""Authors or categories of one item."""
_NAMESPACE_PREFIXES = (
    ("purl.org/rss/1.0/modules/content", "content:"),
    ("purl.org/dc/", "dc:"),
    ("purl.org/rss/1.0/modules/syndication", "sy:"),
    ("search.yahoo.com/mrss", "media:"),
    ("rssboard.org/media-rss", "media:"),
    ("itunes.com/dtds", "itunes:"),
    ("rssnamespace.org/feedburner", "feedburner:"),
    ("w3.org/2005/atom", ""),
    ("purl.org/atom/ns", ""),
    ("purl.org/rss/1.0", ""),
    ("my.netscape.com/rdf/simple/0.9", ""),
    ("backend.userland.com/rss", ""),
    ("w3.org/1999/02/22-rdf-syntax-ns", "rdf:"),
    ("w3.org/1999/xhtml", "xhtml:"),
)
"""Prefixes by a part of the namespace's address, in lower case; the first that fits."""
_ITEM_NAMES = frozenset({"item", "entry"})
_DATE_NAMES = ("pubdate", "published", "issued", "dc:date", "dc:issued", "created", "dc:created", "updated", "modified")
"""Elements with the date of an item, the best first."""
_CONTENT_NAMES = ("content:encoded", "content", "fulltext", "xhtml:body")
_SUMMARY_NAMES = ("description", "summary", "dc:description", "itunes:summary", "media:description")
_GUID_NAMES = ("guid", "id", "dc:identifier")
_AUTHOR_NAMES = ("dc:creator", "author", "itunes:author")
_CATEGORY_NAMES = ("category", "dc:subject")
_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_LINK_SIZE_MAX = 4_000
"""Code points of an address."""
_URL_WITH_HOST = re.compile(r"https?://(?:[^/?#@]*@)?(?:\[[^\]]+\]|[^/?#:@\[\]]+)(?=[:/?#]|\Z)", re.IGNORECASE)
_PLAIN_URL = re.compile(r"https?://[\w.-]+(?::\d+)?/[\w/%?&=+~:;,-]*(?:\.[\w/%?&=+~:;,-]+)*(?:#\S*)?", re.IGNORECASE)
"""An absolute address without .. in its path, which needs no resolving."""
_CHINESE_HOST = re.compile(r"https?://[^/?#]*\.(?:cn|hk|tw|mo|xn--\w+)(?::\d+)?(?:[/?#]|\Z)", re.IGNORECASE)
_HAN = re.compile("[\u4e00-\u9fff]")
_KANA_OR_HANGUL = re.compile("[\u3040-\u30ff\uac00-\ud7af]")
_NAME_IN_BRACKETS = re.compile(r"\S+@\S+\s*\((.+)\)\s*\Z")
"""An author of RSS 2.0: an address of mail, and the name behind it in brackets."""


class _Names(dict[object, str]):
    """Names of elements as the tables of this module have them: in lower case, with a known prefix."""

    def __missing__(self, tag: object) -> str:
        name = ""
        if isinstance(tag, str):
            uri, _, local = tag.rpartition("}")
            uri = uri.lower()
            prefix = next((prefix for part, prefix in _NAMESPACE_PREFIXES if part in uri), "" if not uri else "?:")
            name = prefix + local.lower().removeprefix("atom:").removeprefix("rss:")
        self[tag] = name
        return name


def parse_xml_feed(text: str, url: str) -> ParsedFeed:
    """The feed in a document.

    Args:
        text: The document, decoded.
        url: Its address, which links are resolved with.

    Raises:
        ReaderError: It is no XML that can be read.
    """
    root = parse_xml(text, url)
    names = _Names()
    items = [element for element in root.iter() if names[element.tag] in _ITEM_NAMES][:ITEMS_MAX]
    channel = next((element for element in root.iter() if names[element.tag] == "channel"), root)
    feed_fields = _collect_fields(channel, names, skip=_ITEM_NAMES)
    base = urljoin(url, channel.get(_XML_BASE) or root.get(_XML_BASE) or "")
    language = (
        _get_text(feed_fields, ("language", "dc:language"))
        or root.get("{http://www.w3.org/XML/1998/namespace}lang")
        or ""
    )
    fields = [_collect_fields(element, names) for element in items]
    titles = [_read_line(each, ("title", "dc:title", "media:title")) for each in fields]
    title = _read_line(feed_fields, ("title", "dc:title"))
    is_chinese = is_chinese_feed(language, url, [title, *titles])
    return ParsedFeed(
        title=title,
        link=_find_link(feed_fields, base),
        language=language.strip()[:40],
        items=tuple(
            _read_item(element, each, item_title, base, names, is_chinese=is_chinese)
            for element, each, item_title in zip(items, fields, titles, strict=True)
        ),
        ttl=_read_ttl(feed_fields),
        skip_hours=_read_skip_hours(feed_fields, names),
    )


def is_chinese_feed(language: str, url: str, titles: Iterable[str]) -> bool:
    """Whether a feed is in Chinese: it says so, is of a Chinese top-level domain, or has titles in Chinese.

    Args:
        language: As the feed names it; may be empty.
        url: Its address.
        titles: Of the feed and its items.
    """
    if language.strip().lower().startswith(("zh", "yue", "cn")) or _CHINESE_HOST.match(url):
        return True
    sample = "".join(titles)[:4_000]
    return len(_HAN.findall(sample)) * 5 > len(sample) and len(_KANA_OR_HANGUL.findall(sample)) * 20 < len(sample) + 20


def _collect_fields(element: _Element, names: _Names, skip: frozenset[str] = frozenset()) -> dict[str, list[_Element]]:
    """The children of an element by their names.

    Args:
        element: A feed or an item.
        names: Of elements.
        skip: Names that are left out.
    """
    fields: dict[str, list[_Element]] = {}
    for child in element:
        name = names[child.tag]
        if name and name not in skip:
            fields.setdefault(name, []).append(child)
    return fields


def _read_item(
    element: _Element,
    fields: dict[str, list[_Element]],
    title: str,
    base: str,
    names: _Names,
    *,
    is_chinese: bool,
) -> FeedItem:
    has_attributes = bool(element.attrib)  # hardly any has, and to look for one by its name takes longer
    own_base = element.get(_XML_BASE) if has_attributes else None
    base = urljoin(base, own_base) if own_base else base
    guid = _get_text(fields, _GUID_NAMES) or (element.get(_RDF_ABOUT, "") if has_attributes else "")
    link = _find_link(fields, base) or _read_guid_link(fields, guid, base)
    date_texts = [text for name in _DATE_NAMES if name in fields for text in _get_texts(fields, name)]
    dates = ((text, parse_feed_date(text, is_chinese=is_chinese)) for text in date_texts)
    date_text, date = next((each for each in dates if each[1]), (date_texts[0] if date_texts else "", None))
    contents = [_get_html(each) for name in _CONTENT_NAMES if name in fields for each in fields[name]]
    summaries = (_get_html(each) for name in _SUMMARY_NAMES if name in fields for each in fields[name])
    return FeedItem(
        guid=guid[:2_000],
        link=link,
        title=title,
        authors=() if fields.keys().isdisjoint(_AUTHOR_NAMES) else _unique(_iter_authors(fields, names)),
        categories=() if fields.keys().isdisjoint(_CATEGORY_NAMES) else _unique(_iter_categories(fields)),
        date_text=date_text,
        date=date,
        content=max(contents, key=len, default=""),
        summary=next((html for html in summaries if html and not html.isspace()), ""),
    )


# -- fields


def _get_texts(fields: dict[str, list[_Element]], name: str) -> list[str]:
    return [text for each in fields.get(name, ()) if (text := (each.text or "").strip())]


def _get_text(fields: dict[str, list[_Element]], names: Iterable[str]) -> str:
    return next((text for name in names if name in fields for text in _get_texts(fields, name)), "")


def _read_line(fields: dict[str, list[_Element]], names: Iterable[str]) -> str:
    """The first title of these names that is not blank, as plain text."""
    return next(
        (line for name in names if name in fields for each in fields[name] if (line := to_plain_line(_get_html(each)))),
        "",
    )


def _get_html(element: _Element) -> str:
    """What an element holds: its text, which is HTML, or the elements in it as HTML."""
    if not len(element):
        return element.text or ""
    from lxml import etree

    pieces = [element.text or ""]
    for child in element:
        if not isinstance(child.tag, str):  # an entity that is declared nowhere
            pieces += [child.text or "", child.tail or ""]
            continue
        for part in child.iter():
            if isinstance(part.tag, str) and "}" in part.tag:
                part.tag = part.tag.rpartition("}")[2]
        etree.cleanup_namespaces(child)
        pieces.append(etree.tostring(child, encoding="unicode", method="html"))
    return "".join(pieces)


def _find_link(fields: dict[str, list[_Element]], base: str) -> str:
    """The address of the page of a feed or an item; empty where there is none of http or https."""
    links = fields.get("link", ())
    if len(links) == 1 and "feedburner:origlink" not in fields and links[0].text and not links[0].attrib:
        return resolve_link(links[0].text, base)
    candidates = [(0, element.text or "") for element in fields.get("feedburner:origlink", ())]
    for element in links:
        href = element.get("href")
        if href is None:
            candidates.append((1, element.text or element.tail or ""))
        elif (element.get("rel") or "alternate").lower() == "alternate":
            candidates.append((1 if "html" in (element.get("type") or "html") else 3, href))
    for _, text in sorted(candidates, key=lambda each: each[0]):
        if url := resolve_link(text, base):
            return url
    return ""


def _read_guid_link(fields: dict[str, list[_Element]], guid: str, base: str) -> str:
    """The guid of an item of RSS as its address, where it says that it is one, or looks like one."""
    is_permanent = all((each.get("isPermaLink") or "").lower() != "false" for each in fields.get("guid", ()))
    return resolve_link(guid, base) if is_permanent and guid.lower().startswith(("http://", "https://")) else ""


def resolve_link(text: str, base: str) -> str:
    """The absolute address of a link; empty where it is none of http or https.

    Args:
        text: As the feed has it.
        base: The address it is relative to.
    """
    text = "".join(text.split())
    if not text or len(text) > _LINK_SIZE_MAX:
        return ""
    if _PLAIN_URL.fullmatch(text):
        return text
    try:
        url = urljoin(base, text)
    except ValueError:
        return ""
    return url if _URL_WITH_HOST.match(url) else ""


def _iter_authors(fields: dict[str, list[_Element]], names: _Names) -> Iterator[str]:
    for name in _AUTHOR_NAMES:
        for element in fields.get(name, ()):
            named = next((child for child in element if names[child.tag] == "name"), None)
            text = to_plain_line((element if named is None else named).text or "", 100)
            match = _NAME_IN_BRACKETS.match(text)
            if text := match[1] if match else text:
                yield text
        if fields.get(name):
            return


def _iter_categories(fields: dict[str, list[_Element]]) -> Iterator[str]:
    for element in (each for name in _CATEGORY_NAMES for each in fields.get(name, ())):
        yield to_plain_line(element.get("label") or element.text or element.get("term") or "", 100)


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))[:_LISTED_MAX]


def _read_ttl(fields: dict[str, list[_Element]]) -> int | None:
    text = _get_text(fields, ("ttl",))
    if text.isascii() and text.isdecimal() and len(text) < 7:
        return int(text)
    period, frequency = _get_text(fields, ("sy:updateperiod",)).lower(), _get_text(fields, ("sy:updatefrequency",))
    minutes = {"hourly": 60, "daily": 1_440, "weekly": 10_080}.get(period)
    if minutes is None:
        return None
    return minutes // max(1, int(frequency)) if frequency.isascii() and frequency.isdecimal() else minutes


def _read_skip_hours(fields: dict[str, list[_Element]], names: _Names) -> frozenset[int]:
    texts = [
        (hour.text or "").strip() for each in fields.get("skiphours", ()) for hour in each if names[hour.tag] == "hour"
    ]
    return frozenset(int(text) % 24 for text in texts if text.isascii() and text.isdecimal() and len(text) < 3)
