"""The elements that HTML and EPUB copies share."""

from __future__ import annotations

from html import escape

from reader.copies.annotated_view import make_annotated_view
from reader.copies.html_text import HtmlSyntax, iter_ending_notes, render_block, render_note_body
from reader.model import Article, Block, Origin, Span, clean
from tests.copies.articles import make_article, make_note

SYNTAX = HtmlSyntax(escape, " lang={}".format, "[{}]".format, escape)


def test_a_block_has_its_highlights_and_the_references_to_their_notes() -> None:
    article = make_article("甲乙丙丁")
    view = make_annotated_view(article, [make_note(article, 1, 3, "註"), make_note(article, 3, 4, colour="pink")])
    assert render_block(view, 0, SYNTAX) == (
        '<p class="paragraph">甲<mark class="yellow" data-a="a1">乙丙</mark>[1]'
        '<mark class="pink" data-a="a2">丁</mark></p>'
    )
    assert list(iter_ending_notes(view, 0)) == [0]


def test_a_link_in_a_link_is_left_out() -> None:
    spans = (Span("link", 0, 2, "https://a.example/"), Span("link", 0, 1, "https://b.example/"))
    view = make_annotated_view(Article(Origin("x"), (Block("paragraph", clean("甲乙"), spans=spans),)), [])
    assert render_block(view, 0, SYNTAX).count("<a ") == 2
    assert "https://b.example/" not in render_block(view, 0, SYNTAX)


def test_headings_have_ids_where_the_syntax_asks_for_them() -> None:
    view = make_annotated_view(Article(Origin("x"), (Block("heading", clean("甲")), Block("quote", clean("乙")))), [])
    syntax = SYNTAX._replace(has_block_ids=True)
    assert render_block(view, 0, syntax) == '<h2 class="heading" id="b1">甲</h2>'
    assert render_block(view, 1, syntax) == '<blockquote class="quote"><p>乙</p></blockquote>'
    assert render_block(view, 0, SYNTAX) == '<h2 class="heading">甲</h2>'


def test_a_note_without_text_and_tags_has_no_elements() -> None:
    article = make_article("甲")
    assert render_note_body(make_note(article, 0, 1), SYNTAX) == ""
    assert render_note_body(make_note(article, 0, 1, "<", tags=("&",)), SYNTAX) == (
        '<div class="said">&lt;</div><div class="tags"><span class="tag">&amp;</span></div>'
    )
