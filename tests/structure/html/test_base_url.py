"""Relative links have an address where the page, its browser or its server tells it."""

from __future__ import annotations

import pytest

from reader.structure.html.base_url import find_base_url, find_saved_url
from reader.structure.html.markup_spans import resolve_address
from reader.structure.html.page_metadata import read_page_metadata
from reader.structure.html.parse import parse_html

SAVED = "<!DOCTYPE html>\n<!-- saved from url=(0031)https://n.example.com/a/b.html -->\n"
SINGLE = "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://n.example.com/a/b.html \n saved date: x\n-->"


@pytest.mark.parametrize(
    ("text", "url", "canonical", "base"),
    [
        ("<p>钟", None, None, None),
        ("<p>钟", "https://n.example.com/x", "https://c.example.com/y", "https://n.example.com/x"),
        ("<p>钟", None, "https://c.example.com/y", "https://c.example.com/y"),
        ("<p>钟", None, "/y", None),
        (SAVED + "<p>钟", None, "https://c.example.com/y", "https://n.example.com/a/b.html"),
        (SINGLE + "<p>钟", None, None, "https://n.example.com/a/b.html"),
        ("<base href='https://b.example.com/'><p>钟", "https://n.example.com/x", None, "https://b.example.com/"),
        ("<base href='/sub/'><p>钟", "https://n.example.com/x", None, "https://n.example.com/sub/"),
        ("<base href='javascript:0'><p>钟", None, None, None),
        ("<base target=a><base href='https://b.example.com/'><p>钟", None, None, "https://b.example.com/"),
    ],
)
def test_find_base_url_prefers_the_base_element(
    text: str, url: str | None, canonical: str | None, base: str | None
) -> None:
    root = parse_html(text)
    assert root is not None
    assert find_base_url(root, text, url, canonical) == base


def test_only_the_beginning_of_a_page_is_asked_where_it_was_saved() -> None:
    assert find_saved_url(" " * 5_000 + SAVED) is None
    assert find_saved_url("<p>saved from url=(1)https://e.example.com</p>") is None


@pytest.mark.parametrize(
    ("href", "base", "address"),
    [
        ("/x", "https://n.example.com/a/b", "https://n.example.com/x"),
        ("x", None, "x"),
        ("https://o.example.com/", "https://n.example.com/", "https://o.example.com/"),
        ("//[bad", "https://n.example.com/", "//[bad"),
        ("//c.example.com/a.jpg", None, "https://c.example.com/a.jpg"),
        ("//c.example.com/a.jpg", "http://n.example.com/", "http://c.example.com/a.jpg"),
        ("//", None, "//"),
        ("./钟_files/a.jpg", "https://n.example.com/a", "./钟_files/a.jpg"),
    ],
)
def test_an_address_is_made_absolute(href: str, base: str | None, address: str) -> None:
    assert resolve_address(href, base) == address


@pytest.mark.parametrize(
    ("head", "url"),
    [
        (
            "<link rel=canonical href=https://c.example.com/1><meta property=og:url content=https://o.example.com/1>",
            "c",
        ),
        ("<link rel='alternate CANONICAL' href=https://c.example.com/1>", "c"),
        ("<link rel=canonical href=/1><meta property=og:url content=https://o.example.com/1>", "o"),
        ('<script type="application/ld+json">{"@type":"NewsArticle","url":"https://j.example.com/1"}</script>', "j"),
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","mainEntityOfPage":'
            '{"@id":"https://m.example.com/1"},"url":"https://j.example.com/1"}</script>',
            "m",
        ),
        ("<link rel=canonical href=file:///etc/passwd>", None),
    ],
)
def test_the_url_that_a_page_gives_as_its_own_is_absolute(head: str, url: str | None) -> None:
    root = parse_html(f"<html><head>{head}</head><body><p>钟</p></body></html>")
    assert root is not None
    assert read_page_metadata(root).canonical_url == (f"https://{url}.example.com/1" if url else None)
