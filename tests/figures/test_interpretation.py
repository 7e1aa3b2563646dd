"""What a number with its unit is: a count, a rank, money, or nothing."""

from __future__ import annotations

import pytest

from reader.figures.context import FigureContext
from reader.figures.scan import find_figures

CONTEXT = FigureContext("2024-06-11", "CN")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("位列全國第六", ["rank"]),
        ("第三屆", ["ordinal"]),
        ("連續3屆", ["count"]),
        ("前10名", ["rank"]),
        ("第一時間", []),
        ("得票率26.46%第三", ["percent", "rank"]),
        ("總價3600萬", ["money"]),
        ("涉及8.6萬居民", ["count"]),
        ("上億元", ["money"]),
        ("百姓", []),
        ("二期工程", []),
        ("項目二期", []),
        ("三期項目", []),
        ("分三期推出", ["count"]),
        ("一名官員", []),
        ("僅一人", ["count"]),
        ("長打數59", ["count"]),
        ("確診1234", ["count"]),
        ("售價指數為425.7", ["count"]),
        ("收獲一堆同情", []),
        ("萬元工業增加值", []),
    ],
)
def test_find_figures_gives_the_kind_of_each_figure(text: str, kinds: list[str]) -> None:
    assert [figure.kind for figure in find_figures(text, CONTEXT)] == kinds
