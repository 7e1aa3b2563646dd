"""An article as XHTML: what XML does not allow is replaced, and addresses are URIs."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotations.model import Annotation
from reader.copies.annotated_view import make_annotated_view
from reader.copies.epub_page import escape_xml, format_address, list_sections, render_xhtml
from reader.model import Article, Block, Origin, clean
from tests.copies.articles import make_note


@given(st.text())
def test_an_escaped_text_is_read_as_the_clean_text(text: str) -> None:
    expected = clean(text).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    assert fromstring(f"<a>{escape_xml(text)}</a>").text == (expected or None)
    assert "\r" not in escape_xml(text)
    assert fromstring(f'<a b="{escape_xml(text)}"/>').get("b") is not None


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://a.example/b?c=1&d=2#e", "https://a.example/b?c=1&amp;d=2#e"),
        ("https://a.example/風/%E9%9B%BB", "https://a.example/%E9%A2%A8/%E9%9B%BB"),
        ("https://a.example/100%", "https://a.example/100%25"),
        ('https://a.example/"{|}', "https://a.example/%22%7B%7C%7D"),
    ],
)
def test_an_address_is_a_uri(address: str, expected: str) -> None:
    assert format_address(address) == expected


def test_sections_are_the_headings_that_are_shown() -> None:
    blocks = (
        Block("headline", clean("題")),
        Block("heading", clean("一")),
        Block("heading", clean(" ")),
        Block("chrome", clean("二")),
        Block("heading", clean("三")),
    )
    view = make_annotated_view(Article(Origin("x"), blocks), [])
    assert list_sections(view) == [("b2", "一"), ("b5", "三")]
    page = render_xhtml(view, "題")
    assert '<h2 class="heading" id="b5">三</h2>' in page
    assert "二" not in page


def test_the_notes_on_the_article_stand_behind_its_headline() -> None:
    blocks = (Block("headline", clean("題")), Block("paragraph", clean("首段")), Block("paragraph", clean("次段")))
    note = Annotation("urn:1", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", note="好文")
    for shown in (blocks, blocks[1:]):
        page = render_xhtml(make_annotated_view(Article(Origin("x"), shown), [note]), "題")
        order = sorted(("題</h1>", "好文", "首段", "次段"), key=page.find)
        assert order == (
            ["題</h1>", "好文", "首段", "次段"] if shown is blocks else ["題</h1>", "首段", "次段", "好文"]
        )


def test_the_notes_on_the_article_stand_once_behind_the_first_of_two_headlines() -> None:
    blocks = (Block("paragraph", clean("首段")), Block("headline", clean("題")), Block("headline", clean("副")))
    note = Annotation("urn:1", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", note="好文")
    page = render_xhtml(make_annotated_view(Article(Origin("x"), blocks), [note]), "題")
    assert page.count("好文") == 1
    assert page.index("首段") < page.index("題</h1>") < page.index("好文") < page.index("副</h1>")


def test_notes_in_the_text_are_footnotes_behind_it_and_none_make_no_section() -> None:
    blocks = (Block("chrome", clean("首頁")), Block("paragraph", clean("甲乙丙")))
    article = Article(Origin("x"), blocks)
    assert "footnotes" not in render_xhtml(make_annotated_view(article, [make_note(article, 3, 4)]), "題")
    view = make_annotated_view(article, [make_note(article, 3, 4), make_note(article, 4, 5, "註", colour="pink")])
    page = render_xhtml(view, "題")
    assert page.count("<aside ") == 1
    assert '<aside class="pink" id="n1" epub:type="footnote" role="doc-footnote">' in page
    assert page.index("</article>") < page.index("footnotes") < page.index("註")
