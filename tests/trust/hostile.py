"""Texts made to reach a terminal with control characters, and files that have them in every field."""

from __future__ import annotations

import json
import os
import re
import sqlite3
from typing import TYPE_CHECKING, Any

from reader.annotations.model import Annotation, CanonicalText
from reader.copies.annotated_view import make_annotated_view
from reader.copies.save import render_copy
from reader.library.sql_functions import create_functions
from reader.model import Article, Block, Origin, Span, clean

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

IS_FULL = os.environ.get("DUBAO_TRUST") == "full"
"""Whether all cases are tried, as before a release, and not a sample of them."""
CONTROLS = [*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0)), "\u2028", "\u202e", "\u2066", "\U000e0041"]
HOSTILE_TEXTS = [
    *(f"甲{character}乙" for character in CONTROLS),
    "甲\x1b]52;c;Y3VybA==\x07乙",
    "甲\x1b]0;pwn乙",
    "甲\x1bP乙",
    "甲\x9d8;;http://evil.example/\x9c乙",
    "甲\r\n乙",
    "../../甲",
    "=甲\r乙",
    "甲\ud800乙",
]
UNSAFE_OUTPUT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u206f\ud800-\udfff\U000e0000-\U000e007f]")
"""Everything that a listing may not print; LF ends its lines, TAB is as good as a blank."""
WHEN = "2026-01-01T00:00:00.000000Z"
ARTICLE = Article(
    Origin("0123456789abcdef", "/news/a.txt", None, "utf-8", "0" * 64),
    (
        Block("headline", clean("小漁港的風電"), spans=(Span("link", 0, 3, "https://news.example/1"),)),
        Block("caption", clean("岸邊的風車。李四攝"), credit=clean("李四"), image="a.jpg"),
        Block("paragraph", clean("去年發電五十億度，比前年多一成。")),
    ),
    clean("小漁港的風電"),
    clean("一行副題"),
    (clean("新聞"),),
    "2026-01-01",
    clean("海角日報"),
    (clean("張三"),),
    (clean("王五"),),
    "Hant",
)
TARGET = CanonicalText(ARTICLE.blocks).make_target(0, 3)
NOTE = Annotation("urn:uuid:1", WHEN, WHEN, TARGET, note="記下", tags=("港",), figure="1")


def make_copy_payload() -> dict[str, Any]:
    """The plain values of a JSON copy with an annotation."""
    value: dict[str, Any] = json.loads(render_copy(make_annotated_view(ARTICLE, [NOTE]), "json"))
    value["dubao:article"]["origin"]["url"] = "https://news.example/1"
    return value


def find_string_paths(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of keys and indexes to each string in plain values."""
    if isinstance(value, str):
        yield path
    elif isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from find_string_paths(part, (*path, key))


def replace_at(value: Any, path: tuple[str | int, ...], text: object) -> Any:
    """A copy of plain values with another value at a path."""
    copied = json.loads(json.dumps(value))
    part = copied
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = text
    return copied


def connect_raw(path: Path, **options: Any) -> sqlite3.Connection:
    """A connection to the file of a library that lets anything be written, as another program would.

    Args:
        path: The file.
        **options: Those of sqlite3.connect.
    """
    connection: sqlite3.Connection = sqlite3.connect(path, **options)
    create_functions(connection)
    return connection
