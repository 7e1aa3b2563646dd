"""What is printed counts; what the page says of itself fills the gaps."""

from __future__ import annotations

import pytest

from reader.model import Block, CleanText
from reader.structure.html.metadata_merge import merge_metadata
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
