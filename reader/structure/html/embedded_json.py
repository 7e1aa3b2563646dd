"""Articles that are in a page only as data for its scripts: __NEXT_DATA__, window.__STATE__ = {…}, JSON.parse("…")."""

from __future__ import annotations

import html
import json
import re
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from reader.structure.html.main_content import bare
from reader.structure.html.page_metadata import day_of, loads, objects, tidy
from reader.structure.lexicon import column

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.etree import _Element

    from reader.structure.html.page_metadata import Meta

HAN_MOST = 20
"""Han characters in a text that is looked at; a body must have more."""
_BODY_LEAST = 60
_SCRIPTS, _VALUES, _OBJECTS = 200, 40, 20_000
"""Scripts of a page, values of a script and objects of a value that are looked at."""
_HAN = re.compile(r"[\u4e00-\u9fff]|\\u[4-9][0-9a-fA-F]{3}")
_STARTS = re.compile(r"[=(]\s*(?=[\[{])")
_QUOTED = re.compile(r'JSON\.parse\(\s*("(?:[^"\\]|\\.)*")')
_FIELD = re.compile(r'["\']?(\w{2,30})["\']?\s*:\s*"((?:[^"\\]|\\.){80,})"')
_EPOCH = re.compile(r"1[0-9]{9}(?:[0-9]{3})?")
_DAY = 86_400


class Body:
    """An article in a script: HTML of its text, and its other fields."""

    __slots__ = ("han", "markup", "source", "titled")

    def __init__(self, markup: str, han: int, source: dict[str, Any], *, titled: bool) -> None:
        self.markup = markup
        self.han = han
        """Han characters in it."""
        self.source = source
        """The object it was found in."""
        self.titled = titled
        """That object has the title of the page."""

    @property
    def weight(self) -> int:
        """What it is worth as the page's article."""
        return self.han * (4 if self.titled else 1)


def script_body(root: _Element, meta: Meta) -> Body | None:
    """The longest text in the page's scripts that can be its article; one beside the page's title before all others."""
    titles = [own for title in meta.titles if len(own := bare(title)) >= 4]
    best: Body | None = None
    for value in _values(root):
        for item in islice(objects(value), _OBJECTS):
            found = _body(item, titles)
            if found is not None and (best is None or found.weight > best.weight):
                best = found
    if best is None:
        for text in meta.bodies:
            if (han := _han(text)) >= _BODY_LEAST and (best is None or han > best.han):
                best = Body(_paragraphs(text), han, {}, titled=True)
    return best


def facts(body: Body, meta: Meta) -> None:
    """Adds what the object of a body says to what the page says of itself."""
    fields = {key.lower(): value for key, value in body.source.items() if isinstance(key, str)}
    for key, value in fields.items():
        if _is(key, "title") and isinstance(value, str) and (title := tidy(value)):
            meta.titles.insert(0, title)
        elif _is(key, "date") and (date := _date(value)):
            meta.dates.append(date)
        elif _is(key, "source"):
            meta.outlets += [name for name in _strings(value) if 2 <= len(name) <= 20]
        elif _is(key, "author"):
            meta.authors += [name for name in _strings(value) if 2 <= len(name) <= 12]


def _is(key: str, *what: str) -> bool:
    """A key of script data that is used for this."""
    return any(key in column("keys", sort) for sort in what)


def _strings(value: Any) -> list[Any]:
    """The names in a field: a string, an object with a name, or a list of these."""
    found = []
    for item in value[:10] if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            item = item.get("name") or item.get("title")
        if isinstance(item, str) and (name := tidy(item)):
            found.append(name)
    return found


def _date(value: Any) -> str | None:
    """A date that is printed, or counted in seconds or milliseconds since 1970; in Chinese time."""
    text = str(value) if isinstance(value, int | str) else ""
    if _EPOCH.fullmatch(text):
        seconds = int(text[:10]) + 8 * 3600
        return _of_day(seconds // _DAY) + f"T{seconds % _DAY // 3600:02}:{seconds % 3600 // 60:02}"
    return day_of(text[:80])


def _of_day(days: int) -> str:
    from datetime import date, timedelta

    return (date(1970, 1, 1) + timedelta(days)).isoformat()


def _values(root: _Element) -> Iterator[Any]:
    """The values in the scripts of a page that have Chinese text in them."""
    for script in islice(root.iter("script"), _SCRIPTS):
        text = script.text or ""
        if len(text) < 2 * _BODY_LEAST or (script.get("type") or "").endswith("ld+json"):
            continue
        if text.lstrip().startswith("%7B"):
            text = unquote(text)
        if sum(1 for _ in islice(_HAN.finditer(text), _BODY_LEAST)) < _BODY_LEAST:
            continue
        if "json" in (script.get("type") or "") and (value := loads(text)) is not None:
            yield value
            continue
        found = False
        for value in _assigned(text):
            found = True
            yield value
        for match in islice(_QUOTED.finditer(text), _VALUES):
            inner = loads(match[1])
            if isinstance(inner, str) and (value := loads(inner)) is not None:
                found = True
                yield value
        if not found:  # an object literal of JavaScript, whose keys need no quotes
            yield dict(_fields(text))
    for area in islice(root.iter("textarea", "xmp"), _VALUES):  # a page's own script takes the article from there
        text = "".join(area.itertext())
        if "</p>" in text or "</div>" in text:
            yield {"content": text}


def _assigned(text: str) -> Iterator[Any]:
    """What is assigned or handed over in a script, where it is JSON."""
    decoder = json.JSONDecoder(strict=False)
    at = 0
    for _ in range(_VALUES):
        match = _STARTS.search(text, at)
        if match is None:
            return
        try:
            value, at = decoder.raw_decode(text, match.end())
        except (ValueError, RecursionError):
            at = match.end()
            continue
        if _holds(value):
            yield value


def _holds(value: Any) -> bool:
    return isinstance(value, dict | list) and bool(value)


def _fields(text: str) -> Iterator[tuple[str, str]]:
    for match in islice(_FIELD.finditer(text), _VALUES):
        decoded = loads(f'"{match[2]}"')
        if isinstance(decoded, str) and _han(decoded) >= _BODY_LEAST:
            yield match[1], decoded


def _body(item: dict[str, Any], titles: Sequence[str]) -> Body | None:
    """The body in an object, if it has one: beside the page's title under any key, else under one that says so."""
    titled = any(
        isinstance(value, str) and 4 <= len(value) <= 200 and _is_title(bare(value), titles) for value in item.values()
    )
    best: Body | None = None
    for key, value in item.items():
        named = _is(str(key).lower(), "body", "both")
        if not titled and not named:
            continue
        if isinstance(value, str):
            markup = value if "<" in value and "</" in value else _paragraphs(value)
        elif isinstance(value, dict | list):
            markup = "".join(_blocks(value)) if named else ""
        else:
            continue
        han = _han(markup)
        if han > HAN_MOST and han >= _BODY_LEAST and (best is None or han > best.han):
            best = Body(markup, han, item, titled=titled)
    return best


def _is_title(own: str, titles: Iterable[str]) -> bool:
    return len(own) >= 4 and any(title.startswith(own) or own.startswith(title) for title in titles)


def _blocks(value: Any) -> Iterator[str]:
    """The paragraphs and images of a body that is a list of blocks, in order."""
    waiting: list[tuple[str, Any]] = [("", value)]
    for _ in range(_OBJECTS):
        if not waiting:
            return
        key, item = waiting.pop()
        if isinstance(item, str):
            if _is(key, "text", "both", "caption") and item.strip():
                text = item if "</" in item else html.escape(item)
                yield f'<p class="caption">{text}</p>' if _is(key, "caption") else f"<p>{text}</p>"
        elif isinstance(item, list):
            waiting += [(key, inner) for inner in reversed(item)]
        elif isinstance(item, dict):
            src = next((item[name] for name in ("src", "url", "img", "image") if isinstance(item.get(name), str)), "")
            if src and any(word in str(item.get("type", "")).lower() for word in ("image", "img", "photo", "pic")):
                yield f'<img src="{html.escape(src, quote=True)}">'
            waiting += [(str(name).lower(), inner) for name, inner in reversed(item.items())]


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{html.escape(line)}</p>" for line in re.split(r"[\r\n]+", text) if line.strip())


def _han(text: str) -> int:
    return sum(1 for char in text if "\u4e00" <= char <= "\u9fff")
