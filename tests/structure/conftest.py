"""Articles rendered as plain text in the styles of outlets, every line with the kind it should get."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import opencc
import pytest

from reader.model import Article, Origin, clean
from reader.structure import read_plain_text

if TYPE_CHECKING:
    from collections.abc import Callable

SHARED = Path(__file__).parents[2].parent / "shared"
PAGES = SHARED / "acceptance" / "pages"


@dataclass(frozen=True)
class Style:
    """How a rendering looks."""

    name: str
    indent: str = ""
    spacer: str | None = ""
    """The line between two lines of an article; None for no line."""
    nfkc: bool = False
    script: str | None = None
    """An OpenCC configuration for the whole text."""
    furniture_script: str | None = None
    """And one for the furniture only."""
    wrap: int | None = None
    furniture: bool = True
    markdown: bool = False
    flush: frozenset[str] = frozenset({"caption", "byline", "editor", "note"})
    """Kinds of the body that are not indented."""


STYLES = [
    Style("two spaces, NBSP spacers", "  ", "\u00a0"),
    Style("U+3000 pair, no spacers", "\u3000\u3000", None),
    Style("U+3000 pair, empty spacers", "\u3000\u3000", ""),
    Style("U+3000 pair, captions indented too", "\u3000\u3000", "", flush=frozenset()),
    Style(
        "U+3000 pair, headings flush",
        "\u3000\u3000",
        "",
        flush=frozenset({"caption", "byline", "editor", "note", "heading"}),
    ),
    Style("no indent, empty spacers"),
    Style("no indent, no spacers", spacer=None),
    Style("two spaces, NFKC", "  ", "\u00a0", nfkc=True),
    Style("no indent, NFKC", nfkc=True),
    Style("U+3000 pair, other script", "\u3000\u3000", "", script="other"),
    Style("furniture in the other script", "  ", "\u00a0", furniture_script="other"),
    Style("wrapped at 40, blank lines", wrap=40),
    Style("wrapped at 72, blank lines", wrap=72),
    Style("wrapped at 76, indented, no blank lines", "\u3000\u3000", None, wrap=76),
    Style("no furniture", furniture=False),
    Style("no furniture, U+3000 pair", "\u3000\u3000", None, furniture=False),
    Style("Markdown", markdown=True),
]


@dataclass
class Rendering:
    """A plain text and what its lines are."""

    name: str
    text: str
    kinds: dict[int, tuple[str, int]] = field(default_factory=dict)
    """Of the first line of every part: its kind and the line behind its last."""
    texts: dict[int, str] = field(default_factory=dict)


def parts_of(gold: dict[str, Any]) -> list[tuple[str, str]]:
    """The parts of a page with gold structure as an outlet would print them."""
    parts: list[tuple[str, str]] = []
    if gold["breadcrumb"]:
        parts.append(("breadcrumb", " > ".join(gold["breadcrumb"])))
    parts.append(("headline", gold["headline"]))
    if gold["date"]:
        parts.append(("date", gold["date"].replace("T", " ") + (f"  来源：{gold['source']}" if gold["source"] else "")))
    elif gold["source"]:
        parts.append(("source", f"来源：{gold['source']}"))
    if gold["deck"] and len(gold["deck"]) < 40:
        parts.append(("deck", gold["deck"]))
    for block in gold["body"]:
        text = block["text"]
        if block["kind"] == "caption" and block.get("credit") and block["credit"] not in text:
            made = "攝" if len(block["credit"]) < 4 else "提供"
            text += (
                f"（{block['credit']}{made}）"
                if gold["script"] == "hant"
                else f"{block['credit']} {made.replace('攝', '摄')}"
            )
        parts.append((block["kind"], text))
    tail = [("chrome", "相关新闻")] + [("chrome", text) for text in gold["drop"][-6:] if 4 < len(text) < 40]
    return parts + tail


def render(parts: list[tuple[str, str]], style: Style, name: str = "", *, script: str = "hans") -> Rendering:
    """The parts as a plain text in a style."""
    story = {"heading", "paragraph", "caption", "list_item", "quote", "table_row", "note", "byline", "editor"}
    seen_story = False
    lines: list[str] = []
    result = Rendering(f"{name} / {style.name}", "")
    for kind, text in parts:
        seen_story = seen_story or kind in ("paragraph", "caption", "heading")
        own = text
        furniture = not (kind in story and seen_story) and kind != "headline"
        if not style.furniture and kind not in (
            "headline",
            "deck",
            "heading",
            "paragraph",
            "caption",
            "list_item",
            "quote",
            "table_row",
        ):
            continue
        if style.nfkc:
            own = unicodedata.normalize("NFKC", own)
        config = style.script or (style.furniture_script if furniture else None)
        if config == "other":
            config = "s2t" if script == "hans" else "t2s"
        if config:
            own = convert(own, config)
        if style.markdown and kind in ("headline", "heading"):
            own = ("# " if kind == "headline" else "## ") + own
        own = own.strip()
        indent = style.indent if seen_story and kind in story and kind not in style.flush else ""
        rows = wrapped(own, style.wrap, indent) if style.wrap and kind in ("paragraph", "caption") else [indent + own]
        result.kinds[len(lines)] = (kind, len(lines) + len(rows))
        result.texts[len(lines)] = own
        lines += rows
        if style.spacer is not None:
            lines.append(style.spacer)
    result.text = "\n".join(lines)
    return result


@cache
def converter(config: str) -> opencc.OpenCC:
    """Making one takes longer than the conversion of an article."""
    return opencc.OpenCC(config)


def convert(text: str, config: str) -> str:
    """With OpenCC, so that the tests do not rest on our own tables."""
    return str(converter(config).convert(text))


def wrapped(text: str, width: int, indent: str) -> list[str]:
    """Lines of at most `width` columns; punctuation does not begin a line."""
    rows: list[str] = []
    row, used = indent, 2 * len(indent)
    for char in text:
        cell = 2 if unicodedata.east_asian_width(char) in "WFA" else 1
        if (
            used + cell > width
            and char not in "，。、；：！？」』）》”"
            and not (char.isascii() and row[-1:].isascii() and char != " ")
        ):
            rows.append(row.rstrip())
            row, used = "", 0
            if char == " ":
                continue
        row += char
        used += cell
    return [*rows, row] if row.strip() else rows


def article(text: str) -> Article:
    """The article of a text."""
    return read_plain_text(clean(text), Origin("test"))


def misses(rendering: Rendering) -> list[str]:
    """The lines that did not become the block they should be."""
    got = {block.line: block for block in article(rendering.text).blocks}
    wrong = []
    for line, (kind, end) in rendering.kinds.items():
        block = got.get(line)
        if block is None or (block.kind, block.line_end) != (kind, end):
            found = f"{block.kind} to {block.line_end}" if block else "no block"
            wrong.append(f"{rendering.name}: line {line}, {kind} to {end}, got {found}: {rendering.texts[line][:50]}")
    return wrong


def pages() -> list[dict[str, Any]]:
    """The gold structures beside the repository; none where it was checked out alone."""
    return [json.loads(path.read_text("utf-8")) for path in sorted(PAGES.glob("*.gold.json"))]


def labelled(source: str) -> tuple[str, list[tuple[int, int, str, str]]]:
    """The text of an article written as `kind|line`, and its parts: first line, line behind the last, kind, line."""
    lines: list[str] = []
    parts: list[tuple[int, int, str, str]] = []
    for row in source.split("\n"):
        kind, _, line = row.partition("|")
        if kind:
            parts.append((len(lines), len(lines) + 1, kind, line))
        elif line.strip():
            parts[-1] = (parts[-1][0], len(lines) + 1, *parts[-1][2:])
        lines.append(line)
    return "\n".join(lines), parts


@pytest.fixture(scope="session", name="article")
def article_fixture() -> Callable[[str], Article]:
    """Reads a text."""
    return article


@pytest.fixture(scope="session")
def kinds() -> Callable[[str], list[str]]:
    """The kinds of a text's blocks."""
    return lambda text: [block.kind for block in article(text).blocks]


@pytest.fixture(scope="session")
def check() -> Callable[[str], list[str]]:
    """What is wrong in the reading of an article written as `kind|line`."""

    def wrong(source: str) -> list[str]:
        text, parts = labelled(source)
        got = {(block.line, block.line_end): block.kind for block in article(text).blocks}
        return [f"{line}: {kind}, got {got.get((a, b))}" for a, b, kind, line in parts if got.get((a, b)) != kind]

    return wrong


@pytest.fixture(scope="session")
def fields() -> Callable[[str], tuple[object, ...]]:
    """Title, date, outlet, authors and editors of an article written as `kind|line`."""

    def read_fields(source: str) -> tuple[object, ...]:
        got = article(labelled(source)[0])
        return got.title, got.date, got.outlet, list(got.authors), list(got.editors)

    return read_fields


@pytest.fixture(scope="session")
def rates() -> Callable[[list[str]], dict[str, float]]:
    """The share of right lines in every style, over articles written as `kind|line` whose lines are parts."""

    def all_rates(sources: list[str]) -> dict[str, float]:
        whole = [parts for _, parts in map(labelled, sources) if all(end == line + 1 for line, end, *_ in parts)]
        plain = [[(kind, line.strip(" \u3000")) for *_, kind, line in parts] for parts in whole]
        return _rates([parts for parts in plain if not parts[0][1].startswith("#")])

    return all_rates


@pytest.fixture(scope="session")
def page_rates() -> dict[str, float]:
    """The same over the real pages beside the repository."""
    golds = pages()
    if not golds:
        pytest.skip("no pages beside the repository")
    return _rates([parts_of(gold) for gold in golds])


def _rates(articles: list[list[tuple[str, str]]]) -> dict[str, float]:
    result = {}
    for style in STYLES:
        total = wrong = 0
        for parts in articles:
            script = "hant" if article("\n".join(text for _, text in parts)).script == "Hant" else "hans"
            rendering = render(parts, style, script=script)
            total += len(rendering.kinds)
            wrong += len(misses(rendering))
        result[style.name] = 1 - wrong / total
    return result
