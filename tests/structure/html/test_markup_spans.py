"""Spans that the markup of a page makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.model import Block, CleanText, Span
from reader.structure.html.markup_spans import (
    _DASH_MAX,
    _PHRASE_MAX,
    _TEXT_BEHIND_MIN,
    _split_sender,
    resolve_address,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.model import Article

ONE = "停摆了二十年的渡口大钟昨天重新敲响，修钟的师傅在塔上守了整整三个月。"


def spans_of(article: Article, kind: str) -> list[str]:
    return [b.text[s.start : s.end] for b in article.blocks for s in b.spans if s.kind == kind]


@pytest.mark.parametrize(
    ("opening", "run_in"),
    [
        ("<b>塔上的人。</b>", ["塔上的人"]),
        ("<b>塔上的人</b>。", ["塔上的人"]),
        ("<b>——塔上的人。</b>", ["塔上的人"]),
        ("——<b>塔上的人。</b>", ["塔上的人"]),
        ("<b>守塔三月，敲响大钟。</b>", ["守塔三月，敲响大钟"]),
        ("<b>塔上的人</b>说，", []),
        ("<b>记者：</b>", []),
        ("<b>罗素英：</b>", []),
        ("<b>新华社江岸5月9日电（记者林志 整合）</b> ", []),
        ("后来<b>塔上的人。</b>", []),
    ],
)
def test_a_bold_opening_with_a_stop_is_a_run_in(page: Callable[..., Article], opening: str, run_in: list[str]) -> None:
    article = page(f"<h1>渡口的钟</h1><div><p>{ONE}</p><p>{opening}{ONE}</p></div>", "渡口的钟")
    assert spans_of(article, "run_in") == run_in


def test_links_of_the_web_are_spans_and_programs_are_not(page: Callable[..., Article]) -> None:
    body = f"<h1>渡口的钟</h1><div><p>{ONE}<a href='https://e.example/a'>旧文</a>和<a href='javascript:0'>按钮</a>。</p></div>"
    assert spans_of(page(body, "渡口的钟"), "link") == ["旧文"]


@pytest.mark.parametrize(
    ("opening", "behind", "run_in"),
    [
        ("<b>塔上。</b>", "钟" * 99, ["塔上"]),
        ("<b>塔。</b>", "钟" * 99, []),
        ("<b>" + "塔" * _PHRASE_MAX + "。</b>", "钟" * 99, ["塔" * _PHRASE_MAX]),
        ("<b>" + "塔" * (_PHRASE_MAX + 1) + "。</b>", "钟" * 99, []),
        ("<b>塔上，的，人。</b>", "钟" * 99, []),
        ("<b>塔上，的人。</b>", "钟" * 99, ["塔上，的人"]),
        ("<b>塔上。</b>", "钟" * (_TEXT_BEHIND_MIN - 1) + "。", ["塔上"]),
        ("<b>塔上。</b>", "钟" * (_TEXT_BEHIND_MIN - 2) + "。", []),
        ("—" * _DASH_MAX + "<b>塔上。</b>", "钟" * 99, ["塔上"]),
        ("—" * (_DASH_MAX + 1) + "<b>塔上。</b>", "钟" * 99, []),
        ("<b>塔上：</b>", "钟" * 99, ["塔上"]),
        ("<b>塔上</b> ", "钟" * 99, ["塔上"]),
        ("<b>塔上</b>", "钟" * 99, []),
    ],
)
def test_a_bold_run_in_is_a_short_phrase_before_enough_text(
    page: Callable[..., Article], opening: str, behind: str, run_in: list[str]
) -> None:
    article = page(f"<h1>渡口的钟</h1><div><p>{ONE}</p><p>{opening}{behind}</p><p>{ONE}</p></div>", "渡口的钟")
    assert spans_of(article, "run_in") == run_in


@pytest.mark.parametrize(
    ("href", "base", "address"),
    [
        ("//e.example/a", None, "https://e.example/a"),
        (" //e.example/a", None, "https://e.example/a"),
        ("/a", None, "/a"),
        ("../a", "https://e.example/b/c/d", "https://e.example/b/a"),
        (" a ", "https://e.example/b", "https://e.example/a"),
        ("http://x.example/a b", "https://e.example/", "http://x.example/a b"),
        ("//[x", "https://e.example/", "//[x"),
    ],
)
def test_addresses_are_resolved_where_that_can_be(href: str, base: str | None, address: str) -> None:
    assert resolve_address(href, base) == address


@pytest.mark.parametrize(
    ("text", "start", "parts"),
    [
        ("大鐘。（消防局提供） 記者羅素英傳真", 3, ["caption|大鐘。（消防局提供）", "byline|記者羅素英傳真"]),
        ("大鐘。（消防局提供)x", 3, ["caption|大鐘。（消防局提供)", "byline|x"]),
        ("大鐘。（消防局提供）", 3, ["caption|大鐘。（消防局提供）"]),
        ("大鐘（左）。消防局提供", 6, ["caption|大鐘（左）。消防局提供"]),
    ],
)
def test_who_sent_a_picture_is_no_part_of_its_caption(text: str, start: int, parts: list[str]) -> None:
    block = Block("caption", CleanText(text), spans=(Span("credit", start, len(text)),))
    found = list(_split_sender(block))
    assert [f"{part.kind}|{part.text}" for part in found] == parts
    assert all(span.end <= len(part.text) for part in found for span in part.spans)
