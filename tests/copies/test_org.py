"""Org copies: the whole text, all notes, and nothing in them that Org reads as markup."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotations.model import Annotation, CanonicalText, Target
from reader.copies.annotated_view import make_annotated_view
from reader.copies.checksum import read_checksum
from reader.copies.formats import detect_format
from reader.copies.org import render_org
from reader.copies.org_syntax import WORD_JOINER, ZERO_WIDTH_SPACE
from reader.model import Article, Block, Origin, Span, clean
from reader.services.figures import find_view_figures
from tests.copies.articles import COUNT, NOTES, WHEN, annotated, make_article, make_note


def plain(org: str) -> str:
    """The text without what copies add to it, and without blanks."""
    text = re.sub(r"(?<!\n)\[fn:\d+\]", "", org).replace("\\\\\n", "\n")
    return "".join(text.replace(ZERO_WIDTH_SPACE, "").replace(WORD_JOINER, "").split())


def test_an_article_is_a_heading_with_properties_and_its_sections_are_below_it() -> None:
    blocks = (
        Block("breadcrumb", clean("首頁 > 財經")),
        Block("headline", clean("東岸縣的風電")),
        Block("byline", clean("記者李忠林")),
        Block("heading", clean("先修碼頭")),
        Block("paragraph", clean("水深足夠。")),
        Block("list_item", clean("泊位")),
        Block("caption", clean("碼頭。李忠林 攝")),
        Block("quote", clean("夠深！")),
    )
    origin = Origin("x", url="https://a.example/b")
    article = Article(
        origin, blocks, clean("東岸縣的風電"), None, (), "2018-12-21", clean("海角日報"), (clean("李忠林"),)
    )
    annotations = [
        make_note(article, 26, 28, "多深？", colour="green", tags=("港口", "a b")),
        Annotation("urn:w", WHEN, WHEN, note="好文"),
        Annotation("urn:l", WHEN, WHEN, Target(0, 2, "不見"), note="在哪？", state="orphan"),
    ]
    text = render_org(make_annotated_view(article, annotations))
    head, body = text.split("\n\n", 1)
    assert head.split("\n")[1:] == ["#+title: 東岸縣的風電", "#+language: zh-Hant", "#+options: ^:nil -:nil toc:nil"]
    assert (
        body
        == f"""首頁 > 財經

* 東岸縣的風電[fn:1]
:PROPERTIES:
:AUTHOR: 李忠林
:OUTLET: 海角日報
:DATE: 2018-12-21
:URL: https://a.example/b
:SCRIPT: source
:END:

記者李忠林

** 先修碼頭

水深[fn:2]足夠。

- 泊位

#+begin_caption
碼頭。李忠林 攝
#+end_caption

#+begin_quote
夠深！
#+end_quote

** 筆記

*** 全文
:PROPERTIES:
:CREATED: {WHEN}
:END:

[fn:1] 好文

*** 水深 :港口:a_b:
:PROPERTIES:
:COLOUR: green
:TAGS_AS_WRITTEN: #港口 #a b
:CREATED: {WHEN}
:END:
#+begin_quote
水深
#+end_quote

[fn:2] 多深？

** 未定位的筆記

*** 不見
:PROPERTIES:
:COLOUR: yellow
:CREATED: {WHEN}
:END:
#+begin_quote
不見
#+end_quote

[fn:3] 在哪？
"""
    )


@pytest.mark.parametrize("seed", range(min(COUNT, 200)))
def test_the_text_of_all_blocks_and_all_notes_are_in_it(seed: int) -> None:
    article, annotations = annotated(seed)
    view = make_annotated_view(article, annotations, "hans" if seed % 2 else "source")
    text = render_org(view)
    assert clean(text) == text
    checksum = read_checksum(text)
    assert checksum is not None
    assert checksum.is_unchanged
    assert detect_format(text) is None
    unlinked = re.sub(r"\[\[https?://[^\[\]]*\]\[(.*?)\]\]", r"\1", text)
    read = plain(unlinked)
    for index, each in enumerate(view.views):
        if index not in view.omitted_blocks:
            assert "".join(clean(each.text).replace(ZERO_WIDTH_SPACE, "").split()) in read
    for annotation in annotations:
        assert "".join(annotation.note.replace(ZERO_WIDTH_SPACE, "").split()) in plain(text)


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(NOTES), max_size=8).map("".join)))
def test_no_string_makes_a_heading_drawer_or_block_of_its_own(text: str) -> None:
    said = clean(text) or clean("空")
    spans = (Span("link", 0, len(said), "https://a.example/"), Span("strong", 0, 1))
    blocks = (Block("headline", said, spans=spans), Block("paragraph", said, spans=spans), Block("quote", said))
    article = Article(Origin(text, None, text), blocks, said, said, (said,), text, said, (said,))
    target = CanonicalText(blocks).make_target(0, len(said))
    note = Annotation(text, text, text, target, note=text, tags=(text,))
    org = render_org(make_annotated_view(article, [note]))
    lines = org.split("\n")
    assert len([line for line in lines if re.match(r"\*+ ", line)]) == 3
    assert [line for line in lines if re.match(r"\s*#\+(begin|end)_", line)] == ["#+begin_quote", "#+end_quote"] * (
        2 if said.strip() else 0
    )
    assert lines.count(":PROPERTIES:") == lines.count(":END:") == 2
    assert len(re.findall(r"(?m)^\[fn:", org)) == 1


def test_a_reference_at_the_start_of_a_line_is_no_definition() -> None:
    article = make_article("甲乙")
    text = render_org(make_annotated_view(article, [make_note(article, 0, 0, "註")]))
    assert f"\n{ZERO_WIDTH_SPACE}[fn:1]甲乙\n" in text
    assert text.count("\n[fn:1]") == 1


def test_an_article_without_a_headline_has_a_heading_all_the_same() -> None:
    assert "\n* 無題\n" in render_org(make_annotated_view(make_article("甲"), []))


def test_links_of_the_web_are_links_and_others_are_text() -> None:
    spans = (Span("link", 0, 1, "https://a.example/風"), Span("link", 1, 2, "elisp:(x)"))
    text = render_org(
        make_annotated_view(Article(Origin("x"), (Block("paragraph", clean("甲乙丙"), spans=spans),)), [])
    )
    assert "\n[[https://a.example/%E9%A2%A8][甲]]乙丙\n" in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [("甲\\", "甲\\|"), ("[", "["), ("甲\n- 乙", "甲\\\\\n|- 乙"), ("- 甲", "|- 甲")],
)
def test_signs_at_the_ends_of_a_text_are_guarded(text: str, shown: str) -> None:
    org = render_org(make_annotated_view(make_article("首段", text), []))
    assert org.endswith(f"\n\n首段\n\n{shown.replace('|', ZERO_WIDTH_SPACE)}\n")


def test_a_list_item_has_one_marker_and_its_other_lines_are_indented() -> None:
    blocks = (Block("list_item", clean("泊位\n鐵路")), Block("list_item", clean("（一）泊位")))
    text = render_org(make_annotated_view(Article(Origin("x"), blocks), []))
    assert text.endswith("\n\n- 泊位\\\\\n  鐵路\n\n（一）泊位\n")


def test_the_second_headline_is_a_section() -> None:
    blocks = (Block("headline", clean("題")), Block("headline", clean("副")))
    assert [
        line for line in render_org(make_annotated_view(Article(Origin("x"), blocks), [])).split("\n") if "* " in line
    ] == ["* 題", "** 副"]


@pytest.mark.parametrize(("length", "heading"), [(30, "字" * 30), (31, "字" * 30 + "…")])
def test_the_heading_of_a_note_is_the_start_of_its_words(length: int, heading: str) -> None:
    article = make_article("字" * 40)
    org = render_org(make_annotated_view(article, [make_note(article, 0, length, "註")]))
    assert f"\n*** {heading}\n" in org


def test_a_note_without_words_or_without_text_has_a_heading_and_its_tags() -> None:
    article = make_article("甲乙")
    notes = [make_note(article, 1, 1, "此處"), make_note(article, 0, 1, tags=("港",)), make_note(article, 1, 2)]
    org = render_org(make_annotated_view(article, notes))
    assert "\n*** 筆記\n" in org
    assert org.count("#+begin_quote") == 2
    assert f"\n\n[fn:1] {ZERO_WIDTH_SPACE}#港\n" in org
    assert org.count("\n[fn:") == 2


def test_figures_are_a_table() -> None:
    article = make_article("今年投資6.02億美元。")
    org = render_org(make_annotated_view(article, [], figures=find_view_figures(article, "source")))
    assert "\n|-\n| 6.02億美元 | " in org
    assert "|-" not in render_org(make_annotated_view(article, []))
