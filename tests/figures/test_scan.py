"""The walk over a block: excluded spans, invisible characters, no overlaps."""

from __future__ import annotations

from reader.figures.context import FigureContext
from reader.figures.scan import find_block_figures, find_figures
from reader.model import Block, clean

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
