"""What a copy shows: highlights by block, numbers of notes, and what is left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reader.annotations.model import Annotation, CanonicalText, Target
from reader.copies.annotated_view import (
    HighlightSpan,
    TextSegment,
    find_omitted_blocks,
    join_highlights,
    make_annotated_view,
)
from reader.model import Article, Block, Origin, Span, clean
from reader.services.figures import find_view_figures
from tests.copies.articles import WHEN, make_article, make_note

MENU = Block("chrome", clean("首頁"))
PAGE = Article(Origin("x"), (MENU, Block("paragraph", clean("正文")), Block("paragraph", clean(" \u3000")), MENU))


def test_annotations_are_sorted_those_on_the_article_first_and_unplaced_ones_last() -> None:
    article = make_article("甲乙丙丁")
    whole = Annotation("urn:w", WHEN, WHEN, note="全")
    first, second = make_note(article, 0, 1), make_note(article, 2, 3)
    lost = replace(make_note(article, 1, 2), state="orphan")
    view = make_annotated_view(article, [lost, second, whole, first])
    assert view.annotations == (whole, first, second, lost)
    assert (view.article_indexes, view.unplaced_indexes) == ((0,), (3,))


def test_a_highlight_over_several_blocks_ends_in_the_last_one() -> None:
    article = make_article("甲乙", "丙丁")
    view = make_annotated_view(article, [make_note(article, 1, 4)])
    assert view.highlights == ((HighlightSpan(1, 2, 0, False),), (HighlightSpan(0, 1, 0, True),))


def test_a_highlight_has_the_offsets_of_the_view() -> None:
    article = Article(Origin("x"), (Block("paragraph", clean("和互联网的信息"), script="Hans"),), script="Hans")
    (span,) = make_annotated_view(article, [make_note(article, 2, 3)], "twp").highlights[0]
    assert (span.start, span.end) == (1, 5)


def test_a_highlight_of_no_characters_is_in_its_block() -> None:
    article = make_article("甲乙", "丙")
    view = make_annotated_view(article, [make_note(article, 2, 2), make_note(article, 0, 0)])
    assert view.highlights[0] == (HighlightSpan(0, 0, 0, True), HighlightSpan(2, 2, 1, True))
    assert view.split_block(0)[0] == TextSegment(0, 0, (), (), (0,))


def test_a_block_is_cut_at_the_ends_of_highlights_and_spans() -> None:
    block = Block("paragraph", clean("甲乙丙丁戊"), spans=(Span("strong", 3, 5),))
    article = Article(Origin("x"), (block,))
    view = make_annotated_view(article, [make_note(article, 0, 3), make_note(article, 1, 4)])
    assert view.split_block(0) == [
        TextSegment(0, 1, (0,), (), ()),
        TextSegment(1, 3, (0, 1), (), (0,)),
        TextSegment(3, 4, (1,), (0,), (1,)),
        TextSegment(4, 5, (), (0,), ()),
    ]


def test_notes_are_numbered_by_the_ends_of_their_highlights_and_highlights_alone_are_not() -> None:
    article = make_article("甲乙丙丁")
    outer, inner, bare = make_note(article, 0, 4, "外"), make_note(article, 1, 2, "內"), make_note(article, 2, 3)
    whole = Annotation("urn:w", WHEN, WHEN)
    view = make_annotated_view(article, [outer, inner, bare, whole])
    assert view.note_numbers == {0: 1, 2: 2, 1: 3}


def test_furniture_and_blocks_without_text_are_left_out_unless_they_are_annotated() -> None:
    assert find_omitted_blocks(PAGE, []) == {0, 2, 3}
    note = Annotation("urn:1", WHEN, WHEN, CanonicalText(PAGE.blocks).make_target(0, 1))
    assert find_omitted_blocks(PAGE, [note]) == {2, 3}
    assert find_omitted_blocks(PAGE, [replace(note, state="orphan")]) == {0, 2, 3}
    assert make_annotated_view(PAGE, [note]).omitted_blocks == {2, 3}


@pytest.mark.parametrize(
    ("text", "own"), [("- 甲", True), ("（一）甲", True), ("3、甲", True), ("⑶甲", True), ("甲", False)]
)
def test_a_list_item_may_have_its_own_marker(text: str, own: bool) -> None:
    article = Article(Origin("x"), (Block("list_item", clean(text)), Block("paragraph", clean(text))))
    view = make_annotated_view(article, [])
    assert [view.has_own_list_marker(index) for index in (0, 1)] == [own, False]


@pytest.mark.parametrize(
    ("script", "view_name", "language"),
    [
        ("Hans", "source", "zh-Hans"),
        ("Hant", "source", "zh-Hant"),
        ("Hant", "hans", "zh-Hans"),
        ("Hans", "hk", "zh-Hant"),
    ],
)
def test_the_language_is_that_of_the_view(script: str, view_name: str, language: str) -> None:
    article = replace(make_article("文"), script=script)  # type: ignore[arg-type]
    assert make_annotated_view(article, [], view_name).language == language  # type: ignore[arg-type]


def test_figure_rows_have_the_plain_value_and_the_subject_with_qualifiers() -> None:
    article = make_article("今年投資約6.02億美元，建成泊位8個。")
    rows = make_annotated_view(article, [], figures=find_view_figures(article, "source")).figure_rows
    assert [row[0] for row in rows] == ["6.02億美元", "8個"]
    assert "602000000" in rows[0][1].replace(",", "").replace(" ", "")
    assert "約" in rows[0][2]


def test_a_block_is_cut_nowhere_else() -> None:
    article = make_article("甲乙丙丁戊己")
    view = make_annotated_view(article, [make_note(article, 0, 1)] * 4)
    assert [(each.start, each.end) for each in view.split_block(0)] == [(0, 1), (1, 6)]


def test_a_place_behind_the_text_is_at_its_end_and_an_article_without_blocks_has_none() -> None:
    note = Annotation("urn:1", WHEN, WHEN, Target(99, 99, ""))
    assert make_annotated_view(make_article("甲", "乙丙"), [note]).highlights == ((), (HighlightSpan(2, 2, 0, True),))
    assert make_annotated_view(Article(Origin("x"), ()), [note]).highlights == ()


def test_a_note_needs_a_text_or_tags_for_its_number() -> None:
    article = make_article("甲乙丙")
    lost = replace(make_note(article, 0, 1), state="orphan")
    tagged = make_note(article, 1, 2, tags=("港",))
    view = make_annotated_view(article, [make_note(article, 0, 1), tagged, make_note(article, 2, 3, "註"), lost])
    assert view.note_numbers == {1: 1, 2: 2, 3: 3}


def test_annotations_at_one_place_are_in_the_order_of_their_ends_and_of_their_making() -> None:
    article = make_article("甲乙丙")
    long, short = make_note(article, 0, 3), replace(make_note(article, 0, 1), created="2027")
    older, other = replace(short, created="2026"), replace(short, created="2026", id="urn:a")
    assert make_annotated_view(article, [long, short, older, other]).annotations == (older, other, short, long)


def test_highlights_are_joined_only_over_the_border_of_a_span() -> None:
    block = Block("paragraph", clean("甲乙丙丁"), spans=(Span("strong", 0, 1), Span("strong", 1, 3)))
    article = Article(Origin("x"), (block,))
    for notes, starts in (
        ([make_note(article, 0, 3)], [0, 3]),
        ([], [0, 1, 3]),
        ([make_note(article, 0, 1), make_note(article, 1, 3)], [0, 1, 3]),
        ([make_note(article, 0, 3), make_note(article, 0, 1)], [0, 1, 3]),
        ([make_note(article, 0, 4), make_note(article, 1, 1, "註")], [0, 1]),
    ):
        segments = join_highlights(make_annotated_view(article, notes).split_block(0))
        assert [each.start for each in segments] == starts, notes


def test_the_article_and_its_texts_are_converted_for_the_view() -> None:
    article = replace(make_article("东岸县"), title=clean("东岸县"), script="Hans")
    for view_name, text in (("source", "东岸县"), ("hant", "東岸縣")):
        view = make_annotated_view(article, [], view_name)  # type: ignore[arg-type]
        assert (view.article, view.converted_article.title, view.views[0].text) == (article, text, text)
