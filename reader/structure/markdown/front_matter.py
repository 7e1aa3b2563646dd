"""Reads the front matter of a Markdown file: the fields that a note, a blog or a web clipper writes above the text.

It is YAML between lines of ---, TOML between lines of +++, or a JSON object. Of YAML only strings, lists and mappings
are read: tags are never executed, anchors and aliases are refused, and invalid front matter is read line by line.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.model import CleanText, clean, remove_unprinted
from reader.structure.dates import parse_date
from reader.structure.lexicon import read_lexicon_rows
from reader.structure.lines import WHITESPACE

if TYPE_CHECKING:
    from collections.abc import Iterator

FRONT_MATTER_MAX = 1_200_000
"""Code points of front matter, at most."""
_PARSED_MAX = 16_384
"""Code points of YAML that is parsed; longer front matter is read line by line."""
_FIELDS = ("title", "date", "author", "outlet", "url", "category", "tag", "summary")
_LINES_MAX = 400
"""Lines that are read of front matter that cannot be parsed."""
_VALUES_MAX = 20
"""Values of a list that are used, at most."""
_VALUE_SIZE_MAX = 2_000
_FENCED = re.compile(
    r"\ufeff?\s{0,20}(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<body>.*?)(?:^|\n)(?P=fence)[ \t]*(?:\r?\n|\Z)", re.S
)
_KEY = re.compile(r"^[A-Za-z_][\w .-]{0,40}:(?:[ \t]|$)", re.M)
_KEY_LINE = re.compile(r"([A-Za-z_][\w .-]{0,40}):[ \t]*(.*)")
_ALIAS = re.compile(r"(?:^|[\s\[,:-])[&*][\w-]+", re.M)
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]{1,200}\|)?([^\[\]|]{1,200})\]\]")
_LINE_BREAK = re.compile(r"[\r\n\t]+")
_WEB_ADDRESS = re.compile(r"https?://\S+", re.I)


class FrontMatter(NamedTuple):
    """The fields of a front matter. A field that is named without a value is empty, not None."""

    keys: frozenset[str] = frozenset()
    """The fields that it names, with or without a value: title, date, author …."""
    title: CleanText | None = None
    date: str | None = None
    """YYYY-MM-DD or YYYY-MM-DDTHH:MM, in the time zone of the file."""
    authors: tuple[CleanText, ...] = ()
    outlet: CleanText | None = None
    url: str | None = None
    categories: tuple[CleanText, ...] = ()
    tags: tuple[CleanText, ...] = ()
    description: CleanText | None = None


def split_front_matter(text: str) -> tuple[str, str]:
    """Return the front matter of a text without its fences, empty where there is none, and the text after it.

    Args:
        text: A Markdown file, decoded.
    """
    match = _FENCED.match(text[:FRONT_MATTER_MAX])
    if match is not None:
        body = match["body"]
        if match["fence"] == "+++":
            return ("+++\n" + body, text[match.end() :]) if "=" in body else ("", text)
        if _KEY.search(body[:_PARSED_MAX]) is not None or not body.strip():
            return body, text[match.end() :]
        return "", text
    if text.lstrip("\ufeff \t\r\n")[:1] == "{":
        start = text.index("{")
        try:
            value, end = json.JSONDecoder().raw_decode(text[: start + _PARSED_MAX], start)
        except (ValueError, RecursionError):
            return "", text
        if isinstance(value, dict) and "title" in value and text[end : end + 1] in ("\n", "\r", ""):
            return text[start:end], text[end:]
    return "", text


def has_front_matter(text: str) -> bool:
    """Whether a text begins with front matter that names a field of an article."""
    head = text[:200].lstrip("\ufeff \t\r\n")
    if not head.startswith(("---", "+++", "{")):
        return False
    body, _ = split_front_matter(text)
    return bool(body) and bool(read_front_matter(body).keys)


def read_front_matter(body: str) -> FrontMatter:
    """Return the fields of a front matter.

    Args:
        body: The front matter as `split_front_matter` returns it.
    """
    values = {str(key).strip().lower(): value for key, value in _parse(body).items()}
    named = {field: _find(values, field) for field in _FIELDS}
    texts = {field: [text for text in _iter_texts(value) if text] for field, value in named.items()}
    url = next((text for text in texts["url"] if _WEB_ADDRESS.fullmatch(text)), None)
    outlets = [text for text in texts["outlet"] if _WEB_ADDRESS.fullmatch(text) is None]
    if url is None:  # `source:` may be a URL or a name
        url = next((text for text in texts["outlet"] if _WEB_ADDRESS.fullmatch(text)), None)
    return FrontMatter(
        keys=frozenset(field for field, value in named.items() if value is not None),
        title=next(iter(texts["title"]), None),
        date=next((date for text in texts["date"] if (date := parse_date(text))), None),
        authors=tuple(dict.fromkeys(texts["author"])),
        outlet=next(iter(outlets), None),
        url=url,
        categories=tuple(texts["category"]),
        tags=tuple(texts["tag"]),
        description=next(iter(texts["summary"]), None),
    )


def _find(values: dict[str, Any], field: str) -> Any:
    """The value of the first key for a field that has a value; "" if all are empty, None without such a key."""
    empty = None
    for key in _get_keys(field):
        if key in values:
            if values[key] not in (None, "", [], {}):
                return values[key]
            empty = ""
    return empty


def _get_keys(field: str) -> list[str]:
    """The keys for a field, the most reliable first, in the order of data/front_matter.tsv."""
    return [key for key, name in read_lexicon_rows("front_matter") if name == field]


def _iter_texts(value: Any) -> Iterator[CleanText]:
    """Yield the strings of a value (a string, a list or a mapping with a name), on one line, without wiki brackets."""
    for item in value[:_VALUES_MAX] if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            item = item.get("name") or item.get("title")
        if item is None or isinstance(item, list | dict):
            continue
        text = clean(remove_unprinted(_WIKI_LINK.sub(r"\1", str(item)[:_VALUE_SIZE_MAX])))
        yield CleanText(_LINE_BREAK.sub(" ", text).strip(WHITESPACE))


def _parse(body: str) -> dict[Any, Any]:
    """The mapping of a front matter; read line by line where it is invalid, long or has aliases."""
    try:
        if body.startswith("+++\n"):
            import tomllib

            return tomllib.loads(body[4 : _PARSED_MAX + 4])
        if body.startswith("{"):
            value = json.loads(body)
            return value if isinstance(value, dict) else {}
    except (ValueError, RecursionError):
        return _read_lines(body)
    if len(body) <= _PARSED_MAX and _ALIAS.search(body) is None:
        value = _parse_yaml(body)
        if isinstance(value, dict):
            return value
    return _read_lines(body)


def _parse_yaml(body: str) -> Any:
    """The value of YAML, with strings for all scalars; None where it is invalid. Tags are ignored, never executed."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        return yaml.load(body, Loader=loader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


def _read_lines(body: str) -> dict[Any, Any]:
    """The keys with a value on their line or a list of `- value` lines."""
    found: dict[Any, Any] = {}
    key = ""
    for line in body.split("\n", _LINES_MAX)[:_LINES_MAX]:
        line = line.rstrip("\r")
        match = _KEY_LINE.match(line[:_VALUE_SIZE_MAX])
        if match is not None:
            key = match[1]
            found.setdefault(key, _unquote(match[2]))
        elif key and line.lstrip().startswith("- "):
            if not isinstance(found[key], list):
                found[key] = [found[key]] if found[key] else []
            found[key].append(_unquote(line.lstrip()[2:]))
    return found


def _unquote(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
