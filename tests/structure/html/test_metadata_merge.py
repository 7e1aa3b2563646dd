"""What is printed counts; what the page says of itself fills the gaps."""

from __future__ import annotations

import pytest

from reader.model import Block, CleanText
from reader.structure.html.metadata_merge import _OUTLET_NAME_MAX, merge_metadata
from reader.structure.html.page_metadata import PageMetadata
from reader.structure.metadata import ArticleMetadata


def test_a_printed_date_is_kept_unless_the_page_names_another_printed_one() -> None:
    printed, page = ArticleMetadata(), PageMetadata()
    printed.date, page.dates = "2024-05-12", ["2024-05-10T01:00"]
    assert merge_metadata(printed, page, []).date == "2024-05-12"
    line = Block("date", CleanText("更新：2024-05-12 发布：2024-05-10 08:09"))
    assert merge_metadata(printed, page, [line]).date == "2024-05-10T08:09"


def test_without_a_printed_date_the_one_with_a_time_for_the_first_day_counts() -> None:
    page = PageMetadata()
    page.dates = ["2024-05-10", "2024-05-11T02:00", "2024-05-10T08:09"]
    assert merge_metadata(ArticleMetadata(), page, []).date == "2024-05-10T08:09"


@pytest.mark.parametrize(("names", "authors"), [(["罗素英", "林悦"], ["罗素英"]), (["技术部"], [])])
def test_authors_of_the_head_are_people_and_no_editors(names: list[str], authors: list[str]) -> None:
    printed, page = ArticleMetadata(), PageMetadata()
    printed.editors = [CleanText("林悦")]
    page.authors = [CleanText(name) for name in names]
    assert merge_metadata(printed, page, []).authors == authors


def test_the_name_of_the_site_is_the_outlet_only_where_nothing_else_is() -> None:
    printed, page = ArticleMetadata(), PageMetadata()
    page.site_names = [CleanText("江岸网 | 江岸网")]
    assert merge_metadata(printed, page, []).outlet == "江岸网"
    printed.outlet = CleanText("渡口日报")
    assert merge_metadata(printed, page, []).outlet == "渡口日报"


def test_without_any_date_there_is_none() -> None:
    assert merge_metadata(ArticleMetadata(), PageMetadata(), []).date is None
    printed = ArticleMetadata()
    printed.date = "2024-05-12"
    assert merge_metadata(printed, PageMetadata(), [Block("date", CleanText("2024-05-10"))]).date == "2024-05-12"
    page = PageMetadata()
    page.dates = ["2024-05-10", "2024-05-11T02:00"]
    assert merge_metadata(ArticleMetadata(), page, []).date == "2024-05-10"


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("江岸", "江岸"),
        ("江", None),
        ("江" * _OUTLET_NAME_MAX, "江" * _OUTLET_NAME_MAX),
        ("江" * (_OUTLET_NAME_MAX + 1), None),
        ("https://e.example", None),
        ("@江岸网", None),
    ],
)
def test_an_outlet_has_a_name_of_some_length(name: str, outlet: str | None) -> None:
    page = PageMetadata()
    page.site_names = [CleanText(name)]
    assert merge_metadata(ArticleMetadata(), page, []).outlet == outlet
    block = Block("source", CleanText(name))
    assert merge_metadata(ArticleMetadata(), PageMetadata(), [block]).outlet == outlet
    assert merge_metadata(ArticleMetadata(), PageMetadata(), [Block("date", CleanText(name))]).outlet is None


@pytest.mark.parametrize(
    ("title", "outlet"),
    [
        ("渡口的钟 - 江岸日报", "江岸日报"),
        ("渡口的钟_本地_江岸日报", "江岸日报"),
        ("渡口的钟江岸日报", None),
        ("渡口的钟 - 本地", None),
        ("渡口的钟 - 即时新闻", None),
        ("渡口的钟 - " + "江" * _OUTLET_NAME_MAX + "_江岸日报", None),
        ("别的钟 - 江岸日报", None),
        ("渡口的钟", None),
    ],
)
def test_the_outlet_behind_the_headline_in_a_title_is_found(title: str, outlet: str | None) -> None:
    printed, page = ArticleMetadata(), PageMetadata()
    printed.title, page.titles = CleanText("渡口的钟"), [CleanText(title)]
    assert merge_metadata(printed, page, []).outlet == outlet
    assert merge_metadata(ArticleMetadata(), page, []).outlet is None


def test_at_most_four_authors_of_the_head_count_and_printed_ones_before_them() -> None:
    printed, page = ArticleMetadata(), PageMetadata()
    page.authors = [CleanText(name) for name in ("罗素英", "罗素英", "方敏", "李明", "王红", "张伟")]
    assert merge_metadata(printed, page, []).authors == ["罗素英", "方敏", "李明", "王红"]
    printed.authors = [CleanText("林悦")]
    assert merge_metadata(printed, page, []).authors == ["林悦"]


def test_a_printed_date_with_a_time_is_kept_if_the_page_names_its_day() -> None:
    printed, page = ArticleMetadata(), PageMetadata()
    printed.date, page.dates = "2024-05-12T08:00", ["2024-05-12T09:00", "2024-05-10"]
    line = Block("date", CleanText("2024-05-10 08:09"))
    assert merge_metadata(printed, page, [line]).date == "2024-05-12T08:00"
