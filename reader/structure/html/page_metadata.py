"""Reads the metadata of a page that are not printed: meta tags, JSON-LD, <title>, <time>, its URL."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta, timezone
from itertools import islice
from typing import TYPE_CHECKING, Any

from reader.model import CleanText, clean, remove_unprinted
from reader.structure.dates import parse_date
from reader.structure.lines import WHITESPACE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_CHINA_TIME = timezone(timedelta(hours=8))
"""The time zone to which dates with a zone are converted."""
_ELEMENTS_MAX = 200
"""Values of each kind that are read at most."""
_JSON_LD_SIZE_MAX = 500_000
_TITLE_NAMES = (
    "og:title",
    "twitter:title",
    "articletitle",
    "title",
    "headline",
    "dc.title",
    "parsely-title",
    "mediatitle",
)
_DATE_NAMES = (
    "article:published_time",
    "og:published_time",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "og:release_date",
    "weibo:article:create_at",
    "bytedance:published_time",
    "publish_time",
    "pubtime",
    "parsely-pub-date",
    "og:time",
    "article:create_at",
    "apub:time",
)
_DESCRIPTION_NAMES = ("og:description", "description", "twitter:description")
_OUTLET_NAMES = ("source", "og:article:author:source", "mediaid", "contentsource")
_SITE_NAMES = ("og:site_name", "application-name", "apple-mobile-web-app-title", "twitter:site")
_AUTHOR_NAMES = ("author", "article:author", "dc.creator", "byl")
_ARTICLE_TYPES = (
    "article",
    "newsarticle",
    "reportagenewsarticle",
    "blogposting",
    "report",
    "webpage",
    "analysisnewsarticle",
)
_ZONED_DATETIME = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)")
_EPOCH_TIME = re.compile(r"1[0-9]{9}(?:[0-9]{3})?")
_SCRIPT_SIZE_MAX = 200_000
"""Code points of a script in which dates are looked for."""
_SCRIPT_DATE = re.compile(
    r"\b(?:ct|(?:ori)?create_?time|publish_?(?:time|date)|pub_?(?:time|date)|release_?(?:time|date)|ptime)\b"
    r"[\"']?\s{0,4}[:=]\s{0,4}(?:[\"']?(1\d{9}(?:\d{3})?)\b|[\"'](20\d\d[-/]\d{1,2}[-/]\d{1,2}[^\"'<>]{0,16})[\"'])",
    re.I,
)
_WEB_URL = re.compile(r"https?://[^\s/]", re.I)
_DATE_IN_PATH = re.compile(r"/(20\d\d|19\d\d)[-/_]?(0[1-9]|1[0-2])[-/_]?(0[1-9]|[12]\d|3[01])(?=\D)")


class PageMetadata:
    """The metadata of a page. Texts are clean; dates are YYYY-MM-DD or YYYY-MM-DDTHH:MM."""

    def __init__(self) -> None:
        self.titles: list[CleanText] = []
        """The most reliable first; usually with the site's name at the end."""
        self.dates: list[str] = []
        self.descriptions: list[CleanText] = []
        self.outlets: list[CleanText] = []
        self.site_names: list[CleanText] = []
        self.authors: list[CleanText] = []
        self.breadcrumb: list[CleanText] = []
        self.article_bodies: list[CleanText] = []
        """Whole articles in JSON-LD, as one paragraph or with line ends."""
        self.canonical_url: str | None = None
        """The absolute URL of the page by rel=canonical, og:url or JSON-LD."""


def read_page_metadata(root: _Element, url: str | None = None) -> PageMetadata:
    """Return the metadata of a parsed page.

    Args:
        root: The root of the page's tree.
        url: The URL it was fetched from, for the date in its path; None for a file.
    """
    found = PageMetadata()
    named: dict[str, list[CleanText]] = {}
    for element in islice(root.iter("meta"), _ELEMENTS_MAX):
        attributes = element.attrib
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        value = clean_one_line(attributes.get("content") or "")
        if name and value:
            named.setdefault(name.lower()[:80], []).append(value)
    articles = list(_iter_json_ld_articles(root, found))
    found.titles += _collect_values(named, _TITLE_NAMES[:1])
    for data in articles:
        _read_json_ld_article(data, found)
    found.titles += _collect_values(named, _TITLE_NAMES[1:])
    title = next(root.iter("title"), None)
    if title is not None:
        found.titles += [text for text in [clean_one_line("".join(title.itertext())[:1000])] if text]
    found.dates += [date for text in _collect_values(named, _DATE_NAMES) if (date := parse_machine_date(text))]
    for element in islice(root.iter("time"), 20):
        if date := parse_machine_date(element.get("datetime") or ""):
            found.dates.append(date)
    found.descriptions += _collect_values(named, _DESCRIPTION_NAMES)
    found.outlets = _collect_values(named, _OUTLET_NAMES) + found.outlets
    found.site_names += _collect_values(named, _SITE_NAMES)
    found.authors += _collect_values(named, _AUTHOR_NAMES)
    if not found.dates:
        found.dates += _find_script_dates(root)
    found.canonical_url = next(_iter_own_urls(root, named, articles), None)
    for address in (url, found.canonical_url):
        match = _DATE_IN_PATH.search(address or "")
        if match is not None:
            found.dates.append("-".join(match.groups()))
    return found


def _iter_own_urls(
    root: _Element, values_by_name: dict[str, list[CleanText]], articles: list[dict[str, Any]]
) -> Iterator[str]:
    """Yield the absolute URLs that a page gives as its own, the most reliable first.

    Args:
        root: The root of the page's tree.
        values_by_name: Its meta elements.
        articles: The articles of its JSON-LD.
    """
    links = (e for e in islice(root.iter("link"), _ELEMENTS_MAX) if "canonical" in (e.get("rel") or "").lower().split())
    urls: list[Any] = [link.get("href") for link in links]
    urls += _collect_values(values_by_name, ("og:url",))
    for data in articles[:3]:
        main = data.get("mainEntityOfPage")
        urls += [main.get("@id") if isinstance(main, dict) else main, data.get("url")]
    for url in urls:
        if isinstance(url, str) and _WEB_URL.match(url.strip()):
            yield url.strip()


def _find_script_dates(root: _Element) -> Iterator[str]:
    """Yield the dates that scripts assign to names for dates (var ct = "1581517074")."""
    for script in islice(root.iter("script"), _ELEMENTS_MAX):
        text = (script.text or "")[:_SCRIPT_SIZE_MAX]
        for match in islice(_SCRIPT_DATE.finditer(text), 5):
            date = parse_epoch(match[1]) if match[1] else parse_machine_date(match[2])
            if date is not None:
                yield date
                return


def parse_epoch(text: str) -> str | None:
    """Return the date and minute, in Chinese time, of seconds or milliseconds since 1970; None for other texts."""
    if _EPOCH_TIME.fullmatch(text) is None:
        return None
    return datetime.fromtimestamp(int(text[:10]), _CHINA_TIME).strftime("%Y-%m-%dT%H:%M")


def clean_one_line(text: str) -> CleanText:
    """Return a text cleaned, on one line, trimmed."""
    return CleanText(
        " ".join(clean(remove_unprinted(text)).split("\n"))
        .replace("\r", " ")
        .replace("\t", " ")
        .strip(WHITESPACE + "\n")
    )


def parse_machine_date(text: str) -> str | None:
    """Return the date of a machine-readable value, converted to Chinese time if it has a zone; None for other texts."""
    match = _ZONED_DATETIME.match(text.strip()[:60])
    if match is not None:
        day, clock, zone = match.groups()
        try:
            moment = datetime.fromisoformat(f"{day}T{clock}{'+00:00' if zone == 'Z' else zone}")
            return moment.astimezone(UTC).astimezone(_CHINA_TIME).strftime("%Y-%m-%dT%H:%M")
        except (ValueError, OverflowError):
            return parse_date(day)
    return parse_date(text[:60]) if text else None


def _collect_values(values_by_name: dict[str, list[CleanText]], names: tuple[str, ...]) -> list[CleanText]:
    return [value for name in names for value in values_by_name.get(name, ())]


def _iter_json_ld_articles(root: _Element, metadata: PageMetadata) -> Iterator[dict[str, Any]]:
    """Yield the article objects of the page's JSON-LD; breadcrumbs are added to `metadata`."""
    for script in islice(root.iter("script"), _ELEMENTS_MAX):
        if (script.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        data = parse_json((script.text or "")[:_JSON_LD_SIZE_MAX])
        for item in islice(iter_json_objects(data), _ELEMENTS_MAX):
            kinds = item.get("@type")
            names = {str(kind).lower() for kind in (kinds if isinstance(kinds, list) else [kinds])}
            if "breadcrumblist" in names and not metadata.breadcrumb:
                metadata.breadcrumb = _read_breadcrumb(item)
            elif not names.isdisjoint(_ARTICLE_TYPES):
                yield item


def parse_json(text: str) -> Any:
    """Return the value of a JSON text, which may have raw line ends in strings; None for a text that is no JSON."""
    try:
        return json.loads(text.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def iter_json_objects(data: Any) -> Iterator[dict[str, Any]]:
    """Yield all objects in a JSON value, the outer ones first; without recursion, so that any depth is safe."""
    waiting = [data]
    at = 0
    while at < len(waiting):
        value = waiting[at]
        at += 1
        if isinstance(value, dict):
            yield value
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value


def _read_json_ld_article(data: dict[str, Any], metadata: PageMetadata) -> None:
    for key in ("headline", "name"):
        if isinstance(data.get(key), str) and (title := clean_one_line(data[key])):
            metadata.titles.append(title)
    for key in ("datePublished", "dateCreated", "dateModified"):
        if isinstance(data.get(key), str) and (date := parse_machine_date(data[key])):
            metadata.dates.append(date)
    if isinstance(data.get("articleBody"), str):
        metadata.article_bodies.append(clean(data["articleBody"]))
    if isinstance(data.get("description"), str):
        metadata.descriptions.append(clean_one_line(data["description"]))
    metadata.authors += _read_names(data.get("author"), "Person")
    metadata.site_names += _read_names(data.get("publisher"), "Organization")


def _read_names(value: Any, kind: str) -> list[CleanText]:
    """The names of people or organizations in a JSON-LD value: a string, an object or a list of these."""
    names: list[CleanText] = []
    for item in value[:20] if isinstance(value, list) else [value]:
        if isinstance(item, dict) and item.get("@type", kind) in (kind, "NewsMediaOrganization", "Person"):
            item = item.get("name")
        if isinstance(item, str) and (name := clean_one_line(item)):
            names.append(name)
    return names


def _read_breadcrumb(data: dict[str, Any]) -> list[CleanText]:
    """The names of a BreadcrumbList, in order."""
    items = data.get("itemListElement")
    names: list[CleanText] = []
    for item in items[:12] if isinstance(items, list) else []:
        if not isinstance(item, dict):
            continue
        inner = item.get("item")
        name = item.get("name") or (inner.get("name") if isinstance(inner, dict) else None)
        if isinstance(name, str) and (text := clean_one_line(name)):
            names.append(text)
    return names
