"""Pages that were made to break a reader: an article, or a sentence that says why not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import ReaderError
from reader.model import Article, Origin, clean
from reader.structure.html import read_html_article

HAN = "这是一个很长的句子，用来测试解析器在很深的地方的表现。"
BOMBS = {
    "nested div": "<html>" + "<div>" * 100_000 + HAN,
    "nested and closed": "<html>" + "<div>" * 100_000 + HAN + "</div>" * 100_000,
    "nested bold": "<html>" + "<b><i><u>" * 20_000 + HAN,
    "links and tables": "<html>" + "<a><table>" * 10_000 + HAN,
    "many paragraphs": "<html>" + "<p>x" * 210_000,
    "comments": "<html>" + "<!--" * 200_000,
    "angles": "<html>" + "<" * 1_000_000,
    "ampersands": "<html>" + "&" * 1_000_000,
    "one text": "<html><p>" + HAN * 400_000,
    "one attribute": '<html><p class="' + "a " * 1_000_000 + f'">{HAN}',
    "attributes": "<html><p " + " ".join(f"a{n}=1" for n in range(100_000)) + f">{HAN}",
    "spaces": "<html><p>" + " \n" * 500_000 + HAN,
    "elements in a line": "<html><p>" + "<a href=/x class=a>字 </a>" * 30_000,
    "cells": "<html><table><tr>" + "<td>字</td>" * 50_000,
    "titles": "<html>" + f"<h1>{HAN}</h1>" * 20_000 + f"<p>{HAN}",
}


def read(text: str) -> Article | None:
    try:
        return read_html_article(clean(text), Origin("test", path="page.html"))
    except ReaderError:
        return None


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_does_no_harm(name: str) -> None:
    article = read(BOMBS[name])
    assert article is None or article.blocks


@pytest.mark.parametrize("name", ["nested div", "nested and closed", "nested bold", "links and tables", "one text"])
def test_text_that_the_parser_loses_is_shown_as_plain_text(name: str) -> None:
    article = read(BOMBS[name])
    assert article is not None
    assert HAN in "".join(block.text for block in article.blocks)


@pytest.mark.parametrize("text", ["", "<", "<!doctype html>", "<html></html>", "<html><frameset><frame src=a>", "&#0;"])
def test_a_page_without_text_is_an_error(text: str) -> None:
    with pytest.raises(ReaderError):
        read_html_article(text, Origin("test"))


TAGS = [
    *(f"<{tag}>" for tag in ("p", "div", "br", "b", "h1", "h2", "table", "tr", "td", "ul", "li", "figure", "article")),
    *(f"</{tag}>" for tag in ("p", "div", "b", "h1", "table", "a", "script", "article")),
    *("<figcaption>", "<script>", "<title>", "<img src=a.jpg>", "<a href=/>", "<!--", "-->", "<meta content="),
    *("&#27;", "&#x202e;", "&lt;"),
]
_MARKUP = st.lists(
    st.one_of(
        st.sampled_from(TAGS),
        st.sampled_from(
            [HAN, "责任编辑：张三", "2021-04-05 08:09", "来源：某报", "▲图说（李四摄）", "一、", "相关阅读", " ", "\n"]
        ),
        st.text(max_size=6),
    ),
    max_size=40,
)


@settings(deadline=None)
@given(_MARKUP)
def test_no_markup_breaks_the_reader_and_no_control_character_gets_through(pieces: list[str]) -> None:
    text = clean("<html>" + "".join(pieces))
    article = read(text)
    try:
        whole = read_html_article(text, Origin("test"), include_boilerplate=True)
    except ReaderError:
        return
    for block in (*whole.blocks, *(article.blocks if article else ())):
        assert clean(block.text) == block.text
        assert block.text
        assert all(0 <= span.start < span.end <= len(block.text) for span in block.spans)
    if article is not None and article.blocks and article.blocks[0].line is None:
        assert [block for block in whole.blocks if block.kind != "chrome"] == list(article.blocks)
