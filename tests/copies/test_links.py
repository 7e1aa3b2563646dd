"""Which addresses become links: the same in every format of copy."""

from __future__ import annotations

import pytest

from reader.copies.annotated_view import make_annotated_view
from reader.copies.html import render_html
from reader.copies.links import is_safe_link
from reader.copies.markdown_writer import render_markdown
from reader.model import Article, Block, Origin, Span, clean

SAFE = [
    "https://a.example/b?c=1&d=2#e",
    "http://新聞.example/頁",
    "https://user@a.example:8080",
    "https://a.example/(b)'\"`*_",
]
UNSAFE = [
    "",
    "javascript:alert(1)",
    "data:text/html,x",
    "//a.example/",
    "https:",
    "https://",
    "https:///a.example",
    "https://\\a.example",
    "https://a.example\\@b.example",
    "https://a.example/ b",
    "https://a.example/\u3000b",
    "https://a.example/<b>",
    "https://a.example/\x00",
    "https://a.example/\u202eb",
    "\nhttps://a.example/",
    "https://a.example/\n",
    " https://a.example/",
]


@pytest.mark.parametrize("href", SAFE)
def test_an_address_of_the_web_is_a_link_in_html_and_markdown(href: str) -> None:
    assert is_safe_link(href)
    html, markdown = copies_with_link(href)
    assert "<a href=" in html
    assert f"](<{href}>)" in markdown


@pytest.mark.parametrize("href", UNSAFE)
def test_any_other_address_is_no_link_in_html_or_markdown(href: str) -> None:
    assert not is_safe_link(href)
    html, markdown = copies_with_link(href)
    assert "<a href=" not in html
    assert "](<" not in markdown


def copies_with_link(href: str) -> tuple[str, str]:
    """The HTML and the Markdown of an article with one link."""
    block = Block("paragraph", clean("看這裡"), spans=(Span("link", 1, 3, href),))
    view = make_annotated_view(Article(Origin("x"), (block,)), [])
    return render_html(view), render_markdown(view).partition("<!-- dubao")[0]
