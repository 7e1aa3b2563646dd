from __future__ import annotations

from itertools import pairwise
from time import perf_counter
from typing import TYPE_CHECKING, Any

import pytest

from reader.config.settings import Settings
from reader.model import Article, Block, Origin, clean
from reader.tui.state.converted_article import ConvertedArticle
from reader.tui.state.figures import PERIOD_KINDS, FigureIndex, FigureOptions
from tests.tui.open_articles import STORY, find_block, open_text

if TYPE_CHECKING:
    from reader.tui.state.article import OpenArticle

MANY = (
    "去年的數字\n\n    " + "".join(f"第{n}個廠去年賺了{n}.5億元，請了{n + 100}名工人。" for n in range(1, 700)) + "\n"
)
"""An article with one block that is longer than what is scanned at once."""


def scanned(text: str = STORY, **arguments: Any) -> tuple[OpenArticle, FigureIndex]:
    """An article whose figures were all found, and its figure index."""
    article = open_text(text, **arguments)
    index = article.figure_index
    index.request_all()
    while index.scan_until(perf_counter() + 1):
        pass
    return article, index


def test_nothing_is_scanned_before_it_is_requested() -> None:
    index = open_text().figure_index
    assert index.is_idle
    assert not index.scan_until(perf_counter() + 1)
    assert index.figures == []


def test_all_figures_have_a_target_in_the_order_of_the_text() -> None:
    article, index = scanned()
    assert index.is_complete
    assert len(index.figures) == len(index.all_targets) > 3
    assert index.all_targets == sorted(index.all_targets)
    for figure, target in zip(index.figures, index.all_targets, strict=True):
        assert article.blocks[target.block].text[target.start : target.end] == figure.text
        assert index.find_at(target.block, target.start) == figure


def test_dates_and_years_are_listed_only_on_request() -> None:
    _, index = scanned("新聞\n\n    公司在2024年5月6日賺了3億元，2025年又賺了4億元。\n")
    assert {figure.kind for figure in index.figures} & PERIOD_KINDS
    assert len(index.navigation_targets) == 2
    assert not any(index.is_listed(figure) for figure in index.figures if figure.kind in PERIOD_KINDS)
    index.options.include_periods = True
    assert index.navigation_targets == index.all_targets


def test_figures_of_a_very_long_block_are_those_of_its_parts_put_together() -> None:
    article, index = scanned(MANY)
    block = find_block(article, "第1個廠")
    money = [figure for figure in index.get_block_figures(block) if figure.kind == "money"]
    assert [figure.text for figure in money] == [f"{n}.5億元" for n in range(1, 700)]
    assert all(article.blocks[block].text[f.start : f.end] == f.text for f in money)
    for figure in money[::50]:
        assert figure in list(index.find_in_range(block, figure.start, figure.end))
        assert index.find_at(block, figure.end - 1) == figure


def test_a_very_long_block_is_scanned_for_the_list_a_part_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.tui.state.figures._LIST_WAIT_SECONDS", 0)
    article = open_text(MANY)
    index = article.figure_index
    index.request_all()
    counts = [len(index.figures)]
    while index.scan_until(0):
        counts.append(len(index.figures))
    assert max(after - before for before, after in pairwise(counts)) < 250
    assert index.figures == [figure for n in range(len(article.blocks)) for figure in index.get_block_figures(n)]
    assert len(index.figures) == len(index.all_targets) > 1_300


def test_the_figures_of_a_range_are_those_that_overlap_it() -> None:
    article, index = scanned()
    block = find_block(article, "1萬噸")
    all_figures = index.get_block_figures(block)
    assert all_figures
    for figure in all_figures:
        assert list(index.find_in_range(block, figure.end - 1, figure.end)) == [figure]
        assert figure not in list(index.find_in_range(block, figure.end, figure.end + 1))


def test_a_bare_yuan_is_read_in_the_chosen_currency() -> None:
    _, index = scanned("新聞\n\n    每個人每個月能多掙八百元，三年下來就是兩萬多元。\n")
    default = index.figures[0].canonical_unit
    index.set_bare_yuan_currency("HKD" if default != "HKD" else "TWD")
    while index.scan_until(perf_counter() + 1):
        pass
    assert index.figures[0].canonical_unit != default
    assert index.context.currency == index.currency
    index.set_bare_yuan_currency("")
    assert index.context.default_currency == default


@pytest.mark.parametrize("region", ["TW", "HK"])
def test_the_region_of_the_options_replaces_that_of_the_article(region: str) -> None:
    _, index = scanned(figure_options=FigureOptions(region=region))
    assert index.context.region == region


def test_figures_that_do_not_add_up_are_doubtful() -> None:
    article, index = scanned("新聞\n\n    去年的產量從100噸增加到120噸，增長50%，廠裏的人都不相信。\n")
    block = find_block(article, "產量")
    (doubtful,) = index.find_doubtful(block)
    check = index.find_failed_check(block, doubtful)
    assert check is not None
    assert not check.is_consistent
    others = [figure for figure in index.get_block_figures(block) if figure != doubtful]
    assert all(index.find_failed_check(block, figure) is None for figure in others)


def test_figures_are_converted_with_their_offsets() -> None:
    article, index = scanned("新闻\n\n    软件公司去年赚了3亿元，请了500名工人。\n")
    article.converted.view_name = "twp"
    block = find_block(article, "软件")
    for figure in index.get_block_figures(block):
        shown = index.convert_figure(block, figure)
        view = article.converted.get_block_view(block)
        assert view.text[shown.start : shown.end] == shown.text
    article.converted.view_name = "source"
    assert index.convert_figure(block, figure) is figure


def test_figures_of_a_repeated_headline_are_not_listed_again() -> None:
    texts = {"headline": "三年四十億元", "deck": "三年四十億元——小漁港要花50億元", "paragraph": "去年花了10億元。"}
    blocks = [Block(kind, clean(text), script="Hant") for kind, text in texts.items()]  # type: ignore[arg-type]
    article = ConvertedArticle(Article(Origin("1"), tuple(blocks), script="Hant"), blocks, Settings(), "")
    article.is_complete = True
    index = FigureIndex(article)
    index.request_all()
    assert [figure.text for figure in index.figures if figure.kind == "money"] == ["四十億元", "50億元", "10億元"]
