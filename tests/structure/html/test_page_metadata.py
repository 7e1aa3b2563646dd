"""What a page says of itself: meta tags, JSON-LD, scripts and its address."""

from __future__ import annotations

import pytest

from reader.structure.html.page_metadata import (
    PageMetadata,
    clean_one_line,
    iter_json_objects,
    parse_epoch,
    parse_json,
    parse_machine_date,
    read_page_metadata,
)
from reader.structure.html.parse import parse_html


def metadata_of(head: str, url: str | None = None) -> PageMetadata:
    root = parse_html(f"<html><head>{head}</head><body>钟</body></html>")
    assert root is not None
    return read_page_metadata(root, url)


def test_titles_dates_and_names_are_read_in_the_order_of_their_reliability() -> None:
    head = (
        "<title>渡口的钟 - 江岸日报</title><meta property=og:title content=渡口的钟>"
        "<meta name=author content=罗素英><meta property=og:site_name content=江岸日报>"
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"钟","datePublished":"2024-05-10T08:09:00+08:00"}</script>'
    )
    found = metadata_of(head)
    assert found.titles == ["渡口的钟", "钟", "渡口的钟 - 江岸日报"]
    assert (found.dates, found.authors, found.site_names) == (["2024-05-10T08:09"], ["罗素英"], ["江岸日报"])


@pytest.mark.parametrize(
    ("script", "date"),
    [
        ('var ct = "1581517074";', "2020-02-12T22:17"),
        ('{"publishTime": 1581517074000}', "2020-02-12T22:17"),
        ("var publish_time = '2020-02-12 22:17:54';", "2020-02-12T22:17"),
        ('var act = "1581517074";', None),
    ],
)
def test_scripts_tell_the_date_where_nothing_else_does(script: str, date: str | None) -> None:
    assert metadata_of(f"<script>{script}</script>").dates == ([date] if date else [])
    assert metadata_of(f"<meta name=pubdate content=2021-01-02><script>{script}</script>").dates == ["2021-01-02"]


def test_the_address_tells_the_day() -> None:
    assert metadata_of("", "https://n.example.com/2024/0510/c1.html").dates == ["2024-05-10"]


@pytest.mark.parametrize(
    ("text", "date"),
    [("2024-05-10T00:09:00Z", "2024-05-10T08:09"), ("2024-05-10", "2024-05-10"), ("yesterday", None), ("", None)],
)
def test_a_machine_date_is_shown_in_chinese_time(text: str, date: str | None) -> None:
    assert parse_machine_date(text) == date


def test_json_is_read_whatever_is_in_it() -> None:
    assert parse_json('{"a": "x\ny"};') == {"a": "x\ny"}
    assert parse_json("[" * 100_000) is None
    assert [own["a"] for own in iter_json_objects([{"a": 1, "b": {"a": 2}}])] == [1, 2]
    assert parse_epoch("12") is None
    assert clean_one_line(" 渡\u200b口\n的\t钟 ") == "渡口 的 钟"
