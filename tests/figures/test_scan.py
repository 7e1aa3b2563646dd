"""The walk over a block: excluded spans, invisible characters, no overlaps."""

from __future__ import annotations

from reader.figures.context import FigureContext
from reader.figures.scan import (
    HAN_PER_NUMERAL,
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


def test_in_a_text_with_more_han_more_numerals_are_read() -> None:
    prose = Block("paragraph", clean("渡" * HAN_PER_NUMERAL * 100))
    row = Block("table_row", clean("1 " * (NUMERALS_MIN + 200)))
    assert find_scan_end(Article(Origin("t"), (row,))) == (0, 2 * NUMERALS_MIN)
    assert find_scan_end(Article(Origin("t"), (prose, row))) == (1, 2 * (NUMERALS_MIN + 100))
    assert find_scan_end(Article(Origin("t"), (row, prose))) == (0, 2 * NUMERALS_MIN)


def test_an_article_with_as_many_numerals_as_are_read_is_read_to_its_end() -> None:
    row = Block("table_row", clean("1 " * (NUMERALS_MIN // 2)))
    assert find_scan_end(Article(Origin("t"), (row, row))) is None
    more = Block("table_row", clean("12"))
    assert find_scan_end(Article(Origin("t"), (row, row, more))) == (2, 0)


def test_blocks_without_figures_do_not_count_as_numerals() -> None:
    row = Block("table_row", clean("1 " * NUMERALS_MIN))
    other = Block("date", clean("1 " * NUMERALS_MIN))
    assert find_scan_end(Article(Origin("t"), (other, row))) is None


def test_invisible_characters_before_and_in_excluded_spans_move_no_figure() -> None:
    text = "\u200b共3\u200b人，5\u200b家，7艘"
    found = find_figures(text, CONTEXT, [(0, 5), (9, 10)])
    assert [(figure.start, figure.text) for figure in found] == [(6, "5\u200b家"), (10, "7艘")]


def test_a_credit_has_no_figures_even_in_a_short_block() -> None:
    block = Block("caption", clean("3人，5人攝"), spans=(Span("credit", 3, 6),))
    assert [figure.text for figure in find_block_figures(block, CONTEXT)] == ["3人"]
    linked = Block("caption", clean("3人，5人攝"), spans=(Span("link", 3, 6, "https://a.example/"),))
    assert [figure.text for figure in find_block_figures(linked, CONTEXT)] == ["3人", "5人"]
