"""The walk over a block: excluded spans, invisible characters, no overlaps."""

from __future__ import annotations

from reader.figures.context import FigureContext
from reader.figures.scan import (
    NUMERALS_MAX,
    NUMERALS_MIN,
    find_article_figures,
    find_block_figures,
    find_figures,
    find_scan_end,
)
from reader.model import Article, Block, Origin, Span, clean

CONTEXT = FigureContext("2024-06-11", "CN")


def test_nothing_is_found_in_excluded_spans() -> None:
    assert [figure.text for figure in find_figures("3人和5人", CONTEXT, [(0, 2)])] == ["5人"]


def test_invisible_characters_keep_their_places() -> None:
    text = "共1\u200b,\u200b234人，3家"
    first, second = find_figures(text, CONTEXT)
    assert (first.value, text[first.start : first.end]) == (1234, "1\u200b,\u200b234人")
    assert text[second.start : second.end] == "3家"


def test_a_number_that_was_read_is_not_read_again_from_inside() -> None:
    assert [figure.value for figure in find_figures("容量1萬1,353.83千瓩", CONTEXT)] == [11353830]


def test_a_row_that_repeats_has_the_same_figures_in_another_context() -> None:
    block = Block("table_row", clean("去年 12元"))
    first = find_block_figures(block, FigureContext("2024-06-11", "CN"))
    again = find_block_figures(block, FigureContext("2024-06-11", "CN"))
    other = find_block_figures(block, FigureContext("2024-06-11", "HK"))
    assert first == again
    assert [figure.canonical_unit for figure in (*first, *other)] == ["CNY", "HKD"]


def test_of_too_many_numerals_the_first_are_read() -> None:
    row = Block("table_row", clean("1元\t2元\t3元"))
    table = Article(Origin("t"), (row,) * NUMERALS_MIN)
    block, offset = find_scan_end(table) or (0, 0)
    assert 3 * block >= NUMERALS_MIN - 3
    found = [index for index, _ in find_article_figures(table, CONTEXT)]
    assert found[:4] == [0, 0, 0, 1]
    assert found[-1] in (block - 1, block)
    assert len(found) == 3 * block + offset // 3


def test_the_first_figures_of_a_long_block_are_those_that_are_found_without_the_limit() -> None:
    text = "有3人。" * (2 * NUMERALS_MIN)
    span = Span("link", 0, len(text), "https://a.example/")
    article = Article(Origin("t"), (Block("paragraph", clean(text), spans=(span,)), Block("paragraph", clean("4人"))))
    block, offset = find_scan_end(article) or (9, 9)
    assert block == 0
    found = [figure for _, figure in find_article_figures(article, CONTEXT)]
    assert found == [figure for figure in find_figures(text, CONTEXT) if figure.end <= offset]


def test_an_article_of_prose_is_read_to_its_end() -> None:
    text = clean("去年的產量不如前年，今年要到4萬噸，港口也會更忙，街坊都這樣說。" * 20)
    article = Article(Origin("t"), (Block("paragraph", text),) * 1_000)
    assert find_scan_end(article) is None


def test_of_a_long_text_in_one_block_no_more_than_the_greatest_number_is_read() -> None:
    sentence = "有3人，街坊都這樣說，渡口鐘聲清楚響亮，天色也亮。"
    block = Block("paragraph", clean(sentence * 2 * NUMERALS_MAX))
    assert find_scan_end(Article(Origin("t"), (block,))) == (0, NUMERALS_MAX * len(sentence) + 1)
    halves = (Block("paragraph", clean(sentence * NUMERALS_MAX)),) * 2
    assert find_scan_end(Article(Origin("t"), halves)) == (1, 1)
