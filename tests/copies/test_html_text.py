"""The elements that HTML and EPUB copies share."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

import pytest

from reader.copies.annotated_view import make_annotated_view
from reader.copies.html_text import (
    HtmlSyntax,
    iter_ending_notes,
    render_article_notes,
    render_block,
    render_figures,
    render_note_body,
    render_origin,
    render_unplaced,
)
from reader.model import Article, Block, Origin, Span, clean
from tests.copies.articles import make_article, make_note

if TYPE_CHECKING:
    from reader.model.article import BlockKind

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


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("headline", "甲", '<h1 class="headline">甲</h1>'),
        ("byline", "甲", '<p class="small byline">甲</p>'),
        ("caption", "甲", '<figure><figcaption class="caption">甲</figcaption></figure>'),
        ("list_item", "甲", '<p class="list_item">甲</p>'),
        ("list_item", "1. 甲", '<p class="signed list_item">1. 甲</p>'),
        ("quote", "甲", '<blockquote class="quote">甲</blockquote>'),
        ("paragraph", "", '<p class="paragraph"></p>'),
    ],
)
def test_the_element_of_a_block_says_its_kind(kind: BlockKind, text: str, expected: str) -> None:
    view = make_annotated_view(Article(Origin("x"), (Block(kind, clean(text)),)), [])
    assert render_block(view, 0, SYNTAX) == expected


def test_only_a_block_in_another_script_than_the_article_has_a_language() -> None:
    blocks = tuple(Block("paragraph", clean("文"), script=script) for script in ("Hant", "Hans", "Und"))
    article = Article(Origin("x"), blocks, script="Hant")
    source, converted = make_annotated_view(article, []), make_annotated_view(article, [], "hans")
    assert [" lang=" in render_block(source, index, SYNTAX) for index in range(3)] == [False, True, False]
    assert not any(" lang=" in render_block(converted, index, SYNTAX) for index in range(3))
    assert " lang=zh-Hans" in render_block(source, 1, SYNTAX)


def test_a_segment_is_in_the_elements_of_its_spans_and_of_the_last_of_its_highlights() -> None:
    link, other = "https://a.example/", "javascript:alert(1)"
    spans = (Span("strong", 0, 1), Span("credit", 1, 2), Span("link", 2, 3, other), Span("run_in", 3, 4))
    block = Block("paragraph", clean("甲乙丙丁戊"), spans=(*spans, Span("link", 3, 4, link)))
    article = Article(Origin("x"), (block,))
    notes = [make_note(article, 4, 5), make_note(article, 4, 5, "註", colour="pink")]
    assert render_block(make_annotated_view(article, notes), 0, SYNTAX) == (
        '<p class="paragraph"><strong>甲</strong><span class="credit">乙</span>丙'
        f'<a href="{link}" rel="noopener noreferrer nofollow"><b>丁</b></a>'
        '<mark class="pink many" data-a="a1 a2">戊</mark>[1]</p>'
    )


@pytest.mark.parametrize(
    ("outlet", "date", "url", "expected"),
    [
        (None, None, None, []),
        ("日報", None, None, ["<p><span>來源</span> 日報</p>"]),
        ("日報", "2018-12-21", None, ["<p><span>來源</span> 日報 · 2018-12-21</p>"]),
        (
            None,
            "2018-12-21",
            "ftp://a/<",
            ["<p><span>來源</span> 2018-12-21</p>", "<p><span>網址</span> ftp://a/&lt;</p>"],
        ),
        (
            None,
            None,
            "https://a.example/",
            [
                '<p><span>網址</span> <a href="https://a.example/" rel="noopener noreferrer nofollow">'
                "https://a.example/</a></p>"
            ],
        ),
    ],
)
def test_the_origin_of_an_article_is_its_outlet_its_date_and_its_address(
    outlet: str | None, date: str | None, url: str | None, expected: list[str]
) -> None:
    article = Article(
        Origin("x", url=url), (Block("paragraph", clean("文")),), date=date, outlet=clean(outlet) if outlet else None
    )
    assert list(render_origin(make_annotated_view(article, []), SYNTAX)) == expected


def test_what_an_article_has_not_makes_no_section() -> None:
    article = make_article("甲乙")
    view = make_annotated_view(article, [make_note(article, 0, 1, "註")])
    assert list(render_unplaced(view, SYNTAX, lambda _, index: f"({index})")) == []
    assert list(render_figures(view, SYNTAX)) == []
    assert list(render_article_notes(view, (), lambda _, index: f"({index})")) == []


def test_an_annotation_without_a_place_is_shown_with_its_quote() -> None:
    article = replace(make_article("甲乙"), script="Hant")
    lost = replace(make_note(article, 0, 1), state="orphan")
    lines = list(render_unplaced(make_annotated_view(article, [lost]), SYNTAX, lambda _, index: f"({index})"))
    assert lines[1:] == ['<div class="lost"><q lang=zh-Hant>甲</q>', "(0)</div>", "</section>"]
