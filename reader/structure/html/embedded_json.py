"""Finds articles that a page has only as data of its scripts: __NEXT_DATA__, window.X = {…}, JSON.parse("…")."""

from __future__ import annotations

import html
import json
import re
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from reader.structure.html.headline import make_title_key
from reader.structure.html.page_metadata import (
    clean_one_line,
    iter_json_objects,
    parse_epoch,
    parse_json,
    parse_machine_date,
)
from reader.structure.lexicon import get_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.etree import _Element

    from reader.structure.html.page_metadata import PageMetadata

_BODY_HAN_MIN = 60
"""Han characters of the text of an article, at least."""
_SCRIPTS_MAX, _VALUES_MAX, _OBJECTS_MAX = 200, 40, 20_000
"""Scripts of a page, values of a script and objects of a value that are searched."""
_HAN_CHARACTER = re.compile(r"[\u4e00-\u9fff]|\\u[4-9][0-9a-fA-F]{3}")
_VALUE_START = re.compile(r"[=(]\s*(?=[\[{])")
_JSON_PARSE_CALL = re.compile(r'JSON\.parse\(\s*("(?:[^"\\]|\\.)*")')
_STRING_FIELD = re.compile(r'["\']?(\w{2,30})["\']?\s*:\s*"((?:[^"\\]|\\.){80,})"')
_ASSIGNED_STRING = re.compile(
    r"[\w$\]]\s{0,4}=\s{0,4}(?:\"((?:[^\"\\\n]|\\.){80,})\"|'((?:[^'\\\n]|\\.){80,})'|`([^`]{80,})`)"
)
_HEX_ESCAPE = re.compile(r"\\x([0-9a-fA-F]{2})")
_NESTED_JSON_MAX = 20
"""JSON values in strings of a JSON value that are searched."""
_ATTRIBUTE_ELEMENTS_MAX = 20_000
"""Elements whose data- attributes are searched."""
_TAGS_OF_BODY = ("</p>", "<p>", "<br", "</div>")


class EmbeddedArticle:
    """An article in the data of a script: the HTML of its text, and its other fields.

    Args:
        body_html: The text as HTML.
        han_count: Han characters in it.
        json_object: The JSON object it was found in.
        has_page_title: Whether that object has the title of the page.
    """

    __slots__ = ("body_html", "han_count", "has_page_title", "json_object")

    def __init__(self, body_html: str, han_count: int, json_object: dict[str, Any], *, has_page_title: bool) -> None:
        self.body_html = body_html
        self.han_count = han_count
        """Han characters in it."""
        self.json_object = json_object
        """The object it was found in."""
        self.has_page_title = has_page_title
        """Whether that object has the title of the page."""

    @property
    def score(self) -> int:
        """How likely it is the page's article: its Han characters, which count four times beside the page's title."""
        return self.han_count * (4 if self.has_page_title else 1)


def find_embedded_article(root: _Element, metadata: PageMetadata) -> EmbeddedArticle | None:
    """Return the text in a page's scripts that is most likely its article, by length and the page's title; or None.

    Args:
        root: The root of the page's tree.
        metadata: The metadata of the page.
    """
    titles = [own for title in metadata.titles if len(own := make_title_key(title)) >= 4]
    best: EmbeddedArticle | None = None
    for value in _iter_script_values(root):
        for item in islice(_iter_nested_objects(value), _OBJECTS_MAX):
            found = _find_body(item, titles)
            if found is not None and (best is None or found.score > best.score):
                best = found
    if best is None:
        for text in metadata.article_bodies:
            if (han := _count_han(text)) >= _BODY_HAN_MIN and (best is None or han > best.han_count):
                best = EmbeddedArticle(_render_paragraphs(text), han, {}, has_page_title=True)
    return best


def _iter_nested_objects(value: Any) -> Iterator[dict[str, Any]]:
    """Yield all objects in a JSON value, also those in strings that are JSON."""
    nested = 0
    waiting = [value]
    while waiting:
        for item in iter_json_objects(waiting.pop()):
            yield item
            for inner in item.values():
                if isinstance(inner, str) and len(inner) >= 2 * _BODY_HAN_MIN and inner[:1] in "{[":
                    nested += 1
                    if nested <= _NESTED_JSON_MAX and (data := parse_json(inner)) is not None:
                        waiting.append(data)


def merge_embedded_metadata(article: EmbeddedArticle, metadata: PageMetadata) -> None:
    """Add the fields of an embedded article to the metadata of the page.

    Args:
        article: The embedded article.
        metadata: The metadata, which are changed.
    """
    fields = {key.lower(): value for key, value in article.json_object.items() if isinstance(key, str)}
    for key, value in fields.items():
        if _is_key_for(key, "title") and isinstance(value, str) and (title := clean_one_line(value)):
            metadata.titles.insert(0, title)
        elif _is_key_for(key, "date") and (date := _parse_date_value(value)):
            metadata.dates.append(date)
        elif _is_key_for(key, "source"):
            metadata.outlets += [name for name in _read_names(value) if 2 <= len(name) <= 20]
        elif _is_key_for(key, "author"):
            metadata.authors += [name for name in _read_names(value) if 2 <= len(name) <= 12]


def _is_key_for(key: str, *uses: str) -> bool:
    """Whether a key names one of the given fields, by data/json_keys.tsv."""
    return any(key in get_words("json_keys", sort) for sort in uses)


def _read_names(value: Any) -> list[Any]:
    """The names in a value: a string, an object with a name, or a list of these."""
    found = []
    for item in value[:10] if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            item = item.get("name") or item.get("title")
        if isinstance(item, str) and (name := clean_one_line(item)):
            found.append(name)
    return found


def _parse_date_value(value: Any) -> str | None:
    """The date of a value: printed, or in seconds or milliseconds since 1970; in Chinese time. None without one."""
    text = str(value) if isinstance(value, int | str) else ""
    return parse_epoch(text) or parse_machine_date(text[:80])


def _iter_script_values(root: _Element) -> Iterator[Any]:
    """Yield the JSON values in the scripts of a page that have Chinese text in them."""
    for script in islice(root.iter("script"), _SCRIPTS_MAX):
        text = script.text or ""
        if len(text) < 2 * _BODY_HAN_MIN or (script.get("type") or "").endswith("ld+json"):
            continue
        if text.lstrip().startswith("%7B"):
            text = unquote(text)
        if sum(1 for _ in islice(_HAN_CHARACTER.finditer(text), _BODY_HAN_MIN)) < _BODY_HAN_MIN:
            continue
        if "json" in (script.get("type") or "") and (value := parse_json(text)) is not None:
            yield value
            continue
        found = False
        for value in _iter_assigned_values(text):
            found = True
            yield value
        for match in islice(_JSON_PARSE_CALL.finditer(text), _VALUES_MAX):
            inner = parse_json(match[1])
            if isinstance(inner, str) and (value := parse_json(inner)) is not None:
                found = True
                yield value
        for match in islice(_ASSIGNED_STRING.finditer(text), _VALUES_MAX):
            body = _decode_script_string(match[1] or match[2] or match[3])
            if any(tag in body for tag in _TAGS_OF_BODY):
                found = True
                yield {"content": body}
        if not found:  # an object literal of JavaScript, whose keys may have no quotes
            yield dict(_iter_string_fields(text))
    yield from _iter_markup_bodies(root)


def _decode_script_string(text: str) -> str:
    """The value of a string literal of JavaScript; as written where it cannot be decoded."""
    text = _HEX_ESCAPE.sub(r"\\u00\1", text).replace("\\'", "'")
    text = text.replace('\\"', '"').replace('"', '\\"')  # a string in other quotes has them without a backslash
    decoded = parse_json(f'"{text}"')
    return decoded if isinstance(decoded, str) else text


def _iter_markup_bodies(root: _Element) -> Iterator[Any]:
    """Yield texts in markup that no browser shows: text areas, templates, noscript, data- attributes."""
    from lxml import etree

    for element in islice(root.iter("noscript", "template"), _VALUES_MAX):
        if _count_han("".join(element.itertext())) >= _BODY_HAN_MIN:
            yield {"content": "".join(etree.tostring(child, encoding="unicode", method="html") for child in element)}
    for element in islice(root.iter(), _ATTRIBUTE_ELEMENTS_MAX):
        for name, value in element.attrib.items():
            if len(value) >= 2 * _BODY_HAN_MIN and name.startswith("data-") and _count_han(value) >= _BODY_HAN_MIN:
                if any(tag in value for tag in _TAGS_OF_BODY):
                    yield {"content": value}
                elif value[:1] in "{[" and (data := parse_json(value)) is not None:
                    yield data
    for area in islice(root.iter("textarea", "xmp"), _VALUES_MAX):  # the page's own script reads the article from there
        text = "".join(area.itertext())
        if "</p>" in text or "</div>" in text:
            yield {"content": text}


def _iter_assigned_values(text: str) -> Iterator[Any]:
    """Yield the JSON values that a script assigns or passes to functions."""
    decoder = json.JSONDecoder(strict=False)
    at = 0
    for _ in range(_VALUES_MAX):
        match = _VALUE_START.search(text, at)
        if match is None:
            return
        try:
            value, at = decoder.raw_decode(text, match.end())
        except (ValueError, RecursionError):
            at = match.end()
            continue
        if _is_non_empty(value):
            yield value


def _is_non_empty(value: Any) -> bool:
    return isinstance(value, dict | list) and bool(value)


def _iter_string_fields(text: str) -> Iterator[tuple[str, str]]:
    for match in islice(_STRING_FIELD.finditer(text), _VALUES_MAX):
        decoded = parse_json(f'"{match[2]}"')
        if isinstance(decoded, str) and _count_han(decoded) >= _BODY_HAN_MIN:
            yield match[1], decoded


def _find_body(item: dict[str, Any], titles: Sequence[str]) -> EmbeddedArticle | None:
    """The article in a JSON object: beside the page's title under any key, else under a key for bodies; or None."""
    titled = any(
        isinstance(value, str) and 4 <= len(value) <= 200 and _is_page_title(make_title_key(value), titles)
        for value in item.values()
    )
    best: EmbeddedArticle | None = None
    for key, value in item.items():
        named = _is_key_for(str(key).lower(), "body", "both")
        if not titled and not named:
            continue
        if isinstance(value, str):
            markup = value if "<" in value and "</" in value else _render_paragraphs(value)
        elif isinstance(value, dict | list):
            markup = "".join(_render_blocks(value)) if named else ""
        else:
            continue
        han = _count_han(markup)
        if han >= _BODY_HAN_MIN and (best is None or han > best.han_count):
            best = EmbeddedArticle(markup, han, item, has_page_title=titled)
    return best


def _is_page_title(key: str, titles: Iterable[str]) -> bool:
    return len(key) >= 4 and any(title.startswith(key) or key.startswith(title) for title in titles)


def _render_blocks(value: Any) -> Iterator[str]:
    """Yield the HTML of the paragraphs and images of a body that is a list of blocks, in order."""
    waiting: list[tuple[str, Any]] = [("", value)]
    for _ in range(_OBJECTS_MAX):
        if not waiting:
            return
        key, item = waiting.pop()
        if isinstance(item, str):
            if _is_key_for(key, "text", "both", "caption") and item.strip():
                text = item if "</" in item else html.escape(item)
                yield f'<p class="caption">{text}</p>' if _is_key_for(key, "caption") else f"<p>{text}</p>"
        elif isinstance(item, list):
            waiting += [(key, inner) for inner in reversed(item)]
        elif isinstance(item, dict):
            src = next((item[name] for name in ("src", "url", "img", "image") if isinstance(item.get(name), str)), "")
            if src and any(word in str(item.get("type", "")).lower() for word in ("image", "img", "photo", "pic")):
                yield f'<img src="{html.escape(src, quote=True)}">'
            waiting += [(str(name).lower(), inner) for name, inner in reversed(item.items())]


def _render_paragraphs(text: str) -> str:
    return "".join(f"<p>{html.escape(line)}</p>" for line in re.split(r"[\r\n]+", text) if line.strip())


def _count_han(text: str) -> int:
    return sum(1 for char in text if "\u4e00" <= char <= "\u9fff")
