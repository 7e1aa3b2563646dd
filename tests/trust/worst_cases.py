"""Texts that ask as much as possible of each parser: a parser, and a text of any size for it.

worst_cases.tsv names parsers and what a text for them repeats; other texts are made here.
"""

from __future__ import annotations

import json
import os
import random
import tempfile
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import ReaderError
from reader.model import Block, Origin, clean
from reader.script.detect import detect_scripts
from tests.trust.hostile import ARTICLE, NOTE, make_copy_payload

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HAN = "這是一個很長的句子，用來測試解析器的表現。"
COMMON = (
    "的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對"
    "成會可主發年動同工也能下過子說產種面而方後多定行學法所民得經"
)


class WorstCase(NamedTuple):
    """A parser and a text for it."""

    parser: str
    """The name of a function of this module, without `run_`."""
    make: Callable[[int], str]
    """The text of about so many bytes of UTF-8."""


# -- parsers: each reads a text as the program does


def run_text(text: str) -> None:
    """Read plain text to its end."""
    _read(text, "a.txt")


def run_page(text: str) -> None:
    """Read an HTML page, in another process where it is large."""
    _read(text, "a.html")


def run_markdown(text: str) -> None:
    """Read a Markdown file."""
    _read(text, "a.md")


def _read(text: str, name: str) -> None:
    from reader.structure import read_article

    read_article(clean(text), Origin("t", path=name))


def run_figures(text: str) -> None:
    """Find the figures of an article whose blocks are the lines."""
    from dataclasses import replace

    from reader.figures.context import detect_context
    from reader.figures.scan import find_article_figures

    article = replace(ARTICLE, blocks=tuple(Block("paragraph", clean(line)) for line in text.split("\n")))
    for _ in find_article_figures(article, detect_context(article)):
        pass


def run_dates(text: str) -> None:
    """Find the printed dates of each line, and of feeds."""
    from reader.sources.feeds.dates import parse_feed_date
    from reader.structure.dates import find_dates, is_date, parse_date
    from reader.structure.lines import normalize_chars

    for line in filter(None, normalize_chars(text).split("\n")):
        list(find_dates(line))
        is_date(line)
        parse_date(line)
        parse_feed_date(line, is_chinese=True)


def run_script(text: str) -> None:
    """Detect the script of each line and convert it to the words of Taiwan and to simplified characters."""
    from dataclasses import replace

    from reader.script.article_conversion import convert_article

    lines = [line for line in text.split("\n") if line]
    blocks = tuple(
        Block("paragraph", clean(line), script=script)
        for line, script in zip(lines, detect_scripts(lines), strict=True)
    )
    for view_name in ("twp", "hans"):
        convert_article(replace(ARTICLE, blocks=blocks), view_name)


def run_layout(text: str) -> None:
    """Break each line as a paragraph to rows of 72 cells."""
    from reader.services.ansi_page import TERMINAL_STYLES, render_lines
    from reader.typeset.page_layout import PageStyle

    blocks = [Block("paragraph", clean(line)) for line in text.split("\n") if line]
    for _ in render_lines(blocks, PageStyle(measure=72, plain=False), TERMINAL_STYLES):
        pass


def run_feed(text: str) -> None:
    """Parse a feed."""
    from reader.sources.feeds.parse import parse_feed

    parse_feed(text.encode(), "https://a.example/")


def run_feed_list(text: str) -> None:
    """Parse a list of feeds: OPML, else a newsboat urls file."""
    from reader.sources.feeds.newsboat import parse_newsboat_urls
    from reader.sources.feeds.opml import parse_opml

    if text.startswith("<"):
        parse_opml(clean(text), "x")
    else:
        parse_newsboat_urls(clean(text))


def run_message(text: str) -> None:
    """Read a saved mail or MHTML page."""
    from reader.sources.files import create_document

    document = create_document(text.encode(), "a.eml", "a.eml", "a.eml")
    _read(document.text, "a.eml")


def run_bytes(text: str) -> None:
    """Find the encoding of bytes that are not UTF-8."""
    from reader.sources.encoding import decode_text

    decode_text(text.encode("gb18030", "replace"), "x")
    decode_text(text.encode("big5", "replace"), "x")


def run_copy(text: str) -> None:
    """Open an annotated copy."""
    from reader.copies.open import open_copy

    open_copy(text, "x")


def run_save(text: str) -> None:
    """Open an annotated copy and save it in each format."""
    from reader.copies.annotated_view import make_annotated_view
    from reader.copies.open import open_copy
    from reader.copies.save import render_copy

    copy = open_copy(text, "x")
    assert copy is not None
    view = make_annotated_view(copy.article, copy.annotations)
    for copy_format in ("md", "html", "txt", "org", "json"):
        render_copy(view, copy_format)


def run_anchors(text: str) -> None:
    """Find annotations again in a text that has changed."""
    from reader.annotations.anchoring import reanchor
    from reader.annotations.model import Annotation, CanonicalText, Target

    canonical = CanonicalText(tuple(Block("paragraph", clean(line)) for line in text.split("\n")))
    size = len(canonical.text)
    targets = [
        Target(at + 7, at + 28, canonical.text[at : at + 20] + "改", canonical.text[max(0, at - 20) : at], "別的")
        for at in range(0, size - 40, max(1, size // 40))
    ]
    when = "2026-01-01T00:00:00.000000Z"
    reanchor(canonical, [Annotation(f"urn:uuid:{n}", when, when, target) for n, target in enumerate(targets)])


def run_query(text: str) -> None:
    """Parse a search query, and the folded words of a text."""
    from reader.library.search_query import MAX_QUERY_LENGTH, parse_query
    from reader.text.folding import fold_for_search
    from reader.text.search_tokens import find_words, tokenize_for_search

    for start in range(0, len(text), MAX_QUERY_LENGTH):
        with suppress(ReaderError):
            parse_query(text[start : start + MAX_QUERY_LENGTH])
    with suppress(ReaderError):
        parse_query(text)
    tokenize_for_search(text)
    folded = fold_for_search(text)
    list(find_words(folded, folded[:2]))


def run_rules(text: str) -> None:
    """Read the user's own rules of conversion."""
    from reader.script.overrides import read_override_file

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rules.tsv"
        path.write_text(text, "utf-8")
        read_override_file(path)


def run_settings(text: str) -> None:
    """Read a settings file."""
    from reader.config.settings import parse_settings
    from reader.input.keymap import find_problems

    parse_settings(text, Path("config.toml"), find_problems)


def run_show(text: str) -> None:
    """The whole command `dubao show`."""
    _run_command(["show"], text)


def run_show_json(text: str) -> None:
    """The whole command `dubao show --json`, with figures, in the words of Taiwan."""
    _run_command(["show", "--json", "--script", "twp"], text)


def _run_command(arguments: list[str], text: str) -> None:
    from reader.cli.main import main

    ending = "html" if text.startswith("<") else "md" if text.startswith("#") else "txt"
    with tempfile.NamedTemporaryFile("w", suffix=f".{ending}", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        with open(os.devnull, "w", encoding="utf-8") as null, redirect_stdout(null), redirect_stderr(null):
            main([*arguments, file.name])


# -- texts


def repeat(unit: str, size: int) -> str:
    """A repeated unit with so many bytes of UTF-8, less than one unit more."""
    return unit * (size // len(unit.encode()) + 1)


def repeated(unit: str, before: str = "", after: str = "") -> Callable[[int], str]:
    """A maker of texts of a repeated unit.

    Args:
        unit: The unit.
        before: What stands before it once.
        after: What stands behind it once.
    """
    return lambda size: before + repeat(unit, size) + after


def mixed(units: tuple[str, ...], before: str = "") -> Callable[[int], str]:
    """A maker of texts of units in a random order, the same in each run.

    Args:
        units: The units.
        before: What stands before them once.
    """

    def make(size: int) -> str:
        chance = random.Random(len(units))
        mean = sum(len(unit.encode()) for unit in units) / len(units)
        return before + "".join(chance.choices(units, k=int(size / mean) + 1))

    return make


def make_random_han(size: int) -> str:
    """Characters in a random order, without any sign."""
    return "".join(random.Random(1).choices(COMMON, k=size // 3))


def make_random_lines(size: int) -> str:
    """Lines of one to sixty characters with signs and digits anywhere."""
    chance = random.Random(2)
    signs = COMMON + "，。、：；！？「」（）《》0123456789%./-： \n\n\n"
    return "".join(chance.choices(signs, k=size // 2))


def make_random_short_lines(size: int) -> str:
    """Lines of one to four characters in a random order, hardly two of them alike."""
    chance = random.Random(4)
    return "".join(f"{''.join(chance.choices(COMMON, k=chance.randint(1, 4)))}\n" for _ in range(size * 2 // 17))


def make_number_rows(size: int) -> str:
    """Rows of a table of numbers."""
    chance = random.Random(3)
    rows = ("\t".join(f"{chance.randint(1, 99999)}" for _ in range(6)) for _ in range(size // 36))
    return "\n".join(rows)


def make_counted_list(size: int) -> str:
    """A list whose numbers go up."""
    return "".join(f"{n % 100}. 甲{n}\n" for n in range(size // 12))


def make_edited_copy(unit: str) -> Callable[[int], str]:
    """A maker of Markdown copies in whose text, and below whose notes, somebody has put a repeated unit."""
    from reader.copies.annotated_view import make_annotated_view
    from reader.copies.markdown_writer import NOTES_MARKER
    from reader.copies.save import render_copy

    text = render_copy(make_annotated_view(ARTICLE, [NOTE]), "md")
    head, _, payload = text.rpartition("<!-- dubao-copy-1")
    body, marker, notes = head.partition(NOTES_MARKER)
    return lambda size: "".join(
        (
            *(body, repeat(unit, size // 2), "\n\n", marker, notes, repeat(unit, size // 2)),
            *("\n\n<!-- dubao-copy-1", payload),
        )
    )


def make_json_copy(kind: str) -> Callable[[int], str]:
    """A maker of JSON copies with many spans, blocks, annotations or names."""

    def make(size: int) -> str:
        value = make_copy_payload()
        article, block, note = value["dubao:article"], value["dubao:article"]["blocks"][2], value["items"][0]
        if kind == "blocks":
            article["blocks"] = [{**block, "text": "字"} for _ in range(size // 60)]
        elif kind == "names":
            article["authors"] = [f"張{n}" for n in range(size // 60)]
            article["blocks"] = [{**block, "text": f"字{n}"} for n in range(size // 200)]
        elif kind == "notes":
            value["items"] = [{**note, "id": f"urn:x:{n}"} for n in range(size // 500)]
        elif kind == "lost notes":
            block["text"] = make_random_han(size // 2)
            article["blocks"] = [block]
            value["items"] = [
                {**note, "id": f"urn:x:{n}", "target": {**note["target"], "selector": [
                    {"type": "TextPositionSelector", "start": n * 7, "end": n * 7 + 12},
                    {"type": "TextQuoteSelector", "exact": block["text"][n : n + 11] + "改"},
                ]}}
                for n in range(size // 1000)
            ]  # fmt: skip
        else:
            count = size // 60
            block["text"] = "字" * (count + 2)
            article["blocks"] = [block]
            span: dict[str, object] = {"kind": "link", "href": "https://a.example/"}
            nested = kind == "nested spans"
            ends = [(n, 2 * count - n) for n in range(count // 2)] if nested else [(n, n + 1) for n in range(count)]
            block["text"] = "字" * (2 * count + 2)
            block["spans"] = [{**span, "start": start, "end": end} for start, end in ends]
            value["items"] = []
        return json.dumps(value, ensure_ascii=False)

    return make


def make_html_copy(size: int) -> str:
    """An HTML copy whose text somebody has made longer."""
    from reader.copies.annotated_view import make_annotated_view
    from reader.copies.save import render_copy

    text = render_copy(make_annotated_view(ARTICLE, [NOTE]), "html")
    return text.replace("</body>", repeat("<p>字", size) + "</body>")


def make_nested(opening: str, closing: str, before: str = "") -> Callable[[int], str]:
    """A maker of elements inside one another.

    Args:
        opening: Their tags.
        closing: The end tags.
        before: What stands before them once.
    """
    return lambda size: (
        before
        + opening * (size // len((opening + closing).encode()))
        + "字"
        + closing * (size // len((opening + closing).encode()))
    )


def make_json_ld(size: int) -> str:
    """A page with an article in its JSON and many other objects."""
    items = [{"@type": "NewsArticle", "headline": "標題", "articleBody": HAN, "n": n} for n in range(size // 120)]
    return f'<html><script type="application/ld+json">{json.dumps(items, ensure_ascii=False)}</script><p>字'


def read_table() -> dict[str, WorstCase]:
    """The cases of worst_cases.tsv by their names: the parser and the repeated unit, with a number where two are alike.

    Its cells are strings of JSON without their quotes; {HAN} is a sentence.
    """
    cases: dict[str, WorstCase] = {}
    for line in Path(__file__).with_suffix(".tsv").read_text("utf-8").split("\n")[1:-1]:
        parsers, *cells = line.split("\t")
        before, unit, after = (json.loads(f'"{cell}"').replace("{HAN}", HAN) for cell in cells)
        for parser in parsers.split():
            name = f"{parser} {cells[1]}"
            name = f"{name} {len(cases)}" if name in cases else name
            is_copy = before == "MARKDOWN COPY"
            cases[name] = WorstCase(parser, make_edited_copy(unit) if is_copy else repeated(unit, before, after))
    return cases


def make_cases() -> dict[str, WorstCase]:
    """All cases by their names, which begin with the name of the parser."""
    return read_table() | {f"{case.parser} {name}": case for name, case in make_other_cases()}


def make_other_cases() -> Iterator[tuple[str, WorstCase]]:
    """The cases that are more than a repeated unit, each with its name."""
    for parser in ("text", "figures", "dates", "script", "layout", "show", "show_json", "anchors", "markdown"):
        yield "random characters", WorstCase(parser, make_random_han)
        yield "random lines", WorstCase(parser, make_random_lines)
        yield "random short lines", WorstCase(parser, make_random_short_lines)
        yield "rows of numbers", WorstCase(parser, make_number_rows)
        yield "list that counts", WorstCase(parser, make_counted_list)
        yield "lines of all kinds", WorstCase(parser, mixed(LINES_OF_ALL_KINDS))
    for opening, closing in (
        *(("<div>", "</div>"), ("<b>", "</b>"), ("<ul><li>", "</ul>"), ("<table><tr><td>", "</table>")),
        *(("<a href=/x>", "</a>"), ("<span class=a>", "</span>"), ("<blockquote>", "</blockquote>")),
    ):
        yield f"nested {opening}", WorstCase("page", make_nested(opening, closing, "<html>"))
    yield "JSON", WorstCase("page", make_json_ld)
    yield "elements of all kinds", WorstCase("page", mixed(ELEMENTS_OF_ALL_KINDS, "<html>"))
    yield "marks of all kinds", WorstCase("markdown", mixed(MARKS_OF_ALL_KINDS, "# 標題\n\n"))
    yield (
        "nested quotes",
        WorstCase("markdown", lambda size: "".join(">" * (n % 60) + " 字\n" for n in range(size // 34))),
    )
    yield (
        "nested lists",
        WorstCase("markdown", lambda size: "".join("  " * (n % 40) + "- 字\n" for n in range(size // 46))),
    )
    yield "nested elements", WorstCase("feed", make_nested("<a>", "</a>", "<rss><channel>"))
    for parser in ("copy", "save", "show", "show_json"):
        for kind in ("blocks", "names", "notes", "lost notes", "spans", "nested spans"):
            yield f"JSON {kind}", WorstCase(parser, make_json_copy(kind))
    yield "HTML", WorstCase("copy", make_html_copy)
    yield "random lines", WorstCase("copy", make_edited_copy(make_random_lines(3_000)))


LINES_OF_ALL_KINDS = (
    *(
        "字\n",
        "1. 字\n",
        "- 字\n",
        "一、字\n\n",
        "2021-04-05\n",
        "記者張三\n",
        "圖：字\n",
        "來源：字\n",
        "責任編輯：張三\n",
    ),
    *(
        "分享\n",
        f"{HAN}\n",
        "字。\n",
        "字：字\n",
        "「字」\n",
        "1 2 3\n",
        "　　字\n",
        "https://a.b/c\n",
        "相關報道\n",
        "1\t2\n",
    ),
)
ELEMENTS_OF_ALL_KINDS = (f"<p>{HAN}</p>", "<h2>字</h2>", "<li>字", "<a href=/x>字</a>", "<td>1", "<br>", "<img src=a>")
MARKS_OF_ALL_KINDS = ("- 字\n", "> 字\n", "# 字\n", "**字** ", "[字](a) ", "字\n\n", "|a|b|\n", "`a` ")

PARSERS: dict[str, Callable[[str], None]] = {
    name.removeprefix("run_"): value for name, value in list(globals().items()) if name.startswith("run_")
}
